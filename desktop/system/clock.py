"""The time on this computer."""

import sys
import time

from desktop.acd.moment import Moment


def now() -> Moment:
    """Give the present moment; its steady clock counts the time that the machine sleeps."""
    steady_s = time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()
    return Moment(steady_s, time.time())
