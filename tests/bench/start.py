"""Rows: from the start of the process to the first board that was painted."""

from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program
from tests.bench.samples import median
from tests.bench.streams import Script
from tests.bench.table import Row

AGENTS: Final = 60
STARTS: Final = 7
MOST_TIMES: Final = 2.5
_S: Final = 1e9


def measure_start(conditions: Conditions) -> Iterator[Row]:
    """Start the program and the bare window in turns; the first starts only warm the disk cache."""
    data_file = Script(AGENTS).data_file()
    pairs = [(_start(conditions, data_file), _start_bare(conditions)) for _ in range(STARTS + 1)][1:]
    starts, bare = [start for start, _ in pairs], [start for _, start in pairs]
    note = (
        f"{STARTS} starts with {AGENTS} agents in the last file, board of 1920x1080 on"
        f" {conditions.screen.name}; bare: Qt with an empty window"
    )
    yield Row("start to first board, median", median(starts), "s", median(bare), MOST_TIMES, note=note)
    yield Row("start to first board, best", min(starts), "s", min(bare), MOST_TIMES)


def _start(conditions: Conditions, data_file: bytes) -> float:
    environment = conditions.screen.environment
    with (
        PhoneSystem() as system,
        Program(
            conditions.folder / "start",
            system.port,
            environment,
            module="tests.bench.outside",
            data_file=data_file,
        ) as program,
    ):
        painted_ns = int(program.read("first")[0])
        return (painted_ns - program.started_ns) / _S


def _start_bare(conditions: Conditions) -> float:
    with Process(
        conditions.folder / "start-bare",
        "tests.bench.bare_window",
        *("0", "150", "80"),
        environment=conditions.screen.environment,
    ) as window:
        return (int(window.read("first")[0]) - window.started_ns) / _S
