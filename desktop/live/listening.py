"""The way of a record: from every phone system's line through the floor to models and files."""

import logging
import pathlib
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, Lines
from desktop.acd.directory import Directory
from desktop.acd.floor import MOST_AGENTS, Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.snapshot import DataSnapshot, DetailSnapshot
from desktop.feed.worker import Line
from desktop.live.line_feed import LineFeed
from desktop.live.publication import Publication
from desktop.protocol.events import Event
from desktop.publish.data_file import data_file_bytes, read_back
from desktop.publish.detail_file import detail_file_bytes, set_aside
from desktop.settings import Settings
from desktop.system import clock

DISPLAY_RATE_MS: Final = 33

_log = logging.getLogger(__name__)


class Listening(QObject):
    """The way of a record: feeds, floor, changed keys, models and files.

    Signals:
        floor_changed: `Changes`; the first at once, further ones at display rate.
        floor_forgotten: Something on the floor is gone.
        heard: A `Batch`, after the floor took its events.
        connection_changed: A `Connection`, of one of the lines.
        dropped: The phone system whose line was let go; it may be made again without a word.
        lines_changed: `Lines`, all of them.
        publishing_changed: How the keeping of a file stands is another now, or where it is.

    Arguments:
        lines: The phone systems.
        data_file: Where mitel_data.json is kept.
        now: Gives the present moment.
        detail_file: Where the detail file is kept; None for none.
        knows_again: Whether agents and queues of the last data file are shown until something is heard.

    Raises:
        DataFileError: What stands there can't be read, or is not ours and no copy of it can be kept.

    Attributes:
        floor: Lives on this thread; everyone else here only reads it.
        data: Keeps mitel_data.json current.
        detail: Keeps the detail file current, if one is wanted.
        feeds: One for each phone system.

    """

    floor_changed = Signal(object)
    floor_forgotten = Signal()
    heard = Signal(object)
    connection_changed = Signal(object)
    dropped = Signal(str)
    lines_changed = Signal(object)
    publishing_changed = Signal()

    def __init__(
        self,
        lines: tuple[Line, ...],
        data_file: pathlib.Path,
        now: Callable[[], Moment] = clock.now,
        detail_file: pathlib.Path | None = None,
        *,
        knows_again: bool = True,
    ) -> None:
        super().__init__()
        self._now = now
        self.floor = Floor()
        found = self._read_back(data_file)
        if knows_again:
            self.floor.restore(found)
        self._pending = Changes()
        self._display = QTimer(self)
        self._display.setSingleShot(True)
        self._display.timeout.connect(self._on_display_due)
        self._last_record: Moment | None = None
        self._directory = Directory()
        self.data = Publication("data file", data_file, self.floor.snapshot, data_file_bytes, now)
        self.data.publisher.state_changed.connect(self._on_publish_state_changed)
        self.detail = self._make_detail(detail_file) if detail_file is not None else None
        self._is_started = False
        self.feeds: list[LineFeed] = [self._make_feed(line) for line in lines]

    @property
    def publications(self) -> tuple[Publication, ...]:
        """The files for other programs."""
        return (self.data,) if self.detail is None else (self.data, self.detail)

    @property
    def lines(self) -> Lines:
        """How the lines stand."""
        return Lines(tuple(feed.connection for feed in self.feeds))

    def know_already(self, told: Iterable[tuple[tuple[Event, ...], Moment]], source: str) -> None:
        """Take what a phone system told before this program listens to it; call it before the start.

        Arguments:
            told: Each part with the moment at which it came.
            source: The phone system.

        """
        changes = Changes()
        for events, at in told:
            changes |= self.floor.apply(events, at, source)
        self._show(changes)

    def start(self) -> None:
        """Begin to listen and to write."""
        self._is_started = True
        for publication in self.publications:
            publication.start()
        self.lines_changed.emit(self.lines)
        for feed in self.feeds:
            feed.start()

    def stop(self) -> bool:
        """End with the last state on disk; tell whether every thread ended in time."""
        ended = True
        for feed in self.feeds:
            ended = feed.stop() and ended
        self._publish_detail()
        for publication in self.publications:
            ended = publication.stop() and ended
            if ended and not publication.publisher.is_settled:
                _log.error("The last state is not in the %s.", publication.name)
        self._display.stop()
        return ended

    def settle(self, timeout_ms: int = 2_000) -> None:
        """Wait until the files say what they must, for as long as the system that ends a session waits."""
        loop = QEventLoop()
        deadline = QTimer(loop)
        deadline.setSingleShot(True)
        deadline.timeout.connect(loop.quit)
        deadline.start(timeout_ms)
        publishers = [publication.publisher for publication in self.publications]
        for publisher in publishers:
            publisher.flush()
            publisher.state_changed.connect(loop.quit)
        while deadline.isActive() and not all(publisher.is_settled for publisher in publishers):
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def listen_to(self, lines: tuple[Line, ...]) -> None:
        """Listen to these phone systems; what another one told is forgotten."""
        kept = [feed for feed in self.feeds if any(feed.line.is_same_place(line) for line in lines)]
        dropped = [feed for feed in self.feeds if feed not in kept]
        forgotten = [feed.line.source for feed in dropped if feed.connection.last_heard is not None]
        for feed in dropped:
            feed.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            feed.stop()
            feed.deleteLater()
        if forgotten and not kept:
            # What none of this run told came from a phone system that nobody listens to any more.
            forgotten.append("")
        if not kept:
            self._last_record = None
        self.feeds = [self._feed_of(line, kept) for line in lines]
        if forgotten:
            for source in forgotten:
                self.floor.forget(source, self._now())
            self._pending = Changes()
            self.floor_forgotten.emit()
            self.data.publisher.publish()
        self._tell_lines()
        if self._is_started:
            for feed in self.feeds:
                if feed not in kept:
                    feed.start()

    def keep_data_file(self, path: pathlib.Path) -> None:
        """Keep mitel_data.json in another place from now on.

        Raises:
            DataFileError: What stands there can't be read, or is not ours and no copy of it can be kept.

        """
        if path != self.data.path:
            self._read_back(path)
            self.data.move(path)
            self.publishing_changed.emit()

    def keep_detail_file(self, path: pathlib.Path | None) -> None:
        """Keep the detail file in another place from now on; None for nowhere.

        Raises:
            DataFileError: What stands there is not ours and no copy of it can be kept.

        """
        if path == (self.detail.path if self.detail is not None else None):
            return
        if path is not None and self.detail is not None:
            self._set_aside(path)
            self.detail.move(path)
        elif path is not None:
            self.detail = self._make_detail(path)
            if self._is_started:
                self.detail.start()
        elif self.detail is not None:
            before, self.detail = self.detail, None
            if self._is_started and not before.stop():
                _log.warning("The folder of %s does not answer.", before.path)
        self.publishing_changed.emit()

    def take_names(self, directory: Directory) -> None:
        """Take what agents and queues are called, for the file with more detail."""
        self._directory = directory
        self._publish_detail()

    def _feed_of(self, line: Line, kept: list[LineFeed]) -> LineFeed:
        feed = next((feed for feed in kept if feed.line.is_same_place(line)), None)
        if feed is None:
            return self._make_feed(line)
        feed.be_as_patient_as(line)
        return feed

    def _make_feed(self, line: Line) -> LineFeed:
        feed = LineFeed(line, self._now)
        feed.heard.connect(self._on_heard)
        feed.connection_changed.connect(self._on_connection_changed)
        feed.dropped.connect(self._on_dropped)
        return feed

    def _make_detail(self, path: pathlib.Path) -> Publication:
        self._set_aside(path)
        detail = Publication("detail file", path, self._take_detail, detail_file_bytes, self._now)
        detail.publisher.state_changed.connect(self._on_publish_state_changed)
        return detail

    def _set_aside(self, path: pathlib.Path) -> None:
        copy = set_aside(path, self._now())
        if copy is not None:
            _log.warning("%s is not a file of this program; it is kept as %s.", path, copy.name)

    def _take_detail(self) -> DetailSnapshot:
        return DetailSnapshot(
            self._now(), self.lines, self._last_record, self.floor.detail(), self._directory
        )

    def _publish_detail(self) -> None:
        if self.detail is not None:
            self.detail.publisher.publish()

    def _tell_lines(self) -> None:
        self.lines_changed.emit(self.lines)
        self._publish_detail()

    def _read_back(self, data_file: pathlib.Path) -> DataSnapshot:
        found, copy = read_back(data_file, self._now())
        if copy is not None:
            _log.warning("%s %s; it is kept as %s.", data_file, found.fault, copy.name)
        return found.snapshot

    def _on_publish_state_changed(self) -> None:
        self.publishing_changed.emit()

    def _on_heard(self, heard: Batch) -> None:
        refused = self.floor.refused
        changes = self.floor.apply(heard.events, heard.at, heard.source)
        if self.floor.refused and not refused:
            _log.warning("More than %d agents were named; of further ones nothing is kept.", MOST_AGENTS)
        self.heard.emit(heard)
        if heard.events:
            # Also where nothing changed: the file says when the last record came.
            self._last_record = heard.at
            self._publish_detail()
        if changes.data:
            self.data.publisher.publish()
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
        self.dropped.emit(source)
        self._show(self.floor.doubt(source))
        self._publish_detail()

    def _on_connection_changed(self, connection: Connection) -> None:
        self.connection_changed.emit(connection)
        self._tell_lines()


def lines_to(places: Iterable[tuple[str, int]], settings: Settings) -> tuple[Line, ...]:
    """Give lines to these hosts and ports, as patient as the settings say."""
    return tuple(
        Line(host, port, settings.silent_after_s, settings.reconnect_after_s) for host, port in places
    )
