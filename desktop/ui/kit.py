"""The objects that all windows of the program share."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acd.moment import Moment
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import LIGHT
from desktop.ui.tray_icon import TrayIcon


@dataclass(frozen=True, slots=True)
class Kit:
    """The objects that all windows share.

    Attributes:
        application: The Qt application.
        brushes: Fonts and shapes.
        menu: Every feature's actions; opens in every window, and the tray's menu ends with them.
        quit: Ends the program; its shortcut works in every board's window.
        tray: The icon in the system's tray.
        icon: The program's icon.
        now: Returns the present moment.
        source_label: Label of the demonstration or recording shown; blank for a real phone system.

    """

    application: QApplication
    brushes: Brushes
    menu: QMenu
    quit: QAction
    tray: TrayIcon
    icon: QIcon
    now: Callable[[], Moment]
    source_label: str

    def look(self) -> Look:
        """Return a new look for one window, whose owner sets the colours."""
        return Look(self.brushes, LIGHT, self.now, source_label=self.source_label)
