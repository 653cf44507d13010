"""Whether somebody wants not to be disturbed: a full-screen presentation, a focus mode."""

import ctypes
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final

from desktop.system.linux.bus_message import Kind, Message
from desktop.system.linux.session_bus import SessionBus

_NOTIFICATIONS: Final = "org.freedesktop.Notifications"
_NOTIFICATIONS_PATH: Final = "/org/freedesktop/Notifications"

_BUSY: Final = 2
_QUIET: Final = frozenset({1, _BUSY, 3, 4, 6})
"""States of Windows in which nothing is to be shown: nobody is there, a program or a game fills the screen, a
presentation, the first hour of a new account (learn.microsoft.com, QUERY_USER_NOTIFICATION_STATE)."""

QueryState = Callable[[], int]
"""Gives the state of Windows, 0 if it can't be found out."""


class Focus(ABC):
    """What the operating system says about being disturbed. The call never waits for anybody."""

    @abstractmethod
    def wants_quiet(self) -> bool:
        """Whether nothing is to be shown now."""


class NoFocus(Focus):
    """Never says so: macOS keeps notifications back by itself and tells nobody."""

    def wants_quiet(self) -> bool:
        """Never."""
        return False


class WindowsFocus(Focus):
    """Asks Windows.

    Arguments:
        query_state: ``SHQueryUserNotificationState``.
        fills_screen: Whether a window of this program in front fills a screen: that is no presentation.

    """

    def __init__(self, query_state: QueryState, fills_screen: Callable[[], bool] = lambda: False) -> None:
        self._query_state = query_state
        self._fills_screen = fills_screen

    def wants_quiet(self) -> bool:
        """Whether Windows would show nothing either."""
        state = self._query_state()
        return state in _QUIET and not (state == _BUSY and self._fills_screen())


class LinuxFocus(Focus):
    """Listens to the desktop's notification service: its property ``Inhibited``, which Plasma has.

    A service without it keeps notifications back by itself.

    Arguments:
        bus: The session bus; its owner opens and closes it.

    """

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self._is_inhibited = False
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_came.connect(self._on_service_came)
        bus.service_went.connect(self._on_service_went)
        bus.signal_came.connect(self._on_signal_came)

    def wants_quiet(self) -> bool:
        """Whether the service said so last."""
        return self._is_inhibited

    def _ask(self) -> None:
        self._bus.ask_property(
            _NOTIFICATIONS, _NOTIFICATIONS_PATH, _NOTIFICATIONS, "Inhibited", self._on_answered
        )

    def _on_answered(self, answer: Message) -> None:
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(int(is_inhibited), *_)):
                self._is_inhibited = bool(is_inhibited)
            case _:
                self._is_inhibited = False

    def _on_bus_ready(self) -> None:
        self._bus.watch(_NOTIFICATIONS)
        self._bus.listen_to_properties(_NOTIFICATIONS, _NOTIFICATIONS)
        self._ask()

    def _on_bus_lost(self) -> None:
        self._is_inhibited = False

    def _on_service_came(self, service: str) -> None:
        if service == _NOTIFICATIONS:
            self._ask()

    def _on_service_went(self, service: str) -> None:
        if service == _NOTIFICATIONS:
            self._is_inhibited = False

    def _on_signal_came(self, message: Message) -> None:
        if message.member == "PropertiesChanged" and message.arguments[:1] == (_NOTIFICATIONS,):
            # Some services only say that it has changed, so it is asked for in any case.
            self._ask()


def windows_state() -> int:
    """Ask Windows for its state, as it is now.

    Raises:
        OSError: This is not Windows.

    """
    if sys.platform == "win32":
        state = ctypes.c_int()
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return 0 if failed else state.value
    message = "SHQueryUserNotificationState is a function of Windows"
    raise OSError(message)


def focus_here(bus: SessionBus, fills_screen: Callable[[], bool] = lambda: False) -> Focus:
    """Give what this operating system has."""
    focus: Focus = NoFocus()
    if sys.platform == "win32":
        focus = WindowsFocus(windows_state, fills_screen)
    elif sys.platform == "linux":
        focus = LinuxFocus(bus)
    return focus
