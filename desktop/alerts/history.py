"""Composes the history of alerts: what this run and those before it told, kept on a thread of its own."""

import logging
import pathlib
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.acd.alerts.history import Entry, recent
from desktop.acd.moment import Moment
from desktop.alerts.history_keeper import HistoryKeeper, KeptBefore
from desktop.publish.replacing import replace_file
from desktop.system.worker_thread import WorkerThread

HISTORY_FILE_NAME: Final = "alerts.jsonl"
"""Beside the log, of which runs with other settings files have their own."""

_log = logging.getLogger(__name__)


class KeptHistory(QObject):
    """Knows what happened to alerts in the last days.

    Signals:
        changed: There are other entries.
        exported: Of what `export` was to write, why it is not written; None when it is.

    Arguments:
        path: The file; None keeps it in memory alone, as of a demonstration.
        days: For so long it is kept.
        now: Gives the present moment.

    """

    changed = Signal()
    exported = Signal(object)

    def __init__(self, path: pathlib.Path | None, days: int, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._path = path
        self._days = days
        self._now = now
        self._entries: list[Entry] = []
        self._thread = WorkerThread("history")
        self._keeper = HistoryKeeper(path, days, now, replace_file)
        self._keeper.read.connect(self._on_read)
        self._keeper.fault_changed.connect(self._on_fault_changed)
        self._keeper.exported.connect(self.exported)

    @property
    def entries(self) -> list[Entry]:
        """What happened in the last days, the newest last."""
        self._entries = recent(self._entries, self._now(), self._days)
        return list(self._entries)

    @property
    def days(self) -> int:
        """For so many days it is kept."""
        return self._days

    def start(self) -> None:
        """Begin to read and to write."""
        self._thread.start(self._keeper)
        if self._entries:
            # What held as soon as rules were held against the floor happened before.
            self._thread.call(self._keeper.add, tuple(self._entries))

    def stop(self) -> bool:
        """End with everything written that can be; tell whether the thread ended in time."""
        return self._thread.stop()

    def add(self, entries: Sequence[Entry]) -> None:
        """Take what happened."""
        if entries:
            self._entries = recent([*self._entries, *entries], self._now(), self._days)
            self._thread.call(self._keeper.add, tuple(entries))
            self.changed.emit()

    def take_days(self, days: int) -> None:
        """Keep it for so many days from now on."""
        if days != self._days:
            self._days = days
            self._thread.call(self._keeper.take_days, days)
            self.changed.emit()

    def export(self, path: pathlib.Path, content: bytes) -> None:
        """Write a file that a person asked for; `exported` tells whether it worked."""
        self._thread.call(self._keeper.export, path, content)

    def _on_read(self, before: KeptBefore) -> None:
        if before.fault is not None:
            _log.warning("The history of alerts %s can't be read: %s", self._path, before.fault)
        if before.damaged:
            lines = "1 line is" if before.damaged == 1 else f"{before.damaged} lines are"
            _log.warning("History of alerts %s: %s damaged and skipped", self._path, lines)
        if before.entries:
            self._entries = [*before.entries, *self._entries]
            self.changed.emit()

    def _on_fault_changed(self, fault: str | None) -> None:
        if fault is None:
            _log.warning("The history of alerts %s can be written again", self._path)
        else:
            _log.warning("The history of alerts %s can't be written: %s", self._path, fault)
