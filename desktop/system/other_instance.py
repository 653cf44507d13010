"""Sends a request to the program that already runs."""

import os
import pathlib
import sys
import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QDeadlineTimer
from PySide6.QtNetwork import QLocalSocket

from desktop.system.one_instance import LONGEST, Reply, Request, make_lock, socket_name

REPLIES_WITHIN_MS: Final = 10_000
"""A program that starts, or reads a long recording, takes a while before it listens."""
ENDS_WITHIN_S: Final = 15.0
"""It has to write the last state to disk, in a folder that may not answer."""
_RETRY_S: Final = 0.1
_POLL_S: Final = 0.05


def ask_other(lock_path: pathlib.Path, request: Request, within_ms: int = REPLIES_WITHIN_MS) -> Reply | None:
    """Send a request to the program that holds the lock; return its reply, None if there is none in time.

    Tries until a reply came or the program that holds the lock ended. Makes Qt's application for that time.
    """
    application = QCoreApplication(["tallymate"])
    deadline = QDeadlineTimer(within_ms)
    reply = _try_to_ask(lock_path, request, deadline)
    while reply is None and not deadline.hasExpired():
        time.sleep(_RETRY_S)
        reply = _try_to_ask(lock_path, request, deadline)
    application.shutdown()
    return reply


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


def _try_to_ask(lock_path: pathlib.Path, request: Request, deadline: QDeadlineTimer) -> Reply | None:
    """Send a request once; return the reply, None if there is none."""
    if _is_free(lock_path):
        return Reply.GONE
    name = socket_name(lock_path)
    # A socket that another user made is not to be trusted.
    if sys.platform != "win32" and not _is_ours(name):
        return None
    socket, data = QLocalSocket(), b""
    socket.connectToServer(name)
    if not socket.waitForConnected(deadline.remainingTime()):
        return None
    _let_come_forward(lock_path)
    socket.write(request.to_bytes())
    while not data.endswith(b"\n"):
        if not socket.waitForReadyRead(deadline.remainingTime()):
            return None
        data += bytes(socket.read(LONGEST).data())
    text = data.decode("ascii", "replace").strip()
    return {reply.value: reply for reply in Reply}.get(text, Reply.NOT_UNDERSTOOD)


def _is_ours(name: str) -> bool:
    try:
        return os.stat(name, follow_symlinks=False).st_uid == os.getuid()  # noqa: PTH116 - no link is followed
    except OSError:
        return False


def _let_come_forward(lock_path: pathlib.Path) -> None:
    """Allow the other program to bring its window to the front; on Windows only a just started one may."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        process, _, _ = make_lock(lock_path).getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(process)
