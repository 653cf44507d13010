"""Alerts in the field's plain words."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.directory import Directory
from desktop.acd.wording import clock, clock_with_seconds
from tests.acd.alerts.watched import NAMES, AlertedFloor
from tests.support import call, group, path

CALLERS = Rule("callers", Condition.CALLERS_WAITING, limit=6, start_after_s=30)
NOBODY = Rule("nobody", Condition.NOBODY_FREE, start_after_s=60)


def said(floor: AlertedFloor) -> tuple[str, str]:
    notice = floor.notices[-1]
    return notice.title, notice.text


def test_callers_waiting_are_described_with_the_state_of_their_agents() -> None:
    floor = AlertedFloor(CALLERS, replace(NOBODY, limit=99))
    floor.hear(group("610", 0, 2), call("A", "6001"), call("G", "6002", number="P501"))
    floor.go_on(10)
    gone = floor.now
    floor.hear(call("C", "6001"))
    floor.go_on(20)
    floor.hear(group("610", 7, 2, longest="0312"))
    floor.go_on(40)
    assert said(floor) == (
        "Sales: 7 callers waiting, longest 3:42",
        f"Over 5 for 30 s. Nobody in Sales is free; Ben K. set do not disturb at {clock(gone)}.",
    )


def test_free_agents_are_named() -> None:
    floor = AlertedFloor(replace(CALLERS, start_after_s=0), replace(NOBODY, limit=99))
    floor.hear(group("610", 0, 2), call("A", "6001"), call("A", "6002"))
    floor.hear(group("610", 7, 2))
    assert said(floor)[1] == "Over 5. 2 in Sales free."


def test_unknown_agents_are_not_mentioned() -> None:
    floor = AlertedFloor(replace(CALLERS, start_after_s=0), replace(NOBODY, limit=99))
    floor.hear(group("610", 0, 2), call("C", "6001"))
    floor.hear(group("610", 7, 2))
    assert said(floor)[1] == "Over 5."


def test_an_extrapolated_figure_says_so() -> None:
    floor = AlertedFloor(Rule("longest", Condition.LONGEST_WAITING, limit=90))
    floor.hear(group("610", 0))
    floor.hear(group("610", 1, longest="0120"))
    reported = floor.now
    floor.go_on(14)
    assert said(floor) == (
        "Sales: 1 caller waiting, longest 1:30",
        f"1:30 or longer. Counted on from 1:20, reported at {clock_with_seconds(reported)}.",
    )
    sure = AlertedFloor(Rule("longest", Condition.LONGEST_WAITING, limit=90))
    sure.hear(group("610", 0))
    sure.hear(group("610", 1, longest="0130"))
    assert said(sure)[1] == "1:30 or longer."


@pytest.mark.parametrize(
    ("rule", "records", "title", "text"),
    [
        (
            replace(NOBODY, start_after_s=0),
            [call("A", "6001"), group("610", 0, 1), call("G", "6001", number="P501"), group("610", 2, 1)],
            "Nobody in Sales is free: 2 callers waiting, longest 0:00",
            "",
        ),
        (
            Rule("dnd", Condition.DO_NOT_DISTURB, limit=60),
            [call("A"), call("C", button="07")],
            "Ben K. is in do not disturb for 1:00",
            "Reason 7.",
        ),
        (
            Rule("ring", Condition.RINGING, limit=60),
            [call("A", "6009"), call("T", "6009")],
            "6009 is being rung for 1:00",
            "",
        ),
        (
            Rule("hold", Condition.HOLD, limit=60),
            [call("G", button="01", number="P501"), call("N", button="01")],
            "Ben K. has a call on hold for 1:00",
            "",
        ),
        (
            Rule("busy", Condition.SET_BUSY),
            [call("A"), call("T"), call("U"), call("E")],
            "Ben K. is in make busy right after unanswered ringing",
            "Set by the phone system?",
        ),
        (
            Rule("path", Condition.CALLERS_WAITING, limit=1),
            [path("501", 0), path("501", 1, longest="0005")],
            "Path 501: 1 caller waiting, longest 0:05",
            "",
        ),
        (
            Rule("while free", Condition.WAITING_WHILE_FREE, limit=60),
            [call("A"), group("610", 0, 1), group("610", 1, 1, longest="0000")],
            "Sales: 1 caller waiting, longest 1:00, while Ben K. is free for 1:00",
            None,
        ),
        (
            Rule("still", Condition.STILL_LOGGED_IN, limit=9 * 60),
            [call("G", number="P501")],
            "Ben K. is still logged in after 9:00",
            "",
        ),
    ],
)
def test_each_condition_in_words(rule: Rule, records: list[str], title: str, text: str | None) -> None:
    floor = AlertedFloor(rule, starts="2026-01-05 08:59:30")
    for record in records:
        floor.hear(record)
    floor.go_on(90)
    assert said(floor)[0] == title
    if text is not None:
        assert said(floor)[1] == text


def test_the_last_free_agent_is_named() -> None:
    floor = AlertedFloor(Rule("last", Condition.LAST_FREE_GONE))
    floor.hear(call("A"), group("610", 0, 1))
    floor.hear(call("B"))
    assert said(floor)[0] == f"Nobody in Sales is free any more: Ben K. logged out at {clock(floor.now)}"


def test_the_whole_floor_needs_no_name() -> None:
    floor = AlertedFloor(replace(NOBODY, start_after_s=0), directory=Directory())
    floor.hear(call("A"), path("501", 0, 1))
    floor.hear(call("C"), path("501", 3, 1))
    floor.go_on(20)
    assert said(floor)[0] == "Nobody is free: 3 callers waiting, longest 0:00"


def test_how_long_nobody_was_free_stays_true_while_it_goes_on() -> None:
    floor = AlertedFloor(NOBODY, directory=Directory())
    floor.hear(path("501", 0, 1), call("C"))
    floor.hear(path("501", 3, 1))
    floor.go_on(80)
    assert said(floor)[1].startswith("For 60 s or longer.")


def test_lines_and_ends() -> None:
    floor = AlertedFloor(Rule("line", Condition.NO_CONNECTION, limit=60, says_end=True))
    lost = floor.now
    floor.lose()
    floor.go_on(70)
    assert said(floor) == (f"No data from pbx since {clock(lost)}", "Connection refused.")
    floor.live()
    assert said(floor) == ("pbx is heard again, after 1 minute 10 seconds", "")


@pytest.mark.parametrize(
    ("rule", "begins", "ends", "expected"),
    [
        (Rule("r", Condition.MAKE_BUSY, limit=60), "E", "F", "is no longer in make busy, after 1 minute 40"),
        (Rule("r", Condition.RINGING, limit=60), "T", "U", "is no longer being rung, after 1 minute 40"),
        (
            Rule("r", Condition.WORK_TIMER, limit=60),
            "L",
            "M",
            "is no longer in work timer, after 1 minute 40",
        ),
    ],
)
def test_an_end_in_words(rule: Rule, begins: str, ends: str, expected: str) -> None:
    floor = AlertedFloor(replace(rule, says_end=True))
    floor.hear(call("A"), call(begins))
    floor.go_on(100)
    floor.hear(call(ends))
    assert said(floor)[0] == f"Ben K. {expected} seconds"


def test_an_unconfirmed_figure_says_from_when_it_is() -> None:
    floor = AlertedFloor(replace(CALLERS, start_after_s=0))
    floor.hear(group("610", 0))
    floor.hear(group("610", 7))
    last = floor.now
    floor.go_on(500)
    (found,) = floor.alerts.summaries(floor.now)
    assert found.text.endswith(f"(last known {clock(last)})")


def test_control_characters_in_names_are_escaped() -> None:
    groups = MappingProxyType({"610": replace(NAMES.groups["610"], name="Sa\x1b[31mles\n")})
    floor = AlertedFloor(replace(CALLERS, start_after_s=0), directory=replace(NAMES, groups=groups))
    floor.hear(group("610", 0))
    floor.hear(group("610", 7))
    title = said(floor)[0]
    assert title.isprintable()
    assert "\\x1b" in title
