"""Reports when a file changes, appears or disappears, also on a share and also when it is replaced."""

import pathlib
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLES_MS: Final = 300
"""Delay after the first sign of a change: programs save a file in several steps."""
POLL_MS: Final = 5_000
"""Polling interval."""

_Signature = tuple[int, ...]


class FileWatch(QObject):
    """Watches one file. It blocks while a network share hangs, so it belongs on a thread without a window.

    Qt stops watching a file that is replaced, and reports nothing for most network shares. So the folder is
    watched too, and the file's time and size are polled.

    Signals:
        changed: The file has changed, appeared or disappeared.

    Arguments:
        path: The file.
        parent: This object moves to its parent's thread.
        poll_ms: Polling interval.

    """

    changed = Signal()

    def __init__(self, path: pathlib.Path, parent: QObject | None = None, poll_ms: int = POLL_MS) -> None:
        super().__init__(parent)
        self._path = path
        self._poll_ms = poll_ms
        self._watcher: QFileSystemWatcher | None = None
        self._signature: _Signature = ()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._on_check_due)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._on_check_due)

    def start(self) -> None:
        """Begin; report changes from the file's present state on."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_touched)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._signature = self._check()
        self._poll.start(self._poll_ms)

    def stop(self) -> None:
        """Stop watching."""
        self._delay.stop()
        self._poll.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _on_touched(self, _path: str) -> None:
        if not self._delay.isActive():
            self._delay.start(SETTLES_MS)

    def _on_check_due(self) -> None:
        signature = self._check()
        if signature != self._signature:
            self._signature = signature
            if self._watcher is not None:
                # Qt may still watch the replaced file, as long as another program has it open.
                self._watcher.removePath(str(self._path))
                self._check()
            self.changed.emit()

    def _check(self) -> _Signature:
        """Watch the file and its folder if they exist; return the file's time, size and number."""
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
