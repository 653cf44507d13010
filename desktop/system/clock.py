"""This computer's clocks."""

import sys
import time

from desktop.acd.moment import Moment


def now() -> Moment:
    """Return the present moment; its steady clock includes the computer's sleep."""
    if sys.platform == "linux":
        steady_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":
        # time.monotonic does not include sleep there (github.com/python/cpython/issues/86273).
        steady_s = time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    else:
        steady_s = time.monotonic()
    return Moment(steady_s, time.time())
