"""The place of a window as text, and its correction when its screen is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

FIRST_SIZE: Final = QSize(1180, 720)
SMALLEST: Final = QSize(640, 480)
_FARTHEST: Final = 100_000
"""Beyond the edge of any desktop, in pixels."""
_GRIP: Final = 80
"""Part of a window that must be on a screen for a person to move it, in pixels."""


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """A window's place; as text ``left,top,width,height``, and ``,maximized`` if it is."""

    rect: QRect
    is_maximized: bool = False

    @classmethod
    def from_text(cls, text: str) -> "WindowPlace | None":
        """Read a place; return None if the text is not one."""
        parts = text.split(",")
        try:
            left, top, width, height = (int(part) for part in parts[:4])
        except ValueError:
            return None
        if max(abs(part) for part in (left, top, width, height)) > _FARTHEST:
            return None
        rect = QRect(left, top, width, height)
        return cls(rect, parts[4:] == ["maximized"]) if rect.isValid() else None

    def to_text(self) -> str:
        """Return the place as text."""
        rect = self.rect
        text = f"{rect.left()},{rect.top()},{rect.width()},{rect.height()}"
        return f"{text},maximized" if self.is_maximized else text


def corrected(wanted: QRect | None, screens: Sequence[QRect], home: QRect) -> QRect:
    """Return the place for a window: where it was if it can be seen there, else the middle of a screen.

    Arguments:
        wanted: The last place, if known.
        screens: The available area of each screen.
        home: The available area of the screen to fall back on.

    """
    if wanted is not None:
        for screen in screens:
            seen = screen.intersected(wanted)
            if seen.width() >= min(_GRIP, wanted.width()) and screen.contains(
                wanted.topLeft() + QPoint(_GRIP, 8)
            ):
                return _within(wanted, screen)
    size = (wanted.size() if wanted is not None else FIRST_SIZE).boundedTo(home.size())
    centred = QRect(QPoint(0, 0), size)
    centred.moveCenter(home.center())
    return centred


def _within(rect: QRect, screen: QRect) -> QRect:
    inside = QRect(rect.topLeft(), rect.size().boundedTo(screen.size()))
    inside.moveLeft(max(screen.left(), min(inside.left(), screen.right() + 1 - inside.width())))
    inside.moveTop(max(screen.top(), min(inside.top(), screen.bottom() + 1 - inside.height())))
    return inside
