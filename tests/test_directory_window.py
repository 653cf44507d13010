"""The window in which names are given, joined with the file and the floor."""

import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.app_directory import Naming
from desktop.app_directory_window import NamingWindow
from desktop.ui.directory_editor import DirectoryEditor
from desktop.ui.theme import DARK, LIGHT
from tests.support import call, floor_after, group, path

RESOURCES = pathlib.Path(__file__).parent.parent / "resources"


@pytest.fixture
def naming(qtbot: QtBot, tmp_path: pathlib.Path) -> Iterator[Naming]:  # noqa: ARG001 - an application
    naming = Naming(tmp_path / "directory.csv")
    naming.start()
    yield naming
    assert naming.stop()


@pytest.fixture
def names(naming: Naming) -> Iterator[NamingWindow]:
    floor = floor_after(group("610", 1), path("860", 1), call("A", "6001"), call("E", "6002", "07"))
    names = NamingWindow(naming, floor, RESOURCES / "directory.example.csv")
    yield names
    names.close()


def editor(names: NamingWindow) -> DirectoryEditor:
    assert names._window is not None
    return names._window._editor


def shown(names: NamingWindow) -> list[tuple[str, str, str]]:
    model = editor(names)._shown
    return [
        (model.index(row, 0).data(), model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    ]


def test_all_that_the_floor_knows_can_be_named(names: NamingWindow) -> None:
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
    window = names._window
    names.show()
    assert names._window is window


def test_what_is_typed_and_saved_is_the_directory(qtbot: QtBot, naming: Naming, names: NamingWindow) -> None:
    names.show()
    model = editor(names)._shown
    model.setData(model.index(3, 2), "Anna")
    with qtbot.waitSignals([naming.directory_changed, naming.saved]):
        names._window._save.click()  # type: ignore[union-attr]
    assert naming.directory.agent_name("6001") == "Anna"
    assert not names._window.is_changed  # type: ignore[union-attr]
    assert names._window._said.text() == "Saved."  # type: ignore[union-attr]
    assert "agent" in naming.path.read_text(encoding="utf-8-sig")


def test_what_another_program_writes_is_shown(qtbot: QtBot, naming: Naming, names: NamingWindow) -> None:
    names.show()
    naming.path.write_text("kind;number;name\nagent;6001;Zoe\n")
    qtbot.waitUntil(lambda: shown(names)[0] == ("Agent", "6001", "Zoe"))
    assert shown(names)[-1] == ("Agent", "6002", "")


def test_the_example_comes_with_the_program(names: NamingWindow) -> None:
    names.show()
    names._window._example.click()  # type: ignore[union-attr]
    assert ("Agent", "6001", "Anna Fischer") in shown(names)
    names.close()
    names.close()
    names.set_theme(DARK)
