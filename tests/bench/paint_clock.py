"""The moment at which a window was painted and is on its way to the screen."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_PAINTING: Final = (QEvent.Type.Expose, QEvent.Type.Paint, QEvent.Type.UpdateRequest)
"""The events at which a window paints: when it is exposed, and when an update was requested."""


class PaintClock(QObject):
    """Reads the clock whenever a window was painted. The window owns it.

    Arguments:
        window: A window that was shown.
        on_painted: Gets the monotonic clock's nanoseconds.

    """

    def __init__(self, window: QWidget, on_painted: Callable[[int], None]) -> None:
        super().__init__(window)
        self._on_painted = on_painted
        self._watched: tuple[QObject, ...] = (window, window.windowHandle())
        for watched in self._watched:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Deliver the event first, since a filter is called before it, then read the clock."""
        if event.type() not in _PAINTING or watched not in self._watched:
            return False
        watched.event(event)
        self._on_painted(time.monotonic_ns())
        return True
