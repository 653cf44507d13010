"""Parts that tests are made of: records, a clock that is set by hand, a phone system on loopback."""

import socket
import struct

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket

from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder

START = Moment(1000.0, 1_790_000_000.0)


def wire(*records: str) -> bytes:
    """Give records as the phone system sends them."""
    return b"".join(b"\x02" + record.encode("latin-1") + b"\r\n" for record in records)


def call(code: str, agent_id: str = "6001", button: str = "00", number: str = "1001") -> str:
    """Give a call event's record."""
    return f"01{code}083000{number:<7}{agent_id:<7}{button}"


def group(number: str, waiting: int, agents: int = 5, longest: str = "0000") -> str:
    """Give a group report."""
    return f"01K083000{number}{waiting:03d}{agents:03d}{longest}0000000"


def path(number: str, waiting: int, agents: int = 5, longest: str = "0000") -> str:
    """Give a path report."""
    return f"01Q083000{number}{waiting:03d}{agents:03d}{longest}"


def floor_after(*records: str, at: Moment = START) -> Floor:
    """Give a floor that heard these records."""
    floor = Floor()
    floor.apply(Decoder().receive_data(wire(*records)), at)
    return floor


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> Moment:
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now = Moment(self.now.steady_s + seconds, self.now.wall_s + seconds)


class PhoneSystem(QObject):
    """A real TCP server that sends what a test tells it to."""

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.clients: list[QTcpSocket] = []
        self.connections = 0
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_came)
        self.port = 0

    def listen(self) -> None:
        """Listen, on the same port as before if there was one."""
        if not self._server.listen(QHostAddress("127.0.0.1"), self.port):
            message = self._server.errorString()
            raise OSError(message)
        self.port = self._server.serverPort()

    def send(self, data: bytes) -> None:
        """Send to every client."""
        for client in self.clients:
            client.write(data)
            client.flush()

    def hang_up(self) -> None:
        """Close every connection, and go on listening."""
        for client in list(self.clients):
            client.disconnectFromHost()

    def reset(self) -> None:
        """Break every connection off."""
        for client in list(self.clients):
            duplicate = socket.socket(fileno=int(client.socketDescriptor()))
            duplicate.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            duplicate.detach()
            client.abort()

    def close(self) -> None:
        """Go away altogether."""
        self._server.close()
        self.hang_up()

    def _on_came(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.disconnected.connect(self._on_went)
            self.clients.append(client)
            self.connections += 1
        self.came.emit()

    def _on_went(self) -> None:
        for client in list(self.clients):
            if client.state() is QTcpSocket.SocketState.UnconnectedState:
                self.clients.remove(client)
                client.deleteLater()
