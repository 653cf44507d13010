"""The directory's table with all that changes it: finding, adding and deleting rows, and what is wrong."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import Column, DirectoryRow
from desktop.names.cells import DirectoryCells, DirectoryTable
from desktop.names.groups import GroupTicks
from desktop.names.model import COLUMNS, SORT_ROLE, DirectoryModel
from desktop.ui.labels import plain_label
from desktop.ui.theme import Theme

_WIDTHS: Final = (95, 95, 235, 165)
_SPACE: Final = 12


class DirectoryEditor(QWidget):
    """The table. What is wrong is told while it is typed.

    Signals:
        edited: The rows are others than before.

    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = DirectoryModel()
        self._shown = QSortFilterProxyModel(self)
        # A row that moved away while it is filled in would be lost to the eye.
        self._shown.setDynamicSortFilter(False)
        self._shown.setSourceModel(self._model)
        self._shown.setSortRole(SORT_ROLE)
        self._shown.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setSortLocaleAware(True)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setFilterKeyColumn(-1)
        self._cells = DirectoryCells(self)
        self._table = DirectoryTable()
        self._table.setModel(self._shown)
        self._table.setItemDelegate(self._cells)
        self._table.setAccessibleName("Names of agents, agent groups, paths and reasons")
        for column, width in enumerate(_WIDTHS):
            self._table.setColumnWidth(column, width)
        self._groups = GroupTicks(self._model)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Find a number, a name, a group")
        self._filter.setAccessibleName("Find")
        self._filter.setClearButtonEnabled(True)
        self._add = QPushButton("&Add row")
        self._delete = QPushButton("&Delete rows")
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._lay_out()
        self._filter.textChanged.connect(self._shown.setFilterFixedString)
        self._add.clicked.connect(self.add_row)
        self._delete.clicked.connect(self._on_delete_asked)
        self._cells.typed.connect(self._on_typed)
        self._table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._model.edited.connect(self._on_edited)
        self._groups.ticked.connect(self._on_groups_ticked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add_row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._filter.setFocus)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._table, self._on_delete_asked)
        # In a cell that is edited the key deletes a letter.
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._on_selection_changed()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(_SPACE)
        above.addWidget(self._filter, stretch=1)
        above.addWidget(self._add)
        above.addWidget(self._delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(above)
        both = QHBoxLayout()
        both.setSpacing(_SPACE)
        both.addWidget(self._table, stretch=1)
        both.addWidget(self._groups)
        layout.addLayout(both, stretch=1)
        layout.addWidget(self._reason)

    @property
    def rows(self) -> tuple[DirectoryRow, ...]:
        """The rows that belong into the file."""
        return self._model.rows

    @property
    def wrong_rows(self) -> int:
        """How many rows have something wrong with them."""
        return self._model.wrong_rows

    @property
    def is_edited(self) -> bool:
        """Whether somebody is about to fill a cell in."""
        return self._table.is_edited

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._model.set_colours(wrong=theme.alarm, quiet=theme.quiet)

    def set_rows(self, rows: Iterable[DirectoryRow]) -> None:
        """Show other rows, and stay where the eye is."""
        index = self._table.currentIndex()
        self._model.set_rows(rows)
        self._table.setCurrentIndex(self._shown.index(index.row(), index.column()))

    def offer(self, numbers: Iterable[tuple[EntryKind, str]]) -> None:
        """Show numbers that no row names, to be named."""
        self._model.offer(numbers)
        self._show_groups()

    def go_to_first_unnamed(self) -> None:
        """Have the first name that is missing ready to be typed, unless somebody is elsewhere already."""
        self._table.setFocus()
        if not self._table.currentIndex().isValid():
            name = self._model.index(self._model.first_unnamed(), COLUMNS.index(Column.NAME))
            self._table.setCurrentIndex(self._shown.mapFromSource(name))

    def finish_cell(self) -> None:
        """Take what stands in a cell that is still edited."""
        self._table.setFocus()

    def add_row(self) -> None:
        """Add a row and let its number be typed."""
        self._filter.clear()
        index = self._shown.mapFromSource(self._model.index(self._model.add(), COLUMNS.index(Column.NUMBER)))
        self._table.setFocus()
        self._table.setCurrentIndex(index)
        self._table.edit(index)

    def _place(self, index: QModelIndex) -> int:
        return self._shown.mapToSource(index).row()

    def _on_delete_asked(self) -> None:
        self._model.remove({self._place(index) for index in self._table.selectionModel().selectedIndexes()})

    def _on_typed(self, row: int, column: int, text: str) -> None:
        place = self._place(self._shown.index(row, column))
        self._reason.setText(self._model.remark_with(place, column, text.strip()))

    def _on_edited(self) -> None:
        self._on_current_changed(self._table.currentIndex())
        self._show_groups()
        self.edited.emit()

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._reason.setText(self._model.remark(self._place(index)) if index.isValid() else "")

    def _on_selection_changed(self) -> None:
        self._delete.setEnabled(self._table.selectionModel().hasSelection())
        self._show_groups()

    def _agents_chosen(self) -> list[int]:
        places = {self._place(index) for index in self._table.selectionModel().selectedIndexes()}
        return [place for place in sorted(places) if self._model.is_agent(place)]

    def _show_groups(self) -> None:
        self._groups.show_agents(self._agents_chosen())

    def _on_groups_ticked(self, came: frozenset[str], went: frozenset[str]) -> None:
        self._model.change_groups(self._agents_chosen(), came, went)
