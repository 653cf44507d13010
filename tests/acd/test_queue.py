"""A queue's figures: how they count on, and when they are old."""

from dataclasses import replace

import pytest

from desktop.acd.moment import Moment
from desktop.acd.queue import CURRENT_FOR_S, Queue, QueueKind, QueueText
from desktop.acd.selection import QueueSelection
from tests.support import START, floor_after, group


def queue(
    waiting: str = "002", agents: str = "015", longest: str = "0130", received: Moment | None = START
) -> Queue:
    text = QueueText(waiting, agents, longest)
    return Queue(QueueKind.GROUP, "610", text, received, confirmed=received is not None)


def after(seconds: float, *, wall_s: float = 0.0) -> Moment:
    return Moment(START.steady_s + seconds, START.wall_s + wall_s)


def test_figures_are_numbers() -> None:
    assert queue().waiting == 2
    assert queue().agents == 15
    assert queue(waiting="999", agents="000").waiting == 999
    assert queue(waiting="999", agents="000").agents == 0


@pytest.mark.parametrize(
    ("longest", "elapsed_s", "seconds"),
    [
        pytest.param("0130", 0, 90, id="as reported"),
        pytest.param("0130", 7.5, 97.5, id="counting on since the report"),
        pytest.param("0000", 0, 0, id="a caller who just came"),
        pytest.param("0000", 3, 3, id="a caller who came as the report was made"),
        pytest.param("9959", 10, 6009, id="past what a report can say"),
    ],
)
def test_the_longest_waiting_counts_on(longest: str, elapsed_s: float, seconds: float) -> None:
    assert queue(longest=longest).longest_waiting_s(after(elapsed_s)) == seconds


def test_the_longest_wait_is_zero_if_nobody_waits() -> None:
    assert queue(waiting="000", longest="0000").longest_waiting_s(after(10)) is None
    assert queue(waiting="000", longest="0130").longest_waiting_s(after(10)) is None


def test_restored_figures_do_not_count_on() -> None:
    assert queue(received=None).longest_waiting_s(after(1000)) == 90


def test_figures_from_before_a_loss_do_not_count_on() -> None:
    assert replace(queue(), confirmed=False).longest_waiting_s(after(10)) == 90


def test_figures_stop_counting_on_when_the_next_report_is_long_overdue() -> None:
    assert queue().longest_waiting_s(after(CURRENT_FOR_S)) == 90 + CURRENT_FOR_S
    assert queue().longest_waiting_s(after(CURRENT_FOR_S + 1)) == 90


def test_setting_the_wall_clock_does_not_make_callers_wait_longer() -> None:
    assert queue().longest_waiting_s(after(10, wall_s=7200)) == 100
    assert queue().longest_waiting_s(after(10, wall_s=-7200)) == 100


def test_figures_are_confirmed_by_a_report() -> None:
    floor = floor_after(group("610", 2))
    assert floor.queues[QueueKind.GROUP]["610"].confirmed
    assert not queue(received=None).confirmed


def test_figures_are_current_for_two_minutes() -> None:
    assert CURRENT_FOR_S == 120
    assert queue().is_current(after(0))
    assert queue().is_current(after(120))
    assert not queue().is_current(after(120.5))
    assert queue().is_current(after(10, wall_s=7200))


def test_restored_figures_are_never_current() -> None:
    assert not queue(received=None).is_current(START)


def test_the_choices_are_the_settings_file_s_words() -> None:
    assert [choice.value for choice in QueueSelection] == ["auto", "groups", "paths", "both"]
