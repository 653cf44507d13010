"""Crash reports: a file with the traceback, for the diagnostics and a support mail."""

import contextlib
import faulthandler
import logging
import os
import pathlib
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final, TextIO

from desktop.system.log_file import make_folder, private

NAME: Final = "crash.log"
"""The report of the last run; those of earlier runs are ``crash-<time>.log``."""
KEPT: Final = 5
MOST_LINES: Final = 200
_MOST_BYTES: Final = 100_000

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def crash_log(folder: pathlib.Path, foreseen: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """While entered, report every unhandled error, crashes of the interpreter included.

    If the report can't be written, warn once and go on.

    Arguments:
        folder: The folder of the reports; made if it is missing.
        foreseen: Errors that are shown to the person and are no crash.

    """
    path = folder / NAME
    with contextlib.ExitStack() as stack:
        try:
            make_folder(folder)
            _set_aside(path)
            file = stack.enter_context(
                open(path, "a", encoding="utf-8", errors="backslashreplace", opener=private)
            )
        except OSError as error:
            _log.warning("Crash reports can't be written to %s: %s", path, error.strerror or error)
            yield
            return
        report = _Report(path, file)
        faulthandler.enable(file)
        sys.excepthook, threading.excepthook = report.on_exception, report.on_thread_exception
        try:
            yield
        except Exception as error:
            if not isinstance(error, foreseen):
                report.write(error)
            raise
        finally:
            faulthandler.disable()
            sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
            is_empty = file.tell() == 0
            file.close()
            if is_empty:
                path.unlink(missing_ok=True)


class _Report:
    def __init__(self, path: pathlib.Path, file: TextIO) -> None:
        self._path = path
        self._file = file

    def on_exception(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        """Report an unhandled error; one in a slot of Qt does not end the program."""
        if isinstance(error, Exception):
            self.write(error)
        sys.__excepthook__(kind, error, at)

    def on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        """Report an unhandled error of a thread."""
        if isinstance(hook.exc_value, Exception):
            self.write(hook.exc_value, f" in thread {hook.thread.name if hook.thread is not None else '?'}")
        threading.__excepthook__(hook)

    def write(self, error: Exception, where: str = "") -> None:
        """Report an error."""
        _log.error("Unhandled error%s: %r; see %s", where, error, self._path)
        # An error that repeats must not fill the disk.
        if self._file.tell() < _MOST_BYTES:
            now = time.strftime("%Y-%m-%d %H:%M:%S %z")
            text = "".join(traceback.format_exception(error))
            self._file.write(f"{now}{where}, process {os.getpid()}\n{text}\n")
            self._file.flush()


def _set_aside(report: pathlib.Path) -> None:
    """Rename the report of an earlier run after the time at which it ended; remove the oldest."""
    if report.exists() and report.stat().st_size:
        ended = time.strftime("%Y%m%d-%H%M%S", time.localtime(report.stat().st_mtime))
        report.replace(report.with_name(f"{report.stem}-{ended}.log"))
    for path in sorted(report.parent.glob(f"{report.stem}-*.log"))[:-KEPT]:
        path.unlink(missing_ok=True)


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
