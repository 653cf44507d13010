"""python3 installer/dev.py fuzz: tries random inputs for a given time, or replays a kept one."""

import argparse
import pathlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.fuzz.cases import Case, Target
from tests.fuzz.floods import FLOOR_FLOODS, STREAM_FLOODS, check_floor_flood, check_stream_flood
from tests.fuzz.properties import BrokenError, Coverage
from tests.fuzz.run import Failure, case_of, find_fault, smallest

KEPT_IN: Final = pathlib.Path("build/fuzz")
FLOOD_BYTES: Final = 4 * 1024 * 1024
ROUND: Final = 50
"""Inputs of one target before the next one."""


@dataclass(slots=True)
class Tally:
    """The inputs tried on one target."""

    tried: int = 0
    spent_s: float = 0.0
    seen: Coverage = field(default_factory=Coverage)


def main(arguments: Sequence[str]) -> int:
    """Run the fuzzer; return exit code 1 if a property does not hold."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to try inputs")
    parser.add_argument("--seed", type=int, help="the same seed tries the same inputs; default: the time")
    parser.add_argument("--replay", type=pathlib.Path, metavar="FILE", help="try an input that was kept")
    options = parser.parse_args(arguments)
    if options.replay is not None:
        return _replay(options.replay)
    seed = time.time_ns() if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    floods_hold = _try_floods()
    return 0 if _try_inputs(seed, options.seconds) and floods_hold else 1


def _replay(path: pathlib.Path) -> int:
    fault = find_fault(Case.from_text(path.read_text(encoding="ascii")), Coverage())
    print(fault or "every property holds")
    return 1 if fault else 0


def _try_floods() -> bool:
    hold = True
    for flood in (*STREAM_FLOODS, *FLOOR_FLOODS):
        name = "floor" if flood in FLOOR_FLOODS else "decoder"
        try:
            check = check_floor_flood if flood in FLOOR_FLOODS else check_stream_flood
            said = f"holds {check(flood, FLOOD_BYTES)} bytes"
        except BrokenError as error:
            hold = False
            said = f"BROKEN: {error}"
        print(f"{FLOOD_BYTES // 2**20} MB of {flood.name}: the {name} {said}", flush=True)
    return hold


def _try_inputs(seed: int, seconds: float) -> bool:
    """Try inputs for that time and keep the failing ones; return whether none failed."""
    tallies = {target: Tally() for target in Target}
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for target, tally in tallies.items():
            began = time.monotonic()
            for number in range(tally.tried, tally.tried + ROUND):
                case = case_of(target, seed, number)
                fault = find_fault(case, tally.seen)
                if fault is not None:
                    found[fault] += 1
                    if found[fault] == 1:
                        _keep(smallest(Failure(case, fault)), f"{target.value} {seed} {number}")
            tally.tried += ROUND
            tally.spent_s += time.monotonic() - began
    for target, tally in tallies.items():
        print(f"{target.value}: {tally.tried} inputs, {tally.tried / max(tally.spent_s, 1e-9):.0f} a second")
        print("  met:", ", ".join(f"{count} {name}" for name, count in tally.seen.counts.most_common()))
    print(f"a decoder held {tallies[Target.STREAM].seen.most_retained_bytes} bytes at most")
    for fault, count in found.items():
        print(f"BROKEN {count} times: {fault}")
    return not found


def _keep(failure: Failure, name: str) -> None:
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    path = KEPT_IN / f"{name.replace(' ', '-')}.txt"
    path.write_text(failure.case.to_text(), encoding="ascii")
    print(
        f"BROKEN: {failure.fault}\n{failure.case.to_text()}kept; replay it with --replay {path}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
