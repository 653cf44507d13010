"""Keeps the history of alerts in a file, on a thread of its own: folders may be on a share, and hang."""

import contextlib
import os
import pathlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.alerts.history import MOST_KEPT, Entry, recent
from desktop.acd.alerts.history_lines import entry_of, line_of
from desktop.acd.moment import Moment
from desktop.system.log_file import make_folder, private

MAX_BYTES: Final = 4_000_000
"""A file that became larger loses its older half."""
AGAIN_MS: Final = 60_000
_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class KeptBefore:
    """What the file held at the start.

    Attributes:
        entries: Of the last days, the newest last.
        damaged: How many lines could not be read; they stay in the file.
        fault: Why it could not be read; None when it could, or there is none.

    """

    entries: tuple[Entry, ...] = ()
    damaged: int = 0
    fault: str | None = None


class HistoryKeeper(QObject):
    """A worker that reads the file once and adds to it from then on. What can't be written waits.

    Signals:
        read: A `KeptBefore`, once.
        fault_changed: Why the file can't be written; None when it can again.
        exported: Of what `export` was to write, why it is not written; None when it is.

    Arguments:
        path: The file; its folder is made when it is missing. None keeps nothing.
        days: For so long entries are kept.
        now: Gives the present moment.
        replace_file: Writes a file whole; gives the reason when it can't.
        again_ms: How long after a failure to try again.
        max_bytes: How large the file becomes.

    """

    read = Signal(object)
    fault_changed = Signal(object)
    exported = Signal(object)

    def __init__(
        self,
        path: pathlib.Path | None,
        days: int,
        now: Callable[[], Moment],
        replace_file: Callable[[pathlib.Path, bytes], str | None],
        *,
        again_ms: int = AGAIN_MS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        super().__init__()
        self._path = path
        self._days = days
        self._now = now
        self._replace_file = replace_file
        self._max_bytes = max_bytes
        self._waiting: list[str] = []
        self._fault: str | None = None
        self._trimmed_at: Moment | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(again_ms)
        self._again.timeout.connect(self._write)

    def start(self) -> None:
        """Read the file; call it in the worker's thread."""
        if self._path is None:
            self.read.emit(KeptBefore())
            return
        try:
            content = _end_of(self._path, self._max_bytes)
        except OSError as error:
            self.read.emit(KeptBefore(fault=error.strerror or str(error)))
            return
        lines = _lines(content)
        entries = [entry for entry in map(entry_of, lines) if entry is not None]
        kept = tuple(recent(entries, self._now(), self._days))
        self.read.emit(KeptBefore(kept, len(lines) - len(entries)))
        self._trim()

    def stop(self) -> None:
        """End for good, with everything written that can be."""
        self._again.stop()
        if self._waiting:
            self._write()
            self._again.stop()

    def add(self, entries: Iterable[Entry]) -> None:
        """Write entries behind the others."""
        if self._path is not None:
            self._waiting = [*self._waiting, *map(line_of, entries)][-MOST_KEPT:]
            self._write()

    def take_days(self, days: int) -> None:
        """Keep entries for so many days from now on."""
        self._days = days
        self._trim()

    def export(self, path: pathlib.Path, content: bytes) -> None:
        """Write a file that a person asked for."""
        self.exported.emit(self._replace_file(path, content))

    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        if self._trimmed_at is not None and self._trimmed_at.elapsed_s(self._now()) >= _DAY_S:
            self._trim()
        fault = None
        try:
            make_folder(path.parent)
            size = _append(path, self._waiting)
        except OSError as error:
            fault = error.strerror or str(error)
            self._again.start()
        else:
            self._waiting = []
            if size > self._max_bytes:
                self._trim()
        self._tell(fault)

    def _tell(self, fault: str | None) -> None:
        if fault != self._fault:
            self._fault = fault
            self.fault_changed.emit(fault)

    def _trim(self) -> None:
        """Let go of what is too old or too much, as lines; what is damaged among what stays, stays."""
        if self._path is None:
            return
        self._trimmed_at = self._now()
        # What can't be read or written now will be looked at again tomorrow.
        with contextlib.suppress(OSError):
            content = _end_of(self._path, self._max_bytes // 2 if self._is_large() else self._max_bytes)
            lines = _lines(content)
            kept = lines[self._first_kept(lines) :][-MOST_KEPT:]
            if len(kept) < len(lines) or len(content) < self._path.stat().st_size:
                self._replace_file(self._path, _content(kept))

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
    """Read whole lines from the end of a file; nothing where there is none."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - most))
            content = file.read(most)
    except FileNotFoundError:
        return b""
    return content if size <= most else content.partition(b"\n")[2]


def _append(path: pathlib.Path, lines: Sequence[str]) -> int:
    """Add lines to a file that only its owner reads, behind a line that was cut; give its size then."""
    content = _content(lines)
    descriptor = private(str(path), os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0))
    with open(descriptor, "r+b", buffering=0) as file:  # noqa: PTH123 - of a file that is open
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            content = content if file.read(1) == b"\n" else b"\n" + content
        if file.write(content) != len(content):
            # Cut, as on a full disk: the whole of it is written again later.
            file.truncate(size)
            raise OSError(None, "only a part of it could be written, the disk is full")
        return size + len(content)
