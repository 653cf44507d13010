"""The history of alerts: entries of this run and of earlier ones, kept in a file on its own thread."""

import pathlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.acd.alerts.history import HistoryEntry, recent, to_csv
from desktop.acd.moment import Moment
from desktop.alerts.history_file import HistoryFile
from desktop.publish.replacing import replace_file
from desktop.system.worker_thread import WorkerThread

HISTORY_FILE_NAME: Final = "alerts.jsonl"
"""Stored beside the log; runs with other settings files have their own."""


class AlertHistory(QObject):
    """The entries of the last days.

    Signals:
        changed: There are other entries.
        exported: An export ended: the path as a text, and why the file could not be written or None.

    Arguments:
        path: The file; None keeps the history in memory, as for a demonstration.
        days: Number of days that it is kept.
        now: Returns the present moment.

    """

    changed = Signal()
    exported = Signal(str, object)

    def __init__(self, path: pathlib.Path | None, days: int, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._days = days
        self._now = now
        self._entries: list[HistoryEntry] = []
        self._thread = WorkerThread("history")
        self._file = HistoryFile(path, days, now)
        self._file.read.connect(self._on_read)

    @property
    def entries(self) -> list[HistoryEntry]:
        """The entries, newest last."""
        self._entries = recent(self._entries, self._now(), self._days)
        return list(self._entries)

    @property
    def days(self) -> int:
        """Number of days that the history is kept."""
        return self._days

    def start(self) -> None:
        """Begin to read and to write."""
        self._thread.start(self._file)
        if self._entries:
            # Alerts may have opened before the start.
            self._thread.call(self._file.add, tuple(self._entries))

    def stop(self) -> bool:
        """Write what can be written and stop; return whether the thread ended in time."""
        return self._thread.stop()

    def add(self, entries: Sequence[HistoryEntry]) -> None:
        """Add entries."""
        if entries:
            self._entries = recent([*self._entries, *entries], self._now(), self._days)
            self._thread.call(self._file.add, tuple(entries))
            self.changed.emit()

    def take_days(self, days: int) -> None:
        """Set how many days the history is kept."""
        if days != self._days:
            self._days = days
            self._thread.call(self._file.take_days, days)
            self.changed.emit()

    def export(self, path: str, entries: Iterable[HistoryEntry]) -> None:
        """Write entries to a file for a spreadsheet; `exported` follows."""
        # Excel recognises UTF-8 by the byte order mark. Names may hold unpaired surrogates.
        self._thread.call(self._export, path, to_csv(entries).encode("utf-8-sig", errors="replace"))

    def _export(self, path: str, content: bytes) -> None:
        self.exported.emit(path, replace_file(pathlib.Path(path), content))

    def _on_read(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = [*entries, *self._entries]
        self.changed.emit()
