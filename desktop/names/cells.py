"""The cells of the directory's table while they are edited, and the table that goes from one to the next."""

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


class DirectoryCells(QStyledItemDelegate):
    """A choice for the kind, a field for anything else.

    Signals:
        typed: What stands in the field now, and of which cell that is: row and column as shown.

    """

    typed = Signal(int, int, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002 - Qt's
        """Give what a cell is edited with."""
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
        row, place = index.row(), index.column()
        field.textEdited.connect(lambda text: self.typed.emit(row, place, text))
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with what the cell holds."""
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(text.casefold()))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take what was chosen or typed."""
        if isinstance(editor, QComboBox):
            # With nothing chosen a kind that is none stays as it was written.
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002 - Qt's
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def _on_kind_chosen(self) -> None:
        choice = self.sender()
        if isinstance(choice, QComboBox):
            self.commitData.emit(choice)
            self.closeEditor.emit(choice, QAbstractItemDelegate.EndEditHint.NoHint)


class DirectoryTable(QTableView):
    """A table that is filled in as in a spreadsheet: Enter goes on to the cell below.

    Signals:
        delete_asked: The rows of the chosen cells are to be deleted.

    """

    delete_asked = Signal()

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
        """Whether somebody is about to fill a cell in."""
        return self.state() is QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """End the editing of a cell; after Enter go on below."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go on with Tab from the last column that can be filled in to the next row, and back."""
        current = self.currentIndex()
        last = len(COLUMNS) - 1
        if action is QAbstractItemView.CursorAction.MoveNext and current.column() == last:
            return current.sibling(current.row() + 1, 0)
        if action is QAbstractItemView.CursorAction.MovePrevious and current.column() == 0:
            return current.sibling(current.row() - 1, last)
        return super().moveCursor(action, modifiers)
