"""The simulated phone system on a TCP port, for any number of clients."""

import random
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket

from desktop.acd.moment import Moment
from desktop.simulator.floor import SimulatedFloor
from desktop.simulator.plan import Plan, Stage, chunks

TICK_MS: Final = 50
MOST_UNSENT_BYTES: Final = 4 * 1024 * 1024
"""A client that reads too slowly is disconnected, as a phone system would do."""


class SimulatorServer(QObject):
    """Sends one simulated floor to every client. The shift starts or resumes when the first client connects.

    Signals:
        listening: It listens on this port.
        failed: It can't listen, for this reason.

    Arguments:
        plan: The floor.
        stage: The address and the pace.
        clock: Returns the present moment.

    Attributes:
        clients: The sockets of the connected clients.

    """

    listening = Signal(int)
    failed = Signal(str)

    def __init__(self, plan: Plan, stage: Stage, clock: Callable[[], Moment]) -> None:
        super().__init__()
        self._stage = stage
        self._clock = clock
        self._floor = SimulatedFloor(plan, stage.start)
        self._floor.records_until(stage.elapsed_s)
        self._random = random.Random(plan.seed)
        self._began: Moment | None = None
        self.clients: list[QTcpSocket] = []
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_client_connected)
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Listen; call this in the thread of the server."""
        if self._server.listen(QHostAddress(self._stage.address), self._stage.port):
            self.listening.emit(self._server.serverPort())
        else:
            self.failed.emit(self._server.errorString())

    def stop(self) -> None:
        """Disconnect every client and stop listening."""
        self._ticks.stop()
        self._server.close()
        for client in list(self.clients):
            client.disconnectFromHost()

    def _on_client_connected(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
            client.readyRead.connect(self._on_ready_read)
            client.disconnected.connect(self._on_client_disconnected)
            self.clients.append(client)
        if self._began is None and self.clients:
            self._began = self._clock()
            self._ticks.start(TICK_MS)

    def _on_ready_read(self) -> None:
        """Drop what a client sends, which must not pile up: phone systems only send."""
        for client in self.clients:
            client.readAll()

    def _on_client_disconnected(self) -> None:
        for client in list(self.clients):
            if client.state() is QAbstractSocket.SocketState.UnconnectedState:
                self.clients.remove(client)
                client.deleteLater()

    def _on_tick(self) -> None:
        if self._began is None:
            return
        played_s = self._stage.elapsed_s + self._began.elapsed_s(self._clock()) * self._stage.speed
        records = self._floor.records_until(played_s)
        for piece in chunks(records, self._stage.chunking, self._random):
            for client in list(self.clients):
                client.write(piece)
                client.flush()
        for client in list(self.clients):
            if client.bytesToWrite() > MOST_UNSENT_BYTES:
                client.abort()
