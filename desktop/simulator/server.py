"""The simulated phone system on a TCP port, for any number of clients."""

import random
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket

from desktop.acd.moment import Moment
from desktop.simulator.chunking import chunks
from desktop.simulator.floor import SimulatedFloor
from desktop.simulator.plan import Plan, Stage

TICK_MS: Final = 50
MOST_UNSENT_BYTES: Final = 4 * 1024 * 1024
"""A client that reads so slowly is let go, as a phone system would."""


class SimulatorServer(QObject):
    """Plays one floor to every client. The shift begins, or goes on, when the first client connects.

    Signals:
        listening: The port it listens on.
        failed: Why it can't listen, in words.

    Arguments:
        plan: What floor.
        stage: Where and how.
        clock: Gives the present moment.

    """

    listening = Signal(int)
    failed = Signal(str)

    def __init__(self, plan: Plan, stage: Stage, clock: Callable[[], Moment]) -> None:
        super().__init__()
        self._stage = stage
        self._clock = clock
        self._floor = SimulatedFloor(plan, stage.start)
        self._floor.records_until(stage.gone_on_s)
        self._chance = random.Random(plan.seed)
        self._began: Moment | None = None
        self._clients: list[QTcpSocket] = []
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_client_came)
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Listen; call it in the worker's thread."""
        if self._server.listen(QHostAddress(self._stage.address), self._stage.port):
            self.listening.emit(self._server.serverPort())
        else:
            self.failed.emit(self._server.errorString())

    def stop(self) -> None:
        """Let every client go and stop listening."""
        self._ticks.stop()
        self._server.close()
        for client in list(self._clients):
            client.disconnectFromHost()

    def _on_client_came(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
            client.readyRead.connect(self._on_ready_read)
            client.disconnected.connect(self._on_client_went)
            self._clients.append(client)
        if self._began is None and self._clients:
            self._began = self._clock()
            self._ticks.start(TICK_MS)

    def _on_ready_read(self) -> None:
        """Forget what a client sends: a phone system is only read from, and it must not pile up."""
        for client in self._clients:
            client.readAll()

    def _on_client_went(self) -> None:
        for client in list(self._clients):
            if client.state() is QAbstractSocket.SocketState.UnconnectedState:
                self._clients.remove(client)
                client.deleteLater()

    def _on_tick(self) -> None:
        if self._began is None:
            return
        played_s = self._stage.gone_on_s + self._began.elapsed_s(self._clock()) * self._stage.speed
        records = self._floor.records_until(played_s)
        for piece in chunks(records, self._stage.chunking, self._chance):
            for client in list(self._clients):
                client.write(piece)
                client.flush()
        for client in list(self._clients):
            if client.bytesToWrite() > MOST_UNSENT_BYTES:
                client.abort()
