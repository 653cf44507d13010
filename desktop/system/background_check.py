"""Checks that may take as long as a network share does to answer, on a thread of their own."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class BackgroundCheck(QObject):
    """Checks texts, such as paths, without blocking. Call `stop` in a ``finally``.

    Signals:
        answered: The name and the text that were checked, and the answer: a text or None.

    Arguments:
        answer: Checks a named text; called on the check's own thread.

    """

    answered = Signal(str, str, object)

    def __init__(self, answer: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._answer = answer
        self._thread = WorkerThread("check")

    def ask(self, name: str, text: str) -> None:
        """Check a text; `answered` follows."""
        self._thread.start()
        self._thread.call(self._check, name, text)

    def stop(self) -> bool:
        """Check no more; return whether the thread ended in time."""
        ended = self._thread.stop()
        if not ended:
            _log.warning("A folder does not answer.")
        return ended

    def _check(self, name: str, text: str) -> None:
        self.answered.emit(name, text, self._answer(name, text))
