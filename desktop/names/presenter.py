"""Composes the window in which names are given."""

import pathlib
from collections.abc import Iterator

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import DirectoryRow
from desktop.acd.floor import Floor
from desktop.acd.queue import QueueKind
from desktop.live.directory import KeptDirectory
from desktop.live.directory_file import read_directory
from desktop.names.window import DirectoryWindow
from desktop.ui.window_when_asked import WindowWhenAsked


class DirectoryEditing(WindowWhenAsked[DirectoryWindow]):
    """The window, made when it is first asked for.

    Arguments:
        kept: Reads and writes the names.
        floor: What is to be named.
        example: The file with the example.

    """

    def __init__(self, kept: KeptDirectory, floor: Floor, example: pathlib.Path) -> None:
        super().__init__()
        self._kept = kept
        self._floor = floor
        self._example = example

    def show(self) -> None:
        """Show the window, in front of the others."""
        self._ask().come_forward()

    def _make(self) -> DirectoryWindow:
        kept = self._kept
        window = DirectoryWindow(kept.path, kept.state, self._known, self._read_example)
        window.save_asked.connect(kept.save)
        kept.state_changed.connect(window.show_state)
        kept.saved.connect(window.on_saved)
        return window

    def _known(self) -> Iterator[tuple[EntryKind, str]]:
        floor = self._floor
        for number in sorted(floor.newest(QueueKind.GROUP)):
            yield EntryKind.GROUP, number
        for number in sorted(floor.newest(QueueKind.PATH)):
            yield EntryKind.PATH, number
        for code in sorted({agent.reason_code for agent in floor.agents.values()} - {""}, key=int):
            yield EntryKind.REASON, code
        for agent_id in sorted(floor.agents):
            yield EntryKind.AGENT, agent_id

    def _read_example(self) -> tuple[DirectoryRow, ...]:
        try:
            return read_directory(self._example.read_bytes()).table.rows
        except OSError:  # an installation without it has nothing to show
            return ()
