"""One file for other programs: when it is written, and the writer on a thread of its own."""

import pathlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from desktop.acd.moment import Moment
from desktop.publish.publisher import Publisher
from desktop.publish.writer import FileWriter
from desktop.system.worker_thread import WorkerThread


class Publication(QObject):
    """A file that is kept current.

    Arguments:
        name: What it is called in the log, ``data file``.
        path: Where it is.
        take_snapshot: Gives what it must say now, frozen.
        encode: Makes that the file's content.
        now: Gives the present moment.

    Attributes:
        name: As given.
        path: Where it is.
        publisher: Paces the writing and tells how it stands.

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
        self.publisher.last_snapshot_taken.connect(self._writer.on_last_snapshot_taken)
        self._writer.write_ended.connect(self.publisher.on_write_ended)
        self._thread = WorkerThread(name)

    def move(self, path: pathlib.Path) -> None:
        """Keep it in another place from now on; the old one has what was written there last."""
        self.path = path
        self._thread.call(self._writer.on_moved, path)
        self.publisher.start_over()

    def start(self) -> None:
        """Begin with what the file must say now."""
        self._thread.start(self._writer)
        self.publisher.publish()

    def stop(self) -> bool:
        """End with the last state on disk; tell whether the thread ended in time."""
        self.publisher.flush()
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self.publisher)
        self.publisher.stop()
        return ended
