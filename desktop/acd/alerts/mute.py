"""How long alerts are muted or snoozed."""

import datetime as dt
import enum

from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.moment import Moment


class MuteDuration(enum.Enum):
    """A menu choice; the value is its text there."""

    QUARTER = "For 15 minutes"
    HOUR = "For 60 minutes"
    TODAY = "For today"

    def seconds(self, now: Moment) -> float:
        """Return its length in seconds from now on."""
        match self:
            case MuteDuration.QUARTER:
                return 15 * 60.0
            case MuteDuration.HOUR:
                return 60 * 60.0
            case MuteDuration.TODAY:
                return end_of_day_s(now.wall_s) - now.wall_s


def end_of_day_s(wall_s: float, local: LocalTime = machine_time) -> float:
    """Return the Unix time of the next midnight, also on days on which the clock is put forward or back."""
    now = local(wall_s)
    midnight = dt.datetime.combine(now.date(), dt.time()) + dt.timedelta(days=1)
    ends_s = wall_s + (midnight - now.replace(tzinfo=None)).total_seconds()
    # Corrects for a clock that was put forward or back in between.
    return ends_s + (midnight - local(ends_s).replace(tzinfo=None)).total_seconds()
