"""Choosing items and their order."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings.board import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.order_editor import OrderEditor
from tests.finding import the

DECLARED = settings_in(BoardSettings)["figures"]


@pytest.fixture
def choice(qtbot: QtBot) -> OrderEditor:
    choice = OrderEditor(DECLARED)
    qtbot.addWidget(choice)
    choice.show_value(("free", "waiting"))
    choice.show()
    return choice


def chosen(choice: OrderEditor) -> list[Any]:
    told: list[Any] = []
    choice.edited.connect(told.append)
    return told


def click(qtbot: QtBot, choice: OrderEditor, row: int) -> None:
    view = the(QListView, choice)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
    )


def test_chosen_items_come_first_in_their_order(choice: OrderEditor) -> None:
    model = the(QListView, choice).model()
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert rows == ["Free", "Callers waiting", "Longest waiting", "On calls", "In work timer", "Out of reach"]


def test_items_are_ticked_and_moved_by_mouse(qtbot: QtBot, choice: OrderEditor) -> None:
    told = chosen(choice)
    click(qtbot, choice, 3)
    up = next(button for button in choice.findChildren(QPushButton) if button.text() == "Move up")
    for _ in range(3):
        qtbot.mouseClick(up, Qt.MouseButton.LeftButton)
    assert told[0] == ("free", "waiting", "on_calls")
    assert told[-1] == ("on_calls", "free", "waiting")
    assert not up.isEnabled()


def test_the_last_chosen_item_can_not_be_removed(qtbot: QtBot, choice: OrderEditor) -> None:
    click(qtbot, choice, 0)
    told = chosen(choice)
    click(qtbot, choice, 1)
    assert told == [("waiting",)]
