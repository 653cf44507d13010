"""One phone system's line, read on a thread of its own, as the main thread knows it."""

import logging
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, LinePhase
from desktop.acd.moment import Moment
from desktop.acd.wording import connection_sentence
from desktop.feed.worker import FeedWorker, Line
from desktop.protocol.decoder import Unread
from desktop.system.worker_thread import WorkerThread

ENDED: Final = "the program ended"

_log = logging.getLogger(__name__)


class LineFeed(QObject):
    """One phone system's line on a thread of its own, as this thread knows it.

    Signals:
        heard: A `Batch`, to be applied by the time the signal returns.
        connection_changed: A `Connection`.
        dropped: The line of this phone system was let go: what it told may no longer hold.

    Arguments:
        line: Which phone system.
        now: Gives the present moment.

    Attributes:
        line: As given, or as patient as was asked for since.
        connection: How the line stands.
        unread: What of the stream could not be read, for diagnosis.
        lost_before: How many record numbers had been lost when the line was let go last.

    """

    heard = Signal(object)
    connection_changed = Signal(object)
    dropped = Signal(str)

    def __init__(self, line: Line, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.line = line
        self._now = now
        self.connection = Connection(LinePhase.CONNECTING, line.source)
        self.unread = Unread()
        self.lost_before = 0
        self._told_unread: frozenset[str] = frozenset()
        self._worker = FeedWorker(line, now, random.Random())  # noqa: S311 - jitter is no secret
        self._worker.heard.connect(self._on_heard)
        self._worker.dropped.connect(self._on_dropped)
        self._worker.connection_changed.connect(self._on_connection_changed)
        self._worker.unread_changed.connect(self._on_unread_changed)
        self._thread = WorkerThread("feed")

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start(self._worker)

    def be_as_patient_as(self, line: Line) -> None:
        """Wait as long as another line to the same phone system; this one stays up."""
        if line != self.line:
            self.line = line
            self._thread.call(self._worker.on_patience_changed, line)

    def stop(self) -> bool:
        """End; what was read until then is told. Tell whether the thread ended in time."""
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self)
        # So the last thing that a file says of the line does not look as if it were still up.
        if self.connection.phase is not LinePhase.LOST:
            self.connection = replace(self.connection, phase=LinePhase.LOST, since=self._now(), reason=ENDED)
        return ended

    def _on_heard(self, heard: Batch) -> None:
        self.heard.emit(heard)
        self._thread.call(self._worker.on_heard_applied)

    def _on_dropped(self) -> None:
        self.lost_before = self.unread.lost
        self.dropped.emit(self.line.source)

    def _on_connection_changed(self, connection: Connection) -> None:
        before, self.connection = self.connection, connection
        if connection.phase is not before.phase or connection.reason != before.reason:
            level = logging.WARNING if connection.phase is LinePhase.LOST else logging.INFO
            _log.log(level, "%s", connection_sentence(connection))
        self.connection_changed.emit(connection)

    def _on_unread_changed(self, unread: Unread) -> None:
        """Keep the counts and the last samples; say each reason once."""
        self.unread = unread
        for sample in unread.samples:
            if sample.reason.name not in self._told_unread:
                self._told_unread |= {sample.reason.name}
                _log.warning("Something came that can't be read, %s: %r", sample.reason.value, sample.data)
