"""The program itself, stopped for longer than a line may be silent, as by a frozen computer."""

import json
import pathlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.program import PATIENCE_S, Program
from tests.support import PhoneSystem, call, wire

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

SILENT_AFTER_S = 5
STOPPED_MS = 6_500


class StoppableProgram:
    """A program that can be suspended, and its detail file."""

    def __init__(self, process: "subprocess.Popen[str]", file: pathlib.Path) -> None:
        self.process = process
        self.file = file

    @property
    def detail(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.file.read_bytes()) if self.file.exists() else {"agents": {}}
        return content

    def stop_for_a_while(self, qtbot: QtBot) -> None:
        self.process.send_signal(signal.SIGSTOP)
        try:
            qtbot.wait(STOPPED_MS)
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def running(program: Program, phone_system: PhoneSystem) -> Iterator[StoppableProgram]:
    settings = program.home / "settings.ini"
    settings.write_text(f"[phone system]\nsilent_after_s = {SILENT_AFTER_S}\nreconnect_after_s = 0\n")
    file = program.home / "detail.json"
    place = ("--host", f"127.0.0.1:{phone_system.port}", "--detail-file", str(file))
    process = program.start("--headless", *place, "--settings", str(settings))
    try:
        yield StoppableProgram(process, file)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0


def test_figures_from_before_the_stop_never_look_live_afterwards(
    qtbot: QtBot, phone_system: PhoneSystem, program: Program
) -> None:
    with running(program, phone_system) as stopped:
        qtbot.waitUntil(lambda: bool(phone_system.clients), timeout=20_000)
        phone_system.send(wire(call("A")))
        qtbot.waitUntil(lambda: "6001" in stopped.detail["agents"], timeout=20_000)
        assert not stopped.detail["stale"]
        before = stopped.file.read_bytes()
        stopped.stop_for_a_while(qtbot)
        said: list[bytes] = []

        def is_said() -> bool:
            said.append(stopped.file.read_bytes())
            return said[-1] != before

        qtbot.waitUntil(is_said, timeout=3_000)
        after = json.loads(said[-1])
        assert (after["connection"], after["stale"]) == ("silent", True)
        phone_system.send(wire(call("E")))
        qtbot.waitUntil(lambda: not stopped.detail["stale"])
        assert stopped.detail["agents"]["6001"]["state"] == "make_busy"


def test_data_that_arrived_meanwhile_is_read_and_the_line_s_end_is_noticed(
    qtbot: QtBot, phone_system: PhoneSystem, program: Program
) -> None:
    with running(program, phone_system) as stopped:
        qtbot.waitUntil(lambda: bool(phone_system.clients), timeout=20_000)
        phone_system.send(wire(call("A")))
        qtbot.waitUntil(lambda: "6001" in stopped.detail["agents"], timeout=20_000)
        stopped.process.send_signal(signal.SIGSTOP)
        try:
            phone_system.send(wire(call("E")))
            phone_system.close()
            qtbot.waitUntil(lambda: not phone_system.clients)
        finally:
            stopped.process.send_signal(signal.SIGCONT)
        qtbot.waitUntil(lambda: stopped.detail["stale"])
        agent = stopped.detail["agents"]["6001"]
        assert (stopped.detail["connection"], agent["state"]) == ("lost", "make_busy")
        assert not agent["confirmed"]
