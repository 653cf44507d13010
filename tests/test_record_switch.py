"""The switch of the recording, with a disk that takes its time."""

import os
import pathlib
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Lines
from desktop.acd.heard import Heard
from desktop.app_record import Recording
from desktop.feed.recording import BytesCame, read_entries
from desktop.feed.rolling import Limits
from tests.support import START, Clock

FSYNC = os.fsync

pytestmark = pytest.mark.usefixtures("qtbot")


class SlowDisk:
    """Lets nothing reach the disk until a test says so."""

    def __init__(self) -> None:
        self.may_write = threading.Event()
        self.may_write.set()

    def fsync(self, descriptor: int) -> None:
        assert self.may_write.wait(20)
        FSYNC(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    disk = SlowDisk()
    # A disk that hangs: there is none here.
    monkeypatch.setattr("desktop.feed.rolling.os.fsync", disk.fsync)
    return disk


@pytest.fixture
def recording(tmp_path: pathlib.Path, clock: Clock, disk: SlowDisk) -> Iterator[Recording]:
    recording = Recording(tmp_path / "stream.jsonl", Limits(), clock)
    yield recording
    disk.may_write.set()
    assert recording.stop()


def kept(recording: Recording) -> bytes:
    with recording.path.open("rb") as file:
        return b"".join(entry.data for entry in read_entries(file) if isinstance(entry, BytesCame))


def heard(data: bytes) -> Heard:
    return Heard("pbx:15373", START, data, ())


def test_switching_it_off_waits_for_no_disk_and_loses_nothing(
    qtbot: QtBot, recording: Recording, disk: SlowDisk
) -> None:
    told: list[object] = []
    recording.start(Lines())
    qtbot.waitUntil(lambda: recording.state is not None)
    recording.state_changed.connect(told.append)
    disk.may_write.clear()
    recording.on_heard(heard(b"one"))
    recording.switch_off()
    assert not recording.is_on
    assert told[-1] is None
    recording.on_heard(heard(b"not this"))
    disk.may_write.set()
    qtbot.waitUntil(lambda: kept(recording) == b"one")
    assert told[-1] is None


def test_switched_on_again_it_goes_on_where_the_former_one_ended(
    qtbot: QtBot, recording: Recording, disk: SlowDisk
) -> None:
    recording.start(Lines())
    for data in (b"one", b"two", b"three"):
        recording.on_heard(heard(data))
        recording.switch_off()
        recording.start(Lines())
        assert recording.is_on
    qtbot.waitUntil(lambda: recording.state is not None)
    assert disk.may_write.is_set()
    assert kept(recording) == b"onetwothree"


def test_the_end_of_the_program_waits_for_one_that_is_ending(
    qtbot: QtBot, recording: Recording, disk: SlowDisk
) -> None:
    recording.start(Lines())
    qtbot.waitUntil(lambda: recording.state is not None)
    disk.may_write.clear()
    recording.on_heard(heard(b"last"))
    recording.switch_off()
    threading.Timer(0.3, disk.may_write.set).start()
    assert recording.stop()
    assert kept(recording) == b"last"
