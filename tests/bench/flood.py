"""Rows: 10,000 records a second, with the board on the screen."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.simulator.plan import Plan
from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program
from tests.bench.streams import round_robin, simulated_records
from tests.bench.table import Row

RATE: Final = 10_000
SLICE_S: Final = 0.01
AGENTS: Final = 60
GAP_TIMES: Final = 6
NO_MORE_S: Final = 5.0
"""After this time without a record, no more are expected."""
_AT_LEAST: Final = 20_000


@dataclass(frozen=True, slots=True)
class ReceivedCounts:
    """The program's own counts of what it received.

    Attributes:
        records: Records given to the floor.
        lost: Record numbers that were skipped.
        unreadable: Records that could not be read.
        agents: Agents on the floor.
        gap_ms: The longest time for which the event loop was blocked.

    """

    records: int
    lost: int
    unreadable: int
    agents: int
    gap_ms: float

    @classmethod
    def asked_of(cls, program: Program) -> "ReceivedCounts":
        """Ask the program for its counts."""
        program.tell("figures")
        records, lost, unreadable, agents, gap_ms = program.read("figures")
        return cls(int(records), int(lost), int(unreadable), int(agents), float(gap_ms))

    def missing(self, sent: int) -> int:
        """Return how many records did not arrive as sent, by the count that shows the most."""
        return max(abs(sent - self.records), self.lost, self.unreadable)


def measure_flood(conditions: Conditions) -> Iterator[Row]:
    """Send the records, to a bare window too, then wait until the floor got all that arrived."""
    records = simulated_records(Plan(agents=AGENTS, rate=20), _AT_LEAST)
    screen = conditions.screen
    with (
        PhoneSystem() as system,
        Program(
            conditions.folder / "flood", system.port, screen.environment, module="tests.bench.probe"
        ) as program,
        Process(
            conditions.folder / "flood-bare",
            "tests.bench.bare_window",
            *(str(system.port), "150", "80"),
            environment=screen.environment,
        ) as bare,
    ):
        width, height, *_ = program.read("first")
        bare.read("first")
        for process in (program, bare):
            system.wait_for_client()
            process.tell("quiet")
        system.send(round_robin(records, 0, len(records)))
        wait_for(program, len(records))
        for process in (program, bare):
            process.tell("reset")
        busy_s = program.cpu_s()
        began_s = time.monotonic()
        sent = offer(system, records, RATE, conditions.flood_s)
        took_s = time.monotonic() - began_s
        got = wait_for(program, len(records) + sent)
        share = (program.cpu_s() - busy_s) / took_s
        bare.tell("figures")
        bare_ms = float(bare.read("figures")[0])
    note = (
        f"{sent:,} sent in {took_s:.1f} s ({sent / took_s:,.0f} /s) to a board of {got.agents} agents and"
        f" {width}x{height} on {screen.name}; it took {share:.0%} of a core;"
        " bare: a window that paints one tile for what it reads"
    )
    yield Row("flood: records lost", got.missing(len(records) + sent), "", most=0, note=note)
    yield Row("flood: window did not answer for", got.gap_ms, "ms", bare_ms, GAP_TIMES)


def offer(system: PhoneSystem, records: list[bytes], rate: int, seconds: float) -> int:
    """Send so many records a second, in slices; return how many were sent."""
    sent = 0
    began_s = time.monotonic()
    for number in range(round(seconds / SLICE_S)):
        wait_s = began_s + number * SLICE_S - time.monotonic()
        if wait_s > 0:
            time.sleep(wait_s)
        count = round(rate * SLICE_S)
        system.send(round_robin(records, sent, count))
        sent += count
    return sent


def wait_for(program: Program, records: int) -> ReceivedCounts:
    """Wait until the floor got so many records, or no more arrive; return the counts."""
    got = ReceivedCounts.asked_of(program)
    grew_s = time.monotonic()
    while got.records < records and time.monotonic() - grew_s < NO_MORE_S:
        time.sleep(0.05)
        before, got = got, ReceivedCounts.asked_of(program)
        if got.records > before.records:
            grew_s = time.monotonic()
    return got
