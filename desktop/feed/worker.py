"""Reads the phone system's stream and reconnects whenever the connection is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkProxy, QTcpSocket

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.feed.backoff import Backoff
from desktop.feed.reasons import REASONS
from desktop.feed.single_shot import single_shot
from desktop.protocol.line import NOT_THE_STREAM, SILENT_TAIL_MS, LinePhase, StreamLine

READ_BYTES: Final = 65_536
BUFFER_BYTES: Final = 1_048_576
ATTEMPT_MS: Final = 10_000
STEADY_S: Final = 30.0
"""After a connection that lasted this long, the waits start with the shortest again."""
WATCH_MS: Final = 1_000
"""Longest wait between checks for silence: Qt's timers do not count a computer's sleep, the clock does."""
MAX_IN_FLIGHT: Final = 8
"""With this many reads not yet applied no more is read; TCP then makes the phone system wait."""


@dataclass(frozen=True, slots=True)
class Line:
    """Which phone system to listen to, with the timeouts for silence.

    Attributes:
        host: Name or address.
        port: TCP port.
        silent_after_s: Seconds without a byte after which the line counts as silent.
        reconnect_after_s: Seconds without a byte after which the program reconnects; 0 for never.
        name: What it is called, if not ``host:port``; set for the phone systems of a recording.

    """

    host: str
    port: int
    silent_after_s: float = 60.0
    reconnect_after_s: float = 180.0
    name: str = ""

    @property
    def source(self) -> str:
        """The name of the phone system, by default ``host:port``."""
        if self.name:
            return self.name
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def is_same_place(self, other: "Line") -> bool:
        """Return whether another line leads to the same phone system."""
        return (self.host, self.port, self.name) == (other.host, other.port, other.name)

    @property
    def deadlines_s(self) -> list[float]:
        """The seconds of silence after which the line counts as silent or is made again."""
        return [deadline for deadline in (self.silent_after_s, self.reconnect_after_s) if deadline]


class FeedWorker(QObject):
    """Listens to one phone system, on the event loop of a thread of its own; `start` opens the socket.

    Signals:
        heard: A `Batch`, what one read brought. Call `note_applied` once for each.
        connection_changed: The line as a `Connection`, whenever its phase or reason changes, and when it did.
        dropped: The name of the line whose connection ended after it had brought records, and when: what it
            reported may no longer hold.
        unread_changed: What could not be read so far, as an `UnreadableBytes`.

    Arguments:
        line: Which phone system.
        clock: Returns the present moment.
        backoff: The waits between attempts to reconnect.

    """

    heard = Signal(object)
    connection_changed = Signal(object, object)
    dropped = Signal(str, object)
    unread_changed = Signal(object)
    _room_made = Signal()

    def __init__(self, line: Line, clock: Callable[[], Moment], backoff: Backoff) -> None:
        super().__init__()
        self._line = line
        self._source = line.source
        self._clock = clock
        self._backoff = backoff
        self._stream: StreamLine[Moment] = StreamLine()
        self._emitted_status = self._stream.status
        self._emitted_unread = 0
        self._socket: QTcpSocket | None = None
        self._emitted_reads = 0
        self._applied_reads = 0
        self._waits_for_room = False
        self._room_made.connect(self._read)
        self._retry = single_shot(self, self._open)
        self._attempt = single_shot(self, self._on_attempt_timed_out)
        self._tail = single_shot(self, self._on_tail_silent)
        self._silence = single_shot(self, self._on_silence_due)

    @property
    def connection(self) -> Connection:
        """The state of the line."""
        return Connection.of(self._stream, self._source)

    def start(self) -> None:
        """Begin to listen; call it in the worker's thread."""
        self._stream.set_phase(LinePhase.CONNECTING, self._clock())
        self._emit_connection()
        self._open()

    def stop(self) -> None:
        """Close the socket and stop the timers."""
        self._drop()
        self._retry.stop()
        # Reads that are applied after this must not wake what is about to be deleted.
        self._waits_for_room = False

    def on_timeouts_changed(self, line: Line) -> None:
        """Use the timeouts of another line to the same phone system."""
        self._line = line
        if self._silence.isActive():
            self._watch_silence()

    def note_applied(self) -> None:
        """Note that one more read was applied; called on the listener's thread."""
        self._applied_reads += 1
        if self._waits_for_room:
            self._room_made.emit()

    def report_connection(self, take: Callable[[Connection, Moment], None]) -> None:
        """Call a function with the present state of the line, after all signals so far."""
        take(self.connection, self._clock())

    def _open(self) -> None:
        socket = QTcpSocket(self)
        # The phone system is in the site's own network, where no proxy is needed.
        socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        socket.setReadBufferSize(BUFFER_BYTES)
        socket.connected.connect(self._on_connected)
        socket.readyRead.connect(self._read)
        socket.errorOccurred.connect(self._on_error)
        self._socket = socket
        self._attempt.start(ATTEMPT_MS)
        socket.connectToHost(self._line.host, self._line.port)

    def _drop(self) -> None:
        """Drop the socket. It may be emitting a signal: block it and let the event loop delete it."""
        if self._socket is not None:
            self._socket.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._socket.deleteLater()
            self._socket = None
        for timer in (self._attempt, self._tail, self._silence):
            timer.stop()
        if self._stream.disconnected():
            self.dropped.emit(self._source, self._clock())

    def _on_connected(self) -> None:
        if self._socket is None:
            return
        self._attempt.stop()
        self._socket.setSocketOption(QAbstractSocket.SocketOption.KeepAliveOption, 1)
        self._stream.connected(self._clock())
        self._emit_connection()
        self._watch_silence()

    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        if self._socket is None:
            return
        reason = REASONS.get(error, self._socket.errorString())
        while self._read_once(self._socket):
            pass
        # Other services often answer in their own protocol and hang up: that is the better reason.
        self._lose(NOT_THE_STREAM if self._stream.is_something_else else reason)

    def _on_attempt_timed_out(self) -> None:
        self._lose(REASONS[QAbstractSocket.SocketError.SocketTimeoutError])

    def _lose(self, reason: str) -> None:
        now, status = self._clock(), self._stream.status
        # Only after a lasting connection: one that hangs up at once is retried less and less often.
        if status.phase is LinePhase.SILENT or (
            status.phase is LinePhase.LIVE
            and status.since is not None
            and status.since.elapsed_s(now) >= STEADY_S
        ):
            self._backoff.reset()
        self._drop()
        self._emit_unread()
        self._stream.set_phase(LinePhase.LOST, now, reason)
        self._emit_connection()
        self._retry.start(round(self._backoff.next_s() * 1000))

    def _read(self) -> None:
        socket = self._socket
        if socket is None:
            return
        while self._has_room() and self._read_once(socket):
            pass
        if self._stream.tail:
            self._tail.start(SILENT_TAIL_MS)

    def _has_room(self) -> bool:
        """Return whether one more read may be emitted. Only one thread writes each of the two counts."""
        # Set before the comparison, so that a read that is applied meanwhile still wakes this thread.
        self._waits_for_room = True
        self._waits_for_room = self._emitted_reads - self._applied_reads >= MAX_IN_FLIGHT
        return not self._waits_for_room

    def _read_once(self, socket: QTcpSocket) -> bool:
        """Read once and emit the result; return whether there may be more."""
        data = bytes(socket.read(READ_BYTES).data())
        if data:
            now = self._clock()
            self._emit_batch(Batch(self._source, now, data, self._stream.read(data, now)))
        return len(data) == READ_BYTES

    def _on_tail_silent(self) -> None:
        if self._socket is None or self._socket.bytesAvailable():
            return  # the rest of the record waits to be read
        now = self._clock()
        events = self._stream.hear_silence(SILENT_TAIL_MS / 1000, now)
        if events:
            self._emit_batch(Batch(self._source, now, b"", events))

    def _emit_batch(self, batch: Batch) -> None:
        if self._stream.status is not self._emitted_status:
            self._emit_connection()
            self._watch_silence()
        self._emitted_reads += 1
        self.heard.emit(batch)
        self._emit_unread()

    def _emit_connection(self) -> None:
        if self._stream.status is not self._emitted_status:
            self._emitted_status = self._stream.status
            self.connection_changed.emit(self.connection, self._clock())

    def _emit_unread(self) -> None:
        if self._stream.unread_version != self._emitted_unread:
            self._emitted_unread = self._stream.unread_version
            self.unread_changed.emit(self._stream.unread)

    def _watch_silence(self) -> None:
        self._check_silence_after(min(self._line.deadlines_s))

    def _check_silence_after(self, wait_s: float) -> None:
        self._silence.start(max(1, min(round(wait_s * 1000), WATCH_MS)))

    def _on_silence_due(self) -> None:
        now = self._clock()
        silent_s = self._stream.silence_s(now)
        if self._stream.is_silent(now, min(self._line.deadlines_s)):
            self._stream.set_phase(LinePhase.SILENT, now)
            self._emit_connection()
        if self._line.reconnect_after_s and silent_s >= self._line.reconnect_after_s:
            # A quiet night is no fault: the program reconnects, and the line stays silent until a byte comes.
            self._drop()
            self._open()
            return
        waits_s = [deadline - silent_s for deadline in self._line.deadlines_s if deadline > silent_s]
        if waits_s:
            self._check_silence_after(min(waits_s))
