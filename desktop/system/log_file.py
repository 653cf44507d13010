"""What the program says, kept in a file: a program without a console has nobody else to tell."""

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
"""The log of what agents do, which is for the console alone: a file would keep it for others to read."""
LARGEST: Final = 1_000_000
"""Bytes after which a further file begins; as many as `KEPT` older ones stay."""
KEPT: Final = 3
_LONGEST_LINE: Final = 1_000
"""Bytes that a line may need; longer ones are rare."""


class LogFile(logging.FileHandler):
    """Writes each thing said as one line with its time, for as long as the file can be written.

    A file that became large steps aside. Python's own handler that does this loads pickle and sockets.

    Arguments:
        path: The file; its folder is made if it is missing.

    Raises:
        OSError: The folder can't be made or the file can't be opened.

    """

    def __init__(self, path: pathlib.Path) -> None:
        make_folder(path.parent)
        super().__init__(path, encoding="utf-8", errors="backslashreplace")
        self.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
        self.addFilter(lambda record: record.name != EVENTS)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, into a new file if this one is full."""
        try:
            if self.stream and self.stream.tell() + _LONGEST_LINE > LARGEST:
                self._step_aside()
        except (OSError, ValueError):
            self.handleError(record)
            return
        super().emit(record)

    def _step_aside(self) -> None:
        # The next line opens the new one.
        self.close()
        path = pathlib.Path(self.baseFilename)
        for number in range(KEPT, 0, -1):
            older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
            if older.exists():
                older.replace(path.with_name(f"{path.name}.{number}"))

    def _open(self) -> io.TextIOWrapper:
        """Make the file for its owner alone: what is said may name agents."""
        os.close(private(self.baseFilename, os.O_APPEND | os.O_CREAT | os.O_WRONLY))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Fall silent where the disk is full or the folder gone; say anything else that is wrong."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        logging.getLogger().removeHandler(self)
        with contextlib.suppress(OSError):
            self.close()
        logging.getLogger(__name__).warning("The log %s can't be written: %s", self.baseFilename, error)


class _OneLine(logging.Formatter):
    """Gives each thing one line; below an error of the program itself stands how it came about."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(super().formatMessage(record))


def make_folder(path: pathlib.Path) -> None:
    """Make the folder of logs if it is missing, for its owner alone.

    Raises:
        OSError: It can't be made.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


def private(path: str, flags: int) -> int:
    """Open a file that only its owner reads."""
    return os.open(path, flags, 0o600)


@contextlib.contextmanager
def kept_log(path: pathlib.Path) -> Iterator[None]:
    """While entered, keep what is said in a file too; where that can't be, say so once and go on."""
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
