"""A phone system on loopback that is controlled by a test, on this thread's event loop."""

import socket
import struct

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket


class PhoneSystem(QObject):
    """A real TCP server that is controlled by a test."""

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
        """Reset every connection."""
        for client in list(self.clients):
            duplicate = socket.socket(fileno=int(client.socketDescriptor()))
            duplicate.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            duplicate.detach()
            client.abort()

    def close(self) -> None:
        """Stop listening and close every connection."""
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
