"""A widget painted in parts, of which only those that changed are painted again."""

from collections.abc import Sequence
from typing import Generic, TypeAlias, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

Drawn = TypeVar("Drawn")


PlacedPart: TypeAlias = tuple[QRect, Drawn]
"""The rectangle that a part may paint in, and what it is painted from: if equal, nothing changed."""


class PaintedParts(QWidget, Generic[Drawn]):
    """A widget that lays out a background and parts on it, and paints what changed of them."""

    def __init__(self) -> None:
        super().__init__()
        self._painted: tuple[object, Sequence[PlacedPart[Drawn]]] | None = None

    def lay_parts_out(self) -> tuple[object, Sequence[PlacedPart[Drawn]]]:
        """Return the values that the background is painted from, and the parts."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the background."""

    def paint_part(self, painter: QPainter, drawn: Drawn) -> None:
        """Paint a part."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts in the region that the event asks for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painted = self.lay_parts_out()
        self.paint_ground(painter)
        for place, drawn in self._painted[1]:
            if event.region().intersects(place):
                self.paint_part(painter, drawn)
        painter.end()

    def update_changed(self) -> None:
        """Repaint the parts that changed; the whole widget if their background changed or one moved."""
        ground, parts = self.lay_parts_out()
        before, painted = self._painted or (None, ())
        if before != ground or [place for place, _ in painted] != [place for place, _ in parts]:
            self.update()
            return
        region = QRegion()
        for (place, old), (_, new) in zip(painted, parts, strict=True):
            if old != new:
                region += place
        self.update(region)
