"""Permissions of the program's files, and hostile files made by others."""

import json
import pathlib
import shutil
import stat
import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.recording.entries import BytesCame, RecordingBegan, entry_line
from tests.faults.joined import StartProgram
from tests.program import PATIENCE_S, Program, wait_until
from tests.security.hostile import AGENTS, STEERING
from tests.support import PhoneSystem, call, wire

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


def modes(home: pathlib.Path) -> dict[str, str]:
    """Return the mode of each file and folder, by its path."""
    return {
        str(path.relative_to(home)): f"{stat.S_IMODE(path.lstat().st_mode):o}" for path in home.rglob("*")
    }


def run_until_recorded(
    program: Program, phone_system: PhoneSystem, qtbot: QtBot, detail: pathlib.Path
) -> None:
    place = ("--host", f"127.0.0.1:{phone_system.port}", "--detail-file", str(detail))
    process = program.start("--headless", *place)
    try:
        qtbot.waitUntil(lambda: bool(phone_system.clients), timeout=20_000)
        phone_system.send(wire(call("A")))
        folder = program.home / "data" / "TallyMate"
        for file in (folder / "mitel_data.json", detail, folder / "recording" / "stream.jsonl"):
            wait_until(lambda file=file: file.exists() and b"6001" in file.read_bytes())  # type: ignore[misc]
    finally:
        process.terminate()
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err


@posix
@pytest.mark.parametrize(
    ("umask", "file", "folder"), [("022", "644", "755"), ("000", "644", "755"), ("077", "600", "700")]
)
def test_other_users_may_read_the_public_files_and_write_nothing(
    qtbot: QtBot, phone_system: PhoneSystem, program: Program, umask: str, file: str, folder: str
) -> None:
    shell = shutil.which("sh")
    assert shell is not None
    program.before = (shell, "-c", f'umask {umask}; exec "$@"', "sh")
    detail = program.home / "data" / "TallyMate" / "detail.json"
    assert program.run("--headless")[0] == 2  # no agent is named, but the settings are written
    settings = program.home / "config" / "TallyMate" / "settings.ini"
    text = settings.read_text()
    settings.write_text(text.replace(";record = no", "record = yes"))
    run_until_recorded(program, phone_system, qtbot, detail)
    assert modes(program.home) == {
        "config": folder,
        "config/TallyMate": folder,
        "config/TallyMate/settings.ini": file,
        "data": folder,
        "data/TallyMate": folder,
        "data/TallyMate/mitel_data.json": file,
        "data/TallyMate/detail.json": file,
        # Only the owner may read what agents did.
        "data/TallyMate/recording": "700",
        "data/TallyMate/recording/stream.jsonl": "600",
        # The program's own log may name them; its lock is private to it.
        "data/TallyMate/running": "700",
        "data/TallyMate/logs": "700",
        "data/TallyMate/logs/tallymate.log": "600",
    }


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_an_existing_file_keeps_its_permissions(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path, mode: int
) -> None:
    file = tmp_path / "mitel_data.json"
    file.write_text("{")
    file.chmod(mode)
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: file.read_bytes() != b"{")
    program.stop()
    (copy,) = tmp_path.glob("*.set-aside-*.json")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, copy)} == {mode}


def test_agents_of_a_hostile_file_stay_text_and_control_characters_set_it_aside(
    phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path
) -> None:
    agents = dict.fromkeys((*AGENTS, *STEERING, "a\u202eb", "a\nb", "x" * 17, ""), "idle")
    content = {"agents": agents, "groups": {"../": {}}, "paths": {}, "lastUpdate": 1e308}
    file = tmp_path / "mitel_data.json"
    file.write_text(json.dumps(content))
    program = start_program(port=phone_system.port)
    assert set(program.tiles()) == set(AGENTS)
    assert not program.window.grab().isNull()
    program.stop()
    assert set(program.file()["agents"]) == set(AGENTS)
    names = {path.name for path in tmp_path.iterdir()}
    assert names - {"mitel_data.json", "settings.ini"} == {
        path.name for path in tmp_path.glob("mitel_data.set-aside-*.json")
    }


def test_a_hostile_recording_makes_no_file_and_is_reported_in_plain_lines(program: Program) -> None:
    recording = program.home / "hostile.jsonl"
    entries = [
        entry_line(RecordingBegan(1_790_000_000.0)),
        entry_line(BytesCame(1_790_000_000.0, "../../x:1", wire(*[call("A", agent) for agent in AGENTS]))),
        b'{"at": 1e400, "from": "x:1", "data": "y"}\n',
        b'{"at": 1790000000, "from": "x:1", "data": "\\u20ac"}\n',
        b'{"at": 1790000000, "from": "' + b"x" * 1_000 + b'", "data": "y"}\n',
        b"[" * 100_000 + b"\n",
        b"\x1b[2J\n",
    ]
    recording.write_bytes(b"".join(entries))
    data_file = program.home / "mitel_data.json"
    process = program.start(
        "--headless", "--replay", str(recording), "--data-file", str(data_file), "--speed", "max"
    )
    wait_until(
        lambda: data_file.exists() and set(AGENTS) == set(json.loads(data_file.read_bytes())["agents"])
    )
    process.terminate()
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert all(line.isprintable() for line in (out + err).split("\n"))
    files = {str(path.relative_to(program.home)) for path in program.home.rglob("*") if path.is_file()}
    log = "data/TallyMate/logs/tallymate.log"
    assert files == {"hostile.jsonl", "mitel_data.json", "config/TallyMate/settings.ini", log}
    assert all(line.isprintable() for line in (program.home / log).read_text().split("\n"))
