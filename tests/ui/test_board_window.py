"""The window: its place, full screen, closing."""

import pathlib

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.floor import Floor
from desktop.ui.actions import Actions
from desktop.ui.board import Board
from desktop.ui.board_window import BoardWindow
from desktop.ui.brushes import Brushes
from desktop.ui.footer import Footer
from desktop.ui.look import Look
from desktop.ui.place import Place
from desktop.ui.theme import LIGHT
from tests.support import Clock


@pytest.fixture
def window(qtbot: QtBot, brushes: Brushes, clock: Clock) -> BoardWindow:
    look = Look(brushes, LIGHT, clock)
    actions = Actions(pathlib.Path("/data/mitel_data.json"), pathlib.Path("/data/stream.jsonl"))
    menu = QMenu()
    board = Board(Floor(), look, Footer(look, menu, pathlib.Path("/d")))
    menu.setParent(board, menu.windowFlags())
    window = BoardWindow(board, actions, menu, QIcon())
    actions.setParent(window)
    qtbot.addWidget(window)
    return window


def test_the_window_comes_back_in_its_place(window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    place = Place(QRect(30, 40, 660, 490))
    window.put(place, screen.name(), [screen], screen)
    window.show_as_it_was()
    assert window.place() == place
    window.hide()


def test_a_window_that_was_on_a_screen_that_is_gone_is_seen_on_another(window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    window.put(Place(QRect(5000, 5000, 600, 450)), "DP-9", [screen], screen)
    assert screen.availableGeometry().contains(window.geometry())


def test_full_screen_and_back_keeps_the_place(qtbot: QtBot, window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    place = Place(QRect(30, 40, 660, 490))
    window.put(place, screen.name(), [screen], screen)
    window.show_as_it_was()
    window.fill_screen(None)
    assert window.isFullScreen()
    qtbot.waitUntil(lambda: window.geometry() == screen.geometry())
    assert window.place() == place
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    qtbot.waitUntil(lambda: window.place() == place)
    window.toggle_full_screen()
    assert window.isFullScreen()
    window.toggle_full_screen()
    assert not window.isFullScreen()
    window.hide()


def test_escape_does_nothing_to_a_window(qtbot: QtBot, window: BoardWindow) -> None:
    window.show()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.hide()


def test_closing_leaves_the_decision_to_the_owner(qtbot: QtBot, window: BoardWindow) -> None:
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.isVisible()
    window.hide()


def test_the_title_says_how_the_line_stands(window: BoardWindow) -> None:
    window.show_status("Live")
    assert window.windowTitle() == "TallyMate - Live"
