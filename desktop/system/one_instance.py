"""One program for each settings file: a lock says who it is, a local line carries what a second start wants.

The lock alone decides. What hangs on the line is no more than what the person at this computer could click.
"""

import enum
import logging
import os
import pathlib
import re
import sys
import tempfile
from dataclasses import dataclass
from typing import Final, Self

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.system.short_key import short_key

LONGEST: Final = 64
"""Bytes of a wish; who sends more is cut off."""
_WISH: Final = re.compile(rb"(show|fullscreen|quit)(?: ([1-9][0-9]?))?\n")

_log = logging.getLogger(__name__)


class WishKind(enum.Enum):
    """What a second start may want of the first one."""

    SHOW = "show"
    """That it shows its board."""
    FULLSCREEN = "fullscreen"
    """That its board fills a screen."""
    QUIT = "quit"
    """That it ends."""


class Answer(enum.Enum):
    """What the first one says to that."""

    DONE = "done"
    NO_WINDOW = "no window"
    """It has none to show."""
    NOT_UNDERSTOOD = "not understood"
    GONE = "gone"
    """It ended before it could answer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start wants of the first one.

    Attributes:
        kind: What.
        screen: Which screen is to be filled, from 1; 0 for the one where the board is.

    """

    kind: WishKind
    screen: int = 0

    def to_bytes(self) -> bytes:
        """Write it as it goes over the line."""
        number = f" {self.screen}" if self.screen else ""
        return f"{self.kind.value}{number}\n".encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self | None:
        """Read it; None where it is none."""
        found = _WISH.fullmatch(data)
        return None if found is None else cls(WishKind(found[1].decode()), int(found[2] or 0))


class OneInstance(QObject):
    """Is the one program of its settings file, from `claim` to `release`.

    Arguments:
        folder: Where locks are; made if it is missing.
        key: What the settings file is known by.

    Signals:
        show_asked: A second start wants the board shown: whether on a full screen, and on which, from 1; 0
            for the one it is on.
        quit_asked: Someone wants this program to end.

    """

    show_asked = Signal(bool, int)
    quit_asked = Signal()

    def __init__(self, folder: pathlib.Path, key: str) -> None:
        super().__init__()
        self.lock_path = folder / f"{key}.lock"
        self._lock = make_lock(self.lock_path)
        self._server: QLocalServer | None = None
        self._has_window = False

    def claim(self) -> bool:
        """Become the one; tell whether there was no other.

        Raises:
            OSError: There can be no lock; the folder is read-only, for one.

        """
        folder = self.lock_path.parent
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            message = f"lock {self.lock_path} can't be made"
            raise OSError(message)
        # A dead one's process number may be another program's by now. This fails while the lock is held.
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def listen(self, *, has_window: bool) -> None:
        """Hear what second starts want; needs Qt's application.

        Arguments:
            has_window: Whether there is a board to show.

        """
        self._has_window = has_window
        name = line_name(self.lock_path)
        # The lock is ours: what stands there is a dead one's.
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_came)
        if not server.listen(name):
            _log.warning("A second start can't reach this one: %s", server.errorString())
        self._server = server

    def release(self) -> None:
        """Be the one no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_came(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            line = self._server.nextPendingConnection()
            line.setReadBufferSize(LONGEST)
            line.readyRead.connect(self._on_said)
            line.disconnected.connect(line.deleteLater)
            if line.bytesAvailable():
                self._answer(line)

    def _on_said(self) -> None:
        line = self.sender()
        if isinstance(line, QLocalSocket):
            self._answer(line)

    def _answer(self, line: QLocalSocket) -> None:
        if not line.canReadLine() and line.bytesAvailable() < LONGEST:
            return
        wish = Wish.from_bytes(bytes(line.readLine(LONGEST).data()))
        if wish is None:
            answer = Answer.NOT_UNDERSTOOD
        elif wish.kind is not WishKind.QUIT and not self._has_window:
            answer = Answer.NO_WINDOW
        else:
            answer = Answer.DONE
        line.write(f"{answer.value}\n".encode())
        line.flush()
        line.disconnectFromServer()
        if wish is None or answer is not Answer.DONE:
            return
        _log.info("A second start asks: %s", wish.kind.value)
        if wish.kind is WishKind.QUIT:
            self.quit_asked.emit()
        else:
            self.show_asked.emit(wish.kind is WishKind.FULLSCREEN, wish.screen)


def make_lock(path: pathlib.Path) -> QLockFile:
    """Give the lock of that file; it is held by nobody for being old alone."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def line_name(lock_path: pathlib.Path) -> str:
    """Give the name of the line to who holds a lock.

    A local socket's path may have some hundred bytes only, so it is not beside the lock but where the system
    keeps sockets of this person.
    """
    key = short_key(os.path.abspath(lock_path))  # noqa: PTH100 - links stay
    if sys.platform == "win32":
        return f"TallyMate-{key}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not pathlib.Path(folder).is_dir() or not folder:
        folder = tempfile.gettempdir()
    return f"{folder}/tallymate-{os.getuid()}-{key}"
