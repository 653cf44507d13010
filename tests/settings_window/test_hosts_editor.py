"""The editor of the phone systems."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.settings_window.hosts_editor import HostsEditor
from tests.finding import the


@pytest.fixture
def editor(qtbot: QtBot) -> HostsEditor:
    editor = HostsEditor(settings_in(Settings)["host"])
    qtbot.addWidget(editor)
    editor.show_value("pbx-north, pbx-south:15374")
    editor.show()
    return editor


@pytest.fixture
def values(editor: HostsEditor) -> list[str]:
    values: list[str] = []
    editor.edited.connect(values.append)
    return values


def listed(editor: HostsEditor) -> list[str]:
    rows = the(QListWidget, editor)
    return [rows.item(row).text() for row in range(rows.count())]


def test_each_phone_system_is_listed_with_the_state_of_its_line(
    editor: HostsEditor, values: list[str]
) -> None:
    assert listed(editor) == ["pbx-north", "pbx-south:15374"]
    editor.show_status(("Connected", "Connection lost"))
    assert listed(editor) == ["pbx-north\nConnected", "pbx-south:15374\nConnection lost"]
    # Other lines are not listed.
    editor.show_status(("Connected",))
    assert listed(editor) == ["pbx-north", "pbx-south:15374"]
    assert values == []


@pytest.mark.parametrize("by_button", [False, True])
def test_a_phone_system_is_typed_and_added(
    qtbot: QtBot, editor: HostsEditor, values: list[str], *, by_button: bool
) -> None:
    line = the(QLineEdit, editor)
    qtbot.keyClicks(line, " [::1]:15375 ")
    if by_button:
        qtbot.mouseClick(the(QPushButton, editor, "+ Add"), Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == ["pbx-north, pbx-south:15374, [::1]:15375"]
    assert listed(editor)[-1] == "[::1]:15375"
    assert line.text() == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("a b", "'a b' is not a name or an address"),
        ("pbx-north", "'pbx-north' is named twice"),
        ("x:0", "'x:0': port 0 is not from 1 to 65535"),
        ("<i>x</i>", "'<i>x</i>' is not a name or an address"),
    ],
)
def test_an_invalid_address_is_reported_as_it_is_typed_and_not_added(
    qtbot: QtBot, editor: HostsEditor, values: list[str], typed: str, reason: str
) -> None:
    line = the(QLineEdit, editor)
    qtbot.keyClicks(line, typed)
    label = the(QLabel, editor, reason)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert not the(QPushButton, editor, "+ Add").isEnabled()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == []
    assert editor.to_test == ""


def test_a_phone_system_is_removed_by_keyboard_and_by_mouse(
    qtbot: QtBot, editor: HostsEditor, values: list[str]
) -> None:
    rows, remove = the(QListWidget, editor), the(QPushButton, editor, "Remove")
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    rows.setCurrentRow(0)
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert values[-1] == ""
    assert len(values) == 2
    assert listed(editor) == []
    assert not remove.isEnabled()


def test_the_test_covers_the_typed_address_or_all(qtbot: QtBot, editor: HostsEditor) -> None:
    assert editor.to_test == "pbx-north, pbx-south:15374"
    qtbot.keyClicks(the(QLineEdit, editor), "pbx-east")
    assert editor.to_test == "pbx-east"
