"""Names of agents, queues and reasons: the window in which they are given."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import DirectoryRow
from desktop.acd.queue import QueueKind
from desktop.live.context import Context
from desktop.live.directory_file import read_directory
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder
from desktop.ui.feature import WindowFeature

if TYPE_CHECKING:
    from desktop.names.window import NamesWindow


class NamesFeature(WindowFeature["NamesWindow"]):
    """The window in which agents, queues and reasons are given names.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.kit, "Names...", keeps_place=True)
        self._kept = context.directory
        self._floor = context.live_floor.floor
        self._example = resources_folder() / EXAMPLE_DIRECTORY
        self._requests = context.requests
        # The names of the demonstration can't be changed.
        self.action.setEnabled(not context.run.demo)
        context.requests.names_asked.connect(self.show)
        self._kept.problems_changed.connect(self._on_problems_changed)
        # The window shows the names of another file.
        self._kept.moved.connect(self.close)

    def _on_problems_changed(self, problems: tuple[str, ...]) -> None:
        if problems:
            more = f" (and {len(problems) - 1} more: see Names...)" if len(problems) > 1 else ""
            self._requests.notify("names", "Names to look at", problems[0] + more)

    def _make_window(self) -> "NamesWindow":
        from desktop.names.window import NamesWindow

        kept = self._kept
        window = NamesWindow(kept.path, kept.state, self._known, self._read_example)
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
        except OSError:  # this installation has no example
            return ()
