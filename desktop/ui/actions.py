"""Every action that tray and window offer, once."""

import pathlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu


def plain(text: str) -> str:
    """Give a text for an action or a title; an ampersand in it is no shortcut."""
    return text.replace("&", "&&")


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A board in the menu.

    Attributes:
        name: What it is called.
        show: Shows it.
        screens: What each screen is called, and what has the board fill it.

    """

    name: str
    show: Callable[[], None]
    screens: tuple[tuple[str, Callable[[], None]], ...]


class Actions(QObject):
    """The actions.

    Signals:
        show_board_asked: The board is to be seen.
        full_screen_asked: The board is to fill the screen, or no longer.
        connect_asked: Another phone system is to be named.
        set_up_asked: The program is to be set up from the start, or connected in place of a demonstration.
        settings_asked: Settings are to be changed.
        names_asked: Agents and queues are to be given names.
        strip_asked: The small board for the desk is to be seen, or no longer.
        diagnostics_asked: What there is to find out about the stream is to be seen.
        record_asked: The stream is to be recorded, or no longer.
        quit_asked: The program is to end.

    """

    show_board_asked = Signal()
    full_screen_asked = Signal()
    connect_asked = Signal()
    set_up_asked = Signal()
    settings_asked = Signal()
    names_asked = Signal()
    strip_asked = Signal(bool)
    diagnostics_asked = Signal()
    record_asked = Signal(bool)
    quit_asked = Signal()

    def __init__(self, data_file: pathlib.Path, recording_file: pathlib.Path) -> None:
        super().__init__()
        self._recording_file = recording_file
        self._data_file = data_file
        self._is_recording = False
        self._recording_fault: str | None = None
        self.boards = QMenu("Boards")
        self.show_board = QAction("Show board", self)
        self.full_screen = QAction("Full screen", self)
        self.full_screen.setShortcut(QKeySequence("F11"))
        self.open_folder = QAction(plain(f"Data file: {data_file}"), self)
        self.connection = QAction("Phone system...", self)
        self.set_up = QAction("Set up again...", self)
        self.settings = QAction("Settings...", self)
        self.names = QAction("Names...", self)
        self.strip = QAction("Desk strip", self)
        self.strip.setCheckable(True)
        self.diagnostics = QAction("Diagnostics", self)
        self.record = QAction("Record the stream", self)
        self.record.setCheckable(True)
        self.quit = QAction("Quit", self)
        self.quit.setShortcut(QKeySequence("Ctrl+Q"))
        self.show_board.triggered.connect(self.show_board_asked)
        self.full_screen.triggered.connect(self.full_screen_asked)
        self.open_folder.triggered.connect(self._on_open_folder)
        self.connection.triggered.connect(self.connect_asked)
        self.set_up.triggered.connect(self.set_up_asked)
        self.settings.triggered.connect(self.settings_asked)
        self.names.triggered.connect(self.names_asked)
        self.strip.triggered.connect(self.strip_asked)
        self.diagnostics.triggered.connect(self.diagnostics_asked)
        self.record.triggered.connect(self.record_asked)
        self.quit.triggered.connect(self.quit_asked)

    def fill(self, menu: QMenu) -> None:
        """Put all of them into a menu."""
        menu.addAction(self.show_board)
        menu.addAction(self.full_screen)
        menu.addMenu(self.boards)
        menu.addAction(self.strip)
        menu.addSeparator()
        menu.addAction(self.settings)
        menu.addAction(self.names)
        menu.addAction(self.connection)
        menu.addAction(self.set_up)
        menu.addAction(self.open_folder)
        menu.addAction(self.record)
        menu.addAction(self.diagnostics)
        menu.addSeparator()
        menu.addAction(self.quit)

    def show_boards(self, entries: Iterable[BoardEntry]) -> None:
        """Offer boards and the screens that each may fill; one board on one screen needs no list."""
        # A menu that is cleared keeps the menus that were in it.
        for menu in self.boards.findChildren(QMenu):
            menu.deleteLater()
        self.boards.clear()
        entries = list(entries)
        for entry in entries:
            menu = self.boards if len(entries) == 1 else self.boards.addMenu(plain(entry.name))
            menu.addAction("Show", entry.show)
            for title, fill in entry.screens:
                menu.addAction(plain(f"Full screen on {title}"), fill)
        is_of_use = len(entries) > 1 or any(len(entry.screens) > 1 for entry in entries)
        self.boards.menuAction().setVisible(is_of_use)

    def show_connection(self, sentence: str) -> None:
        """Say in the menu how the lines stand."""
        self.connection.setText(plain(f"Phone system... ({sentence})"))

    def show_places(self, data_file: pathlib.Path, recording_file: pathlib.Path) -> None:
        """Say in the menu where files are now."""
        self._data_file, self._recording_file = data_file, recording_file
        self.open_folder.setText(plain(f"Data file: {data_file}"))
        self.show_recording(is_on=self._is_recording, fault=self._recording_fault)

    def offer_phone_system(self) -> None:
        """Offer to listen to a phone system, while what is shown is not what happens."""
        self.connection.setVisible(False)
        self.set_up.setText("Connect your phone system...")

    def show_recording(self, *, is_on: bool, fault: str | None) -> None:
        """Say in the menu whether the stream is recorded, and what is wrong with that."""
        self._is_recording, self._recording_fault = is_on, fault
        self.record.setChecked(is_on)
        where = f" to {self._recording_file}" if is_on else ""
        self.record.setText(plain(f"Record the stream{where}{f': {fault}' if fault is not None else ''}"))

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_file.parent)))
