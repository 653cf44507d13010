"""The tray icon, drawn from the floor: readable at 16 pixels on any background."""

import enum
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop.acd.connection import Connections
from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary
from desktop.ui.brushes import CENTRE, Brushes, Face, Weight, rounded

SIZES: Final = (16, 20, 22, 24, 32, 40, 48, 64, 128)
_MOST_SHOWN: Final = 99
_WHITE: Final = "#ffffff"


class BadgeKind(enum.Enum):
    """The kinds of icon, with background and symbol. White has a contrast of 4.5:1 or more on each."""

    FREE = ("#13693a", "idle")
    BUSY = ("#0b5c9e", "acd")
    WAITING = ("#0b5c9e", "")
    """Callers wait, within the limits."""
    ATTENTION = ("#7a5200", "")
    TROUBLE = ("#b3261e", "")
    """A limit is reached, or nobody is free."""
    STALE = ("#5b6675", "make_busy")
    STARTING = ("#5b6675", "work_timer")


_BY_LEVEL: Final = (BadgeKind.WAITING, BadgeKind.ATTENTION, BadgeKind.TROUBLE)
_MARKS: Final = {Level.ATTENTION: "#ffb700", Level.TROUBLE: "#ff5a4f"}
"""Colours of the mark for open alerts."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The content of the icon.

    Attributes:
        kind: Its kind.
        waiting: Callers waiting; 0 where a symbol is shown.
        alerts: The level of the worst open alert.

    """

    kind: BadgeKind
    waiting: int = 0
    alerts: Level = Level.NONE


def badge_of(summary: FloorSummary, lines: Connections, alerts: Level = Level.NONE) -> Badge:
    """Return the content of the icon; the lines come first, since old figures say nothing."""
    if lines.is_stale:
        return Badge(BadgeKind.STALE, 0, alerts)
    if not lines.is_live:
        return Badge(BadgeKind.STARTING, 0, alerts)
    waiting = summary.confirmed_waiting
    if not waiting:
        return Badge(BadgeKind.FREE if summary.free else BadgeKind.BUSY, 0, alerts)
    level = max(summary.waiting_level, summary.longest_level)
    if summary.agents_known and not summary.free:
        level = Level.TROUBLE
    return Badge(_BY_LEVEL[level], waiting, alerts)


def draw_badge(brushes: Brushes, badge: Badge) -> QIcon:
    """Draw the icon in every size that a tray asks for."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_pixmap(brushes, badge, size))
    return icon


def _pixmap(brushes: Brushes, badge: Badge, size: int) -> QPixmap:
    ground, shape = badge.kind.value
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size, size)
    painter.fillPath(rounded(whole, size * 0.22), QColor(ground))
    # Below the mark, the content is a little lower and a number a little smaller.
    is_marked = badge.alerts is not Level.NONE
    inner = whole.adjusted(0, round(size * 0.15), 0, 0) if is_marked else whole
    if shape:
        inset = round(size * 0.14)
        whole = whole.translated(-inset / 2, inset / 2) if is_marked else whole
        brushes.draw_shape(painter, shape, whole.adjusted(inset, inset, -inset, -inset), _WHITE)
    else:
        text = str(min(badge.waiting, _MOST_SHOWN))
        share = (0.86 if len(text) == 1 else 0.72) - (0.06 if is_marked else 0)
        face = Face(round(size * share), Weight.KEY)
        while brushes.width(text, face) > size - 1 and face.px > 1:
            face = Face(face.px - 1, Weight.KEY)
        brushes.draw_text(painter, inner, text, face, _WHITE, CENTRE)
    if is_marked:
        _draw_mark(painter, size, _MARKS[badge.alerts])
    painter.end()
    return pixmap


def _draw_mark(painter: QPainter, size: int, colour: str) -> None:
    """Draw a dot in the upper right corner, with a transparent gap that sets it off from any background."""
    radius = max(2.5, size * 0.17)
    gap = max(1.0, size * 0.06)
    centre = QPointF(size - radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_WHITE))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(centre, radius + gap, radius + gap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, radius, radius)
