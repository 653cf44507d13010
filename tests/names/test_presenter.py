"""The window in which names are given, joined with the file and the floor."""

import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.live.directory import KeptDirectory
from desktop.names.editor import DirectoryEditor
from desktop.names.presenter import DirectoryEditing
from desktop.ui.theme import DARK, LIGHT
from tests.support import call, floor_after, group, path

RESOURCES = pathlib.Path(__file__).parent.parent.parent / "resources"


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: pathlib.Path) -> Iterator[KeptDirectory]:  # noqa: ARG001 - an application
    kept = KeptDirectory(tmp_path / "directory.csv")
    kept.start()
    yield kept
    assert kept.stop()


@pytest.fixture
def editing(kept: KeptDirectory) -> Iterator[DirectoryEditing]:
    floor = floor_after(group("610", 1), path("860", 1), call("A", "6001"), call("E", "6002", "07"))
    editing = DirectoryEditing(kept, floor, RESOURCES / "directory.example.csv")
    yield editing
    editing.close()


def editor(editing: DirectoryEditing) -> DirectoryEditor:
    assert editing._window is not None
    return editing._window._editor


def shown(editing: DirectoryEditing) -> list[tuple[str, str, str]]:
    model = editor(editing)._shown
    return [
        (model.index(row, 0).data(), model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    ]


def test_all_that_the_floor_knows_can_be_named(editing: DirectoryEditing) -> None:
    editing.set_theme(DARK)
    editing.show()
    assert shown(editing) == [
        ("Group", "610", ""),
        ("Path", "860", ""),
        ("Reason", "7", ""),
        ("Agent", "6001", ""),
        ("Agent", "6002", ""),
    ]
    editing.set_theme(LIGHT)
    window = editing._window
    editing.show()
    assert editing._window is window


def test_what_is_typed_and_saved_is_the_directory(
    qtbot: QtBot, kept: KeptDirectory, editing: DirectoryEditing
) -> None:
    editing.show()
    model = editor(editing)._shown
    model.setData(model.index(3, 2), "Anna")
    with qtbot.waitSignals([kept.directory_changed, kept.saved]):
        editing._window._save.click()  # type: ignore[union-attr]
    assert kept.directory.agent_name("6001") == "Anna"
    assert not editing._window.is_changed  # type: ignore[union-attr]
    assert editing._window._said.text() == "Saved."  # type: ignore[union-attr]
    assert "agent" in kept.path.read_text(encoding="utf-8-sig")


def test_what_another_program_writes_is_shown(
    qtbot: QtBot, kept: KeptDirectory, editing: DirectoryEditing
) -> None:
    editing.show()
    kept.path.write_text("kind;number;name\nagent;6001;Zoe\n")
    qtbot.waitUntil(lambda: shown(editing)[0] == ("Agent", "6001", "Zoe"))
    assert shown(editing)[-1] == ("Agent", "6002", "")


def test_the_example_comes_with_the_program(editing: DirectoryEditing) -> None:
    editing.show()
    editing._window._example.click()  # type: ignore[union-attr]
    assert ("Agent", "6001", "Anna Fischer") in shown(editing)
    editing.close()
    editing.close()
    editing.set_theme(DARK)
