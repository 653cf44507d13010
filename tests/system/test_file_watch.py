"""A watched file, changed in the ways of editors, Excel and shares."""

import os
import pathlib
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.file_watch import FileWatch

NEVER_MS = 3_600_000
SOON_MS = 20


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    file = folder / "directory.csv"
    file.write_bytes(b"one")
    return file


@pytest.fixture(params=[NEVER_MS, SOON_MS], ids=["told", "polled"])
def watch(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    file: pathlib.Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FileWatch]:
    """Make a watch that the system notifies of changes, or one that depends on polling, as on a share."""
    if request.param == SOON_MS:
        monkeypatch.setattr("desktop.system.file_watch.QFileSystemWatcher.addPath", lambda *_: False)
    watch = FileWatch(file, poll_ms=request.param)
    watch.start()
    yield watch
    watch.stop()
    watch.deleteLater()


def replace(file: pathlib.Path) -> None:
    new = file.with_name("new.tmp")
    new.write_bytes(b"replaced")
    new.replace(file)


def write_in_place(file: pathlib.Path) -> None:
    with file.open("ab") as opened:
        opened.write(b" more")


def take_away(file: pathlib.Path) -> None:
    file.unlink()


def set_time(file: pathlib.Path) -> None:
    os.utime(file, (1, 1))


@pytest.mark.parametrize("change", [replace, write_in_place, take_away, set_time])
def test_every_kind_of_change_is_announced(
    qtbot: QtBot, watch: FileWatch, file: pathlib.Path, change: Callable[[pathlib.Path], None]
) -> None:
    with qtbot.waitSignal(watch.changed):
        change(file)


def test_a_replaced_or_recreated_file_is_still_watched(
    qtbot: QtBot, watch: FileWatch, file: pathlib.Path
) -> None:
    held_open = file.open("rb")
    for _ in range(2):
        with qtbot.waitSignal(watch.changed):
            replace(file)
        with qtbot.waitSignal(watch.changed):
            write_in_place(file)
    held_open.close()
    with qtbot.waitSignal(watch.changed):
        file.unlink()
    with qtbot.waitSignal(watch.changed):
        file.write_bytes(b"again")
    with qtbot.waitSignal(watch.changed):
        write_in_place(file)


def test_changes_of_other_files_in_the_folder_are_not_announced(
    qtbot: QtBot, watch: FileWatch, file: pathlib.Path
) -> None:
    told: list[int] = []
    watch.changed.connect(lambda: told.append(1))
    for _ in range(3):
        file.with_name("mitel_data.json").write_bytes(b"{}")
        file.with_name("mitel_data.json").unlink()
    with qtbot.waitSignal(watch.changed):
        replace(file)
    assert told == [1]


def test_a_folder_made_later_is_found(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "later" / "directory.csv"
    watch = FileWatch(file, poll_ms=SOON_MS)
    watch.start()
    with qtbot.waitSignal(watch.changed):
        file.parent.mkdir()
        file.write_bytes(b"x")
    watch.stop()
    watch.deleteLater()


@pytest.mark.parametrize("watch", [NEVER_MS], indirect=True)
def test_a_burst_of_changes_is_announced_only_a_few_times(
    qtbot: QtBot, watch: FileWatch, file: pathlib.Path
) -> None:
    told: list[int] = []
    watch.changed.connect(lambda: told.append(1))
    for number in range(50):
        file.write_bytes(b"x" * number)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]
