"""Tries inputs, and reduces a failing one to the smallest that still fails."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.fuzz.cases import Case, Step, Target
from tests.fuzz.files import check_data_file, check_recording
from tests.fuzz.inputs import make_case
from tests.fuzz.properties import Coverage
from tests.fuzz.stream import check_stream

MOST_TRIES: Final = 5_000
"""Time limit for reducing an input; a partly reduced one is useful too."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that broke a property, and the property."""

    case: Case
    fault: str


def case_of(target: Target, seed: int, number: int) -> Case:
    """Return the input of that number: the same one for the same seed."""
    return make_case(target, random.Random(f"{seed} {target.value} {number}"))


def find_fault(case: Case, seen: Coverage) -> str | None:
    """Try an input; return the broken property, or None."""
    content = b"".join(step for step in case.steps if isinstance(step, bytes))
    try:
        match case.target:
            case Target.STREAM:
                check_stream(case.steps, seen)
            case Target.DATA_FILE:
                check_data_file(content, seen)
            case Target.RECORDING:
                check_recording(content, seen)
    except Exception as error:  # noqa: BLE001 - that nothing is raised is the first of the properties
        return f"{type(error).__name__}: {error}".strip()
    return None


def smallest(failure: Failure, tries: int = MOST_TRIES) -> Failure:
    """Reduce an input to the parts that still break in the same way."""
    found = True
    while found:
        found = False
        for case in _smaller(failure.case):
            tries -= 1
            if tries < 0:
                return failure
            if find_fault(case, Coverage()) == failure.fault:
                failure = Failure(case, failure.fault)
                found = True
                break
    return failure


def _smaller(case: Case) -> Iterator[Case]:
    """Return inputs that lack a part, the largest parts first."""
    steps = case.steps
    for start, stop in _parts(len(steps)):
        yield Case(case.target, steps[:start] + steps[stop:])
    for number, step in enumerate(steps):
        if isinstance(step, bytes):
            for start, stop in _parts(len(step)):
                rest: tuple[Step, ...] = (step[:start] + step[stop:],)
                yield Case(case.target, steps[:number] + rest + steps[number + 1 :])


def _parts(length: int) -> Iterator[tuple[int, int]]:
    size = length
    while size:
        for start in range(0, length, size):
            yield start, min(start + size, length)
        size //= 2
