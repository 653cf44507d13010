"""The recording switch, with a slow disk."""

import os
import pathlib
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.batch import Batch
from desktop.live.line_feeds import LineFeeds
from desktop.live.recording import Recording
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import CallEvent
from desktop.recording.entries import BytesCame, BytesDropped, read_entries
from desktop.recording.playback import Playback
from desktop.recording.rolling import SizeLimits
from desktop.system.worker_thread import WorkerThread
from tests.support import START, Clock, call, wire

FSYNC = os.fsync

pytestmark = pytest.mark.usefixtures("qtbot")


class SlowDisk:
    """Blocks writes to the disk until the test releases them."""

    def __init__(self) -> None:
        self.may_write = threading.Event()
        self.may_write.set()
        self.is_waited_for = threading.Event()

    def fsync(self, descriptor: int) -> None:
        if not self.may_write.is_set():
            self.is_waited_for.set()
        assert self.may_write.wait(20)
        FSYNC(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    disk = SlowDisk()
    # A stand-in for a disk that hangs.
    monkeypatch.setattr("desktop.recording.rolling.os.fsync", disk.fsync)
    return disk


@pytest.fixture
def feeds(clock: Clock) -> LineFeeds:
    """Feeds without a line; tests emit their signals."""
    return LineFeeds((), clock)


@pytest.fixture
def recording(tmp_path: pathlib.Path, clock: Clock, disk: SlowDisk, feeds: LineFeeds) -> Iterator[Recording]:
    recording = Recording(feeds, tmp_path / "stream.jsonl", SizeLimits(), clock)
    yield recording
    disk.may_write.set()
    assert recording.stop()


def kept(recording: Recording) -> bytes:
    with recording.path.open("rb") as file:
        return b"".join(entry.data for entry in read_entries(file) if isinstance(entry, BytesCame))


def heard(data: bytes) -> Batch:
    return Batch("pbx:15373", START, data, ())


def test_switching_it_off_does_not_wait_for_the_disk_and_loses_nothing(
    qtbot: QtBot, recording: Recording, feeds: LineFeeds, disk: SlowDisk
) -> None:
    told: list[object] = []
    recording.start()
    qtbot.waitUntil(lambda: recording.state is not None)
    recording.state_changed.connect(told.append)
    disk.may_write.clear()
    feeds.heard.emit(heard(b"one"))
    recording.switch_off()
    assert not recording.is_on
    assert told[-1] is None
    feeds.heard.emit(heard(b"not this"))
    disk.may_write.set()
    qtbot.waitUntil(lambda: kept(recording) == b"one")
    assert told[-1] is None


def test_switched_on_again_it_continues_where_it_ended(
    qtbot: QtBot, recording: Recording, feeds: LineFeeds, disk: SlowDisk
) -> None:
    recording.start()
    for data in (b"one", b"two", b"three"):
        feeds.heard.emit(heard(data))
        recording.switch_off()
        recording.start()
        assert recording.is_on
    assert disk.may_write.is_set()
    qtbot.waitUntil(lambda: recording.state is not None)
    qtbot.waitUntil(lambda: kept(recording) == b"onetwothree")


def test_the_end_of_the_program_waits_for_a_recording_that_is_ending(
    qtbot: QtBot, recording: Recording, feeds: LineFeeds, disk: SlowDisk
) -> None:
    recording.start()
    qtbot.waitUntil(lambda: recording.state is not None)
    disk.may_write.clear()
    feeds.heard.emit(heard(b"last"))
    recording.switch_off()
    threading.Timer(0.3, disk.may_write.set).start()
    assert recording.stop()
    assert kept(recording) == b"last"


def test_bytes_dropped_for_lack_of_memory_are_recorded_when_it_is_switched_off(
    qtbot: QtBot, recording: Recording, feeds: LineFeeds, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.recording.recorder.MOST_WAITING_BYTES", 4)
    monkeypatch.setattr("desktop.recording.recorder.SYNC_MS", 0)
    recording.start()
    qtbot.waitUntil(lambda: recording.state is not None)
    disk.may_write.clear()
    feeds.heard.emit(heard(b"four"))
    assert disk.is_waited_for.wait(20)
    for data in (b"more", b"lost", b"lost"):
        feeds.heard.emit(heard(data))
    recording.switch_off()
    disk.may_write.set()
    assert recording.stop()
    with recording.path.open("rb") as file:
        dropped = [entry.count for entry in read_entries(file) if isinstance(entry, BytesDropped)]
    assert dropped == [8]
    assert kept(recording) == b"fourmore"


def test_a_disk_that_hangs_at_the_end_is_reported_and_its_thread_left_alone(
    qtbot: QtBot, recording: Recording, feeds: LineFeeds, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording.start()
    qtbot.waitUntil(lambda: recording.state is not None)
    stop = WorkerThread.stop
    monkeypatch.setattr(WorkerThread, "stop", lambda thread: stop(thread, 100))
    disk.may_write.clear()
    feeds.heard.emit(heard(b"one"))
    assert not recording.stop()
    assert not recording.is_on
    disk.may_write.set()
    assert recording.stop()
    assert kept(recording) == b"one"


def test_a_dropped_line_is_a_gap_in_the_recording(recording: Recording, feeds: LineFeeds) -> None:
    recording.start()
    for data in (wire(call("A", "6001")) + b"\x0201A0830001001   60", wire(call("A", "6002"))):
        feeds.heard.emit(heard(data))
        feeds.dropped.emit("pbx:15373", START)
    assert recording.stop()
    chunks = Playback([recording.path]).chunks("pbx:15373")
    events = Decoder().receive_data(b"".join(chunk.data for chunk in chunks))
    assert [event.agent_id for event in events if isinstance(event, CallEvent)] == ["6001", "6002"]
