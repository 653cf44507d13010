"""Rows: the program's share of a core while idle."""

import time
from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program, cpu_s
from tests.bench.streams import Script
from tests.bench.table import Row

AGENTS: Final = 60
REPORT_EVERY_S: Final = 15.0
BOARD_TIMES: Final = 3
HEADLESS_TIMES: Final = 3
CLOCK: Final = ("10", "6", "170", "150", "clock")
"""The bare minimum of a board of 60 agents: a word painted on each tile each second."""
SETTLED_S: Final = 4.0


def measure_standing_still(conditions: Conditions) -> Iterator[Row]:
    """Watch the program with and without a board, and both bare minima, at once, while only reports come."""
    script = Script(AGENTS)
    screen = conditions.screen
    with (
        PhoneSystem() as system,
        Program(conditions.folder / "board", system.port, screen.environment) as board,
        Program(conditions.folder / "headless", system.port, None) as headless,
        bare_clock(conditions) as bare_board,
        Process(
            conditions.folder / "headless-bare",
            "tests.bench.bare_headless",
            str(system.port),
            environment={},
        ) as bare_headless,
    ):
        for _ in (board, headless, bare_headless):
            system.wait_for_client()
        watched = (board, headless, bare_board, bare_headless)
        system.send(script.opening + script.reports())
        time.sleep(SETTLED_S)
        server = screen.process.pid if screen.process is not None else None
        server_before_s = cpu_s(server) if server else 0.0
        before_s = [process.cpu_s() for process in watched]
        began_s = time.monotonic()
        sets = send_reports(script, system, conditions.seconds)
        took_s = time.monotonic() - began_s
        after_s = [process.cpu_s() for process in watched]
        server_s = cpu_s(server) - server_before_s if server else 0.0
    shares = [(after - before) / took_s * 100 for before, after in zip(before_s, after_s, strict=True)]
    note = (
        f"{AGENTS} agents, {took_s:.0f} s with a clock tick each, a set of group and path reports every"
        f" {REPORT_EVERY_S:.0f} s (so many came: {sets}), board of 1920x1080 on {screen.name}"
    )
    if server:
        note += f", which takes {server_s / took_s:.2%} more"
    note += "; bare: a window that writes a word on 60 tiles each second; a socket on a thread"
    yield Row("standing still, board", shares[0], "%", shares[2], BOARD_TIMES, note=note)
    yield Row("standing still, headless", shares[1], "%", shares[3], HEADLESS_TIMES)


def bare_clock(conditions: Conditions) -> Process:
    """Start the bare minimum of a board that ticks once a second."""
    folder = conditions.folder / "clock"
    return Process(folder, "tests.bench.bare_wall", *CLOCK, environment=conditions.screen.environment)


def send_reports(script: Script, system: PhoneSystem, seconds: float) -> int:
    """Send reports for so long as a quiet phone system does; return the number of sets."""
    end_s = time.monotonic() + seconds
    sets = 0
    while (left_s := end_s - time.monotonic()) > 0:
        system.send(script.reports())
        sets += 1
        time.sleep(min(REPORT_EVERY_S, left_s))
    return sets
