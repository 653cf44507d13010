"""Days and hours, by the clock on the wall: across midnight, and where the clock is put forward or back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LocalTime = Callable[[float], dt.datetime]
"""Gives what a clock on the wall shows at a Unix time."""

EVERY_DAY: Final = frozenset(range(7))
DAY_MIN: Final = 24 * 60


def machine_time(wall_s: float) -> dt.datetime:
    """Give what this computer's clock shows at a Unix time."""
    return dt.datetime.fromtimestamp(wall_s)  # noqa: DTZ006 - the clock on the wall is what is meant


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of day up to another, which is one of the next day where it is not later.

    Attributes:
        start_min: In minutes after midnight.
        end_min: In minutes after midnight; it no longer belongs to the span.

    """

    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of the week.

    Attributes:
        days: Days on which a span may begin, Monday is 0. A span that ends after midnight belongs to the day
            on which it began.
        spans: Of those days; none is the whole of them.

    """

    days: frozenset[int] = EVERY_DAY
    spans: tuple[Span, ...] = ()

    def holds(self, local: dt.datetime) -> bool:
        """Tell whether a time is within.

        Arguments:
            local: What the clock on the wall shows. A time that comes twice when it is put back is within
                both times.

        """
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
    """Give a time of day in minutes after midnight."""
    return local.hour * 60 + local.minute


def minutes_past(minute: int, local: dt.datetime) -> float:
    """Give how many minutes ago a time of day was last, by the clock on the wall; less than a day."""
    now_min = minute_of(local) + local.second / 60
    return (now_min - minute) % DAY_MIN
