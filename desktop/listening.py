"""The way of a record: from every phone system's line through the floor to models and files."""

import logging
import pathlib
import random
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.floor import MOST_AGENTS, Changes, Floor
from desktop.acd.heard import Heard
from desktop.acd.moment import Moment
from desktop.acd.wording import connection_sentence
from desktop.feed.worker import FeedWorker, Line
from desktop.protocol.decoder import Unread
from desktop.publish.data_file import read_back
from desktop.publish.publisher import Publisher
from desktop.publish.writer import DataFileWriter
from desktop.settings import Settings
from desktop.system import clock
from desktop.system.worker_thread import WorkerThread

DISPLAY_RATE_MS: Final = 33

_log = logging.getLogger(__name__)


class Feed(QObject):
    """One phone system's line on a thread of its own, as this thread knows it.

    Signals:
        heard: A `Heard`, to be applied by the time the signal returns.
        connection_changed: A `Connection`.
        dropped: The line of this phone system was let go: what it told may no longer hold.

    Arguments:
        line: Which phone system.
        now: Gives the present moment.

    Attributes:
        line: As given.
        connection: How the line stands.
        unread: What of the stream could not be read, for diagnosis.

    """

    heard = Signal(object)
    connection_changed = Signal(object)
    dropped = Signal(str)
    _applied = Signal()

    def __init__(self, line: Line, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.line = line
        self.connection = Connection(LinePhase.CONNECTING, line.source)
        self.unread = Unread()
        self._told_unread: frozenset[str] = frozenset()
        worker = FeedWorker(line, now, random.Random())  # noqa: S311 - jitter is no secret
        worker.heard.connect(self._on_heard)
        worker.dropped.connect(self._on_dropped)
        worker.connection_changed.connect(self._on_connection_changed)
        worker.unread_changed.connect(self._on_unread_changed)
        self._applied.connect(worker.on_heard_applied)
        self._thread = WorkerThread(worker, "feed")

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> bool:
        """End; what was read until then is told. Tell whether the thread ended in time."""
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self)
        return ended

    def _on_heard(self, heard: Heard) -> None:
        self.heard.emit(heard)
        self._applied.emit()

    def _on_dropped(self) -> None:
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


class Listening(QObject):
    """The way of a record: feeds, floor, changed keys, models and files.

    Signals:
        floor_changed: `Changes`; the first at once, further ones at display rate.
        floor_forgotten: Something on the floor is gone.
        heard: A `Heard`, after the floor took its events.
        connection_changed: A `Connection`, of one of the lines.
        lines_changed: `Lines`, all of them.

    Arguments:
        lines: The phone systems.
        data_file: Where mitel_data.json is kept.
        now: Gives the present moment.

    Attributes:
        floor: Lives on this thread; everyone else here only reads it.
        publisher: Keeps mitel_data.json current.
        feeds: One for each phone system.

    """

    floor_changed = Signal(object)
    floor_forgotten = Signal()
    heard = Signal(object)
    connection_changed = Signal(object)
    lines_changed = Signal(object)

    def __init__(
        self, lines: tuple[Line, ...], data_file: pathlib.Path, now: Callable[[], Moment] = clock.now
    ) -> None:
        super().__init__()
        self._now = now
        self.floor = Floor()
        self._restore(data_file)
        self._pending = Changes()
        self._display = QTimer(self)
        self._display.setSingleShot(True)
        self._display.timeout.connect(self._on_display_due)

        writer = DataFileWriter(data_file, now)
        self.publisher = Publisher(self.floor.snapshot)
        self.publisher.snapshot_taken.connect(writer.on_snapshot_taken)
        self.publisher.last_snapshot_taken.connect(writer.on_last_snapshot_taken)
        writer.write_ended.connect(self.publisher.on_write_ended)
        self._writing = WorkerThread(writer, "data file")

        self._is_started = False
        self.feeds: list[Feed] = [self._make_feed(line) for line in lines]

    @property
    def lines(self) -> Lines:
        """How the lines stand."""
        return Lines(tuple(feed.connection for feed in self.feeds))

    def start(self) -> None:
        """Begin to listen and to write."""
        self._is_started = True
        self._writing.start()
        self.publisher.publish()
        self.lines_changed.emit(self.lines)
        for feed in self.feeds:
            feed.start()

    def stop(self) -> bool:
        """End with the last state on disk; tell whether every thread ended in time."""
        ended = True
        for feed in self.feeds:
            ended = feed.stop() and ended
        self.publisher.flush()
        ended = self._writing.stop() and ended
        QCoreApplication.sendPostedEvents(self.publisher)
        if ended and not self.publisher.is_settled:
            _log.error("The last state is not in the data file.")
        self._display.stop()
        return ended

    def settle(self, timeout_ms: int = 2_000) -> None:
        """Wait until the file says what it must, for as long as the system that ends a session waits."""
        self.publisher.flush()
        loop = QEventLoop()
        self.publisher.state_changed.connect(loop.quit)
        QTimer.singleShot(timeout_ms, loop, loop.quit)
        if not self.publisher.is_settled:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def listen_to(self, lines: tuple[Line, ...]) -> None:
        """Listen to these phone systems; what another one told is forgotten."""
        kept = [feed for feed in self.feeds if feed.line in lines]
        dropped = [feed for feed in self.feeds if feed not in kept]
        forgotten = [feed.line.source for feed in dropped if feed.connection.last_heard is not None]
        for feed in dropped:
            feed.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            feed.stop()
            feed.deleteLater()
        if forgotten and not kept:
            # What none of this run told came from a phone system that nobody listens to any more.
            forgotten.append("")
        self.feeds = [self._feed_of(line, kept) for line in lines]
        if forgotten:
            for source in forgotten:
                self.floor.forget(source, self._now())
            self._pending = Changes()
            self.floor_forgotten.emit()
            self.publisher.publish()
        self.lines_changed.emit(self.lines)
        if self._is_started:
            for feed in self.feeds:
                if feed not in kept:
                    feed.start()

    def _feed_of(self, line: Line, kept: list[Feed]) -> Feed:
        return next((feed for feed in kept if feed.line == line), None) or self._make_feed(line)

    def _make_feed(self, line: Line) -> Feed:
        feed = Feed(line, self._now)
        feed.heard.connect(self._on_heard)
        feed.connection_changed.connect(self._on_connection_changed)
        feed.dropped.connect(self._on_dropped)
        return feed

    def _restore(self, data_file: pathlib.Path) -> None:
        found, copy = read_back(data_file, self._now())
        if copy is not None:
            _log.warning("%s %s; it is kept as %s.", data_file, found.fault, copy.name)
        self.floor.restore(found.snapshot)

    def _on_heard(self, heard: Heard) -> None:
        refused = self.floor.refused
        changes = self.floor.apply(heard.events, heard.at, heard.source)
        if self.floor.refused and not refused:
            _log.warning("More than %d agents were named; of further ones nothing is kept.", MOST_AGENTS)
        self.heard.emit(heard)
        if changes.data:
            self.publisher.publish()
        self._show(changes)

    def _show(self, changes: Changes) -> None:
        """Tell the first change at once, further ones at display rate."""
        self._pending |= changes
        if not self._display.isActive():
            self._on_display_due()

    def _on_display_due(self) -> None:
        if self._pending:
            changes, self._pending = self._pending, Changes()
            self.floor_changed.emit(changes)
            self._display.start(DISPLAY_RATE_MS)

    def _on_dropped(self, source: str) -> None:
        self._show(self.floor.doubt(source))

    def _on_connection_changed(self, connection: Connection) -> None:
        self.connection_changed.emit(connection)
        self.lines_changed.emit(self.lines)


def lines_to(places: Iterable[tuple[str, int]], settings: Settings) -> tuple[Line, ...]:
    """Give lines to these hosts and ports, as patient as the settings say."""
    return tuple(
        Line(host, port, settings.silent_after_s, settings.reconnect_after_s) for host, port in places
    )
