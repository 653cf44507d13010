"""The assistant by itself: by keyboard alone, by mouse alone, on a small screen, and read aloud."""

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.boards.legibility import board_for, judge
from desktop.setup.answers import Answers
from desktop.setup.choice_card import ChoiceCard
from desktop.setup.rail import Rail
from desktop.setup.room_form import RoomForm
from desktop.setup.window import AssistantWindow
from desktop.ui.controls import TickBox
from desktop.ui.kit import Kit
from desktop.ui.labels import plain_label
from desktop.ui.screen_button import ScreenButton, ScreenPlace
from desktop.ui.sight import ScreenSize, Sight, Verdict
from desktop.ui.theme import DARK, LIGHT, Theme
from tests.finding import the

DATA_FILE = "/data/mitel_data.json"
BEFORE = Answers("", 15373, DATA_FILE, at_sign_in=False)
SCREENS = (
    ScreenPlace(1, "Desk", QRect(0, 0, 1920, 1080), ScreenSize(1920, 1080, 527, 296)),
    ScreenPlace(2, "TV", QRect(1920, 0, 3840, 2160), ScreenSize(3840, 2160, 1210, 680)),
)


def make(qtbot: QtBot, kit: Kit, begin_with: Answers, screens: tuple[ScreenPlace, ...]) -> AssistantWindow:
    def judged(sight: Sight) -> Verdict:
        return judge(kit.brushes, sight, board_for(kit.brushes, sight, 24))

    assistant = AssistantWindow(kit, begin_with, screens, judged)
    assistant.set_theme(DARK)
    qtbot.addWidget(assistant)
    assistant.show()
    qtbot.waitUntil(assistant.isActiveWindow)
    return assistant


@pytest.fixture
def assistant(qtbot: QtBot, kit: Kit) -> AssistantWindow:
    return make(qtbot, kit, BEFORE, SCREENS)


@pytest.fixture
def answers(assistant: AssistantWindow) -> Iterator[list[Answers]]:
    heard: list[Answers] = []
    assistant.answered.connect(heard.append)
    yield heard
    assistant.answered.disconnect(heard.append)


def press(qtbot: QtBot, window: QWidget, text: str) -> None:
    qtbot.mouseClick(the(QAbstractButton, window, text), Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, assistant: AssistantWindow, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(assistant.focusWidget() or assistant, one)


def title(assistant: AssistantWindow) -> str:
    return the(QLabel, assistant, "step").text()


def test_by_keyboard_alone_a_supervisor_types_an_address_and_presses_enter(
    qtbot: QtBot, assistant: AssistantWindow, answers: list[Answers]
) -> None:
    key(qtbot, assistant, Qt.Key.Key_Return)
    field = assistant.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "192.168.201.2")
    key(qtbot, assistant, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert answers == [Answers("192.168.201.2", 15373, DATA_FILE, at_sign_in=False, screen=1)]


def test_by_keyboard_alone_a_television_is_set_up(
    qtbot: QtBot, assistant: AssistantWindow, answers: list[Answers]
) -> None:
    key(qtbot, assistant, Qt.Key.Key_Return)
    field = assistant.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "pbx")
    key(qtbot, assistant, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert isinstance(assistant.focusWidget(), ScreenButton)
    key(qtbot, assistant, Qt.Key.Key_Right, Qt.Key.Key_Tab)
    assert isinstance(assistant.focusWidget(), QSlider)
    key(qtbot, assistant, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_PageUp)
    key(qtbot, assistant, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert answers == [Answers("pbx", 15373, DATA_FILE, True, True, 2, 56.0, 3.5)]  # noqa: FBT003 - every field of the answers


def test_by_mouse_alone_a_television_starts_by_itself_on_the_chosen_screen(
    qtbot: QtBot, assistant: AssistantWindow, answers: list[Answers]
) -> None:
    press(qtbot, assistant, "&Next")
    the(QLineEdit, assistant).setText("pbx")
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "A TV on the wall")
    press(qtbot, assistant, "Screen 2, TV")
    press(qtbot, assistant, "Distance: more")
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "&Finish")
    assert answers == [Answers("pbx", 15373, DATA_FILE, True, True, 2, 0.0, 3.1)]  # noqa: FBT003 - every field of the answers


def test_the_start_at_sign_in_can_be_declined(
    qtbot: QtBot, assistant: AssistantWindow, answers: list[Answers]
) -> None:
    press(qtbot, assistant, "&Next")
    the(QLineEdit, assistant).setText("pbx")
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "A TV on the wall")
    press(qtbot, assistant, "&Next")
    assert the(TickBox, assistant).isChecked()
    press(qtbot, assistant, "&Start TallyMate when I sign in to this PC")
    press(qtbot, assistant, "&Back")
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "&Finish")
    assert answers[0].at_sign_in is False


def test_a_demonstration_is_one_choice_and_one_button(qtbot: QtBot, assistant: AssistantWindow) -> None:
    press(qtbot, assistant, "Show me a demonstration")
    with qtbot.waitSignal(assistant.demonstration_asked):
        press(qtbot, assistant, "&Show it")
    press(qtbot, assistant, "Connect our phone system")
    press(qtbot, assistant, "&Next")
    assert title(assistant) == "Where is the phone system?"


def test_a_double_click_on_a_card_goes_on(qtbot: QtBot, assistant: AssistantWindow) -> None:
    card = the(ChoiceCard, assistant, "Show me a demonstration")
    with qtbot.waitSignal(assistant.demonstration_asked):
        qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)


def test_without_a_valid_address_next_is_disabled_and_the_error_is_shown(
    qtbot: QtBot, assistant: AssistantWindow
) -> None:
    press(qtbot, assistant, "&Next")
    on = the(QPushButton, assistant, "&Next")
    assert not on.isEnabled()
    qtbot.keyClicks(the(QLineEdit, assistant), "two words")
    assert not on.isEnabled()
    assert the(QLabel, assistant, "reason").text() == "'two words' is not a name or an address"
    the(QLineEdit, assistant).setText("pbx")
    assert on.isEnabled()


def test_going_back_keeps_the_answers(qtbot: QtBot, assistant: AssistantWindow) -> None:
    press(qtbot, assistant, "&Next")
    qtbot.keyClicks(the(QLineEdit, assistant), "pbx")
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "&Back")
    assert the(QLineEdit, assistant).text() == "pbx"
    press(qtbot, assistant, "&Back")
    assert title(assistant) == "Welcome to TallyMate"
    assert not [
        one for one in assistant.findChildren(QPushButton) if one.text() == "&Back" and one.isVisible()
    ]


def go_to_files(assistant: AssistantWindow) -> QLineEdit:
    assistant.go_to(1)
    the(QLineEdit, assistant).setText("pbx")
    assistant.go_to(3)
    return the(QLineEdit, assistant, "Data file")


def test_a_path_is_accepted_only_after_its_check(qtbot: QtBot, assistant: AssistantWindow) -> None:
    field = go_to_files(assistant)
    finish = the(QPushButton, assistant, "&Finish")
    assert finish.isEnabled()
    with qtbot.waitSignal(assistant.files.file_asked) as asked:
        field.setText("/nowhere/x.json")
    assert asked.args == ["/nowhere/x.json"]
    assert not finish.isEnabled()
    assistant.files.show_wrong("/nowhere/x.json", "There is no folder /nowhere.")
    assert the(QLabel, assistant, "reason").accessibleName() == "There is no folder /nowhere."
    assert not finish.isEnabled()
    field.setText("/data/y.json")
    assistant.files.show_wrong("/nowhere/x.json", None)
    assert not finish.isEnabled()
    assistant.files.show_wrong("/data/y.json", None)
    assert finish.isEnabled()


def test_a_place_for_the_file_is_chosen_by_mouse(
    qtbot: QtBot, assistant: AssistantWindow, tmp_path: pathlib.Path
) -> None:
    field = go_to_files(assistant)
    field.setText(str(tmp_path / "mitel_data.json"))
    press(qtbot, assistant, "B&rowse...")
    dialog = assistant.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    (tmp_path / "shared").mkdir()
    dialog.setDirectory(str(tmp_path / "shared"))
    names = dialog.findChild(QLineEdit)
    assert names is not None
    assert names.text() == "mitel_data.json"
    choose = next(one for one in dialog.findChildren(QPushButton) if "Choose" in one.text())
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field.text() == str(tmp_path / "shared" / "mitel_data.json"))


def test_without_a_sign_in_service_starting_at_sign_in_is_not_asked(qtbot: QtBot, kit: Kit) -> None:
    assistant = make(qtbot, kit, Answers("pbx", 1, DATA_FILE), SCREENS)
    heard: list[Answers] = []
    assistant.answered.connect(heard.append)
    assistant.go_to(3)
    assert not [tick for tick in assistant.findChildren(TickBox) if tick.isVisible()]
    press(qtbot, assistant, "&Finish")
    assert heard[0].at_sign_in is None


def test_with_one_screen_there_is_no_choice_of_screen(qtbot: QtBot, kit: Kit) -> None:
    assistant = make(qtbot, kit, Answers("pbx", 1, DATA_FILE, is_wall=True), SCREENS[1:])
    heard: list[Answers] = []
    assistant.answered.connect(heard.append)
    assistant.go_to(2)
    assert not assistant.findChildren(ScreenButton)
    assert not any(label.text() == "Which screen?" and label.isVisible() for label in labels(assistant))
    press(qtbot, assistant, "&Next")
    press(qtbot, assistant, "&Finish")
    assert (heard[0].screen, heard[0].diagonal_in, heard[0].distance_m) == (0, 0.0, 0.0)


def test_a_disconnected_screen_is_no_longer_offered(qtbot: QtBot, kit: Kit) -> None:
    assistant = make(qtbot, kit, Answers("pbx", 1, DATA_FILE, is_wall=True, screen=2), SCREENS)
    room = assistant.findChild(RoomForm)
    assert room is not None
    assert room.screen_number == 2
    assistant.show_screens(SCREENS[:1])
    assert room.screen_number == 0
    assert room.sight.diagonal_in == pytest.approx(23.8, abs=0.1)


def labels(assistant: AssistantWindow) -> list[QLabel]:
    return assistant.findChildren(QLabel)


def test_a_failure_is_reported_above_the_buttons(assistant: AssistantWindow) -> None:
    assistant.show_fault("<b>no</b> room")
    said = next(label for label in labels(assistant) if label.text() == "<b>no</b> room")
    assert said.isVisible()
    assert said.textFormat() is plain_label("").textFormat()
    assistant.go_to(1)
    assert not said.isVisible()


@pytest.mark.parametrize("step", range(4))
def test_every_control_is_reached_by_tab_and_read_aloud(qtbot: QtBot, kit: Kit, step: int) -> None:
    begin_with = Answers("pbx", 15373, DATA_FILE, at_sign_in=True, is_wall=True, screen=2)
    assistant = make(qtbot, kit, begin_with, SCREENS)
    assistant.go_to(step)
    reached: set[QWidget] = set()
    for _ in range(30):
        focused = assistant.focusWidget()
        assert focused is not None
        reached.add(focused)
        if isinstance(focused, QAbstractButton) and focused.group() is not None:
            reached |= set(focused.group().buttons())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    kinds = (QAbstractButton, QLineEdit, QSlider)
    for control in assistant.findChildren(QWidget):
        wants_focus = control.focusPolicy() is not Qt.FocusPolicy.NoFocus
        inside = type(control.parentWidget()).__name__
        if isinstance(control, kinds) and control.isVisible() and control.isEnabled() and wants_focus:
            if inside == "QSpinBox":
                continue
            assert control in reached, (control, step)
            read = QAccessible.queryAccessibleInterface(control)
            assert read is not None
            assert read.text(QAccessible.Text.Name), (control, step)
    rail = the(Rail, assistant)
    assert rail.accessibleName().startswith(f"Step {step + 1} of 4: ")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("size", [(780, 390), (900, 600)])
def test_nothing_is_cut_on_a_small_screen(
    qtbot: QtBot, kit: Kit, step: int, size: tuple[int, int], theme: Theme
) -> None:
    """1280 x 720 at 150 % leaves 853 x 480, less a task bar and a window's frame."""
    begin_with = Answers("pbx", 15373, DATA_FILE, at_sign_in=True, is_wall=True, screen=2)
    assistant = make(qtbot, kit, begin_with, SCREENS)
    assistant.set_theme(theme)
    assistant.resize(*size)
    assistant.go_to(step)
    QApplication.processEvents()
    assert (assistant.width(), assistant.height()) == size
    for area in assistant.findChildren(QScrollArea):
        if area.isVisible():
            assert area.horizontalScrollBar().maximum() == 0
            page = area.widget()
            assert page is not None
            assert page.height() >= page.minimumSizeHint().height()
    for label in labels(assistant):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
    for button in assistant.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    for card in assistant.findChildren(ChoiceCard):
        if card.isVisible():
            assert card.height() >= card.heightForWidth(card.width())


def test_escape_changes_nothing(qtbot: QtBot, assistant: AssistantWindow, answers: list[Answers]) -> None:
    with qtbot.waitSignal(assistant.rejected):
        key(qtbot, assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()
    assert answers == []
