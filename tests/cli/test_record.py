"""``tallymate record``, and its recording on the board of ``tallymate --replay``."""

import json
import pathlib
import signal
import stat

import pytest

from desktop.recording.entries import BytesCame, Entry, LineChanged, RecordingBegan, entry_line, read_entries
from tests.program import PATIENCE_S, Program, free_port, wait_until
from tests.support import call, group, wire

CAPTURES = pathlib.Path(__file__).parent.parent / "captures"


def recorded(path: pathlib.Path) -> bytes:
    with path.open("rb") as file:
        return b"".join(entry.data for entry in read_entries(file) if isinstance(entry, BytesCame))


def record(program: Program, path: pathlib.Path, port: int) -> str:
    """Record until something arrives; return the output."""
    before = len(recorded(path)) if path.exists() else 0
    process = program.start("record", str(path), "--host", f"127.0.0.1:{port}")
    wait_until(lambda: path.exists() and len(recorded(path)) > before)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (0, "")
    return out


def test_the_stream_is_recorded_and_appended_and_nothing_else_is_touched(program: Program) -> None:
    path = program.home / "stream.jsonl"
    port = free_port()
    replay = program.start("replay", str(CAPTURES / "floor-24.rte"), "--port", str(port), "--speed", "max")
    try:
        assert replay.stdout is not None
        while not replay.stdout.readline().startswith("Each client"):
            pass
        said = record(program, path, port)
        assert said.startswith("Recording to ") or "Connect" in said
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        first = recorded(path)
        assert f"\n{len(first)} bytes recorded in {path}." in said
        assert (CAPTURES / "floor-24.rte").read_bytes().startswith(first)
        record(program, path, port)
        assert recorded(path).startswith(first)
        assert len(recorded(path)) > len(first)
        assert not (program.home / "data" / "TallyMate" / "mitel_data.json").exists()
    finally:
        replay.terminate()
        replay.communicate(timeout=PATIENCE_S)


@pytest.mark.parametrize("as_recorded", [True, False], ids=["a recording", "a raw file"])
def test_a_recording_is_replayed_into_the_program_and_leads_to_the_same_file(
    program: Program, *, as_recorded: bool
) -> None:
    raw = (CAPTURES / "floor-24.rte").read_bytes()
    path = program.home / "stream"
    if as_recorded:
        pieces = (raw[at : at + 999] for at in range(0, len(raw), 999))
        lines = [entry_line(BytesCame(1000.0, "pbx:15373", piece)) for piece in pieces]
        path.write_bytes(b"".join([entry_line(RecordingBegan(1000.0)), *lines]))
    else:
        path.write_bytes(raw.replace(b"\x02", b""))
    expected = json.loads((CAPTURES / "floor-24.expected.json").read_bytes())["mitel_data"]
    process = program.start("--headless", "--replay", str(path), "--speed", "max")
    data_file = program.home / "data" / "TallyMate" / "replay" / "mitel_data.json"

    def says_what_it_must() -> bool:
        if not data_file.exists():
            return False
        found = json.loads(data_file.read_bytes())
        return all(found[key] == expected[key] for key in ("agents", "groups", "paths"))

    wait_until(says_what_it_must)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (0, "")


def test_several_phone_systems_of_a_recording_are_replayed_at_once(program: Program) -> None:
    path = program.home / "stream.jsonl"
    entries: list[Entry] = [
        RecordingBegan(1000.0),
        LineChanged(1000.0, "north:15373", "live", ""),
        BytesCame(1000.0, "north:15373", wire(call("A", "6001"), group("610", 1))),
        BytesCame(1000.5, "south:15373", wire(call("A", "7001"), group("620", 2))),
    ]
    path.write_bytes(b"".join(map(entry_line, entries)))
    process = program.start("--headless", "--replay", str(path))
    data_file = program.home / "data" / "TallyMate" / "replay" / "mitel_data.json"
    wait_until(data_file.exists)
    wait_until(lambda: set(json.loads(data_file.read_bytes())["groups"]) == {"610", "620"})
    wait_until(lambda: set(json.loads(data_file.read_bytes())["agents"]) == {"6001", "7001"})
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("record {home}/x", "no phone system is named: use --host, or set host in "),
        ("record {home} --host pbx", "is a folder"),
        ("record {home}/nowhere/x --host pbx", "there is no folder"),
        ("record {home}/other --host pbx", "another file stands there, which is kept as it is"),
        ("record {home}/x --host pbx --roll-mb 0", "0 is not from 1 to 1024"),
        ("--headless --replay {home}/none", "No such file"),
        ("--headless --replay {home}/other", "neither"),
        ("--headless --demo --replay {home}/other", "--demo and --replay don't go together"),
        ("--headless --demo --host pbx", "--host does not go with --demo"),
        ("--headless --replay {home}/other --port 1234", "--port does not go with --replay"),
        ("--headless --host pbx --speed 2", "--speed goes only with --replay"),
        ("--port 1234 check pbx", "--port does not go with check"),
        ("--headless replay {home}/other", "--headless does not go with replay"),
        ("--headless --replay {home}/other --speed 0", "0.0 is not from 0.01 to 1000"),
    ],
)
def test_errors_are_reported_in_one_line(program: Program, options: str, reason: str) -> None:
    (program.home / "other").write_text("a letter")
    code, out, err = program.run(*options.format(home=program.home).split())
    assert (code, len(err.splitlines())) == (2, 1)
    assert err.startswith("tallymate: error: ")
    assert reason in err
    assert "Data file" not in out or "replay" in options
    assert (program.home / "other").read_text() == "a letter"
