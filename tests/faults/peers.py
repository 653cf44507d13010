"""Servers in a phone system's place, each on a real port of this computer."""

import contextlib
import http.server
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

_LOOK_S: Final = 0.05
_PATIENCE_S: Final = 20.0


class Peer:
    """A TCP server on a thread of its own that runs a function for each connection.

    Arguments:
        behave: Gets each connection; the connection is closed when it returns.

    Attributes:
        port: Its TCP port.
        connections: Number of connections so far.

    """

    def __init__(self, behave: "Callable[[Visit], None]", on_end: ExitStack) -> None:
        self.connections = 0
        self._behave = behave
        self._is_over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listener.settimeout(_LOOK_S)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        on_end.callback(self._end)

    def _serve(self) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listener.accept()
                number, self.connections = self.connections, self.connections + 1
                with connection, contextlib.suppress(OSError):
                    self._behave(Visit(connection, number, self._is_over))

    def _end(self) -> None:
        self._is_over.set()
        self._thread.join()
        self._listener.close()


class Visit:
    """One connection to a peer.

    Attributes:
        number: How many came before it.

    """

    def __init__(self, connection: socket.socket, number: int, is_over: threading.Event) -> None:
        self.number = number
        self._connection = connection
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._is_over = is_over

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._connection.settimeout(_PATIENCE_S)
        self._connection.sendall(data)

    def pause(self, duration_s: float) -> None:
        """Wait, at most until the peer ends."""
        if self._is_over.wait(duration_s):
            message = "the peer ended"
            raise OSError(message)

    def send_at(self, pieces: list[bytes], pieces_per_s: float) -> None:
        """Send so many pieces a second, each at its time."""
        began_s = time.monotonic()
        for number, piece in enumerate(pieces):
            self.pause(max(0.0, began_s + number / pieces_per_s - time.monotonic()))
            self.send(piece)

    def stay(self) -> None:
        """Keep the connection open until the peer ends."""
        self._is_over.wait()

    def reset(self) -> None:
        """Reset the connection."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class WebServer:
    """A real web server: it sends nothing until asked.

    Attributes:
        port: Its TCP port.

    """

    def __init__(self, on_end: ExitStack) -> None:
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_LOOK_S,))
        self._thread.start()
        on_end.callback(self._end)

    def _end(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.socket.close()
