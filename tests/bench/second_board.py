"""Rows: memory and CPU of a second board with its own window."""

import time
from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Program
from tests.bench.screen import SIZE
from tests.bench.standing_still import AGENTS, SETTLED_S, bare_clock, send_reports
from tests.bench.streams import Script
from tests.bench.table import Row

MEMORY_MB: Final = 12
STILL_TIMES: Final = 3
_BYTES_OF_PIXEL: Final = 4


def measure_second_board(conditions: Conditions) -> Iterator[Row]:
    """Watch the program with one board and with two, both at once, while only reports come."""
    script = Script(AGENTS)
    environment = conditions.screen.environment
    folder = conditions.folder
    with (
        PhoneSystem() as system,
        Program(folder / "one-board", system.port, environment) as one,
        Program(folder / "two-boards", system.port, environment, boards=2) as two,
        bare_clock(conditions) as bare,
    ):
        for _ in (one, two):
            system.wait_for_client()
        system.send(script.opening + script.reports())
        time.sleep(SETTLED_S)
        before_s = [process.cpu_s() for process in (one, two, bare)]
        began_s = time.monotonic()
        send_reports(script, system, conditions.seconds)
        took_s = time.monotonic() - began_s
        first_s, both_s, bare_s = (
            process.cpu_s() - before for process, before in zip((one, two, bare), before_s, strict=True)
        )
        first_mb, both_mb = (program.memory()["Rss"] for program in (one, two))
    width, height = SIZE
    picture_mb = width * height * _BYTES_OF_PIXEL / 1e6
    note = f"{AGENTS} agents on both, {width}x{height} each; bare: the picture of such a window"
    yield Row("memory, a second board", both_mb - first_mb, "MB", picture_mb, most=MEMORY_MB, note=note)
    second, bare_share = (both_s - first_s) / took_s * 100, bare_s / took_s * 100
    yield Row("standing still, a second board", second, "%", bare_share, STILL_TIMES)
