"""The writer with real files under real faults."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from desktop.publish.data_file import data_file_bytes
from desktop.publish.replacing import replace_file
from desktop.publish.writer import FileWriter, WriteOutcome
from desktop.system import clock
from desktop.system.worker_thread import WorkerThread
from tests.faults.disks import SmallDisk
from tests.faults.stage import ImpossibleFaultError
from tests.support import call, floor_after

SNAPSHOT = floor_after(*[call("A", f"{i:07d}") for i in range(300)]).snapshot()
OTHER = floor_after(*[call("E", f"{i:07d}", "07") for i in range(200)]).snapshot()

WRITE_FOREVER = """
import itertools, pathlib, sys
from desktop.publish.data_file import data_file_bytes
from desktop.publish.writer import FileWriter
from desktop.system import clock
from tests.publish.test_writer import OTHER, SNAPSHOT
writer = FileWriter(pathlib.Path(sys.argv[1]), data_file_bytes, clock.now)
for count, snapshot in enumerate(itertools.cycle([SNAPSHOT, OTHER])):
    writer.on_snapshot_taken(snapshot)
    if count == 5:
        print("writing", flush=True)
"""


@pytest.fixture
def small_disk(tmp_path: pathlib.Path) -> Iterator[SmallDisk]:
    with ExitStack() as on_end:
        try:
            disk = SmallDisk(tmp_path / "disk", on_end)
        except ImpossibleFaultError as reason:
            pytest.skip(str(reason))
        yield disk


class Outcomes(QObject):
    def __init__(self, writer: FileWriter) -> None:
        super().__init__()
        self.all: list[WriteOutcome] = []
        writer.write_ended.connect(self.all.append)


class Sender(QObject):
    snapshot_taken = Signal(object)


def test_the_file_equals_the_snapshot(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mitel_data.json"
    writer = FileWriter(path, data_file_bytes, clock.now)
    outcomes = Outcomes(writer)
    writer.on_snapshot_taken(SNAPSHOT)
    assert path.read_bytes() == data_file_bytes(SNAPSHOT)
    assert [outcome.fault for outcome in outcomes.all] == [None]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mitel_data.json"]


def test_a_missing_folder_is_a_fault_until_it_is_back(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "mitel_data.json"
    writer = FileWriter(path, data_file_bytes, clock.now)
    outcomes = Outcomes(writer)
    writer.on_snapshot_taken(SNAPSHOT)
    shutil.rmtree(folder)
    writer.on_snapshot_taken(OTHER)
    folder.mkdir()
    writer.on_snapshot_taken(OTHER)
    assert [outcome.fault is None for outcome in outcomes.all] == [True, False, True]
    assert outcomes.all[1].fault
    assert path.read_bytes() == data_file_bytes(OTHER)


@pytest.mark.parametrize("size", [0, 20_000, 200_000])
@pytest.mark.parametrize("room", [0, 4096, 16_384])
def test_a_disk_full_before_or_during_a_write_is_named_and_costs_nothing(
    small_disk: SmallDisk, size: int, room: int
) -> None:
    path = small_disk.folder / "mitel_data.json"
    content = b"whole"
    writer = FileWriter(path, lambda _: content, clock.now)
    outcomes = Outcomes(writer)
    writer.on_snapshot_taken(None)
    small_disk.fill(but=room)
    content = b"x" * max(size, room + 1)
    writer.on_snapshot_taken(None)
    assert outcomes.all[-1].fault in {
        "No space left on device",
        "only a part of it could be written, the disk is full",
    }
    assert path.read_bytes() == b"whole"
    assert {name.name for name in small_disk.folder.iterdir()} == {path.name, "ballast"}
    small_disk.empty()
    writer.on_snapshot_taken(None)
    assert [outcome.fault is None for outcome in outcomes.all] == [True, False, True]
    assert path.read_bytes() == content


def test_writing_happens_on_the_writer_s_own_thread(
    qtbot: QtBot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []

    def replace(path: pathlib.Path, content: bytes) -> str | None:
        threads.append(QThread.currentThread())
        return replace_file(path, content)

    monkeypatch.setattr("desktop.publish.writer.replace_file", replace)
    writer = FileWriter(tmp_path / "mitel_data.json", data_file_bytes, clock.now)
    sender = Sender()
    sender.snapshot_taken.connect(writer.on_snapshot_taken)
    thread = WorkerThread("data file")
    thread.start(writer)
    sender.snapshot_taken.emit(SNAPSHOT)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] is not QThread.currentThread()
    assert thread.stop()


def test_a_reader_in_a_loop_never_sees_a_torn_file(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mitel_data.json"
    path.write_bytes(data_file_bytes(SNAPSHOT))
    wanted = {data_file_bytes(SNAPSHOT), data_file_bytes(OTHER)}
    seen: set[bytes] = set()
    done = threading.Event()

    def read_on() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read_on)
    writer = FileWriter(path, data_file_bytes, clock.now)
    outcomes = Outcomes(writer)
    sender = Sender()
    sender.snapshot_taken.connect(writer.on_snapshot_taken)
    thread = WorkerThread("data file")
    reader.start()
    try:
        thread.start(writer)
        for _ in range(100):
            sender.snapshot_taken.emit(SNAPSHOT)
            sender.snapshot_taken.emit(OTHER)
        qtbot.waitUntil(lambda: len(outcomes.all) == 200, timeout=20_000)
    finally:
        done.set()
        reader.join()
        assert thread.stop()
    assert seen <= wanted
    assert [outcome.fault for outcome in outcomes.all] == [None] * 200


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_at_any_moment_leaves_a_file_that_parses(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mitel_data.json"
    chance = random.Random(7)
    wanted = {data_file_bytes(SNAPSHOT), data_file_bytes(OTHER)}
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOREVER, str(path)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": "."},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        try:
            process.wait(timeout=chance.uniform(0.0, 0.08))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        content = path.read_bytes()
        assert content in wanted
        assert len(json.loads(content)) == 4
