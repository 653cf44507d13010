"""The table of names, and the editors of its cells."""

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.acd.directory_rows import Column
from desktop.names.model import COLUMNS, KINDS

_Index = QModelIndex | QPersistentModelIndex
_ROW_SPACE = 14


class NameCells(QStyledItemDelegate):
    """Edits a kind in a drop-down list, everything else in a line.

    Signals:
        typed: The user typed: row and column as shown, and the text of the line.

    """

    typed = Signal(int, int, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002 - Qt's
        """Return the editor of a cell."""
        column = COLUMNS[index.column()]
        if column is Column.KIND:
            choice = QComboBox(parent)
            choice.setFrame(False)
            for kind in KINDS:
                choice.addItem(kind.capitalize(), kind.value)
            choice.activated.connect(self._on_kind_chosen)
            choice.setAccessibleName("Kind")
            QTimer.singleShot(0, choice, choice.showPopup)
            return choice
        field = QLineEdit(parent)
        field.setFrame(False)
        field.setAccessibleName(column.capitalize())
        field.textEdited.connect(partial(self.typed.emit, index.row(), index.column()))
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the value of the cell."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole).casefold()))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Set the new value of the cell."""
        if isinstance(editor, QComboBox):
            # While nothing is chosen, an unknown kind stays as it is in the file.
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002 - Qt's
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def _on_kind_chosen(self) -> None:
        choice = self.sender()
        if isinstance(choice, QComboBox):
            self.commitData.emit(choice)
            self.closeEditor.emit(choice, QAbstractItemDelegate.EndEditHint.NoHint)


class NamesTable(QTableView):
    """A table that is filled in as in a spreadsheet: Enter moves to the cell below."""

    def __init__(self) -> None:
        super().__init__()
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.SelectedClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ROW_SPACE)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @property
    def is_edited(self) -> bool:
        """Whether the user is editing a cell."""
        return self.state() is QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """End the editing of a cell; after Enter move to the cell below."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move with Tab from the last column that can be edited to the next row, and back."""
        current = self.currentIndex()
        last = len(COLUMNS) - 1
        if action is QAbstractItemView.CursorAction.MoveNext and current.column() == last:
            return current.sibling(current.row() + 1, 0)
        if action is QAbstractItemView.CursorAction.MovePrevious and current.column() == 0:
            return current.sibling(current.row() - 1, last)
        return super().moveCursor(action, modifiers)
