"""What all windows of the program share."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acd.moment import Moment
from desktop.ui.actions import Actions
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import LIGHT


@dataclass(frozen=True, slots=True)
class Kit:
    """What all windows share.

    Attributes:
        application: Qt's.
        brushes: Fonts and shapes.
        actions: What menus offer; their shortcuts work in every board's window.
        menu: Opens in every window.
        icon: Of the program.
        now: Gives the present moment.
        play: What is shown instead of what happens; blank when that is shown.

    """

    application: QApplication
    brushes: Brushes
    actions: Actions
    menu: QMenu
    icon: QIcon
    now: Callable[[], Moment]
    play: str

    def look(self) -> Look:
        """Give a look of its own to a window; its owner gives it colours."""
        return Look(self.brushes, LIGHT, self.now, play=self.play)
