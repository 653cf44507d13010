"""The menu of the boards and of the screens that each may fill."""

from functools import partial

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu

from desktop.boards.open_boards import Boards
from desktop.ui.menu_text import plain


class BoardsMenu(QMenu):
    """The menu, filled each time it is shown.

    Arguments:
        boards: The boards that it offers.

    """

    def __init__(self, boards: Boards) -> None:
        super().__init__("Boards")
        self._boards = boards

    def show_boards(self) -> None:
        """Offer the boards and the screens that each may fill; one board on one screen needs no list."""
        # A menu that is cleared keeps the menus that were in it.
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        self.clear()
        names, screens = [one.settings.name for one in self._boards], QGuiApplication.screens()
        for name in names:
            menu = self if len(names) == 1 else self.addMenu(plain(name))
            menu.addAction("Show", partial(self._boards.show, name))
            for number, screen in enumerate(screens, 1):
                fill = partial(self._boards.fill_screen, name, screen)
                menu.addAction(plain(f"Full screen on {_title_of(number, screen)}"), fill)
        self.menuAction().setVisible(len(names) > 1 or len(screens) > 1)


def _title_of(number: int, screen: QScreen) -> str:
    """Return a screen's number, name and size, by which people know it."""
    name = screen.model() or screen.name()
    size = screen.size() * screen.devicePixelRatio()
    return f"screen {number} ({name}, {size.width()} x {size.height()})"
