"""Keeps the display awake on Windows.

Source: learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate. The state belongs to
the thread that set it, so one thread makes all calls, and Windows drops it when the process ends. A screen
saver, or a lock that the company's policy asks for, still comes.
"""

import sys
from collections.abc import Callable
from typing import Final

from desktop.system.awake import Inhibitor

CONTINUOUS: Final = 0x8000_0000
SYSTEM_REQUIRED: Final = 0x0000_0001
DISPLAY_REQUIRED: Final = 0x0000_0002


def set_execution_state(flags: int) -> int:
    """Set the thread's flags; return those that were set before, 0 if that failed."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        call = ctypes.windll.kernel32.SetThreadExecutionState
        call.argtypes = [ctypes.c_uint32]
        call.restype = ctypes.c_uint32
        return int(call(flags))
    return 0


class WindowsInhibitor(Inhibitor):
    """Tells Windows that the display is in use.

    Arguments:
        set_state: Sets the thread's flags.

    """

    def __init__(self, set_state: Callable[[int], int] = set_execution_state) -> None:
        super().__init__()
        self._set_state = set_state

    def hold(self) -> None:
        """Keep the display and the computer awake."""
        if not self._set_state(CONTINUOUS | DISPLAY_REQUIRED | SYSTEM_REQUIRED):
            self.warn("Windows does not keep it awake")

    def release(self) -> None:
        """Allow display and computer to sleep."""
        self._set_state(CONTINUOUS)
