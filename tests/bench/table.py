"""The table of figures: what was measured, what was wanted, and what the machine can do at the least."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HEADINGS: Final = ("what", "figure", "wanted", "floor", "x floor", "")
_GAP: Final = "  "
_PLACES: Final = {"ms": 2, "%": 3, "MB": 1, "s": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        what: What was measured, and how where that is not plain.
        figure: How it came out.
        unit: ``/s`` for rates, of which more is better; of all else less is. Blank for a count.
        wanted: The least rate, or what the figure must stay below; None where nothing is asked for.
        floor: What the bare minimum of the same work gave in the same run; None where there is none.
        note: What a reader must know besides; stands below the table.

    """

    what: str
    figure: float
    unit: str
    wanted: float | None = None
    floor: float | None = None
    note: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether more is better."""
        return self.unit == "/s"

    @property
    def verdict(self) -> str:
        """Say whether what was wanted was reached; a count must be exactly what was wanted."""
        if self.wanted is None:
            return ""
        if self.is_rate:
            reached = self.figure >= self.wanted
        elif not self.unit:
            reached = self.figure == self.wanted
        else:
            reached = self.figure < self.wanted
        return "ok" if reached else "MISSED"

    @property
    def times_floor(self) -> float | None:
        """How many times the floor's time it takes; None without a floor."""
        if not self.floor or not self.figure:
            return None
        return self.floor / self.figure if self.is_rate else self.figure / self.floor

    def cells(self) -> tuple[str, ...]:
        """Write the row."""
        times = self.times_floor
        return (
            self.what,
            self._written(self.figure),
            "" if self.wanted is None else self._wanted(self.wanted),
            "" if self.floor is None else self._written(self.floor),
            "" if times is None else f"{times:.1f}",
            self.verdict,
        )

    def _wanted(self, wanted: float) -> str:
        if not self.unit:
            return f"{wanted:,.0f}"
        return f">= {wanted:,.0f} /s" if self.is_rate else f"< {wanted:g} {self.unit}"

    def _written(self, figure: float) -> str:
        return f"{figure:,.{_PLACES.get(self.unit, 0)}f} {self.unit}".rstrip()


def write_table(rows: Sequence[Row]) -> str:
    """Write the rows under each other: words to the left, figures to the right; the notes below."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    written = [_write_line(line, widths) for line in lines]
    written.insert(1, _GAP.join("-" * width for width in widths).rstrip())
    notes = [f"{row.what}: {row.note}" for row in rows if row.note]
    return "\n".join([*written, *([""] if notes else []), *notes])


def _write_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    last = len(cells) - 1
    aligned = [
        cell.ljust(width) if column in {0, last} else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(aligned).rstrip()
