"""Composes the keeping of the stream: a recorder on a thread of its own, switched on and off at any time."""

import logging
import pathlib
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop.acd.connection import Connection, Lines
from desktop.acd.heard import Heard
from desktop.acd.moment import Moment
from desktop.feed.recorder import Recorder, RecordingState, check_recordable
from desktop.feed.rolling import Limits
from desktop.feed.worker import Line
from desktop.line_feed import LineFeed
from desktop.system import clock
from desktop.system.exit_signals import ExitSignals
from desktop.system.worker_thread import WorkerThread

MOST_WAITING_BYTES: Final = 64 * 1024 * 1024
"""A disk that hangs must not fill the memory: what comes beyond this is counted and not kept."""
REPORT_MS: Final = 60_000

_log = logging.getLogger(__name__)


class Recording(QObject):
    """The switch: what comes while it is on is kept.

    Signals:
        state_changed: A `RecordingState`; None when it is off.

    Arguments:
        path: The file.
        limits: How large it becomes.
        now: Gives the present moment.

    Attributes:
        path: As given.
        state: As told last; None when it is off.
        last_state: The same, but when it is off how it stood at the end; None before it was on.

    """

    state_changed = Signal(object)
    _heard = Signal(object)
    _connection_changed = Signal(object)
    _missed = Signal(int)

    def __init__(self, path: pathlib.Path, limits: Limits, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.path = path
        self.state: RecordingState | None = None
        self.last_state: RecordingState | None = None
        self._limits = limits
        self._now = now
        self._thread: WorkerThread | None = None
        self._ending: WorkerThread | None = None
        self._passed_bytes = 0
        self._missed_bytes = 0
        self._missed_before = 0

    @property
    def is_on(self) -> bool:
        """Whether what comes is kept."""
        return self._thread is not None

    def start(self, lines: Lines) -> None:
        """Begin to keep what comes.

        Arguments:
            lines: How the lines stand now.

        Raises:
            RecordingError: It can't be kept there.

        """
        if self._thread is not None:
            return
        self._await_ending()
        check_recordable(self.path)
        recorder = Recorder(self.path, self._now, self._limits)
        self._heard.connect(recorder.on_heard)
        self._connection_changed.connect(recorder.on_connection_changed)
        self._missed.connect(recorder.on_missed)
        recorder.state_changed.connect(self._on_state_changed)
        self._passed_bytes = self._missed_bytes = self._missed_before = 0
        self._thread = WorkerThread(recorder, "recorder")
        self._thread.start()
        for connection in lines.connections:
            self._connection_changed.emit(connection)

    def switch_off(self) -> None:
        """End without waiting for a slow disk; what was heard until now is still written."""
        if self._thread is not None:
            self._ending, self._thread = self._thread, None
            self._ending.ask_to_stop()
            self._tell_off()

    def stop(self) -> bool:
        """End with everything on the disk; tell whether the thread ended in time."""
        ended = self._await_ending()
        if self._thread is None:
            return ended
        ended = self._thread.stop() and ended
        QCoreApplication.sendPostedEvents(self)
        self._thread = None
        self._tell_off()
        return ended

    def _await_ending(self) -> bool:
        ended = self._ending is None or self._ending.stop()
        QCoreApplication.sendPostedEvents(self)
        self._ending = None
        return ended

    def _tell_off(self) -> None:
        self.state = None
        self.state_changed.emit(None)

    def on_heard(self, heard: Heard) -> None:
        """Keep what a read brought."""
        if self._thread is None:
            return
        size = len(heard.data)
        if self._passed_bytes - self._done_bytes > MOST_WAITING_BYTES:
            self._missed_bytes += size
            return
        if self._missed_bytes:
            self._missed.emit(self._missed_bytes)
            self._missed_before += self._missed_bytes
            self._missed_bytes = 0
        self._passed_bytes += size
        self._heard.emit(heard)

    def on_connection_changed(self, connection: Connection) -> None:
        """Keep how a line stands."""
        self._connection_changed.emit(connection)

    @property
    def _done_bytes(self) -> int:
        if self.state is None:
            return 0
        return self.state.bytes_written + self.state.dropped_bytes - self._missed_before

    def _on_state_changed(self, state: RecordingState) -> None:
        if self._thread is None:  # of one that was switched off and is ending
            return
        before, self.state = self.state, state
        self.last_state = state
        fault_before = before.fault if before is not None else None
        if before is None and state.fault is None:
            _log.info("Recording to %s", state.path)
        elif state.fault is not None and state.fault != fault_before:
            _log.warning("Recording to %s fails, trying on: %s", state.path, state.fault)
        elif state.fault is None and fault_before is not None:
            _log.warning("Recording to %s goes on.", state.path)
        self.state_changed.emit(state)


def run_record(lines: Sequence[Line], path: pathlib.Path, limits: Limits, say: Callable[[str], None]) -> int:
    """Keep the stream until told to end; give the exit code.

    Raises:
        RecordingError: It can't be kept there.

    """
    application = QCoreApplication(["tallymate"])
    recording = Recording(path, limits, clock.now)
    feeds = [LineFeed(line, clock.now) for line in lines]
    report = QTimer()
    report.timeout.connect(lambda: say(_describe(recording.state)))
    for feed in feeds:
        feed.heard.connect(recording.on_heard)
        feed.connection_changed.connect(recording.on_connection_changed)
    with ExitSignals(application.exit):
        try:
            recording.start(Lines(tuple(feed.connection for feed in feeds)))
            for feed in feeds:
                feed.start()
            report.start(REPORT_MS)
            return application.exec()
        finally:
            report.stop()
            for feed in feeds:
                feed.stop()
            recording.stop()
            say(_describe(recording.last_state))


def _describe(state: RecordingState | None) -> str:
    if state is None:
        return "Nothing is recorded yet."
    lost = f", {state.dropped_bytes} bytes could not be written" if state.dropped_bytes else ""
    fault = f" ({state.fault})" if state.fault is not None else ""
    return f"{state.bytes_written} bytes of the stream are kept in {state.path}{lost}{fault}."
