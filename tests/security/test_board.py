"""Text from the wire is only data: on the board, in the tray, in notifications and on disk."""

import itertools
import pathlib

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon, QTableView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desktop.boards.footer import Footer
from desktop.diagnostics.feature import DiagnosticsFeature
from desktop.setup.connect_dialog import ConnectDialog
from desktop.tray.strip import Strip
from desktop.ui.tray_icon import TrayIcon
from tests.faults.joined import JoinedProgram, StartProgram
from tests.security.hostile import AGENTS, calls, refused_calls, steering_calls
from tests.support import PhoneSystem, call, wire

OWN_WORDS = {"&Name or address", "&Port"}
"""Texts of the program itself that contain a shortcut."""


@pytest.fixture
def hostile_home(tmp_path: pathlib.Path) -> pathlib.Path:
    home = tmp_path / "<img src=x> R&D %s"
    home.mkdir()
    return home


@pytest.fixture
def hostile_program(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, hostile_home: pathlib.Path
) -> JoinedProgram:
    program = start_program(home=hostile_home, port=phone_system.port, detail_file="detail.json")
    program.action("Record").trigger()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*calls(), *steering_calls(), *refused_calls(), call("A", "6999")))
    qtbot.waitUntil(lambda: "6999" in program.tiles())
    qtbot.waitUntil(lambda: "6999" in program.file()["agents"])
    return program


def test_every_agent_is_shown_by_its_id_and_none_is_added(hostile_program: JoinedProgram) -> None:
    steering = {f"6{number:03d}" for number, _ in enumerate(steering_calls())}
    assert set(hostile_program.tiles()) == {*AGENTS, *steering, "6999"}
    assert set(hostile_program.file()["agents"]) == {*AGENTS, *steering, "6999"}
    assert hostile_program.live_floor.floor.agents["<b>6001"].shown.path == "<b>6001"


def test_no_label_and_no_tooltip_interprets_markup(qtbot: QtBot, hostile_program: JoinedProgram) -> None:
    hostile_program.action("Phone system").trigger()
    hostile_program.action("Diagnostics").trigger()
    dialog = hostile_program.window.findChild(ConnectDialog)
    assert dialog is not None
    for widget in _widgets():
        if isinstance(widget, QLabel) and widget.text() not in OWN_WORDS:
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
        if _begins_markup(widget.toolTip()):
            assert isinstance(widget.parent(), Footer) or isinstance(widget, Strip)
            assert widget.accessibleName() in _as_shown(widget.toolTip())
        assert not widget.whatsThis()
        assert not widget.statusTip()
    dialog.reject()
    assert QToolTip.text() == ""
    qtbot.waitUntil(lambda: hostile_program.window.findChild(ConnectDialog) is None)


def test_the_footer_shows_a_hostile_path_verbatim(hostile_program: JoinedProgram) -> None:
    label = hostile_program.below(2)
    assert label.accessibleName() == str(hostile_program.data_file)
    assert _as_shown(label.toolTip()) == str(hostile_program.data_file)


def test_models_give_views_only_text(hostile_program: JoinedProgram) -> None:
    roles = set(Qt.ItemDataRole) - {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.UserRole,
    }
    hostile_program.action("Diagnostics").trigger()
    diagnostics = hostile_program.feature(DiagnosticsFeature).window
    assert diagnostics is not None
    views = [hostile_program.board.tiles, hostile_program.board.cards, *diagnostics.findChildren(QTableView)]
    texts: list[str] = []
    for view in views:
        model: QAbstractItemModel = view.model()
        for row, column in itertools.product(range(model.rowCount()), range(_columns(model))):
            index = model.index(row, column)
            texts.append(index.data())
            given = {role.name: index.data(role) for role in roles if index.data(role) is not None}
            assert all(isinstance(value, QFont) for value in given.values()), given
    assert all(text.isprintable() for text in texts)
    assert [text for text in texts if "<img src=x>../../x%s{0}$(id)" in text]
    assert [text for text in texts if "\\x1b[2J" in text]


def test_menus_and_titles_contain_no_received_text(hostile_program: JoinedProgram) -> None:
    said = [
        hostile_program.window.windowTitle(),
        hostile_program.tray.icon.toolTip(),
        *(action.text() for action in hostile_program.context.kit.menu.actions()),
    ]
    files = {
        "Data file: ": hostile_program.data_file,
        "Record the stream to ": hostile_program.recording_file,
    }
    for words, file in files.items():
        # A person's own folder may be named like this; an ampersand in it is no shortcut.
        said.remove(words + str(file).replace("&", "&&"))
    for text in said:
        assert [agent for agent in AGENTS if agent in text] == []
        assert not _begins_markup(text)


def test_a_hostile_board_can_be_painted(hostile_program: JoinedProgram) -> None:
    assert not hostile_program.window.grab().isNull()


def test_only_the_wanted_files_are_made(
    qtbot: QtBot, hostile_program: JoinedProgram, hostile_home: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    qtbot.waitUntil(lambda: hostile_program.recorded() > 0)
    hostile_program.stop()
    files = {str(path.relative_to(hostile_home)) for path in hostile_home.rglob("*") if path.is_file()}
    assert files == {"mitel_data.json", "detail.json", "settings.ini", "recording/stream.jsonl"}
    assert list(tmp_path.iterdir()) == [hostile_home]


def test_a_notification_contains_no_markup(
    qtbot: QtBot, hostile_program: JoinedProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Off screen there is no tray to show it, so the text given to Qt is checked.
    told: list[str] = []
    monkeypatch.setattr(TrayIcon, "is_there", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, text, _kind: told.extend((title, text))
    )
    record = hostile_program.action("Record")
    record.trigger()
    hostile_program.recording_file.unlink()
    hostile_program.recording_file.mkdir()
    record.trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] == "The stream can't be recorded"
    assert "\u2039img src=x\u203a R\uff06D %s" in told[1]
    assert not {"<", ">", "&"} & set("".join(told))
    assert "<img src=x> R&&D %s" in record.text()


def _widgets() -> list[QWidget]:
    return QApplication.allWidgets()


def _begins_markup(text: str) -> bool:
    return bool({"<", "&"} & set(text))


def _as_shown(markup: str) -> str:
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()


def _columns(model: QAbstractItemModel) -> int:
    """Return the columns; a list has one, since Qt does not expose its number."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()
