"""Asks the program that already runs to do what this start was for."""

import ctypes
import os
import pathlib
import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from desktop.system.one_instance import LONGEST, Answer, Wish, line_name, make_lock

ANSWERS_WITHIN_MS: Final = 10_000
"""A program that starts, or reads a long recording, takes a while before it hears."""
ENDS_WITHIN_S: Final = 15.0
"""The last state has to be on disk, in a folder that may not answer."""
_AGAIN_MS: Final = 100
_LOOK_S: Final = 0.05


def ask_other(lock_path: pathlib.Path, wish: Wish, within_ms: int = ANSWERS_WITHIN_MS) -> Answer | None:
    """Say to the one who holds the lock what is wanted; give its answer, None when it gives none in time.

    Makes Qt's application for that while.
    """
    application = QCoreApplication(["tallymate"])
    asking = _Asking(lock_path, wish, application.quit)
    QTimer.singleShot(0, asking, asking.begin)
    QTimer.singleShot(within_ms, application.quit)
    application.exec()
    asking.stop()
    application.shutdown()
    return asking.answer


def wait_for_end(lock_path: pathlib.Path, within_s: float = ENDS_WITHIN_S) -> bool:
    """Wait until nobody holds the lock; tell whether that came to be in time."""
    until = time.monotonic() + within_s
    while not _is_free(lock_path):
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
    return True


def _is_free(lock_path: pathlib.Path) -> bool:
    lock = make_lock(lock_path)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


class _Asking(QObject):
    """Tries the line until an answer came or who holds the lock ended.

    Attributes:
        answer: What came; None when nothing did.

    """

    def __init__(self, lock_path: pathlib.Path, wish: Wish, end: Callable[[], object]) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self._lock_path = lock_path
        self._wish = wish
        self._end = end
        self._said = b""
        self._line = QLocalSocket(self)
        self._line.connected.connect(self._on_connected)
        self._line.readyRead.connect(self._on_said)
        self._line.disconnected.connect(self._on_failed)
        self._line.errorOccurred.connect(self._on_failed)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.begin)

    def begin(self) -> None:
        """Try the line, once more if need be."""
        if _is_free(self._lock_path):
            self._take(Answer.GONE)
            return
        name = line_name(self._lock_path)
        # A socket that another person made is nobody to listen to.
        if sys.platform != "win32" and not _is_ours(name):
            self._again.start()
            return
        self._said = b""
        self._line.abort()
        self._line.connectToServer(name)

    def stop(self) -> None:
        """Let the line go."""
        self._again.stop()
        self._line.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._line.abort()

    def _on_connected(self) -> None:
        _let_come_forward(self._lock_path)
        self._line.write(self._wish.to_bytes())

    def _on_said(self) -> None:
        self._said += bytes(self._line.read(LONGEST).data())
        if self._said.endswith(b"\n"):
            said = self._said.decode("ascii", "replace").strip()
            known = {answer.value: answer for answer in Answer}
            self._take(known.get(said, Answer.NOT_UNDERSTOOD))

    def _on_failed(self) -> None:
        if self.answer is None:
            self._again.start()

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        self._end()


def _is_ours(name: str) -> bool:
    try:
        return os.stat(name, follow_symlinks=False).st_uid == os.getuid()  # noqa: PTH116 - no link is followed
    except OSError:
        return False


def _let_come_forward(lock_path: pathlib.Path) -> None:
    """Let the other one put its window in front: on Windows only who was started by a person may."""
    if sys.platform == "win32":
        process, _, _ = make_lock(lock_path).getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(process)
