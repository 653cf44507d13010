"""The controls of a settings page: Qt's own, with marks in the theme's colours."""

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
    """A check box that is all of its line: a click on the words counts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Give room for box and words."""
        metrics = self.fontMetrics()
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(TICK_BOX_PX + _GAP + width + 2, max(TICK_BOX_PX, metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint box and words."""
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
    """A combo box; a wheel that passes over it scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Qt's own delegate of a combo box paints a menu, which takes no style sheet for its lines.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page unless someone is at this control."""
        _wheel_if_focused(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chevron too."""
        super().paintEvent(event)
        painter = QPainter(self)
        centre = QPointF(self.width() - _CHEVRON_FROM_RIGHT, self.height() / 2)
        colour = self.palette().color(QPalette.ColorRole.Text)
        draw_chevron(painter, centre, _CHEVRON_PX, colour, up=False)
        painter.end()


class NumberBox(QDoubleSpinBox):
    """A spin box; a wheel that passes over it scrolls the page instead. What is typed counts on Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        # A style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page unless someone is at this control."""
        _wheel_if_focused(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chevrons too."""
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        able = self.stepEnabled()
        for part, step, up in (
            (QStyle.SubControl.SC_SpinBoxUp, self.StepEnabledFlag.StepUpEnabled, True),
            (QStyle.SubControl.SC_SpinBoxDown, self.StepEnabledFlag.StepDownEnabled, False),
        ):
            where = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            role = QPalette.ColorRole.Text if step & able else QPalette.ColorRole.Mid
            centre = QRectF(where).center()
            draw_chevron(painter, centre, _STEP_CHEVRON_PX, self.palette().color(role), up=up)
        painter.end()


def _wheel_if_focused(widget: QWidget, event: QWheelEvent, go_on: object) -> None:
    if widget.hasFocus() and callable(go_on):
        go_on(event)
    else:
        event.ignore()
