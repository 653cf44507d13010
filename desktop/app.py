"""The composition root: builds every part and connects every signal between layers."""

import datetime as dt
import logging
import os
import pathlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from desktop.acd.connection import Connection, LinePhase
from desktop.acd.floor import MOST_AGENTS, Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.wording import connection_sentence, describe_event
from desktop.feed.check import ConnectionCheck
from desktop.feed.worker import FeedWorker, Line
from desktop.protocol.decoder import Unread
from desktop.protocol.events import Event
from desktop.publish.data_file import read_back
from desktop.publish.publisher import Publisher
from desktop.publish.writer import DataFileWriter
from desktop.settings import Settings, SettingsFile
from desktop.simulator.floor import Plan
from desktop.simulator.server import SimulatorServer, Stage
from desktop.system import clock
from desktop.system.exit_signals import ExitSignals
from desktop.system.worker_thread import WorkerThread

DISPLAY_RATE_MS = 33

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program is to do.

    Attributes:
        settings: The settings with the options of this run over them.
        settings_file: Where they are kept, without those options.
        data_file: Where mitel_data.json is kept.
        demo: Whether to listen to a simulated phone system.
        screen_is_option: Whether the screen was chosen for this run alone.

    """

    settings: Settings
    settings_file: SettingsFile
    data_file: pathlib.Path
    demo: bool = False
    screen_is_option: bool = False

    @property
    def line(self) -> Line:
        """The phone system to listen to."""
        settings = self.settings
        return Line(
            "" if self.demo else settings.host,
            settings.port,
            settings.silent_after_s,
            settings.reconnect_after_s,
        )


class Listening(QObject):
    """The way of a record: feed, floor, changed keys, models and files.

    Signals:
        floor_changed: `Changes`; the first at once, further ones at display rate.
        floor_forgotten: Everything on the floor is gone.
        events_came: A tuple of events and the moment they came.
        connection_changed: A `Connection`.

    Attributes:
        floor: Lives on this thread; everyone else here only reads it.
        publisher: Keeps mitel_data.json current.
        unread: What of the stream could not be read, for diagnosis.

    """

    floor_changed = Signal(object)
    floor_forgotten = Signal()
    events_came = Signal(object, object)
    connection_changed = Signal(object)

    _events_applied = Signal()
    _line_chosen = Signal(object)

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.floor = Floor()
        self._restore(run.data_file)
        self._pending = Changes()
        self._connection = Connection()
        self._source = run.line.source
        self._display = QTimer(self)
        self._display.setSingleShot(True)
        self._display.timeout.connect(self._on_display_due)

        writer = DataFileWriter(run.data_file, clock.now)
        self.publisher = Publisher(self.floor.snapshot)
        self.publisher.snapshot_taken.connect(writer.on_snapshot_taken)
        self.publisher.last_snapshot_taken.connect(writer.on_last_snapshot_taken)
        writer.write_ended.connect(self.publisher.on_write_ended)
        self._writing = WorkerThread(writer, "data file")

        worker = FeedWorker(run.line, clock.now, random.Random())  # noqa: S311 - jitter is no secret
        worker.events_decoded.connect(self._on_events_decoded)
        worker.connection_changed.connect(self._on_connection_changed)
        worker.unread_changed.connect(self._on_unread_changed)
        self._events_applied.connect(worker.on_events_applied)
        self._line_chosen.connect(worker.on_line_chosen)
        self._feed = WorkerThread(worker, "feed")
        self.unread = Unread()
        self._told_unread: frozenset[str] = frozenset()

    @property
    def connection(self) -> Connection:
        """How the line stands."""
        return self._connection

    def start(self) -> None:
        """Begin to listen and to write."""
        self._writing.start()
        self.publisher.publish()
        self._feed.start()

    def stop(self) -> bool:
        """End with the last state on disk; tell whether every thread ended in time."""
        ended = self._feed.stop()
        QCoreApplication.sendPostedEvents(self)
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

    def listen_to(self, line: Line) -> None:
        """Listen to another phone system; what an earlier one told is forgotten."""
        if self._connection.last_heard is not None:
            self.floor.forget(clock.now())
            self._pending = Changes()
            self.floor_forgotten.emit()
            self.publisher.publish()
        self._source = line.source
        self._line_chosen.emit(line)

    def _restore(self, data_file: pathlib.Path) -> None:
        found, copy = read_back(data_file, clock.now())
        if copy is not None:
            _log.warning("%s %s; it is kept as %s.", data_file, found.fault, copy.name)
        self.floor.restore(found.snapshot)

    def _on_events_decoded(self, events: tuple[Event, ...], now: Moment) -> None:
        if self._connection.source != self._source:
            # Sent before the feed knew that another phone system was chosen.
            self._events_applied.emit()
            return
        refused = self.floor.refused
        changes = self.floor.apply(events, now)
        if self.floor.refused and not refused:
            _log.warning("More than %d agents were named; of further ones nothing is kept.", MOST_AGENTS)
        self._events_applied.emit()
        self.events_came.emit(events, now)
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

    def _on_connection_changed(self, connection: Connection) -> None:
        before, self._connection = self._connection, connection
        if connection.phase is LinePhase.LOST and before.phase is not LinePhase.LOST:
            self._show(self.floor.doubt())
        if connection.phase is not LinePhase.NOT_SET and (
            connection.phase is not before.phase or connection.reason != before.reason
        ):
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


class Console(QObject):
    """Says each event in plain words as it happens."""

    def on_events_came(self, events: tuple[Event, ...], now: Moment) -> None:  # noqa: ARG002 - the signal's
        """Say what happened; refresh reports tell nothing."""
        for event in events:
            words = describe_event(event)
            if words is not None:
                _log.info("%s", words)


class Demonstration:
    """A simulated phone system on a thread of its own, and a line to it."""

    def __init__(self, listening: Listening, line: Line) -> None:
        start = dt.datetime.now().astimezone()
        self._server = SimulatorServer(Plan(), Stage(start), clock.now)
        self._thread = WorkerThread(self._server, "demonstration")
        self._joint = _DemonstrationJoint(listening, line)
        self._server.listening.connect(self._joint.on_listening)
        self._server.failed.connect(self._joint.on_failed)

    def start(self) -> None:
        """Begin the shift."""
        self._thread.start()

    def stop(self) -> bool:
        """End it."""
        return self._thread.stop()


class _DemonstrationJoint(QObject):
    def __init__(self, listening: Listening, line: Line) -> None:
        super().__init__()
        self._listening = listening
        self._line = line

    def on_listening(self, port: int) -> None:
        self._listening.listen_to(replace(self._line, host="127.0.0.1", port=port))

    def on_failed(self, reason: str) -> None:
        _log.error("The demonstration can't start: %s", reason)


def run_headless(run: Run) -> int:
    """Listen without a screen until told to end; give the exit code."""
    application = QCoreApplication(["tallymate"])
    listening = Listening(run)
    console = Console()
    listening.events_came.connect(console.on_events_came)
    return run_until_told(application, run, listening)


def run_until_told(
    application: QCoreApplication, run: Run, listening: Listening, close: Callable[[], None] = lambda: None
) -> int:
    """Run the event loop between the start and the stop of everything; give the exit code.

    Arguments:
        application: Qt's.
        run: What this run is to do.
        listening: What is started and stopped.
        close: Takes from the screen what stands there.

    """
    _log.info("Data file: %s", run.data_file)
    demonstration = Demonstration(listening, run.line) if run.demo else None
    ended = True
    # Not quit(): that asks the windows first, and a board's window stays while there is a tray.
    with ExitSignals(application.exit):
        try:
            listening.start()
            if demonstration is not None:
                demonstration.start()
            code = application.exec()
        finally:
            close()
            ended = listening.stop()
            if demonstration is not None:
                ended = demonstration.stop() and ended
    if not ended:
        # A thread may hang in a share that answers no more; Qt would abort the process over it.
        _log.error("The data file's folder or the network does not answer; ending without it.")
        logging.shutdown()
        os._exit(1)
    return code


def run_check(line: Line, seconds: float, say: Callable[[str], None]) -> int:
    """Try a phone system out; give exit code 0 if real records came, else 1."""
    application = QCoreApplication(["tallymate"])
    check = ConnectionCheck(line.host, line.port, seconds, clock.now)
    check.said.connect(say)
    check.ended.connect(lambda came: application.exit(0 if came else 1))
    with ExitSignals(lambda: application.exit(1)):
        try:
            check.start()
            return application.exec()
        finally:
            check.stop()


def run_simulator(plan: Plan, stage: Stage, say: Callable[[str], None]) -> int:
    """Be a phone system until told to end; give the exit code."""
    application = QCoreApplication(["tallymate"])
    server = SimulatorServer(plan, stage, clock.now)
    failures: list[str] = []
    server.failed.connect(failures.append)
    server.listening.connect(
        lambda port: say(
            f"Simulated phone system on {stage.address}:{port}: {plan.agents} agents, {plan.groups} groups,"
            f" {plan.paths} paths. The shift begins when the first client connects."
        )
    )
    with ExitSignals(application.exit):
        try:
            server.start()
            if failures:
                say(f"tallymate: error: can't listen on {stage.address}:{stage.port}: {failures[0]}")
                return 2
            return application.exec()
        finally:
            server.stop()
