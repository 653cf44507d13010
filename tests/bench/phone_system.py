"""A phone system on loopback without an event loop, so that it sends at once."""

import contextlib
import socket
from types import TracebackType
from typing import Self

PATIENCE_S = 120.0


class PhoneSystem:
    """Sends to every client."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(PATIENCE_S)
        self._clients: list[socket.socket] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for each in (*self._clients, self._server):
            each.close()

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._server.getsockname()[1]
        return port

    def wait_for_client(self) -> None:
        """Wait until a client connects.

        Raises:
            TimeoutError: None did.

        """
        client, _ = self._server.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.settimeout(PATIENCE_S)
        self._clients.append(client)

    def send(self, data: bytes) -> None:
        """Send to every client.

        Raises:
            OSError: A client has gone, or reads nothing.

        """
        for client in self._clients:
            client.sendall(data)

    def let_go(self) -> None:
        """Close every connection."""
        while self._clients:
            with contextlib.closing(self._clients.pop()):
                pass
