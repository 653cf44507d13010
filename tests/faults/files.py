"""Faults of the files that the program keeps for others."""

import json
import pathlib
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from desktop.publish.replacing import replace_file
from desktop.recording.entries import BytesCame, BytesDropped
from tests.faults.disks import disk_to_fill, disk_to_guard
from tests.faults.joined import JoinedProgram
from tests.faults.phone_system import PhoneSystem
from tests.faults.records import call, wire
from tests.faults.stage import Fault, Stage, recorded_entries

_GOES_ON: Final = "named in the footer; the last good file stays, the board goes on; written afterwards"


class _Files:
    """The program's two files, and the phone system from which they come."""

    def __init__(self, stage: Stage, folder: pathlib.Path | None = None) -> None:
        self.stage = stage
        self.phone_system: PhoneSystem = stage.phone_system()
        self.program: JoinedProgram = stage.start(
            folder, port=self.phone_system.port, detail_file="detail.json"
        )
        stage.wait_until(lambda: bool(self.phone_system.clients), "connected")
        self.say("A", "6001")
        self.wait_for("6001", "in", "idle")

    def say(self, code: str, agent_id: str) -> None:
        self.phone_system.send(wire(call(code, agent_id)))

    def wait_for(self, agent_id: str, word: str, state: str) -> None:
        """Wait until both files have it. Each time they are read, both must be whole."""
        self.stage.wait_until(
            lambda: (
                self.data["agents"].get(agent_id) == word
                and self.detail["agents"].get(agent_id, {}).get("state") == state
            ),
            f"both files say that {agent_id} is {word}",
        )

    def wait_for_fault(self, *, is_there: bool) -> None:
        said = self.program.below(2).accessibleName
        publications = self.program.live_floor.files.all
        self.stage.wait_until(
            lambda: (
                all((p.publisher.state.fault is not None) is is_there for p in publications)
                and ("Can't write" in said()) is is_there
            ),
            f"the line below {'names' if is_there else 'no longer names'} the fault",
        )

    def wait_for_board(self, state: str) -> None:
        self.stage.wait_until(lambda: self.program.tiles()["6001"] == state, f"the tile says {state}")

    @property
    def data(self) -> dict[str, Any]:
        return _read(self.program.data_file)

    @property
    def detail(self) -> dict[str, Any]:
        assert self.program.detail_file is not None
        return _read(self.program.detail_file)

    @property
    def contents(self) -> tuple[bytes, bytes]:
        assert self.program.detail_file is not None
        return self.program.data_file.read_bytes(), self.program.detail_file.read_bytes()


def _read(path: pathlib.Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {"agents": {}}
    return content


def _outlives(files: _Files, begin: Callable[[], object], end: Callable[[], object]) -> None:
    """Make both files impossible to write for a while; check that they stay and are written again."""
    before = files.contents
    names = _names(files.program.data_file.parent)
    begin()
    files.say("E", "6001")
    files.wait_for_fault(is_there=True)
    files.wait_for_board("make_busy")
    if files.program.data_file.exists():
        assert files.contents == before
    end()
    files.wait_for("6001", "busy", "make_busy")
    files.wait_for_fault(is_there=False)
    files.say("F", "6001")
    files.wait_for("6001", "idle", "idle")
    assert _names(files.program.data_file.parent) == names


def _names(folder: pathlib.Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"lost+found"}


def play_read_only(stage: Stage) -> None:
    disk = disk_to_guard(stage.folder, stage.on_end)
    _outlives(_Files(stage, disk.folder), disk.forbid_writing, disk.allow_writing)


def play_folder_gone(stage: Stage) -> None:
    folder = stage.folder / "share"
    folder.mkdir()
    away = stage.folder / "away"
    files = _Files(stage, folder)
    _outlives(files, lambda: folder.rename(away), lambda: away.rename(folder))


def play_disk_full(stage: Stage) -> None:
    disk = disk_to_fill(stage.folder, stage.on_end)
    _outlives(_Files(stage, disk.folder), disk.fill, disk.empty)


def play_disk_full_at_the_end(stage: Stage) -> None:
    stage.patch("desktop.publish.writer.LAST_TRIES", 10)
    disk = disk_to_fill(stage.folder, stage.on_end)
    files = _Files(stage, disk.folder)
    before = files.contents
    disk.fill()
    files.say("B", "6001")
    files.wait_for_board("logged_out")
    # The window closes before the files are written: a person does not wait for them.
    stage.heartbeat.stop()
    files.program.stop()
    assert files.contents == before
    disk.empty()
    again = stage.start(disk.folder, port=files.phone_system.port)
    assert again.tiles() == {"6001": "unknown"}


def play_disk_full_while_recording(stage: Stage) -> None:
    stage.patch("desktop.recording.recorder.RETRY_MS", 100)
    disk = disk_to_fill(stage.folder, stage.on_end)
    files = _Files(stage, disk.folder)
    program = files.program
    record = program.action("Record")
    record.trigger()
    first = wire(call("A", "6002"))
    files.phone_system.send(first)
    stage.wait_until(lambda: program.recorded() == len(first), "the first record is kept")
    disk.fill()
    lost = wire(*[call("E", f"7{number:03d}") for number in range(300)])
    files.phone_system.send(lost)
    stage.wait_until(lambda: ":" in record.text(), "the menu names the fault")
    assert record.isChecked()
    stage.wait_until(lambda: len(program.tiles()) == 302, "the board goes on")
    disk.empty()
    stage.wait_until(lambda: ":" not in record.text(), "the menu no longer names a fault")
    last = wire(call("A", "6003"))
    files.phone_system.send(last)
    stage.wait_until(lambda: len(program.tiles()) == 303, "the board goes on")
    files.wait_for("6003", "in", "idle")
    record.trigger()
    entries = recorded_entries(program)
    kept = b"".join(entry.data for entry in entries if isinstance(entry, BytesCame))
    dropped = sum(entry.count for entry in entries if isinstance(entry, BytesDropped))
    assert kept.startswith(first)
    assert kept.endswith(last)
    assert dropped == len(first + lost + last) - len(kept) > 0


def play_held_by_a_reader(stage: Stage) -> None:
    files = _Files(stage)
    before = files.program.data_file.read_bytes()
    with files.program.data_file.open("rb") as reader:
        beginning = reader.read(10)
        files.say("B", "6001")
        # On POSIX an open file does not prevent its replacement.
        files.wait_for("6001", "out", "logged_out")
        assert beginning + reader.read() == before
    assert all(p.publisher.state.failures == 0 for p in files.program.live_floor.files.all)


def play_replacing_refused_now_and_then(stage: Stage) -> None:
    """A stand-in: only Windows refuses to replace an open file."""
    files = _Files(stage)
    # Each file has a writer on a thread of its own.
    tries = Counter[pathlib.Path]()

    def refuse_now_and_then(path: pathlib.Path, content: bytes) -> str | None:
        tries[path] += 1
        return replace_file(path, content) if tries[path] % 4 == 0 else "Access is denied."

    stage.patch("desktop.publish.writer.replace_file", refuse_now_and_then)
    for code, word, state in (("E", "busy", "make_busy"), ("F", "idle", "idle"), ("B", "out", "logged_out")):
        files.say(code, "6001")
        files.wait_for("6001", word, state)
    assert tries.total() > 8
    assert all(p.publisher.state.failures == 0 for p in files.program.live_floor.files.all)


def play_replacing_refused_for_long(stage: Stage) -> None:
    """A stand-in: only Windows refuses to replace an open file."""
    files = _Files(stage)
    is_held = False

    def refuse_while_held(path: pathlib.Path, content: bytes) -> str | None:
        return "Access is denied." if is_held else replace_file(path, content)

    def hold(*, held: bool) -> None:
        nonlocal is_held
        is_held = held

    stage.patch("desktop.publish.writer.replace_file", refuse_while_held)
    _outlives(files, lambda: hold(held=True), lambda: hold(held=False))


FAULTS: Final = (
    Fault("files read-only", _GOES_ON, play_read_only),
    Fault("folder gone and back", _GOES_ON, play_folder_gone),
    Fault("disk full", _GOES_ON, play_disk_full),
    Fault(
        "disk full up to the end",
        "the program ends; the last good file stays and is restored at the next start",
        play_disk_full_at_the_end,
    ),
    Fault(
        "disk full while recording",
        "named in the menu; the recording goes on and counts what is missing",
        play_disk_full_while_recording,
    ),
    Fault(
        "file held open by a reader",
        "the reader keeps its whole file; the next has the new one",
        play_held_by_a_reader,
    ),
    Fault(
        "replacing refused now and then (stand-in for Windows)",
        "retried at once, unnoticed",
        play_replacing_refused_now_and_then,
    ),
    Fault("replacing refused for long (stand-in for Windows)", _GOES_ON, play_replacing_refused_for_long),
)
