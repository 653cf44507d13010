"""The table of figures: each with its multiple of the bare minimum, and the limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HEADINGS: Final = ("what", "x bare", "at most", "", "figure", "bare")
README_HEADINGS: Final = ("what", "times the bare minimum", "at most", "figure", "bare minimum")
_GAP: Final = "  "
_PLACES: Final = {"ms": 2, "us": 0, "%": 3, "MB": 1, "s": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        what: What was measured, and how, if that is not plain.
        figure: The result.
        unit: ``/s`` for rates, of which more is better; of all else less is. Blank for a count.
        bare: The bare minimum of the same work in the same run; None if there is none.
        most_times: The largest permitted multiple of the bare minimum; None for no such limit.
        most: The largest permitted figure, in its unit; None for no such limit. For memory and counts,
            which do not depend on the machine's speed.
        note: Further conditions; printed below the table.

    """

    what: str
    figure: float
    unit: str
    bare: float | None = None
    most_times: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def times_bare(self) -> float | None:
        """The multiple of the bare minimum; None without one."""
        if not self.bare or not self.figure:
            return None
        return self.bare / self.figure if self.unit == "/s" else self.figure / self.bare

    @property
    def verdict(self) -> str:
        """``ok`` or ``MISSED``; blank without a limit."""
        if self.most_times is None and self.most is None:
            return ""
        times = self.times_bare
        within_times = self.most_times is None or (times is not None and times <= self.most_times)
        within_most = self.most is None or self.figure <= self.most
        return "ok" if within_times and within_most else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """Return the row as texts, one for each heading."""
        times = self.times_bare
        return (
            self.what,
            "" if times is None else f"{times:.1f}",
            self._limit(),
            self.verdict,
            self._written(self.figure),
            "" if self.bare is None else self._written(self.bare),
        )

    def _limit(self) -> str:
        if self.most is not None:
            return f"{self.most:g} {self.unit}".rstrip()
        return "" if self.most_times is None else f"{self.most_times:g} x"

    def _written(self, figure: float) -> str:
        return f"{figure:,.{_PLACES.get(self.unit, 0)}f} {self.unit}".rstrip()


def write_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table: words aligned left, figures right, with the notes below."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    written = [_write_line(line, widths) for line in lines]
    written.insert(1, _GAP.join("-" * width for width in widths).rstrip())
    notes = [f"{row.what}: {row.note}" for row in rows if row.note]
    return "\n".join([*written, *([""] if notes else []), *notes])


def write_readme_table(rows: Sequence[Row]) -> str:
    """Return the rows as the README's table; a limit that was missed is marked."""
    lines = [README_HEADINGS, ("---",) * len(README_HEADINGS)]
    for row in rows:
        what, times, limit, verdict, figure, bare = row.cells()
        lines.append((what, times, f"{limit} (missed)" if verdict == "MISSED" else limit, figure, bare))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _write_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.ljust(width) if column in {0, HEADINGS.index("")} else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(aligned).rstrip()
