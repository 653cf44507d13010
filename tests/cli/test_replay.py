"""``tallymate replay`` as a person meets it: the program itself, in a process of its own."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.recording.entries import BytesCame, BytesDropped, Entry, RecordingBegan, entry_line
from tests.support import call, wire

ROOT = pathlib.Path(__file__).parent.parent.parent
CAPTURE = ROOT / "tests" / "captures" / "floor-24.rte"
PATIENCE_S = 30.0
ONE, TWO = wire(call("A")), wire(call("B"))


def start(*options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", "replay", *map(str, options)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "TZ": "UTC"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(*options: object) -> Iterator[list[str]]:
    """Run it; return its output. It must end cleanly when told to."""
    process = start(*options)
    assert process.stdout is not None
    said: list[str] = []
    try:
        while not said or not said[-1].startswith("Each client"):
            said.append(process.stdout.readline().rstrip("\n"))
            assert said[-1], process.communicate(timeout=PATIENCE_S)
        yield said
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (0, "")


def refused(*options: object) -> str:
    process = start(*options)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (2, "")
    assert re.fullmatch(r"tallymate: error: [^\n]+\n", err)
    return err


def free_ports(count: int) -> int:
    """Return the first of some consecutive free ports."""
    for port in range(20_000 + os.getpid() % 10_000, 60_000, count):
        try:
            for number in range(count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + number))
        except OSError:
            continue
        return port
    pytest.fail("no free ports")


def received(port: int, size: int) -> bytes:
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as client:
        while len(got) < size:
            piece = client.recv(65_536)
            assert piece, "it hung up"
            got += piece
    return got


def recording(folder: pathlib.Path, *entries: Entry) -> pathlib.Path:
    path = folder / "line.rec"
    path.write_bytes(b"".join(map(entry_line, (RecordingBegan(1000), *entries))))
    return path


def test_a_raw_file_is_served(tmp_path: pathlib.Path) -> None:
    raw = CAPTURE.read_bytes()
    bare = tmp_path / "bare.rte"
    bare.write_bytes(raw.replace(b"\x02", b""))
    port = free_ports(1)
    with serving(bare, "--port", port, "--speed", "max") as said:
        assert received(port, len(raw)) == raw
        assert received(port, len(raw)) == raw
    records = "975 records"
    assert said == [
        f"Raw stream: {records}, 11 min 54 s from 08:00:00 by the phone system's clock, on 127.0.0.1:{port}.",
        (
            "Each client gets it from the beginning, as fast as it reads;"
            " at the end the line stays open and silent."
        ),
    ]


def test_each_phone_system_of_a_recording_has_a_port_of_its_own(tmp_path: pathlib.Path) -> None:
    path = recording(
        tmp_path,
        BytesCame(1_790_000_000, "a:1", ONE),
        BytesCame(1_790_000_001, "b:1", TWO),
        BytesCame(1_790_000_090, "a:1", TWO),
        BytesDropped(1_790_000_091, 3),
    )
    with path.open("ab") as file:
        file.write(b'{"at": 1790')
    port = free_ports(2)
    with serving(path, "--port", port, "--loop") as said:
        assert received(port, len(ONE)) == ONE
        assert received(port + 1, len(TWO)) == TWO
    assert said == [
        f"Recording of a:1: 2 records, 1 min 30 s from 2026-09-21 14:13:20, on 127.0.0.1:{port}.",
        f"Recording of b:1: 1 record, 0 s from 2026-09-21 14:13:21, on 127.0.0.1:{port + 1}.",
        "Damaged lines in the recording, left out: 1.",
        "Bytes that came but could not be written when it was recorded: 3.",
        "Each client gets it from the beginning, at 1 times the speed; at the end the line starts again.",
    ]
    with serving(path, "--port", port, "--from", "b:1") as said:
        assert received(port, len(TWO)) == TWO
    assert said[0].startswith("Recording of b:1: ")
    err = refused(path, "--from", "c:1")
    assert err == "tallymate: error: the recording holds nothing from c:1, only from a:1, b:1\n"
    assert "need as many ports" in refused(path, "--port", 65535)


def test_an_unplayable_file_is_reported_in_one_line_with_exit_code_2(tmp_path: pathlib.Path) -> None:
    (tmp_path / "empty").touch()
    assert "No such file" in refused(tmp_path / "nowhere")
    assert "is a folder" in refused(tmp_path)
    assert "is empty" in refused(tmp_path / "empty")
    assert "is neither a recording" in refused(ROOT / "resources" / "board.png")
    assert "is neither a recording" in refused(ROOT / "README.md")
    assert "holds nothing" in refused(recording(tmp_path))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--speed", "0"], "0.0 is not from 0.01 to 1000"),
        (["--speed", "fast"], "'fast' is not a number"),
        (["--port", "0"], "0 is not from 1 to 65535"),
        (["--listen", "300.1.1.1", "--port", "25373"], "can't listen on 300.1.1.1:25373"),
    ],
)
def test_a_wrong_option_is_reported_in_one_line_with_exit_code_2(options: list[str], words: str) -> None:
    assert words in refused(CAPTURE, *options)


def test_a_port_in_use_is_reported() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"can't listen on 127.0.0.1:{port}" in refused(CAPTURE, "--port", port)
