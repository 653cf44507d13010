"""The state of the session on Linux: from services on the buses, and from the X server.

Sources: org.freedesktop.login1.Session in the manual page org.freedesktop.login1(5), property LockedHint;
specifications.freedesktop.org/idle-inhibit-spec, ActiveChanged; GNOME's own org.gnome.ScreenSaver and
org.gnome.Mutter.IdleMonitor, the only service that reports the time since the last input under Wayland.
"""

from typing import Any, Final

from jeepney import DBusAddress, new_method_call

from desktop.system.linux.bus import Answer, BooleanProperty, Bus
from desktop.system.linux.notifier import NOTIFICATIONS
from desktop.system.linux.x_server import XServer
from desktop.system.session_watch import SessionWatch

_SESSION: Final = DBusAddress(
    "/org/freedesktop/login1/session/auto", "org.freedesktop.login1", "org.freedesktop.login1.Session"
)
"""The caller's session, or the one in front."""
_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_IDLE: Final = DBusAddress(
    "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "org.gnome.Mutter.IdleMonitor"
)


class LinuxSessionWatch(SessionWatch):
    """Combines every source: which of them answers depends on the desktop.

    Arguments:
        session_bus: Its owner starts and stops it.
        system_bus: A connection that is used for nothing else.

    """

    def __init__(self, session_bus: Bus, system_bus: Bus) -> None:
        self._system_bus = system_bus
        self._lock = BooleanProperty(system_bus, _SESSION, "LockedHint")
        # Plasma has this property; a service without it holds notifications back by itself.
        self._inhibited = BooleanProperty(session_bus, NOTIFICATIONS, "Inhibited")
        self._x_server = XServer()
        self._active_savers: set[str] = set()
        self._has_idle_monitor = self._is_asking = False
        self._idle_s = 0.0
        self._bus = session_bus
        session_bus.ready.connect(self._on_bus_ready)
        session_bus.lost.connect(self._forget)
        session_bus.service_went.connect(self._on_service_went)
        session_bus.signal_came.connect(self._on_signal_came)

    def start(self) -> None:
        """Connect to the X server and the system bus."""
        self._x_server.open()
        self._system_bus.start()

    def stop(self) -> None:
        """Disconnect."""
        self._system_bus.stop()
        self._x_server.close()

    def is_locked(self) -> bool:
        """Return whether the session is locked or a screen saver is active."""
        return self._lock.is_set or bool(self._active_savers)

    def idle_s(self) -> float:
        """Return the longest time that any source knows: GNOME's last answer, or the X server's."""
        if self._has_idle_monitor and not self._is_asking:
            self._is_asking = True
            self._bus.call(new_method_call(_IDLE, "GetIdletime"), self._on_idle_answered)
        return max(self._idle_s, self._x_server.idle_s())

    def wants_quiet(self) -> bool:
        """Return whether the notification service is set to do not disturb."""
        return self._inhibited.is_set

    def _forget(self) -> None:
        self._active_savers.clear()
        self._has_idle_monitor = self._is_asking = False
        self._idle_s = 0.0

    def _on_bus_ready(self) -> None:
        self._forget()
        # A desktop other than GNOME answers with an error, and is not asked again.
        self._has_idle_monitor = True
        for saver in _SAVERS:
            self._bus.watch(saver)
            self._bus.listen(saver, saver)

    def _on_service_went(self, service: str) -> None:
        self._active_savers.discard(service)

    def _on_signal_came(self, interface: str, member: str, values: tuple[Any, ...]) -> None:
        match member, values:
            case "ActiveChanged", (bool(is_active), *_) if interface in _SAVERS:
                (self._active_savers.add if is_active else self._active_savers.discard)(interface)
            case _:
                pass

    def _on_idle_answered(self, answer: Answer) -> None:
        self._is_asking = False
        match answer:
            case (int(idle_ms), *_):
                self._idle_s = idle_ms / 1000
            case _:
                self._has_idle_monitor = False
                self._idle_s = 0.0
