"""Keeps the display awake on Linux: by the desktop's service on the session bus, and by the X server."""

from typing import Final

from jeepney import DBusAddress, new_method_call

from desktop.system.awake import Inhibitor
from desktop.system.linux.bus import Answer, Bus
from desktop.system.linux.x_server import XServer

APPLICATION: Final = "TallyMate"
REASON: Final = "The board fills a screen"
IDLE: Final = 8
"""The portal's flag for the session's becoming idle, which darkens the display."""

_SAVER: Final = DBusAddress(
    "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver"
)
_PORTAL: Final = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Inhibit"
)
_PORTAL_REQUEST: Final = "org.freedesktop.portal.Request"


class LinuxInhibitor(Inhibitor):
    """Asks the desktop's screen saver service, else the portal, and suspends the X server's own screen saver.

    Which of them darkens the display depends on the desktop, and all may be held at once. Sources:
    specifications.freedesktop.org/idle-inhibit-spec and org.freedesktop.portal.Inhibit in
    flatpak.github.io/xdg-desktop-portal/docs. Each drops a request when the connection that made it
    ends, so a program that dies holds nothing.

    Arguments:
        bus: A connection to the session bus that is used for nothing else.

    """

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._x_server = XServer()
        self._why_no_x_server: str | None = None
        self._is_asking_saver = False
        self._cookie: int | None = None
        self._request: str | None = None
        self._bus = bus
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_came.connect(self._on_service_came)
        bus.service_went.connect(self._on_service_went)

    @property
    def is_held(self) -> bool:
        """Whether a service on the bus keeps the display awake."""
        return self._cookie is not None or self._request is not None

    def hold(self) -> None:
        """Ask to keep the display awake, and ask again when a service restarts."""
        self._why_no_x_server = self._x_server.open()
        self._x_server.suspend_screen_saver()
        self._bus.start()

    def release(self) -> None:
        """Withdraw the request."""
        if self._cookie is not None:
            self._bus.call(new_method_call(_SAVER, "UnInhibit", "u", (self._cookie,)))
        if self._request is not None:
            request = DBusAddress(self._request, _PORTAL.bus_name, _PORTAL_REQUEST)
            self._bus.call(new_method_call(request, "Close"))
        self._forget()
        self._bus.stop()
        self._x_server.close()

    def _forget(self) -> None:
        self._is_asking_saver = False
        self._cookie = self._request = None

    def _on_bus_ready(self) -> None:
        for service in (_SAVER, _PORTAL):
            self._bus.watch(service.bus_name)
        self._ask_saver()

    def _on_bus_lost(self, reason: str) -> None:
        self._forget()
        self._on_refused(f"the session bus can't be reached: {reason}")

    def _on_refused(self, reason: str) -> None:
        if self._why_no_x_server is not None:
            self.warn(f"{reason}, and {self._why_no_x_server}")

    def _ask_saver(self) -> None:
        self._is_asking_saver = True
        call = new_method_call(_SAVER, "Inhibit", "ss", (APPLICATION, REASON))
        self._bus.call(call, self._on_saver_answered)

    def _on_saver_answered(self, answer: Answer) -> None:
        self._is_asking_saver = False
        match answer:
            case (int(cookie), *_):
                self._cookie = cookie
            case _:
                self._ask_portal()

    def _ask_portal(self) -> None:
        call = new_method_call(_PORTAL, "Inhibit", "sua{sv}", ("", IDLE, {"reason": ("s", REASON)}))
        self._bus.call(call, self._on_portal_answered)

    def _on_portal_answered(self, answer: Answer) -> None:
        match answer:
            case (str(request), *_):
                self._request = request
            case _:
                self._on_refused("no service on the session bus does it")

    def _on_service_came(self, service: str) -> None:
        # A new owner knows nothing of earlier requests, unless the request itself started the service.
        if service == _SAVER.bus_name:
            self._cookie = None
            if not self._is_asking_saver:
                self._ask_saver()
        elif self._cookie is None:
            self._request = None
            self._ask_portal()

    def _on_service_went(self, service: str) -> None:
        if service == _SAVER.bus_name:
            self._cookie = None
        else:
            self._request = None
