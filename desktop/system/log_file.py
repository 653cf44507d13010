"""The log file: a program without a console has no other place for its messages."""

import contextlib
import io
import logging
import os
import pathlib
import sys
from collections.abc import Iterator
from typing import Final

from desktop.acd.plain_text import printable

EVENTS: Final = "desktop.events"
"""The logger of the agents' events. They go to the console only: others could read a file."""
LARGEST: Final = 1_000_000
"""Bytes after which a new file begins; as many as `KEPT` older ones stay."""
KEPT: Final = 3
_LONGEST_LINE: Final = 1_000
"""Bytes that a line may need; longer ones are rare."""


class OneLineFormatter(logging.Formatter):
    """Keeps each message on one line: a name from outside must neither forge a line nor control a terminal.

    The traceback of an error in the program follows below its line.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return printable(super().formatMessage(record))


class LogFile(logging.FileHandler):
    """Writes each message as one line with its time, for as long as the file can be written.

    Arguments:
        path: The file; its folder is made if it is missing.

    Raises:
        OSError: The folder can't be made or the file can't be opened.

    """

    def __init__(self, path: pathlib.Path) -> None:
        make_folder(path.parent)
        super().__init__(path, encoding="utf-8", errors="backslashreplace")
        self.setFormatter(OneLineFormatter("%(asctime)s %(levelname)s %(message)s"))
        self.addFilter(lambda record: record.name != EVENTS)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, into a new file if this one is full."""
        try:
            if self.stream and self.stream.tell() + _LONGEST_LINE > LARGEST:
                self._rotate()
        except (OSError, ValueError):
            self.handleError(record)
        else:
            super().emit(record)

    def _rotate(self) -> None:
        # Loaded when the first file is full, not at every start: the module loads pickle and sockets, 2 MB.
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

        self.close()
        rotation = RotatingFileHandler(self.baseFilename, backupCount=KEPT, delay=True)
        rotation.doRollover()
        rotation.close()

    def _open(self) -> io.TextIOWrapper:
        """Make the file for its owner alone: messages may name agents."""
        os.close(private(self.baseFilename, os.O_APPEND | os.O_CREAT | os.O_WRONLY))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Stop writing where the disk is full or the folder is gone; report any other error."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        logging.getLogger().removeHandler(self)
        with contextlib.suppress(OSError):
            self.close()
        logging.getLogger(__name__).warning("The log %s can't be written: %s", self.baseFilename, error)


def make_folder(path: pathlib.Path) -> None:
    """Make the folder of logs if it is missing, for its owner alone.

    Raises:
        OSError: It can't be made.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def private(path: str, flags: int) -> int:
    """Open a file that only its owner can read; an `opener` for `open`."""
    return os.open(path, flags, 0o600)


@contextlib.contextmanager
def kept_log(path: pathlib.Path) -> Iterator[None]:
    """While entered, write messages to a file too; if that is not possible, warn once and continue."""
    try:
        handler = LogFile(path)
    except OSError as error:
        logging.getLogger(__name__).warning("The log %s can't be written: %s", path, error.strerror or error)
        yield
        return
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        with contextlib.suppress(OSError):
            handler.close()
