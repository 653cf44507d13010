"""A point in time on two clocks at once."""

from typing import NamedTuple


class Moment(NamedTuple):
    """A point in time. Moments compare by the steady clock.

    Elapsed times come from the steady clock, which setting the wall clock does not change; times of day come
    from the wall clock.

    Attributes:
        steady_s: Seconds on a clock that only goes forward.
        wall_s: Unix time in seconds.

    """

    steady_s: float
    wall_s: float

    def elapsed_s(self, now: "Moment") -> float:
        """Return the seconds from this moment to ``now``, never negative."""
        return max(0.0, now.steady_s - self.steady_s)

    def before(self, seconds: float) -> "Moment":
        """Return the moment that many seconds before this one."""
        return Moment(self.steady_s - seconds, self.wall_s - seconds)
