"""A few hours of the soak, and proof that its checks can fail; `dev.py soak` runs seven days."""

import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.faults.records import call, group, wire
from tests.soak.calculation import Calculation
from tests.soak.checks import check_growth, check_outcome
from tests.soak.process import IS_KNOWN, Resources
from tests.soak.run import Outcome, Plan, soak

HOURS = 3
NOTHING_HELD = Resources(0, (), (), 0)


def failed(outcome: Outcome) -> set[str]:
    return {check.name for check in check_outcome(outcome) if not check.holds}


def other_word(outcome: Outcome) -> Outcome:
    file = outcome.file | {"agents": outcome.file["agents"] | {"6001": "?"}}
    return dataclasses.replace(outcome, file=file)


def agent_missing(outcome: Outcome) -> Outcome:
    return dataclasses.replace(outcome, file=outcome.file | {"agents": {}})


def more_in_the_file(outcome: Outcome) -> Outcome:
    return dataclasses.replace(outcome, file=outcome.file | {"more": 1})


def other_time(outcome: Outcome) -> Outcome:
    return dataclasses.replace(outcome, file=outcome.file | {"lastUpdate": 1.5})


def other_tile(outcome: Outcome) -> Outcome:
    return dataclasses.replace(outcome, shown=outcome.shown | {"6001": ["idle", None]})


def one_more_lost(outcome: Outcome) -> Outcome:
    counts = outcome.calculated["counts"] | {"lost": outcome.calculated["counts"]["lost"] + 1}
    return dataclasses.replace(outcome, calculated=outcome.calculated | {"counts": counts})


def thread_left(outcome: Outcome) -> Outcome:
    after_stop = dataclasses.replace(outcome.after_stop, threads=(*outcome.after_stop.threads, "feed"))
    return dataclasses.replace(outcome, after_stop=after_stop)


def descriptor_left(outcome: Outcome) -> Outcome:
    last_hour = dataclasses.replace(outcome.last_hour, descriptors=(*outcome.last_hour.descriptors, "socket"))
    return dataclasses.replace(outcome, last_hour=last_hour)


CHANGES: list[tuple[Callable[[Outcome], Outcome], str]] = [
    (other_word, "agents in the data file"),
    (agent_missing, "agents in the data file"),
    (more_in_the_file, "the data file's keys"),
    (other_time, "lastUpdate"),
    (other_tile, "states and doubts on the tiles"),
    (one_more_lost, "lost record numbers"),
    (thread_left, "threads before the start and after the stop"),
    (descriptor_left, "descriptors after the first hour and at the end"),
]


def test_hours_of_a_floor_end_as_calculated_and_leave_nothing(
    qtbot: QtBot,  # noqa: ARG001 - has leftovers counted
    qapp: QApplication,
) -> None:
    said: list[str] = []
    outcome = soak(qapp, Plan(HOURS), said.append)
    assert [str(check) for check in check_outcome(outcome) if not check.holds] == []
    assert len(said) == 2
    counts = outcome.calculated["counts"]
    assert counts["hung_up"] == HOURS
    assert counts["records"] > HOURS * 5_000
    assert min(counts.values()) > 0
    assert len(outcome.shown) == 60
    assert {confirmed for _, confirmed in outcome.shown.values()} == {True, False}
    assert (outcome.first_hour.memory_bytes > 0) is IS_KNOWN
    for change, name in CHANGES:
        assert failed(change(outcome)) == {name}


@pytest.mark.parametrize(("last_bytes", "holds"), [(90, True), (109, True), (111, False), (200, False)])
def test_memory_may_grow_by_less_than_a_tenth(last_bytes: int, holds: bool) -> None:  # noqa: FBT001 - a table
    first, last = (dataclasses.replace(NOTHING_HELD, memory_bytes=count) for count in (100, last_bytes))
    assert check_growth(first, last).holds is holds


# The calculation is no part of the program, but its results must be right too


def calculated(*pieces: bytes) -> Calculation:
    calculation = Calculation(1000.0)
    for elapsed_s, piece in enumerate(pieces):
        calculation.sent(elapsed_s, piece)
    return calculation


@pytest.mark.parametrize(
    ("records", "state", "word"),
    [
        ("A", "idle", "in"),
        ("A T", "ringing", "in"),
        ("A T U", "idle", "in"),
        ("A G1", "acd", "busy"),
        ("A G1 N1", "acd_hold", "busy"),
        ("A G1 N", "acd_hold", "busy"),
        ("A G1 N1 I2", "acd_hold", "busy"),
        ("A G1 N1 I2 J9", "acd_hold", "busy"),
        ("A G1 N1 I2 J", "idle", "idle"),
        ("A G1 N1 P", "idle", "idle"),
        ("A H1 N1 O", "non_acd", "busy"),
        ("A L", "work_timer", "timer"),
        ("A L C", "do_not_disturb", "busy"),
        ("A L E7 M", "make_busy", "busy"),
        ("A E7 C D", "make_busy", "busy"),
        ("A E7 A", "idle", "in"),
        ("A G1 L M", "idle", "idle"),
        ("A E7 B", "logged_out", "out"),
    ],
)
def test_the_calculation_follows_the_rules(records: str, state: str, word: str) -> None:
    wires = [wire(call(record[0], button=record[1:] or "00")) for record in records.split()]
    result = calculated(*wires).result()
    assert result["shown"] == {"6001": [state, True]}
    assert result["file"] == {
        "agents": {"6001": word},
        "groups": {},
        "paths": {},
        "lastUpdate": pytest.approx(1000.0, abs=10),
    }


def test_the_calculation_counts_lost_repeated_and_cut_off_records() -> None:
    first, second, third = (
        wire(record.replace("01", f"{n:02}", 1))
        for n, record in ((98, call("A")), (1, call("B")), (5, group("610", 2)))
    )
    calculation = calculated(first, second, second, third, first[:9])
    calculation.hung_up()
    calculation.sent(9.0, first)
    assert calculation.result() == {
        "file": {
            "agents": {"6001": "in"},
            "groups": {"610": {"waiting": "002", "agents": "005", "longestwait": "0000"}},
            "paths": {},
            "lastUpdate": 1009.0,
        },
        "shown": {"6001": ["idle", True]},
        "counts": {
            "bytes": len(first + second + second + third + first[:9] + first),
            "records": 5,
            "lost": 5,
            "repeats": 1,
            "cut_off": 1,
            "hung_up": 1,
        },
    }
