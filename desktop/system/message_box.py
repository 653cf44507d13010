"""A message box for a start without a console."""

import sys
from typing import Final

_WARNING: Final = 0x30
"""MB_ICONWARNING"""
_IN_FRONT: Final = 0x10000
"""MB_SETFOREGROUND"""
_FLAGS: Final = 1
"""UOI_FLAGS"""
_VISIBLE: Final = 1
"""WSF_VISIBLE"""
_FOR_NOBODY: Final = frozenset({"--headless", "--quit", "--selftest", "--minimized"})
"""Options of starts that nobody is waiting for."""


def show_message(text: str) -> None:
    """Show a line, if somebody is there to read it; return when the box is closed."""
    if sys.platform == "win32" and not _FOR_NOBODY & set(sys.argv[1:]) and _is_visible():
        import ctypes  # noqa: PLC0415 - loaded on first use

        ctypes.windll.user32.MessageBoxW(None, text, "TallyMate", _WARNING | _IN_FRONT)


def _is_visible() -> bool:
    """Tell whether this process's windows are on a screen; those of services and tasks are not."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        # USEROBJECTFLAGS: inherit, reserved, flags (learn.microsoft.com/windows/win32/api/winuser).
        found = (ctypes.c_uint * 3)()
        user = ctypes.windll.user32
        user.GetProcessWindowStation.restype = ctypes.c_void_p
        station = ctypes.c_void_p(user.GetProcessWindowStation())
        user.GetUserObjectInformationW(station, _FLAGS, ctypes.byref(found), ctypes.sizeof(found), None)
        return bool(found[2] & _VISIBLE)
    return False
