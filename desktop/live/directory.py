"""Composes the directory: read on a thread of its own as often as its file changes, and written."""

import logging
import pathlib

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from desktop.acd.directory import Directory
from desktop.live.directory_file import DirectoryState, Table
from desktop.live.directory_keeper import DirectoryKeeper
from desktop.publish.replacing import replace_file
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class KeptDirectory(QObject):
    """Knows the names. Everything works without them: at first, and where there is no file, there are none.

    Signals:
        directory_changed: A `Directory`.
        problems_changed: What is wrong with the file, as a tuple of lines; empty when nothing is.
        state_changed: A `DirectoryState`: the directory, its rows and its problems together.
        moved: Another file is read from now on.
        saved: Of what `save` was to write, why it is not written; None when it is.

    Arguments:
        path: The file; there may be none.

    Attributes:
        path: Where the file is.
        state: As told last.

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
        """The names that hold now."""
        return self.state.directory

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file now."""
        return self.state.problems

    def start(self) -> None:
        """Begin to read the file."""
        if self._thread.is_running:
            return
        keeper = self._keeper = DirectoryKeeper(self.path, self.state.table, replace_file)
        keeper.state_changed.connect(self._on_state_changed)
        keeper.saved.connect(self.saved)
        self._thread.start(keeper)

    def stop(self) -> bool:
        """End; tell whether the thread ended in time."""
        return self._thread.stop()

    def move(self, path: pathlib.Path) -> None:
        """Read another file from now on, and forget what this one said."""
        if path == self.path:
            return
        was_started = self._thread.is_running
        if not self.stop():
            _log.warning("The folder of %s does not answer; the names stay as they are.", self.path)
            return
        # What the file said last, told and not yet heard, must not come after this.
        QCoreApplication.sendPostedEvents(self)
        self.path = path
        self.moved.emit()
        self._on_state_changed(DirectoryState(table=_new_table()))
        if was_started:
            self.start()

    def save(self, table: Table, version: int) -> None:
        """Write the file; `saved` tells whether it worked.

        Arguments:
            table: What it is to hold.
            version: The state from which the table was made: a file that is another by now stays as it is.

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
    """Give an empty table in the form that this country's Excel opens: a comma may stand in its numbers."""
    return Table(separator=";" if QLocale.system().decimalPoint() == "," else ",")
