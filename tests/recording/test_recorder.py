"""The recorder with real files."""

import os
import pathlib
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.protocol.line import LinePhase
from desktop.recording.entries import (
    BytesCame,
    BytesDropped,
    ClockSet,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
    entry_line,
    read_entries,
)
from desktop.recording.playback import Playback
from desktop.recording.recorder import Recorder, RecordingState, check_recordable
from desktop.recording.rolling import SizeLimits
from desktop.system.worker_thread import WorkerThread
from tests.support import Clock, call, wire

PBX = "192.168.201.2:15373"
DAY_S = 86_400
is_root = sys.platform != "win32" and os.geteuid() == 0


class Recording:
    """A recorder, its signals and its file."""

    def __init__(self, path: pathlib.Path, clock: Clock, limits: SizeLimits | None = None) -> None:
        self.path = path
        self.clock = clock
        self.states: list[RecordingState] = []
        self.recorder = Recorder(path, clock, limits or SizeLimits())
        self.recorder.state_changed.connect(self.states.append)

    def hear(self, data: bytes) -> None:
        self.recorder.on_heard(Batch(PBX, self.clock(), data, ()))

    @property
    def entries(self) -> list[Entry | DamagedLine]:
        return entries(self.path)

    @property
    def pieces(self) -> list[pathlib.Path]:
        return sorted(set(self.path.parent.iterdir()) - {self.path})


def entries(path: pathlib.Path) -> list[Entry | DamagedLine]:
    with path.open("rb") as file:
        return list(read_entries(file))


def data_in(path: pathlib.Path) -> bytes:
    return b"".join(entry.data for entry in entries(path) if isinstance(entry, BytesCame))


Record = Callable[..., Recording]


@pytest.fixture
def record(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    tmp_path: pathlib.Path,
    clock: Clock,
) -> Iterator[Record]:
    begun: list[Recording] = []

    def begin(path: pathlib.Path | None = None, limits: SizeLimits | None = None) -> Recording:
        recording = Recording(path or tmp_path / "line.rec", clock, limits)
        begun.append(recording)
        recording.recorder.start()
        return recording

    yield begin
    for recording in begun:
        recording.recorder.stop()
        recording.recorder.deleteLater()


def test_reads_and_line_changes_are_written_at_once_with_their_times(record: Record, clock: Clock) -> None:
    recording = record()
    began_s = clock.now.wall_s
    lost = Connection(LinePhase.LOST, PBX, clock.now, "refused")
    recording.recorder.on_line_changed(lost, recording.clock())
    clock.go_on(0.25)
    recording.hear(b"\x02\0\xff")
    recording.hear(b"")
    # Nothing is held back: it is in the file before the recorder ends.
    assert recording.entries == [
        RecordingBegan(began_s),
        LineChanged(began_s, PBX, "lost", "refused"),
        BytesCame(began_s + 0.25, PBX, b"\x02\0\xff"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_nobody_else_may_read_a_recording(record: Record) -> None:
    assert stat.S_IMODE(record().path.stat().st_mode) == 0o600


def test_the_count_is_announced_at_most_once_a_second(
    qtbot: QtBot, record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.recording.recorder.SYNC_MS", 20)
    recording = record()
    for _ in range(10):
        recording.hear(b"12345")
    first = RecordingState(recording.path, 0, clock.now)
    assert recording.states == [first]
    qtbot.waitUntil(lambda: len(recording.states) == 2)
    assert recording.states[1] == RecordingState(recording.path, 50, clock.now)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.binary(min_size=1, max_size=400), min_size=1, max_size=20))
def test_any_bytes_in_any_slices_are_replayed_as_they_were_recorded(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    tmp_path_factory: pytest.TempPathFactory,
    reads: list[bytes],
) -> None:
    recording = Recording(tmp_path_factory.mktemp("any") / "line.rec", Clock(), SizeLimits(roll_bytes=600))
    recording.recorder.start()
    for data in reads:
        recording.clock.go_on(0.5)
        recording.hear(data)
    recording.recorder.stop()
    # Files of one second are numbered -2, -3, -10, and ordered by their first entries.
    playback = Playback([recording.path, *recording.pieces])
    assert b"".join(chunk.data for chunk in playback.chunks(PBX)) == b"".join(reads)


def test_a_read_larger_than_a_line_can_be_is_kept_whole(record: Record) -> None:
    recording = record()
    data = bytes(range(256)) * 1024
    recording.hear(data)
    assert data_in(recording.path) == data
    assert not any(isinstance(entry, DamagedLine) for entry in recording.entries)


def test_an_earlier_recording_is_continued_and_its_torn_line_ended(record: Record, clock: Clock) -> None:
    first = record()
    first.hear(b"one")
    first.recorder.stop()
    torn = entry_line(BytesCame(clock.now.wall_s, PBX, b"torn"))[:-6]
    with first.path.open("ab") as file:
        file.write(torn + b"\0" * 40)
    second = record()
    second.hear(b"two")
    kinds = [type(entry) for entry in second.entries]
    assert kinds == [RecordingBegan, BytesCame, DamagedLine, RecordingBegan, BytesCame]
    assert data_in(second.path) == b"onetwo"


def test_an_earlier_recording_cut_at_any_byte_of_its_first_line_is_continued(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    tmp_path: pathlib.Path,
    clock: Clock,
) -> None:
    header = entry_line(RecordingBegan(clock.now.wall_s))
    for cut in range(len(header) + 1):
        path = tmp_path / f"{cut}.rec"
        path.write_bytes(header[:cut])
        recording = Recording(path, clock)
        recording.recorder.start()
        recording.hear(b"more")
        recording.recorder.stop()
        assert data_in(path) == b"more", cut


@pytest.mark.parametrize("content", [b"Dear all,\n", b"{}\n", b'{"agents": {}}', b"\0", b"\x0201A083000"])
def test_a_foreign_file_is_refused_and_left_as_it_is(
    record: Record, tmp_path: pathlib.Path, content: bytes
) -> None:
    path = tmp_path / "line.rec"
    path.write_bytes(content)
    recording = record()
    recording.hear(b"12345")
    assert path.read_bytes() == content
    fault = recording.states[-1].fault
    assert fault is not None
    assert "another file stands there" in fault
    with pytest.raises(RecordingError, match="another file stands there"):
        check_recordable(path)
    assert path.read_bytes() == content


def test_an_impossible_place_is_reported_in_one_line(tmp_path: pathlib.Path) -> None:
    check_recordable(tmp_path / "new.rec")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.rec").touch()
    check_recordable(tmp_path / "empty.rec")
    for path, words in [
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere" / "line.rec", "there is no folder"),
        (pathlib.Path("/proc/line.rec"), "can't be written"),
        (pathlib.Path("nul\0.rec"), "can't be written"),
    ]:
        with pytest.raises(RecordingError, match=words) as failure:
            check_recordable(path)
        assert "\n" not in str(failure.value)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_is_no_recording(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(RecordingError, match="is no plain file"):
        check_recordable(path)


def stamp(at_s: float) -> str:
    return time.strftime("%Y%m%d-%H%M%S", time.localtime(at_s))


def test_a_full_file_is_renamed_to_the_time_of_its_first_entry(record: Record, clock: Clock) -> None:
    recording = record(limits=SizeLimits(roll_bytes=350))
    clock.go_on(10)
    name = f"line-{stamp(clock.now.wall_s)}"
    for number in range(9):
        recording.hear(b"%d" % number * 50)
    assert {piece.name for piece in recording.pieces} == {f"{name}{n}.rec" for n in ("", "-2", "-3", "-4")}
    for piece in recording.pieces:
        assert piece.stat().st_size <= 350
        assert isinstance(entries(piece)[0], RecordingBegan)
    playback = Playback([*recording.pieces, recording.path])
    assert len(b"".join(chunk.data for chunk in playback.chunks(PBX))) == 450


def test_each_day_has_its_own_file(record: Record, clock: Clock) -> None:
    recording = record()
    clock.go_on(DAY_S)
    first_s = clock.now.wall_s
    recording.hear(b"one")
    recording.hear(b"one")
    assert recording.pieces == []  # only its first line was of the day before
    clock.go_on(DAY_S)
    recording.hear(b"two")
    assert [piece.name for piece in recording.pieces] == [f"line-{stamp(first_s)}.rec"]
    assert data_in(recording.pieces[0]) == b"oneone"
    assert data_in(recording.path) == b"two"
    recording.recorder.stop()
    clock.go_on(DAY_S)
    record().hear(b"three")
    assert len(recording.pieces) == 2
    assert data_in(recording.path) == b"three"


def test_only_the_oldest_files_of_the_same_recording_are_deleted(
    record: Record, clock: Clock, tmp_path: pathlib.Path
) -> None:
    ours = entry_line(RecordingBegan(1.0)) + b"x" * 300
    others = {
        "line-20200101-000000.txt": ours,
        "other-20200101-000000.rec": ours,
        "line-20200101.rec": ours,
        "my-line-20200101-000000.rec": ours,
        "line-20200101-000000.rec.bak": ours,
        "line-20200101-000000.rec": b"a letter",
    }
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "line-20200101-000001.rec").mkdir()
    (tmp_path / "line-20200102-000000.rec").write_bytes(ours)
    recording = record(limits=SizeLimits(roll_bytes=500, total_bytes=2000))
    assert (tmp_path / "line-20200102-000000.rec").exists()
    for number in range(60):
        clock.go_on(1)
        recording.hear(b"%03d" % number * 30)
        kept = [path for path in recording.pieces if path.name not in others and path.is_file()]
        assert sum(path.stat().st_size for path in [*kept, recording.path]) <= 2000
    assert not (tmp_path / "line-20200102-000000.rec").exists()
    assert {name: (tmp_path / name).read_bytes() for name in others} == others
    assert (tmp_path / "line-20200101-000001.rec").is_dir()
    playback = Playback([*kept, recording.path])
    sent = b"".join(chunk.data for chunk in playback.chunks(PBX))
    everything = b"".join(b"%03d" % number * 30 for number in range(60))
    assert len(sent) > 600
    assert everything.endswith(sent)


def test_setting_the_clock_is_recorded(record: Record, clock: Clock) -> None:
    recording = record()
    recording.hear(b"1")
    clock.now = Moment(clock.now.steady_s + 5, clock.now.wall_s - 3595)
    recording.hear(b"2")
    assert recording.entries[2] == ClockSet(clock.now.wall_s, -3600)
    assert [chunk.due_s for chunk in Playback([recording.path]).chunks(PBX)] == [0, 5]


def test_setting_the_clock_in_many_small_steps_is_recorded_too(record: Record, clock: Clock) -> None:
    recording = record()
    for _ in range(8):
        clock.now = Moment(clock.now.steady_s + 1, clock.now.wall_s + 1.25)
        recording.hear(b"1")
    assert [entry.by_s for entry in recording.entries if isinstance(entry, ClockSet)] == [1.0]


def test_a_missing_folder_is_reported_once_and_so_is_its_return(
    qtbot: QtBot, record: Record, clock: Clock, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.recording.recorder.RETRY_MS", 20)
    folder = tmp_path / "share"
    folder.mkdir()
    recording = record(folder / "line.rec")
    recording.hear(b"one")
    shutil.rmtree(folder)
    recording.hear(b"lost!")
    recording.hear(b"lost!")
    assert [state.fault for state in recording.states] == [None, "No such file or directory"]
    folder.mkdir()
    qtbot.waitUntil(lambda: recording.states[-1].fault is None)
    assert recording.states[-1].dropped_bytes == 10
    recording.hear(b"two")
    began_s = clock.now.wall_s
    assert recording.entries == [
        RecordingBegan(began_s),
        BytesDropped(began_s, 10),
        BytesCame(began_s, PBX, b"two"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be removed")
@pytest.mark.parametrize("how", ["removed", "renamed", "emptied"])
def test_a_deleted_file_is_started_again(record: Record, how: str) -> None:
    recording = record()
    recording.hear(b"one")
    if how == "removed":
        recording.path.unlink()
    elif how == "renamed":
        recording.path.rename(recording.path.with_name("taken"))
    else:
        recording.path.write_bytes(b"")
    recording.hear(b"two")
    assert data_in(recording.path) == b"two"
    assert isinstance(recording.entries[0], RecordingBegan)
    assert [state.fault for state in recording.states] == [None]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be replaced")
def test_a_file_put_in_its_place_is_left_alone(record: Record, tmp_path: pathlib.Path) -> None:
    recording = record()
    recording.hear(b"one")
    (tmp_path / "letter").write_bytes(b"Dear all,\n")
    (tmp_path / "letter").replace(recording.path)
    recording.hear(b"two")
    assert recording.path.read_bytes() == b"Dear all,\n"
    assert "another file stands there" in (recording.states[-1].fault or "")


def test_a_file_that_can_not_be_renamed_grows_to_the_bound_and_no_further(
    record: Record, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: pathlib.Path, target: pathlib.Path) -> pathlib.Path:  # noqa: ARG001 - its signature
        asked.append(target)
        raise PermissionError(13, "The process cannot access the file")

    asked: list[pathlib.Path] = []
    recording = record(limits=SizeLimits(roll_bytes=400, total_bytes=2000))
    with monkeypatch.context() as patch:
        patch.setattr(pathlib.Path, "rename", refuse)
        for _ in range(10):
            recording.hear(b"x" * 50)
        assert len(asked) == 1
        assert len(data_in(recording.path)) == 500
        assert recording.states[-1].fault == "it can't be put aside: The process cannot access the file"
        for _ in range(20):
            recording.hear(b"x" * 50)
        assert recording.path.stat().st_size <= 2000
        assert recording.states[-1].fault == "it can't be put aside, and may not grow further"
    recording.recorder.stop()
    clock.go_on(6)
    again = record(limits=SizeLimits(roll_bytes=400, total_bytes=2000))
    again.hear(b"y")
    assert data_in(again.path) == b"y"
    assert again.states[-1].fault is None


@pytest.fixture
def small_disk(tmp_path: pathlib.Path) -> Iterator[pathlib.Path]:
    """A file system of 64 KiB."""
    mount = shutil.which("mount")
    if sys.platform != "linux" or not is_root or mount is None:
        pytest.skip("a small file system needs Linux and root")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - beside mount


def test_a_full_disk_costs_only_what_arrived_meanwhile(
    qtbot: QtBot, record: Record, small_disk: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.recording.recorder.RETRY_MS", 20)
    ballast = small_disk / "ballast"
    recording = record(small_disk / "line.rec")
    recording.hear(b"one")
    ballast.write_bytes(b"x" * 4096 * 14)
    for _ in range(100):
        recording.hear(b"y" * 1000)
    assert recording.states[-1].fault == "No space left on device"
    ballast.unlink()
    qtbot.waitUntil(lambda: recording.states[-1].fault is None)
    recording.hear(b"two")
    kept = data_in(recording.path)
    assert kept.startswith(b"one")
    assert kept.endswith(b"two")
    dropped = sum(entry.count for entry in recording.entries if isinstance(entry, BytesDropped))
    assert dropped == recording.states[-1].dropped_bytes == 100_006 - len(kept)


class Line(QObject):
    heard = Signal(object)


def test_on_a_thread_of_its_own_everything_is_on_disk_when_it_ends(
    qtbot: QtBot,  # noqa: ARG001 - threads need an application
    tmp_path: pathlib.Path,
    clock: Clock,
) -> None:
    path = tmp_path / "line.rec"
    line = Line()
    recorder = Recorder(path, clock)
    line.heard.connect(recorder.on_heard)
    thread = WorkerThread("recorder")
    thread.start(recorder)
    data = [wire(call("A", f"6{number:03d}")) for number in range(500)]
    for record in data:
        line.heard.emit(Batch(PBX, clock.now, record, ()))
    assert thread.stop()
    assert data_in(path) == b"".join(data)
