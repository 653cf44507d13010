"""The live floor: a record's path from the lines to the floor, and from there to boards and files."""

import logging
import pathlib
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QTimer, Signal

from desktop.acd.batch import Batch
from desktop.acd.directory import Directory
from desktop.acd.floor import MOST_AGENTS, Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.snapshot import DetailSnapshot
from desktop.feed.worker import Line
from desktop.live.line_feeds import LineFeeds
from desktop.live.publication import PublishedFiles
from desktop.protocol.events import Event
from desktop.system import clock

DISPLAY_RATE_MS: Final = 33

_log = logging.getLogger(__name__)


class LiveFloor(LineFeeds):
    """The floor that the lines report, and the files that publish it for other programs.

    Signals:
        floor_changed: `Changes`; the first at once, further ones at display rate.
        floor_forgotten: Agents or queues are gone from the floor.

    Arguments:
        lines: The phone systems.
        data_file: The path of mitel_data.json.
        now: Returns the present moment.
        detail_file: The path of the detail file; None for none.
        is_restored: Whether the floor of the last data file is restored, and shown until its first records.

    Raises:
        DataFileError: A file there can't be read, or is not this program's and can't be copied.

    Attributes:
        floor: The agents and queues; only this object changes them, on the main thread.
        files: mitel_data.json and the detail file.

    """

    floor_changed = Signal(object)
    floor_forgotten = Signal()

    def __init__(
        self,
        lines: tuple[Line, ...],
        data_file: pathlib.Path,
        now: Callable[[], Moment] = clock.now,
        detail_file: pathlib.Path | None = None,
        *,
        is_restored: bool = True,
    ) -> None:
        super().__init__(lines, now)
        self.floor = Floor()
        self.files = PublishedFiles(data_file, detail_file, self.floor.snapshot, self._take_detail, now)
        if is_restored:
            self.floor.restore(self.files.found)
        self._directory = Directory()
        self._pending = Changes()
        self._display = QTimer(self)
        self._display.setSingleShot(True)
        self._display.timeout.connect(self._on_display_due)
        self.dropped.connect(self._on_dropped)

    def apply_earlier(self, earlier: Iterable[tuple[tuple[Event, ...], Moment]], source: str) -> None:
        """Apply what a phone system reported before the program listens to it; call this before the start.

        Arguments:
            earlier: The events of each read, with its moment.
            source: The phone system.

        """
        for events, at in earlier:
            self._pending |= self.floor.apply(events, at, source)
        self._show(Changes())

    def start(self) -> None:
        """Start listening and writing."""
        self.files.start()
        super().start()

    def stop(self) -> bool:
        """Stop with the last state on disk; return whether every thread ended in time."""
        ended = super().stop()
        ended = self.files.stop() and ended
        self._display.stop()
        return ended

    def emit_lines(self) -> None:
        """Emit the state of the lines, and write it to the detail file."""
        super().emit_lines()
        self.files.publish_detail()

    def take(self, batch: Batch) -> None:
        """Apply what a read brought to the floor, and publish what changed."""
        refused = self.floor.refused
        changes = self.floor.apply(batch.events, batch.at, batch.source)
        if self.floor.refused and not refused:
            _log.warning("More than %d agents were named; further ones are ignored.", MOST_AGENTS)
        if batch.events:
            # Even if nothing changed: the file has the time of the last record.
            self.files.publish_detail()
        if changes.data:
            self.files.data.publisher.publish()
        self._show(changes)

    def take_names(self, directory: Directory) -> None:
        """Use these names of agents and queues in the detail file."""
        self._directory = directory
        self.files.publish_detail()

    def forget(self, sources: Iterable[str]) -> None:
        """Forget what phone systems reported."""
        for source in sources:
            self.floor.forget(source, self._now())
        self._pending = Changes()
        self.floor_forgotten.emit()
        self.files.data.publisher.publish()

    def _take_detail(self) -> DetailSnapshot:
        return DetailSnapshot(self._now(), self.lines, self.last_record, self.floor.detail(), self._directory)

    def _show(self, changes: Changes) -> None:
        """Emit the first change at once, further ones at display rate."""
        if changes:
            self._pending |= changes
        if not self._display.isActive():
            self._on_display_due()

    def _on_display_due(self) -> None:
        if self._pending:
            changes, self._pending = self._pending, Changes()
            self.floor_changed.emit(changes)
            self._display.start(DISPLAY_RATE_MS)

    def _on_dropped(self, source: str) -> None:
        self._show(self.floor.mark_unconfirmed(source))
        self.files.publish_detail()
