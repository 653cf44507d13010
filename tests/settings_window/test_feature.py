"""The settings window in the whole program: by mouse alone, by keyboard alone."""

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QSlider,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.boards.feature import BoardsFeature
from desktop.boards.open_boards import OpenBoard
from desktop.boards.preview import PreviewPicture
from desktop.boards.swatches import Swatch
from desktop.settings import LimitSettings, SettingsFile
from desktop.settings_window.feature import SettingsFeature
from desktop.settings_window.window import SettingsWindow
from desktop.setup.connect_dialog import ConnectDialog
from desktop.ui.theme import themed
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import text_of, the
from tests.support import PhoneSystem, call, group, path, wire

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QListView, QSlider, QTabBar)


@pytest.fixture
def program(qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem) -> Iterator[JoinedProgram]:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(
        wire(
            *(call("A", f"{6001 + number}") for number in range(12)),
            group("101", 0),
            group("102", 3),
            path("501", 1),
        )
    )
    qtbot.waitUntil(lambda: len(program.live_floor.floor.agents) == 12)
    yield program
    program.feature(SettingsFeature).close()


def dialog(program: JoinedProgram) -> SettingsWindow:
    shown = program.feature(SettingsFeature).window
    assert shown is not None
    return shown


def open_by_mouse(qtbot: QtBot, program: JoinedProgram) -> SettingsWindow:
    menu: QMenu = program.tray.menu
    menu.popup(QPoint(0, 0))
    where = menu.actionGeometry(program.action("Settings")).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)
    shown = dialog(program)
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def press(qtbot: QtBot, window: QWidget, text: str) -> None:
    qtbot.mouseClick(the(QAbstractButton, window, text), Qt.MouseButton.LeftButton)


def choose_tab(qtbot: QtBot, window: QWidget, title: str) -> None:
    tabs = the(QTabBar, window)
    number = next(at for at in range(tabs.count()) if tabs.tabText(at) == title)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(number).center())


def tick_line(qtbot: QtBot, window: QWidget, name: str, row: int) -> None:
    lines = the(QListView, window, name)
    where = lines.visualRect(lines.model().index(row, 0)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=where)


def choose_page(qtbot: QtBot, window: QWidget, row: int) -> None:
    pages = the(QListWidget, window, "pages")
    qtbot.mouseClick(
        pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.visualItemRect(pages.item(row)).center()
    )


def colours_of(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def is_notice_shown(window: QWidget) -> bool:
    return any(frame.objectName() == "notice" and frame.isVisible() for frame in window.findChildren(QFrame))


def boards(program: JoinedProgram) -> list[OpenBoard]:
    return list(program.feature(BoardsFeature).boards)


def written(program: JoinedProgram) -> SettingsFile:
    return SettingsFile(program.settings_file.path)


def test_a_two_board_wall_is_set_up_by_mouse_alone(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    press(qtbot, window, "+ Add board")
    first, second = boards(program)
    assert (first.settings.name, second.settings.name) == ("Board", "Board 2")
    assert second.window.isVisible()
    choose_tab(qtbot, window, "Agents and queues")
    tick_line(qtbot, window, "Agent groups", 1)
    assert second.board.look.view.selection.groups == {"102"}
    assert not first.board.look.view.selection.groups
    choose_tab(qtbot, window, "Look")
    qtbot.mouseClick(
        the(Swatch, window, "Okabe-Ito"),
        Qt.MouseButton.LeftButton,
    )
    press(qtbot, window, "Dark")
    dark = themed("okabe-ito", dark=True)
    assert second.board.look.theme == dark
    assert second.window.grab().toImage().pixelColor(2, 2).name() == dark.ground
    assert first.board.look.theme.ground != dark.ground
    choose_tab(qtbot, window, "Name and screen")
    press(qtbot, window, "Show now on the full screen")
    assert second.window.isFullScreen()
    assert not first.window.isFullScreen()
    assert written(program).chosen.boards == program.settings_file.chosen.boards
    assert written(program).chosen.boards[1].preset == "okabe-ito"


def test_a_bare_label_is_ticked_like_any_group_and_leaves_the_queue_cards(
    qtbot: QtBot, program: JoinedProgram
) -> None:
    names = "kind,number,name,groups\nagent,6001,Anna,Night shift\nagent,6002,Ben,102\n"
    program.context.directory.path.write_text(names, encoding="utf-8")
    qtbot.waitUntil(lambda: len(program.context.directory.directory.agents) == 2, timeout=8000)
    window = open_by_mouse(qtbot, program)
    choose_tab(qtbot, window, "Agents and queues")
    groups = the(QListView, window, "Agent groups").model()
    assert [groups.index(row, 0).data() for row in range(groups.rowCount())] == ["101", "102", "Night shift"]
    tick_line(qtbot, window, "Agent groups", 2)
    assert written(program).chosen.boards[0].groups == ("Night shift",)
    assert len(program.tiles()) == 1
    assert program.board.cards.model().rowCount() == 2
    tick_line(qtbot, window, "Agent groups", 1)
    assert len(program.tiles()) == 2
    assert program.board.cards.model().rowCount() == 1


def test_a_group_without_members_explains_that_all_are_shown_and_leads_to_the_names(
    qtbot: QtBot, program: JoinedProgram
) -> None:
    window = open_by_mouse(qtbot, program)
    choose_tab(qtbot, window, "Agents and queues")
    assert not is_notice_shown(window)
    tick_line(qtbot, window, "Agent groups", 0)
    said = (
        "Nobody is known to belong to Group 101: the phone system doesn't say who does."
        " Until you say it in Names, all agents are shown."
    )
    assert the(QLabel, window, said)
    assert the(QLabel, window, "All 12 are shown")
    assert the(QLabel, window, "Its card is not shown")
    press(qtbot, window, "Names: say who belongs to which group")
    names = next(one for one in QApplication.topLevelWidgets() if one.windowTitle() == "TallyMate - Names")
    assert names.isVisible()
    written = "kind,number,name,groups\nagent,6001,Anna,101\n"
    program.context.directory.path.write_text(written, encoding="utf-8")
    qtbot.waitUntil(lambda: the_one_of_the_groups_is_shown(window), timeout=8000)
    assert not is_notice_shown(window)
    assert len(program.tiles()) == 1
    names.close()


def the_one_of_the_groups_is_shown(window: QWidget) -> bool:
    texts = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    return "The one of these groups" in texts


def test_a_new_board_has_the_privacy_of_the_one_before(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    choose_tab(qtbot, window, "Look")
    press(qtbot, window, "Initials")
    press(qtbot, window, "Hide how long breaks last")
    press(qtbot, window, "+ Add board")
    new = boards(program)[1].settings
    assert (new.names, new.hide_break_times) == ("initials", True)
    told = "Board 2 tells the wall no more than Board does: initials for names, not how long breaks last."
    assert any(label.text() == told and label.isVisible() for label in window.findChildren(QLabel))
    press(qtbot, window, "Hide nothing")
    new = boards(program)[1].settings
    assert (new.names, new.hide_reasons, new.hide_break_times) == ("names", False, False)
    assert boards(program)[0].settings.names == "initials"
    assert not any(label.text() == told for label in window.findChildren(QLabel))


def test_a_new_board_that_hides_nothing_has_no_notice(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    press(qtbot, window, "+ Add board")
    assert not is_notice_shown(window)


def test_the_notice_disappears_once_privacy_was_set(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    choose_tab(qtbot, window, "Look")
    press(qtbot, window, "Initials")
    press(qtbot, window, "+ Add board")
    assert is_notice_shown(window)
    press(qtbot, window, "IDs")
    assert not is_notice_shown(window)


def test_the_preview_shows_the_selected_board(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    preview = the(PreviewPicture, window)
    choose_tab(qtbot, window, "Look")
    press(qtbot, window, "Dark")
    dark, light = themed("calm", dark=True).ground, themed("calm", dark=False).ground
    assert dark in colours_of(preview)
    press(qtbot, window, "Light")
    assert light in colours_of(preview)
    assert dark not in colours_of(preview)


def test_a_removed_board_can_be_restored(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    press(qtbot, window, "Duplicate")
    press(qtbot, window, "Remove")
    assert [one.settings.name for one in boards(program)] == ["Board"]
    assert any(label.text() == "Board 2 was removed." for label in window.findChildren(QLabel))
    press(qtbot, window, "Undo")
    assert [one.settings.name for one in boards(program)] == ["Board", "Board 2"]
    assert written(program).chosen.boards == program.settings_file.chosen.boards


def test_the_first_board_can_be_removed_and_the_program_goes_on(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    press(qtbot, window, "+ Add board")
    names = the(QListWidget, window, "boards")
    qtbot.mouseClick(
        names.viewport(), Qt.MouseButton.LeftButton, pos=names.visualItemRect(names.item(0)).center()
    )
    press(qtbot, window, "Remove")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [one.settings.name for one in boards(program)] == ["Board 2"]
    program.action("Phone system").trigger()
    seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    asked = next(one for one in seen if "Connect" in one.windowTitle())
    asked.close()


def test_undo_changes_restores_the_state_at_opening(qtbot: QtBot, program: JoinedProgram) -> None:
    before = program.settings_file.chosen.boards
    window = open_by_mouse(qtbot, program)
    assert not the(QAbstractButton, window, "Undo changes").isEnabled()
    choose_tab(qtbot, window, "Look")
    press(qtbot, window, "Initials")
    press(qtbot, window, "+ Add board")
    choose_page(qtbot, window, 1)
    box = next(
        one
        for one in window.findChildren(QDoubleSpinBox)
        if one.accessibleName() == "Callers waiting, trouble"
    )
    box.stepUp()
    assert program.context.overview.limits.queues.waiting.trouble == 7
    press(qtbot, window, "Undo changes")
    assert program.settings_file.chosen.boards == before
    assert len(boards(program)) == 1
    assert boards(program)[0].board.look.view.names.style == "names"
    assert program.context.overview.limits.queues.waiting.trouble == 6
    assert written(program).chosen.limits == LimitSettings()
    assert box.value() == 6
    assert not the(QAbstractButton, window, "Undo changes").isEnabled()


def test_the_desk_strip_s_setting_is_beside_the_boards(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    tick = the(QCheckBox, window, "Show the desk strip")
    assert not tick.isChecked()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    strip = program.strip
    assert strip.isVisible()
    assert program.action("Desk strip").isChecked()
    assert written(program).chosen.settings.strip
    press(qtbot, window, "Undo changes")
    assert not strip.isVisible()
    assert not tick.isChecked()
    assert not written(program).chosen.settings.strip
    program.action("Desk strip").trigger()
    assert tick.isChecked()
    # Its own menu hides it too.
    strip.hide_asked.emit()
    assert not tick.isChecked()
    assert not written(program).chosen.settings.strip


def test_a_board_is_renamed_everywhere(qtbot: QtBot, program: JoinedProgram) -> None:
    window = open_by_mouse(qtbot, program)
    line = the(QLineEdit, window, "Name")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    line.selectAll()
    qtbot.keyClicks(line, "Sales TV")
    window.close()
    assert [one.settings.name for one in boards(program)] == ["Sales TV"]
    assert written(program).chosen.boards[0].name == "Sales TV"


def reached_by(qtbot: QtBot, window: QWidget, key: Qt.Key) -> list[str]:
    """Return the controls that the key goes through, from the list of pages until it is back there."""
    first = the(QListWidget, window, "pages")
    first.setFocus()
    reached: list[str] = []
    focused: QWidget = first
    while focused is not first or not reached:
        reached.append(focused.accessibleName() or text_of(focused))
        qtbot.keyClick(focused, key)
        found = window.focusWidget()
        assert found is not None
        assert found.visibleRegion().boundingRect().height() > 10
        focused = found
    return reached


@pytest.mark.parametrize(
    ("page", "tab", "in_order"),
    [
        (
            0,
            "Name and screen",
            (
                "Name",
                "Screen 1, ",
                "Screen: Where it was last",
                "Show now on the full screen",
                "Start on the full screen",
            ),
        ),
        (0, "Size and distance", ("Distance", "Agents", "Each page stays")),
        (0, "Look", ("Colours: Calm", "Light or dark: As the system", "Hide how long breaks last")),
        (2, "", ("Name", "What", "Callers waiting", "Level: Attention", "More")),
        (6, "", ("Settings", "Open the folder of: Recording", "Diagnostics...")),
    ],
)
def test_tab_goes_through_a_page_in_reading_order_and_shift_tab_back(
    qtbot: QtBot, program: JoinedProgram, page: int, tab: str, in_order: tuple[str, ...]
) -> None:
    window = open_by_mouse(qtbot, program)
    choose_page(qtbot, window, page)
    if tab:
        choose_tab(qtbot, window, tab)
    reached = reached_by(qtbot, window, Qt.Key.Key_Tab)
    assert [reached[0], reached[1], reached[-1]] == ["Pages of settings", "Names...", "Close"]
    assert [name for name in reached if name in in_order] == list(in_order)
    back = reached_by(qtbot, window, Qt.Key.Key_Backtab)
    assert back == [reached[0], *reversed(reached[1:])]


def test_a_write_failure_is_reported_in_one_line_and_the_change_takes_effect(
    qtbot: QtBot, program: JoinedProgram, tmp_path: pathlib.Path
) -> None:
    window = open_by_mouse(qtbot, program)
    program.settings_file.path = tmp_path / "gone" / "settings.ini"
    choose_tab(qtbot, window, "Look")
    press(qtbot, window, "Dark")
    said = [label.text() for label in window.findChildren(QLabel) if label.objectName() == "reason"]
    assert any("can't be written" in text and len(text.splitlines()) == 1 for text in said)
    assert boards(program)[0].settings.theme == "dark"


def test_agents_seen_while_the_window_is_open_are_offered(
    qtbot: QtBot, program: JoinedProgram, phone_system: PhoneSystem
) -> None:
    window = open_by_mouse(qtbot, program)
    choose_tab(qtbot, window, "Agents and queues")
    agents = the(QListView, window, "Agents")
    assert agents.model().rowCount() >= 12
    before = agents.model().rowCount()
    phone_system.send(wire(call("A", "7001")))
    qtbot.waitUntil(lambda: agents.model().rowCount() == before + 1)


def test_before_any_agent_is_known_the_preview_is_an_example(
    qtbot: QtBot, start_program: StartProgram
) -> None:
    program = start_program(host="", set_up=True)
    board = program.window
    qtbot.waitUntil(lambda: any(one.isActiveWindow() for one in board.findChildren(ConnectDialog)))
    window = open_by_mouse(qtbot, program)
    assert the(QLabel, window, "An example, on the full screen")
    theme = themed("calm", dark=False)
    assert {theme.free.ground, theme.acd.ground, theme.work_timer.ground} <= colours_of(
        the(PreviewPicture, window)
    )


@pytest.mark.parametrize("page", range(7))
def test_every_control_is_reached_by_keyboard_and_has_a_name(
    qtbot: QtBot, program: JoinedProgram, page: int
) -> None:
    window = open_by_mouse(qtbot, program)
    choose_page(qtbot, window, page)
    tabs = the(QTabBar, window) if page in {0, 2} else None
    for tab in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        reached = reached_by_tab(qtbot, window)
        for control in window.findChildren(QWidget):
            if isinstance(control, CONTROLS) and is_to_be_reached(control):
                assert control in reached, described(control)
                assert described(control).strip(), type(control)


def is_to_be_reached(control: QWidget) -> bool:
    if not (control.isVisible() and control.isEnabled()) or control.focusPolicy() is Qt.FocusPolicy.NoFocus:
        return False
    inside = control.parentWidget()
    return not isinstance(inside, QAbstractSpinBox | QComboBox | QLineEdit)


def described(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return f"{control.accessibleName() or text} "


def reached_by_tab(qtbot: QtBot, window: QWidget) -> set[QWidget]:
    """Return the controls that Tab reaches, with those that the arrows reach in a group of buttons."""
    reached: set[QWidget] = set()
    known_in_a_row = 0
    while known_in_a_row < 6:
        focused = window.focusWidget()
        known_in_a_row = known_in_a_row + 1 if focused is None or focused in reached else 0
        if focused is not None:
            reached.add(focused)
            if isinstance(focused, QAbstractButton) and focused.group() is not None:
                reached |= set(focused.group().buttons())
        qtbot.keyClick(focused or window, Qt.Key.Key_Tab)
    return reached
