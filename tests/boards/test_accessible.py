"""What screen readers get of a board by Qt's accessibility interface, and where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.selection import AgentGrouping, AgentOrder, Selection
from desktop.boards.view import BoardView
from tests.drawn_boards import BUSY_FLOOR, LOST, MakeBoard
from tests.support import Clock, call, floor_after, group


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def items(widget: QWidget) -> list[str]:
    """Return the accessible text of each tile or card."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    children = (interface.child(number) for number in range(interface.childCount()))
    return [
        child.text(QAccessible.Text.Name) for child in children if isinstance(child, QAccessibleInterface)
    ]


def test_figures_queues_and_agents_are_read_aloud(make_board: MakeBoard, clock: Clock) -> None:
    floor = floor_after(
        call("G", "6001", "01", number="P860"), call("E", "6002", "07"), group("610", 7, 5, "0134")
    )
    board = make_board(floor, view=BoardView(Selection(order=AgentOrder.ID)))
    clock.go_on(65)
    board.show_figures()
    assert spoken(board.key_figures).startswith(
        "7 callers waiting, trouble, longest 2 minutes 39 seconds, nobody free"
    )
    assert spoken(board.chips).startswith("0 free, 0 ringing, 1 ACD")
    assert spoken(board.chips).endswith("Live")
    assert items(board.cards) == ["Group 610: 7 waiting, longest 2 minutes 39 seconds, 5 logged in"]
    assert items(board.tiles) == [
        "Agent 6001: ACD, path 860, for 1 minute 5 seconds",
        "Agent 6002: Make busy, reason 7, for 1 minute 5 seconds",
    ]
    assert (spoken(board.cards), spoken(board.tiles)) == ("Queues", "Agents")


def test_old_figures_say_so(make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    board.on_lines_changed(LOST)
    assert "old since" in spoken(board.key_figures)
    assert all("old since" in said for said in items(board.tiles))
    assert all("old since" in said for said in items(board.cards))


def test_headings_name_their_section(make_board: MakeBoard) -> None:
    view = BoardView(Selection(grouping=AgentGrouping.STATE))
    board = make_board(floor_after(call("A", "6001"), call("E", "6002")), view=view)
    assert items(board.tiles)[0] == "Make busy: 0 of 1 agents free"


@pytest.mark.parametrize("backwards", [False, True])
def test_tab_reaches_queues_agents_and_menu(qtbot: QtBot, make_board: MakeBoard, *, backwards: bool) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    board.window().activateWindow()
    qtbot.waitUntil(board.window().isActiveWindow)
    board.cards.setFocus()
    reached = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(spoken(focused))
        key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
        qtbot.keyClick(focused, key)
    assert sorted(reached) == ["Agents", "Menu", "Queues"]


def test_arrows_go_from_tile_to_tile_and_the_focus_is_visible(qtbot: QtBot, make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), view=BoardView(animate=False))
    board.window().activateWindow()
    qtbot.waitUntil(board.window().isActiveWindow)
    board.cards.setFocus()
    before = board.tiles.grab().toImage()
    qtbot.keyClick(board.cards, Qt.Key.Key_Tab)
    qtbot.keyClick(board.tiles, Qt.Key.Key_Right)
    qtbot.keyClick(board.tiles, Qt.Key.Key_Right)
    assert board.tiles.currentIndex().row() >= 1
    assert board.tiles.grab().toImage() != before
