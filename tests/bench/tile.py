"""Rows: from a record sent by the phone system to its tile painted."""

import random
import time
from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program
from tests.bench.samples import median, percentile
from tests.bench.streams import Script
from tests.bench.table import Row

AGENTS: Final = 60
PAUSE_S: Final = 0.05
"""Changes in quick succession are shown at display rate, 33 ms apart."""
SETTLED_S: Final = 1.0
MEDIAN_TIMES: Final = 11
WORST_TIMES: Final = 13
_MS: Final = 1e6


def measure_tile(conditions: Conditions) -> Iterator[Row]:
    """Change an agent's tile repeatedly, and wait each time until it was painted."""
    script = Script(AGENTS)
    screen = conditions.screen
    with (
        PhoneSystem() as system,
        Program(
            conditions.folder / "tile",
            system.port,
            screen.environment,
            module="tests.bench.probe",
            data_file=script.data_file(),
        ) as program,
    ):
        width, height, *tile, _ = program.read("first")
        system.wait_for_client()
        system.send(script.opening)
        time.sleep(SETTLED_S)
        program.tell("follow")
        delays = [_take(script, system, program, index) for index in range(conditions.samples)]
    bare = _bare(conditions, tile)
    note = (
        f"{len(delays)} samples, {AGENTS} agents in order of what they do, board of {width}x{height} on"
        f" {screen.name}, tiles of {'x'.join(tile)}, until Qt has sent it to the screen; bare: QTcpSocket"
        " and one widget of that size in a window as large"
    )
    yield Row("socket to tile painted, median", median(delays), "ms", median(bare), MEDIAN_TIMES, note=note)
    slowest, bare_slowest = percentile(delays, 0.99), percentile(bare, 0.99)
    yield Row("socket to tile painted, 99 %", slowest, "ms", bare_slowest, WORST_TIMES)


def _take(script: Script, system: PhoneSystem, program: Program, index: int) -> float:
    """Take one sample in milliseconds."""
    time.sleep(PAUSE_S + random.uniform(0, 0.05))
    agent_id = script.anew[index % len(script.anew)]
    record, is_busy = script.toggle(agent_id)
    sent_ns = time.monotonic_ns()
    system.send(record)
    while True:
        painted, state, painted_ns = program.read("painted")
        if painted == agent_id and (state == "make_busy") == is_busy and int(painted_ns) > sent_ns:
            return (int(painted_ns) - sent_ns) / _MS


def _bare(conditions: Conditions, tile: list[str]) -> list[float]:
    """Measure the same with one widget."""
    delays = []
    environment = conditions.screen.environment
    with (
        PhoneSystem() as system,
        Process(
            conditions.folder / "bare",
            "tests.bench.bare_window",
            str(system.port),
            *tile,
            environment=environment,
        ) as window,
    ):
        system.wait_for_client()
        window.read("first")
        for _ in range(conditions.samples):
            time.sleep(random.uniform(0.02, 0.04))
            sent_ns = time.monotonic_ns()
            system.send(b"\n")
            delays.append((int(window.read("painted")[0]) - sent_ns) / _MS)
    return delays
