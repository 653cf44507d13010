"""Which groups the agents chosen in the directory's table belong to, to be ticked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.names.model import DirectoryModel
from desktop.ui.picker import Picker, PickWords

_WIDTH: Final = 236
_LONGEST_NAME: Final = 14
_NOBODY: Final = PickWords("Choose agents in the table", "Choose agents in the table", "None of these")


class GroupTicks(QWidget):
    """The groups that are known, those ticked to which all of the agents chosen belong.

    Signals:
        ticked: Someone changed that: the groups that came and those that went, as frozen sets.

    Arguments:
        model: The rows.

    """

    ticked = Signal(object, object)

    def __init__(self, model: DirectoryModel) -> None:
        super().__init__()
        self._model = model
        self._common: frozenset[str] = frozenset()
        self._picker = Picker("Groups", _NOBODY)
        self._picker.picked.connect(self._on_picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._picker)
        self.setFixedWidth(_WIDTH)

    def show_agents(self, places: Sequence[int]) -> None:
        """Show the groups of the agents in these rows of the model."""
        groups = [frozenset(self._model.groups_of(place)) for place in places]
        self._common = frozenset.intersection(*groups) if groups else frozenset()
        self._picker.setEnabled(bool(places))
        self._picker.show_known(self._model.known_groups())
        self._picker.show_words(self._words(places))
        self._picker.show_picked(self._common)

    def _words(self, places: Sequence[int]) -> PickWords:
        match places:
            case []:
                return _NOBODY
            case [place]:
                who = f"{_short(self._model.called(place))} is in"
            case _:
                who = f"All {len(places)} are in"
        none = f"{who} none of them"
        return PickWords(none, none, _NOBODY.button, f"{who} ", "")

    def _on_picked(self, picked: tuple[str, ...]) -> None:
        before, self._common = self._common, frozenset(picked)
        self.ticked.emit(self._common - before, before - self._common)


def _short(name: str) -> str:
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    # It becomes a part of a text to be formatted.
    return short.replace("{", "(").replace("}", ")")
