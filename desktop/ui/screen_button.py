"""Buttons that are pictures, with a ring around the chosen one; among them a screen drawn small."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QScreen
from PySide6.QtWidgets import QAbstractButton

from desktop.ui.brushes import rounded
from desktop.ui.sight import ScreenSize

RADIUS: Final = 8
_UNKNOWN: Final = ScreenSize(0, 0)


class PictureButton(QAbstractButton):
    """A picture to click on, with a ring around it while it is chosen."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def draw_ring(self, painter: QPainter, where: QRectF) -> None:
        """Draw the ring around the picture: bold while it is chosen."""
        palette = self.palette()
        chosen, focused = self.isChecked(), self.hasFocus()
        colour = palette.color(QPalette.ColorRole.Highlight if chosen or focused else QPalette.ColorRole.Mid)
        width = 3.0 if chosen else 2.0 if focused else 1.0
        inset = width / 2
        style = Qt.PenStyle.SolidLine if chosen or not focused else Qt.PenStyle.DotLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width, style))
        painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen of this computer.

    Attributes:
        number: The number from 1, in the system's order.
        name: The system's name for it.
        place: Its place on the desktop.
        size: Its size as reported.

    """

    number: int
    name: str
    place: QRect
    size: ScreenSize = _UNKNOWN


class ScreenButton(PictureButton):
    """One screen, drawn small.

    Arguments:
        screen: The screen; its place is empty if it is not connected.

    """

    def __init__(self, screen: ScreenPlace) -> None:
        there = "" if screen.place.isValid() else ", not connected"
        super().__init__(str(screen.number), f"Screen {screen.number}, {screen.name}{there}")
        self.screen_number = screen.number
        self._is_there = screen.place.isValid()
        size = f"{screen.place.width()} x {screen.place.height()}" if self._is_there else "not connected"
        self._size = size
        self.setToolTip(f"{screen.name}, {size}" if screen.name else size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the screen with its number and size."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect())
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Base)
        painter.fillPath(rounded(where.adjusted(1, 1, -1, -1), RADIUS), ground)
        self.draw_ring(painter, where)
        role = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.WindowText
        font = self.font()
        font.setPixelSize(max(16, int(where.height() * 0.36)))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.color(role))
        painter.drawText(where.adjusted(0, -10, 0, -10), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        low = QRectF(where.left(), where.bottom() - 30, where.width(), 24)
        size = self.fontMetrics().elidedText(self._size, Qt.TextElideMode.ElideRight, int(where.width()) - 8)
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, size)
        painter.end()


def screen_size(screen: QScreen) -> ScreenSize:
    """Return the size that a screen reports."""
    pixels, physical = screen.geometry(), screen.physicalSize()
    return ScreenSize(pixels.width(), pixels.height(), physical.width(), physical.height())
