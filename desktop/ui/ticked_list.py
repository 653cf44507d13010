"""A list whose lines are ticked by a click anywhere on them or by the space bar."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.marks import TICK_BOX_PX, draw_tick_box

NUMBER_ROLE = Qt.ItemDataRole.UserRole
"""The text at the right of a line, in a quiet colour."""
_MARGIN = 8
_GAP = 9
_LEFT = (
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
)
_RIGHT = (
    Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
)

_Index = QModelIndex | QPersistentModelIndex


class TickDelegate(QStyledItemDelegate):
    """Paints a line: box, text, number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a line."""
        painter.save()
        palette = option.palette
        where = QRectF(option.rect)
        state = option.state
        is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & QStyle.StateFlag.State_MouseOver or is_focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(where.adjusted(2, 1, -2, -1), 6, 6)
        box = QRectF(where.left() + _MARGIN, where.center().y() - TICK_BOX_PX / 2, TICK_BOX_PX, TICK_BOX_PX)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        draw_tick_box(painter, box, palette, is_on=is_on, is_focused=is_focused)
        metrics = option.fontMetrics
        number = str(index.data(NUMBER_ROLE) or "")
        words = QRectF(where)
        words.setLeft(box.right() + _GAP)
        words.setRight(where.right() - _MARGIN)
        if number:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(words, _RIGHT, number)
            words.setRight(words.right() - metrics.horizontalAdvance(number) - _GAP)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, _LEFT, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return the height of a line."""
        return QSize(80, max(TICK_BOX_PX, option.fontMetrics.height()) + 10)


class TickedList(QListView):
    """The list, which leaves the ticking to its owner.

    Signals:
        toggled: The user wants a line ticked or unticked: its index.

    """

    toggled = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(TickDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
