"""Simulated phone system, program, models, tray and file, joined as the program joins them, over loopback."""

import datetime as dt
import pathlib
import stat

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStyleHints
from PySide6.QtNetwork import QTcpSocket
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.acd.agent import DataWord
from desktop.acd.batch import Batch
from desktop.acd.connection import Connection, Freshness
from desktop.boards.boards_page import BoardsPage
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.publish.data_file import data_file_bytes, read_data_file
from desktop.recording.entries import BytesCame, LineChanged, read_entries
from desktop.settings import SettingsFile
from desktop.settings_window.feature import SettingsFeature
from desktop.setup.connect_dialog import ConnectDialog
from desktop.simulator.plan import Chunking, Plan, Stage
from desktop.simulator.server import SimulatorServer
from desktop.system import clock
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.tray_icon import TrayIcon
from desktop.ui.window_style import menu_style
from tests.faults.joined import StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, floor_after, group, path, summary_of, wire

START_OF_SHIFT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize("chunking", Chunking)
def test_tiles_tray_and_file_show_what_the_simulated_phone_system_plays(
    qtbot: QtBot, start_program: StartProgram, chunking: Chunking
) -> None:
    stage = Stage(START_OF_SHIFT, speed=60, chunking=chunking)
    server = SimulatorServer(Plan(agents=20, seed=3), stage, clock.now)
    ports: list[int] = []
    server.listening.connect(ports.append)
    server.start()
    try:
        program = start_program(port=ports[0])
        floor = program.live_floor.floor
        qtbot.waitUntil(lambda: len(program.tiles()) == 20, timeout=20_000)
        qtbot.waitUntil(lambda: any(agent.shown.path for agent in floor.agents.values()), timeout=20_000)
        server.findChildren(QTimer)[0].stop()
        qtbot.waitUntil(lambda: program.file()["agents"] == dict(floor.snapshot().agents))
        qtbot.waitUntil(
            lambda: program.tiles() == {a.agent_id: a.shown.state.value for a in floor.agents.values()}
        )
        assert set(program.file()) == {"agents", "groups", "paths", "lastUpdate"}
        assert list(program.file()["groups"]) == ["610", "611", "612"]

        def figures() -> str:
            summary = summary_of(floor, freshness=Freshness(clock.now))
            return f"{summary.free} free, {summary.on_calls} on calls"

        qtbot.waitUntil(lambda: figures() in program.tray.icon.toolTip())
        assert program.tray.icon.toolTip().endswith("Live")
        assert program.live_floor.feeds[0].unread.total == 0
        program.stop()
    finally:
        server.stop()
        qtbot.waitUntil(lambda: not server.findChildren(QTcpSocket))
        server.deleteLater()


@pytest.mark.usefixtures("retries_at_once")
@pytest.mark.parametrize("end", ["hang_up", "reset", "close"])
def test_the_phone_system_goes_away_and_comes_back(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, end: str
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A"), group("610", 2, 5, "0134")))
    qtbot.waitUntil(lambda: "2 waiting" in program.tray.icon.toolTip())
    qtbot.waitUntil(lambda: "groups" in program.file() and bool(program.file()["groups"]))
    said: list[tuple[str, str]] = []

    def note(connection: Connection) -> None:
        # At once: a moment later it is retried.
        if connection.phase is LinePhase.LOST:
            said.append((program.tray.icon.toolTip(), program.window.windowTitle()))

    program.live_floor.lines_changed.connect(lambda lines: note(*lines.connections))
    getattr(phone_system, end)()
    qtbot.waitUntil(lambda: bool(said))
    assert all("No data since" in text for text in said[0])
    assert program.file()["groups"] == {"610": {"waiting": "002", "agents": "005", "longestwait": "0134"}}
    if end == "close":
        phone_system.listen()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("G", button="01", number="P860")))
    qtbot.waitUntil(lambda: program.tiles() == {"6001": "acd"})
    assert program.tray.icon.toolTip().endswith("Live")
    qtbot.waitUntil(lambda: program.file()["agents"] == {"6001": "busy"})


def test_a_silent_phone_system_is_shown_as_silent(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port, silent_after_s=5)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(lambda: program.tray.icon.toolTip().endswith("Live"))
    qtbot.waitUntil(lambda: "Silent since" in program.tray.icon.toolTip(), timeout=8000)
    phone_system.send(b"\0")
    qtbot.waitUntil(lambda: program.tray.icon.toolTip().endswith("Live"))


def test_a_phone_system_that_refuses_is_named_in_the_footer(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    phone_system.close()
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: program.live_floor.feeds[0].connection.phase is LinePhase.LOST)
    assert "refused" in program.below(0).accessibleName()
    assert "refused" in program.board.message


def test_agents_of_the_last_file_are_restored_and_unconfirmed_until_named(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path
) -> None:
    earlier = floor_after(
        call("A", "6001"), call("E", "6002"), call("B", "6003"), group("610", 1), path("610", 2)
    )
    (tmp_path / "mitel_data.json").write_bytes(data_file_bytes(earlier.snapshot()))
    program = start_program(port=phone_system.port)
    assert program.tiles() == dict.fromkeys(("6001", "6002", "6003"), "unknown")
    assert program.file()["agents"] == {"6001": "in", "6002": "busy", "6003": "out"}
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("F", "6002")))
    qtbot.waitUntil(lambda: program.tiles()["6002"] == "idle")
    qtbot.waitUntil(lambda: program.file()["agents"] == {"6001": "in", "6002": "idle", "6003": "out"})
    assert program.file()["groups"] == {"610": {"waiting": "001", "agents": "005", "longestwait": "0000"}}
    assert program.file()["paths"] == {"610": {"waiting": "002", "agents": "005", "longestwait": "0000"}}


@pytest.mark.parametrize("content", [b"", b"{", b'{"agents": 1}', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_the_program_goes_on(
    qtbot: QtBot,
    phone_system: PhoneSystem,
    start_program: StartProgram,
    tmp_path: pathlib.Path,
    content: bytes,
) -> None:
    (tmp_path / "mitel_data.json").write_bytes(content)
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(
        lambda: program.data_file.read_bytes() != content and program.file()["agents"] == {"6001": "in"}
    )
    (copy,) = tmp_path.glob("mitel_data.set-aside-*.json")
    assert copy.read_bytes() == content


def test_at_the_end_the_last_state_is_on_disk(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*[call("A", f"6{i:03d}") for i in range(100)]))
    qtbot.waitUntil(lambda: len(program.tiles()) == 100)
    phone_system.send(wire(*[call("B", f"6{i:03d}") for i in range(100)]))
    qtbot.waitUntil(lambda: set(program.tiles().values()) == {"logged_out"})
    program.stop()
    found = read_data_file(program.data_file.read_bytes())
    assert found.fault is None
    assert set(found.snapshot.agents.values()) == {DataWord.OUT}


def test_a_write_failure_is_shown_and_the_file_is_written_once_it_can_be(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: program.data_file.exists() and bool(phone_system.clients))
    away = tmp_path.with_name(tmp_path.name + "-away")
    tmp_path.rename(away)
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(lambda: "Can't write" in program.below(2).text())
    away.rename(tmp_path)
    qtbot.waitUntil(lambda: program.file()["agents"] == {"6001": "in"}, timeout=10_000)
    qtbot.waitUntil(lambda: "Can't write" not in program.below(2).text())


def test_without_a_tray_closing_the_window_ends_the_program(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start_program(port=phone_system.port)
    assert not program.context.kit.tray.is_there()
    assert program.window.isVisible()
    quits: list[int] = []
    with monkeypatch.context() as patches:
        patches.setattr(QApplication, "exit", lambda *_: quits.append(1))
        program.window.close()
        qtbot.waitUntil(lambda: quits == [1])


def test_with_a_tray_closing_the_window_leaves_it_and_says_so_the_first_time(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Off screen there is no tray; tests/screen has a real one.
    told: list[str] = []
    monkeypatch.setattr(TrayIcon, "is_there", staticmethod(lambda: True))
    monkeypatch.setattr(TrayIcon, "tell", lambda _tray, title, _text, _icon=None: told.append(title))
    program = start_program(port=phone_system.port)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    assert told == ["TallyMate goes on in the tray"]
    program.action("Show board").trigger()
    assert program.window.isVisible()
    program.window.close()
    assert told == ["TallyMate goes on in the tray"]
    assert program.settings_file.chosen.settings.told_about_tray


def test_the_window_s_place_is_kept_and_options_of_the_run_are_not(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    program.window.setGeometry(20, 30, 640, 480)
    qtbot.waitUntil(lambda: program.window.width() == 640)
    program.stop()
    file = SettingsFile(program.settings_file.path)
    kept = file.chosen.settings
    assert file.chosen.boards[0].window_place == "20,30,640,480"
    assert (kept.host, kept.port) == ("", 15373)


def test_another_phone_system_is_chosen_in_the_dialog_and_kept(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=1)
    program.action("Phone system").trigger()
    dialog = program.window.findChild(ConnectDialog)
    assert dialog is not None
    dialog.findChildren(QSpinBox)[0].setValue(phone_system.port)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.clear()
    qtbot.keyClicks(field, "127.0.0.1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(lambda: program.tiles() == {"6001": "idle"})
    kept = SettingsFile(program.settings_file.path).chosen.settings
    assert (kept.host, kept.port) == ("127.0.0.1", phone_system.port)


def test_the_connection_is_tested_in_the_dialog(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    program.action("Phone system").trigger()
    dialog = program.window.findChild(ConnectDialog)
    assert dialog is not None
    dialog.form.log.button.click()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 2)
    phone_system.send(wire(group("610", 2)))
    qtbot.waitUntil(lambda: "group 610: 2 waiting" in dialog.form.log.toPlainText())
    dialog.reject()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 1)


def test_several_phone_systems_are_tested_one_after_the_other(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    program.action("Phone system").trigger()
    dialog = program.window.findChild(ConnectDialog)
    assert dialog is not None
    the(QLineEdit, dialog).setText(f"127.0.0.1:1, 127.0.0.1:{phone_system.port}")
    dialog.form.log.button.click()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 2)
    qtbot.waitUntil(lambda: f"Port: {phone_system.port}" in dialog.form.log.toPlainText())
    assert "127.0.0.1:1: refused" in dialog.form.log.toPlainText()
    assert not dialog.form.log.button.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: len(phone_system.clients) == 1)


@pytest.mark.usefixtures("retries_at_once")
def test_figures_stay_old_until_the_phone_system_sends_again(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001"), call("A", "6002"), group("610", 2)))
    qtbot.waitUntil(lambda: len(program.tiles()) == 2)
    phone_system.hang_up()
    qtbot.waitUntil(lambda: phone_system.connections == 2)
    qtbot.waitUntil(lambda: program.live_floor.feeds[0].connection.phase is LinePhase.CONNECTING)
    qtbot.waitUntil(lambda: "first record" in program.live_floor.feeds[0].connection.reason)
    assert program.context.live_floor.lines.stale_since("") is not None
    assert program.board.key_figures.accessibleName().startswith("2 callers waiting")
    phone_system.send(wire(call("E", "6001")))
    qtbot.waitUntil(lambda: program.tiles()["6001"] == "make_busy")
    qtbot.waitUntil(lambda: not program.context.live_floor.lines.stale_since("") is not None)
    floor = program.live_floor.floor
    assert floor.agents["6001"].shown.confirmed
    assert not floor.agents["6002"].shown.confirmed


def test_another_phone_system_begins_with_an_empty_board_and_file(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001"), group("610", 2)))
    qtbot.waitUntil(lambda: len(program.tiles()) == 1)
    other = PhoneSystem()
    other.listen()
    try:
        program.context.preferences.change(host="127.0.0.1", port=other.port)
        qtbot.waitUntil(lambda: bool(other.clients))
        assert program.tiles() == {}
        assert program.below(1).accessibleName() == "Last record none yet"
        qtbot.waitUntil(lambda: program.file()["agents"] == {} and program.file()["groups"] == {})
        other.send(wire(call("A", "7001")))
        qtbot.waitUntil(lambda: program.tiles() == {"7001": "idle"})
        program.stop()
    finally:
        other.close()
        qtbot.waitUntil(lambda: not other.clients)


def test_late_records_of_the_former_phone_system_are_not_taken_for_the_new_one_s(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: len(program.tiles()) == 1)
    data = wire(call("A", "6002"))
    former = program.live_floor.feeds[0].source
    program.context.preferences.change(host="127.0.0.1", port=1)
    with qtbot.waitSignal(program.live_floor.heard):
        program.live_floor.heard.emit(Batch(former, clock.now(), data, Decoder().receive_data(data)))
    assert [line.source for line in program.live_floor.lines.connections] == ["127.0.0.1:1"]
    assert program.tiles() == {}


def test_at_the_end_of_a_session_the_last_state_is_on_disk(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    for count in range(10):
        phone_system.send(wire(call("A", f"60{count:02d}")))
        qtbot.waitUntil(lambda count=count: len(program.tiles()) == count + 1)  # type: ignore[misc]
    program.live_floor.files.settle()
    assert len(program.file()["agents"]) == 10


def test_the_board_follows_the_systems_light_and_dark(
    qapp: QApplication,
    phone_system: PhoneSystem,
    start_program: StartProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = start_program(port=phone_system.port)
    for scheme, theme in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        # Neither the offscreen platform nor a bare X server has a colour scheme.
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _, scheme=scheme: scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert program.window.grab().toImage().pixelColor(2, 2).name() == theme.ground


@pytest.mark.parametrize(("theme", "colours"), [("dark", DARK), ("light", LIGHT)])
def test_the_theme_can_be_set(
    phone_system: PhoneSystem, start_program: StartProgram, theme: str, colours: Theme
) -> None:
    program = start_program(port=phone_system.port, theme=theme)
    assert program.window.grab().toImage().pixelColor(2, 2).name() == colours.ground


def test_a_dark_board_stays_dark_and_windows_menus_and_strip_are_as_the_system_is(
    qapp: QApplication,
    phone_system: PhoneSystem,
    start_program: StartProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = start_program(port=phone_system.port, theme="dark")
    program.action("Settings").trigger()
    program.action("Desk strip").trigger()
    dialog = program.feature(SettingsFeature).window
    assert dialog is not None
    strip = program.strip
    program.window.toggle_full_screen()
    for scheme, theme in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _, scheme=scheme: scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert program.window.grab().toImage().pixelColor(2, 2).name() == DARK.ground
        assert dialog.grab().toImage().pixelColor(2, 2).name() == theme.ground
        assert program.context.kit.menu.styleSheet() == program.tray.menu.styleSheet() == menu_style(theme)
        assert strip.grab().toImage().pixelColor(strip.width() // 2, strip.height() - 4).name() == theme.panel
    # Another look of the board changes no window.
    page = the(BoardsPage, dialog)
    page.changed.emit("Board", {"theme": "light"})
    page.changed.emit("Board", {"theme": "dark"})
    assert dialog.grab().toImage().pixelColor(2, 2).name() == LIGHT.ground
    dialog.close()


def test_two_phone_systems_make_one_floor_and_the_loss_of_one_marks_only_its_own_figures(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    other = PhoneSystem()
    other.listen()
    try:
        program = start_program(host=f"127.0.0.1:{phone_system.port}, 127.0.0.1:{other.port}")
        qtbot.waitUntil(lambda: bool(phone_system.clients) and bool(other.clients))
        phone_system.send(wire(call("A", "6001"), group("610", 2)))
        other.send(wire(call("A", "7001"), group("610", 3)))
        qtbot.waitUntil(lambda: len(program.tiles()) == 2)
        cards = program.board.cards.model()
        qtbot.waitUntil(lambda: cards.rowCount() == 2)
        assert {cards.index(row, 0).data() for row in range(2)} == {
            f"Group 610 127.0.0.1:{phone_system.port}",
            f"Group 610 127.0.0.1:{other.port}",
        }
        qtbot.waitUntil(lambda: program.live_floor.lines.is_live)
        other.close()
        qtbot.waitUntil(lambda: not program.live_floor.floor.agents["7001"].shown.confirmed)
        assert program.live_floor.floor.agents["6001"].shown.confirmed
        assert program.window.windowTitle().startswith("TallyMate - 1 of 2 without data since ")
        qtbot.waitUntil(lambda: set(program.file()["agents"]) == {"6001", "7001"})
        program.context.preferences.change(host="127.0.0.1", port=phone_system.port)
        qtbot.waitUntil(lambda: set(program.tiles()) == {"6001"})
        assert program.live_floor.floor.agents["6001"].shown.confirmed
        assert phone_system.connections == 1
        program.stop()
    finally:
        other.close()
        qtbot.waitUntil(lambda: not other.clients)


def test_the_stream_is_recorded_while_the_menu_says_so(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: len(program.tiles()) == 1)
    program.action("Record").trigger()
    sent = wire(call("A", "6002")) + b"\x02half"
    phone_system.send(sent)
    qtbot.waitUntil(lambda: program.recorded() == len(sent))
    assert program.action("Record").isChecked()
    kept = [program.settings_file.chosen.settings.record]
    program.action("Record").trigger()
    kept.append(program.settings_file.chosen.settings.record)
    assert kept == [True, False]
    assert not program.recording.is_on
    assert not program.action("Record").isChecked()
    phone_system.send(wire(call("A", "6003")))
    qtbot.waitUntil(lambda: len(program.tiles()) == 3)
    with program.recording_file.open("rb") as file:
        entries = list(read_entries(file))
    assert b"".join(entry.data for entry in entries if isinstance(entry, BytesCame)) == sent
    assert [entry.phase for entry in entries if isinstance(entry, LineChanged)] == ["live"]
    assert stat.S_IMODE(program.recording_file.stat().st_mode) == 0o600


def test_a_recording_that_can_not_be_written_says_why_and_the_board_goes_on(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port)
    program.recording_file.parent.write_text("a file where the folder would be")
    told: list[str] = []
    # There is no tray off screen.
    program.context.kit.tray.tell = lambda title, *_: bool(told.append(title))  # type: ignore[func-returns-value, method-assign]
    record = program.action("Record")
    record.trigger()
    qtbot.waitUntil(lambda: record.text().startswith(f"Record the stream to {program.recording_file}: "))
    assert told == ["The stream can't be recorded"]
    assert record.isChecked()
    record.trigger()
    qtbot.waitUntil(lambda: record.text() == "Record the stream")
    assert not record.isChecked()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: len(program.tiles()) == 1)
