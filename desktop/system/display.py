"""Whether there is a display: Qt aborts the process when there is none, so check first."""

import os
import pathlib
import sys

import PySide6


def why_no_display() -> str | None:
    """Return why no window can be shown; None when one can."""
    if sys.platform != "linux":
        return None
    # The platforms that Qt tries: "xcb", "wayland;xcb", "offscreen:size=...".
    platforms = (os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb").split(";")
    names = {platform.split(":")[0] for platform in platforms}
    if not names <= {"xcb", "wayland", "wayland-egl"}:
        return None
    if names != {"xcb"} and _wayland_answers() and _why_not_loaded("libqwayland*.so") is None:
        return None
    return _why_no_x11() if "xcb" in names else "the Wayland display can't be reached"


def why_no_painting() -> str | None:
    """Return why nothing can be painted even off screen; None when it can."""
    return _why_not_loaded("libqoffscreen.so") if sys.platform == "linux" else None


def _why_not_loaded(pattern: str) -> str | None:
    """Load the plugin that Qt would load; return why that fails."""
    import ctypes  # noqa: PLC0415 - loaded on first use

    folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    for plugin in sorted(folder.glob(pattern)):
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            return f"a system library is missing: {error}"
        return None
    return f"Qt has no {pattern}"


def _wayland_answers() -> bool:
    import socket  # noqa: PLC0415 - loaded on first use

    display = os.environ.get("WAYLAND_DISPLAY")
    if not display:
        return False
    where = pathlib.Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / display
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(where))
        except OSError:
            return False
    return True


def _why_no_x11() -> str | None:
    import ctypes  # noqa: PLC0415 - loaded on first use

    display = os.environ.get("DISPLAY")
    if not display:
        return "DISPLAY is not set"
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return f"a system library is missing: {error}"
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        return f"the X server {display} can't be reached"
    return _why_not_loaded("libqxcb.so")
