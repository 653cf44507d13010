"""The table of names with a search, buttons for rows, the groups of agents, and what is wrong with a row."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import Column, DirectoryRow
from desktop.names.cells import NameCells, NamesTable
from desktop.names.group_picker import GroupPicker
from desktop.names.model import COLUMNS, SORT_ROLE, NamesModel
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column, row
from desktop.ui.theme import Theme

_WIDTHS: Final = (95, 95, 235, 165)
_SPACE: Final = 12


class NamesEditor(QWidget):
    """The table; it shows what is wrong with a row while the user types.

    Signals:
        edited: The rows changed.

    Attributes:
        model: The rows.
        table: Shows them.

    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = NamesModel()
        self._shown = QSortFilterProxyModel(self)
        # A row that is moved while it is edited would go out of sight.
        self._shown.setDynamicSortFilter(False)
        self._shown.setSourceModel(self.model)
        self._shown.setSortRole(SORT_ROLE)
        self._shown.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setSortLocaleAware(True)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setFilterKeyColumn(-1)
        self._cells = NameCells(self)
        self.table = NamesTable()
        self.table.setModel(self._shown)
        self.table.setItemDelegate(self._cells)
        self.table.setAccessibleName("Names of agents, agent groups, paths and reasons")
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        self._groups = GroupPicker(self.model)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Find a number, a name, a group")
        self._filter.setAccessibleName("Find")
        self._filter.setClearButtonEnabled(True)
        self._add = QPushButton("&Add row")
        self._delete = QPushButton("&Delete rows")
        self._reason = plain_label("", "reason")
        above = row((self._filter, 1), self._add, self._delete)
        table = row((self.table, 1), self._groups)
        self.setLayout(column(above, (table, 1), self._reason, spacing=_SPACE))
        self._filter.textChanged.connect(self._shown.setFilterFixedString)
        self._add.clicked.connect(self.add_row)
        self._delete.clicked.connect(self._on_delete_asked)
        self._cells.typed.connect(self._on_typed)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.edited.connect(self._on_edited)
        self._groups.ticked.connect(self._on_groups_ticked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add_row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._filter.setFocus)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self._on_delete_asked)
        # In a cell that is being edited the key deletes a letter.
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._on_selection_changed()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self.model.set_colours(wrong=theme.alarm, quiet=theme.quiet)

    def set_rows(self, rows: Iterable[DirectoryRow]) -> None:
        """Show other rows and keep the current cell."""
        index = self.table.currentIndex()
        self.model.set_rows(rows)
        self.table.setCurrentIndex(self._shown.index(index.row(), index.column()))

    def offer(self, numbers: Iterable[tuple[EntryKind, str]]) -> None:
        """Add rows for those numbers that no row names."""
        self.model.offer(numbers)
        self._show_groups()

    def go_to_first_unnamed(self) -> None:
        """Make the first missing name the current cell, unless the user chose a cell already."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            name = self.model.index(self.model.first_unnamed(), COLUMNS.index(Column.NAME))
            self.table.setCurrentIndex(self._shown.mapFromSource(name))

    def add_row(self) -> None:
        """Add a row and edit its number."""
        self._filter.clear()
        index = self._shown.mapFromSource(self.model.index(self.model.add(), COLUMNS.index(Column.NUMBER)))
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _place(self, index: QModelIndex) -> int:
        return self._shown.mapToSource(index).row()

    def _on_delete_asked(self) -> None:
        self.model.remove({self._place(index) for index in self.table.selectionModel().selectedIndexes()})

    def _on_typed(self, at: int, column: int, text: str) -> None:
        place = self._place(self._shown.index(at, column))
        self._reason.setText(self.model.problem_with(place, column, text.strip()))

    def _on_edited(self) -> None:
        self._on_current_changed(self.table.currentIndex())
        self._show_groups()
        self.edited.emit()

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._reason.setText(self.model.problem(self._place(index)) if index.isValid() else "")

    def _on_selection_changed(self) -> None:
        self._delete.setEnabled(self.table.selectionModel().hasSelection())
        self._show_groups()

    def _agents_chosen(self) -> list[int]:
        places = {self._place(index) for index in self.table.selectionModel().selectedIndexes()}
        return [place for place in sorted(places) if self.model.is_agent(place)]

    def _show_groups(self) -> None:
        self._groups.show_agents(self._agents_chosen())

    def _on_groups_ticked(self, added: frozenset[str], removed: frozenset[str]) -> None:
        self.model.change_groups(self._agents_chosen(), added, removed)
