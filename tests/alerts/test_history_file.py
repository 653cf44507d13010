"""Keeping the history of alerts in a real file."""

import os
import pathlib
import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.history import HistoryEntry, line_of
from desktop.acd.moment import Moment
from desktop.alerts.history_file import HistoryFile
from tests.support import START, Clock

DAY_S = 86_400.0


def entry(text: str, days_ago: float = 0) -> HistoryEntry:
    return HistoryEntry(Moment(0.0, START.wall_s - days_ago * DAY_S), "callers", "opened", text)


class ObservedFile:
    """A history file and its signals."""

    def __init__(
        self, file: pathlib.Path | None, clock: Clock, *, days: int = 30, max_bytes: int = 4_000_000
    ) -> None:
        self.read: list[tuple[HistoryEntry, ...]] = []
        self.file = HistoryFile(file, days, clock, again_ms=30, max_bytes=max_bytes)
        self.file.read.connect(self.read.append)

    @property
    def texts(self) -> list[str]:
        return [one.text for entries in self.read for one in entries]


Keep = Callable[..., ObservedFile]


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "logs" / "alerts.jsonl"


@pytest.fixture
def keep(qtbot: QtBot, clock: Clock) -> Keep:  # noqa: ARG001 - timers need an application
    def start(file: pathlib.Path | None, **values: int) -> ObservedFile:
        kept = ObservedFile(file, clock, **values)
        kept.file.start()
        return kept

    return start


def test_what_one_run_writes_the_next_one_reads(
    keep: Keep, file: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = keep(file)
    assert first.read == []
    first.file.add([entry("one"), entry("two")])
    first.file.add([entry("three")])
    first.file.stop()
    assert not caplog.records
    assert keep(file).texts == ["one", "two", "three"]
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_line_is_skipped_and_stays(
    keep: Keep, file: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    # The last one is cut off, as by a power failure.
    damaged = b"{nonsense\n\xff\xfe\n" + line_of(entry("one")).encode() + b"\n" + b'{"when": "20'
    file.write_bytes(damaged)
    kept = keep(file)
    assert kept.texts == ["one"]
    assert caplog.messages == [f"History of alerts {file}: 3 lines are damaged and skipped"]
    kept.file.add([entry("two")])
    assert file.read_bytes().startswith(damaged)
    assert keep(file).texts == ["one", "two"]


def test_only_old_entries_are_removed(keep: Keep, file: pathlib.Path) -> None:
    file.parent.mkdir()
    lines = [
        line_of(entry("old", 40)),
        "damaged",
        line_of(entry("older", 31)),
        "\udcff",
        line_of(entry("young", 29)),
    ]
    file.write_bytes("".join(f"{line}\n" for line in lines).encode(errors="surrogateescape"))
    file.chmod(0o600)
    kept = keep(file)
    assert kept.texts == ["young"]
    assert file.read_bytes().splitlines() == [b"\xff", lines[4].encode()]
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600


def test_old_entries_are_removed_while_the_program_runs_for_months(
    keep: Keep, file: pathlib.Path, clock: Clock
) -> None:
    kept = keep(file)
    kept.file.add([entry("one")])
    clock.go_on(31 * DAY_S)
    kept.file.add([entry("two", -31)])
    assert [line.count("two") for line in file.read_text().splitlines()] == [1]


def test_fewer_days_count_at_once(keep: Keep, file: pathlib.Path) -> None:
    kept = keep(file)
    kept.file.add([entry("one", 9), entry("two", 1)])
    kept.file.take_days(7)
    assert len(file.read_text().splitlines()) == 1


def test_the_file_s_size_is_bounded(keep: Keep, file: pathlib.Path) -> None:
    kept = keep(file, max_bytes=10_000)
    for number in range(500):
        kept.file.add([entry(f"number {number}")])
        assert file.stat().st_size <= 10_000
    texts = keep(file, max_bytes=10_000).texts
    assert texts[-1] == "number 499"
    assert texts == [f"number {number}" for number in range(500 - len(texts), 500)]
    assert len(texts) > 30


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs a disk that is full")
def test_entries_that_cant_be_written_are_reported_once_and_written_later(
    qtbot: QtBot, keep: Keep, file: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.write_text("no folder")
    kept = keep(file)
    caplog.clear()
    kept.file.add([entry("one")])
    kept.file.add([entry("two")])
    (fault,) = caplog.messages
    assert fault.startswith(f"Cannot write the history of alerts {file}: ")
    file.parent.unlink()
    qtbot.waitUntil(lambda: len(caplog.messages) == 2)
    assert caplog.messages[1] == f"The history of alerts {file} can be written again"
    assert keep(file).texts == ["one", "two"]
    kept.file.stop()


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_named_as_the_reason(
    keep: Keep, file: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    kept = keep(file)
    file.symlink_to("/dev/full")
    kept.file.add([entry("one")])
    assert caplog.messages == [f"Cannot write the history of alerts {file}: {os.strerror(28)}"]
    kept.file.stop()


def test_a_history_without_a_file_stays_in_memory(keep: Keep, tmp_path: pathlib.Path) -> None:
    kept = keep(None)
    kept.file.add([entry("one")])
    kept.file.take_days(5)
    kept.file.stop()
    assert kept.read == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cant_be_read_is_reported(
    keep: Keep, file: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.mkdir(parents=True)
    keep(file)
    assert caplog.messages[0].startswith(f"Cannot read the history of alerts {file}: ")
