"""Rows: the program's memory, before and after a load."""

import time
from collections.abc import Iterator
from typing import Final

from desktop.simulator.plan import Plan
from tests.bench.conditions import Conditions
from tests.bench.flood import offer
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program
from tests.bench.streams import Script, simulated_records
from tests.bench.table import Row

AGENTS: Final = 60
BOARD_MB: Final = 95
HEADLESS_MB: Final = 42
GROWTH_PERCENT: Final = 5
HOUR_S: Final = 3600
LOAD_RATE: Final = 2_000
_SETTLED_S: Final = 3.0
_AT_LEAST: Final = 20_000


def measure_memory(conditions: Conditions) -> Iterator[Row]:
    """Measure the program with and without a board, before and after a load."""
    script = Script(AGENTS)
    records = simulated_records(Plan(agents=AGENTS, rate=20), _AT_LEAST)
    screen = conditions.screen
    with (
        PhoneSystem() as system,
        Program(conditions.folder / "board-memory", system.port, screen.environment) as board,
        Program(conditions.folder / "headless-memory", system.port, None) as headless,
    ):
        programs = (("board", board, BOARD_MB), ("headless", headless, HEADLESS_MB))
        for _ in programs:
            system.wait_for_client()
        system.send(script.opening)
        time.sleep(_SETTLED_S)
        before = [program.memory() for _, program, _ in programs]
        sent = offer(system, records, LOAD_RATE, conditions.load_s)
        time.sleep(_SETTLED_S)
        after = [program.memory() for _, program, _ in programs]
    minima = (_bare_window(conditions), _bare_headless(conditions))
    load = (
        f"{sent:,} records in {conditions.load_s:g} s, as many as {sent / HOUR_S:.1f} a second in an hour;"
        " 1 MB is a million bytes"
    )
    for (name, _, most), bare, fresh, loaded in zip(programs, minima, before, after, strict=True):
        note = f"{AGENTS} agents; {_parts(fresh)}"
        yield Row(f"memory, {name}", fresh["Rss"], "MB", bare, most=most, note=note)
        yield Row(f"memory, {name}, after a load", loaded["Rss"], "MB", note=f"{load}; {_parts(loaded)}")
        growth = (loaded["Rss"] - fresh["Rss"]) / fresh["Rss"] * 100
        yield Row(f"memory, {name}: growth by the load", growth, "%", most=GROWTH_PERCENT)


def _parts(memory: dict[str, float]) -> str:
    own = memory["Private_Clean"] + memory["Private_Dirty"]
    return f"{own:.1f} MB are its own alone, {memory['Pss']:.1f} MB with its share of what others use too"


def _bare_window(conditions: Conditions) -> float:
    with Process(
        conditions.folder / "bare-memory",
        "tests.bench.bare_window",
        *("0", "150", "80"),
        environment=conditions.screen.environment,
    ) as window:
        window.read("first")
        return window.memory()["Rss"]


def _bare_headless(conditions: Conditions) -> float:
    with Process(conditions.folder / "bare-memory", "tests.bench.bare_headless", "0", environment={}) as bare:
        bare.read("first")
        return bare.memory()["Rss"]
