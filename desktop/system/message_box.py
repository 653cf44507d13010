"""Says a line to the person who started the program where there is no console to say it on."""

import ctypes
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
"""Starts at which nobody waits in front of the screen for an answer."""


class _ObjectFlags(ctypes.Structure):
    """USEROBJECTFLAGS (learn.microsoft.com/windows/win32/api/winuser)."""

    _fields_ = (("inherit", ctypes.c_int), ("reserved", ctypes.c_int), ("flags", ctypes.c_uint))


def show_message(text: str) -> None:
    """Show a line in a box, if somebody is there to click it away; return after that."""
    if sys.platform == "win32" and not _FOR_NOBODY & set(sys.argv[1:]) and _is_seen():
        ctypes.windll.user32.MessageBoxW(None, text, "TallyMate", _WARNING | _IN_FRONT)


def _is_seen() -> bool:
    """Tell whether this process's windows are on a screen; those of services and tasks are not."""
    found = _ObjectFlags()
    if sys.platform == "win32":
        user = ctypes.windll.user32
        user.GetProcessWindowStation.restype = ctypes.c_void_p
        station = ctypes.c_void_p(user.GetProcessWindowStation())
        user.GetUserObjectInformationW(station, _FLAGS, ctypes.byref(found), ctypes.sizeof(found), None)
    return bool(found.flags & _VISIBLE)
