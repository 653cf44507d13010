"""Rows: the program's memory, before and after a load."""

import time
from collections.abc import Iterator
from typing import Final

from desktop.simulator.floor import Plan
from installer.bench.conditions import Conditions
from installer.bench.flood import offer
from installer.bench.phone_system import PhoneSystem
from installer.bench.process import Process, Program
from installer.bench.streams import Script, simulated_records
from installer.bench.table import Row

AGENTS: Final = 60
BOARD_MB: Final = 110
HEADLESS_MB: Final = 45
GROWTH_PERCENT: Final = 5
LOAD_RATE: Final = 2_000
_SETTLED_S: Final = 3.0
_AT_LEAST: Final = 20_000


def measure_memory(conditions: Conditions) -> Iterator[Row]:
    """Look at the program with and without a board, put both under load, and look again."""
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
    floors = {"board": _bare_window(conditions), "headless": _bare_headless(conditions)}
    for (name, _, wanted), fresh, loaded in zip(programs, before, after, strict=True):
        own = fresh["Private_Clean"] + fresh["Private_Dirty"]
        note = (
            f"{AGENTS} agents; of it {own:.1f} MB its own alone, {fresh['Pss']:.1f} MB with its share of what"
        )
        note += " others use too; 1 MB is a million bytes"
        yield Row(f"memory, {name}", fresh["Rss"], "MB", wanted, floors[name], note)
        growth = (loaded["Rss"] - fresh["Rss"]) / fresh["Rss"] * 100
        note = (
            f"from {fresh['Rss']:.1f} to {loaded['Rss']:.1f} MB by {sent:,} records in"
            f" {conditions.load_s:g} s, as many as {sent / 3600:.1f} a second in an hour"
        )
        yield Row(f"memory, {name}: growth under load", growth, "%", GROWTH_PERCENT, note=note)


def _bare_window(conditions: Conditions) -> float:
    with Process(
        conditions.folder / "bare-memory",
        "installer.bench.bare_window",
        *("0", "150", "80"),
        environment=conditions.screen.environment,
    ) as window:
        window.read("first")
        return window.memory()["Rss"]


def _bare_headless(conditions: Conditions) -> float:
    with Process(conditions.folder / "bare-memory", "installer.bench.bare_headless", environment={}) as bare:
        bare.read("first")
        return bare.memory()["Rss"]
