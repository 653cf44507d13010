"""The machine of a measurement, and the load by other processes meanwhile."""

import os
import pathlib
import platform
import time
from typing import Final

import PySide6

_IDLE: Final = frozenset({3, 4})
"""``idle`` and ``iowait`` among the figures of ``cpu`` in /proc/stat (proc_stat(5))."""
_COUNTED: Final = 8
"""The further fields are included in these."""


class Machine:
    """This computer, with its load since this object was made."""

    def __init__(self) -> None:
        self._began_s = time.monotonic()
        self._busy_s = busy_s()
        self._own_s = own_s()

    def describe(self) -> str:
        """Describe it; call this when every started process has ended."""
        took_s = time.monotonic() - self._began_s
        others_s = max(0.0, busy_s() - self._busy_s - (own_s() - self._own_s))
        return (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
            f" Python {platform.python_version()}, Qt {PySide6.__version__}. In these"
            f" {took_s:.0f} s other processes took {others_s / took_s:.0%} of a core, which disturbs figures."
        )


def busy_s() -> float:
    """Return the busy seconds of all cores since the machine started."""
    figures = pathlib.Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    ticks = sum(int(figure) for place, figure in enumerate(figures[:_COUNTED]) if place not in _IDLE)
    return ticks / os.sysconf("SC_CLK_TCK")


def own_s() -> float:
    """Return the CPU seconds of this process and of those started by it that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
