"""The checks at the end, each with its figure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop.protocol.records import UnreadableReason
from tests.soak.process import Resources
from tests.soak.program import KEEP_MB, SoakedProgram
from tests.soak.run import Outcome

MOST_GROWTH: Final = 0.10


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold.

    Attributes:
        name: What is checked.
        figure: The result.
        holds: Whether the result is right.

    """

    name: str
    figure: str
    holds: bool

    def __str__(self) -> str:
        return f"{'ok    ' if self.holds else 'FAILED'} {self.name}: {self.figure}"


def check_outcome(outcome: Outcome) -> list[Check]:
    """Check everything but the growth of the memory, which takes days to show."""
    return [
        *_check_file(outcome.file, outcome.calculated["file"]),
        _same("states and doubts on the tiles", outcome.shown, outcome.calculated["shown"]),
        *_check_counts(outcome.program, outcome.calculated["counts"]),
        *_check_left_over("after the first hour and at the end", outcome.first_hour, outcome.last_hour),
        *_check_left_over("before the start and after the stop", outcome.before_start, outcome.after_stop),
    ]


def check_growth(first_hour: Resources, last_hour: Resources) -> Check:
    """Compare the memory after the first hour and at the end."""
    first, last = first_hour.memory_bytes, last_hour.memory_bytes
    growth = last / first - 1
    figure = f"{first / 1e6:.1f} MB, then {last / 1e6:.1f} MB ({growth:+.1%})"
    return Check("memory after the first hour and at the end", figure, growth < MOST_GROWTH)


def _check_file(file: Mapping[str, Any], calculated: Mapping[str, Any]) -> list[Check]:
    """Compare the final data file with the calculation."""
    last_update = "lastUpdate"
    figure = f"{file.get(last_update)}, calculated {calculated[last_update]}"
    return [
        Check("the data file's keys", ", ".join(file), set(file) == set(calculated)),
        *(
            _same(f"{key} in the data file", file.get(key, {}), calculated[key])
            for key in calculated
            if key != last_update
        ),
        Check(last_update, figure, file.get(last_update) == calculated[last_update]),
    ]


def _check_counts(program: SoakedProgram, sent: Mapping[str, int]) -> list[Check]:
    """Compare received with sent."""
    unread = program.unread
    cut_off = dict(unread.counts).get(UnreadableReason.CUT_OFF, 0)
    recorded = program.recorded.bytes_written if program.recorded is not None else 0
    most_kept = KEEP_MB * 1024 * 1024
    figures = {
        "bytes heard": (program.counts.bytes, sent["bytes"]),
        "bytes recorded": (recorded, sent["bytes"]),
        "records read": (program.counts.records, sent["records"]),
        "lost record numbers": (unread.lost, sent["lost"]),
        "records told twice": (unread.repeats, sent["repeats"]),
        "records cut off by the end of a line": (cut_off, sent["cut_off"]),
        "other unreadable pieces": (unread.total - cut_off, 0),
        "lines that ended": (program.counts.lost_lines, sent["hung_up"]),
    }
    return [
        *(Check(name, f"{found}, sent {there}", found == there) for name, (found, there) in figures.items()),
        Check("the recording's pieces", f"{program.kept_bytes} bytes", 0 < program.kept_bytes <= most_kept),
    ]


def _check_left_over(name: str, before: Resources, after: Resources) -> list[Check]:
    """Compare threads and descriptors of two times."""
    checks: list[Check] = []
    pairs = {
        "threads": (before.threads, after.threads),
        "descriptors": (before.descriptors, after.descriptors),
    }
    for kind, (earlier, later) in pairs.items():
        more, fewer = Counter(later) - Counter(earlier), Counter(earlier) - Counter(later)
        figure = f"{len(earlier)}, then {len(later)}"
        if more or fewer:
            figure += f"; more: {dict(more)}, fewer: {dict(fewer)}"
        checks.append(Check(f"{kind} {name}", figure, not more))
    return checks


def _same(name: str, found: Mapping[str, Any], calculated: Mapping[str, Any]) -> Check:
    different = {
        key: (found.get(key), calculated.get(key))
        for key in sorted({*found, *calculated})
        if found.get(key) != calculated.get(key)
    }
    figure = f"{len(found)}, of which {len(different)} differ from the calculation"
    if different:
        figure += f": {dict(list(different.items())[:5])}"
    return Check(name, figure, not different and bool(found))
