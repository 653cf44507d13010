"""The pages of the program's own settings in the whole program: changes take effect at once."""

import json
import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.boards.boards_page import BoardsPage
from desktop.boards.limits_page import LimitsPage
from desktop.diagnostics.feature import DiagnosticsFeature
from desktop.settings import SettingsFile
from desktop.settings_window.feature import SettingsFeature
from desktop.settings_window.files_page import FilesPage
from desktop.settings_window.phone_page import PhonePage
from desktop.settings_window.start_page import StartPage
from desktop.settings_window.window import SettingsWindow
from desktop.system.linux.autostart import LinuxAutostart
from desktop.ui.controls import TickBox
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, wire

PAGES = ("Phone systems", "Files", "Start-up", "About")
PROGRAM_SETTINGS = {
    "Phone systems": ("host", "port", "silent_after_s", "reconnect_after_s"),
    "Files": (
        *("data_file", "detail_file", "directory_file"),
        *("record", "record_file", "record_roll_mb", "record_keep_mb"),
    ),
    "Start-up": ("minimized", "log_level"),
}


class OpenSettings:
    """A program that listens to a phone system, and its settings window."""

    def __init__(self, qtbot: QtBot, program: JoinedProgram) -> None:
        self.program = program
        self.qtbot = qtbot
        program.feature(SettingsFeature).show()
        window = program.feature(SettingsFeature).window
        assert window is not None
        self.window: SettingsWindow = window
        qtbot.waitUntil(window.isActiveWindow)

    def page(self, title: str) -> QWidget:
        pages = the(QListWidget, self.window, "pages")
        titles = [pages.item(row).text() for row in range(pages.count())]
        pages.setCurrentRow(titles.index(title))
        QApplication.processEvents()
        return self.window

    def line(self, name: str) -> QLineEdit:
        return the(QLineEdit, self.window, name)

    def type(self, name: str, text: str) -> None:
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def written(self) -> SettingsFile:
        return SettingsFile(self.program.settings_file.path)

    def said(self) -> list[str]:
        labels = (label for label in self.window.findChildren(QLabel) if label.objectName() == "reason")
        return [label.text() for label in labels if label.isVisible()]


@pytest.fixture
def opened(
    qtbot: QtBot,
    start_program: StartProgram,
    phone_system: PhoneSystem,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenSettings]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = f"127.0.0.1:{phone_system.port}"
    settings = f"[phone system]\nhost = {place}\n[files]\ndata_file = mitel_data.json\n"
    (tmp_path / "settings.ini").write_text(settings)
    autostart = LinuxAutostart(("tallymate",), tmp_path / "autostart")
    program = start_program(host=place, data_file="mitel_data.json", autostart=autostart)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: set(program.live_floor.floor.agents) == {"6001"})
    opened = OpenSettings(qtbot, program)
    yield opened
    program.feature(SettingsFeature).close()


def footer_tips(program: JoinedProgram) -> str:
    return " ".join(label.toolTip() for label in program.board.footer.findChildren(QLabel))


def agents(path: pathlib.Path) -> set[str]:
    return set(json.loads(path.read_bytes())["agents"]) if path.exists() else set()


def test_every_editable_setting_of_the_program_is_on_a_page(opened: OpenSettings) -> None:
    editors = {
        title: the(kind, opened.page(title)).editors
        for title, kind in (("Phone systems", PhonePage), ("Files", FilesPage), ("Start-up", StartPage))
    }
    assert {title: tuple(page) for title, page in editors.items()} == PROGRAM_SETTINGS


# Phone systems


def test_adding_and_removing_a_phone_system_takes_effect_at_once(
    qtbot: QtBot, opened: OpenSettings, phone_system: PhoneSystem
) -> None:
    other = PhoneSystem()
    other.listen()
    opened.page("Phone systems")
    opened.type("Name or address of another phone system", f"127.0.0.1:{other.port}")
    qtbot.waitUntil(lambda: bool(other.clients))
    both = f"127.0.0.1:{phone_system.port}, 127.0.0.1:{other.port}"
    assert opened.written().chosen.settings.host == both
    rows = the(QListWidget, opened.window, "Phone systems")
    qtbot.waitUntil(lambda: "\nConnected since" in rows.item(0).text())
    assert set(opened.program.live_floor.floor.agents) == {"6001"}
    rows.setCurrentRow(1)
    qtbot.mouseClick(the(QAbstractButton, opened.window, "Remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not other.clients)
    assert opened.written().chosen.settings.host == f"127.0.0.1:{phone_system.port}"
    assert phone_system.connections == 1
    other.close()


def test_a_new_time_of_silence_takes_effect_without_a_new_line(
    qtbot: QtBot, opened: OpenSettings, phone_system: PhoneSystem
) -> None:
    opened.page("Phone systems")
    box = the(QDoubleSpinBox, opened.window, "Say that nothing is heard after")
    box.selectAll()
    qtbot.keyClicks(box, "5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (feed,) = opened.program.live_floor.feeds
    assert feed.line.silent_after_s == opened.written().chosen.settings.silent_after_s == 5
    assert phone_system.connections == 1


def test_a_connection_test_shows_its_result(
    qtbot: QtBot, opened: OpenSettings, phone_system: PhoneSystem
) -> None:
    opened.page("Phone systems")
    test = the(QAbstractButton, opened.window, "Test connection")
    qtbot.keyClick(test, Qt.Key.Key_Space)
    assert not test.isEnabled()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 2)
    phone_system.send(wire(call("A", "6001")))
    lines = the(QPlainTextEdit, opened.window, "What the test says")
    qtbot.waitUntil(lambda: "Records: the first was decoded." in lines.toPlainText())
    opened.program.feature(SettingsFeature).close()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 1)


# Files


@pytest.mark.parametrize(("title", "name"), [("Data file", "data_file"), ("Detail file", "detail_file")])
def test_a_file_moves_to_another_place(qtbot: QtBot, opened: OpenSettings, title: str, name: str) -> None:
    opened.page("Files")
    path = opened.program.settings_file.path.with_name("other.json")
    opened.type(title, "other.json")
    qtbot.waitUntil(lambda: agents(path) == {"6001"})
    assert getattr(opened.written().chosen.settings, name) == "other.json"
    if name == "data_file":
        assert str(path) in opened.program.action("Data file").text()
        qtbot.waitUntil(lambda: opened.program.live_floor.files.data.publisher.is_settled)
        qtbot.waitUntil(lambda: str(path) in footer_tips(opened.program))


def test_an_unusable_place_is_refused_with_the_reason_beside_it(qtbot: QtBot, opened: OpenSettings) -> None:
    opened.page("Files")
    opened.type("Data file", "/nowhere/mitel_data.json")
    qtbot.waitUntil(lambda: opened.said() == ["there is no folder /nowhere"])
    opened.type("Data file", "settings.ini")
    qtbot.waitUntil(lambda: opened.said() == ["that is already in use for: settings"])
    assert opened.written().chosen.settings.data_file == "mitel_data.json"
    assert opened.program.live_floor.files.data.path == opened.program.data_file


def test_names_are_read_from_another_file(qtbot: QtBot, opened: OpenSettings, tmp_path: pathlib.Path) -> None:
    (tmp_path / "names.csv").write_text("kind,number,name,groups\nagent,6001,Anna,\n")
    opened.page("Files")
    opened.type("File with names", "names.csv")
    qtbot.waitUntil(lambda: opened.program.context.directory.directory.agent_name("6001") == "Anna")
    qtbot.waitUntil(lambda: opened.program.board.tiles.model().index(0, 0).data() == "Anna")


def test_the_recording_is_switched_here_as_in_the_menu(
    qtbot: QtBot, opened: OpenSettings, tmp_path: pathlib.Path
) -> None:
    opened.page("Files")
    opened.type("Recording", "kept/stream.jsonl")
    qtbot.waitUntil(lambda: opened.program.recording.path == tmp_path / "kept" / "stream.jsonl")
    box = the(TickBox, opened.window, "Record the stream")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert opened.program.recording.is_on
    qtbot.waitUntil(opened.program.action("Record").isChecked)
    opened.program.action("Record").trigger()
    assert opened.program.recording.state is None
    assert not box.isChecked()
    assert opened.written().chosen.settings.record is False


# Start-up


def test_starting_at_sign_in_is_switched(qtbot: QtBot, opened: OpenSettings, tmp_path: pathlib.Path) -> None:
    entry = tmp_path / "autostart" / "tallymate.desktop"
    opened.page("Start-up")
    box = the(TickBox, opened.window, "Start when I sign in")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert entry.is_file()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not entry.exists()


def test_a_failure_to_switch_it_is_reported(
    qtbot: QtBot, opened: OpenSettings, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "autostart").touch()
    opened.page("Start-up")
    box = the(TickBox, opened.window, "Start when I sign in")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert not box.isChecked()
    (said,) = opened.said()
    assert said.startswith("That could not be changed: ")


def test_the_log_level_changes_at_once(
    qtbot: QtBot, opened: OpenSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels: list[str] = []
    monkeypatch.setattr("desktop.live.preferences.set_level", levels.append)
    opened.page("Start-up")
    box = the(QComboBox, opened.window, "Say on the console")
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert levels == ["error"]
    assert opened.written().chosen.settings.log_level == "error"


# About


def test_the_page_lists_where_everything_is(opened: OpenSettings) -> None:
    opened.page("About")
    assert opened.line("Settings").text() == str(opened.program.settings_file.path)
    assert opened.line("Data file").text() == str(opened.program.data_file)
    assert opened.line("Settings").isReadOnly()


def test_diagnostics_open_from_the_page(qtbot: QtBot, opened: OpenSettings) -> None:
    opened.page("About")
    qtbot.mouseClick(the(QAbstractButton, opened.window, "Diagnostics..."), Qt.MouseButton.LeftButton)
    window = opened.program.feature(DiagnosticsFeature).window
    assert window is not None
    assert window.isVisible()


def test_the_folder_of_a_file_is_opened(
    qtbot: QtBot, opened: OpenSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[str] = []
    monkeypatch.setattr(
        "desktop.settings_window.about_page.QDesktopServices.openUrl",
        lambda url: folders.append(url.toLocalFile()),
    )
    opened.page("About")
    button = the(QAbstractButton, opened.window, "Open the folder of: Settings")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert folders == [str(opened.program.settings_file.path.parent)]


# Undo, options, fixed settings, errors


def test_undo_restores_the_former_settings_and_they_take_effect(
    qtbot: QtBot, opened: OpenSettings, phone_system: PhoneSystem
) -> None:
    before = opened.written().chosen.settings
    opened.page("Files")
    opened.type("Data file", "other.json")
    qtbot.waitUntil(lambda: opened.program.live_floor.files.data.path.name == "other.json")
    opened.page("Start-up")
    qtbot.mouseClick(the(TickBox, opened.window, "Start in the tray"), Qt.MouseButton.LeftButton)
    assert opened.written().chosen.settings.minimized
    qtbot.mouseClick(the(QAbstractButton, opened.window, "Undo changes"), Qt.MouseButton.LeftButton)
    assert opened.written().chosen.settings == before
    assert opened.program.live_floor.files.data.path == opened.program.data_file
    assert phone_system.connections == 1


def test_an_option_is_named_and_applies_until_its_setting_is_changed(
    qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem
) -> None:
    program = start_program(host="127.0.0.1", port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    opened = OpenSettings(qtbot, program)
    opened.page("Phone systems")
    assert the(QLabel, opened.window, "In this run 127.0.0.1, by an option of the command line.")
    opened.page("Start-up")
    qtbot.mouseClick(the(TickBox, opened.window, "Start in the tray"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(the(QAbstractButton, opened.window, "Undo changes"), Qt.MouseButton.LeftButton)
    assert [feed.line.port for feed in program.live_floor.feeds] == [phone_system.port]
    assert phone_system.connections == 1
    program.feature(SettingsFeature).close()


def test_settings_fixed_by_the_site_are_marked_and_can_not_be_changed(
    qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "site.ini").write_text(
        "[fixed]\nsettings = host, port, record, strip, limits, hide_reasons\n"
        f"[phone system]\nhost = 127.0.0.1\nport = {phone_system.port}\n[board]\nhide_reasons = yes\n"
    )
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    fixed = ("Phone system", "Record", "Desk strip")
    assert not any(program.action(begins).isEnabled() for begins in fixed)
    opened = OpenSettings(qtbot, program)
    opened.page("Phone systems")
    for name, is_free in (("host", False), ("port", False), ("silent_after_s", True)):
        assert the(PhonePage, opened.window).editors[name].isEnabled() is is_free
    notes = [label for label in opened.window.findChildren(QLabel) if label.text() == "Set by your site."]
    assert len([label for label in notes if label.isVisible()]) == 2
    boards, limits = the(BoardsPage, opened.page("Boards")), the(LimitsPage, opened.page("Limits"))
    assert not boards.editors["hide_reasons"].isEnabled()
    assert boards.editors["hide_break_times"].isEnabled()
    assert not next(
        box for box in boards.findChildren(TickBox) if box.text() == "Show the desk strip"
    ).isEnabled()
    said = {label.text() for label in boards.findChildren(QLabel)}
    assert "Set by your site: hide reasons of do not disturb and make busy." in said
    assert not any(editor.isEnabled() for editor in limits.editors.values())
    program.feature(SettingsFeature).close()


def test_fixed_boards_are_read_only(
    qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "site.ini").write_text("[fixed]\nsettings = boards\n[board A]\n[board B]\ntheme = dark\n")
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    opened = OpenSettings(qtbot, program)
    page = the(BoardsPage, opened.window)
    assert not any(editor.isEnabled() for editor in page.editors.values())
    for text in ("+ Add board", "Duplicate", "Remove"):
        assert not the(QAbstractButton, opened.window, text).isEnabled()
    the(QListWidget, opened.window, "boards").setCurrentRow(1)
    assert page.board == "B"
    assert not any(editor.isEnabled() for editor in page.editors.values())
    assert not the(QAbstractButton, opened.window, "Remove").isEnabled()
    program.feature(SettingsFeature).close()


def test_errors_in_the_settings_are_shown_in_the_window_in_full(
    qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "settings.ini").write_text("[phone system]\nport = many\n[board]\ntheme = <b>\n")
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    assert not program.context.kit.tray.is_there()
    assert "Not all settings count: see Settings, About" in footer_tips(program)
    opened = OpenSettings(qtbot, program)
    assert opened.said() == ["Not all settings count: see About."]
    opened.page("About")
    assert [text for text in opened.said() if "settings file" in text] == list(program.settings_file.problems)
    assert "[board] theme: '<b>' is none of" in program.settings_file.problems[1]
    program.feature(SettingsFeature).close()


@pytest.mark.parametrize("title", PAGES)
def test_no_text_on_a_page_is_cut(opened: OpenSettings, title: str) -> None:
    window = opened.page(title)
    window.resize(window.minimumSize())
    QApplication.processEvents()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
