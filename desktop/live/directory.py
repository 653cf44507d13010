"""The directory of names, read on a thread of its own whenever its file changes, and written."""

import logging
import pathlib

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from desktop.acd.directory import Directory
from desktop.live.directory_file import DirectoryState, Table
from desktop.live.directory_keeper import DirectoryKeeper
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class WatchedDirectory(QObject):
    """The names of agents and queues; there are none until the file has been read, or if there is no file.

    Signals:
        directory_changed: A `Directory`.
        problems_changed: The problems of the file, as a tuple of lines.
        state_changed: A `DirectoryState`: the directory, its rows and its problems together.
        moved: Another file is read from now on.
        saved: Why `save` could not write the file; None if it could.

    Arguments:
        path: The file, which may be missing.

    Attributes:
        path: The file.
        state: The state emitted last.

    """

    directory_changed = Signal(object)
    problems_changed = Signal(object)
    state_changed = Signal(object)
    saved = Signal(object)
    moved = Signal()

    def __init__(self, path: pathlib.Path) -> None:
        super().__init__()
        self.path = path
        self.state = DirectoryState(table=_new_table())
        self._thread = WorkerThread("directory")
        self._keeper: DirectoryKeeper | None = None

    @property
    def directory(self) -> Directory:
        """The names in force."""
        return self.state.directory

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems of the file, in lines."""
        return self.state.problems

    def start(self) -> None:
        """Start reading the file."""
        if self._thread.is_running:
            return
        keeper = self._keeper = DirectoryKeeper(self.path, self.state.table)
        keeper.state_changed.connect(self._on_state_changed)
        keeper.saved.connect(self.saved)
        self._thread.start(keeper)

    def stop(self) -> bool:
        """Stop reading; return whether the thread ended in time."""
        return self._thread.stop()

    def move(self, path: pathlib.Path) -> None:
        """Read another file from now on, and forget the names of this one."""
        if path == self.path:
            return
        was_started = self._thread.is_running
        if not self.stop():
            _log.warning("The folder of %s does not answer; the names stay as they are.", self.path)
            return
        # Deliver the last state of the old file now, not later.
        QCoreApplication.sendPostedEvents(self)
        self.path = path
        self.moved.emit()
        self._on_state_changed(DirectoryState(table=_new_table()))
        if was_started:
            self.start()

    def save(self, table: Table, version: int) -> None:
        """Write the file; `saved` tells whether it worked.

        Arguments:
            table: The new content.
            version: The version of the state that the table was made from; a newer file is not replaced.

        """
        if self._keeper is not None:
            self._thread.call(self._keeper.save, table, version)

    def _on_state_changed(self, state: DirectoryState) -> None:
        before, self.state = self.state, state
        if state.problems != before.problems:
            for problem in state.problems:
                _log.warning("Directory file %s: %s", self.path, problem)
            self.problems_changed.emit(state.problems)
        if state.directory != before.directory:
            self.directory_changed.emit(state.directory)
        self.state_changed.emit(state)


def _new_table() -> Table:
    """Return an empty table as this country's Excel opens it: with a semicolon where numbers have a comma."""
    return Table(separator=";" if QLocale.system().decimalPoint() == "," else ",")
