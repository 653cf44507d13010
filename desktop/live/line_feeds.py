"""The lines to all phone systems, each read on a thread of its own, as the main thread knows them."""

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, Connections
from desktop.acd.moment import Moment
from desktop.acd.wording import connection_sentence
from desktop.feed.backoff import Backoff
from desktop.feed.worker import FeedWorker, Line
from desktop.protocol.decoder import UnreadableBytes
from desktop.protocol.line import LinePhase
from desktop.system.worker_thread import WorkerThread

ENDED: Final = "the program ended"

_log = logging.getLogger(__name__)


class LineFeed(QObject):
    """One phone system's line on a thread of its own.

    Arguments:
        line: The line to the phone system.
        now: Returns the present moment.

    Attributes:
        line: The line with the timeouts in force.
        source: The name of the phone system.
        worker: Reads the line.
        connection: The state of the line.
        unread: The bytes of the stream that could not be decoded, for diagnosis.
        lost_before: How many records had been missing when the last connection ended.

    """

    def __init__(self, line: Line, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.line = line
        self.source = line.source
        self.connection = Connection(LinePhase.CONNECTING, self.source)
        self.unread = UnreadableBytes()
        self.lost_before = 0
        self._now = now
        self._reasons_logged: set[str] = set()
        self._thread = WorkerThread("feed")
        self.worker = FeedWorker(line, now, Backoff(random.Random()))  # noqa: S311 - jitter is no secret
        self.worker.connection_changed.connect(self._on_connection_changed)
        self.worker.dropped.connect(self._on_dropped)
        self.worker.unread_changed.connect(self._on_unread_changed)

    def start(self) -> None:
        """Start listening."""
        self._thread.start(self.worker)

    def set_timeouts(self, line: Line) -> None:
        """Use the timeouts of another line to the same phone system, without reconnecting."""
        if line != self.line:
            self.line = line
            self._thread.call(self.worker.on_timeouts_changed, line)

    def report_connection(self, take: Callable[[Connection, Moment], None]) -> None:
        """Call a function on the line's thread with the line's state, after all signals emitted so far."""
        self._thread.call(self.worker.report_connection, take)

    def stop(self) -> bool:
        """Stop, after emitting all that was read; return whether the thread ended in time."""
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self)
        # The last write of a file must not show the line as up.
        if self.connection.phase is not LinePhase.LOST:
            self.connection = replace(self.connection, phase=LinePhase.LOST, since=self._now(), reason=ENDED)
        return ended

    def _on_dropped(self) -> None:
        self.lost_before = self.unread.lost

    def _on_connection_changed(self, connection: Connection) -> None:
        before, self.connection = self.connection, connection
        if connection.phase is not before.phase or connection.reason != before.reason:
            level = logging.WARNING if connection.phase is LinePhase.LOST else logging.INFO
            _log.log(level, "%s", connection_sentence(connection))

    def _on_unread_changed(self, unread: UnreadableBytes) -> None:
        """Keep the counts and the last samples; log each reason once."""
        self.unread = unread
        for sample in unread.samples:
            if sample.reason.name not in self._reasons_logged:
                self._reasons_logged.add(sample.reason.name)
                _log.warning("Unreadable bytes received, %s: %r", sample.reason.value, sample.data)


class LineFeeds(QObject):
    """The lines to all phone systems: the one place that knows their state and when the last record came.

    The lines' threads emit `heard`, `connection_changed` and `dropped`. The recorder connects to them
    directly: what it keeps does not pass through the main thread. Any other slot runs on the main thread.

    Signals:
        heard: A `Batch`. This object processes it first.
        connection_changed: A `Connection`, of one of the lines, and when it changed.
        dropped: The phone system whose connection ended after it brought records, and when; a line that
            reconnects at once need not change its `Connection`.
        lines_changed: `Connections`, all of them, on the main thread.

    Arguments:
        lines: The phone systems.
        now: Returns the present moment.

    Attributes:
        feeds: One for each phone system.
        last_record: When the last record came; None before the first.

    """

    heard = Signal(object)
    connection_changed = Signal(object, object)
    dropped = Signal(str, object)
    lines_changed = Signal(object)

    def __init__(self, lines: tuple[Line, ...], now: Callable[[], Moment]) -> None:
        super().__init__()
        self._now = now
        self._is_started = False
        self.last_record: Moment | None = None
        self.feeds: list[LineFeed] = [self._make_feed(line) for line in lines]
        self.heard.connect(self._on_heard)
        self.connection_changed.connect(self._on_connection_changed)

    @property
    def lines(self) -> Connections:
        """The state of the lines."""
        return Connections(tuple(feed.connection for feed in self.feeds))

    def start(self) -> None:
        """Start listening."""
        self._is_started = True
        self.lines_changed.emit(self.lines)
        for feed in self.feeds:
            feed.start()

    def stop(self) -> bool:
        """Stop, after emitting all that was read; return whether every thread ended in time."""
        ended = all([feed.stop() for feed in self.feeds])  # noqa: C419 - each is stopped
        QCoreApplication.sendPostedEvents(self)
        return ended

    def listen_to(self, lines: tuple[Line, ...]) -> None:
        """Listen to these phone systems from now on; existing connections to them stay up."""
        kept = {line: feed for line in lines for feed in self.feeds if feed.line.is_same_place(line)}
        gone = [feed for feed in self.feeds if feed not in kept.values()]
        for feed in gone:
            feed.stop()
            feed.deleteLater()
        # Apply the last reads of those lines before they are forgotten.
        QCoreApplication.sendPostedEvents(self)
        reporting = [feed.source for feed in gone if feed.connection.last_heard is not None]
        for line, feed in kept.items():
            feed.set_timeouts(line)
        self.feeds = [kept.get(line) or self._make_feed(line) for line in lines]
        if not kept:
            self.last_record = None
        if reporting:
            # If none is kept, also forget what was restored from an earlier run: that phone system is gone.
            self.forget(reporting if kept else [*reporting, ""])
        self.emit_lines()
        if self._is_started:
            for feed in self.feeds:
                feed.start()

    def emit_lines(self) -> None:
        """Emit the state of the lines."""
        self.lines_changed.emit(self.lines)

    def take(self, batch: Batch) -> None:
        """Apply what a read brought, before any other slot is called."""

    def forget(self, sources: Iterable[str]) -> None:
        """Forget what these phone systems reported; they are no longer listened to."""

    def _make_feed(self, line: Line) -> LineFeed:
        feed = LineFeed(line, self._now)
        direct = Qt.ConnectionType.DirectConnection
        feed.worker.heard.connect(self.heard, direct)
        feed.worker.connection_changed.connect(self.connection_changed, direct)
        feed.worker.dropped.connect(self.dropped, direct)
        return feed

    def _on_heard(self, batch: Batch) -> None:
        for feed in self.feeds:  # a line that is gone is none of them
            if feed.source == batch.source:
                if batch.events:
                    self.last_record = batch.at
                self.take(batch)
                feed.worker.note_applied()
                return

    def _on_connection_changed(self) -> None:
        self.emit_lines()
