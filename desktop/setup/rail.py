"""The list of steps at the left of the assistant: those that are done, the present one and the next ones."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import LIGHT, Theme

_WIDTH: Final = 212
_MARGIN: Final = 22
_ICON_PX: Final = 44
_DOT_PX: Final = 26
_STEP_PX: Final = 48
_TOP: Final = 108
_TICK: Final = ((-0.42, 0.02), (-0.1, 0.34), (0.44, -0.3))


class Rail(QWidget):
    """The list of steps.

    Arguments:
        titles: Titles of the steps.
        icon: The program's icon.

    """

    def __init__(self, titles: Sequence[str], icon: QIcon) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._icon = icon
        self._theme = LIGHT
        self._at = 0
        self.setFixedWidth(_WIDTH)
        self.show_step(0)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.update()

    def show_step(self, number: int) -> None:
        """Mark the present step, from 0."""
        self._at = number
        self.setAccessibleName(f"Step {number + 1} of {len(self._titles)}: {self._titles[number]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the steps."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.panel))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(theme.line))
        self._icon.paint(painter, _MARGIN, _MARGIN, _ICON_PX, _ICON_PX)
        name = QRectF(_MARGIN + _ICON_PX + 12, _MARGIN, self.width(), _ICON_PX)
        self._draw_text(painter, name, "TallyMate", theme.text, scale=1.25, is_strong=True)
        for number, title in enumerate(self._titles):
            self._draw_step(painter, number, title)
        painter.end()

    def _draw_step(self, painter: QPainter, number: int, title: str) -> None:
        theme = self._theme
        centre = QPointF(_MARGIN + _DOT_PX / 2, _TOP + _STEP_PX * number + _DOT_PX / 2)
        dot = QRectF(0, 0, _DOT_PX, _DOT_PX)
        dot.moveCenter(centre)
        if number + 1 < len(self._titles):
            below = centre + QPointF(0, _DOT_PX / 2 + 4)
            painter.setPen(QPen(QColor(theme.chosen.accent if number < self._at else theme.line), 2))
            painter.drawLine(below, below + QPointF(0, _STEP_PX - _DOT_PX - 8))
        is_now, is_done = number == self._at, number < self._at
        accent = QColor(theme.chosen.accent)
        painter.setBrush(accent if is_now else QColor(theme.panel))
        painter.setPen(QPen(accent if is_now or is_done else QColor(theme.quiet), 1.5))
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        if is_done:
            half = _DOT_PX / 2
            tick = [centre + QPointF(x * half, y * half) for x, y in _TICK]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2.2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(tick))
        else:
            colour = theme.ground if is_now else theme.quiet
            self._draw_text(painter, dot, str(number + 1), colour, is_strong=True, is_centred=True)
        place = QRectF(dot.right() + 12, dot.top(), self.width() - dot.right() - 20, dot.height())
        self._draw_text(painter, place, title, theme.text if is_now else theme.quiet, is_strong=is_now)

    def _draw_text(  # noqa: PLR0913 - where, what and how
        self,
        painter: QPainter,
        where: QRectF,
        text: str,
        colour: str,
        *,
        scale: float = 1.0,
        is_strong: bool = False,
        is_centred: bool = False,
    ) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        across = Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, across | Qt.AlignmentFlag.AlignVCenter, text)
