"""Whether somebody sits at a Windows computer.

It is looked at, not listened to: session notifications need a window of their own
(learn.microsoft.com, WTSRegisterSessionNotification), and both questions cost a few microseconds.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Final

from desktop.system.presence import Watcher

ACTIVE: Final = 0
"""WTS_CONNECTSTATE_CLASS: somebody is in front of the session, or connected to it."""
LOCKED: Final = 0
UNLOCKED: Final = 1
"""WTSINFOEX_LEVEL1, SessionFlags; Windows 7 had them the other way round."""
_SESSION_INFO: Final = 25
"""WTSSessionInfoEx."""
_THIS_SESSION: Final = 0xFFFF_FFFF
_LEVEL: Final = 1

Session = tuple[int, int]
"""The connection's state and the session's flags."""


class _SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW; what follows the level is aligned for the times in it."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("padding", ctypes.c_uint32),
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("tick_ms", ctypes.c_uint32))


class WindowsWatcher(Watcher):
    """Asks Windows.

    Arguments:
        session: Gives how the session stands; None if it can't be found out.
        idle_s: Gives the seconds since the last input.

    """

    def __init__(self, session: Callable[[], Session | None], idle_s: Callable[[], float]) -> None:
        self._session = session
        self._idle_s = idle_s

    def start(self) -> None:
        """Do nothing: it is asked each time."""

    def stop(self) -> None:
        """Do nothing."""

    def is_locked(self) -> bool:
        """Whether it is locked, or nobody is connected to it, as after a remote desktop session."""
        session = self._session()
        if session is None:
            return False
        state, flags = session
        return state != ACTIVE or flags == LOCKED

    def idle_s(self) -> float:
        """Give the seconds since the last input in this session."""
        return self._idle_s()


def session_here() -> Session | None:
    """Ask Windows how this program's session stands.

    Raises:
        OSError: This is not Windows.

    """
    if sys.platform == "win32":
        found = ctypes.POINTER(_SessionInfo)()
        size = ctypes.c_uint32()
        library = ctypes.windll.wtsapi32
        library.WTSQuerySessionInformationW.argtypes = [
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        library.WTSFreeMemory.argtypes = [ctypes.c_void_p]
        if not library.WTSQuerySessionInformationW(
            None, _THIS_SESSION, _SESSION_INFO, ctypes.byref(found), ctypes.byref(size)
        ):
            return None
        try:
            if size.value < ctypes.sizeof(_SessionInfo) or found.contents.level != _LEVEL:
                return None
            return found.contents.state, found.contents.flags
        finally:
            library.WTSFreeMemory(found)
    message = "WTSQuerySessionInformation is a function of Windows"
    raise OSError(message)


def idle_here_s() -> float:
    """Ask Windows for the seconds since the last input.

    Raises:
        OSError: This is not Windows.

    """
    if sys.platform == "win32":
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return 0.0
        # Both count milliseconds in 32 bits and begin anew after 49 days.
        now_ms = ctypes.windll.kernel32.GetTickCount() & 0xFFFF_FFFF
        return ((now_ms - last.tick_ms) & 0xFFFF_FFFF) / 1000
    message = "GetLastInputInfo is a function of Windows"
    raise OSError(message)
