"""A connection to the X server's screen saver extension.

Source: the manual page Xss(3).
"""

import ctypes
import os


class _Display(ctypes.c_void_p):
    """Display*."""


class _SaverInfo(ctypes.Structure):
    """XScreenSaverInfo."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle_ms", ctypes.c_ulong),
        ("mask", ctypes.c_ulong),
    )


class XServer:
    """Knows when the last input was, and can suspend the X server's own screen saver and power saving.

    Under Wayland the X server knows only the input to its own windows, so `open` refuses it.
    """

    def __init__(self) -> None:
        self._display: _Display | None = None
        self._xlib: ctypes.CDLL | None = None
        self._saver: ctypes.CDLL | None = None
        self._info = _SaverInfo()

    def open(self) -> str | None:
        """Connect; return the reason if that is not possible."""
        if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
            return "the display is not an X server's"
        try:
            xlib, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        except OSError as error:
            return f"a system library is missing: {error}"
        xlib.XOpenDisplay.restype = _Display
        xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        display = xlib.XOpenDisplay(None)
        if not display:
            return "the X server can't be reached"
        number = ctypes.byref(ctypes.c_int())
        if not saver.XScreenSaverQueryExtension(display, number, number):
            xlib.XCloseDisplay(display)
            return "the X server has no screen saver that can be suspended"
        self._xlib, self._saver, self._display = xlib, saver, display
        return None

    def close(self) -> None:
        """Disconnect; the X server ends what was suspended, also when the program dies."""
        if self._xlib is not None:
            self._xlib.XCloseDisplay(self._display)
        self._xlib = self._saver = self._display = None

    def suspend_screen_saver(self) -> None:
        """Keep the display from going dark until `close`."""
        if self._xlib is not None and self._saver is not None:
            self._saver.XScreenSaverSuspend(self._display, 1)
            self._xlib.XSync(self._display, 0)

    def idle_s(self) -> float:
        """Return the seconds since the last input; 0 where that is not known."""
        if self._xlib is None or self._saver is None:
            return 0.0
        root = ctypes.c_ulong(self._xlib.XDefaultRootWindow(self._display))
        is_known = self._saver.XScreenSaverQueryInfo(self._display, root, ctypes.byref(self._info))
        return float(self._info.idle_ms) / 1000 if is_known else 0.0
