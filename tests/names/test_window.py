"""The names window by keyboard and by mouse."""

import pathlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import DirectoryRow
from desktop.live.directory_file import DirectoryState, Table, directory_content, read_directory
from desktop.names.cells import NamesTable
from desktop.names.editor import NamesEditor
from desktop.names.window import NamesWindow
from desktop.ui.question_bar import QuestionBar
from desktop.ui.theme import DARK, LIGHT
from desktop.ui.ticked_list import TickedList
from desktop.ui.windows import come_forward

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)

ANNA = DirectoryRow("agent", "6001", "Anna", "610")
SALES = DirectoryRow("group", "610", "Sales")
EXAMPLE = (DirectoryRow("agent", "9001", "Example"),)
KNOWN = [(EntryKind.GROUP, "610"), (EntryKind.AGENT, "6001"), (EntryKind.AGENT, "6002")]
KIND, NUMBER, NAME, GROUPS, REMARK = range(5)


def state_of(*rows: DirectoryRow, version: int = 1, separator: str = ",") -> DirectoryState:
    """Return the state of a file with these rows."""
    return replace(read_directory(directory_content(Table(rows, separator=separator))), version=version)


class Person:
    """A person at the window, with keyboard and mouse."""

    def __init__(self, qtbot: QtBot, window: NamesWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.asked: list[tuple[Table, int]] = []
        window.save_asked.connect(lambda table, version: self.asked.append((table, version)))

    @property
    def table(self) -> NamesTable:
        table = self.window.findChild(NamesTable)
        assert table is not None
        return table

    @property
    def cells(self) -> list[tuple[str, ...]]:
        model = self.table.model()
        return [
            tuple(model.index(row, column).data() for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    @property
    def question(self) -> str:
        bar = self.window.findChild(QuestionBar)
        assert bar is not None
        return bar.question

    @property
    def reason(self) -> str:
        return self._label("reason").text()

    @property
    def said(self) -> str:
        return self._label("status").text()

    def button(self, text: str) -> QPushButton:
        buttons = [b for b in self.window.findChildren(QPushButton) if b.text().replace("&", "") == text]
        assert buttons, text
        return buttons[-1]

    def click(self, text: str) -> None:
        assert self.button(text).isVisible()
        assert self.button(text).isEnabled(), text
        self.qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def cell(self, row: int, column: int) -> QModelIndex:
        return self.table.model().index(row, column)

    def go_to(self, row: int, column: int) -> None:
        self.table.setFocus()
        where = self.table.visualRect(self.cell(row, column)).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = self.window.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, modifier)
        # Qt commits the text and moves on a moment after the key.
        QCoreApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            focus = self.window.focusWidget()
            assert focus is not None
            self.qtbot.keyClicks(focus, letter)

    def write(self, row: int, column: int, text: str) -> None:
        self.go_to(row, column)
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def _label(self, name: str) -> QLabel:
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label


Meet = Callable[[DirectoryState], Person]


@pytest.fixture
def meet(qtbot: QtBot, tmp_path: pathlib.Path) -> Iterator[Meet]:
    windows: list[NamesWindow] = []

    def show(state: DirectoryState) -> Person:
        window = NamesWindow(tmp_path / "directory.csv", state, lambda: KNOWN, lambda: EXAMPLE)
        windows.append(window)
        qtbot.addWidget(window)
        window.set_theme(DARK)
        with qtbot.waitExposed(window):
            come_forward(window)
        return Person(qtbot, window)

    yield show
    for window in windows:
        window.hide()


def tick_group(person: Person, row: int) -> None:
    ticks = person.window.findChild(TickedList)
    assert ticks is not None
    where = ticks.visualRect(ticks.model().index(row, 0)).center()
    person.qtbot.mouseClick(ticks.viewport(), Qt.MouseButton.LeftButton, pos=where)


def ticked_groups(person: Person) -> dict[str, bool]:
    ticks = person.window.findChild(TickedList)
    assert ticks is not None
    indexes = [ticks.model().index(row, 0) for row in range(ticks.model().rowCount())]
    return {
        index.data(): index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked for index in indexes
    }


def test_an_agent_s_groups_are_ticked_by_mouse(meet: Meet) -> None:
    person = meet(state_of(ANNA, SALES, DirectoryRow("agent", "6003", "Cher", "Night shift")))
    person.go_to(0, NAME)
    assert ticked_groups(person) == {"Sales": True, "Night shift": False}
    assert "Anna is in 1 of 2" in {label.text() for label in person.window.findChildren(QLabel)}
    tick_group(person, 1)
    assert person.cells[0][GROUPS] == "610; Night shift"
    tick_group(person, 0)
    assert person.cells[0][GROUPS] == "Night shift"
    assert person.said.startswith("Not saved yet")
    person.click("Save")
    assert person.asked[0][0].rows[0] == replace(ANNA, groups="Night shift")


def test_a_reported_group_can_be_ticked_before_it_has_a_name(meet: Meet) -> None:
    person = meet(state_of(DirectoryRow("agent", "6001", "Anna")))
    person.go_to(0, NAME)
    assert ticked_groups(person) == {"610": False}
    tick_group(person, 0)
    assert person.cells[0][GROUPS] == "610"


def test_several_agents_can_be_put_into_a_group_at_once(meet: Meet) -> None:
    person = meet(state_of(ANNA, DirectoryRow("agent", "6002", "Ben", "Sales, 611"), SALES))
    person.go_to(0, NAME)
    where = person.table.visualRect(person.cell(1, NAME)).center()
    control = Qt.KeyboardModifier.ControlModifier
    person.qtbot.mouseClick(person.table.viewport(), Qt.MouseButton.LeftButton, control, where)
    # A group's name and number mean the same group; groups of both agents are ticked.
    assert ticked_groups(person) == {"Sales": True, "611": False}
    tick_group(person, 1)
    assert [row[GROUPS] for row in person.cells[:2]] == ["610; 611", "Sales, 611"]
    tick_group(person, 0)
    assert [row[GROUPS] for row in person.cells[:2]] == ["611", "611"]


def test_only_agents_have_groups_to_tick(meet: Meet) -> None:
    person = meet(state_of(SALES, ANNA))
    person.go_to(0, NAME)
    ticks = person.window.findChild(TickedList)
    assert ticks is not None
    assert not ticks.isEnabled()
    assert ticked_groups(person) == {"Sales": False}
    person.go_to(1, NAME)
    assert ticks.isEnabled()


def test_reported_numbers_are_listed_ready_to_be_named(meet: Meet) -> None:
    person = meet(DirectoryState())
    assert person.cells == [
        ("Group", "610", "", "", "no name yet"),
        ("Agent", "6001", "", "", "no name yet"),
        ("Agent", "6002", "", "", "no name yet"),
    ]
    # Typing and Enter are enough to name one after the other.
    person.type("Sales")
    person.key(Qt.Key.Key_Return)
    person.type("Anna")
    person.key(Qt.Key.Key_Return)
    assert person.cells[0] == ("Group", "610", "Sales", "", "")
    assert person.cells[1] == ("Agent", "6001", "Anna", "", "")
    assert person.said == "Not saved yet."
    person.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert person.asked == [(Table((SALES, DirectoryRow("agent", "6001", "Anna"))), 0)]


def test_a_name_still_being_typed_is_saved_too(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.go_to(0, NAME)
    person.type("Zoe")
    person.window.findChildren(NamesEditor)[0].edited.emit()
    person.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    ((table, version),) = person.asked
    assert (table.rows[0].name, version) == ("Zoe", 1)


def test_after_saving_there_are_no_changes(meet: Meet) -> None:
    person = meet(state_of(ANNA, separator=";"))
    assert not person.button("Save").isEnabled()
    person.write(0, NAME, "Zoe")
    person.click("Save")
    ((table, _),) = person.asked
    assert table.separator == ";"
    assert person.said == "Saving..."
    assert not person.button("Save").isEnabled()
    person.window.show_state(state_of(*table.rows, version=2))
    person.window.on_saved(None)
    assert person.said == "Saved."
    assert not person.window.is_changed
    assert person.question == ""


def test_text_typed_during_saving_stays_a_change(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Zoe")
    person.click("Save")
    person.write(0, NAME, "Yve")
    person.window.show_state(state_of(*person.asked[0][0].rows, version=2))
    person.window.on_saved(None)
    assert person.question == ""
    assert person.window.is_changed
    assert person.cells[0][NAME] == "Yve"
    person.click("Save")
    assert person.asked[-1][1] == 2


def test_a_failure_to_save_is_reported_and_nothing_is_lost(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Zoe")
    person.click("Save")
    person.window.on_saved("no space left")
    assert person.said == "Not saved: no space left"
    assert person.cells[0][NAME] == "Zoe"
    assert person.button("Save").isEnabled()


def test_errors_are_shown_as_they_are_typed_and_beside_the_row(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.go_to(0, NUMBER)
    person.type("1234567")
    assert person.reason == ""
    person.type("8")
    wrong = "'12345678' is no agent ID: it has at most 7 plain characters"
    assert person.reason == wrong
    person.key(Qt.Key.Key_Return)
    person.go_to(0, NAME)
    assert person.reason == wrong
    assert person.cells[0] == ("Agent", "12345678", "Anna", "610", wrong)
    assert person.said == "Not saved yet. Something is wrong in one row."
    red = person.cell(0, NUMBER).data(Qt.ItemDataRole.ForegroundRole)
    assert red.name() == DARK.alarm
    # It is kept as it was typed, and a file with it can be saved.
    assert person.button("Save").isEnabled()


def test_escape_leaves_a_cell_as_it_was(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.go_to(0, NAME)
    person.type("Zoe")
    person.key(Qt.Key.Key_Escape)
    assert person.cells[0][NAME] == "Anna"
    assert not person.window.is_changed


def test_the_kind_is_chosen_from_a_list(meet: Meet, qtbot: QtBot) -> None:
    person = meet(state_of(DirectoryRow("agnet", "6001", "Anna")))
    assert person.cells[0][REMARK] == "kind 'agnet' is none of agent, group, path, reason"
    where = person.table.visualRect(person.cell(0, KIND)).center()
    person.go_to(0, KIND)
    qtbot.mouseDClick(person.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    choice = person.table.findChild(QComboBox)
    assert choice is not None
    assert [choice.itemText(place) for place in range(choice.count())] == ["Agent", "Group", "Path", "Reason"]
    qtbot.waitUntil(lambda: choice.view().isVisible())
    view = choice.view()
    centre = view.visualRect(choice.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.waitUntil(lambda: person.cells[0][KIND] == "Agent")
    assert person.cells[0][REMARK] == ""


def test_an_added_row_starts_with_its_number_being_typed(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.window.findChildren(QLineEdit)[0].setText("Anna")
    person.click("Add row")
    person.type("7001")
    person.key(Qt.Key.Key_Tab)
    person.type("Zoe")
    person.key(Qt.Key.Key_Tab)
    person.type("Sales, 611")
    person.key(Qt.Key.Key_Return)
    assert person.cells[-1] == ("Agent", "7001", "Zoe", "Sales, 611", "")
    person.click("Save")
    assert person.asked[0][0].rows == (ANNA, DirectoryRow("agent", "7001", "Zoe", "Sales, 611"))


def test_a_blank_row_is_not_written(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.click("Add row")
    person.key(Qt.Key.Key_Escape)
    assert not person.window.is_changed


def test_tab_goes_to_the_next_row_and_shift_tab_back(meet: Meet) -> None:
    person = meet(state_of(ANNA, SALES))
    person.go_to(0, GROUPS)
    person.type("611")
    person.key(Qt.Key.Key_Tab)
    assert (person.table.currentIndex().row(), person.table.currentIndex().column()) == (1, KIND)
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Escape)
    person.go_to(1, NUMBER)
    person.type("611")
    person.key(Qt.Key.Key_Backtab)
    assert person.table.currentIndex().column() == KIND
    assert [row[NUMBER] for row in person.cells[:2]] == ["6001", "611"]


def test_rows_are_deleted_by_key_and_by_button(meet: Meet) -> None:
    person = meet(
        state_of(ANNA, SALES, DirectoryRow("agent", "6009", "Ed"), DirectoryRow("path", "860", "In"))
    )
    person.go_to(0, NAME)
    person.key(Qt.Key.Key_Delete)
    assert person.cells[0][NAME] == "Sales"
    person.go_to(0, NAME)
    person.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.click("Delete rows")
    assert person.cells[0][NAME] == "In"
    person.go_to(0, NAME)
    person.type("ab")
    person.key(Qt.Key.Key_Home)
    person.key(Qt.Key.Key_Delete)
    person.key(Qt.Key.Key_Return)
    assert person.cells[0][NAME] == "b"


def test_changes_can_be_discarded(meet: Meet) -> None:
    person = meet(state_of(ANNA, SALES))
    person.go_to(1, NAME)
    person.key(Qt.Key.Key_Delete)
    person.write(0, NAME, "Zoe")
    person.click("Discard changes")
    assert [row[NAME] for row in person.cells[:2]] == ["Anna", "Sales"]
    assert not person.window.is_changed
    assert not person.button("Discard changes").isEnabled()


def test_filtering_and_sorting_do_not_change_the_file(meet: Meet, qtbot: QtBot) -> None:
    person = meet(
        state_of(DirectoryRow("agent", "6002", "zoe"), DirectoryRow("agent", "6001", "Emile"), SALES)
    )
    header = person.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [row[NAME] for row in person.cells] == ["Emile", "Sales", "zoe"]
    assert not person.window.is_changed
    person.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    person.type("SAL")
    assert [row[NAME] for row in person.cells] == ["Sales"]
    for _ in range(3):
        person.key(Qt.Key.Key_Backspace)
    # Another click reverses the order, a third restores that of the file.
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [row[NAME] for row in person.cells] == ["zoe", "Sales", "Emile"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [row[NAME] for row in person.cells] == ["zoe", "Emile", "Sales"]


def test_a_row_keeps_its_place_while_it_is_filled_in(meet: Meet) -> None:
    person = meet(state_of(DirectoryRow("agent", "1", "a"), DirectoryRow("agent", "2", "b")))
    person.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    person.write(0, NAME, "z")
    assert [row[NAME] for row in person.cells[:2]] == ["z", "b"]


def test_a_changed_file_is_shown_if_nothing_was_edited(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.window.show_state(state_of(replace(ANNA, name="Zoe"), version=2))
    assert person.cells[0][NAME] == "Zoe"
    assert person.question == ""


@pytest.mark.parametrize("is_typing", [False, True])
def test_the_changed_file_can_be_accepted(meet: Meet, *, is_typing: bool) -> None:
    person = meet(state_of(ANNA))
    person.go_to(0, NAME)
    person.type("Mine")
    if not is_typing:
        person.key(Qt.Key.Key_Return)
    person.window.show_state(state_of(replace(ANNA, name="Theirs"), version=2))
    assert person.question == "Another program changed the file while you have changes here."
    assert not person.button("Save").isEnabled()
    person.click("Take the file")
    assert person.question == ""
    assert person.cells[0][NAME] == "Theirs"
    assert not person.window.is_changed


def test_edits_can_be_kept_over_a_changed_file(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Mine")
    person.window.show_state(state_of(replace(ANNA, name="Theirs"), version=2))
    person.click("Keep mine")
    assert person.cells[0][NAME] == "Mine"
    person.click("Save")
    ((table, version),) = person.asked
    assert (table.rows[0].name, version) == ("Mine", 2)


def test_closing_asks_about_unsaved_changes(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Zoe")
    person.click("Close")
    assert person.window.isVisible()
    assert person.question == "There are changes that are not saved."
    person.click("Go on editing")
    assert person.question == ""
    person.click("Close")
    person.click("Save and close")
    assert person.window.isVisible()
    person.window.show_state(state_of(*person.asked[0][0].rows, version=2))
    person.window.on_saved(None)
    assert not person.window.isVisible()


def test_closing_can_discard_changes_and_without_changes_just_closes(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Zoe")
    person.click("Close")
    person.click("Discard and close")
    assert not person.window.isVisible()
    come_forward(person.window)
    assert person.cells[0][NAME] == "Anna"
    person.click("Close")
    assert not person.window.isVisible()


def test_closing_with_a_changed_file_asks_about_both(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    person.write(0, NAME, "Mine")
    person.window.show_state(state_of(replace(ANNA, name="Theirs"), version=2))
    person.click("Close")
    person.click("Go on editing")
    assert person.question == "Another program changed the file while you have changes here."
    person.click("Close")
    person.click("Save and close")
    ((table, version),) = person.asked
    assert (table.rows[0].name, version) == ("Mine", 2)


def test_the_file_s_problems_are_listed_with_their_lines(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    shown = person.window.findChild(QPlainTextEdit)
    assert shown is not None
    assert not shown.isVisible()
    state = state_of(DirectoryRow("agnet", "1", "<b>x</b>"), ANNA, version=2)
    person.window.show_state(state)
    assert shown.isVisible()
    assert shown.toPlainText() == "line 2: kind 'agnet' is none of agent, group, path, reason"
    assert person.cells[0][NAME] == "<b>x</b>"


def test_a_foreign_file_is_not_overwritten(meet: Meet) -> None:
    person = meet(replace(read_directory(b"Dear all,\n"), version=1))
    person.write(0, NAME, "Zoe")
    assert not person.button("Save").isEnabled()
    assert not person.button("Read the example").isVisible()


def test_the_example_can_be_discarded_like_any_change(meet: Meet) -> None:
    person = meet(DirectoryState())
    person.click("Read the example")
    assert person.cells[0] == ("Agent", "9001", "Example", "", "")
    assert person.cells[1][NUMBER] == "610"
    assert person.window.is_changed
    assert not person.button("Read the example").isVisible()
    person.click("Discard changes")
    assert person.button("Read the example").isVisible()


def test_only_csv_and_text_files_are_opened_by_the_system(
    meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    # Off screen there is no program to open it.
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    person = meet(DirectoryState())
    assert not person.button("Open in the default program").isEnabled()
    person.window.show_state(state_of(ANNA))
    person.click("Open in the default program")
    assert opened == [person.window.path.as_posix()]
    person.click("Open in the default program")
    assert person.said == f"No program opens {person.window.path}."
    person.window.path = pathlib.Path("directory.exe")
    person.window.show_state(state_of(ANNA, version=2))
    assert not person.button("Open in the default program").isEnabled()


def test_every_control_has_a_name_and_takes_the_focus(meet: Meet) -> None:
    person = meet(state_of(DirectoryRow("agnet", "1")))
    widgets: list[QWidget] = [
        *person.window.findChildren(QPushButton),
        *person.window.findChildren(QLineEdit),
        *person.window.findChildren(QPlainTextEdit),
        person.table,
    ]
    for widget in widgets:
        if not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
    assert person.cell(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: blank"
    for label in person.window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_it_takes_the_board_s_colours_and_no_button_is_cut(meet: Meet) -> None:
    person = meet(state_of(ANNA))
    for theme in (DARK, LIGHT):
        person.window.set_theme(theme)
        image = person.window.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(0, 880, 3) for y in range(0, 480, 3)}
        assert theme.panel in seen
    person.window.resize(person.window.minimumSize())
    for button in person.window.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width() or not button.isVisible()
