"""The page of boards."""

import dataclasses
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.boards.boards_page import BoardsPage
from desktop.boards.swatches import SwatchesEditor
from desktop.boards.tabs import PickListEditor
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes
from tests.finding import the

BOARDS = (BoardSettings(), BoardSettings("Sales TV", preset="mitel"))


@pytest.fixture
def page(qtbot: QtBot, brushes: Brushes) -> BoardsPage:
    page = BoardsPage(brushes, QWidget())
    qtbot.addWidget(page)
    page.show_boards(BOARDS, "Sales TV")
    page.resize(1000, 560)
    page.show()
    return page


def changes(page: BoardsPage) -> list[tuple[str, Any]]:
    told: list[tuple[str, Any]] = []
    page.changed.connect(lambda board, values: told.append((board, values)))
    return told


def test_every_setting_of_a_board_has_an_editor(page: BoardsPage) -> None:
    for_people = {
        name for name, one in settings_in(BoardSettings).items() if not one.metadata["kept_by_program"]
    }
    assert set(page.editors) == for_people | {"name"}


def test_a_change_names_its_board(page: BoardsPage) -> None:
    assert page.board == "Sales TV"
    told = changes(page)
    preset, groups = (page.editors[name] for name in ("preset", "groups"))
    assert isinstance(preset, SwatchesEditor)
    preset.edited.emit("calm")
    assert isinstance(groups, PickListEditor)
    groups.picker.picked.emit(("101",))
    page.size_tab.fitted.emit(55.0, 0.0)
    assert told == [
        ("Sales TV", {"preset": "calm"}),
        ("Sales TV", {"groups": ("101",)}),
        ("Sales TV", {"diagonal_in": 55.0, "distance_m": 0.0}),
    ]


def test_a_long_name_is_elided_and_its_tooltip_has_all_of_it(page: BoardsPage) -> None:
    names = [f"The wall of the service centre <b>{end}</b>"[:40] for end in ("A", "B")]
    page.show_boards(tuple(BoardSettings(name) for name in names), names[0])
    boards = the(QListWidget, page)
    assert boards.textElideMode() is Qt.TextElideMode.ElideMiddle
    assert not boards.horizontalScrollBar().isVisible()
    read = QAccessible.queryAccessibleInterface(boards)
    assert [read.child(row).text(QAccessible.Text.Name) for row in range(2)] == names
    for row, name in enumerate(names):
        tip = QTextDocumentFragment.fromHtml(boards.item(row).toolTip()).toPlainText()
        assert tip == name


def test_a_click_selects_another_board(qtbot: QtBot, page: BoardsPage) -> None:
    boards = the(QListWidget, page)
    with qtbot.waitSignal(page.chosen) as chosen:
        where = boards.visualItemRect(boards.item(0)).center()
        qtbot.mouseClick(boards.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == ["Board"]


def test_a_duplicate_board_name_is_refused(qtbot: QtBot, page: BoardsPage) -> None:
    told = changes(page)
    line = the(QLineEdit, page.editors["name"])
    line.selectAll()
    qtbot.keyClicks(line, "bOARD")
    reasons = [label.text() for label in page.editors["name"].findChildren(QLabel) if label.isVisible()]
    assert reasons == ["another board is called that"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == []
    qtbot.keyClicks(line, " two")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == [("Sales TV", {"name": "bOARD two"})]


def test_the_only_board_can_not_be_removed(page: BoardsPage) -> None:
    remove = next(one for one in page.findChildren(QPushButton) if one.text() == "Remove")
    assert remove.isEnabled()
    page.show_boards(BOARDS[:1], "Board")
    assert not remove.isEnabled()


def test_the_fit_follows_changes_made_elsewhere(page: BoardsPage) -> None:
    page.show_boards((BOARDS[0], dataclasses.replace(BOARDS[1], diagonal_in=75.0)), "Sales TV")
    assert page.size_tab.room.diagonal_in == 75.0


@pytest.mark.parametrize("size", [(860, 420), (1300, 800)])
def test_nothing_on_a_tab_is_cut_except_by_scrolling(page: BoardsPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    tabs = the(QTabWidget, page)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        for button in tabs.currentWidget().findChildren(QPushButton):
            assert button.width() >= button.sizeHint().width(), button.text()
        for label in tabs.currentWidget().findChildren(QLabel):
            if label.isVisible() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
