"""The time on this computer."""

import sys
import time

from desktop.acd.moment import Moment


def now() -> Moment:
    """Give the present moment; its steady clock counts the computer's sleep too."""
    if sys.platform == "linux":
        steady_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        # Python's own does not count sleep there (github.com/python/cpython/issues/86273).
        steady_s = time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    else:
        steady_s = time.monotonic()
    return Moment(steady_s, time.time())
