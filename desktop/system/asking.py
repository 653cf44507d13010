"""Questions whose answers may take as long as a network share does, asked on a thread of their own."""

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.system.worker_thread import WorkerThread

_THREAD: Final = "asking"

_log = logging.getLogger(__name__)


class _Answerer(QObject):
    """A worker that answers.

    Signals:
        answered: What it was about, what was asked, and the answer.
        stopped: Nothing more comes.

    """

    answered = Signal(str, str, object)
    stopped = Signal()

    def __init__(self, answer: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._answer = answer

    def start(self) -> None:
        """Begin; there is nothing to open."""

    def stop(self) -> None:
        """End."""
        self.stopped.emit()

    def on_asked(self, about: str, text: str) -> None:
        """Answer."""
        self.answered.emit(about, text, self._answer(about, text))


class Asking(QObject):
    """Asks without waiting for the answer. Call `stop` in a ``finally``.

    Signals:
        answered: What it was about, what was asked, and the answer: a text or None.

    Arguments:
        answer: Gives the answer, on another thread than the one that asks.

    """

    answered = Signal(str, str, object)
    _asked = Signal(str, str)

    def __init__(self, answer: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._answer = answer
        self._thread: WorkerThread | None = None

    def ask(self, about: str, text: str) -> None:
        """Ask; `answered` tells the answer."""
        if self._thread is None:
            answerer = _Answerer(self._answer)
            answerer.answered.connect(self.answered)
            self._asked.connect(answerer.on_asked)
            self._thread = WorkerThread(answerer, _THREAD)
            self._thread.start()
        self._asked.emit(about, text)

    def stop(self) -> bool:
        """Ask no more; tell whether the thread ended in time."""
        if self._thread is None:
            return True
        ended = self._thread.stop()
        if ended:
            self._thread = None
        else:
            _log.warning("A folder does not answer.")
        return ended
