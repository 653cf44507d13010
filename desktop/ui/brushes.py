"""What everything painted shares: fonts, shapes and the look of old figures."""

import enum
import functools
import pathlib
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from desktop.acd.agent import AgentState

FAMILIES: Final = ("Segoe UI", "Inter", "Noto Sans", "sans-serif")
"""What Windows ships first, since it is drawn best there; then the one that comes with the program."""

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter

SHAPES: Final = {
    AgentState.RINGING: "ringing",
    AgentState.ACD: "acd",
    AgentState.ACD_HOLD: "hold",
    AgentState.NON_ACD: "non_acd",
    AgentState.NON_ACD_HOLD: "hold",
    AgentState.OUTBOUND: "outbound",
    AgentState.OUTBOUND_HOLD: "hold",
    AgentState.WORK_TIMER: "work_timer",
    AgentState.DO_NOT_DISTURB: "do_not_disturb",
    AgentState.MAKE_BUSY: "make_busy",
    AgentState.IDLE: "idle",
    AgentState.LOGGED_OUT: "logged_out",
    AgentState.UNKNOWN: "unknown",
}
"""The file of each state's shape in resources/icons."""


class Weight(enum.Enum):
    """The three weights of a board."""

    PLAIN = QFont.Weight.Normal
    STRONG = QFont.Weight.DemiBold
    KEY = QFont.Weight.Bold


@dataclass(frozen=True, slots=True)
class Face:
    """A size in pixels and a weight of the one type family."""

    px: int
    weight: Weight


class Brushes:
    """Fonts and shapes, made once for each size and colour.

    Arguments:
        resources: The folder with ``fonts`` and ``icons``.

    """

    def __init__(self, resources: pathlib.Path) -> None:
        self._icons = resources / "icons"
        for font in sorted((resources / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(font))
        # Bounded, since sizes follow a window that someone may be dragging.
        self.font = functools.lru_cache(maxsize=256)(self._font)
        self.metrics = functools.lru_cache(maxsize=256)(self._metrics)
        self.shape = functools.lru_cache(maxsize=512)(self._shape)

    def width(self, text: str, face: Face) -> float:
        """Give the width of a text in pixels."""
        return self.metrics(face).horizontalAdvance(text)

    def draw_shape(self, painter: QPainter, name: str, where: QRectF, colour: str) -> None:
        """Draw a shape into a square."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(where.topLeft(), self.shape(name, round(where.width()), colour, ratio))

    def draw_text(
        self,
        painter: QPainter,
        where: QRectF,
        text: str,
        face: Face,
        colour: str,
        alignment: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Draw one line of plain text; what is too long for its place ends in an ellipsis."""
        if self.width(text, face) > where.width() + 1:
            text = self.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.setFont(self.font(face))
        painter.setPen(QColor(colour))
        painter.drawText(where, alignment | Qt.TextFlag.TextSingleLine, text)

    def _font(self, face: Face) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPixelSize(face.px)
        font.setWeight(face.weight.value)
        # Tabular figures: nothing jitters as seconds pass.
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _metrics(self, face: Face) -> QFontMetricsF:
        return QFontMetricsF(self.font(face))

    def _shape(self, name: str, px: int, colour: str, ratio: float) -> QPixmap:
        source = (self._icons / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        pixmap = QPixmap(round(px * ratio), round(px * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def rounded(where: QRectF, radius: float) -> QPainterPath:
    """Give a rectangle with round corners."""
    path = QPainterPath()
    path.addRoundedRect(where, radius, radius)
    return path


def draw_rim(painter: QPainter, where: QRectF, radius: float, colour: str, width: float) -> None:
    """Draw a rim inside a rectangle's edge."""
    inset = width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def draw_hatch(painter: QPainter, path: QPainterPath, colour: str, step: float) -> None:
    """Draw the slanting lines that make figures look old."""
    bounds = path.boundingRect()
    painter.save()
    painter.setClipPath(path)
    line = QColor(colour)
    line.setAlphaF(0.07)
    painter.setPen(QPen(QBrush(line), step * 0.4))
    x = bounds.left() - bounds.height()
    while x < bounds.right():
        painter.drawLine(QPointF(x, bounds.bottom()), QPointF(x + bounds.height(), bounds.top()))
        x += step
    painter.restore()
