"""Editors of times of day, hours, days, and whom a rule is about: by mouse and keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from desktop.acd.known import PickerItem
from desktop.alerts.choice_editors import PickEditor
from desktop.alerts.rule_editor import EDITORS
from desktop.alerts.time_editors import TimeBox
from desktop.settings.alerts import DAYS, WAYS, RuleSettings
from desktop.settings.declared import settings_in
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import FieldEditor
from tests.finding import the

DECLARED = settings_in(RuleSettings)
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, name: str, value: object) -> tuple[FieldEditor, list[Any]]:
    editor = EDITORS[name](DECLARED[name])
    qtbot.addWidget(editor)
    editor.show_value(value)
    editor.resize(460, 400)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    told: list[Any] = []
    editor.edited.connect(told.append)
    return editor, told


def type_time(qtbot: QtBot, box: TimeBox, text: str) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def reasons(editor: FieldEditor) -> list[str]:
    return [
        one.text()
        for one in editor.findChildren(QLabel)
        if one.objectName() == "reason" and not one.isHidden()
    ]


def press(qtbot: QtBot, editor: FieldEditor, name: str) -> None:
    qtbot.mouseClick(the(QPushButton, editor, name), LEFT)


def test_lunch_is_one_click(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "quiet", "")
    press(qtbot, editor, "+ 12:00-13:00")
    assert told == ["12:00-13:00"]


def test_hours_are_changed_by_the_arrows_of_their_boxes(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "quiet", "12:00-13:00")
    box = the(TimeBox, editor, "Quiet hours, to")
    qtbot.mouseClick(box, LEFT, pos=QPoint(box.width() - 10, 8))
    assert told == ["12:00-13:15"]


def test_hours_can_be_typed_added_and_removed(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "hours", "8:00-12:00, 13:00-17:00")
    type_time(qtbot, the(TimeBox, editor, "Hours, from"), "7.30")
    assert told[-1] == "7:30-12:00, 13:00-17:00"
    press(qtbot, editor, "Remove: Hours")
    assert told[-1] == "13:00-17:00"
    press(qtbot, editor, "+ More hours")
    assert told[-1] == "13:00-17:00, 8:00-17:00"


def test_an_invalid_time_is_reported_while_it_is_typed_and_does_not_count(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "quiet", "12:00-13:00")
    box = the(TimeBox, editor, "Quiet hours, from")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "25:00")
    assert reasons(editor) == ["'25:00' is no time of day like 8:30"]
    box.clearFocus()
    assert not told
    assert box.text() == "12:00"
    assert not reasons(editor)


def test_hours_across_midnight_say_so(qtbot: QtBot) -> None:
    editor, _ = shown(qtbot, "quiet", "22:00-6:00")
    assert any(
        one.text() == "Until 6:00 of the next day" and one.isVisible() for one in editor.findChildren(QLabel)
    )


def test_no_more_hours_can_be_added_than_the_file_holds(qtbot: QtBot) -> None:
    editor, _ = shown(qtbot, "hours", ", ".join(f"{hour}:00-{hour}:30" for hour in range(10)))
    assert not the(QPushButton, editor, "+ More hours").isEnabled()


def test_a_time_of_day_is_typed_and_a_wrong_one_refused_with_its_reason(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "hour", "20:00")
    box = the(TimeBox, editor, "After")
    type_time(qtbot, box, "18:30")
    assert told == ["18:30"]
    box.selectAll()
    qtbot.keyClicks(box, "18:77")
    assert reasons(editor) == ["'18:77' is no time of day like 8:30"]
    box.clearFocus()
    assert told == ["18:30"]


def test_all_days_are_ticked_if_none_is_named(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "days", ())
    assert all(box.isChecked() for box in editor.findChildren(TickBox))
    qtbot.mouseClick(the(TickBox, editor, "Sunday"), LEFT)
    assert told == [tuple(DAYS)[:6]]
    qtbot.mouseClick(the(TickBox, editor, "Sunday"), LEFT)
    assert told[-1] == ()


def test_the_last_day_stays(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "days", ("mon",))
    qtbot.mouseClick(the(TickBox, editor, "Monday"), LEFT)
    assert not told
    assert the(TickBox, editor, "Monday").isChecked()


def test_a_rule_may_notify_in_the_list_alone(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "ways", ("notification",))
    qtbot.mouseClick(the(TickBox, editor, "Notification"), LEFT)
    assert told == [()]
    for title in WAYS.values():
        qtbot.mouseClick(the(TickBox, editor, title), LEFT)
    assert told[-1] == tuple(WAYS)


def test_groups_are_picked_by_their_names(qtbot: QtBot) -> None:
    editor, told = shown(qtbot, "groups", ())
    assert isinstance(editor, PickEditor)
    editor.show_known((PickerItem("101", "Sales & Co"), PickerItem("102", "Service")))
    press(qtbot, editor, "Agent groups: All")
    lines = the(QListView, editor, "Agent groups")
    where = lines.visualRect(lines.model().index(0, 0)).center()
    qtbot.mouseClick(lines.viewport(), LEFT, pos=where)
    assert told == [("101",)]
    assert the(QPushButton, editor, "Agent groups: Sales & Co").text() == "Sales && Co"
    press(qtbot, editor, "Pick none agent groups")
    assert told[-1] == ()


@pytest.mark.parametrize(
    ("picked", "text"),
    [((), "All"), (("101", "999"), "Sales, 999"), (("101", "102", "103"), "Sales, 102 and 1 more")],
)
def test_the_button_names_the_picked_agents_and_groups(
    qtbot: QtBot, picked: tuple[str, ...], text: str
) -> None:
    editor, _ = shown(qtbot, "groups", picked)
    assert isinstance(editor, PickEditor)
    editor.show_known((PickerItem("101", "Sales"),))
    assert the(QPushButton, editor, f"Agent groups: {text}").text() == text


def test_names_too_long_for_the_button_are_counted(qtbot: QtBot) -> None:
    editor, _ = shown(qtbot, "groups", ("101",))
    assert isinstance(editor, PickEditor)
    editor.show_known((PickerItem("101", "W" * 80),))
    button = the(QPushButton, editor, f"Agent groups: {'W' * 80}")
    assert button.text() == "1 picked"
