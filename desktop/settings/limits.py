"""The settings of limits, each with two levels: attention and trouble."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from desktop.settings.declared import check_all, setting

_limit = partial(setting, "limits", or_zero=True, zero_label="no limit")
_callers = partial(_limit, span=(1, 999), unit="callers")
_seconds = partial(_limit, span=(1, 86400), unit="m:ss")
_LEVELS: Final = {"attention": "ask for attention", "trouble": "are trouble"}


def _waiting(level: str, default: int) -> Any:  # noqa: ANN401 - as `setting`
    what = "Callers waiting"
    return _callers(f"{what} that {_LEVELS[level]}; 0 for none.", default=default, title=f"{what}, {level}")


def _longest(level: str, default: int) -> Any:  # noqa: ANN401 - as `setting`
    what = "Longest waiting"
    return _seconds(f"{what} in seconds, {level}; 0 for none.", default=default, title=f"{what}, {level}")


def _held(level: str, default: int, title: str, what: str = "") -> Any:  # noqa: ANN401 - as `setting`
    """Declare a limit for how long an agent does something."""
    description = f"{what or title} for so many seconds, {level}; 0 for none."
    return _seconds(description, default=default, title=f"{title}, {level}")


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """The limits for every queue and every agent."""

    waiting_attention: int = _waiting("attention", 3)
    waiting_trouble: int = _waiting("trouble", 6)
    longest_attention_s: int = _longest("attention", 120)
    longest_trouble_s: int = _longest("trouble", 300)
    ringing_attention_s: int = _held("attention", 20, "Ringing")
    ringing_trouble_s: int = _held("trouble", 45, "Ringing")
    hold_attention_s: int = _held("attention", 120, "A call on hold")
    hold_trouble_s: int = _held("trouble", 300, "A call on hold")
    acd_attention_s: int = _held("attention", 0, "ACD call", "On an ACD call")
    acd_trouble_s: int = _held("trouble", 0, "ACD call", "On an ACD call")
    other_call_attention_s: int = _held("attention", 0, "Another call", "On another call")
    other_call_trouble_s: int = _held("trouble", 0, "Another call", "On another call")
    work_timer_attention_s: int = _held("attention", 600, "Work timer", "In work timer")
    work_timer_trouble_s: int = _held("trouble", 1200, "Work timer", "In work timer")
    do_not_disturb_attention_s: int = _held("attention", 1200, "Do not disturb", "In do not disturb")
    do_not_disturb_trouble_s: int = _held("trouble", 2700, "Do not disturb", "In do not disturb")
    make_busy_attention_s: int = _held("attention", 1200, "Make busy", "In make busy")
    make_busy_trouble_s: int = _held("trouble", 2700, "Make busy", "In make busy")

    def __post_init__(self) -> None:
        check_all(self)


@dataclass(frozen=True, slots=True)
class QueueLimitSettings:
    """The limits of one queue, instead of those for every queue.

    Attributes:
        queue: The queue, as ``group 101`` or ``path 501``, from the title of the section.

    """

    queue: str
    waiting_attention: int = _waiting("attention", 3)
    waiting_trouble: int = _waiting("trouble", 6)
    longest_attention_s: int = _longest("attention", 120)
    longest_trouble_s: int = _longest("trouble", 300)

    def __post_init__(self) -> None:
        check_all(self, f"limits {self.queue}", wrong_queue(self.queue))


def wrong_queue(queue: str) -> str | None:
    """Say what is wrong with the name of a queue; None when nothing is."""
    kind, _, number = queue.partition(" ")
    is_number = number.isdigit() and number.isascii()
    return (
        None if kind in {"group", "path"} and is_number else "a queue is named as 'group 101' or 'path 501'"
    )
