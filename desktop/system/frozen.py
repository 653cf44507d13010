"""Special needs of the frozen program, a folder that runs without an installed Python."""

import os
import sys
from typing import Final

APP_ID: Final = "TallyMate.TallyMate"
"""Ties windows, notifications and the entry in the Start menu together for Windows."""


def is_frozen() -> bool:
    """Return whether this is the frozen program."""
    return bool(getattr(sys, "frozen", False))


def free_children() -> None:
    """Make programs that this one starts, such as a file viewer, load their own libraries.

    PyInstaller's bootloader puts the bundle into LD_LIBRARY_PATH, which this process has already read
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
    """Tell Windows which program this is, before its first window."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        # A failure is harmless: the taskbar then uses the file's name.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
