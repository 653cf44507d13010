"""On a console, received text neither forges a line nor controls the terminal."""

import json
import pathlib
import socket
import subprocess
import threading
from collections.abc import Iterator

import pytest

from desktop.acd.plain_text import printable
from desktop.recording.entries import BytesCame, Entry, RecordingBegan, entry_line
from tests.program import PATIENCE_S, Program, wait_until
from tests.security.hostile import AGENTS, STEERING, calls, refused_calls, steering_calls
from tests.support import call, wire

LAST = wire(call("A", "6999"))
STREAM = wire(*calls(), *steering_calls(), *refused_calls()) + b"\x1b[2J\x9b31m forged\x0b\x85\r\n" + LAST


@pytest.fixture
def port() -> Iterator[int]:
    """Run a phone system that sends a hostile stream to each client; return its port."""
    is_over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)

        def serve() -> None:
            clients = []
            while not is_over.is_set():
                try:
                    clients.append(listener.accept()[0])
                except TimeoutError:
                    continue
                clients[-1].sendall(STREAM)
            for client in clients:
                client.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        is_over.set()
        thread.join()


def ended(process: "subprocess.Popen[str]") -> tuple[list[str], list[str]]:
    """End a program; return the lines of its two outputs, split only at line feeds."""
    process.terminate()
    out, err = process.communicate(timeout=PATIENCE_S)
    return out.split("\n"), err.split("\n")


def is_plain(lines: list[str]) -> bool:
    return all(line.isprintable() for line in lines)


def test_headless_prints_one_line_for_each_decoded_record(program: Program, port: int) -> None:
    data_file = program.home / "mitel_data.json"
    process = program.start("--headless", "--host", f"127.0.0.1:{port}", "--data-file", str(data_file))
    wait_until(lambda: data_file.exists() and "6999" in json.loads(data_file.read_bytes())["agents"])
    out, err = ended(process)
    assert is_plain(out + err)
    told = [line for line in out if line.startswith("Agent ")]
    assert told[: len(AGENTS)] == [f"Agent {agent} answered an ACD call by path {agent}" for agent in AGENTS]
    assert len(told) == len(AGENTS) + len(STEERING) + 1
    others = [line for line in out if line and not line.startswith("Agent ")]
    assert [line.split(":")[0].split(" to ")[0] for line in others] == [
        "Data file",
        "Connecting",
        "Connected",
    ]
    assert [line.split(",")[0] for line in err if line] == ["Unreadable bytes received"] * 2
    assert process.returncode == 0


def test_a_check_shows_received_text_escaped(program: Program, port: int) -> None:
    code, out, err = program.run("check", f"127.0.0.1:{port}", "--seconds", "1")
    assert (code, err) == (0, "")
    lines = out.split("\n")
    assert is_plain(lines)
    records = [line for line in lines if line.startswith("08:30:00 ")]
    assert len(records) == len(AGENTS) + len(STEERING) + 1
    assert [line for line in records if "\\x1b[2J]" in line]
    assert [line for line in records if "<img src=x>../../x%s{0}$(id)\"'&amp;]" in line]


def test_a_recording_is_written_only_to_its_own_file(program: Program, port: int) -> None:
    folder = program.home / "kept \x1b[2J"
    folder.mkdir()
    process = program.start("record", str(folder / "a.jsonl"), "--host", f"127.0.0.1:{port}")
    kept = folder / "a.jsonl"
    wait_until(lambda: kept.exists() and b"6999" in kept.read_bytes())
    out, err = ended(process)
    assert is_plain(out + err)
    assert [line for line in out if line.endswith(f" recorded in {printable(str(folder))}/a.jsonl.")]
    assert [path.name for path in folder.iterdir()] == ["a.jsonl"]
    assert sorted(
        str(path.relative_to(program.home)) for path in program.home.rglob("*") if path.is_file()
    ) == [
        "config/TallyMate/settings.ini",
        "kept \x1b[2J/a.jsonl",
    ]


def test_no_name_in_a_recording_controls_the_terminal_or_forges_a_line(
    program: Program, tmp_path: pathlib.Path
) -> None:
    sources = ["a\x1b[2J:1", "a\nb:1", "a\u202eb:1", "<b>&{0}%s:1"]
    recording = tmp_path / "hostile.jsonl"
    entries: list[Entry] = [BytesCame(1_790_000_000.0, source, LAST) for source in sources]
    began = entry_line(RecordingBegan(1_790_000_000.0))
    recording.write_bytes(began + b"".join(map(entry_line, entries)))
    code, out, err = program.run("replay", str(recording), "--from", "nobody\x1b[2J:1")
    assert (code, out) == (2, "")
    assert err == (
        "tallymate: error: the recording holds nothing from nobody\\x1b[2J:1, only from <b>&{0}%s:1\n"
    )


@pytest.mark.parametrize(
    "content",
    [
        "[\x1b[2J]\nx\x9b = 1\n",
        "[phone system]\nhost = \x1b[2J\n",
        "[phone system]\n\x1b[2J\n",
        "\x1b[2J = 1\n",
        "[board]\norder = state\n[board]\n",
        "[board]\norder = a\u202eb\n",
        "[files]\ndata_file = /\x1b[2J/x\n",
    ],
)
def test_a_hostile_settings_file_is_reported_in_plain_lines(program: Program, content: str) -> None:
    settings = program.home / "settings.ini"
    settings.write_text(content, encoding="utf-8")
    # Nothing listens on port 1; the program is ended by a signal.
    process = program.start("--headless", "--host", "127.0.0.1:1", "--settings", str(settings))
    assert process.stderr is not None
    first = process.stderr.readline()
    out, err = ended(process)
    assert first.startswith(("tallymate: error: ", f"settings file {settings}"))
    assert is_plain([first.removesuffix("\n"), *out, *err])
