"""Functions that all windows with fields and buttons share."""

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

_AROUND_PX: Final = 60
"""Free space around a window on a small screen, for its frame and a task bar."""


def come_forward(window: QWidget) -> None:
    """Show a window in front of the others."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def set_colours(window: QWidget, theme: Theme, more_style: str = "") -> None:
    """Apply a theme to a window, with style rules of its own after those of all windows."""
    # In this order: a style sheet resets the palette.
    window.setStyleSheet(window_style(theme) + more_style)
    window.setPalette(theme.palette())


def fit_to_screen(window: QWidget, size: tuple[int, int], smallest: tuple[int, int]) -> None:
    """Resize a window to a size in pixels; less on a small screen, but never below the smallest size."""
    free = QGuiApplication.primaryScreen().availableGeometry()
    window.setMinimumSize(*smallest)
    window.resize(
        max(smallest[0], min(size[0], free.width() - _AROUND_PX)),
        max(smallest[1], min(size[1], free.height() - _AROUND_PX)),
    )
