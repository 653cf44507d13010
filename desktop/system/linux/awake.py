"""Keeps the display awake on Linux: by the desktop's service on the session bus, and by the X server."""

import ctypes
import logging
import os
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.system.awake import Inhibitor
from desktop.system.linux.bus_message import Call, Kind, Message
from desktop.system.linux.session_bus import SessionBus, bus_address

APPLICATION: Final = "TallyMate"
REASON: Final = "The board fills a screen"

SAVER: Final = "org.freedesktop.ScreenSaver"
_SAVER_PATH: Final = "/org/freedesktop/ScreenSaver"
PORTAL: Final = "org.freedesktop.portal.Desktop"
_PORTAL_PATH: Final = "/org/freedesktop/portal/desktop"
_PORTAL_INTERFACE: Final = "org.freedesktop.portal.Inhibit"
_PORTAL_REQUEST: Final = "org.freedesktop.portal.Request"
IDLE: Final = 8
"""The portal's flag for what leads to a dark display."""
AGAIN_MS: Final = 30_000
"""After so long a lost bus is looked for again."""

_log = logging.getLogger(__name__)


class BusInhibitor(QObject):
    """Asks the desktop's screen saver service, else the portal, not to let the session become idle.

    Sources: specifications.freedesktop.org/idle-inhibit-spec and org.freedesktop.portal.Inhibit in
    flatpak.github.io/xdg-desktop-portal/docs. Both drop what was asked when the one who asked leaves the bus,
    so a program that dies holds nothing.

    Signals:
        refused: Nobody on the bus does it; with the reason.

    Arguments:
        address: Of the session bus, blank where there is none.

    """

    refused = Signal(str)

    def __init__(self, address: str) -> None:
        super().__init__()
        self._bus = SessionBus(address, self)
        self._bus.ready.connect(self._on_bus_ready)
        self._bus.lost.connect(self._on_bus_lost)
        self._bus.service_came.connect(self._on_service_came)
        self._bus.service_went.connect(self._on_service_went)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._bus.open)
        self._has_address = bool(address)
        self._is_asking_saver = False
        self._cookie: int | None = None
        self._request: str | None = None

    def hold(self) -> None:
        """Ask for it, and ask anew when a service has forgotten it."""
        self._bus.open()

    def release(self) -> None:
        """Take it back."""
        self._again.stop()
        if self._cookie is not None:
            self._bus.call(Call(SAVER, _SAVER_PATH, SAVER, "UnInhibit", "u", (self._cookie,)))
        if self._request is not None:
            self._bus.call(Call(PORTAL, self._request, _PORTAL_REQUEST, "Close"))
        self._forget()
        self._bus.close()

    def _forget(self) -> None:
        self._is_asking_saver = False
        self._cookie = None
        self._request = None

    def _on_bus_ready(self) -> None:
        for service in (SAVER, PORTAL):
            self._bus.watch(service)
        self._ask_saver()

    def _on_bus_lost(self, reason: str) -> None:
        self._forget()
        if self._has_address:
            self._again.start(AGAIN_MS)
        self.refused.emit(f"the session bus can't be reached: {reason}")

    def _ask_saver(self) -> None:
        self._is_asking_saver = True
        call = Call(SAVER, _SAVER_PATH, SAVER, "Inhibit", "ss", (APPLICATION, REASON))
        self._bus.call(call, self._on_saver_answered)

    def _on_saver_answered(self, answer: Message) -> None:
        self._is_asking_saver = False
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(int(cookie), *_)):
                self._cookie = cookie
            case _:
                self._ask_portal()

    def _ask_portal(self) -> None:
        arguments = ("", IDLE, {"reason": REASON})
        call = Call(PORTAL, _PORTAL_PATH, _PORTAL_INTERFACE, "Inhibit", "sua{sv}", arguments)
        self._bus.call(call, self._on_portal_answered)

    def _on_portal_answered(self, answer: Message) -> None:
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(str(request), *_)):
                self._request = request
            case _:
                self.refused.emit("no service on the session bus does it")

    def _on_service_came(self, service: str) -> None:
        # A new owner knows nothing of what the one before was asked, unless the question itself started it.
        if service == SAVER:
            self._cookie = None
            if not self._is_asking_saver:
                self._ask_saver()
        elif self._cookie is None:
            self._request = None
            self._ask_portal()

    def _on_service_went(self, service: str) -> None:
        if service == SAVER:
            self._cookie = None
        else:
            self._request = None


class XServerInhibitor:
    """Suspends the X server's own screen saver and power saving, which a desktop without services leaves on.

    The X server ends it with the connection, so a program that dies suspends nothing. Source:
    XScreenSaverSuspend in the manual page Xss(3).
    """

    def __init__(self) -> None:
        self._display: int | None = None
        self._xlib: ctypes.CDLL | None = None

    def hold(self) -> str | None:
        """Suspend them; say why they can't be."""
        if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
            return "the display is not an X server's"
        try:
            xlib, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError as error:
            return f"a system library is missing: {error}"
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
        xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
        xlib.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        numbers = ctypes.POINTER(ctypes.c_int)
        saver.XScreenSaverQueryExtension.argtypes = [ctypes.c_void_p, numbers, numbers]
        saver.XScreenSaverSuspend.argtypes = [ctypes.c_void_p, ctypes.c_int]
        display = xlib.XOpenDisplay(None)
        if not display:
            return "the X server can't be reached"
        events, errors = ctypes.c_int(), ctypes.c_int()
        if not saver.XScreenSaverQueryExtension(display, ctypes.byref(events), ctypes.byref(errors)):
            xlib.XCloseDisplay(display)
            return "the X server has no screen saver that can be suspended"
        saver.XScreenSaverSuspend(display, 1)
        xlib.XSync(display, 0)
        self._xlib, self._display = xlib, display
        return None

    def release(self) -> None:
        """Let them go on."""
        if self._xlib is not None:
            self._xlib.XCloseDisplay(self._display)
        self._xlib = self._display = None


class LinuxInhibitor(Inhibitor):
    """Holds both: which of them darkens the display depends on the desktop, and both may be held at once."""

    def __init__(self) -> None:
        self._x_server = XServerInhibitor()
        self._bus = BusInhibitor(bus_address())
        self._bus.refused.connect(self._on_bus_refused)
        self._why_no_x_server: str | None = None
        self._has_told = False

    def hold(self) -> None:
        """Ask both."""
        self._why_no_x_server = self._x_server.hold()
        self._bus.hold()

    def release(self) -> None:
        """Take both back."""
        self._bus.release()
        self._x_server.release()

    def _on_bus_refused(self, reason: str) -> None:
        if self._why_no_x_server is not None and not self._has_told:
            self._has_told = True
            _log.warning(
                "the display may go to sleep over the board: %s, and %s", reason, self._why_no_x_server
            )
