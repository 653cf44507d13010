"""Days and hours of the local wall clock, across midnight and across changes of the clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LocalTime = Callable[[float], dt.datetime]
"""Converts Unix time to local wall time."""

EVERY_DAY: Final = frozenset(range(7))
DAY_MIN: Final = 24 * 60


def machine_time(wall_s: float) -> dt.datetime:
    """Convert Unix time to the wall time of this computer."""
    return dt.datetime.fromtimestamp(wall_s)  # noqa: DTZ006 - local time is meant


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of day to another, of the next day unless it is later.

    Attributes:
        start_min: The start, in minutes after midnight.
        end_min: The end, in minutes after midnight, exclusive.

    """

    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of the week.

    Attributes:
        days: The days on which a span may begin, Monday is 0. A span across midnight belongs to the day on
            which it begins.
        spans: The hours of those days; empty for all.

    """

    days: frozenset[int] = EVERY_DAY
    spans: tuple[Span, ...] = ()

    def holds(self, local: dt.datetime) -> bool:
        """Return whether a local time is within; one that occurs twice when clocks go back counts twice."""
        today = local.weekday()
        if not self.spans:
            return today in self.days
        minute = minute_of(local)
        return any(self._is_within(span, today, minute) for span in self.spans)

    def _is_within(self, span: Span, today: int, minute: int) -> bool:
        if span.start_min < span.end_min:
            return today in self.days and span.start_min <= minute < span.end_min
        began_today = minute >= span.start_min
        began_yesterday = minute < span.end_min
        return (began_today and today in self.days) or (began_yesterday and (today - 1) % 7 in self.days)


ALWAYS: Final = Hours()
NEVER: Final = Hours(days=frozenset())


def minute_of(local: dt.datetime) -> int:
    """Return a time of day in minutes after midnight."""
    return local.hour * 60 + local.minute


def minutes_past(minute: int, local: dt.datetime) -> float:
    """Return how many minutes ago a time of day last came, by the wall clock; less than a day."""
    now_min = minute_of(local) + local.second / 60
    return (now_min - minute) % DAY_MIN
