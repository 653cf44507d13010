"""Whether somebody sits at a Linux computer: by the desktop's services on the buses, and by the X server.

Sources: org.freedesktop.login1.Session in the manual page org.freedesktop.login1(5), property LockedHint;
specifications.freedesktop.org/idle-inhibit-spec, ActiveChanged; GNOME's own org.gnome.ScreenSaver and
org.gnome.Mutter.IdleMonitor, which is the only one under Wayland that says for how long nobody has touched
anything; XScreenSaverQueryInfo in the manual page Xss(3).
"""

import ctypes
import os
from typing import Final

from desktop.system.linux.bus_message import Call, Kind, Message
from desktop.system.linux.kept_bus import KeptBus
from desktop.system.linux.session_bus import SessionBus, system_bus_address
from desktop.system.presence import Watcher

LOGIN: Final = "org.freedesktop.login1"
_SESSION_PATH: Final = "/org/freedesktop/login1/session/auto"
"""The caller's session, or the one in front."""
_SESSION: Final = "org.freedesktop.login1.Session"
SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_IDLE: Final = "org.gnome.Mutter.IdleMonitor"
_IDLE_PATH: Final = "/org/gnome/Mutter/IdleMonitor/Core"


class SaverWatch:
    """Hears on the session bus when a screen saver begins and ends, and asks GNOME how long nobody was there.

    Arguments:
        bus: The session bus; its owner opens and closes it.

    """

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self._active: set[str] = set()
        self._has_idle = False
        self._is_asking = False
        self._idle_s = 0.0
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_went.connect(self._on_service_went)
        bus.signal_came.connect(self._on_signal_came)

    @property
    def is_active(self) -> bool:
        """Whether one is."""
        return bool(self._active)

    def idle_s(self) -> float:
        """Give the last answer, and ask for the next."""
        if self._has_idle and not self._is_asking:
            self._is_asking = True
            self._bus.call(Call(_IDLE, _IDLE_PATH, _IDLE, "GetIdletime"), self._on_idle_answered)
        return self._idle_s

    def _forget(self) -> None:
        self._active.clear()
        self._has_idle = self._is_asking = False
        self._idle_s = 0.0

    def _on_bus_ready(self) -> None:
        self._forget()
        # A desktop other than GNOME answers that it has none, and is asked no more.
        self._has_idle = True
        for saver in SAVERS:
            self._bus.watch(saver)
            self._bus.listen(saver, saver)

    def _on_bus_lost(self) -> None:
        self._forget()

    def _on_service_went(self, service: str) -> None:
        self._active.discard(service)

    def _on_signal_came(self, message: Message) -> None:
        match message:
            case Message(member="ActiveChanged", arguments=(int(is_active), *_)) if (
                message.interface in SAVERS
            ):
                (self._active.add if is_active else self._active.discard)(message.interface)
            case _:
                pass

    def _on_idle_answered(self, answer: Message) -> None:
        self._is_asking = False
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(int(idle_ms), *_)):
                self._idle_s = idle_ms / 1000
            case _:
                self._has_idle = False
                self._idle_s = 0.0


class LoginWatch:
    """Asks the login service on the system bus whether the session is locked.

    Arguments:
        bus: The system bus; its owner opens and closes it.

    """

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self.is_locked = False
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.signal_came.connect(self._on_signal_came)

    def _ask(self) -> None:
        self._bus.ask_property(LOGIN, _SESSION_PATH, _SESSION, "LockedHint", self._on_answered)

    def _on_bus_ready(self) -> None:
        self._bus.listen_to_properties(LOGIN, _SESSION)
        self._ask()

    def _on_bus_lost(self) -> None:
        self.is_locked = False

    def _on_signal_came(self, message: Message) -> None:
        # It may be of another person's session, so it is asked for of this one.
        if message.member == "PropertiesChanged" and message.arguments[:1] == (_SESSION,):
            self._ask()

    def _on_answered(self, answer: Message) -> None:
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(int(is_locked), *_)):
                self.is_locked = bool(is_locked)
            case _:
                self.is_locked = False


class _ServerInfo(ctypes.Structure):
    """XScreenSaverInfo."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle_ms", ctypes.c_ulong),
        ("mask", ctypes.c_ulong),
    )


class XServerIdle:
    """Asks the X server for the time since the last input.

    Under Wayland the X server there knows only of what is done in its own windows, so it is not asked.
    """

    def __init__(self) -> None:
        self._display: int | None = None
        self._xlib: ctypes.CDLL | None = None
        self._saver: ctypes.CDLL | None = None
        self._info = _ServerInfo()

    def start(self) -> None:
        """Connect to the X server, where there is one with a screen saver."""
        if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
            return
        try:
            xlib, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError:
            return
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
        xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
        xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        xlib.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        numbers = ctypes.POINTER(ctypes.c_int)
        saver.XScreenSaverQueryExtension.argtypes = [ctypes.c_void_p, numbers, numbers]
        saver.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_ServerInfo)]
        display = xlib.XOpenDisplay(None)
        if not display:
            return
        if not saver.XScreenSaverQueryExtension(display, ctypes.c_int(), ctypes.c_int()):
            xlib.XCloseDisplay(display)
            return
        self._xlib, self._saver, self._display = xlib, saver, display

    def stop(self) -> None:
        """End the connection."""
        if self._xlib is not None:
            self._xlib.XCloseDisplay(self._display)
        self._xlib = self._saver = self._display = None

    def idle_s(self) -> float:
        """Give the seconds since the last input; 0 where that can't be known."""
        if self._saver is None or self._xlib is None:
            return 0.0
        root = self._xlib.XDefaultRootWindow(self._display)
        known = self._saver.XScreenSaverQueryInfo(self._display, root, self._info)
        return float(self._info.idle_ms) / 1000 if known else 0.0


class LinuxWatcher(Watcher):
    """Puts all of them together: which of them knows depends on the desktop.

    Arguments:
        session_bus: Its owner opens and closes it.

    """

    def __init__(self, session_bus: SessionBus) -> None:
        self._savers = SaverWatch(session_bus)
        self._system_bus = KeptBus(system_bus_address())
        self._login = LoginWatch(self._system_bus)
        self._x_server = XServerIdle()

    def start(self) -> None:
        """Begin to watch."""
        self._x_server.start()
        self._system_bus.start()

    def stop(self) -> None:
        """End it."""
        self._system_bus.stop()
        self._x_server.stop()

    def is_locked(self) -> bool:
        """Whether any of them says so."""
        return self._login.is_locked or self._savers.is_active

    def idle_s(self) -> float:
        """Give the longest that any of them knows: those who don't know say nothing."""
        return max(self._savers.idle_s(), self._x_server.idle_s())
