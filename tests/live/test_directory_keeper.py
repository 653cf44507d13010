"""Reading and writing the directory file while others do the same."""

import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.directory_rows import DirectoryRow
from desktop.live.directory_file import DirectoryState, Table, directory_content
from desktop.live.directory_keeper import DirectoryKeeper
from desktop.system.file_watch import FileWatch

HEAD = b"kind,number,name\n"
ANNA = HEAD + b"agent,6001,Anna\n"
BEN = HEAD + b"agent,6001,Ben\n"
CEM = Table((DirectoryRow("agent", "6001", "Cem"),))


class ObservedKeeper:
    """A keeper and its signals."""

    def __init__(self, file: pathlib.Path) -> None:
        self.file = file
        self.states: list[DirectoryState] = []
        self.saved: list[str | None] = []
        self.keeper = DirectoryKeeper(file, Table(separator=";"), poll_ms=50)
        self.keeper.state_changed.connect(self.states.append)
        self.keeper.saved.connect(self.saved.append)

    @property
    def state(self) -> DirectoryState:
        return self.states[-1]

    @property
    def name(self) -> str:
        return self.state.directory.agent_name("6001")


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "directory.csv"


@pytest.fixture
def kept(qtbot: QtBot, file: pathlib.Path) -> Iterator[ObservedKeeper]:  # noqa: ARG001 - timers need an application
    kept = ObservedKeeper(file)
    yield kept
    kept.keeper.stop()
    kept.keeper.deleteLater()


def test_without_a_file_there_is_an_empty_directory_and_no_problem(kept: ObservedKeeper) -> None:
    kept.keeper.start()
    assert kept.states == [DirectoryState(table=Table(separator=";"))]


def test_a_file_changed_in_any_way_is_read_again(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path
) -> None:
    kept.keeper.start()
    file.write_bytes(ANNA)
    qtbot.waitUntil(lambda: kept.name == "Anna")
    new = file.with_suffix(".tmp")
    new.write_bytes(BEN)
    new.replace(file)
    qtbot.waitUntil(lambda: kept.name == "Ben")
    file.unlink()
    file.write_bytes(ANNA)
    qtbot.waitUntil(lambda: kept.name == "Anna")
    assert [state.version for state in kept.states] == [0, 1, 2, 3]
    assert all(not state.problems for state in kept.states)


def test_a_deleted_file_is_reported_and_its_names_are_kept(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path
) -> None:
    file.write_bytes(ANNA)
    kept.keeper.start()
    file.unlink()
    qtbot.waitUntil(lambda: not kept.state.exists)
    assert kept.name == "Anna"
    (problem,) = kept.state.problems
    assert problem == f"directory file {file} is gone: what it said last is kept until the program ends"
    file.write_bytes(ANNA)
    qtbot.waitUntil(lambda: kept.state.exists)
    assert kept.state.problems == ()


def test_a_file_that_is_missing_for_a_moment_is_not_reported(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path
) -> None:
    file.write_bytes(ANNA)
    kept.keeper.start()
    file.unlink()
    watch = kept.keeper.findChild(FileWatch)
    assert watch is not None
    with qtbot.waitSignal(watch.changed):
        pass
    file.write_bytes(BEN)
    qtbot.waitUntil(lambda: kept.name == "Ben")
    assert [state.exists for state in kept.states] == [True, True]


def test_an_unreadable_file_is_retried_and_reported_if_it_stays_so(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path
) -> None:
    file.write_bytes(ANNA)
    kept.keeper.start()
    file.unlink()
    file.mkdir()
    qtbot.waitUntil(lambda: bool(kept.state.problems))
    assert kept.state.problems == (f"directory file {file} is no plain file",)
    assert kept.name == "Anna"
    file.rmdir()
    file.write_bytes(BEN)
    qtbot.waitUntil(lambda: kept.name == "Ben")
    assert not kept.state.problems


def test_the_end_of_a_lock_is_noticed_without_a_change_of_the_file(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(ANNA)
    locked = [True]
    read_bytes = pathlib.Path.open

    def read(path: pathlib.Path, mode: str = "r") -> object:
        if path == file and locked[0]:
            # The error of Windows for a file that Excel holds; other systems have no such lock.
            raise PermissionError(13, "The process cannot access the file")
        return read_bytes(path, mode)

    monkeypatch.setattr(pathlib.Path, "open", read)
    kept.keeper.start()
    problem = f"directory file {file} can't be read: The process cannot access the file"
    assert kept.state.problems == (problem,)
    locked[0] = False
    qtbot.waitUntil(lambda: kept.name == "Anna")


def test_a_foreign_file_leaves_the_names_as_they_were(
    qtbot: QtBot, kept: ObservedKeeper, file: pathlib.Path
) -> None:
    file.write_bytes(ANNA)
    kept.keeper.start()
    file.write_bytes(b"Dear all,\n")
    qtbot.waitUntil(lambda: not kept.state.is_understood)
    assert kept.name == "Anna"
    assert kept.state.problems[0].startswith("line 1: it names no column kind")
    kept.keeper.save(CEM, kept.state.version)
    assert kept.saved == ["what the file holds is no directory, and would be lost"]
    assert file.read_bytes() == b"Dear all,\n"


def test_saved_rows_are_in_the_file_and_announced_at_once(kept: ObservedKeeper, file: pathlib.Path) -> None:
    kept.keeper.start()
    kept.keeper.save(CEM, 0)
    assert kept.saved == [None]
    assert file.read_bytes() == directory_content(CEM)
    assert (kept.name, kept.state.version, kept.state.exists) == ("Cem", 1, True)


def test_another_program_s_change_is_not_overwritten(kept: ObservedKeeper, file: pathlib.Path) -> None:
    file.write_bytes(ANNA)
    kept.keeper.start()
    file.write_bytes(BEN)
    kept.keeper.save(CEM, 1)
    assert kept.saved == ["the file was changed meanwhile"]
    assert file.read_bytes() == BEN
    assert kept.name == "Ben"
    kept.keeper.save(CEM, kept.state.version)
    assert kept.saved[-1] is None
    assert kept.name == "Cem"


def test_a_write_failure_is_reported(kept: ObservedKeeper, file: pathlib.Path) -> None:
    kept.keeper.start()
    file.mkdir()
    kept.keeper.save(CEM, 0)
    assert kept.saved == [f"directory file {file} is no plain file"]
    file.rmdir()
    file.parent.rmdir()
    kept.keeper.save(CEM, 0)
    assert (kept.saved[-1] or "").endswith(". Where another program has the file open, close it there")
    assert not file.exists()
    file.parent.mkdir()
