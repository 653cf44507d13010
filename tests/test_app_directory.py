"""The directory as the program has it."""

import logging
import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.directory import Directory
from desktop.acd.directory_rows import Row
from desktop.app_directory import Naming
from desktop.directory_file import Table


@pytest.fixture
def naming(qtbot: QtBot, tmp_path: pathlib.Path) -> Iterator[Naming]:  # noqa: ARG001 - an application
    naming = Naming(tmp_path / "directory.csv")
    yield naming
    assert naming.stop()


def test_before_it_starts_and_after_it_stopped_it_has_what_it_knew_last(qtbot: QtBot, naming: Naming) -> None:
    assert naming.stop()
    assert naming.directory == Directory()
    assert naming.problems == ()
    naming.path.write_text("kind,number,name\nagent,6001,Anna\n")
    with qtbot.waitSignal(naming.directory_changed):
        naming.start()
        naming.start()
    assert naming.stop()
    assert naming.directory.agent_name("6001") == "Anna"


def test_names_and_problems_are_told_when_they_change(
    qtbot: QtBot, naming: Naming, caplog: pytest.LogCaptureFixture
) -> None:
    naming.start()
    with qtbot.waitSignal(naming.directory_changed) as told:
        naming.path.write_text("kind,number,name\nagent,6001,Anna\n")
    (directory,) = told.args
    assert directory.agent_name("6001") == "Anna"
    with caplog.at_level(logging.WARNING), qtbot.waitSignal(naming.problems_changed) as told:
        naming.path.write_text("kind,number,name\nagent,6001,Anna\nagnet,1,x\n")
    assert told.args == [("line 3: kind 'agnet' is none of agent, group, path, reason",)]
    assert f"Directory file {naming.path}: line 3: kind 'agnet'" in caplog.text
    with qtbot.waitSignal(naming.problems_changed) as told, qtbot.assertNotEmitted(naming.directory_changed):
        naming.path.write_text("kind,number,name\nagent,6001,Anna\n\n")
    assert told.args == [()]


def test_what_is_saved_is_known_before_it_is_said_to_be_saved(qtbot: QtBot, naming: Naming) -> None:
    naming.start()
    with qtbot.waitSignal(naming.saved) as told:
        naming.save(Table((Row("agent", "6001", "Anna"),)), naming.state.version)
    assert told.args == [None]
    assert naming.directory.agent_name("6001") == "Anna"
    assert naming.path.read_bytes().startswith(b"\xef\xbb\xbfkind")
