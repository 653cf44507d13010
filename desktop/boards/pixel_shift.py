"""Protection of a TV from burn-in: the picture moves a little once a minute."""

import math
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

LARGEST_TRAVEL_PX: Final = 24
"""Distance from one end of the path to the other (desktop/boards/README.md, A10)."""
STEPS: Final = 40
"""Minutes for the whole path; each step is at most 3 pixels."""
MINUTE_MS: Final = 60_000


def offset(minute: int, margin: int) -> QPoint:
    """Return the picture's offset from its place, on a figure of eight that begins and crosses there.

    Arguments:
        minute: Minutes since the start.
        margin: The picture's empty margin, in pixels. Half of it is used, since a picture that touches an
            edge looks wrong.

    """
    radius = min(LARGEST_TRAVEL_PX // 2, margin // 2)
    angle = 2 * math.pi * minute / STEPS
    return QPoint(round(radius * math.sin(angle)), round(radius / 2 * math.sin(2 * angle)))


class PixelShift(QObject):
    """Moves a picture while it fills a screen: counts the minutes and tells the offset.

    Signals:
        moved: The offset changed.

    Arguments:
        parent: The parent object.

    """

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._minute = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_minute_passed)

    def start(self) -> None:
        """Start moving, from the picture's own place."""
        if not self._timer.isActive():
            self._minute = 0
            self._timer.start(MINUTE_MS)

    def stop(self) -> None:
        """Stop moving; the picture returns to its place."""
        if self._timer.isActive():
            self._timer.stop()
            self.moved.emit()

    def offset(self, margin: int) -> QPoint:
        """Return the offset now, as the function `offset` does."""
        return offset(self._minute, margin) if self._timer.isActive() else QPoint(0, 0)

    def _on_minute_passed(self) -> None:
        self._minute = (self._minute + 1) % STEPS
        self.moved.emit()
