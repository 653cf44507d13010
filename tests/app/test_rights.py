"""The program itself under file permissions that are taken away and given back."""

import json
import os
import pathlib
import shutil
import sys
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.program import PATIENCE_S, Program, wait_until
from tests.support import PhoneSystem, call, wire

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


@pytest.fixture
def bound_program(program: Program) -> Program:
    """Return the program run without root's privilege to bypass file permissions."""
    if os.geteuid() != 0:
        return program
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("rights do not bind root, and setpriv is not there to bind it")
    return replace(program, before=(setpriv, "--bounding-set=-dac_override,-dac_read_search"))


def agents(file: pathlib.Path) -> dict[str, str]:
    content: dict[str, str] = json.loads(file.read_bytes())["agents"] if file.exists() else {}
    return content


def test_losing_the_right_to_write_is_reported_and_loses_nothing(
    qtbot: QtBot, phone_system: PhoneSystem, bound_program: Program
) -> None:
    folder = bound_program.home / "share"
    file = folder / "mitel_data.json"
    folder.mkdir()
    place = ("--host", f"127.0.0.1:{phone_system.port}", "--data-file", str(file))
    process = bound_program.start("--headless", *place, "--log-level", "warning")
    assert process.stderr is not None
    try:
        qtbot.waitUntil(lambda: bool(phone_system.clients), timeout=20_000)
        phone_system.send(wire(call("A")))
        wait_until(lambda: agents(file) == {"6001": "in"})
        word, other = "in", "busy"
        for what, taken, given in ((file, 0o444, 0o644), (folder, 0o555, 0o755)):
            what.chmod(taken)
            phone_system.send(wire(call("E" if other == "busy" else "F")))
            line = process.stderr.readline()
            assert line.startswith("The data file can't be written; retrying: ")
            assert agents(file) == {"6001": word}
            what.chmod(given)
            assert process.stderr.readline() == "The data file can be written again.\n"
            wait_until(lambda other=other: agents(file) == {"6001": other})  # type: ignore[misc]
            word, other = other, "idle"
        assert process.poll() is None
    finally:
        process.terminate()
        _, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (0, "")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_without_the_right_at_the_start_it_says_so_and_leaves_the_file(
    bound_program: Program, what: str
) -> None:
    folder = bound_program.home / "share"
    file = folder / "mitel_data.json"
    folder.mkdir()
    file.write_text("theirs")
    file.chmod(0o444 if what == "file" else 0o666)
    folder.chmod(0o777 if what == "file" else 0o555)
    try:
        code, out, err = bound_program.run("--headless", "--host", "127.0.0.1", "--data-file", str(file))
    finally:
        folder.chmod(0o755)
    assert (code, out) == (2, "")
    assert err == f"tallymate: error: data file {file} can't be written: {os.strerror(13)}\n"
    assert file.read_text() == "theirs"
    assert [path.name for path in folder.iterdir()] == ["mitel_data.json"]
