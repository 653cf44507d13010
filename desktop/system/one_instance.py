"""One program for each settings file: a lock says which it is, a socket receives requests of second starts.

The lock alone decides. A request can do no more than a click of the person at this computer.
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

from desktop.system.places import short_key

LONGEST: Final = 64
"""Bytes of a request; a longer one is cut off."""
_REQUEST: Final = re.compile(rb"(show|fullscreen|quit)(?: ([1-9][0-9]?))?\n")

_log = logging.getLogger(__name__)


class RequestKind(enum.Enum):
    """The kinds of requests of a second start to the first one."""

    SHOW = "show"
    """Show the board."""
    FULLSCREEN = "fullscreen"
    """Fill a screen with the board."""
    QUIT = "quit"


class Reply(enum.Enum):
    """The first one's reply."""

    DONE = "done"
    NO_WINDOW = "no window"
    """It has no board to show."""
    NOT_UNDERSTOOD = "not understood"
    GONE = "gone"
    """It ended before it could reply."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request of a second start to the first one.

    Attributes:
        kind: Its kind.
        screen: The screen to fill, from 1; 0 for the one where the board is.

    """

    kind: RequestKind
    screen: int = 0

    def to_bytes(self) -> bytes:
        """Return it as it goes over the socket."""
        number = f" {self.screen}" if self.screen else ""
        return f"{self.kind.value}{number}\n".encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self | None:
        """Read it; None if it is malformed."""
        found = _REQUEST.fullmatch(data)
        return None if found is None else cls(RequestKind(found[1].decode()), int(found[2] or 0))


class OneInstance(QObject):
    """The only program with its settings file, from `claim` to `release`.

    Arguments:
        folder: The folder of the locks; made if it is missing.
        key: A name of the settings file.

    Signals:
        show_asked: A second start wants the board shown: whether on a full screen, and on which, from 1; 0
            for the one it is on.
        quit_asked: A second start wants this program to end.

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
        """Acquire the lock; return whether no other program holds it.

        Raises:
            OSError: The lock can't be made, for instance in a read-only folder.

        """
        folder = self.lock_path.parent
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            message = f"lock {self.lock_path} can't be made"
            raise OSError(message)
        # Another program may have the process number of a dead holder. Removing fails while the lock is held.
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def listen(self, *, has_window: bool) -> None:
        """Listen for requests of second starts; needs Qt's application.

        Arguments:
            has_window: Whether there is a board to show.

        """
        self._has_window = has_window
        name = socket_name(self.lock_path)
        # This program holds the lock, so an existing socket belongs to a dead one.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        if not self._server.listen(name):
            _log.warning("A second start can't reach this one: %s", self._server.errorString())

    def release(self) -> None:
        """Close the socket and give up the lock."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connected(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(LONGEST)
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._reply(socket)

    def _on_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._reply(socket)

    def _reply(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() and socket.bytesAvailable() < LONGEST:
            return
        request = Request.from_bytes(bytes(socket.readLine(LONGEST).data()))
        if request is None:
            reply = Reply.NOT_UNDERSTOOD
        elif request.kind is not RequestKind.QUIT and not self._has_window:
            reply = Reply.NO_WINDOW
        else:
            reply = Reply.DONE
        socket.write(f"{reply.value}\n".encode())
        socket.flush()
        socket.disconnectFromServer()
        if request is None or reply is not Reply.DONE:
            return
        _log.info("A second start asks: %s", request.kind.value)
        if request.kind is RequestKind.QUIT:
            self.quit_asked.emit()
        else:
            self.show_asked.emit(request.kind is RequestKind.FULLSCREEN, request.screen)


def make_lock(path: pathlib.Path) -> QLockFile:
    """Return the lock of that file, which does not become stale by its age."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def socket_name(lock_path: pathlib.Path) -> str:
    """Return the name of the socket of the program that holds a lock.

    The path of a local socket may have about a hundred bytes, so it is not beside the lock but where the
    system keeps the person's sockets.
    """
    key = short_key(os.path.abspath(lock_path))  # noqa: PTH100 - links stay
    if sys.platform == "win32":
        return f"TallyMate-{key}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not pathlib.Path(folder).is_dir() or not folder:
        folder = tempfile.gettempdir()
    return f"{folder}/tallymate-{os.getuid()}-{key}"
