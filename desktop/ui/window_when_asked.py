"""A window that is made when it is first asked for."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from desktop.ui.theme import Theme


class ThemedWindow(Protocol):
    """What is asked of such a window."""

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""

    def hide(self) -> None:
        """Leave the screen."""

    def deleteLater(self) -> None:
        """Have Qt delete it."""


_Window = TypeVar("_Window", bound=ThemedWindow)


class WindowWhenAsked(QObject, Generic[_Window]):
    """Makes a window when it is first asked for, and takes it away at the end.

    Arguments:
        make: Makes it.

    Attributes:
        window: The window; None before it was asked for.

    """

    def __init__(self, make: Callable[[], _Window]) -> None:
        super().__init__()
        self._make = make
        self._theme: Theme | None = None
        self.window: _Window | None = None

    def ask(self) -> _Window:
        """Return the window, made now if it was not yet."""
        if self.window is None:
            self.window = self._make()
            if self._theme is not None:
                self.window.set_theme(self._theme)
        return self.window

    def close(self) -> None:
        """Take the window from the screen."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        if self.window is not None:
            self.window.set_theme(theme)
