"""The settings of limits, in two levels each: from the first on attention, from the second on trouble."""

from dataclasses import dataclass

from desktop.settings.declared import SettingsError, check_all, setting

_COUNT = (1, 999)
_SECONDS = (1, 86400)


def _limit(what: str, title: str, default: int, span: tuple[int, int]) -> int:
    limit: int = setting(
        "limits",
        f"{what}; 0 for none.",
        default=default,
        title=title,
        span=span,
        unit="callers" if span is _COUNT else "m:ss",
        or_zero=True,
        zero="no limit",
    )
    return limit


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """From when on it is too much, for every queue and every agent."""

    waiting_attention: int = _limit(
        "Callers waiting that ask for attention", "Callers waiting, attention", 3, _COUNT
    )
    waiting_trouble: int = _limit("Callers waiting that are trouble", "Callers waiting, trouble", 6, _COUNT)
    longest_attention_s: int = _limit(
        "Longest waiting in seconds, attention", "Longest waiting, attention", 120, _SECONDS
    )
    longest_trouble_s: int = _limit(
        "Longest waiting in seconds, trouble", "Longest waiting, trouble", 300, _SECONDS
    )
    ringing_attention_s: int = _limit(
        "Ringing for so many seconds, attention", "Ringing, attention", 20, _SECONDS
    )
    ringing_trouble_s: int = _limit("Ringing for so many seconds, trouble", "Ringing, trouble", 45, _SECONDS)
    hold_attention_s: int = _limit(
        "A call on hold for so many seconds, attention", "A call on hold, attention", 120, _SECONDS
    )
    hold_trouble_s: int = _limit(
        "A call on hold for so many seconds, trouble", "A call on hold, trouble", 300, _SECONDS
    )
    acd_attention_s: int = _limit(
        "On an ACD call for so many seconds, attention", "ACD call, attention", 0, _SECONDS
    )
    acd_trouble_s: int = _limit(
        "On an ACD call for so many seconds, trouble", "ACD call, trouble", 0, _SECONDS
    )
    other_call_attention_s: int = _limit(
        "On another call for so many seconds, attention", "Another call, attention", 0, _SECONDS
    )
    other_call_trouble_s: int = _limit(
        "On another call for so many seconds, trouble", "Another call, trouble", 0, _SECONDS
    )
    work_timer_attention_s: int = _limit(
        "In work timer for so many seconds, attention", "Work timer, attention", 600, _SECONDS
    )
    work_timer_trouble_s: int = _limit(
        "In work timer for so many seconds, trouble", "Work timer, trouble", 1200, _SECONDS
    )
    do_not_disturb_attention_s: int = _limit(
        "In do not disturb for so many seconds, attention", "Do not disturb, attention", 1200, _SECONDS
    )
    do_not_disturb_trouble_s: int = _limit(
        "In do not disturb for so many seconds, trouble", "Do not disturb, trouble", 2700, _SECONDS
    )
    make_busy_attention_s: int = _limit(
        "In make busy for so many seconds, attention", "Make busy, attention", 1200, _SECONDS
    )
    make_busy_trouble_s: int = _limit(
        "In make busy for so many seconds, trouble", "Make busy, trouble", 2700, _SECONDS
    )

    def __post_init__(self) -> None:
        check_all(self)


@dataclass(frozen=True, slots=True)
class QueueLimitSettings:
    """The limits of one queue, instead of those for every queue.

    Attributes:
        queue: Which one, as ``group 101`` or ``path 501``; it stands in the title of its section.

    """

    queue: str
    waiting_attention: int = _limit(
        "Callers waiting that ask for attention", "Callers waiting, attention", 3, _COUNT
    )
    waiting_trouble: int = _limit("Callers waiting that are trouble", "Callers waiting, trouble", 6, _COUNT)
    longest_attention_s: int = _limit(
        "Longest waiting in seconds, attention", "Longest waiting, attention", 120, _SECONDS
    )
    longest_trouble_s: int = _limit(
        "Longest waiting in seconds, trouble", "Longest waiting, trouble", 300, _SECONDS
    )

    def __post_init__(self) -> None:
        reason = wrong_queue(self.queue)
        if reason is not None:
            message = f"limits {self.queue}: {reason}"
            raise SettingsError(message)
        check_all(self)


def wrong_queue(queue: str) -> str | None:
    """Say what is wrong with the name of a queue; None when nothing is."""
    kind, _, number = queue.partition(" ")
    is_number = number.isdigit() and number.isascii()
    return (
        None if kind in {"group", "path"} and is_number else "a queue is named as 'group 101' or 'path 501'"
    )
