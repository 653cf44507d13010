"""Passes the lines' bytes to the recorder, bypassing the main thread."""

from PySide6.QtCore import QObject, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.protocol.line import LinePhase
from desktop.recording.entries import MADE_AGAIN
from desktop.recording.recorder import Recorder


class Inlet(QObject):
    """Passes the lines' bytes on as long as the recorder has room for them.

    Its slots are connected directly and run on the lines' threads; each touches only its own line's count.

    Arguments:
        recorder: Writes the bytes, on its own thread.

    """

    _passed = Signal(object)
    _line_changed = Signal(object, object)
    _missed = Signal(int)

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._capacity = recorder.capacity
        self._missed_bytes: dict[str, int] = {}
        self._passed.connect(recorder.on_heard)
        self._line_changed.connect(recorder.on_line_changed)
        self._missed.connect(recorder.on_missed)

    def on_heard(self, batch: Batch) -> None:
        """Pass on the bytes of a read, or count them as missed."""
        source, size = batch.source, len(batch.data)
        if not self._capacity.tryAcquire(size):
            self._missed_bytes[source] = self._missed_bytes.get(source, 0) + size
            return
        self._tell_missed(source)
        # Without the events, which take ten times the memory of the bytes while they wait for a slow disk.
        self._passed.emit(Batch(source, batch.at, batch.data, ()))

    def on_connection_changed(self, connection: Connection, at: Moment) -> None:
        """Pass on the state of a line from a moment on."""
        self._line_changed.emit(connection, at)

    def on_dropped(self, source: str, at: Moment) -> None:
        """Pass on that a connection ended: later bytes do not continue earlier ones."""
        self._line_changed.emit(Connection(LinePhase.LOST, source, at, MADE_AGAIN), at)

    def close(self) -> None:
        """Report the bytes that were missed last; call it after everything is disconnected."""
        for source in list(self._missed_bytes):
            self._tell_missed(source)

    def _tell_missed(self, source: str) -> None:
        if count := self._missed_bytes.pop(source, 0):
            self._missed.emit(count)
