"""Rehearsing alert rules with recordings."""

import pathlib

import pytest

from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.directory import Directory
from desktop.protocol.line import LinePhase
from desktop.recording.entries import (
    BytesCame,
    ClockSet,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
    entry_line,
)
from desktop.recording.playback import Playback
from desktop.recording.rehearsal import RehearsalResult, TrialConditions, rehearse
from tests.acd.alerts.watched import berlin
from tests.support import call, group, wire

PBX = "pbx:15373"
BEGAN = 1_790_000_000.0
CALLERS = Rule("callers", Condition.CALLERS_WAITING, limit=5)
LINE = Rule("line", Condition.NO_CONNECTION, limit=30)


def came(after_s: float, *records: str) -> BytesCame:
    return BytesCame(BEGAN + after_s, PBX, wire(*records))


def rehearsed(folder: pathlib.Path, *rules: Rule, entries: list[Entry]) -> RehearsalResult:
    path = folder / "stream.jsonl"
    path.write_bytes(b"".join(map(entry_line, (RecordingBegan(BEGAN), *entries))))
    return rehearse(Playback([path]), TrialConditions(rules, Directory(), local=berlin))


def said(found: RehearsalResult) -> list[tuple[int, str]]:
    return [(round(each.at.wall_s - BEGAN), each.kind.value) for each in found.events]


def test_alerts_come_at_the_recorded_times(tmp_path: pathlib.Path) -> None:
    rule = Rule("callers", Condition.CALLERS_WAITING, limit=5, start_after_s=20)
    entries: list[Entry] = [came(0, group("610", 0))]
    entries += [came(15 * index, group("610", 7 if index < 6 else 0)) for index in range(1, 9)]
    found = rehearsed(tmp_path, rule, entries=entries)
    assert said(found) == [(35, "opened"), (90, "ended")]
    assert (found.tried[0].count, found.tried[0].short) == (1, 1)
    assert found.watched_s == 120


def test_alerts_due_between_two_records_are_not_late(tmp_path: pathlib.Path) -> None:
    ring = Rule("ring", Condition.RINGING, limit=10)
    found = rehearsed(tmp_path, ring, entries=[came(0, call("T")), came(500, call("U"))])
    assert said(found)[0] == (10, "opened")


def test_a_silent_and_a_lost_line_alert(tmp_path: pathlib.Path) -> None:
    entries = [came(0, call("A")), came(400, call("B"))]
    assert said(rehearsed(tmp_path, LINE, entries=[*entries])) == [(60, "opened"), (400, "ended")]
    lost = LineChanged(BEGAN + 5, PBX, LinePhase.LOST.value, "refused")
    found = rehearsed(tmp_path, LINE, entries=[entries[0], lost, entries[1]])
    assert said(found) == [(30, "opened"), (400, "ended")]


def test_a_gap_in_recording_is_no_lost_line(tmp_path: pathlib.Path) -> None:
    entries: list[Entry] = [
        came(0, group("610", 9)),
        RecordingBegan(BEGAN + 50_000),
        LineChanged(BEGAN + 50_000, PBX, LinePhase.CONNECTING.value, ""),
        came(50_001, group("610", 1)),
        came(50_010, group("610", 1)),
    ]
    found = rehearsed(tmp_path, LINE, CALLERS, entries=entries)
    assert said(found) == [(0, "opened")]
    assert found.watched_s == 10


def test_consecutive_files_are_one_recording(tmp_path: pathlib.Path) -> None:
    entries: list[Entry] = [
        came(0, group("610", 9)),
        RecordingBegan(BEGAN + 10, continues=True),
        came(15, group("610", 9)),
        came(30, group("610", 0)),
    ]
    assert said(rehearsed(tmp_path, CALLERS, entries=entries)) == [(0, "opened"), (30, "ended")]


def test_setting_the_clock_delays_no_alert(tmp_path: pathlib.Path) -> None:
    ring = Rule("ring", Condition.RINGING, limit=100)
    entries: list[Entry] = [
        came(0, call("T")),
        ClockSet(BEGAN + 3620, 3600),
        BytesCame(BEGAN + 3650, PBX, wire(call("U"))),
    ]
    assert said(rehearsed(tmp_path, ring, entries=entries)) == []


def test_a_raw_stream_can_be_rehearsed_too(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "floor.rte"
    first, second = (f"01K08{minute}00610009005{'0000'}0000000" for minute in ("00", "05"))
    path.write_bytes(wire(first) + wire(second.replace("610009", "610000")))
    found = rehearse(Playback([path, path]), TrialConditions((CALLERS,), local=berlin))
    assert [each.kind.value for each in found.events][:2] == ["opened", "ended"]


def test_an_unusable_file_is_an_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RecordingError, match="nothing that came"):
        rehearsed(tmp_path, CALLERS, entries=[])
    raw = tmp_path / "floor.rte"
    raw.write_bytes(wire(call("A")))
    with pytest.raises(RecordingError, match="no time in common"):
        rehearse(Playback([tmp_path / "stream.jsonl", raw]), TrialConditions((CALLERS,)))
