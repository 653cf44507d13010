"""A picker: a list of up to thousands of lines to tick, with a search."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.acd.known import PickerItem
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column
from desktop.ui.ticked_list import NUMBER_ROLE, TickedList

_Index = QModelIndex | QPersistentModelIndex
FOUND_ROLE = Qt.ItemDataRole.UserRole + 1
"""The text that is searched."""
_SPACE = 6
_LOWEST = 120


@dataclass(frozen=True, slots=True)
class PickWords:
    """The words of the summary and the button.

    Attributes:
        none: The summary when none of several is picked; blank for "all are shown".
        one: The summary when the only one is not picked.
        button: The button that picks none.
        before: Comes before the count when some are picked.
        after: Follows the count.

    """

    none: str = ""
    one: str = "The only one is shown"
    button: str = "Show all"
    before: str = ""
    after: str = " picked"


class PickModel(QAbstractListModel):
    """The lines: everything known, after what is picked but unknown."""

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[PickerItem, ...] = ()
        self._rows: tuple[PickerItem, ...] = ()
        self._picked: frozenset[str] = frozenset()

    @property
    def picked(self) -> tuple[str, ...]:
        """The ticked numbers, in the order of the lines."""
        return tuple(row.number for row in self._rows if row.number in self._picked)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the ticked lines."""
        return tuple(row.name for row in self._rows if row.number in self._picked)

    def show_known(self, known: tuple[PickerItem, ...]) -> None:
        """Set what can be picked."""
        if known != self._known:
            self._known = known
            self._rebuild()

    def show_picked(self, picked: Iterable[str]) -> None:
        """Tick these numbers and no others."""
        wanted = frozenset(picked)
        if wanted == self._picked:
            return
        self._picked = wanted
        if wanted <= {row.number for row in self._rows}:
            self._emit_all_changed()
        else:
            self._rebuild()

    def number(self, row: int) -> str:
        """Return the number of a line."""
        return self._rows[row].number

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a line's name, its number, whether it is ticked, or the text that is searched."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case int(number) if number == NUMBER_ROLE:
                return "" if row.name == row.number else row.number
            case int(found) if found == FOUND_ROLE:
                return f"{row.number} {row.name}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.number in self._picked else Qt.CheckState.Unchecked
            case _:
                return None

    def _rebuild(self) -> None:
        self.beginResetModel()
        known = {row.number for row in self._known}
        unknown = tuple(PickerItem(number, number) for number in sorted(self._picked - known))
        self._rows = unknown + self._known
        self.endResetModel()

    def _emit_all_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


_SHOWN = PickWords()


class Picker(QWidget):
    """A list to tick, with its title, a summary, a search and a button.

    Signals:
        picked: The user picked: the numbers as a tuple; none means all.

    Arguments:
        title: The plural of what is picked, as ``Agent groups``.
        words: The words of the summary and the button.

    """

    picked = Signal(object)

    def __init__(self, title: str, words: PickWords = _SHOWN) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._model = PickModel()
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(FOUND_ROLE)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._summary = plain_label("", "quiet")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search")
        self._search.setAccessibleName(f"Search {title.lower()}")
        self._search.setClearButtonEnabled(True)
        self._list = TickedList(title)
        self._list.setModel(self._found)
        self._list.setMinimumHeight(_LOWEST)
        self._all = QPushButton(words.button)
        self._all.setAccessibleName(f"{words.button} {title.lower()}")
        title_label = plain_label(title, "heading")
        self.setLayout(
            column(title_label, self._summary, self._search, (self._list, 1), self._all, spacing=_SPACE)
        )
        self.setFocusProxy(self._search)
        self._search.textChanged.connect(self._on_searched)
        self._list.toggled.connect(self._on_toggled)
        self._all.clicked.connect(self._on_all_clicked)
        self._summarise()

    def show_known(self, known: tuple[PickerItem, ...]) -> None:
        """Set what can be picked, and keep the scroll position."""
        place = self._list.verticalScrollBar().value()
        self._model.show_known(known)
        self._list.verticalScrollBar().setValue(place)
        self._summarise()

    def show_words(self, words: PickWords) -> None:
        """Use other words."""
        self._words = words
        self._summarise()

    def show_picked(self, picked: Iterable[str]) -> None:
        """Tick these numbers without emitting `picked`."""
        self._model.show_picked(picked)
        self._summarise()

    def _on_searched(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        self._summarise()

    def _on_toggled(self, index: QModelIndex) -> None:
        number = self._model.number(self._found.mapToSource(index).row())
        self._pick({*self._model.picked} ^ {number})

    def _on_all_clicked(self) -> None:
        """Pick none; during a search, pick everything found."""
        if self._search.text().strip():
            rows = (self._found.index(row, 0) for row in range(self._found.rowCount()))
            found = {self._model.number(self._found.mapToSource(index).row()) for index in rows}
            self._pick({*self._model.picked} | found)
        else:
            self._pick(set())

    def _pick(self, numbers: set[str]) -> None:
        self._model.show_picked(numbers)
        self._summarise()
        self.picked.emit(self._model.picked)

    def _summarise(self) -> None:
        count, names = self._model.rowCount(), self._model.names
        what = self._title.lower()
        if not count:
            self._summary.setText("None heard of yet")
        elif not names:
            self._summary.setText(
                (self._words.none or f"All {count} are shown") if count > 1 else self._words.one
            )
        else:
            self._summary.setText(f"{self._words.before}{len(names)} of {count}{self._words.after}")
        self._summary.setAccessibleName(f"{what}: {self._summary.text()}")
        is_searching = bool(self._search.text().strip())
        self._all.setText(f"Pick all {self._found.rowCount()} found" if is_searching else self._words.button)
        self._all.setEnabled(self._found.rowCount() > 0 if is_searching else bool(names))
