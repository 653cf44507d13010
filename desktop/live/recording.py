"""Composes the keeping of the stream: a recorder on a thread of its own, switched on and off at any time."""

import logging
import pathlib
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.moment import Moment
from desktop.recording.entries import MADE_AGAIN
from desktop.recording.recorder import Recorder, RecordingState
from desktop.recording.rolling import Limits
from desktop.system.worker_thread import WorkerThread

MOST_WAITING_BYTES: Final = 64 * 1024 * 1024
"""A disk that hangs must not fill the memory: what comes beyond this is counted and not kept."""

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
        path: Where it is kept.
        is_on: Whether what comes is kept.
        state: As told last; None when it is off.
        last_state: The same, but when it is off how it stood at the end; None before it was on.

    """

    state_changed = Signal(object)

    def __init__(self, path: pathlib.Path, limits: Limits, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.path = path
        self.is_on = False
        self.state: RecordingState | None = None
        self.last_state: RecordingState | None = None
        self._limits = limits
        self._now = now
        self._thread = WorkerThread("recorder")
        self._recorder: Recorder | None = None
        self._passed_bytes = 0
        self._missed_bytes = 0
        self._missed_before = 0

    def start(self, lines: Lines) -> None:
        """Begin to keep what comes, in a folder that is made when missing. What is wrong the state says.

        Arguments:
            lines: How the lines stand now.

        """
        if self.is_on:
            return
        self.is_on = True
        self._passed_bytes = self._missed_bytes = self._missed_before = 0
        if not self._thread.is_running:
            self._recorder = Recorder(self.path, self._now, self._limits, makes_folder=True)
            self._recorder.state_changed.connect(self._on_state_changed)
            self._thread.start(self._recorder)
        else:
            # One thread for all of them: what was heard before is on the disk before anything else is.
            self._call(Recorder.start)
        for connection in lines.connections:
            self.on_connection_changed(connection)

    def switch_off(self) -> None:
        """End without waiting for a slow disk; what was heard until now is still written."""
        if self.is_on:
            self._tell_missed()
            self._call(Recorder.pause)
            self._tell_off()

    def stop(self) -> bool:
        """End with everything on the disk; tell whether the thread ended in time."""
        self._tell_missed()
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self)
        if self.is_on:
            self._tell_off()
        return ended

    def move(self, path: pathlib.Path, limits: Limits, lines: Lines) -> None:
        """Keep what comes in another place, or up to another size, from now on.

        Arguments:
            path: The file.
            limits: How large it becomes.
            lines: How the lines stand now.

        """
        if (path, limits) == (self.path, self._limits):
            return
        was_on = self.is_on
        if not self.stop():
            _log.warning("The folder of %s does not answer; the recording stays there.", self.path)
            return
        self.path, self._limits = path, limits
        if was_on:
            self.start(lines)

    def on_heard(self, heard: Batch) -> None:
        """Keep what a read brought."""
        if not self.is_on:
            return
        size = len(heard.data)
        if self._passed_bytes - self._done_bytes > MOST_WAITING_BYTES:
            self._missed_bytes += size
            return
        self._tell_missed()
        self._passed_bytes += size
        # Without the events: while it waits for a slow disk they would take ten times what the bytes do.
        self._call(Recorder.on_heard, heard._replace(events=()))

    def on_connection_changed(self, connection: Connection) -> None:
        """Keep how a line stands."""
        if self.is_on and connection.source:
            self._call(Recorder.on_line_changed, connection, self._now())

    def on_dropped(self, source: str) -> None:
        """Keep that a line was let go: what comes after that does not go on from what came before."""
        now = self._now()
        if self.is_on:
            self._call(Recorder.on_line_changed, Connection(LinePhase.LOST, source, now, MADE_AGAIN), now)

    def _call(self, method: Callable[..., None], *arguments: object) -> None:
        self._thread.call(method, self._recorder, *arguments)

    def _tell_missed(self) -> None:
        if self._missed_bytes:
            self._call(Recorder.on_missed, self._missed_bytes)
            self._missed_before += self._missed_bytes
            self._missed_bytes = 0

    def _tell_off(self) -> None:
        self.is_on = False
        self.state = None
        self.state_changed.emit(None)

    @property
    def _done_bytes(self) -> int:
        if self.state is None:
            return 0
        return self.state.bytes_written + self.state.dropped_bytes - self._missed_before

    def _on_state_changed(self, state: RecordingState) -> None:
        self.last_state = state
        if not self.is_on:  # it was switched off, and what it had to write is written
            return
        before, self.state = self.state, state
        fault_before = before.fault if before is not None else None
        if before is None and state.fault is None:
            _log.info("Recording to %s", state.path)
        elif state.fault is not None and state.fault != fault_before:
            _log.warning("Recording to %s fails, trying on: %s", state.path, state.fault)
        elif state.fault is None and fault_before is not None:
            _log.warning("Recording to %s goes on.", state.path)
        self.state_changed.emit(state)
