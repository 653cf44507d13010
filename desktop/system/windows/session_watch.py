"""The state of the session on Windows.

Polled, since session notifications need a window of their own (learn.microsoft.com,
WTSRegisterSessionNotification) and the calls take a few microseconds.
"""

import sys
from collections.abc import Callable
from typing import Final

from desktop.system.session_watch import SessionWatch

ACTIVE: Final = 0
"""WTS_CONNECTSTATE_CLASS: somebody is in front of the session, or connected to it."""
LOCKED: Final = 0
UNLOCKED: Final = 1
"""WTSINFOEX_LEVEL1, SessionFlags; Windows 7 had them the other way round."""
_SESSION_INFO: Final = 25
"""WTSSessionInfoEx."""
_THIS_SESSION: Final = 0xFFFF_FFFF
_LEVEL: Final = 1

_BUSY: Final = 2
_QUIET: Final = frozenset({1, _BUSY, 3, 4, 6})
"""States in which nothing is to be shown: nobody is there, a program or a game fills the screen, a
presentation, the first hour of a new account (learn.microsoft.com, QUERY_USER_NOTIFICATION_STATE)."""

Session = tuple[int, int]
"""The connection's state and the session's flags."""


def session_state() -> Session | None:
    """Ask Windows for the state of this program's session; None if it is unknown."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        library = ctypes.windll.wtsapi32
        found, size = ctypes.POINTER(ctypes.c_int32)(), ctypes.c_uint32()
        if not library.WTSQuerySessionInformationW(
            None, _THIS_SESSION, _SESSION_INFO, ctypes.byref(found), ctypes.byref(size)
        ):
            return None
        try:
            # WTSINFOEXW begins with the level, padding for later times, the session, its state and its flags.
            if size.value < 5 * ctypes.sizeof(ctypes.c_int32) or found[0] != _LEVEL:
                return None
            return found[3], found[4]
        finally:
            library.WTSFreeMemory(found)
    return None


def seconds_since_input() -> float:
    """Ask Windows for the seconds since the last input in this session; 0 if they are unknown."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        # LASTINPUTINFO: its own size and the tick of the last input.
        last = (ctypes.c_uint32 * 2)(8, 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return 0.0
        # Both ticks count milliseconds in 32 bits and start again after 49 days.
        now_ms = ctypes.windll.kernel32.GetTickCount() & 0xFFFF_FFFF
        return ((now_ms - last[1]) & 0xFFFF_FFFF) / 1000
    return 0.0


def notification_state() -> int:
    """Ask Windows for its QUERY_USER_NOTIFICATION_STATE; 0 if it is unknown."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        state = ctypes.c_int()
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return 0 if failed else state.value
    return 0


class WindowsSessionWatch(SessionWatch):
    """Reads the state of the session from Windows.

    Arguments:
        fills_screen: Returns whether a window of this program fills a screen, which is no presentation.
        session: Returns the session's state.
        idle_s: Returns the seconds since the last input.
        notifications: Returns the notification state.

    """

    def __init__(
        self,
        fills_screen: Callable[[], bool],
        session: Callable[[], Session | None] = session_state,
        idle_s: Callable[[], float] = seconds_since_input,
        notifications: Callable[[], int] = notification_state,
    ) -> None:
        self._fills_screen = fills_screen
        self._session = session
        self._idle_s = idle_s
        self._notifications = notifications

    def is_locked(self) -> bool:
        """Return whether it is locked or disconnected, as after a remote desktop session."""
        match self._session():
            case None:
                return False
            case state, flags:
                return state != ACTIVE or flags == LOCKED

    def idle_s(self) -> float:
        """Return the seconds since the last input in this session."""
        return self._idle_s()

    def wants_quiet(self) -> bool:
        """Return whether Windows itself would show nothing now."""
        state = self._notifications()
        return state in _QUIET and not (state == _BUSY and self._fills_screen())
