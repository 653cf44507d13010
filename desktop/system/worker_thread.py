"""The one way to run a worker on a thread of its own, from its start to its stop."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, QThread, Signal

THREAD_NAME_START: Final = "tally "
"""The start of the name of each of the program's threads: debuggers and tests know them by it."""


class Worker(Protocol):
    """A QObject without a parent. Its timers and sockets are its children, or `start` makes them."""

    def start(self) -> None:
        """Begin; called in the worker's thread."""

    def stop(self) -> None:
        """End and release everything; called in the worker's thread."""

    def moveToThread(self, thread: QThread, /) -> bool:
        """Move to a thread."""

    def deleteLater(self) -> None:
        """Schedule its own deletion by the thread's event loop."""


class _Thread(QThread):
    """Runs its event loop from Python, which then keeps one state of the thread for all calls."""

    def run(self) -> None:
        """Run the event loop."""
        self.exec()


class _Executor(QObject):
    """Makes calls in the thread to which it was moved."""

    def run(self, call: Callable[[], object]) -> None:
        """Make a call."""
        call()


class WorkerThread(QObject):
    """A thread with an event loop, for one worker at a time or for none.

    The owner connects the worker's signals to its own slots, starts the thread, and has methods of the worker
    called there, in order::

        file = HistoryFile(path)
        file.read.connect(self._on_read)
        self._thread.start(file)
        self._thread.call(file.add, entries)
        ended = self._thread.stop()  # in a finally

    A function that keeps no state needs no worker: ``start()``, then ``call(function, argument)``; the
    function emits a signal of the owner with the result. Whatever crosses the threads is immutable.

    Arguments:
        name: The thread's name, after `THREAD_NAME_START`.

    """

    _called = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._thread: QThread | None = None
        self._executor: _Executor | None = None
        self._worker: Worker | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended since."""
        return self._thread is not None

    def start(self, worker: Worker | None = None) -> None:
        """Start the thread and the worker on it, unless they run; the thread's end deletes the worker."""
        if self._thread is not None:
            return
        thread, executor = _Thread(), _Executor()
        thread.setObjectName(THREAD_NAME_START + self._name)
        self._called.connect(executor.run)
        for one in (executor, worker):
            if one is not None:
                one.moveToThread(thread)
                thread.finished.connect(one.deleteLater)
        self._thread, self._executor, self._worker = thread, executor, worker
        thread.start()
        if worker is not None:
            self.call(worker.start)

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Call a function in the thread, after all earlier calls; do nothing where no thread runs."""
        if self._thread is not None:
            self._called.emit(partial(function, *arguments))

    def stop(self, timeout_ms: int = 3_000) -> bool:
        """Stop the worker after all earlier calls; return whether the thread ended in time."""
        thread = self._thread
        if thread is None:
            return True
        self.call(_end, self._worker, thread)
        if not thread.wait(timeout_ms):
            return False
        self._thread = self._executor = self._worker = None
        return True


def _end(worker: Worker | None, thread: QThread) -> None:
    try:
        if worker is not None:
            worker.stop()
    finally:
        thread.quit()
