"""The diagnostics window in the joined program, used as a person would."""

import pathlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from desktop import __version__
from desktop.alerts.feature import AlertsFeature
from desktop.diagnostics.feature import DiagnosticsFeature
from desktop.diagnostics.window import DiagnosticsWindow
from desktop.ui.theme import DARK, LIGHT
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, wire

FAST_MS = 10


@pytest.fixture(autouse=True)
def time_flies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.diagnostics.window.REFRESH_MS", FAST_MS)


@pytest.fixture
def program(qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram) -> JoinedProgram:
    program = start_program(port=phone_system.port, detail_file="detail.json")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    records = wire(call("A", "6001"), call("A", "6001"), call("G", "6001", "01").replace("01G", "09G"))
    phone_system.send(records + b"<b>rubbish</b>\r\n")
    qtbot.waitUntil(lambda: len(program.tiles()) == 1)
    qtbot.waitUntil(lambda: program.live_floor.feeds[0].unread.total == 1)
    return program


def window_of(program: JoinedProgram) -> DiagnosticsWindow:
    program.action("Diagnostics").trigger()
    window = program.feature(DiagnosticsFeature).window
    assert window is not None
    return window


def press(window: DiagnosticsWindow, text: str) -> None:
    the(QPushButton, window, text).click()


def said(window: DiagnosticsWindow) -> str:
    (label,) = (one for one in window.findChildren(QLabel) if one.parent() is window)
    return label.text()


def test_the_menu_opens_it_and_it_shows_what_was_received(program: JoinedProgram) -> None:
    window = window_of(program)
    assert window.isVisible()
    text = window.report.to_text()
    assert text.startswith(f"TallyMate {__version__}, diagnostics of ")
    assert "agent 6001 logged in" in text
    assert "3c 62 3e" in text
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("Phone system "))
    row = lines[lines.index(head) + 1]
    figures = {name: row[head.index(name) :].split()[0] for name in ("Lost", "Repeated", "Unreadable")}
    assert figures == {"Lost": "7", "Repeated": "1", "Unreadable": "1"}
    for wanted in (str(program.data_file), str(program.detail_file), "PySide", "detail_file", "Live"):
        assert wanted in text


def test_lost_records_raise_no_alarm(program: JoinedProgram) -> None:
    assert "Live" in program.board.chips.accessibleName()
    assert program.feature(AlertsFeature).watch.summaries() == []
    assert "lost" not in program.action("Phone system").text()


def test_it_follows_the_stream_unless_paused(
    qtbot: QtBot, program: JoinedProgram, phone_system: PhoneSystem
) -> None:
    window = window_of(program)
    press(window, "&Hold still")
    held = window.report
    phone_system.send(wire(call("B", "6001")))
    qtbot.waitUntil(lambda: program.tiles() == {"6001": "logged_out"})
    qtbot.wait(FAST_MS * 5)
    assert window.report is held
    press(window, "&Hold still")
    qtbot.waitUntil(lambda: "agent 6001 logged out" in window.report.to_text())


def test_one_button_copies_everything(program: JoinedProgram) -> None:
    window = window_of(program)
    press(window, "&Copy all")
    assert QGuiApplication.clipboard().text() == window.report.to_text()


def test_another_button_saves_everything(
    program: JoinedProgram, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(program)
    target = tmp_path / "mail.txt"
    # Nobody could answer the system's dialog.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, "&Save...")
    assert target.read_text(encoding="utf-8") == window.report.to_text()
    assert said(window) == f"Saved to {target}."
    target = tmp_path / "nowhere" / "mail.txt"
    press(window, "&Save...")
    assert said(window).startswith(f"Can't write {target}: ")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = said(window)
    press(window, "&Save...")
    assert said(window) == before


def test_every_section_is_a_table_that_has_a_name_and_shows_plain_text(program: JoinedProgram) -> None:
    window = window_of(program)
    titles = [section.title for section in window.report.sections]
    names = [table.accessibleName() for table in window.findChildren(QTableView)]
    assert sorted(names) == sorted(titles)
    (tabs,) = window.findChildren(QTabWidget)
    for number, section in enumerate(window.report.sections[1:]):
        tabs.setCurrentIndex(number)
        (table,) = tabs.currentWidget().findChildren(QTableView)
        assert table.isVisible() is bool(section.rows)
        for row in range(table.model().rowCount()):
            for column in range(table.model().columnCount()):
                index = table.model().index(row, column)
                assert index.data() == section.rows[row][column]
                assert index.data(Qt.ItemDataRole.ToolTipRole) is None
                width = table.fontMetrics().horizontalAdvance(index.data())
                assert width <= table.columnWidth(column)
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_closing_deletes_it_and_it_reopens_at_its_size(qtbot: QtBot, program: JoinedProgram) -> None:
    window = window_of(program)
    shown = window.report
    qtbot.waitUntil(lambda: window.report is not shown)
    window.resize(window.width(), 600)
    with qtbot.waitSignal(window.destroyed):
        window.close()
    assert program.feature(DiagnosticsFeature).window is None
    program.action("Diagnostics").trigger()
    again = program.feature(DiagnosticsFeature).window
    assert again is not None
    assert again.isVisible()
    assert again.height() == 600


def test_it_takes_the_board_s_colours(program: JoinedProgram) -> None:
    window = window_of(program)
    for theme in (DARK, LIGHT):
        program.feature(DiagnosticsFeature).set_theme(theme)
        assert theme.panel in window.styleSheet()
        image = window.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(0, 1080, 3) for y in range(0, 300, 3)}
        assert theme.panel in seen


def test_the_history_lists_the_loss_and_the_return(
    qtbot: QtBot,
    program: JoinedProgram,
    phone_system: PhoneSystem,
    retries_at_once: None,  # noqa: ARG001 - a fixture
) -> None:
    phone_system.hang_up()
    qtbot.waitUntil(lambda: phone_system.connections == 2 and bool(phone_system.clients), timeout=10_000)
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: program.live_floor.lines.is_live)
    report = window_of(program).report
    (history,) = [section for section in report.sections if section.title == "Connection history"]
    told = [what for _, what in reversed(history.rows)]
    assert told[0].startswith("Connecting to ")
    assert any("lost since" in what and "closed by the phone system" in what for what in told)
    assert told[-1].startswith("Connected to ")
    # Losses of an earlier connection are listed apart from those of the present one.
    assert program.live_floor.feeds[0].lost_before == 7
    assert report.sections[0].rows[0][5] == "7 (0 since it was last lost)"
