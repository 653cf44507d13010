"""A worker on a thread of its own, from its start to its stop."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal, SignalInstance


class Worker(Protocol):
    """A QObject that lives on an event loop; its sockets and timers are its children or made in `start`."""

    stopped: SignalInstance

    def start(self) -> None:
        """Begin; called in the worker's thread."""

    def stop(self) -> None:
        """End and emit `stopped`; called in the worker's thread."""


class WorkerThread(QObject):
    """Runs one worker. Everything started is stopped: call `stop` in a ``finally``.

    Arguments:
        worker: A QObject without a parent; it is deleted when its thread ends.
        name: Of the thread, for debuggers.

    """

    _stopping = Signal()

    def __init__(self, worker: Worker, name: str) -> None:
        super().__init__()
        self._thread = QThread()
        self._thread.setObjectName(name)
        if not isinstance(worker, QObject):
            message = f"{worker!r} is no QObject"
            raise TypeError(message)
        self._worker: QObject | None = worker
        worker.moveToThread(self._thread)
        self._thread.started.connect(worker.start)
        self._stopping.connect(worker.stop, Qt.ConnectionType.QueuedConnection)
        # Direct, since whoever stops the thread waits for it and runs no event loop meanwhile.
        worker.stopped.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._thread.finished.connect(worker.deleteLater)

    def start(self) -> None:
        """Start the thread and the worker on it."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Stop the worker without waiting for it; call `stop` all the same before letting go of this."""
        self._stopping.emit()

    def stop(self, timeout_ms: int = 3_000) -> bool:
        """Stop the worker and wait for its thread; tell whether it ended in time."""
        if not self._thread.isRunning():
            return True
        self.ask_to_stop()
        ended = self._thread.wait(timeout_ms)
        if ended:
            self._worker = None
        return ended
