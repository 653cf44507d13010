"""The editor of a file's place, which is checked before it counts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.ui.path_editor import PathEditor
from tests.finding import the

Make = Callable[..., PathEditor]
DECLARED = settings_in(Settings)["data_file"]


@pytest.fixture
def make(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Make:
    def make_one(answers: dict[str, str | None], chosen: str = "") -> PathEditor:
        def browse(
            window: QWidget, title: str, begin: str, *, options: QFileDialog.Option
        ) -> tuple[str, str]:
            assert options is QFileDialog.Option.DontConfirmOverwrite
            assert window.isWindow()
            assert (title, begin) == ("Data file", "/usual/mitel_data.json")
            return chosen, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", browse)
        editor = PathEditor(DECLARED)
        editor.show_usual("/usual/mitel_data.json")
        editor.show_value("")
        editor.check_asked.connect(lambda text: editor.show_checked(text, answers[text]))
        qtbot.addWidget(editor)
        editor.show()
        return editor

    return make_one


def edited(editor: PathEditor) -> list[str]:
    values: list[str] = []
    editor.edited.connect(values.append)
    return values


def reasons(editor: PathEditor) -> list[str]:
    labels = (label for label in editor.findChildren(QLabel) if label.objectName() == "reason")
    return [label.text() for label in labels if label.isVisible()]


def test_the_default_place_is_the_placeholder(make: Make) -> None:
    assert the(QLineEdit, make({})).placeholderText() == "/usual/mitel_data.json"


def test_a_usable_place_is_accepted_on_enter(qtbot: QtBot, make: Make) -> None:
    editor = make({"/a.json": None})
    values, line = edited(editor), the(QLineEdit, editor)
    qtbot.keyClicks(line, " /a.json")
    assert values == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == ["/a.json"]
    assert reasons(editor) == []


def test_the_reason_against_a_place_is_shown_as_it_is_typed(qtbot: QtBot, make: Make) -> None:
    editor = make({"<b>": "there is no folder <b>"})
    values, line = edited(editor), the(QLineEdit, editor)
    qtbot.keyClicks(line, "<b>")
    qtbot.waitUntil(lambda: reasons(editor) == ["there is no folder <b>"])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == []
    assert {label.textFormat() for label in editor.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_an_answer_about_an_outdated_text_is_ignored(qtbot: QtBot, make: Make) -> None:
    editor = make({"/a": None, "/ab": "no"})
    values, line = edited(editor), the(QLineEdit, editor)
    qtbot.keyClicks(line, "/ab")
    editor.show_checked("/a", None)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == []
    assert reasons(editor) == ["no"]


def test_a_late_answer_still_counts(qtbot: QtBot) -> None:
    editor = PathEditor(DECLARED)
    qtbot.addWidget(editor)
    editor.show_value("")
    values, line = edited(editor), the_hidden(editor)
    asked: list[str] = []
    editor.check_asked.connect(asked.append)
    line.setText("/a.json")
    line.editingFinished.emit()
    assert (asked, values) == (["/a.json"], [])
    editor.show_checked("/a.json", None)
    assert values == ["/a.json"]


def the_hidden(editor: PathEditor) -> QLineEdit:
    line = editor.findChild(QLineEdit)
    assert line is not None
    return line


def test_a_text_that_can_not_be_a_path_is_not_checked(qtbot: QtBot, make: Make) -> None:
    editor = make({})
    values, line = edited(editor), the(QLineEdit, editor)
    line.setText("a\u202eb")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert values == []
    assert "holds what can't be written in one line" in reasons(editor)[0]


@pytest.mark.parametrize(("chosen", "expected"), [("/b.json", ["/b.json"]), ("", [])])
def test_a_place_is_chosen_in_a_dialog_by_mouse_or_keyboard(
    qtbot: QtBot, make: Make, chosen: str, expected: list[str]
) -> None:
    editor = make({"/b.json": None}, chosen)
    values = edited(editor)
    qtbot.keyClick(the(QPushButton, editor), Qt.Key.Key_Space)
    assert values == expected


def test_showing_a_value_is_no_change_and_starts_no_check(qtbot: QtBot, make: Make) -> None:
    editor = make({})
    values = edited(editor)
    with qtbot.assertNotEmitted(editor.check_asked, wait=400):
        editor.show_value("/c.json")
    assert values == []


def test_a_note_is_shown_and_read_aloud_and_a_fixed_setting_can_not_be_changed(make: Make) -> None:
    editor = make({})
    editor.show_note("Set by your site.", is_fixed=True)
    line = the(QLineEdit, editor)
    assert not line.isEnabled()
    assert line.accessibleDescription().endswith("Set by your site.")
    assert the(QLabel, editor, "Set by your site.")
    editor.show_note("", is_fixed=False)
    assert line.isEnabled()
    assert not line.accessibleDescription().endswith("Set by your site.")
