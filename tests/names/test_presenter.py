"""The window in which names are given, joined with the file and the floor."""

import pathlib

import pytest
from pytestqt.qtbot import QtBot

from desktop.live.directory import KeptDirectory
from desktop.names.editor import DirectoryEditor
from desktop.names.feature import NamesFeature
from desktop.names.window import DirectoryWindow
from desktop.ui.theme import DARK, LIGHT
from tests.faults.joined import JoinedProgram, StartProgram
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
def kept(program: JoinedProgram) -> KeptDirectory:
    return program.context.directory


@pytest.fixture
def names(program: JoinedProgram) -> NamesFeature:
    return program.feature(NamesFeature)


def window_of(names: NamesFeature) -> DirectoryWindow:
    assert names.window is not None
    return names.window


def editor(names: NamesFeature) -> DirectoryEditor:
    return window_of(names)._editor


def shown(names: NamesFeature) -> list[tuple[str, str, str]]:
    model = editor(names)._shown
    return [
        (model.index(row, 0).data(), model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    ]


def test_all_that_the_floor_knows_can_be_named(names: NamesFeature) -> None:
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


def test_what_is_typed_and_saved_is_the_directory(
    qtbot: QtBot, kept: KeptDirectory, names: NamesFeature
) -> None:
    names.show()
    model = editor(names)._shown
    model.setData(model.index(3, 2), "Anna")
    with qtbot.waitSignals([kept.directory_changed, kept.saved]):
        window_of(names)._save.click()
    assert kept.directory.agent_name("6001") == "Anna"
    assert not window_of(names).is_changed
    assert window_of(names)._said.text() == "Saved."
    assert "agent" in kept.path.read_text(encoding="utf-8-sig")


def test_what_another_program_writes_is_shown(qtbot: QtBot, kept: KeptDirectory, names: NamesFeature) -> None:
    names.show()
    kept.path.write_text("kind;number;name\nagent;6001;Zoe\n")
    qtbot.waitUntil(lambda: shown(names)[0] == ("Agent", "6001", "Zoe"))
    assert shown(names)[-1] == ("Agent", "6002", "")


def test_the_example_comes_with_the_program(names: NamesFeature) -> None:
    names.show()
    window_of(names)._example.click()
    assert ("Agent", "6001", "Anna Fischer") in shown(names)
    names.set_theme(DARK)
