"""Row: the memory retained after every window was opened and closed once."""

import time
from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Program
from tests.bench.streams import Script
from tests.bench.table import Row

AGENTS: Final = 60
MOST_MB: Final = 8
_SETTLED_S: Final = 3.0


def measure_windows(conditions: Conditions) -> Iterator[Row]:
    """Measure the memory before and after every window was opened and closed."""
    script = Script(AGENTS)
    environment = conditions.screen.environment
    with (
        PhoneSystem() as system,
        Program(
            conditions.folder / "windows", system.port, environment, module="tests.bench.outside"
        ) as program,
    ):
        program.read("first")
        system.wait_for_client()
        system.send(script.opening + script.reports())
        time.sleep(_SETTLED_S)
        before_mb = program.memory()["Rss"]
        for word, name, most in (
            ("windows", "memory kept by windows that were closed", MOST_MB),
            ("pages", "... that were closed again, with all pages seen", None),
        ):
            program.tell(word)
            titles = program.read(word)
            time.sleep(_SETTLED_S)
            kept_mb = program.memory()["Rss"] - before_mb
            note = f"{AGENTS} agents; {', '.join(title.replace('_', ' ') for title in titles)}"
            yield Row(name, kept_mb, "MB", most=most, note=note)
