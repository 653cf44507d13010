"""Some of several, in an order: ticked, and moved up and down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.ticked_list import TickedList

_Index = QModelIndex | QPersistentModelIndex
_WIDTH = 230
_ROOM = 6


class OrderModel(QAbstractListModel):
    """The lines.

    Arguments:
        titles: Of all that can be chosen, by their words.

    """

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles
        self._order = list(titles)
        self._chosen: frozenset[str] = frozenset()

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order of the lines."""
        return tuple(word for word in self._order if word in self._chosen)

    def show_chosen(self, chosen: tuple[str, ...]) -> None:
        """Tick these; they come first where their order is another."""
        if chosen == self.chosen:
            return
        self.beginResetModel()
        self._chosen = frozenset(chosen)
        self._order = [*chosen, *(word for word in self._titles if word not in self._chosen)]
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Tick a line, or no longer; the last one stays ticked."""
        chosen = self._chosen ^ {self._order[row]}
        if chosen:
            self._chosen = chosen
            self.dataChanged.emit(self.index(row), self.index(row))

    def move(self, row: int, to: int) -> None:
        """Move a line."""
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (to > row))
        self._order.insert(to, self._order.pop(row))
        self.endMoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give a line's words and whether it is ticked."""
        word = self._order[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._titles[word]
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if word in self._chosen else Qt.CheckState.Unchecked
            case _:
                return None


class OrderedChoice(QWidget):
    """The list, and beside it what moves a line.

    Signals:
        chosen: Someone chose: the words in their order, as a tuple.

    Arguments:
        name: What it is, for those who hear it.
        titles: Of all that can be chosen, by their words.

    """

    chosen = Signal(object)

    def __init__(self, name: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._model = OrderModel(titles)
        self._list = TickedList(name)
        self._list.setModel(self._model)
        self._list.setFixedWidth(_WIDTH)
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * len(titles) + 2 * _ROOM)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._up = QPushButton("Move up")
        self._down = QPushButton("Move down")
        buttons = QVBoxLayout()
        buttons.addWidget(self._up)
        buttons.addWidget(self._down)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._list)
        layout.addLayout(buttons)
        self.setFocusProxy(self._list)
        self._list.toggled.connect(self._on_toggled)
        self._up.clicked.connect(self._on_up)
        self._down.clicked.connect(self._on_down)
        self._list.selectionModel().currentChanged.connect(self._show_what_can_be_done)
        self._show_what_can_be_done()

    def show_chosen(self, chosen: tuple[str, ...]) -> None:
        """Show what is chosen."""
        self._model.show_chosen(chosen)
        self._show_what_can_be_done()

    def _on_toggled(self, index: QModelIndex) -> None:
        self._model.toggle(index.row())
        self.chosen.emit(self._model.chosen)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._list.currentIndex().row()
        if row >= 0 and 0 <= row + by < self._model.rowCount():
            self._model.move(row, row + by)
            self._show_what_can_be_done()
            self.chosen.emit(self._model.chosen)

    def _show_what_can_be_done(self) -> None:
        row = self._list.currentIndex().row()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._model.rowCount() - 1)
