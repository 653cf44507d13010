"""The base classes of features and of their settings pages."""

import enum
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.acd.known import PickerItems
from desktop.ui.kit import Kit
from desktop.ui.on_demand_window import OnDemandWindow
from desktop.ui.theme import Theme
from desktop.ui.windows import come_forward

_Window = TypeVar("_Window", bound=QWidget)


class MenuGroup(enum.IntEnum):
    """The place of an action in the menus, from top to bottom."""

    VIEW = 0
    SET_UP = 1
    SUPPORT = 2
    """Below those to set up; the page about the program has a button for each as well."""


class SettingsPages(QObject):
    """Pages of a feature in the settings window, made again each time the window is opened.

    Signals:
        notice_asked: What was done, the label of the button that takes it back, and the callable that does; a
            blank text takes the notice away.
        shown_asked: The settings window is to come forward again.

    """

    notice_asked = Signal(str, str, object)
    shown_asked = Signal()

    def make(self) -> Mapping[str, QWidget]:
        """Make the pages; return them by their titles, in order."""
        raise NotImplementedError

    def show_settings(self) -> None:
        """Show the settings in force."""

    def show_known(self, known: PickerItems) -> None:
        """Offer agents and queues to choose from."""

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""

    @property
    def is_changed(self) -> bool:
        """Whether something other than the settings file was changed since the pages were made."""
        return False

    def restore(self) -> None:
        """Undo what was changed, other than in the settings file, since the pages were made."""

    def forget_notice(self) -> None:
        """Forget the last notice: another one is shown, or none."""

    def close(self) -> None:
        """Release the pages; the window is closed."""

    def stop(self) -> bool:
        """End for good; return whether every thread ended in time."""
        self.close()
        return True


class Feature(QObject):
    """A part of the desk: its windows, its actions and its pages of settings.

    The desk makes each of them, starts them in the order of its list, and stops them in the opposite order.
    """

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the actions for the menus, each with its place."""
        return ()

    settings_titles: Sequence[str] = ()
    """The titles of its pages of settings, in order."""

    def settings_pages(self) -> SettingsPages | None:
        """Return its pages of settings, made when they are first asked for; None if it has none."""
        return None

    def start(self) -> None:
        """Start; show what is visible from the start."""

    def stop(self) -> bool:
        """Close the windows for good; return whether every thread ended in time."""
        return True

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""


class WindowFeature(Feature, Generic[_Window]):
    """A feature with one window, which exists only while it is open.

    Arguments:
        kit: The objects that all windows share.
        title: Title of the action that shows the window.
        group: The place of that action in the menus.
        keeps_place: Whether the window opens where it was closed.

    Attributes:
        action: Shows the window.

    """

    def __init__(
        self, kit: Kit, title: str, group: MenuGroup = MenuGroup.SET_UP, *, keeps_place: bool = False
    ) -> None:
        super().__init__()
        self._group = group
        self._shown = OnDemandWindow(kit.brushes, self._make_window, keeps_place=keeps_place)
        self.action = QAction(title, self)
        self.action.triggered.connect(self.show)

    @property
    def window(self) -> _Window | None:
        """The window; None while there is none."""
        return self._shown.window

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the action that shows the window."""
        return ((self._group, self.action),)

    def show(self) -> None:
        """Show the window, in front of the others."""
        come_forward(self._shown.ask())

    def close(self) -> None:
        """Remove the window."""
        self._shown.close()

    def stop(self) -> bool:
        """Remove the window for good."""
        self.close()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._shown.set_theme(theme)

    def _make_window(self) -> _Window:
        raise NotImplementedError
