"""The watched directory."""

import logging
import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.directory import Directory
from desktop.acd.directory_rows import DirectoryRow
from desktop.live.directory import WatchedDirectory
from desktop.live.directory_file import Table


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: pathlib.Path) -> Iterator[WatchedDirectory]:  # noqa: ARG001 - an application
    kept = WatchedDirectory(tmp_path / "directory.csv")
    yield kept
    assert kept.stop()


def test_before_start_and_after_stop_it_keeps_the_last_directory(
    qtbot: QtBot, kept: WatchedDirectory
) -> None:
    assert kept.stop()
    assert kept.directory == Directory()
    assert kept.problems == ()
    kept.path.write_text("kind,number,name\nagent,6001,Anna\n")
    with qtbot.waitSignal(kept.directory_changed):
        kept.start()
        kept.start()
    assert kept.stop()
    assert kept.directory.agent_name("6001") == "Anna"


def test_changes_of_names_and_problems_are_announced(
    qtbot: QtBot, kept: WatchedDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    kept.start()
    with qtbot.waitSignal(kept.directory_changed) as told:
        kept.path.write_text("kind,number,name\nagent,6001,Anna\n")
    (directory,) = told.args
    assert directory.agent_name("6001") == "Anna"
    with caplog.at_level(logging.WARNING), qtbot.waitSignal(kept.problems_changed) as told:
        kept.path.write_text("kind,number,name\nagent,6001,Anna\nagnet,1,x\n")
    assert told.args == [("line 3: kind 'agnet' is none of agent, group, path, reason",)]
    assert f"Directory file {kept.path}: line 3: kind 'agnet'" in caplog.text
    with qtbot.waitSignal(kept.problems_changed) as told, qtbot.assertNotEmitted(kept.directory_changed):
        kept.path.write_text("kind,number,name\nagent,6001,Anna\n\n")
    assert told.args == [()]


def test_saved_rows_are_in_force_before_they_are_announced_as_saved(
    qtbot: QtBot, kept: WatchedDirectory
) -> None:
    kept.start()
    with qtbot.waitSignal(kept.saved) as told:
        kept.save(Table((DirectoryRow("agent", "6001", "Anna"),)), kept.state.version)
    assert told.args == [None]
    assert kept.directory.agent_name("6001") == "Anna"
    assert kept.path.read_bytes().startswith(b"\xef\xbb\xbfkind")
