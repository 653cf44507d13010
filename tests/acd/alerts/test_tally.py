"""The outcome of trying rules, in words."""

from dataclasses import replace

import pytest

from desktop.acd.alerts.hours import EVERY_DAY, Hours, Span
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.alerts.tally import AlertTally, RuleTally, describe
from tests.acd.alerts.watched import WatchedFloor, berlin
from tests.support import group

RULE = Rule("callers", Condition.CALLERS_WAITING, limit=5)


def tried(rule: Rule, *lengths_s: int, watched_s: float = 4 * 3600) -> RuleTally:
    """Return the tally of a rule when callers wait for each of these lengths in turn."""
    watched = WatchedFloor(rule)
    trial = AlertTally(berlin)
    for length_s in lengths_s:
        watched.hear(group("610", 9))
        for _ in range(length_s // 5):
            watched.go_on(5)
            watched.hear(group("610", 9))
        watched.go_on(length_s % 5)
        watched.hear(group("610", 0))
        watched.go_on(100)
    trial.take(watched.happened)
    trial.stop(watched.now)
    return trial.outcome([rule], watched_s)[0]


@pytest.mark.parametrize(
    ("lengths_s", "said"),
    [
        ((), "would not have alerted."),
        ((300,), "would have alerted once."),
        ((20,), "would have alerted once, for under a minute."),
        ((300, 20), "would have alerted 2 times, 1 of them for under a minute."),
        (
            (300, 20, 25, 200, 28, 10),
            "would have alerted 6 times, 4 of them for under a minute; suggested delay 30 s.",
        ),
        ((58, 58), "would have alerted 2 times, each for under a minute; suggested delay 60 s."),
        ((300, 300, 300, 20, 20), "would have alerted 5 times, 2 of them for under a minute."),
    ],
)
def test_how_often_it_would_have_alerted(lengths_s: tuple[int, ...], said: str) -> None:
    assert describe(tried(RULE, *lengths_s)) == said


def test_the_suggested_delay_would_spare_as_many_alerts_as_stated() -> None:
    lengths_s = (300, 20, 25, 200, 28, 10)
    before = tried(RULE, *lengths_s)
    after = tried(replace(RULE, start_after_s=before.suggested_s), *lengths_s)
    assert (before.count, after.count, after.short) == (6, 2, 0)


def test_a_delay_that_a_rule_already_has_is_not_suggested() -> None:
    found = tried(replace(RULE, start_after_s=30), 40, 42, 44)
    assert (found.count, found.short, found.suggested_s) == (3, 3, 45)


def test_a_rule_that_alerts_too_often_says_so() -> None:
    found = tried(RULE, *[120] * 12, watched_s=3600)
    assert describe(found) == (
        "would have alerted 12 times. That is 12 in an hour, more than anyone acts on:"
        " try a higher limit or a longer delay."
    )
    assert not tried(RULE, *[120] * 12, watched_s=4 * 3600).is_too_often


def test_an_alert_that_still_holds_at_the_end_is_not_short() -> None:
    watched = WatchedFloor(RULE)
    watched.hear(group("610", 9))
    watched.go_on(10)
    trial = AlertTally()
    trial.take(watched.happened)
    trial.stop(watched.now)
    (found,) = trial.outcome([RULE], 10)
    assert (found.count, found.short, found.worst_s) == (1, 0, 10)


def test_alerts_without_a_notice_do_not_count() -> None:
    assert tried(replace(RULE, rest_s=600), 120, 20, 20, 600).count == 2
    quiet = replace(RULE, quiet=Hours(EVERY_DAY, (Span(9 * 60, 9 * 60 + 5),)))
    assert tried(quiet, 120).count == 0
    # An alert that still holds after the quiet hours is shown then.
    assert tried(quiet, 600).count == 1


def test_a_recording_says_nothing_of_files() -> None:
    rule = Rule("file", Condition.FILE_FAULT)
    assert describe(AlertTally().outcome([rule], 10)[0]) == "a recording says nothing of it."
