"""Every action that tray and window offer, once."""

import pathlib

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.acd.connection import Lines
from desktop.acd.wording import lines_sentence


def plain(text: str) -> str:
    """Give a text for an action or a title; an ampersand in it is no shortcut."""
    return text.replace("&", "&&")


class Actions(QObject):
    """The actions.

    Signals:
        show_board_asked: The board is to be seen.
        full_screen_asked: The board is to fill the screen, or no longer.
        connect_asked: Another phone system is to be named.
        quit_asked: The program is to end.

    """

    show_board_asked = Signal()
    full_screen_asked = Signal()
    connect_asked = Signal()
    quit_asked = Signal()

    def __init__(self, data_file: pathlib.Path) -> None:
        super().__init__()
        self._folder = data_file.parent
        self.show_board = QAction("Show board", self)
        self.full_screen = QAction("Full screen", self)
        self.full_screen.setShortcut(QKeySequence("F11"))
        self.open_folder = QAction(plain(f"Data file: {data_file}"), self)
        self.connection = QAction("Connection", self)
        self.quit = QAction("Quit", self)
        self.quit.setShortcut(QKeySequence("Ctrl+Q"))
        self.show_board.triggered.connect(self.show_board_asked)
        self.full_screen.triggered.connect(self.full_screen_asked)
        self.open_folder.triggered.connect(self._on_open_folder)
        self.connection.triggered.connect(self.connect_asked)
        self.quit.triggered.connect(self.quit_asked)

    def fill(self, menu: QMenu) -> None:
        """Put all of them into a menu."""
        menu.addAction(self.show_board)
        menu.addAction(self.full_screen)
        menu.addSeparator()
        menu.addAction(self.connection)
        menu.addAction(self.open_folder)
        menu.addSeparator()
        menu.addAction(self.quit)

    def on_lines_changed(self, lines: Lines) -> None:
        """Say in the menu how the lines stand."""
        self.connection.setText(plain(f"{lines_sentence(lines)}..."))

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
