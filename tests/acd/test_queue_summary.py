"""Queues and alerts summed up for menu and popover: order and wording."""

import pytest

from desktop.acd.alerts.alert import AlertKey, Subject, SubjectKind
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.connection import Freshness
from desktop.acd.limits import Level, Limit, Limits, QueueLimits
from desktop.acd.moment import Moment
from desktop.acd.queue import CURRENT_FOR_S, Queue, QueueKind
from desktop.acd.summary import QueueSummary, summarize_queues
from desktop.acd.wording import rough_duration
from tests.support import START, Clock, floor_after, group

LIMITS = Limits(QueueLimits(Limit(2, 5), Limit(60, 180)))


def name(queue: Queue) -> str:
    return {"610": "Sales", "611": "Support", "612": "billing", "613": "Accounts"}[queue.number]


def summaries(clock: Clock, *records: str, stale: Moment | None = None) -> tuple[QueueSummary, ...]:
    floor = floor_after(*records)
    freshness = Freshness(clock, lambda _: stale)
    return summarize_queues(floor.queues[QueueKind.GROUP].values(), freshness, LIMITS, name)


def test_the_worst_queue_comes_first_then_callers_then_names(clock: Clock) -> None:
    records = (group("612", 0), group("613", 0), group("611", 3, 5, "0010"), group("610", 1, 5, "0342"))
    assert [(one.name, one.level) for one in summaries(clock, *records)] == [
        ("Sales", Level.TROUBLE),
        ("Support", Level.ATTENTION),
        ("Accounts", Level.NONE),
        ("billing", Level.NONE),
    ]


def test_the_longest_waiting_counts_on(clock: Clock) -> None:
    clock.go_on(15)
    (sales,) = summaries(clock, group("610", 1, 5, "0030"))
    assert (sales.longest_s, sales.level) == (45.0, Level.NONE)
    assert sales.sentence == "Sales: 1 waiting, longest 0:45"
    clock.go_on(15)
    (sales,) = summaries(clock, group("610", 1, 5, "0030"))
    assert sales.level is Level.ATTENTION


def test_old_figures_are_over_no_limit_and_say_so(clock: Clock) -> None:
    (sales,) = summaries(clock, group("610", 9, 5, "0342"), stale=START)
    assert (sales.level, sales.is_old) == (Level.NONE, True)
    assert sales.sentence == "Sales: 9 waiting, longest 3:42, not current"
    clock.go_on(CURRENT_FOR_S + 1)
    (sales,) = summaries(clock, group("610", 0))
    assert sales.sentence == "Sales: not known now"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h 00"),
        (3900, "1 h 05"),
        (86_399, "23 h 59"),
        (86_400, "1 d"),
        (900_000, "10 d"),
    ],
)
def test_an_age_is_written_in_brief(seconds: float, words: str) -> None:
    assert rough_duration(seconds) == words


def test_an_alert_says_how_long_it_has_held(clock: Clock) -> None:
    alert = AlertSummary(
        AlertKey("callers", Subject(SubjectKind.GROUP, "610")), "Nobody is free", Level.TROUBLE, START
    )
    clock.go_on(130)
    assert alert.sentence(clock()) == "Nobody is free, 2 min"
