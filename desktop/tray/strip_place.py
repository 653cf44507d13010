"""The strip's place: the edge and the screen, as text and as a rectangle."""

import enum
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

SNAP: Final = 16
"""Distance to an edge, in pixels at 96 dpi, within which the strip snaps to it."""
_FARTHEST: Final = 100_000
"""Pixels; no desktop is larger."""


class Edge(enum.Enum):
    """The edge at which the strip is; it fills the top and the bottom edge."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    NONE = "free"


@dataclass(frozen=True, slots=True)
class StripPlace:
    """The strip's place; text is ``top@SCREEN``, ``bottom@SCREEN`` or, elsewhere, ``left,0,240@SCREEN``.

    It does not depend on the screen's size, so it stays valid when that changes.

    Attributes:
        edge: The edge.
        left: Pixels from the left of the screen's available area; used only away from the edges.
        top: Pixels from the top of the screen's available area; not used at the top and the bottom.
        screen: The screen's name; blank for the primary one.

    """

    edge: Edge
    left: int = 0
    top: int = 0
    screen: str = ""

    @classmethod
    def from_text(cls, text: str) -> "StripPlace | None":
        """Read a place; None for a blank or invalid text."""
        where, _, screen = text.partition("@")
        name, *numbers = where.split(",")
        try:
            edge = Edge(name)
            left, top = (int(number) for number in numbers or ("0", "0"))
        except ValueError:
            return None
        return cls(edge, left, top, screen) if max(abs(left), abs(top)) <= _FARTHEST else None

    @classmethod
    def at(cls, rect: QRect, area: QRect, screen: str) -> "StripPlace":
        """Return the place of a strip that was dropped: at an edge if one is near.

        Arguments:
            rect: The strip's rectangle when it was dropped.
            area: The screen's available area.
            screen: The screen's name.

        """
        if rect.top() - area.top() <= SNAP:
            return cls(Edge.TOP, screen=screen)
        if area.bottom() - rect.bottom() <= SNAP:
            return cls(Edge.BOTTOM, screen=screen)
        from_corner = rect.topLeft() - area.topLeft()
        if from_corner.x() <= SNAP:
            return cls(Edge.LEFT, 0, from_corner.y(), screen)
        if area.right() - rect.right() <= SNAP:
            return cls(Edge.RIGHT, 0, from_corner.y(), screen)
        return cls(Edge.NONE, from_corner.x(), from_corner.y(), screen)

    def to_text(self) -> str:
        """Return the place as text."""
        numbers = "" if self.is_docked else f",{self.left},{self.top}"
        return f"{self.edge.value}{numbers}@{self.screen}"

    @property
    def is_docked(self) -> bool:
        """Whether the strip fills an edge."""
        return self.edge in {Edge.TOP, Edge.BOTTOM}

    def rect(self, size: QSize, area: QRect) -> QRect:
        """Return the strip's rectangle, such that all of it is visible.

        Arguments:
            size: The size of the content.
            area: The screen's available area.

        """
        width = area.width() if self.is_docked else size.width()
        size = QSize(width, size.height()).boundedTo(area.size())
        last = QPoint(area.right() + 1 - size.width(), area.bottom() + 1 - size.height())
        left = {Edge.LEFT: area.left(), Edge.RIGHT: last.x()}.get(self.edge, area.left() + self.left)
        top = {Edge.TOP: area.top(), Edge.BOTTOM: last.y()}.get(self.edge, area.top() + self.top)
        corner = QPoint(max(area.left(), min(left, last.x())), max(area.top(), min(top, last.y())))
        return QRect(corner, size)


FIRST_PLACE: Final = StripPlace(Edge.BOTTOM)
"""At the top it would cover the title bar of a maximised window."""
