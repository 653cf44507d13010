"""Fonts, shapes and plates for everything that is painted."""

import enum
import functools
import math
import pathlib
from collections.abc import Callable
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
"""The font of Windows first, since it looks best there; then the one that comes with the program."""

# As numbers, since combining flags costs more than drawing a word. Not clipped: descenders reach into the gap
# to the next line.
_ONE_LINE: Final = (
    Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value | Qt.TextFlag.TextDontClip.value
)
LEFT: Final = Qt.AlignmentFlag.AlignLeft.value | _ONE_LINE
RIGHT: Final = Qt.AlignmentFlag.AlignRight.value | _ONE_LINE
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter.value | _ONE_LINE

_CAP_MEASURED_PX: Final = 100
_MOST_PLATES: Final = 48
"""Largest number of cached plates; a board needs about twenty."""

SHAPES: Final = {
    AgentState.RINGING: "ringing",
    AgentState.ACD: "acd",
    AgentState.ACD_HOLD: "hold",
    AgentState.NON_ACD: "non_acd",
    AgentState.NON_ACD_HOLD: "non_acd_hold",
    AgentState.OUTBOUND: "outbound",
    AgentState.OUTBOUND_HOLD: "outbound_hold",
    AgentState.WORK_TIMER: "work_timer",
    AgentState.DO_NOT_DISTURB: "do_not_disturb",
    AgentState.MAKE_BUSY: "make_busy",
    AgentState.IDLE: "idle",
    AgentState.LOGGED_OUT: "logged_out",
    AgentState.UNKNOWN: "unknown",
}
"""The file of each state's shape in resources/icons."""


class Weight(enum.IntEnum):
    """The three weights of a board."""

    PLAIN = 400
    STRONG = 600
    KEY = 700


@dataclass(frozen=True, slots=True)
class Face:
    """A size in pixels and a weight of the one type family."""

    px: int
    weight: Weight


TextMeasure = Callable[[str, Face], float]
"""Measures the width of a text, in pixels."""


@dataclass(frozen=True, slots=True)
class Plate:
    """The background of a tile, a card or a panel: what stays while figures change.

    Attributes:
        width: Width of the plate in pixels, as all lengths.
        height: Height of the plate.
        corner: Radius of its corners.
        ground: Colour of the background.
        bar: Colour of the bar at the left; blank for none.
        bar_width: Width of that bar.
        rim: Colour of the rim inside its edge; blank for none.
        rim_width: Width of that rim.
        hatch: Colour of the slanting lines that make figures look stale; blank for none.
        hatch_step: Distance of those lines.

    """

    width: int
    height: int
    corner: float
    ground: str
    bar: str = ""
    bar_width: int = 0
    rim: str = ""
    rim_width: float = 0.0
    hatch: str = ""
    hatch_step: float = 8.0


class Brushes:
    """Fonts, shapes and plates, made once for each size and colour.

    Arguments:
        resources: The folder with ``fonts`` and ``icons``.

    """

    def __init__(self, resources: pathlib.Path) -> None:
        self._icons = resources / "icons"
        for font in sorted((resources / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(font))
        # Bounded: while a window is resized there are new sizes at each step.
        self.font = functools.lru_cache(maxsize=256)(self._font)
        self.metrics = functools.lru_cache(maxsize=256)(self._metrics)
        self.shape = functools.lru_cache(maxsize=512)(self._shape)
        self.colour = functools.lru_cache(maxsize=64)(self._colour)
        self.width = functools.lru_cache(maxsize=4096)(self._width)
        self.plate = functools.lru_cache(maxsize=_MOST_PLATES)(self._plate)

    @property
    def cap_ratio(self) -> float:
        """Height of capitals as a share of the size of type."""
        faces = (Face(_CAP_MEASURED_PX, weight) for weight in Weight)
        return min(self.metrics(face).capHeight() for face in faces) / _CAP_MEASURED_PX

    def free(self) -> None:
        """Empty all caches to free their memory; whatever is needed again is made again."""
        for cache in (self.font, self.metrics, self.shape, self.width, self.plate):
            cache.cache_clear()
        # Qt keeps up to 4 MB of fonts that nothing uses; nothing else frees them while it runs.
        QFont.cleanup()

    def forget_plates(self) -> None:
        """Free the plates of sizes no longer needed; those of a full screen take megabytes."""
        self.plate.cache_clear()

    def draw_plate(self, painter: QPainter, top_left: QPointF, plate: Plate) -> None:
        """Draw a plate."""
        painter.drawPixmap(top_left, self.plate(plate, painter.device().devicePixelRatioF()))

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
        alignment: int = LEFT,
    ) -> None:
        """Draw one line of plain text; text too long for its place ends in an ellipsis."""
        if self.width(text, face) > where.width() + 1:
            text = self.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.setFont(self.font(face))
        painter.setPen(self.colour(colour))
        painter.drawText(where, alignment, text)

    def _font(self, face: Face) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPixelSize(face.px)
        font.setWeight(QFont.Weight(face.weight))
        # Tabular figures: nothing jitters as seconds pass.
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _colour(self, name: str) -> QColor:
        # The cache copies the docstring of what it wraps: PySide spends a tenth of the start on QColor's.
        return QColor(name)

    def _width(self, text: str, face: Face) -> float:
        """Return the width of a text in pixels."""
        return self.metrics(face).horizontalAdvance(text)

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

    def _plate(self, plate: Plate, ratio: float) -> QPixmap:
        pixmap = QPixmap(math.ceil(plate.width * ratio), math.ceil(plate.height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(0, 0, plate.width, plate.height)
        painter.fillPath(rounded(where, plate.corner), QColor(plate.ground))
        # Clips hatch and bar to the round corners of the background.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        if plate.hatch:
            _draw_hatch(painter, where, plate.hatch, plate.hatch_step)
        if plate.bar:
            painter.fillRect(QRectF(0, 0, plate.bar_width, plate.height), QColor(plate.bar))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if plate.rim:
            draw_rim(painter, where, plate.corner, plate.rim, plate.rim_width)
        painter.end()
        return pixmap


def rounded(where: QRectF, radius: float) -> QPainterPath:
    """Return a rectangle with round corners."""
    path = QPainterPath()
    path.addRoundedRect(where, radius, radius)
    return path


def draw_rim(painter: QPainter, where: QRectF, radius: float, colour: str | QColor, width: float) -> None:
    """Draw a rim inside a rectangle's edge."""
    inset = width / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def _draw_hatch(painter: QPainter, where: QRectF, colour: str, step: float) -> None:
    """Draw slanting lines as a repeated pattern, which is fast."""
    line = QColor(colour)
    line.setAlphaF(0.07)
    ratio = painter.device().devicePixelRatioF()
    px = round(step * ratio)
    pattern = QPixmap(px, px)
    pattern.fill(Qt.GlobalColor.transparent)
    drawn = QPainter(pattern)
    drawn.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawn.setPen(QPen(QBrush(line), px * 0.4))
    for right in (0, px, 2 * px):
        drawn.drawLine(QPointF(right - 2 * px, 2 * px), QPointF(right + px, -px))
    drawn.end()
    pattern.setDevicePixelRatio(ratio)
    painter.fillRect(where, QBrush(pattern))
