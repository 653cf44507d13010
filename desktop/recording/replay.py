"""A recording on a TCP port, as the phone system served it."""

import logging
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket

from desktop.acd.moment import Moment
from desktop.recording.playback import Playback
from desktop.recording.splice import Chunk

MOST_UNSENT_BYTES: Final = 262_144
"""With this much unsent, the server waits for a slow client."""
LONGEST_TIMER_MS: Final = 60_000
"""Longest wait between looks at the clock: timers do not count a computer's sleep, the clock does."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReplayStage:
    """Where and how a recording is replayed.

    Attributes:
        address: The address to listen on.
        port: The port; 0 for any free one.
        speed: Recorded seconds played in one second; `math.inf` for as fast as the client takes it.
        loop: Whether to start over at the end; else the connection stays open and silent.

    """

    address: str = "127.0.0.1"
    port: int = 0
    speed: float = 1.0
    loop: bool = False


class ReplayServer(QObject):
    """Plays what one phone system sent to each client that connects, from the beginning.

    Signals:
        listening: The port it listens on.
        failed: Why it can't listen, in words.

    Arguments:
        playback: The recordings to play.
        source: The phone system to play, as the survey names it.
        stage: The address and the pace.
        clock: Returns the present moment.

    """

    listening = Signal(int)
    failed = Signal(str)

    def __init__(
        self, playback: Playback, source: str, stage: ReplayStage, clock: Callable[[], Moment]
    ) -> None:
        super().__init__()
        self._playback = playback
        self._source = source
        self._stage = stage
        self._clock = clock
        self._clients: list[_Client] = []
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_client_connected)

    @property
    def client_count(self) -> int:
        """How many clients it plays to."""
        return len(self._clients)

    @property
    def unsent_bytes(self) -> int:
        """How many bytes wait for clients to take them."""
        return sum(client.unsent_bytes for client in self._clients)

    def start(self) -> None:
        """Listen; call it in the worker's thread."""
        if self._server.listen(QHostAddress(self._stage.address), self._stage.port):
            self.listening.emit(self._server.serverPort())
        else:
            self.failed.emit(self._server.errorString())

    def stop(self) -> None:
        """Disconnect every client and stop listening."""
        self._server.close()
        for client in list(self._clients):
            client.stop()

    def _on_client_connected(self) -> None:
        while self._server.hasPendingConnections():
            chunks = self._playback.chunks(self._source, loop=self._stage.loop)
            client = _Client(self._server.nextPendingConnection(), chunks, self._stage.speed, self._clock)
            client.setParent(self)
            client.disconnected.connect(self._on_client_disconnected)
            self._clients.append(client)
            client.send()

    def _on_client_disconnected(self) -> None:
        for client in [client for client in self._clients if client.is_over]:
            self._clients.remove(client)
            client.deleteLater()


class _Client(QObject):
    """One client, which reads the recording on its own."""

    disconnected = Signal()

    def __init__(
        self, socket: QTcpSocket, chunks: Iterator[Chunk], speed: float, clock: Callable[[], Moment]
    ) -> None:
        super().__init__()
        self._socket = socket
        self._chunks = chunks
        self._next: Chunk | None = None
        self._speed = speed
        self._clock = clock
        self._began = clock()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setTimerType(Qt.TimerType.PreciseTimer)
        self._wait.timeout.connect(self.send)
        socket.setParent(self)
        socket.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
        socket.bytesWritten.connect(self._on_bytes_written)
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(self._let_go)
        self.is_over = False

    @property
    def unsent_bytes(self) -> int:
        """How many bytes wait for the client to take them."""
        return self._socket.bytesToWrite()

    def send(self) -> None:
        """Send what is due, as far as the client takes it."""
        while not self.is_over and self.unsent_bytes < MOST_UNSENT_BYTES:
            chunk = self._take()
            if chunk is None:
                return
            wait_s = self._wait_s(chunk)
            if wait_s > 0:
                self._next = chunk
                self._wait.start(min(math.ceil(wait_s * 1000), LONGEST_TIMER_MS))
                return
            if not chunk.data:  # a long stretch of other lines: give the event loop its turn
                self._wait.start(0)
                return
            self._socket.write(chunk.data)

    def stop(self) -> None:
        """Disconnect the client, whatever it has not taken yet."""
        self._socket.abort()
        self._let_go()

    def _take(self) -> Chunk | None:
        chunk, self._next = self._next, None
        if chunk is not None:
            return chunk
        try:
            return next(self._chunks, None)
        except OSError as error:
            _log.warning("The recording can't be read any more: %s", error.strerror or error)
            return None

    def _wait_s(self, chunk: Chunk) -> float:
        return chunk.due_s / self._speed - self._began.elapsed_s(self._clock())

    def _on_ready_read(self) -> None:
        """Discard what the client sends, so that it does not pile up: a phone system is only read from."""
        self._socket.readAll()

    def _on_bytes_written(self) -> None:
        if not self._wait.isActive():
            self.send()

    def _let_go(self) -> None:
        if self.is_over:
            return
        self.is_over = True
        self._wait.stop()
        self._chunks = iter(())  # closes its file
        self.disconnected.emit()
