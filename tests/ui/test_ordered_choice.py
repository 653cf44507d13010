"""Choosing some in an order."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.ordered_choice import OrderedChoice
from tests.finding import the

TITLES = {"waiting": "Callers waiting", "longest": "Longest waiting", "free": "Free", "on_calls": "On calls"}


@pytest.fixture
def choice(qtbot: QtBot) -> OrderedChoice:
    choice = OrderedChoice("Big figures", TITLES)
    qtbot.addWidget(choice)
    choice.show_chosen(("free", "waiting"))
    choice.show()
    return choice


def chosen(choice: OrderedChoice) -> list[Any]:
    told: list[Any] = []
    choice.chosen.connect(told.append)
    return told


def click(qtbot: QtBot, choice: OrderedChoice, row: int) -> None:
    view = the(QListView, choice)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
    )


def test_what_is_chosen_comes_first_in_its_order(choice: OrderedChoice) -> None:
    model = the(QListView, choice).model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert rows == ["Free", "Callers waiting", "Longest waiting", "On calls"]


def test_it_is_ticked_and_moved_by_mouse(qtbot: QtBot, choice: OrderedChoice) -> None:
    told = chosen(choice)
    click(qtbot, choice, 3)
    up = next(button for button in choice.findChildren(QPushButton) if button.text() == "Move up")
    for _ in range(3):
        qtbot.mouseClick(up, Qt.MouseButton.LeftButton)
    assert told[0] == ("free", "waiting", "on_calls")
    assert told[-1] == ("on_calls", "free", "waiting")
    assert not up.isEnabled()


def test_the_last_one_stays(qtbot: QtBot, choice: OrderedChoice) -> None:
    click(qtbot, choice, 0)
    told = chosen(choice)
    click(qtbot, choice, 1)
    assert told == [("waiting",)]
