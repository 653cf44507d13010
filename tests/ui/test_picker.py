"""Picking some of many items."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.known import PickerItem
from desktop.ui.picker import Picker
from tests.finding import the

GROUPS = (PickerItem("101", "Sales"), PickerItem("102", "Support"), PickerItem("103", "103"))


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    picker = Picker("Agent groups")
    qtbot.addWidget(picker)
    picker.show_known(GROUPS)
    picker.resize(260, 400)
    picker.show()
    return picker


def said(picker: Picker) -> str:
    return " ".join(label.text() for label in picker.findChildren(QLabel))


def lines(picker: Picker) -> QListView:
    return the(QListView, picker)


def shown(picker: Picker) -> list[str]:
    model = lines(picker).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def click(qtbot: QtBot, picker: Picker, row: int) -> None:
    view = lines(picker)
    middle = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(20, 0))


def picked(picker: Picker) -> list[Any]:
    told: list[Any] = []
    picker.picked.connect(told.append)
    return told


def test_nothing_picked_means_all_and_says_so(picker: Picker) -> None:
    assert "All 3 are shown" in said(picker)


def test_a_click_on_a_line_picks_it_and_another_unpicks_it(qtbot: QtBot, picker: Picker) -> None:
    told = picked(picker)
    click(qtbot, picker, 1)
    assert "1 of 3 picked" in said(picker)
    click(qtbot, picker, 0)
    click(qtbot, picker, 1)
    assert told == [("102",), ("101", "102"), ("101",)]


def test_the_space_bar_picks(qtbot: QtBot, picker: Picker) -> None:
    told = picked(picker)
    qtbot.keyClick(lines(picker), Qt.Key.Key_Home)
    qtbot.keyClick(lines(picker), Qt.Key.Key_Down)
    qtbot.keyClick(lines(picker), Qt.Key.Key_Space)
    assert told == [("102",)]


@pytest.mark.parametrize(
    ("text", "names"), [("s", ["Sales", "Support"]), ("103", ["103"]), ("SUP", ["Support"])]
)
def test_names_and_numbers_are_found(qtbot: QtBot, picker: Picker, text: str, names: list[str]) -> None:
    qtbot.keyClicks(the(QLineEdit, picker), text)
    assert shown(picker) == names


def test_all_found_lines_are_picked_at_once_and_all_are_shown_again(qtbot: QtBot, picker: Picker) -> None:
    told = picked(picker)
    search, button = the(QLineEdit, picker), the(QPushButton, picker)
    qtbot.keyClicks(search, "s")
    assert button.text() == "Pick all 2 found"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    search.clear()
    assert button.text() == "Show all"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [("101", "102"), ()]


def test_picked_numbers_not_seen_on_the_floor_are_shown_and_can_be_unpicked(
    qtbot: QtBot, picker: Picker
) -> None:
    picker.show_picked(("999", "102"))
    assert shown(picker) == ["999", "Sales", "Support", "103"]
    told = picked(picker)
    click(qtbot, picker, 0)
    assert told == [("102",)]


def test_agents_seen_later_are_offered_and_picks_are_kept(picker: Picker) -> None:
    picker.show_picked(("102",))
    picker.show_known((*GROUPS, PickerItem("104", "Returns")))
    assert shown(picker)[-1] == "Returns"
    assert "1 of 4 picked" in said(picker)


def test_ten_thousand_lines_need_no_widgets_of_their_own(qtbot: QtBot, picker: Picker) -> None:
    before = len(picker.findChildren(QWidget))
    picker.show_known(tuple(PickerItem(str(number), f"Agent {number}") for number in range(10_000)))
    qtbot.keyClicks(the(QLineEdit, picker), "agent 777")
    assert len(shown(picker)) == 11
    assert len(picker.findChildren(QWidget)) <= before + 4  # scroll bars


def test_markup_in_a_name_is_text(picker: Picker) -> None:
    picker.show_known((PickerItem("1", "<img src=x>"),))
    assert shown(picker) == ["<img src=x>"]
    assert lines(picker).accessibleName() == "Agent groups"
