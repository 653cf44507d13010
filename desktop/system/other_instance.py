"""Sends a request to the program that already runs."""

import os
import pathlib
import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from desktop.system.one_instance import LONGEST, Reply, Request, make_lock, socket_name

REPLIES_WITHIN_MS: Final = 10_000
"""A program that starts, or reads a long recording, takes a while before it listens."""
ENDS_WITHIN_S: Final = 15.0
"""It has to write the last state to disk, in a folder that may not answer."""
_AGAIN_MS: Final = 100
_POLL_S: Final = 0.05


def ask_other(lock_path: pathlib.Path, request: Request, within_ms: int = REPLIES_WITHIN_MS) -> Reply | None:
    """Send a request to the program that holds the lock; return its reply, None if there is none in time.

    Makes Qt's application for that time.
    """
    application = QCoreApplication(["tallymate"])
    sender = _RequestSender(lock_path, request, application.quit)
    QTimer.singleShot(0, sender, sender.connect_to_other)
    QTimer.singleShot(within_ms, application.quit)
    application.exec()
    sender.stop()
    application.shutdown()
    return sender.reply


def wait_for_end(lock_path: pathlib.Path, within_s: float = ENDS_WITHIN_S) -> bool:
    """Wait until nobody holds the lock; return whether that happened in time."""
    until = time.monotonic() + within_s
    while not _is_free(lock_path):
        if time.monotonic() > until:
            return False
        time.sleep(_POLL_S)
    return True


def _is_free(lock_path: pathlib.Path) -> bool:
    lock = make_lock(lock_path)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


class _RequestSender(QObject):
    """Tries to connect until a reply came or the program that holds the lock ended.

    Attributes:
        reply: The reply; None before there is one.

    """

    def __init__(self, lock_path: pathlib.Path, request: Request, on_replied: Callable[[], object]) -> None:
        super().__init__()
        self.reply: Reply | None = None
        self._lock_path = lock_path
        self._request = request
        self._on_replied = on_replied
        self._data = b""
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_connected)
        self._socket.readyRead.connect(self._on_ready_read)
        self._socket.disconnected.connect(self._on_failed)
        self._socket.errorOccurred.connect(self._on_failed)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.connect_to_other)

    def connect_to_other(self) -> None:
        """Try to connect."""
        if _is_free(self._lock_path):
            self._take(Reply.GONE)
            return
        name = socket_name(self._lock_path)
        # A socket that another user made is not to be trusted.
        if sys.platform != "win32" and not _is_ours(name):
            self._again.start()
            return
        self._data = b""
        self._socket.abort()
        self._socket.connectToServer(name)

    def stop(self) -> None:
        """Disconnect."""
        self._again.stop()
        self._socket.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._socket.abort()

    def _on_connected(self) -> None:
        _let_come_forward(self._lock_path)
        self._socket.write(self._request.to_bytes())

    def _on_ready_read(self) -> None:
        self._data += bytes(self._socket.read(LONGEST).data())
        if self._data.endswith(b"\n"):
            text = self._data.decode("ascii", "replace").strip()
            self._take({reply.value: reply for reply in Reply}.get(text, Reply.NOT_UNDERSTOOD))

    def _on_failed(self) -> None:
        if self.reply is None:
            self._again.start()

    def _take(self, reply: Reply) -> None:
        self.reply = reply
        self._on_replied()


def _is_ours(name: str) -> bool:
    try:
        return os.stat(name, follow_symlinks=False).st_uid == os.getuid()  # noqa: PTH116 - no link is followed
    except OSError:
        return False


def _let_come_forward(lock_path: pathlib.Path) -> None:
    """Let the other program put its window in front: on Windows only one that the person just started may."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        process, _, _ = make_lock(lock_path).getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(process)
