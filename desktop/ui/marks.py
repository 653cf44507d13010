"""Ticks and chevrons for controls, in the palette's colours and sharp at any scaling."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

TICK_BOX_PX: Final = 18
_TICK: Final = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
_CHEVRON: Final = ((-1.0, -0.5), (0.0, 0.5), (1.0, -0.5))


def draw_tick_box(
    painter: QPainter, where: QRectF, palette: QPalette, *, is_on: bool, is_focused: bool = False
) -> None:
    """Draw a tick box into a square."""
    accent = palette.color(QPalette.ColorRole.Highlight)
    edge = accent if is_on or is_focused else palette.color(QPalette.ColorRole.Mid)
    ground = accent if is_on else palette.color(QPalette.ColorRole.Base)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 2 if is_focused else 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_on:
        points = [
            QPointF(where.left() + x * where.width(), where.top() + y * where.height()) for x, y in _TICK
        ]
        _draw_line(painter, points, palette.color(QPalette.ColorRole.HighlightedText), 2.2)


def draw_chevron(painter: QPainter, centre: QPointF, half: float, colour: QColor, *, is_up: bool) -> None:
    """Draw a chevron that points up or down; half its width is in pixels."""
    sign = -1 if is_up else 1
    points = [QPointF(centre.x() + x * half, centre.y() + sign * y * half) for x, y in _CHEVRON]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_line(painter, points, colour, 1.8)


def _draw_line(painter: QPainter, points: list[QPointF], colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(points))
