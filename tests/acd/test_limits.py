"""Limits of queues and of times in a state."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.limits import Level, Limit, Limits, QueueLimits, QueueTrouble
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind, QueueText
from tests.support import START

FIVE_AND_TEN = Limit(5, 10)
LIMITS = Limits(
    QueueLimits(Limit(3, 6), Limit(120, 300)),
    MappingProxyType({(QueueKind.GROUP, "611"): QueueLimits(Limit(1, 2))}),
    MappingProxyType({AgentState.DO_NOT_DISTURB: Limit(600, 1200)}),
)


def after(seconds: float) -> Moment:
    return Moment(START.steady_s + seconds, START.wall_s + seconds)


def queue(waiting: int, longest: str = "0000", number: str = "610") -> Queue:
    text = QueueText(f"{waiting:03d}", "005", longest)
    return Queue(QueueKind.GROUP, number, text, START, confirmed=True, source="pbx")


def dnd() -> AgentStatus:
    return AgentStatus(AgentState.DO_NOT_DISTURB, START, confirmed=True, source="pbx")


@pytest.mark.parametrize(
    ("limit", "value", "level"),
    [
        (FIVE_AND_TEN, 4.9, Level.NONE),
        (FIVE_AND_TEN, 5, Level.ATTENTION),
        (FIVE_AND_TEN, 9.9, Level.ATTENTION),
        (FIVE_AND_TEN, 10, Level.TROUBLE),
        (Limit(0, 10), 9, Level.NONE),
        (Limit(5, 0), 1000, Level.ATTENTION),
        (Limit(), 1000, Level.NONE),
        (Limit(10, 5), 7, Level.TROUBLE),
    ],
)
def test_a_level_holds_from_its_limit_on(limit: Limit, value: float, level: Level) -> None:
    assert limit.level(value) is level


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 60))
def test_the_level_changes_at_the_next_limit_and_not_before(attention: int, trouble: int, value: int) -> None:
    limit = Limit(attention, trouble)
    bound = limit.next_above(value)
    if bound is None:
        assert limit.level(value) is limit.level(10_000)
    else:
        assert limit.level(bound - 0.001) is limit.level(value)


@pytest.mark.parametrize(
    ("waiting", "longest", "trouble"),
    [
        (2, "0000", QueueTrouble()),
        (3, "0000", QueueTrouble(Level.ATTENTION, waiting=3)),
        (6, "0000", QueueTrouble(Level.TROUBLE, waiting=6)),
        (1, "0200", QueueTrouble(Level.ATTENTION, longest_s=120)),
        (3, "0200", QueueTrouble(Level.ATTENTION, 3, 120)),
        (3, "0500", QueueTrouble(Level.TROUBLE, longest_s=300)),
        (0, "0500", QueueTrouble()),
    ],
)
def test_a_queue_is_in_trouble_by_the_worse_of_its_two_figures(
    waiting: int, longest: str, trouble: QueueTrouble
) -> None:
    assert LIMITS.queue_trouble(queue(waiting, longest), START) == trouble


def test_the_longest_counts_on_into_trouble() -> None:
    assert LIMITS.queue_trouble(queue(1, "0150"), after(9)).level is Level.NONE
    assert LIMITS.queue_trouble(queue(1, "0150"), after(10)).level is Level.ATTENTION


def test_a_queue_may_have_limits_of_its_own() -> None:
    assert LIMITS.queue_trouble(queue(2, number="611"), START).level is Level.TROUBLE


def test_old_and_unconfirmed_figures_are_no_trouble() -> None:
    assert LIMITS.queue_trouble(queue(9), after(121)) == QueueTrouble()
    assert LIMITS.queue_trouble(replace(queue(9), confirmed=False), START) == QueueTrouble()


def test_an_agent_is_too_long_in_a_state_that_has_limits() -> None:
    assert LIMITS.agent_level(dnd(), after(599)) is Level.NONE
    assert LIMITS.agent_level(dnd(), after(600)) is Level.ATTENTION
    assert LIMITS.agent_level(dnd(), after(1200)) is Level.TROUBLE
    assert LIMITS.agent_level(dnd()._replace(state=AgentState.IDLE), after(9999)) is Level.NONE
    assert LIMITS.agent_level(dnd()._replace(confirmed=False), after(9999)) is Level.NONE
    assert LIMITS.agent_level(dnd()._replace(since=None), after(9999)) is Level.NONE


def test_the_time_of_the_next_level_change_is_known() -> None:
    assert LIMITS.due_s(dnd(), after(100)) == 500
    assert LIMITS.due_s(dnd(), after(600)) == 600
    assert LIMITS.due_s(dnd(), after(1200)) is None
    assert LIMITS.due_s(dnd()._replace(state=AgentState.IDLE), START) is None
