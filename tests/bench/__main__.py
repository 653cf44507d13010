"""How fast and how small the program is, in one table: ``python3 installer/dev.py bench``."""

import argparse
import pathlib
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

from tests.bench.alerts import measure_alerts
from tests.bench.conditions import Conditions
from tests.bench.data_file import measure_data_file
from tests.bench.decode import LostRecordsError, measure_apply, measure_decode
from tests.bench.flood import measure_flood
from tests.bench.machine import Machine
from tests.bench.memory import measure_memory
from tests.bench.screen import Screen
from tests.bench.second_board import measure_second_board
from tests.bench.standing_still import measure_standing_still
from tests.bench.start import measure_start
from tests.bench.table import Row, write_table
from tests.bench.tile import measure_tile
from tests.bench.wall import measure_wall

SECTIONS: Final[dict[str, Callable[[Conditions], Iterator[Row]]]] = {
    "decode": measure_decode,
    "apply": measure_apply,
    "alerts": measure_alerts,
    "file": measure_data_file,
    "tile": measure_tile,
    "flood": measure_flood,
    "still": measure_standing_still,
    "memory": measure_memory,
    "start": measure_start,
    "second": measure_second_board,
    "wall": measure_wall,
}


def main() -> int:
    """Measure what was asked for and print the table.

    A figure that was missed is no error; a measurement that failed is, and what was measured before it is
    printed all the same.
    """
    options = _options()
    if sys.platform != "linux":
        print("The benchmark reads what only Linux tells of a process.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is stopped on the way out
    machine = Machine()
    rows: list[Row] = []
    try:
        _measure(options, rows)
        code = 0
    except (OSError, LostRecordsError) as error:
        print(f"dev.py bench: {error}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    print(machine.describe())
    print(write_table(rows))
    return code


def _measure(options: argparse.Namespace, rows: list[Row]) -> None:
    with tempfile.TemporaryDirectory(prefix="tallymate-bench-") as name:
        folder = pathlib.Path(name)
        with Screen(folder) as screen:
            conditions = Conditions(
                folder, screen, options.seconds, options.flood_s, options.load_s, options.samples
            )
            for section in dict.fromkeys(options.sections or SECTIONS):
                print(f"Measuring: {section} ...", file=sys.stderr, flush=True)
                rows.extend(SECTIONS[section](conditions))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Measures the program on this machine and prints one table.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; none for all")
    add("--seconds", type=float, default=30.0, help="how long the program is watched standing still")
    add("--flood-s", type=float, default=10.0, help="how long 10,000 records a second are offered")
    add("--load-s", type=float, default=30.0, help="how long the load lasts that stands for an hour")
    add("--samples", type=int, default=200, help="how many times a delay is taken")
    options = parser.parse_args()
    unknown = [section for section in options.sections if section not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
