"""Tells when a file changed, came or went, also on a share and also when it is replaced whole."""

import pathlib
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLES_MS: Final = 300
"""Whoever saves a file writes, renames and touches: what it comes to is of interest, once."""
POLL_MS: Final = 5_000

_Signature = tuple[int, ...]


class FileWatch(QObject):
    """Watches one file. A share that hangs makes it hang: have it live on a thread without a window.

    Qt forgets a file that was replaced, and says nothing of most network shares: so the folder is watched
    too, and time and size are looked at every now and then.

    Signals:
        changed: The file is another than before, or there is one again, or none any more.

    Arguments:
        path: The file.
        parent: Whose child this is, so that it moves to its thread.
        poll_ms: How often to look by itself.

    """

    changed = Signal()

    def __init__(self, path: pathlib.Path, parent: QObject | None = None, poll_ms: int = POLL_MS) -> None:
        super().__init__(parent)
        self._path = path
        self._poll_ms = poll_ms
        self._watcher: QFileSystemWatcher | None = None
        self._signature: _Signature = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_look_due)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._on_look_due)

    def start(self) -> None:
        """Begin, with the file as it is now."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_touched)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._signature = self._look()
        self._poll.start(self._poll_ms)

    def stop(self) -> None:
        """End."""
        self._soon.stop()
        self._poll.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _on_touched(self, _path: str) -> None:
        if not self._soon.isActive():
            self._soon.start(SETTLES_MS)

    def _on_look_due(self) -> None:
        signature = self._look()
        if signature != self._signature:
            self._signature = signature
            if self._watcher is not None:
                # What is watched may be the file that was replaced, as long as somebody has that open.
                self._watcher.removePath(str(self._path))
                self._look()
            self.changed.emit()

    def _look(self) -> _Signature:
        """Watch what there is to watch, and give what tells one file from another."""
        watched = self._watcher
        if watched is not None and not watched.directories() and self._path.parent.is_dir():
            watched.addPath(str(self._path.parent))
        try:
            found = self._path.stat()
        except (OSError, ValueError) as error:
            return (getattr(error, "errno", None) or 0,)
        if watched is not None and not watched.files():
            watched.addPath(str(self._path))
        return found.st_mtime_ns, found.st_size, found.st_ino
