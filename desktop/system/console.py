"""What is said on the console, for as long as somebody is there to read it."""

import contextlib
import io
import logging
import os
import sys
from typing import TextIO

from desktop.acd.plain_text import printable
from desktop.system.log_file import EVENTS
from desktop.system.message_box import show_message


class _Console(logging.StreamHandler[TextIO]):
    """Says things on a stream for as long as somebody is there to read it.

    Arguments:
        stream: Where.
        least: The level below which it says nothing, whatever is wanted.

    """

    def __init__(self, stream: TextIO, least: int = logging.NOTSET) -> None:
        self.least = least
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        super().__init__(stream)

    def handleError(self, record: logging.LogRecord) -> None:
        """Fall silent when the reader went away; the program has other things to do than to talk."""
        if isinstance(sys.exc_info()[1], OSError):
            logging.getLogger().removeHandler(self)
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
        else:
            super().handleError(record)


class _OneLine(logging.Formatter):
    """Says each thing in one line: a name from outside must neither forge another nor steer a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(super().formatMessage(record))


def say_on_console(level: str) -> None:
    """Send what is said to the console: warnings and errors apart from the rest."""
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    if sys.stdout is None or sys.stderr is None:  # a Windows program without a console
        root.addHandler(logging.NullHandler())
    else:
        news, trouble = _Console(sys.stdout), _Console(sys.stderr, logging.WARNING)
        news.addFilter(lambda record: record.levelno < logging.WARNING)
        for handler in (news, trouble):
            handler.setFormatter(_OneLine("%(message)s"))
            root.addHandler(handler)
    set_level(level)


def set_level(level: str) -> None:
    """Say more or less on the console from now on.

    The log file is told more than a quiet console is; only what agents do is left out early.
    """
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.setLevel(min(wanted, logging.INFO))
    logging.getLogger(EVENTS).setLevel(wanted)
    for handler in root.handlers:
        if isinstance(handler, _Console):
            handler.setLevel(max(wanted, handler.least))


def tell(text: str) -> None:
    """Say to the person who started the program, in one line, what is not as wanted; in a box if need be."""
    if sys.stdout is None:  # a Windows program without a console
        show_message(printable(text))
    else:
        say(text)


def say(text: str) -> None:
    """Answer the person who gave a command, in one line."""
    try:
        print(printable(text), flush=True)  # noqa: T201 - a command that answers on the console
    except BrokenPipeError:  # nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
