"""The bare minimum of Qt without a screen: an event loop, and a socket on a thread of its own.

Its argument is the port to connect to, 0 for none. Each read is one signal to the main thread, and the thread
reads the clock once a second. Prints ``first`` when the event loop runs.
"""

import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtNetwork import QTcpSocket

TICK_MS = 1_000


class Reader(QObject):
    """Reads a socket on its thread.

    Signals:
        read: The data of one read.

    Arguments:
        port: The phone system's port.

    """

    read = Signal(object)

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port
        self._heard_s = 0.0

    @Slot()
    def start(self) -> None:
        """Connect; call it in the thread."""
        self._socket = QTcpSocket(self)
        self._socket.readyRead.connect(self._on_ready)
        self._socket.connectToHost("127.0.0.1", self._port)
        self._ticks = QTimer(self)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.start(TICK_MS)

    def _on_ready(self) -> None:
        self.read.emit(bytes(self._socket.read(65_536).data()))

    def _on_tick(self) -> None:
        self._heard_s = time.monotonic()


class Listener(QObject):
    """Receives the data on the main thread."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    @Slot(object)
    def on_read(self, data: bytes) -> None:
        """Count it."""
        self.reads += bool(data)


def main(port: int) -> int:
    """Run an event loop until told to end."""
    application = QCoreApplication(["bare"])
    listener = Listener()
    if port:
        thread = QThread()
        reader = Reader(port)
        reader.moveToThread(thread)
        reader.read.connect(listener.on_read)
        thread.started.connect(reader.start)
        thread.start()
    QTimer.singleShot(0, listener, lambda: print("first", flush=True))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
