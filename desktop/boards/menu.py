"""The menu of the boards and of the screens that each may fill."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from desktop.ui.menu_text import plain


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A board in the menu.

    Attributes:
        name: What it is called.
        show: Shows it.
        screens: What each screen is called, and what makes the board fill it.

    """

    name: str
    show: Callable[[], None]
    screens: tuple[tuple[str, Callable[[], None]], ...]


class BoardsMenu(QMenu):
    """The menu."""

    def __init__(self) -> None:
        super().__init__("Boards")

    def show_boards(self, entries: Iterable[BoardEntry]) -> None:
        """Offer boards and the screens that each may fill; one board on one screen needs no list."""
        # A menu that is cleared keeps the menus that were in it.
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        self.clear()
        entries = list(entries)
        for entry in entries:
            menu = self if len(entries) == 1 else self.addMenu(plain(entry.name))
            menu.addAction("Show", entry.show)
            for title, fill in entry.screens:
                menu.addAction(plain(f"Full screen on {title}"), fill)
        is_of_use = len(entries) > 1 or any(len(entry.screens) > 1 for entry in entries)
        self.menuAction().setVisible(is_of_use)
