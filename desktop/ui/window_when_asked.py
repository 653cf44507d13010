"""A window that is made when it is first asked for."""

from abc import abstractmethod
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from desktop.ui.theme import Theme


class Themed(Protocol):
    """A window, as far as it is composed here."""

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""

    def hide(self) -> None:
        """Take it from the screen."""

    def deleteLater(self) -> None:
        """Have Qt delete it."""


_Window = TypeVar("_Window", bound=Themed)


class WindowWhenAsked(QObject, Generic[_Window]):
    """Makes a window when it is first asked for, and takes it away at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme | None = None
        self._window: _Window | None = None

    @property
    def window(self) -> _Window | None:
        """The window; None before it was asked for."""
        return self._window

    def close(self) -> None:
        """Take the window from the screen."""
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        if self._window is not None:
            self._window.set_theme(theme)

    def _ask(self) -> _Window:
        """Give the window, made now if it was not yet."""
        if self._window is None:
            self._window = self._make()
            if self._theme is not None:
                self._window.set_theme(self._theme)
        return self._window

    @abstractmethod
    def _make(self) -> _Window:
        """Make it."""
