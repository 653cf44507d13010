"""The files for other programs: when each is written, and its writer on a thread of its own."""

import logging
import pathlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from desktop.acd.moment import Moment
from desktop.acd.snapshot import DataSnapshot, DetailSnapshot
from desktop.publish.data_file import data_file_bytes, read_back
from desktop.publish.detail_file import detail_file_bytes, set_aside
from desktop.publish.publisher import Publisher
from desktop.publish.writer import FileWriter
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class Publication(QObject):
    """A file for other programs that is kept current.

    Arguments:
        name: Its name in the log, ``data file``.
        path: Its path.
        take_snapshot: Returns a frozen snapshot of what the file must contain now.
        encode: Turns a snapshot into the file's content.
        now: Returns the present moment.

    Attributes:
        name: Its name in the log.
        path: Its path.
        publisher: Paces the writing and reports its state.

    """

    def __init__(
        self,
        name: str,
        path: pathlib.Path,
        take_snapshot: Callable[[], object],
        encode: Callable[[Any], bytes],
        now: Callable[[], Moment],
    ) -> None:
        super().__init__()
        self.name = name
        self.path = path
        self.publisher = Publisher(take_snapshot, name)
        self._writer = FileWriter(path, encode, now)
        self.publisher.snapshot_taken.connect(self._writer.on_snapshot_taken)
        self._writer.write_ended.connect(self.publisher.on_write_ended)
        self._thread = WorkerThread(name)

    def move(self, path: pathlib.Path) -> None:
        """Write another file from now on; the old one stays as last written."""
        self.path = path
        self._thread.call(self._writer.on_moved, path)
        self.publisher.start_over()

    def start(self) -> None:
        """Start, and write the present state."""
        self._thread.start(self._writer)
        self.publisher.publish()

    def stop(self) -> bool:
        """Stop with the last state on disk; return whether the thread ended in time."""
        self.publisher.flush()
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self.publisher)
        self.publisher.stop()
        return ended


class PublishedFiles(QObject):
    """mitel_data.json, and the detail file where one is wanted.

    Signals:
        changed: A file was written, could not be written, or is kept elsewhere now.

    Arguments:
        data_file: The path of mitel_data.json.
        detail_file: The path of the detail file; None for none.
        take_data: Returns a snapshot for mitel_data.json.
        take_detail: Returns a snapshot for the detail file.
        now: Returns the present moment.

    Raises:
        DataFileError: A file there can't be read, or is not this program's and can't be copied.

    Attributes:
        found: The content of mitel_data.json at the start.
        data: Keeps mitel_data.json current.
        detail: Keeps the detail file current; None where none is wanted.

    """

    changed = Signal()

    def __init__(
        self,
        data_file: pathlib.Path,
        detail_file: pathlib.Path | None,
        take_data: Callable[[], DataSnapshot],
        take_detail: Callable[[], DetailSnapshot],
        now: Callable[[], Moment],
    ) -> None:
        super().__init__()
        self._take_detail = take_detail
        self._now = now
        self._is_started = False
        self.found = self._read_back(data_file)
        self.data = Publication("data file", data_file, take_data, data_file_bytes, now)
        self.data.publisher.state_changed.connect(self._on_state_changed)
        self.detail = self._make_detail(detail_file) if detail_file is not None else None

    @property
    def all(self) -> tuple[Publication, ...]:
        """The files that are kept."""
        return (self.data,) if self.detail is None else (self.data, self.detail)

    def start(self) -> None:
        """Start writing."""
        self._is_started = True
        for publication in self.all:
            publication.start()

    def stop(self) -> bool:
        """Stop with the last state on disk; return whether every thread ended in time."""
        self.publish_detail()
        all_ended = True
        for publication in self.all:
            ended = publication.stop()
            if ended and not publication.publisher.is_settled:
                _log.error("The last state could not be written to the %s.", publication.name)
            all_ended = ended and all_ended
        return all_ended

    def settle(self, timeout_ms: int = 2_000) -> None:
        """Wait until the files are current, no longer than the system waits when it ends a session."""
        loop = QEventLoop()
        deadline = QTimer(loop)
        deadline.setSingleShot(True)
        deadline.timeout.connect(loop.quit)
        deadline.start(timeout_ms)
        publishers = [publication.publisher for publication in self.all]
        for publisher in publishers:
            publisher.flush()
            publisher.state_changed.connect(loop.quit)
        while deadline.isActive() and not all(publisher.is_settled for publisher in publishers):
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def publish_detail(self) -> None:
        """Note that the content of the detail file changed."""
        if self.detail is not None:
            self.detail.publisher.publish()

    def move_data(self, path: pathlib.Path) -> None:
        """Keep mitel_data.json in another place from now on.

        Raises:
            DataFileError: A file there can't be read, or is not this program's and can't be copied.

        """
        if path != self.data.path:
            self._read_back(path)
            self.data.move(path)
            self.changed.emit()

    def move_detail(self, path: pathlib.Path | None) -> None:
        """Keep the detail file in another place from now on; with None, keep none.

        Raises:
            DataFileError: A file there is not this program's and can't be copied.

        """
        before = self.detail
        if path == (before.path if before is not None else None):
            return
        if path is None:
            self.detail = None
            if before is not None and not before.stop():
                _log.warning("The folder of %s does not answer.", before.path)
        elif before is not None:
            self._set_aside(path)
            before.move(path)
        else:
            self.detail = self._make_detail(path)
            if self._is_started:
                self.detail.start()
        self.changed.emit()

    def _make_detail(self, path: pathlib.Path) -> Publication:
        self._set_aside(path)
        detail = Publication("detail file", path, self._take_detail, detail_file_bytes, self._now)
        detail.publisher.state_changed.connect(self._on_state_changed)
        return detail

    def _set_aside(self, path: pathlib.Path) -> None:
        copy = set_aside(path, self._now())
        if copy is not None:
            _log.warning("%s is not a file of this program; it is kept as %s.", path, copy.name)

    def _read_back(self, path: pathlib.Path) -> DataSnapshot:
        found, copy = read_back(path, self._now())
        if copy is not None:
            _log.warning("%s %s; it is kept as %s.", path, found.fault, copy.name)
        return found.snapshot

    def _on_state_changed(self) -> None:
        self.changed.emit()
