"""What is different where the program runs without Python being there: as a folder of its own."""

import ctypes
import os
import sys
from typing import Final

APP_ID: Final = "TallyMate.TallyMate"
"""By which Windows knows windows, notifications and the entry in the Start menu as one program."""


def is_frozen() -> bool:
    """Tell whether the program runs without Python being there."""
    return bool(getattr(sys, "frozen", False))


def free_children() -> None:
    """Have what this program starts, a file viewer for one, find its own libraries instead of this one's.

    PyInstaller's starter names the bundle in LD_LIBRARY_PATH; for this process that was read before it began
    (pyinstaller.org/en/stable/runtime-information.html).
    """
    if sys.platform != "linux" or not is_frozen():
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


def take_identity() -> None:
    """Say to Windows which program this is, before its first window."""
    if sys.platform == "win32":
        # Nothing depends on it: where it fails the taskbar goes by the file's name.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
