"""Crash reports: a file with the traceback, for the diagnostics and a support mail."""

import faulthandler
import logging
import os
import pathlib
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Final, Self, TextIO

from desktop.system.log_file import make_folder, private

NAME: Final = "crash.log"
"""The report of the last run; those of earlier runs are ``crash-<time>.log``."""
KEPT: Final = 5
MOST_LINES: Final = 200
_MOST_BYTES: Final = 100_000

_log = logging.getLogger(__name__)


class CrashLog:
    """While entered, writes a report of every unhandled error, crashes of the interpreter included.

    Arguments:
        folder: The folder of the reports; made if it is missing.
        foreseen: Errors that are shown to the person and are no crash.

    """

    def __init__(self, folder: pathlib.Path, foreseen: tuple[type[Exception], ...] = ()) -> None:
        self._path = folder / NAME
        self._foreseen = foreseen
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        """Begin; if that is not possible, warn once and go on."""
        try:
            make_folder(self._path.parent)
            self._set_aside()
            self._file = open(self._path, "a", encoding="utf-8", errors="backslashreplace", opener=private)
        except OSError as error:
            _log.warning("Crash reports can't be written to %s: %s", self._path, error.strerror or error)
            return self
        faulthandler.enable(self._file)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, way: TracebackType | None
    ) -> None:
        """Report the error that passes through here, and remove the file if it is empty."""
        if self._file is None:
            return
        if isinstance(error, Exception) and not isinstance(error, self._foreseen):
            self._write(error, "")
        faulthandler.disable()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        is_empty = self._file.tell() == 0
        self._file.close()
        self._file = None
        if is_empty:
            self._path.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """Rename the report of an earlier run after the time at which it ended; remove the oldest."""
        if self._path.exists() and self._path.stat().st_size:
            ended = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._path.stat().st_mtime))
            self._path.replace(self._path.with_name(f"{self._path.stem}-{ended}.log"))
        for path in sorted(self._path.parent.glob(f"{self._path.stem}-*.log"))[:-KEPT]:
            path.unlink(missing_ok=True)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, way: TracebackType | None
    ) -> None:
        """Report an unhandled error; one in a slot of Qt does not end the program."""
        if isinstance(error, Exception):
            self._write(error, "")
        sys.__excepthook__(kind, error, way)

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if isinstance(hook.exc_value, Exception):
            self._write(hook.exc_value, f" in thread {hook.thread.name if hook.thread is not None else '?'}")
        threading.__excepthook__(hook)

    def _write(self, error: Exception, where: str) -> None:
        _log.error("Unhandled error%s: %r; see %s", where, error, self._path)
        # An error that repeats must not fill the disk.
        if self._file is not None and self._file.tell() < _MOST_BYTES:
            now = time.strftime("%Y-%m-%d %H:%M:%S %z")
            text = "".join(traceback.format_exception(error))
            self._file.write(f"{now}{where}, process {os.getpid()}\n{text}\n")
            self._file.flush()


def last_crash(folder: pathlib.Path) -> tuple[str, ...]:
    """Return the lines of the newest report, its file's name first; nothing where there is none."""
    try:
        found = [(path.stat().st_mtime, path) for path in folder.glob("crash*.log") if path.stat().st_size]
        if not found:
            return ()
        _, path = max(found)
        with path.open(encoding="utf-8", errors="backslashreplace") as file:
            lines = file.read(_MOST_BYTES).splitlines()
    except OSError as error:
        return (f"can't be read: {error.strerror or error}",)
    return (str(path), *lines[:MOST_LINES])
