"""Keeps the display awake on Windows.

Source: learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate. The state belongs to
the thread that set it, so one thread makes all calls, and Windows drops it when the process ends. A screen
saver, or a lock that the company's policy asks for, still comes.
"""

import ctypes
import logging
import sys
from collections.abc import Callable
from typing import Final

from desktop.system.awake import Inhibitor

CONTINUOUS: Final = 0x8000_0000
SYSTEM_REQUIRED: Final = 0x0000_0001
DISPLAY_REQUIRED: Final = 0x0000_0002

SetState = Callable[[int], int]
"""Takes the flags; gives the flags that were set before, 0 if it failed."""

_log = logging.getLogger(__name__)


def kernel_call() -> SetState:
    """Give the function of Windows.

    Raises:
        OSError: This is not Windows.

    """
    if sys.platform == "win32":
        call = ctypes.windll.kernel32.SetThreadExecutionState
        call.argtypes = [ctypes.c_uint32]
        call.restype = ctypes.c_uint32
        set_state: SetState = call
        return set_state
    message = "SetThreadExecutionState is a function of Windows"
    raise OSError(message)


class WindowsInhibitor(Inhibitor):
    """Tells Windows that the display is needed.

    Arguments:
        set_state: ``SetThreadExecutionState``.

    """

    def __init__(self, set_state: SetState) -> None:
        self._set_state = set_state
        self._has_told = False

    def hold(self) -> None:
        """Keep the display and the computer awake."""
        if not self._set_state(CONTINUOUS | DISPLAY_REQUIRED | SYSTEM_REQUIRED) and not self._has_told:
            self._has_told = True
            _log.warning("Windows does not keep the display awake: it may go to sleep over the board")

    def release(self) -> None:
        """Let them sleep."""
        self._set_state(CONTINUOUS)
