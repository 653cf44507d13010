"""Messages on the console, or in a box where there is none."""

import contextlib
import io
import logging
import os
import sys
from typing import Final, TextIO

from desktop.acd.plain_text import printable
from desktop.system.log_file import EVENTS, OneLineFormatter

_BOX_WARNING: Final = 0x30
"""MB_ICONWARNING"""
_BOX_IN_FRONT: Final = 0x10000
"""MB_SETFOREGROUND"""
_STATION_FLAGS: Final = 1
"""UOI_FLAGS"""
_STATION_VISIBLE: Final = 1
"""WSF_VISIBLE"""
_FOR_NOBODY: Final = frozenset({"--headless", "--quit", "--selftest", "--minimized"})
"""Options of starts for which no person waits."""


class _Console(logging.StreamHandler[TextIO]):
    """Writes messages to a stream until its reader goes away.

    Arguments:
        stream: The stream to write to.
        least: The lowest level that it ever writes.

    """

    def __init__(self, stream: TextIO, least: int = logging.NOTSET) -> None:
        self.least = least
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        super().__init__(stream)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stop writing when the reader is gone; the program continues."""
        if isinstance(sys.exc_info()[1], OSError):
            logging.getLogger().removeHandler(self)
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
        else:
            super().handleError(record)


def log_to_console(level: str) -> None:
    """Write the program's messages to the console: warnings and errors to stderr, the rest to stdout."""
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    if sys.stdout is None or sys.stderr is None:  # a Windows program without a console
        root.addHandler(logging.NullHandler())
    else:
        infos, warnings = _Console(sys.stdout), _Console(sys.stderr, logging.WARNING)
        infos.addFilter(lambda record: record.levelno < logging.WARNING)
        for handler in (infos, warnings):
            handler.setFormatter(OneLineFormatter("%(message)s"))
            root.addHandler(handler)
    set_level(level)


def set_level(level: str) -> None:
    """Change the level of the console.

    The log file gets messages from INFO on even if the console is quieter; agents' events follow the console.
    """
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.setLevel(min(wanted, logging.INFO))
    logging.getLogger(EVENTS).setLevel(wanted)
    for handler in root.handlers:
        if isinstance(handler, _Console):
            handler.setLevel(max(wanted, handler.least))


def tell(text: str) -> None:
    """Report a problem to the person who started the program, in one line or, without a console, in a box."""
    if sys.stdout is None:  # a Windows program without a console
        show_message(printable(text))
    else:
        say(text)


def say(text: str) -> None:
    """Print the answer to a command in one line."""
    try:
        print(printable(text), flush=True)  # noqa: T201 - a command that answers on the console
    except BrokenPipeError:  # the reader is gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_message(text: str) -> None:
    """Show a line, if somebody is there to read it; return when the box is closed."""
    if sys.platform == "win32" and not _FOR_NOBODY & set(sys.argv[1:]) and _is_visible():
        import ctypes  # noqa: PLC0415 - loaded on first use

        ctypes.windll.user32.MessageBoxW(None, text, "TallyMate", _BOX_WARNING | _BOX_IN_FRONT)


def _is_visible() -> bool:
    """Return whether this process's windows are on a screen; those of services and tasks are not."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        # USEROBJECTFLAGS: inherit, reserved, flags (learn.microsoft.com/windows/win32/api/winuser).
        found = (ctypes.c_uint * 3)()
        user = ctypes.windll.user32
        user.GetProcessWindowStation.restype = ctypes.c_void_p
        station = ctypes.c_void_p(user.GetProcessWindowStation())
        user.GetUserObjectInformationW(
            station, _STATION_FLAGS, ctypes.byref(found), ctypes.sizeof(found), None
        )
        return bool(found[2] & _STATION_VISIBLE)
    return False
