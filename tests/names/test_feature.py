"""The names window, joined with the file and the floor."""

import pathlib

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView
from pytestqt.qtbot import QtBot

from desktop.live.directory import WatchedDirectory
from desktop.names.feature import NamesFeature
from desktop.names.window import NamesWindow
from desktop.ui.theme import DARK, LIGHT
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, group, path, wire

RESOURCES = pathlib.Path(__file__).parent.parent.parent / "resources"


@pytest.fixture
def program(qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram) -> JoinedProgram:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(group("610", 1), path("860", 1), call("A", "6001"), call("E", "6002", "07")))
    qtbot.waitUntil(lambda: "6002" in program.tiles())
    return program


@pytest.fixture
def kept(program: JoinedProgram) -> WatchedDirectory:
    return program.context.directory


@pytest.fixture
def names(program: JoinedProgram) -> NamesFeature:
    return program.feature(NamesFeature)


def window_of(names: NamesFeature) -> NamesWindow:
    assert names.window is not None
    return names.window


def table(names: NamesFeature) -> QAbstractItemModel:
    return the(QTableView, window_of(names)).model()


def press(names: NamesFeature, text: str) -> None:
    the(QAbstractButton, window_of(names), text).click()


def shown(names: NamesFeature) -> list[tuple[str, ...]]:
    model = table(names)
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def test_everything_known_to_the_floor_can_be_named(names: NamesFeature) -> None:
    names.set_theme(DARK)
    names.show()
    assert shown(names) == [
        ("Group", "610", ""),
        ("Path", "860", ""),
        ("Reason", "7", ""),
        ("Agent", "6001", ""),
        ("Agent", "6002", ""),
    ]
    names.set_theme(LIGHT)
    window = names.window
    names.show()
    assert names.window is window


def test_saved_names_become_the_directory(qtbot: QtBot, kept: WatchedDirectory, names: NamesFeature) -> None:
    names.show()
    model = table(names)
    model.setData(model.index(3, 2), "Anna")
    with qtbot.waitSignals([kept.directory_changed, kept.saved]):
        press(names, "&Save")
    assert kept.directory.agent_name("6001") == "Anna"
    assert not window_of(names).is_changed
    assert the(QLabel, window_of(names), "status").text() == "Saved."
    assert "agent" in kept.path.read_text(encoding="utf-8-sig")


def test_another_program_s_changes_are_shown(
    qtbot: QtBot, kept: WatchedDirectory, names: NamesFeature
) -> None:
    names.show()
    kept.path.write_text("kind;number;name\nagent;6001;Zoe\n")
    qtbot.waitUntil(lambda: shown(names)[0] == ("Agent", "6001", "Zoe"))
    assert shown(names)[-1] == ("Agent", "6002", "")


def test_the_example_comes_with_the_program(names: NamesFeature) -> None:
    names.show()
    press(names, "&Read the example")
    assert ("Agent", "6001", "Anna Fischer") in shown(names)
    names.set_theme(DARK)
