"""Hides the pointer over a window while it rests."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

REST_MS: Final = 3_000


class PointerHider(QObject):
    """Hides the pointer after it has rested, and shows it when it moves.

    Arguments:
        window: The window.

    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: QPointF | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)
        self._watched: QObject | None = None

    def start(self) -> None:
        """Start; the window must have a handle."""
        # The system's window receives every move, a widget only if it tracks the mouse.
        watched = self._window.windowHandle()
        if watched is not self._watched:
            watched.installEventFilter(self)
            self._watched = watched
        self._at = None
        self._rest.start(REST_MS)

    def stop(self) -> None:
        """Show the pointer and stop hiding it."""
        self._rest.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self._window.unsetCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the pointer when it moves; filter nothing."""
        is_used = event.type() is QEvent.Type.Wheel
        if isinstance(event, QMouseEvent):
            before, self._at = self._at, event.globalPosition()
            # Windows sends a move when only the widget under the pointer changed.
            is_used = event.type() is not QEvent.Type.MouseMove or self._at != before
        if is_used:
            self._window.unsetCursor()
            self._rest.start(REST_MS)
        return super().eventFilter(watched, event)

    def _on_rested(self) -> None:
        self._window.setCursor(Qt.CursorShape.BlankCursor)
