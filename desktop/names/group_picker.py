"""The groups to tick for the agents that are chosen in the table of names."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from desktop.names.model import NamesModel
from desktop.ui.picker import Picker, PickWords

_WIDTH: Final = 236
_LONGEST_NAME: Final = 14
_NOBODY: Final = PickWords("Choose agents in the table", "Choose agents in the table", "None of these")


class GroupPicker(Picker):
    """All known groups; those to which all of the chosen agents belong are ticked.

    Signals:
        ticked: The user ticked: the groups that were added and those that were removed, as frozen sets.

    Arguments:
        names: The rows.

    """

    ticked = Signal(object, object)

    def __init__(self, names: NamesModel) -> None:
        super().__init__("Groups", _NOBODY)
        self._names = names
        self._common: frozenset[str] = frozenset()
        self.picked.connect(self._on_picked)
        self.setFixedWidth(_WIDTH)

    def show_agents(self, places: Sequence[int]) -> None:
        """Show the groups of the agents in these rows of the model."""
        groups = [frozenset(self._names.groups_of(place)) for place in places]
        self._common = frozenset.intersection(*groups) if groups else frozenset()
        self.setEnabled(bool(places))
        self.show_known(self._names.known_groups())
        self.show_words(self._words_for(places))
        self.show_picked(self._common)

    def _words_for(self, places: Sequence[int]) -> PickWords:
        match places:
            case []:
                return _NOBODY
            case [place]:
                who = f"{_short(self._names.title_of(place))} is in"
            case _:
                who = f"All {len(places)} are in"
        none = f"{who} none of them"
        return PickWords(none, none, _NOBODY.button, f"{who} ", "")

    def _on_picked(self, picked: tuple[str, ...]) -> None:
        before, self._common = self._common, frozenset(picked)
        self.ticked.emit(self._common - before, before - self._common)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
