"""Row: the CPU time of a record that arrives alone."""

import time
from collections.abc import Iterator
from typing import Final

from desktop.simulator.plan import Plan
from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program
from tests.bench.streams import Script, simulated_records
from tests.bench.table import Row

AGENTS: Final = 60
EVERY_S: Final = 0.001
MOST_TIMES: Final = 2.0
_AT_LEAST: Final = 20_000
_SETTLED_S: Final = 3.0
_US: Final = 1e6


def measure_lone_records(conditions: Conditions) -> Iterator[Row]:
    """Send records one by one, to the program without a screen and to a bare socket at once."""
    records = simulated_records(Plan(agents=AGENTS, rate=20), _AT_LEAST)
    folder = conditions.folder
    with (
        PhoneSystem() as system,
        Program(folder / "lone", system.port, None) as program,
        Process(folder / "lone-bare", "tests.bench.bare_headless", str(system.port), environment={}) as bare,
    ):
        for _ in (program, bare):
            system.wait_for_client()
        system.send(Script(AGENTS).opening)
        time.sleep(_SETTLED_S)
        before_s = [process.cpu_s() for process in (program, bare)]
        sent = _send_one_by_one(system, records, conditions.lone_s)
        time.sleep(_SETTLED_S)
        took_s = [process.cpu_s() - before for process, before in zip((program, bare), before_s, strict=True)]
    figure, minimum = (seconds / sent * _US for seconds in took_s)
    note = (
        f"{sent:,} records at least {EVERY_S * 1000:g} ms apart, {AGENTS} agents, headless, data file"
        " written; bare: a QTcpSocket on a thread that emits one signal for each read"
    )
    yield Row("CPU for a record that arrives alone", figure, "us", minimum, MOST_TIMES, note=note)


def _send_one_by_one(system: PhoneSystem, records: list[bytes], seconds: float) -> int:
    """Send a record every millisecond, never two in one segment; return how many."""
    began_s = time.monotonic()
    sent = 0
    while time.monotonic() - began_s < seconds:
        system.send(records[sent % len(records)])
        sent += 1
        time.sleep(EVERY_S)
    return sent
