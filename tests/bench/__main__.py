"""How fast and how small the program is, in one table: ``python3 installer/dev.py bench``.

Figures are judged as multiples of the bare minimum of the same run, so the verdict is the same on a slower
machine; memory and counts, which do not depend on speed, by themselves.

``--program FOLDER`` measures the program of another checkout, such as that of an older version, as far as a
section runs it as it is: lone, file, still, memory, windows, start and second.
"""

import argparse
import importlib
import os
import pathlib
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.decode import LostRecordsError
from tests.bench.machine import Machine
from tests.bench.screen import Screen
from tests.bench.table import Row, write_readme_table, write_table

ROOT: Final = pathlib.Path(__file__).resolve().parents[2]
SECTIONS: Final = {
    "decode": "decode.measure_decode",
    "apply": "decode.measure_apply",
    "alerts": "alerts.measure_alerts",
    "lone": "lone_records.measure_lone_records",
    "file": "data_file.measure_data_file",
    "tile": "tile.measure_tile",
    "flood": "flood.measure_flood",
    "still": "standing_still.measure_standing_still",
    "memory": "memory.measure_memory",
    "windows": "windows.measure_windows",
    "start": "start.measure_start",
    "second": "second_board.measure_second_board",
    "wall": "wall.measure_wall",
}
"""Modules and functions; imported when their turn comes, since another checkout may lack what one needs."""


def main() -> int:
    """Measure what was asked for and print the table.

    A missed limit is no error. A failed measurement is one; the results before it are printed all the same.
    """
    options = _options()
    if sys.platform != "linux":
        print("The benchmark needs figures of processes that only Linux provides.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is stopped at the end
    if options.program is not None:
        os.environ["PYTHONPATH"] = str(ROOT)
        os.chdir(options.program)
    machine = Machine()
    rows: list[Row] = []
    try:
        _measure(options, rows)
        code = 0
    except (OSError, ImportError, LostRecordsError) as error:
        print(f"dev.py bench: {error}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    print(machine.describe())
    print(write_readme_table(rows) if options.readme else write_table(rows))
    return code


def _measure(options: argparse.Namespace, rows: list[Row]) -> None:
    with tempfile.TemporaryDirectory(prefix="tallymate-bench-") as name:
        folder = pathlib.Path(name)
        with Screen(folder) as screen:
            conditions = Conditions(
                folder,
                screen,
                options.seconds,
                options.flood_s,
                options.load_s,
                options.lone_s,
                options.samples,
            )
            for section in dict.fromkeys(options.sections or SECTIONS):
                print(f"Measuring: {section} ...", file=sys.stderr, flush=True)
                rows.extend(_section(section)(conditions))


def _section(name: str) -> Callable[[Conditions], Iterator[Row]]:
    module, function = SECTIONS[name].split(".")
    measure: Callable[[Conditions], Iterator[Row]] = getattr(
        importlib.import_module(f"tests.bench.{module}"), function
    )
    return measure


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
    add("--lone-s", type=float, default=15.0, help="how long records arrive one by one")
    add("--samples", type=int, default=200, help="how many times a delay is taken")
    add("--readme", action="store_true", help="print the table as it stands in the README")
    add("--program", type=pathlib.Path, help="a checkout whose program is measured in place of this one")
    options = parser.parse_args()
    unknown = [section for section in options.sections if section not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
