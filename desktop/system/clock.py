"""The time on this computer."""

import sys
import time

from desktop.acd.moment import Moment


def now() -> Moment:
    """Give the present moment; on Linux and Windows its steady clock counts sleep too."""
    steady_s = time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()
    return Moment(steady_s, time.time())
