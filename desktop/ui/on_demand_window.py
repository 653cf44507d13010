"""A window that is made when it is asked for, and deleted when it is closed."""

from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.system.memory import give_back
from desktop.ui.brushes import Brushes
from desktop.ui.theme import Theme

_IDLE_MS: Final = 100
"""Delay after which a deleted window is gone, so that its memory can be given back."""

_Window = TypeVar("_Window", bound=QWidget)


class _Themed(Protocol):
    def set_theme(self, theme: Theme) -> None: ...


class OnDemandWindow(QObject, Generic[_Window]):
    """Makes a window when it is asked for, and deletes it when it is closed.

    A window that was only hidden would keep its pixels and its widgets: 5 to 17 MB.

    Signals:
        closed: The window was closed.

    Arguments:
        brushes: What is freed with the window.
        make: Makes the window, which has a method `set_theme`.
        keeps_place: Whether the next window opens where this one was closed.
        stays: Whether the window stays when it is hidden, since it must appear at once.

    Attributes:
        window: The window; None while there is none.

    """

    closed = Signal()

    def __init__(
        self,
        brushes: Brushes,
        make: Callable[[], _Window],
        *,
        keeps_place: bool = False,
        stays: bool = False,
    ) -> None:
        super().__init__()
        self._brushes = brushes
        self._make = make
        self._keeps_place = keeps_place
        self._stays = stays
        self._geometry = QByteArray()
        self._theme: Theme | None = None
        self.window: _Window | None = None

    def ask(self) -> _Window:
        """Return the window, made now if there is none."""
        if self.window is None:
            self.window = self._make()
            self._apply_theme()
            if not self._geometry.isEmpty():
                self.window.restoreGeometry(self._geometry)
            if not self._stays:
                self.window.installEventFilter(self)
        return self.window

    def close(self) -> None:
        """Close the window and delete it."""
        if self.window is not None:
            self.window.hide()
            self._delete()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self._apply_theme()

    def _apply_theme(self) -> None:
        if self.window is not None and self._theme is not None:
            cast("_Themed", self.window).set_theme(self._theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Delete the window when it was closed; a window that was only minimised stays."""
        if event.type() is QEvent.Type.Hide and not event.spontaneous():
            self._delete()
        return False

    def _delete(self) -> None:
        window, self.window = self.window, None
        if window is None:
            return
        window.removeEventFilter(self)
        if self._keeps_place:
            self._geometry = window.saveGeometry()
        # Not at once: this may run inside an event of the window.
        window.deleteLater()
        QTimer.singleShot(_IDLE_MS, self, self._give_back)
        self.closed.emit()

    def _give_back(self) -> None:
        self._brushes.free()
        give_back()
