"""The base of the views of tiles and of cards."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)


class SizedDelegate(QStyledItemDelegate):
    """Paints items that have the size of the view's grid.

    Arguments:
        view: The view.

    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """Return the size of an item with the gap after it."""
        return self._view.gridSize()


class IconView(QListView):
    """Items of one size in rows, painted by a delegate, without a background of their own.

    Arguments:
        name: Its name for screen readers.

    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._scrolls = False
        self._laid_out: tuple[QSize, QSize] | None = None
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def set_bar_colour(self, colour: str) -> None:
        """Paint the scroll bar in a colour, as ``#rrggbb``."""
        self.verticalScrollBar().setStyleSheet(f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {colour}; border-radius: 4px; min-height: 28px; margin: 0 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: none; }}
""")

    @property
    def bar_width(self) -> int:
        """The width of a scroll bar."""
        return self.verticalScrollBar().sizeHint().width()

    def updateGeometries(self) -> None:
        """Disable scrolling if everything is visible: the last gap must not scroll."""
        super().updateGeometries()
        if not self._scrolls:
            self.verticalScrollBar().setRange(0, 0)

    def go_to(self, index: QModelIndex) -> None:
        """Scroll to an item and focus it, so that screen readers go there too."""
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows_in_sight(self) -> range:
        """Return the rows that are at least partly visible."""
        grid, viewport, model = self.gridSize(), self.viewport(), self.model()
        first = max(0, self.indexAt(QPoint(0, 0)).row())
        top = self.visualRect(model.index(first, 0)).top()
        lines = math.ceil((viewport.height() - top) / max(1, grid.height()))
        columns = max(1, viewport.width() // max(1, grid.width()))
        return range(first, min(first + lines * columns, model.rowCount()))

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaint the visible rows only: Qt would look at each of a thousand rows."""
        sight, model = self.rows_in_sight(), self.model()
        top, bottom = max(first.row(), sight.start), min(last.row(), sight.stop - 1)
        if top <= bottom:
            super().dataChanged(model.index(top, 0), model.index(bottom, 0), list(roles))

    def lay_out(self, grid: QSize, *, scrolls: bool) -> None:
        """Lay the items out on a grid, with a scroll bar if not all fit.

        At once: Qt would lay the items out while it paints, and paint them twice.
        """
        self._scrolls = scrolls
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if scrolls else off)
        laid_out = grid, self.viewport().size()
        if laid_out == self._laid_out:
            return
        self._laid_out = laid_out
        if grid != self.gridSize():
            self.setGridSize(grid)
        self.doItemsLayout()

    def reset(self) -> None:
        """Show other items, laid out before they are painted; Qt would paint them twice."""
        super().reset()
        if self.isVisible():
            self.doItemsLayout()


def has_keyboard(option: QStyleOptionViewItem) -> bool:
    """Return whether an item has the keyboard focus."""
    flags = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    return option.state & flags == flags
