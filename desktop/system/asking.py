"""Questions whose answers may take as long as a network share does, asked on a thread of their own."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class Asking(QObject):
    """Asks without waiting for the answer. Call `stop` in a ``finally``.

    Signals:
        answered: What it was about, what was asked, and the answer: a text or None.

    Arguments:
        answer: Gives the answer, on another thread than the one that asks.

    """

    answered = Signal(str, str, object)

    def __init__(self, answer: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._answer = answer
        self._thread = WorkerThread("asking")

    def ask(self, about: str, text: str) -> None:
        """Ask; `answered` tells the answer."""
        self._thread.start()
        self._thread.call(self._tell, about, text)

    def stop(self) -> bool:
        """Ask no more; tell whether the thread ended in time."""
        ended = self._thread.stop()
        if not ended:
            _log.warning("A folder does not answer.")
        return ended

    def _tell(self, about: str, text: str) -> None:
        """Find the answer and tell it; called in the thread."""
        self.answered.emit(about, text, self._answer(about, text))
