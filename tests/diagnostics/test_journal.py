"""The journal of the stream, bounded in memory."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.diagnostics.journal import MINUTES, MOST_CHANGES, MOST_RECORDS, Journal
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from tests.support import START, call, group, wire

PBX = "pbx:15373"


def heard(*records: str, at: Moment = START, source: str = PBX) -> Batch:
    data = wire(*records)
    return Batch(source, at, data, Decoder().receive_data(data))


def later(seconds: float) -> Moment:
    return Moment(START.steady_s + seconds, START.wall_s + seconds)


def here(hours: int, minutes: int, seconds: int = 0) -> Moment:
    """Return a time of day on this computer's clock."""
    return Moment(0.0, time.mktime((2026, 3, 10, hours, minutes, seconds, 0, 0, -1)))


def test_records_are_counted_by_code_for_each_phone_system() -> None:
    journal = Journal()
    journal.note_heard(heard(call("A"), call("G"), group("610", 1)))
    journal.note_heard(heard(call("A"), source="other:15373"))
    journal.note_heard(heard(call("A")))
    assert dict(journal.sources[PBX].codes) == {"A": 2, "G": 1, "K": 1}
    assert dict(journal.sources["other:15373"].codes) == {"A": 1}
    assert journal.sources[PBX].byte_count == len(wire(call("A"), call("G"), group("610", 1), call("A")))


def test_bytes_without_a_record_count_too() -> None:
    journal = Journal()
    journal.note_heard(Batch(PBX, START, b"\x0201A08", ()))
    assert journal.sources[PBX].byte_count == 6
    assert journal.sources[PBX].last is None
    assert not journal.records


def test_the_last_records_are_kept() -> None:
    journal = Journal()
    journal.note_heard(heard(*[call("A", f"{i:05d}") for i in range(MOST_RECORDS + 50)]))
    journal.note_heard(heard(call("B", "last")))
    agents = [record.event.raw[16:23].strip() for record in journal.records]
    assert len(agents) == MOST_RECORDS
    assert (agents[0], agents[-1]) == ("00051", "last")


@given(st.lists(st.tuples(st.integers(0, 200 * 60), st.integers(1, 5)), max_size=40))
def test_each_minute_counts_its_records(reads: list[tuple[int, int]]) -> None:
    journal = Journal()
    reads.sort()
    for second, count in reads:
        journal.note_heard(heard(*[call("A")] * count, at=later(second)))
    end_s = reads[-1][0] if reads else 0
    counts = journal.per_minute(later(end_s))
    first = int(START.steady_s + end_s) // 60 - MINUTES + 1
    wanted = [0] * MINUTES
    for second, count in reads:
        minute = int(START.steady_s + second) // 60 - first
        if minute >= 0:
            wanted[minute] += count
    assert counts == wanted


def test_minutes_without_a_record_are_zero_and_old_ones_are_dropped() -> None:
    journal = Journal()
    journal.note_heard(heard(call("A"), at=later(0)))
    assert journal.per_minute(later(0))[-1] == 1
    assert journal.per_minute(later(60))[-2:] == [1, 0]
    assert sum(journal.per_minute(later(MINUTES * 60))) == 0


@pytest.mark.parametrize(
    ("there", "now", "ahead_s"),
    [
        ("083000", here(8, 30), 0),
        ("083120", here(8, 30), 80),
        ("082840", here(8, 30), -80),
        ("000010", here(23, 59, 50), 20),
        ("235950", here(0, 0, 10), -20),
        ("153000", here(8, 30), 7 * 3600),
        ("999999", here(8, 30), None),
        ("240000", here(0, 0), None),
    ],
)
def test_the_clock_difference_is_right_across_midnight(there: str, now: Moment, ahead_s: int | None) -> None:
    journal = Journal()
    journal.note_heard(heard(call("A").replace("083000", there), at=now))
    assert journal.sources[PBX].clock_ahead_s == ahead_s


def test_an_unchanged_line_is_no_change() -> None:
    journal = Journal()
    lost = Connection(LinePhase.LOST, PBX, START, "refused")
    for connection in (
        Connection(LinePhase.CONNECTING, PBX, START),
        Connection(LinePhase.LIVE, PBX, START, last_heard=START),
        Connection(LinePhase.LIVE, PBX, START, last_heard=later(5)),
        lost,
        Connection(LinePhase.LIVE, "other:15373", START),
        lost,
        Connection(LinePhase.LOST, PBX, START, "timed out"),
    ):
        journal.note_connection(connection, START)
    told = [(change.connection.source, change.connection.phase.value) for change in journal.changes]
    assert told == [
        (PBX, "connecting"),
        (PBX, "live"),
        (PBX, "lost"),
        ("other:15373", "live"),
        (PBX, "lost"),
    ]
    assert journal.changes[-1].connection.reason == "timed out"


def test_a_line_that_comes_and_goes_for_months_uses_bounded_memory() -> None:
    journal = Journal()
    for count in range(MOST_CHANGES * 3):
        phase = LinePhase.LOST if count % 2 else LinePhase.CONNECTING
        journal.note_connection(Connection(phase, PBX, START), later(count))
    assert len(journal.changes) == MOST_CHANGES
