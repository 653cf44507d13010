"""The pictures on the assistant's cards."""

import enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.ui.brushes import Brushes, rounded
from desktop.ui.theme import Theme, Tone

_SHAPE_SHARE: Final = 0.62
_COLUMNS: Final = 3
_WALL_COLUMNS: Final = 4


class Pictogram(enum.Enum):
    """The subject of a picture."""

    PHONE_SYSTEM = "phone system"
    DEMONSTRATION = "demonstration"
    DESK = "desk"
    WALL = "wall"


def draw_pictogram(
    painter: QPainter, pictogram: Pictogram, where: QRectF, theme: Theme, brushes: Brushes
) -> None:
    """Draw a picture into a rectangle that is wider than high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    match pictogram:
        case Pictogram.PHONE_SYSTEM:
            square = _draw_square(painter, where, theme.chosen)
            side = round(square.width() * _SHAPE_SHARE)
            shape = QRectF(0, 0, side, side)
            shape.moveCenter(square.center())
            brushes.draw_shape(painter, "acd", shape, theme.chosen.accent)
        case Pictogram.DEMONSTRATION:
            square = _draw_square(painter, where, theme.free)
            centre, half = square.center(), square.width() * 0.2
            corners = (-0.75, -1.0), (1.1, 0.0), (-0.75, 1.0)
            points = [QPointF(centre.x() + x * half, centre.y() + y * half) for x, y in corners]
            painter.setBrush(QColor(theme.free.accent))
            pen = QPen(QColor(theme.free.accent), 4)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(points))
        case Pictogram.DESK:
            screen = QRectF(where.left() + where.width() * 0.12, where.top(), where.width() * 0.76, 0)
            screen.setHeight(where.height() * 0.72)
            foot = QRectF(0, 0, screen.width() * 0.36, 3.5)
            foot.moveCenter(QPointF(screen.center().x(), where.bottom() - 2))
            neck = QRectF(screen.center().x() - 2.5, screen.bottom(), 5, foot.top() - screen.bottom() + 1)
            painter.setBrush(QColor(theme.quiet))
            painter.drawRoundedRect(foot, 1.7, 1.7)
            painter.drawRect(neck)
            _draw_screen(painter, screen, theme, _COLUMNS)
        case Pictogram.WALL:
            _draw_screen(painter, where.adjusted(0, 1, 0, -1), theme, _WALL_COLUMNS)
    painter.restore()


def _draw_square(painter: QPainter, where: QRectF, tone: Tone) -> QRectF:
    square = QRectF(0, 0, where.height(), where.height())
    square.moveCenter(where.center())
    painter.fillPath(rounded(square, 12), QColor(tone.ground))
    return square


def _draw_screen(painter: QPainter, where: QRectF, theme: Theme, columns: int) -> None:
    """Draw a screen with a small board on it."""
    painter.fillPath(rounded(where, 5), QColor(theme.quiet))
    inside = where.adjusted(2.5, 2.5, -2.5, -2.5)
    painter.fillPath(rounded(inside, 3), QColor(theme.ground))
    board = inside.adjusted(4, 4, -4, -4)
    head = QRectF(board.left(), board.top(), board.width(), board.height() * 0.26)
    painter.fillPath(rounded(head, 2), QColor(theme.line))
    tones = (theme.acd, theme.free, theme.acd, theme.work_timer, theme.free, theme.ringing, theme.acd)
    top = head.bottom() + 3
    width = (board.width() - 2 * (columns - 1)) / columns
    height = (board.bottom() - top - 2) / 2
    for number in range(columns * 2):
        row, column = divmod(number, columns)
        tile = QRectF(board.left() + column * (width + 2), top + row * (height + 2), width, height)
        painter.fillPath(rounded(tile, 1.5), QColor(tones[number % len(tones)].accent))
