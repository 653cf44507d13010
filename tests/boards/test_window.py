"""The window: its place, full screen, closing."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.floor import Floor
from desktop.boards.board import Board
from desktop.boards.home_screen import HomeScreen
from desktop.boards.look import BoardLook
from desktop.boards.window import BoardWindow
from desktop.ui.brushes import Brushes
from desktop.ui.place import WindowPlace
from desktop.ui.theme import LIGHT
from tests.finding import the
from tests.support import Clock


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, brushes: Brushes, clock: Clock) -> BoardWindow:
    look = BoardLook(brushes, LIGHT, clock)
    menu = QMenu()
    board = Board(Floor(), look, menu)
    menu.setParent(board, menu.windowFlags())
    window = BoardWindow(board, menu, QIcon(), HomeScreen(qapp))
    full_screen, leave = QAction("Full screen", window), QAction("Quit", window)
    full_screen.setShortcut("F11")
    full_screen.triggered.connect(window.toggle_full_screen)
    leave.setShortcut("Ctrl+Q")
    window.set_shortcuts((full_screen, leave))
    qtbot.addWidget(window)
    return window


def action(window: BoardWindow, text: str) -> QAction:
    return next(action for action in window.findChildren(QAction) if action.text() == text)


def test_the_window_comes_back_in_its_place(window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    place = WindowPlace(QRect(30, 40, 660, 490))
    window.put(place, screen.name(), [screen], screen)
    window.show_as_it_was()
    assert window.place() == place
    window.hide()


def test_a_window_whose_screen_is_gone_opens_on_another(window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    window.put(WindowPlace(QRect(5000, 5000, 600, 450)), "DP-9", [screen], screen)
    assert screen.availableGeometry().contains(window.geometry())


def test_full_screen_and_back_keeps_the_place(qtbot: QtBot, window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    place = WindowPlace(QRect(30, 40, 660, 490))
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


def test_escape_does_nothing_outside_full_screen(qtbot: QtBot, window: BoardWindow) -> None:
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


def test_the_title_shows_the_line_s_state(window: BoardWindow) -> None:
    window.show_status("Live")
    assert window.windowTitle() == "TallyMate - Live"


def fill(qtbot: QtBot, window: BoardWindow) -> None:
    window.show()
    window.fill_screen(None)
    qtbot.waitUntil(window.isActiveWindow)


def shortcuts(window: BoardWindow) -> set[str]:
    return {action.shortcut().toString() for action in window.actions()}


def test_it_signals_when_it_fills_a_visible_screen(qtbot: QtBot, window: BoardWindow) -> None:
    said: list[bool] = []
    window.full_screen_changed.connect(said.append)
    fill(qtbot, window)
    assert said == [True]
    window.hide()
    assert said == [True, False]
    window.come_forward()
    assert said == [True, False, True]
    window.showMinimized()
    assert said == [True, False, True, False]
    window.come_forward()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert said == [True, False, True, False, True, False]
    window.hide()
    assert len(said) == 6


def test_locked_full_screen_is_left_by_no_key_no_menu_and_no_closing(
    qtbot: QtBot, window: BoardWindow
) -> None:
    window.set_locked(True)
    assert shortcuts(window) == {"F11", "Ctrl+Q"}
    fill(qtbot, window)
    assert shortcuts(window) == set()
    with (
        qtbot.assertNotEmitted(window.closed),
        qtbot.assertNotEmitted(action(window, "Full screen").triggered),
        qtbot.assertNotEmitted(action(window, "Quit").triggered),
    ):
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            qtbot.keyClick(window, key)
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        window.close()
    at = window.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, window.mapToGlobal(at))
    QGuiApplication.sendEvent(window, event)
    assert QApplication.activePopupWidget() is None
    assert window.isFullScreen()
    # The tray's menu has the same action.
    action(window, "Full screen").trigger()
    assert not window.isFullScreen()
    assert shortcuts(window) == {"F11", "Ctrl+Q"}
    window.hide()


def test_without_the_lock_the_keys_work_again(qtbot: QtBot, window: BoardWindow) -> None:
    window.set_locked(True)
    fill(qtbot, window)
    window.set_locked(False)
    assert shortcuts(window) == {"F11", "Ctrl+Q"}
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    window.hide()


def test_burn_in_protection_moves_the_board_inside_its_margin_without_a_new_layout(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: BoardWindow
) -> None:
    monkeypatch.setattr("desktop.boards.pixel_shift.MINUTE_MS", 10)
    window.show()
    board = the(Board, window)
    assert board.geometry() == window.rect()
    fill(qtbot, window)
    places = {board.pos().toTuple()}
    monkeypatch.setattr(board, "lay_out", lambda: pytest.fail("laid out anew"))
    qtbot.waitUntil(lambda: len(places | {board.pos().toTuple()}) > len(places))
    assert board.size() == window.size()
    monkeypatch.undo()
    window.leave_full_screen()
    assert board.geometry() == window.rect()
    window.hide()


def test_the_pointer_hides_only_in_full_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: BoardWindow
) -> None:
    monkeypatch.setattr("desktop.boards.pointer_hider.REST_MS", 10)
    fill(qtbot, window)
    qtbot.waitUntil(lambda: window.cursor().shape() is Qt.CursorShape.BlankCursor)
    window.leave_full_screen()
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor
    window.hide()


def test_while_its_screen_is_gone_it_is_hidden_or_a_window(window: BoardWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    place = WindowPlace(QRect(30, 40, 660, 490))
    window.put(place, screen.name(), [screen], screen)
    window.show_as_it_was()
    window.fill_screen(None)
    window.home.went.emit()
    assert not window.isVisible()
    window.come_forward()
    assert not window.isFullScreen()
    assert window.place() == place
    window.home.came.emit(screen)
    assert window.isFullScreen()
    assert window.place() == place
    window.leave_full_screen()
    window.hide()


def test_a_hidden_board_stays_hidden_when_its_screen_returns(window: BoardWindow) -> None:
    window.show()
    window.fill_screen(None)
    window.hide()
    window.home.came.emit(QGuiApplication.primaryScreen())
    assert not window.isVisible()
    window.come_forward()
    assert window.isFullScreen()
    window.leave_full_screen()
    window.hide()


def test_a_missing_screen_number_falls_back_to_the_next_best(window: BoardWindow) -> None:
    window.fill_screen_number(7)
    assert window.isFullScreen()
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    window.leave_full_screen()
    window.hide()
