"""Where the strip is: along which edge of which screen, as text and as a rectangle."""

import enum
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

SNAP: Final = 16
"""As near to an edge, in pixels at 96 dpi, the strip goes to it."""
_FARTHEST: Final = 100_000
"""No desktop reaches so far."""


class Edge(enum.Enum):
    """The edge that the strip is at; at the top and the bottom it fills the edge."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    NONE = "free"


@dataclass(frozen=True, slots=True)
class StripPlace:
    """The strip's place; text is ``top@SCREEN``, ``bottom@SCREEN`` or, elsewhere, ``left,0,240@SCREEN``.

    It says nothing of the screen's size, so that it holds when that changes.

    Attributes:
        edge: Where it is docked or flush.
        left: From the left edge of what is free on the screen; counts only where it is at no edge.
        top: From the upper edge of what is free on the screen; counts not at the top and the bottom.
        screen: The screen's name; blank for the main one.

    """

    edge: Edge
    left: int = 0
    top: int = 0
    screen: str = ""

    @classmethod
    def from_text(cls, text: str) -> "StripPlace | None":
        """Read a place; None where none is kept or it can't be read."""
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
        """Give the place of a strip that was dropped somewhere: at an edge if it is near one.

        Arguments:
            rect: Where it was dropped.
            area: What is free on the screen.
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
        """Write the place."""
        numbers = "" if self.is_docked else f",{self.left},{self.top}"
        return f"{self.edge.value}{numbers}@{self.screen}"

    @property
    def is_docked(self) -> bool:
        """Whether the strip fills an edge."""
        return self.edge in {Edge.TOP, Edge.BOTTOM}

    def rect(self, size: QSize, area: QRect) -> QRect:
        """Give where the strip is; all of it can be seen.

        Arguments:
            size: As wide as what it says, and as high.
            area: What is free on the screen.

        """
        if self.is_docked:
            size = QSize(area.width(), size.height())
        rect = QRect(area.topLeft() + QPoint(self.left, self.top), size.boundedTo(area.size()))
        # One after the other: what is at the left or too far left begins at the left edge.
        if self.edge is Edge.BOTTOM or rect.bottom() > area.bottom():
            rect.moveBottom(area.bottom())
        if self.edge is Edge.TOP or rect.top() < area.top():
            rect.moveTop(area.top())
        if self.edge is Edge.RIGHT or rect.right() > area.right():
            rect.moveRight(area.right())
        if self.edge is Edge.LEFT or rect.left() < area.left():
            rect.moveLeft(area.left())
        return rect


FIRST_PLACE: Final = StripPlace(Edge.BOTTOM)
"""At the top it would lie over the buttons that close and move a window which fills the screen."""
