"""The moment at which a window was painted and is on its way to the screen."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_PAINTING: Final = (QEvent.Type.Expose, QEvent.Type.Paint, QEvent.Type.UpdateRequest)
"""When a window has what is due painted: when it comes to be seen, and when something asked for it."""


class PaintClock(QObject):
    """Looks at the clock whenever a window has had painted what was due. The window owns it.

    Arguments:
        window: A window that was shown.
        on_painted: Called with the nanoseconds of the monotonic clock.

    """

    def __init__(self, window: QWidget, on_painted: Callable[[int], None]) -> None:
        super().__init__(window)
        self._on_painted = on_painted
        self._watched: tuple[QObject, ...] = (window, window.windowHandle())
        for watched in self._watched:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Deliver the event, then read the clock: a filter is called before the event."""
        if event.type() not in _PAINTING or watched not in self._watched:
            return False
        watched.event(event)
        self._on_painted(time.monotonic_ns())
        return True
