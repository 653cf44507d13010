"""The symbol of a level."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.acd.limits import Level
from desktop.ui.look import Look

SHAPES: Final = {Level.NONE: "live", Level.ATTENTION: "attention", Level.TROUBLE: "trouble"}
LEVEL_WORDS: Final = {Level.NONE: "Note", Level.ATTENTION: "Attention", Level.TROUBLE: "Trouble"}


class LevelMark(QWidget):
    """A symbol in the colour that it is given; the word stands beside it.

    Arguments:
        look: Shapes.
        px: Its size in pixels.

    """

    def __init__(self, look: Look, px: int) -> None:
        super().__init__()
        self._look = look
        self._px = px
        self._level = Level.NONE
        self._ink = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, level: Level, ink: str) -> None:
        """Show a level in a colour, as ``#rrggbb``."""
        if (level, ink) != (self._level, self._ink):
            self._level, self._ink = level, ink
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint it."""
        if self._ink:
            painter = QPainter(self)
            self._look.brushes.draw_shape(painter, SHAPES[self._level], QRectF(self.rect()), self._ink)
            painter.end()
