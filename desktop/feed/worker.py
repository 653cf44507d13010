"""Reads the phone system's stream and keeps the line up."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkProxy, QTcpSocket

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, LinePhase
from desktop.acd.moment import Moment
from desktop.feed.backoff import Backoff
from desktop.feed.reasons import REASONS
from desktop.feed.single_shot import single_shot
from desktop.protocol.decoder import SILENT_TAIL_MS, Decoder
from desktop.protocol.events import Event

READ_BYTES: Final = 65_536
BUFFER_BYTES: Final = 1_048_576
ATTEMPT_MS: Final = 10_000
STEADY_S: Final = 30.0
"""A line that lasted so long is tried again as at first when it is lost."""
WATCH_MS: Final = 1_000
"""Qt's timers do not count a computer's sleep, but the clock does: so often the silence is looked at."""
NOT_THE_STREAM: Final = "what comes is not the real time events stream"
MAX_IN_FLIGHT: Final = 8
"""Reads whose events nobody applied yet; then the phone system has to wait, which TCP tells it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Which phone system to listen to and how patiently.

    Attributes:
        host: Name or address.
        port: TCP port.
        silent_after_s: Without a byte for so long the line counts as silent.
        reconnect_after_s: Without a byte for so long it is made again; 0 for never.
        name: What it is called if not by its place; a recording's is called as it was then.

    """

    host: str
    port: int
    silent_after_s: float = 60.0
    reconnect_after_s: float = 180.0
    name: str = ""

    @property
    def source(self) -> str:
        """The phone system as people write it."""
        if self.name:
            return self.name
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def is_same_place(self, other: "Line") -> bool:
        """Tell whether another line leads to the same phone system, however patient it is."""
        return (self.host, self.port, self.name) == (other.host, other.port, other.name)

    @property
    def deadlines_s(self) -> list[float]:
        """After how much silence something is done."""
        return [deadline for deadline in (self.silent_after_s, self.reconnect_after_s) if deadline]


class FeedWorker(QObject):
    """Listens to one phone system. Lives on an event loop of its own thread; opens its socket in `start`.

    Signals:
        heard: What one read brought, a `Batch`. Each must be answered by `on_heard_applied`.
        connection_changed: The line as a `Connection`, whenever its phase or reason changes. It is live from
            the first record on: what else may answer on a port is not taken for the stream.
        dropped: A line over which records had come was let go; what it told may no longer hold.
        unread_changed: What could not be read so far, as an `Unread`.

    Arguments:
        line: Which phone system.
        clock: Gives the present moment.
        chance: Where the jitter of the waits comes from.

    """

    heard = Signal(object)
    connection_changed = Signal(object)
    dropped = Signal()
    unread_changed = Signal(object)

    def __init__(self, line: Line, clock: Callable[[], Moment], chance: random.Random) -> None:
        super().__init__()
        self._line = line
        self._clock = clock
        self._backoff = Backoff(chance)
        self._decoder = Decoder()
        self._connection = Connection()
        self._socket: QTcpSocket | None = None
        self._is_stream = False
        self._unread_before = 0
        self._in_flight = 0
        self._told_unread = 0
        self._last_life: Moment | None = None
        self._last_heard: Moment | None = None
        self._lost_since: Moment | None = None
        self._retry = single_shot(self, self._open)
        self._attempt = single_shot(self, self._on_attempt_timed_out)
        self._tail = single_shot(self, self._on_tail_silent)
        self._silence = single_shot(self, self._on_silence_due)

    def start(self) -> None:
        """Begin to listen; call it in the worker's thread."""
        self._tell(LinePhase.CONNECTING)
        self._open()

    def stop(self) -> None:
        """Let go of the socket and the timers."""
        self._drop()
        self._retry.stop()

    def on_patience_changed(self, line: Line) -> None:
        """Be as patient from now on as another line to the same phone system."""
        self._line = line
        if self._silence.isActive():
            self._watch_silence()

    def on_heard_applied(self) -> None:
        """Take note that what one read brought was applied."""
        self._in_flight -= 1
        self._read()

    def _open(self) -> None:
        socket = QTcpSocket(self)
        # The stream is on the site's own network; a proxy for web pages would only be in its way.
        socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        socket.setReadBufferSize(BUFFER_BYTES)
        socket.connected.connect(self._on_connected)
        socket.readyRead.connect(self._read)
        socket.errorOccurred.connect(self._on_error)
        self._socket = socket
        self._unread_before = self._decoder.unread.total
        self._attempt.start(ATTEMPT_MS)
        socket.connectToHost(self._line.host, self._line.port)

    def _drop(self) -> None:
        """Let go of the socket. It may be in the middle of a signal: block it and let the loop delete it."""
        if self._socket is not None:
            self._socket.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self._socket.deleteLater()
            self._socket = None
        for timer in (self._attempt, self._tail, self._silence):
            timer.stop()
        self._decoder.connection_lost()
        if self._is_stream:
            self._is_stream = False
            self.dropped.emit()

    def _on_connected(self) -> None:
        if self._socket is None:
            return
        self._attempt.stop()
        self._socket.setSocketOption(QAbstractSocket.SocketOption.KeepAliveOption, 1)
        self._last_life = self._clock()
        if self._connection.phase is not LinePhase.SILENT:
            self._tell(LinePhase.CONNECTING, reason="connected, waiting for the first record")
        self._watch_silence()

    def _on_error(self, error: QAbstractSocket.SocketError) -> None:
        if self._socket is None:
            return
        reason = REASONS.get(error, self._socket.errorString())
        while self._socket.bytesAvailable():
            self._read_once(self._socket)
        # Many a service answers with its own words and hangs up: those words say more.
        self._lose(NOT_THE_STREAM if self._is_something_else else reason)

    def _on_attempt_timed_out(self) -> None:
        self._lose(REASONS[QAbstractSocket.SocketError.SocketTimeoutError])

    def _lose(self, reason: str) -> None:
        # A phone system that says a word and hangs up is not to be hammered either.
        # One over which nothing came for long had lasted too.
        if self._connection.phase is LinePhase.SILENT or (
            self._connection.is_live and self._live_s() >= STEADY_S
        ):
            self._backoff.reset()
        self._drop()
        self._tell_unread()
        self._lost_since = self._lost_since or self._clock()
        self._tell(LinePhase.LOST, reason=reason, since=self._lost_since)
        self._retry.start(round(self._backoff.next_s() * 1000))

    def _read(self) -> None:
        if self._socket is None:
            return
        while self._in_flight < MAX_IN_FLIGHT and self._socket.bytesAvailable():
            self._read_once(self._socket)
        if self._decoder.has_tail:
            self._tail.start(SILENT_TAIL_MS)

    def _read_once(self, socket: QTcpSocket) -> None:
        data = bytes(socket.read(READ_BYTES).data())
        self._emit(data, self._decoder.receive_data(data))

    def _on_tail_silent(self) -> None:
        if self._socket is None or self._socket.bytesAvailable():
            return  # its rest waits to be read
        events = self._decoder.take_silent_tail()
        if events:
            self._emit(b"", events)

    def _emit(self, data: bytes, events: tuple[Event, ...]) -> None:
        now = self._clock()
        if data:
            self._last_life = now
        # Once it has shown to be the stream, any byte is a sign of life (acd-stream.md, Refresh reports).
        self._is_stream = self._is_stream or bool(events)
        if self._is_stream:
            self._last_heard = self._last_life
            if not self._connection.is_live:
                self._lost_since = None
                self._tell(LinePhase.LIVE, since=now)
                self._watch_silence()
        elif self._is_something_else:
            self._tell(LinePhase.CONNECTING, reason=NOT_THE_STREAM)
        self._in_flight += 1
        self.heard.emit(Batch(self._line.source, now, data, events))
        self._tell_unread()

    def _tell_unread(self) -> None:
        if self._decoder.noted != self._told_unread:
            self._told_unread = self._decoder.noted
            self.unread_changed.emit(self._decoder.unread)

    def _live_s(self) -> float:
        since = self._connection.since
        return since.elapsed_s(self._clock()) if since is not None else 0.0

    @property
    def _is_something_else(self) -> bool:
        return not self._is_stream and self._decoder.unread.total > self._unread_before

    @property
    def _silent_since(self) -> Moment | None:
        return self._connection.since if self._connection.phase is LinePhase.SILENT else self._last_heard

    def _watch_silence(self) -> None:
        self._look_after(min(self._line.deadlines_s))

    def _look_after(self, wait_s: float) -> None:
        self._silence.start(max(1, min(round(wait_s * 1000), WATCH_MS)))

    def _on_silence_due(self) -> None:
        if self._last_life is None:
            return
        silent_s = self._last_life.elapsed_s(self._clock())
        if silent_s >= min(self._line.deadlines_s):
            self._tell(LinePhase.SILENT, since=self._silent_since or self._last_life)
        if self._line.reconnect_after_s and silent_s >= self._line.reconnect_after_s:
            # A quiet night is no fault: the line is made again, and stays silent until something is heard.
            self._drop()
            self._open()
            return
        waits_s = [deadline - silent_s for deadline in self._line.deadlines_s if deadline > silent_s]
        if waits_s:
            self._look_after(min(waits_s))

    def _tell(self, phase: LinePhase, *, reason: str = "", since: Moment | None = None) -> None:
        if phase is self._connection.phase and reason == self._connection.reason and since is None:
            since = self._connection.since
        connection = Connection(
            phase, self._line.source, since or self._clock(), reason, last_heard=self._last_heard
        )
        if connection != self._connection:
            self._connection = connection
            self.connection_changed.emit(connection)
