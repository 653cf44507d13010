"""The file of the alert history. It has a thread of its own because a folder on a share may hang."""

import contextlib
import logging
import os
import pathlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.alerts.history import MOST_KEPT, HistoryEntry, entry_of, line_of, recent
from desktop.acd.moment import Moment
from desktop.publish.replacing import replace_file
from desktop.system.log_file import make_folder, private

MAX_BYTES: Final = 4_000_000
"""Above this size, the older half of the file is dropped."""
AGAIN_MS: Final = 60_000
_DAY_S: Final = 86_400.0

_log = logging.getLogger(__name__)


class HistoryFile(QObject):
    """A worker that reads the file once and then appends to it. Entries that cannot be written are kept.

    Signals:
        read: The entries of the last days that the file held at the start: a tuple, newest last, not empty.

    Arguments:
        path: The file; its folder is made if missing. None for no file.
        days: Number of days that entries are kept.
        now: Returns the present moment.
        again_ms: Delay after a failure before the next attempt.
        max_bytes: The largest size of the file.

    """

    read = Signal(object)

    def __init__(
        self,
        path: pathlib.Path | None,
        days: int,
        now: Callable[[], Moment],
        *,
        again_ms: int = AGAIN_MS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        super().__init__()
        self._path = path
        self._days = days
        self._now = now
        self._max_bytes = max_bytes
        self._waiting: list[str] = []
        self._is_failing = False
        self._trimmed_at: Moment | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(again_ms)
        self._again.timeout.connect(self._write)

    def start(self) -> None:
        """Read the file."""
        if self._path is None:
            return
        try:
            content = _end_of(self._path, self._max_bytes)
        except OSError as error:
            _log.warning("Cannot read the history of alerts %s: %s", self._path, error.strerror or error)
            return
        lines = _lines(content)
        entries = [entry for entry in map(entry_of, lines) if entry is not None]
        damaged = len(lines) - len(entries)
        if damaged:
            said = "1 line is" if damaged == 1 else f"{damaged} lines are"
            _log.warning("History of alerts %s: %s damaged and skipped", self._path, said)
        kept = tuple(recent(entries, self._now(), self._days))
        if kept:
            self.read.emit(kept)
        self._trim()

    def stop(self) -> None:
        """Write what can be written, and end."""
        if self._waiting:
            self._write()
        self._again.stop()

    def add(self, entries: Iterable[HistoryEntry]) -> None:
        """Append entries."""
        if self._path is not None:
            self._waiting = [*self._waiting, *map(line_of, entries)][-MOST_KEPT:]
            self._write()

    def take_days(self, days: int) -> None:
        """Set how many days entries are kept."""
        self._days = days
        self._trim()

    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        if self._trimmed_at is not None and self._trimmed_at.elapsed_s(self._now()) >= _DAY_S:
            self._trim()
        try:
            make_folder(path.parent)
            size = _append(path, self._waiting)
        except OSError as error:
            if not self._is_failing:
                _log.warning("Cannot write the history of alerts %s: %s", path, error.strerror or error)
            self._is_failing = True
            self._again.start()
            return
        if self._is_failing:
            _log.warning("The history of alerts %s can be written again", path)
        self._is_failing = False
        self._waiting = []
        if size > self._max_bytes:
            self._trim()

    def _trim(self) -> None:
        """Drop lines that are too old or too many; damaged lines among the others stay."""
        if self._path is None:
            return
        self._trimmed_at = self._now()
        # A failure here does no harm: the next trimming is tomorrow.
        with contextlib.suppress(OSError):
            content = _end_of(self._path, self._max_bytes // 2 if self._is_large() else self._max_bytes)
            lines = _lines(content)
            kept = lines[self._first_kept(lines) :][-MOST_KEPT:]
            if len(kept) < len(lines) or len(content) < self._path.stat().st_size:
                replace_file(self._path, _content(kept))

    def _is_large(self) -> bool:
        return self._path is not None and self._path.exists() and self._path.stat().st_size > self._max_bytes

    def _first_kept(self, lines: Sequence[str]) -> int:
        oldest_s = self._now().wall_s - self._days * _DAY_S
        first = 0
        for number, entry in enumerate(map(entry_of, lines)):
            if entry is not None and entry.at.wall_s >= oldest_s:
                break
            if entry is not None:
                first = number + 1
        return first


def _lines(content: bytes) -> list[str]:
    return [line for line in content.decode(errors="surrogateescape").split("\n") if line.strip()]


def _content(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")


def _end_of(path: pathlib.Path, most: int) -> bytes:
    """Read whole lines from the end of a file; return nothing if there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - most))
            content = file.read(most)
    except FileNotFoundError:
        return b""
    return content if size <= most else content.partition(b"\n")[2]


def _append(path: pathlib.Path, lines: Sequence[str]) -> int:
    """Append lines to a file that only its owner may read; end an incomplete last line. Return the size."""
    content = _content(lines)
    descriptor = private(str(path), os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0))
    with open(descriptor, "r+b", buffering=0) as file:  # noqa: PTH123 - an open descriptor
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            content = content if file.read(1) == b"\n" else b"\n" + content
        if file.write(content) != len(content):
            # The disk is full: undo the partial write; all of it is written later.
            file.truncate(size)
            raise OSError(None, "only a part of it could be written, the disk is full")
        return size + len(content)
