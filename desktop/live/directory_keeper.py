"""Reads and writes the directory file, on a thread of its own because network shares may hang."""

import pathlib
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.live.directory_file import (
    DirectoryError,
    DirectoryState,
    Table,
    directory_content,
    load_directory,
    read_directory,
)
from desktop.publish.replacing import replace_file
from desktop.system.file_watch import POLL_MS, FileWatch

RETRY_MS: Final = 300
TRIES: Final = 4
"""While another program saves the file, it is missing or locked for a moment."""


class DirectoryKeeper(QObject):
    """A worker that reads the file whenever it changes. While it can't be read, the last content stays.

    Signals:
        state_changed: A `DirectoryState`.
        saved: Why `save` could not write the file; None if it could.

    Arguments:
        path: The file, which may be missing.
        new_table: The format of a new file.
        poll_ms: Polling interval.

    """

    state_changed = Signal(object)
    saved = Signal(object)

    def __init__(self, path: pathlib.Path, new_table: Table, poll_ms: int = POLL_MS) -> None:
        super().__init__()
        self._path = path
        self._poll_ms = poll_ms
        self._state = DirectoryState(table=new_table)
        self._told: DirectoryState | None = None
        self._content: bytes | None = None
        self._tries = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._read)
        self._watch = FileWatch(path, self, poll_ms)
        self._watch.changed.connect(self._on_file_changed)

    def start(self) -> None:
        """Start reading; call this in the worker's thread."""
        self._watch.start()
        self._read()

    def stop(self) -> None:
        """Stop for good."""
        self._watch.stop()
        self._retry.stop()

    def save(self, table: Table, version: int) -> None:
        """Write the file, unless it has changed since the table was made.

        Arguments:
            table: The new content.
            version: The version of the state that the table was made from.

        """
        try:
            content = load_directory(self._path)
        except DirectoryError as error:
            self.saved.emit(str(error))
            return
        if content is not None and content != self._content:
            self._take(content)
        if version != self._state.version:
            self.saved.emit("the file was changed meanwhile")
            return
        if not self._state.is_understood:
            self.saved.emit("what the file holds is no directory, and would be lost")
            return
        new = directory_content(table)
        fault = replace_file(self._path, new)
        if fault is None:
            self._take(new)
            self.saved.emit(None)
        else:
            # On Windows a file that another program such as Excel has open can't be replaced.
            self.saved.emit(f"{fault}. Where another program has the file open, close it there")

    def _on_file_changed(self) -> None:
        self._tries = TRIES
        self._read()

    def _read(self) -> None:
        self._retry.stop()
        fault: str | None = None
        content: bytes | None = None
        try:
            content = load_directory(self._path)
        except DirectoryError as error:
            fault = str(error)
        if content is not None:
            if content != self._content or not self._state.exists:
                self._take(content)
            else:
                self._tell(replace(self._state, problems=read_directory(content).problems))
            return
        if fault is None and self._content is None:
            # There was no file before either.
            self._tell(self._state)
            return
        if self._tries > 0:
            self._tries -= 1
            self._retry.start(RETRY_MS)
            return
        if fault is None:
            fault = f"directory file {self._path} is gone: what it said last is kept until the program ends"
            self._tell(replace(self._state, problems=(fault,), exists=False, is_understood=True))
        else:
            # There may be no signal when it can be read again.
            self._retry.start(self._poll_ms)
            self._tell(replace(self._state, problems=(fault,)))

    def _take(self, content: bytes) -> None:
        before, self._content = self._state, content
        state = replace(read_directory(content), version=before.version + 1)
        if not state.is_understood:
            state = replace(state, directory=before.directory, table=before.table)
        self._tell(state)

    def _tell(self, state: DirectoryState) -> None:
        self._state = state
        if state != self._told:
            self._told = state
            self.state_changed.emit(state)
