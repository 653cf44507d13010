"""Editors made from declared settings."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings import BoardSettings, LimitSettings, Settings
from desktop.settings.declared import settings_in
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import FieldEditor
from desktop.ui.fields import make_editor
from tests.finding import the

DECLARED = settings_in(Settings) | settings_in(BoardSettings) | settings_in(LimitSettings)
FOR_PEOPLE = {name: one for name, one in DECLARED.items() if not one.metadata["kept_by_program"]}
PICKED = {"groups", "paths", "agents"}

MakeEditor = Callable[[str], FieldEditor]


@pytest.fixture
def make(qtbot: QtBot) -> MakeEditor:
    def make_one(name: str) -> FieldEditor:
        editor = make_editor(DECLARED[name])
        qtbot.addWidget(editor)
        editor.show_value(DECLARED[name].default)
        editor.show()
        return editor

    return make_one


def edited(editor: FieldEditor) -> list[Any]:
    values: list[Any] = []
    editor.edited.connect(values.append)
    return values


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_every_editable_setting_and_its_choices_have_titles(name: str) -> None:
    assert FOR_PEOPLE[name].metadata["title"]
    assert all(FOR_PEOPLE[name].metadata["choices"].values())


@pytest.mark.parametrize("name", sorted(FOR_PEOPLE.keys() - PICKED))
def test_showing_a_value_is_no_change(make: MakeEditor, name: str) -> None:
    editor = make(name)
    values = edited(editor)
    editor.show_value(DECLARED[name].default)
    assert values == []
    assert editor.focusProxy() is not None


def test_a_click_on_the_label_ticks(qtbot: QtBot, make: MakeEditor) -> None:
    editor = make("locked")
    values = edited(editor)
    box = the(TickBox, editor)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, box.height() // 2))
    assert values == [True]


def test_a_few_choices_are_all_visible(qtbot: QtBot, make: MakeEditor) -> None:
    editor = make("theme")
    values = edited(editor)
    buttons = {button.text(): button for button in editor.findChildren(QPushButton)}
    assert list(buttons) == ["As the system", "Light", "Dark"]
    assert buttons["As the system"].isChecked()
    qtbot.mouseClick(buttons["Dark"], Qt.MouseButton.LeftButton)
    assert values == ["dark"]


def test_more_choices_are_a_drop_down_list_with_their_titles(qtbot: QtBot, make: MakeEditor) -> None:
    editor = make("order")
    values = edited(editor)
    box = the(QComboBox, editor)
    assert box.currentText() == "Trouble first"
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert values == ["id"]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("longest_trouble_s", "1:30", 90),
        ("longest_trouble_s", "1:00:00", 3600),
        ("longest_trouble_s", "45", 45),
        ("longest_trouble_s", "no limit", 0),
        ("waiting_trouble", "12", 12),
        ("waiting_trouble", "12 callers", 12),
        ("distance_m", "2.5", 2.5),
        ("distance_m", "2,5 m", 2.5),
        ("diagonal_in", "3", 5.0),
        ("page_s", "20 s", 20),
    ],
)
def test_a_number_is_typed_as_people_write_it(
    qtbot: QtBot, make: MakeEditor, name: str, typed: str, value: float
) -> None:
    editor = make(name)
    values = edited(editor)
    box = the(QDoubleSpinBox, editor)
    box.selectAll()
    qtbot.keyClicks(box, typed)
    assert values == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert values == [value]
    assert type(values[0]) is type(DECLARED[name].default)


@pytest.mark.parametrize("typed", ["abc", "", "1:2:3:x", "-5", "1e5"])
def test_an_invalid_number_changes_nothing(qtbot: QtBot, make: MakeEditor, typed: str) -> None:
    editor = make("longest_trouble_s")
    values = edited(editor)
    box = the(QDoubleSpinBox, editor)
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert values == []
    assert box.text() == "5:00"


def test_a_limit_steps_down_to_no_limit_and_up_again(make: MakeEditor) -> None:
    editor = make("waiting_attention")
    values = edited(editor)
    box = the(QDoubleSpinBox, editor)
    for _ in range(4):
        box.stepDown()
    assert values == [2, 1, 0]
    assert box.text() == "no limit"
    box.stepUp()
    assert values[-1] == 3


def test_times_step_by_an_amount_that_suits_their_size(make: MakeEditor) -> None:
    editor = make("longest_trouble_s")
    box = the(QDoubleSpinBox, editor)
    for shown, after in ((55, "1:00"), (60, "1:30"), (600, "11:00")):
        editor.show_value(shown)
        box.stepUp()
        assert box.text() == after


def test_scrolling_over_a_number_changes_nothing(make: MakeEditor) -> None:
    editor = make("page_s")
    values = edited(editor)
    box = the(QDoubleSpinBox, editor)
    box.clearFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(box, event)
    assert values == []
    assert not event.isAccepted()


def test_an_invalid_text_is_reported_as_it_is_typed_and_does_not_count(
    qtbot: QtBot, make: MakeEditor
) -> None:
    editor = make("host")
    values = edited(editor)
    line = the(QLineEdit, editor)
    qtbot.keyClicks(line, "<b>pbx</b>")
    reason = the(QLabel, editor)
    assert reason.isVisible()
    assert "'<b>pbx</b>' is not a name or an address" in reason.text()
    assert reason.textFormat() is Qt.TextFormat.PlainText
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == []
    line.clear()
    qtbot.keyClicks(line, "pbx")
    assert not reason.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == ["pbx"]
