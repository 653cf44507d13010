"""The switch of the recording: a recorder on a thread of its own, switched on and off at any time."""

import logging
import pathlib
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from desktop.acd.moment import Moment
from desktop.live.line_feeds import LineFeeds
from desktop.recording.inlet import Inlet
from desktop.recording.recorder import Recorder, RecordingState
from desktop.recording.rolling import SizeLimits
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class Recording(QObject):
    """Records what the lines bring while it is switched on.

    Signals:
        state_changed: A `RecordingState`; None when it is off.

    Arguments:
        feeds: The lines whose bytes are recorded.
        path: The file.
        limits: The size limits.
        now: Returns the present moment.

    Attributes:
        path: The file.
        is_on: Whether it is switched on.
        state: The state emitted last; None when it is off.
        last_state: The last state, also after it was switched off; None before it was on.

    """

    state_changed = Signal(object)

    def __init__(
        self, feeds: LineFeeds, path: pathlib.Path, limits: SizeLimits, now: Callable[[], Moment]
    ) -> None:
        super().__init__()
        self.path = path
        self.is_on = False
        self.state: RecordingState | None = None
        self.last_state: RecordingState | None = None
        self._feeds = feeds
        self._limits = limits
        self._now = now
        self._thread = WorkerThread("recorder")
        self._recorder: Recorder | None = None
        self._inlet: Inlet | None = None

    def start(self) -> None:
        """Start recording, in a folder that is created if it is missing. The state reports what is wrong."""
        if self.is_on:
            return
        self.is_on = True
        if self._recorder is None or not self._thread.is_running:
            self._recorder = Recorder(self.path, self._now, self._limits, makes_folder=True)
            self._recorder.state_changed.connect(self._on_state_changed)
            self._thread.start(self._recorder)
        else:
            # The thread goes on: it first writes what was heard before.
            self._thread.call(self._recorder.start)
        inlet = self._inlet = Inlet(self._recorder)
        direct = Qt.ConnectionType.DirectConnection
        self._feeds.heard.connect(inlet.on_heard, direct)
        self._feeds.connection_changed.connect(inlet.on_connection_changed, direct)
        self._feeds.dropped.connect(inlet.on_dropped, direct)
        for feed in self._feeds.feeds:
            feed.report_connection(inlet.on_connection_changed)

    def switch_off(self) -> None:
        """Stop without waiting for a slow disk; what was heard so far is still written."""
        if self._recorder is not None and self.is_on:
            self._close_inlet()
            self._thread.call(self._recorder.pause)
            self._report_off()

    def stop(self) -> bool:
        """Stop with everything on the disk; return whether the thread ended in time."""
        self._close_inlet()
        ended = self._thread.stop()
        QCoreApplication.sendPostedEvents(self)
        if self.is_on:
            self._report_off()
        return ended

    def move(self, path: pathlib.Path, limits: SizeLimits) -> None:
        """Record to another file, or up to another size, from now on."""
        if (path, limits) == (self.path, self._limits):
            return
        was_on = self.is_on
        if not self.stop():
            _log.warning("The folder of %s does not answer; the recording stays there.", self.path)
            return
        self.path, self._limits = path, limits
        if was_on:
            self.start()

    def _close_inlet(self) -> None:
        inlet, self._inlet = self._inlet, None
        if inlet is None:
            return
        self._feeds.heard.disconnect(inlet.on_heard)
        self._feeds.connection_changed.disconnect(inlet.on_connection_changed)
        self._feeds.dropped.disconnect(inlet.on_dropped)
        inlet.close()

    def _report_off(self) -> None:
        self.is_on = False
        self.state = None
        self.state_changed.emit(None)

    def _on_state_changed(self, state: RecordingState) -> None:
        self.last_state = state
        if not self.is_on:  # it was switched off, and what it had to write is written
            return
        before, self.state = self.state, state
        fault_before = before.fault if before is not None else None
        if before is None and state.fault is None:
            _log.info("Recording to %s", state.path)
        elif state.fault is not None and state.fault != fault_before:
            _log.warning("Recording to %s fails; the program keeps trying: %s", state.path, state.fault)
        elif state.fault is None and fault_before is not None:
            _log.warning("Recording to %s resumed.", state.path)
        self.state_changed.emit(state)
