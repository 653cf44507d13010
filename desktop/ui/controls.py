"""Qt's check box, drop-down list and spin box with marks in the theme's colours."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionSpinBox,
    QWidget,
)

from desktop.ui.marks import TICK_BOX_PX, draw_chevron, draw_tick_box

_GAP = 9
_CHEVRON_PX = 4.5
_CHEVRON_FROM_RIGHT = 16
_STEP_CHEVRON_PX = 3.5
_TEXT_MARGIN = 8


class TickBox(QCheckBox):
    """A check box that reacts to a click anywhere on its line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of box and text."""
        metrics = self.fontMetrics()
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(TICK_BOX_PX + _GAP + width + 2, max(TICK_BOX_PX, metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the same size, so that the text is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Accept a click anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint box and text."""
        painter = QPainter(self)
        top = (self.height() - TICK_BOX_PX) / 2
        where = QRectF(1, top, TICK_BOX_PX, TICK_BOX_PX)
        draw_tick_box(painter, where, self.palette(), is_on=self.isChecked(), is_focused=self.hasFocus())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            QRectF(where.right() + _GAP, 0, self.width(), self.height()),
            flags.value | Qt.TextFlag.TextShowMnemonic.value,
            self.text(),
        )
        painter.end()


class DropDown(QComboBox):
    """A combo box that leaves the mouse wheel to the page until it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The usual delegate of a combo box paints menu items, which a style sheet can't reach.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless this control has the focus."""
        _wheel_if_focused(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the control and its chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        centre = QPointF(self.width() - _CHEVRON_FROM_RIGHT, self.height() / 2)
        colour = self.palette().color(QPalette.ColorRole.Text)
        draw_chevron(painter, centre, _CHEVRON_PX, colour, is_up=False)
        painter.end()


class NumberBox(QDoubleSpinBox):
    """A spin box that leaves the mouse wheel to the page until it has the focus; text is taken on Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        # A style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless this control has the focus."""
        _wheel_if_focused(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the control and its chevrons."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        able = self.stepEnabled()
        for part, step, is_up in (
            (QStyle.SubControl.SC_SpinBoxUp, self.StepEnabledFlag.StepUpEnabled, True),
            (QStyle.SubControl.SC_SpinBoxDown, self.StepEnabledFlag.StepDownEnabled, False),
        ):
            where = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            role = QPalette.ColorRole.Text if step & able else QPalette.ColorRole.Mid
            centre = QRectF(where).center()
            draw_chevron(painter, centre, _STEP_CHEVRON_PX, self.palette().color(role), is_up=is_up)
        painter.end()


def _wheel_if_focused(widget: QWidget, event: QWheelEvent, turn: Callable[[QWheelEvent], None]) -> None:
    if widget.hasFocus():
        turn(event)
    else:
        event.ignore()
