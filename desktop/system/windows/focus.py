"""Whether Windows would show no notification now."""

import sys
from collections.abc import Callable
from typing import Final

from desktop.system.focus import Focus

_BUSY: Final = 2
_QUIET: Final = frozenset({1, _BUSY, 3, 4, 6})
"""States in which nothing is to be shown: nobody is there, a program or a game fills the screen, a
presentation, the first hour of a new account (learn.microsoft.com, QUERY_USER_NOTIFICATION_STATE)."""


def notification_state() -> int:
    """Ask Windows for its state; 0 if it is unknown."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        state = ctypes.c_int()
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return 0 if failed else state.value
    return 0


class WindowsFocus(Focus):
    """Asks Windows.

    Arguments:
        fills_screen: Tells whether a window of this program in front fills a screen: that is no presentation.
        state: Returns the state of Windows.

    """

    def __init__(
        self, fills_screen: Callable[[], bool], state: Callable[[], int] = notification_state
    ) -> None:
        self._fills_screen = fills_screen
        self._state = state

    def wants_quiet(self) -> bool:
        """Tell whether Windows itself would show nothing now."""
        state = self._state()
        return state in _QUIET and not (state == _BUSY and self._fills_screen())
