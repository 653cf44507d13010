"""The state at one moment of a recording: the floor and the lines."""

import pathlib
import time

import pytest

from desktop.acd.agent import AgentState
from desktop.acd.connection import Connection
from desktop.acd.queue import QueueKind
from desktop.protocol.line import LinePhase
from desktop.recording.entries import (
    MADE_AGAIN,
    BytesCame,
    BytesDropped,
    ClockSet,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
    entry_line,
)
from desktop.recording.playback import MOST_SOURCES, Playback
from desktop.recording.reconstruction import ReconstructedMoment, reconstruct
from tests.support import call, group, wire

CAPTURE = pathlib.Path(__file__).parent.parent / "captures" / "floor-24.rte"
PBX = "pbx:15373"
BEGAN = 1_790_000_000.0


def came(after_s: float, *records: str, source: str = PBX) -> BytesCame:
    return BytesCame(BEGAN + after_s, source, wire(*records))


def stood(after_s: float, phase: LinePhase, reason: str = "", *, source: str = PBX) -> LineChanged:
    return LineChanged(BEGAN + after_s, source, phase.value, reason)


def lines_of(*entries: Entry) -> bytes:
    return b"".join(map(entry_line, (RecordingBegan(BEGAN), *entries)))


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "stream.jsonl"


def reconstructed(path: pathlib.Path, *entries: Entry, at_s: float | None = None) -> ReconstructedMoment:
    path.write_bytes(lines_of(*entries))
    return reconstruct(Playback([path]), at_s, 60.0)


def state(found: ReconstructedMoment, agent_id: str = "6001") -> AgentState:
    return found.floor.agents[agent_id].shown.state


def line(found: ReconstructedMoment) -> Connection:
    return found.lines.connections[0]


def test_the_floor_at_a_moment_is_everything_received_until_then(path: pathlib.Path) -> None:
    entries = (came(1, call("A")), came(10, call("E", button="07")), came(20, call("B")))
    for at_s, expected in ((1, AgentState.IDLE), (9.9, AgentState.IDLE), (10, AgentState.MAKE_BUSY)):
        found = reconstructed(path, *entries, at_s=at_s)
        assert state(found) is expected
        assert (found.at.steady_s, found.at.wall_s) == (at_s, BEGAN + at_s)
        assert line(found).phase is LinePhase.LIVE
    assert state(reconstructed(path, *entries)) is AgentState.LOGGED_OUT
    assert not reconstructed(path, *entries, at_s=0.5).floor.agents


def test_times_in_states_are_those_at_the_moment(path: pathlib.Path) -> None:
    found = reconstructed(path, came(1, call("A")), came(2, group("610", 3, 5, "0010")), at_s=45)
    since = found.floor.agents["6001"].shown.since
    assert since is not None
    assert since.elapsed_s(found.at) == 44
    assert found.floor.queues[QueueKind.GROUP]["610"].longest_waiting_s(found.at) == 53


def test_setting_the_clock_changes_no_elapsed_time(path: pathlib.Path) -> None:
    entries = (came(0, call("A")), ClockSet(BEGAN - 3590, -3600.0), came(-3580, call("A", "6002")))
    found = reconstructed(path, *entries, at_s=20)
    assert found.at.wall_s == BEGAN - 3580
    assert set(found.floor.agents) == {"6001", "6002"}
    assert set(reconstructed(path, *entries, at_s=19).floor.agents) == {"6001"}


def test_a_line_that_was_lost_is_lost_and_its_figures_are_unconfirmed(path: pathlib.Path) -> None:
    entries = (
        stood(0, LinePhase.LIVE),
        came(0, call("A")),
        stood(5, LinePhase.LOST, MADE_AGAIN),
        stood(5, LinePhase.LOST, "refused"),
        stood(7, LinePhase.CONNECTING, "connected, waiting for the first record"),
        stood(8, LinePhase.LOST, "closed"),
        stood(20, LinePhase.LIVE),
        came(20, call("A", "6002")),
    )
    before = reconstructed(path, *entries, at_s=4)
    assert before.lines.is_live
    assert before.floor.agents["6001"].shown.confirmed
    lost = reconstructed(path, *entries, at_s=10)
    connection = line(lost)
    assert (connection.phase, connection.reason) == (LinePhase.LOST, "closed")
    assert connection.since is not None
    assert connection.since.steady_s == 5
    assert lost.lines.is_stale
    assert not lost.floor.agents["6001"].shown.confirmed
    again = reconstructed(path, *entries)
    assert again.lines.is_live
    assert not again.floor.agents["6001"].shown.confirmed
    assert again.floor.agents["6002"].shown.confirmed


def test_a_reconnected_silent_line_stays_silent(path: pathlib.Path) -> None:
    entries = (came(0, call("A")), stood(60, LinePhase.SILENT), stood(180, LinePhase.LOST, MADE_AGAIN))
    found = reconstructed(path, *entries, at_s=200)
    assert line(found).phase is LinePhase.SILENT
    since = line(found).since
    assert since is not None
    assert since.steady_s == 0
    assert not found.floor.agents["6001"].shown.confirmed


@pytest.mark.parametrize(("at_s", "phase"), [(59, LinePhase.LIVE), (61, LinePhase.SILENT)])
def test_after_its_end_a_recording_falls_silent(path: pathlib.Path, at_s: float, phase: LinePhase) -> None:
    assert line(reconstructed(path, came(0, call("A")), at_s=at_s)).phase is phase


def test_every_phone_system_has_a_line_even_without_records(path: pathlib.Path) -> None:
    found = reconstructed(
        path,
        stood(0, LinePhase.CONNECTING, source="north:1"),
        stood(0, LinePhase.LOST, "refused", source="south:1"),
        came(1, call("A"), source="north:1"),
    )
    phases = {connection.source: connection.phase for connection in found.lines.connections}
    assert phases == {"north:1": LinePhase.LIVE, "south:1": LinePhase.LOST}


def test_a_record_cut_off_by_a_loss_is_not_joined_to_what_follows(path: pathlib.Path) -> None:
    whole = wire(call("A", "6001"))
    first = BytesCame(BEGAN, PBX, wire(call("A", "6002")) + whole[:20])
    rest = BytesCame(BEGAN + 1, PBX, whole[20:])
    assert set(reconstructed(path, first, rest).floor.agents) == {"6001", "6002"}
    for between in (stood(0.5, LinePhase.LOST), BytesDropped(BEGAN + 0.5, 9), RecordingBegan(BEGAN + 0.5)):
        found = reconstructed(path, first, between, rest)
        assert set(found.floor.agents) == {"6002"}


def test_a_record_without_its_terminator_counts_after_a_silence(path: pathlib.Path) -> None:
    tail = BytesCame(BEGAN, PBX, wire(call("A")).rstrip())
    assert set(reconstructed(path, tail, at_s=0.2).floor.agents) == set()
    assert set(reconstructed(path, tail, at_s=0.4).floor.agents) == {"6001"}
    assert set(reconstructed(path, tail).floor.agents) == {"6001"}


def test_after_a_gap_in_recording_nothing_is_confirmed(path: pathlib.Path) -> None:
    entries = (came(0, call("A")), RecordingBegan(BEGAN + 30_000), came(30_000, call("A", "6002")))
    agents = reconstructed(path, *entries).floor.agents
    assert (agents["6001"].shown.confirmed, agents["6002"].shown.confirmed) == (False, True)
    continued = (came(0, call("A")), RecordingBegan(BEGAN + 9, continues=True), came(10, call("A", "6002")))
    agents = reconstructed(path, *continued).floor.agents
    assert (agents["6001"].shown.confirmed, agents["6002"].shown.confirmed) == (True, True)


def test_lost_records_are_counted_up_to_the_moment(path: pathlib.Path) -> None:
    content = lines_of(came(0, call("A")), BytesDropped(BEGAN + 1, 7)) + b'{"at": 17900\n'
    path.write_bytes(content + entry_line(came(30, call("A"))) + entry_line(BytesDropped(BEGAN + 40, 100)))
    found = reconstruct(Playback([path]), 30, 60.0)
    assert (found.damaged, found.dropped) == (1, 7)


def test_a_raw_file_s_times_fall_on_one_day() -> None:
    found = reconstruct(Playback([CAPTURE]), 300, 60.0)
    assert time.strftime("%a %H:%M:%S", time.localtime(found.at.wall_s)) == "Mon 08:05:00"
    assert len(found.floor.agents) == 24
    assert found.lines.is_live


def test_raw_files_follow_one_another(tmp_path: pathlib.Path) -> None:
    raw = CAPTURE.read_bytes()
    half = raw.index(b"\x02", len(raw) // 2)
    paths = [tmp_path / "one.rte", tmp_path / "two.rte"]
    for part, piece in zip(paths, (raw[:half], raw[half:]), strict=True):
        part.write_bytes(piece)
    whole, parts = reconstruct(Playback([CAPTURE]), None, 60.0), reconstruct(Playback(paths), None, 60.0)
    assert parts.floor.detail() == whole.floor.detail()
    assert parts.at == whole.at


def test_an_unusable_file_is_reported(path: pathlib.Path) -> None:
    with pytest.raises(RecordingError, match="holds nothing that came"):
        reconstructed(path, stood(0, LinePhase.LOST, "refused"))
    many = [came(0, call("A"), source=f"pbx{number}:1") for number in range(MOST_SOURCES + 1)]
    with pytest.raises(RecordingError, match="more than 64 phone systems"):
        reconstructed(path, *many)
    path.write_bytes(lines_of(came(0, call("A"))))
    with pytest.raises(RecordingError, match="no time in common"):
        reconstruct(Playback([path, CAPTURE]), None, 60.0)


def test_a_disappearing_file_is_reported(path: pathlib.Path) -> None:
    path.write_bytes(lines_of(came(0, call("A"))))
    playback = Playback([path])
    path.unlink()
    with pytest.raises(RecordingError, match="No such file"):
        reconstruct(playback, None, 60.0)


def test_unknown_line_states_of_a_newer_program_are_skipped(path: pathlib.Path) -> None:
    found = reconstructed(path, came(0, call("A")), LineChanged(BEGAN + 1, PBX, "dreaming", ""))
    assert line(found).phase is LinePhase.LIVE
