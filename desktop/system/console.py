"""Messages on the console."""

import contextlib
import io
import logging
import os
import sys
from typing import TextIO

from desktop.acd.plain_text import printable
from desktop.system.log_file import EVENTS, OneLine
from desktop.system.message_box import show_message


class _Console(logging.StreamHandler[TextIO]):
    """Writes messages to a stream until its reader goes away.

    Arguments:
        stream: Where to write.
        least: The lowest level that it ever writes.

    """

    def __init__(self, stream: TextIO, least: int = logging.NOTSET) -> None:
        self.least = least
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        super().__init__(stream)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stop writing when the reader is gone, and let the program go on."""
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
            handler.setFormatter(OneLine("%(message)s"))
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
