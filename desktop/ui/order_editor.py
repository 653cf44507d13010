"""The editor of an ordered choice of words: a list to tick, and to move up and down."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPushButton

from desktop.settings.declared import Field
from desktop.ui.field_editor import FieldEditor
from desktop.ui.layouts import column, row
from desktop.ui.ticked_list import TickedList

_WIDTH: Final = 230
_MARGIN: Final = 6
_TICKED: Final = Qt.ItemDataRole.CheckStateRole
_WORD: Final = Qt.ItemDataRole.UserRole + 1


class OrderEditor(FieldEditor):
    """A list of all words. The value is the ticked ones in the order of the list, at least one."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._titles: dict[str, str] = dict(declared.metadata["choices"])
        self._model = QStandardItemModel()
        self._list = TickedList(declared.metadata["title"])
        self._list.setModel(self._model)
        self._fill(())
        self._list.setFixedWidth(_WIDTH)
        self._list.setFixedHeight(self._list.sizeHintForRow(0) * len(self._titles) + 2 * _MARGIN)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._up = QPushButton("Move up")
        self._down = QPushButton("Move down")
        self.setLayout(row(self._list, column(self._up, self._down, None), None, spacing=10))
        self.setFocusProxy(self._list)
        self._list.toggled.connect(self._on_toggled)
        self._up.clicked.connect(partial(self._move, -1))
        self._down.clicked.connect(partial(self._move, 1))
        self._list.selectionModel().currentChanged.connect(self._enable)
        self._enable()

    def show_value(self, value: tuple[str, ...]) -> None:
        """Tick these words; they come first unless they are ticked in that order already."""
        if value != self._value:
            self._fill(value)
            self._enable()

    @property
    def _value(self) -> tuple[str, ...]:
        items = (self._model.item(at) for at in range(self._model.rowCount()))
        return tuple(item.data(_WORD) for item in items if item.data(_TICKED) == Qt.CheckState.Checked)

    def _fill(self, value: tuple[str, ...]) -> None:
        self._model.clear()
        for word in (*value, *(word for word in self._titles if word not in value)):
            item = QStandardItem(self._titles[word])
            item.setData(word, _WORD)
            item.setData(Qt.CheckState.Checked if word in value else Qt.CheckState.Unchecked, _TICKED)
            self._model.appendRow(item)

    def _on_toggled(self, index: QModelIndex) -> None:
        is_ticked = index.data(_TICKED) == Qt.CheckState.Checked
        if not is_ticked or len(self._value) > 1:
            ticked = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
            self._model.setData(index, ticked, _TICKED)
        self.edited.emit(self._value)

    def _move(self, by: int) -> None:
        at = self._list.currentIndex().row()
        if at >= 0 and 0 <= at + by < self._model.rowCount():
            self._model.insertRow(at + by, self._model.takeRow(at))
            self._list.setCurrentIndex(self._model.index(at + by, 0))
            self.edited.emit(self._value)

    def _enable(self) -> None:
        at = self._list.currentIndex().row()
        self._up.setEnabled(at > 0)
        self._down.setEnabled(0 <= at < self._model.rowCount() - 1)
