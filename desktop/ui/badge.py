"""The tray icon, drawn from the floor: readable at 16 pixels on any ground."""

import enum
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop.acd.connection import Lines
from desktop.acd.summary import FloorSummary
from desktop.ui.brushes import CENTRE, Brushes, Face, Weight, rounded

SIZES: Final = (16, 20, 22, 24, 32, 40, 48, 64, 128)
_MOST_SHOWN: Final = 99
_WHITE: Final = "#ffffff"


class BadgeKind(enum.Enum):
    """What the icon says: its ground and its shape. White on each is 4.5:1 or more."""

    FREE = ("#13693a", "idle")
    BUSY = ("#0b5c9e", "acd")
    WAITING = ("#b3261e", "")
    OLD = ("#5b6675", "make_busy")
    STARTING = ("#5b6675", "work_timer")


def badge_kind(summary: FloorSummary, lines: Lines) -> BadgeKind:
    """Choose what the icon says; the lines come first, since old figures say nothing."""
    if lines.is_stale:
        return BadgeKind.OLD
    if not lines.is_live:
        return BadgeKind.STARTING
    if summary.confirmed_waiting:
        return BadgeKind.WAITING
    return BadgeKind.FREE if summary.free else BadgeKind.BUSY


def draw_badge(brushes: Brushes, kind: BadgeKind, waiting: int) -> QIcon:
    """Draw the icon at every size that a tray asks for."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_pixmap(brushes, kind, waiting, size))
    return icon


def _pixmap(brushes: Brushes, kind: BadgeKind, waiting: int, size: int) -> QPixmap:
    ground, shape = kind.value
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size, size)
    painter.fillPath(rounded(whole, size * 0.22), QColor(ground))
    if shape:
        inset = round(size * 0.14)
        brushes.draw_shape(painter, shape, whole.adjusted(inset, inset, -inset, -inset), _WHITE)
    else:
        text = str(min(waiting, _MOST_SHOWN))
        face = Face(round(size * (0.86 if len(text) == 1 else 0.72)), Weight.KEY)
        while brushes.width(text, face) > size - 1 and face.px > 1:
            face = Face(face.px - 1, Weight.KEY)
        brushes.draw_text(painter, whole, text, face, _WHITE, CENTRE)
    painter.end()
    return pixmap
