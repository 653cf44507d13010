"""A report of tables of plain text, for a window and as one text for a support mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = "  "
_WIDEST: Final = 80
"""Characters; a wider cell does not push the columns after it aside."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    Attributes:
        title: The title.
        columns: The heading of each column.
        rows: A text for each column.
        empty: A remark in place of rows.
        raw: The columns of raw bytes, shown in a fixed-width font.

    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing yet."
    raw: frozenset[int] = frozenset()

    def to_text(self) -> str:
        """Return the table as lines of text."""
        head = [self.title, "-" * len(self.title)]
        if not self.rows:
            return "\n".join([*head, self.empty])
        table = (self.columns, *self.rows)
        widths = [min(_WIDEST, max(len(row[i]) for row in table)) for i in range(len(self.columns))]
        return "\n".join([*head, *(_line(row, widths) for row in table)])


@dataclass(frozen=True, slots=True)
class Report:
    """A report of several tables.

    Attributes:
        title: The program's version and the time.
        sections: The tables, the most important first.
        per_minute: Number of records in each of the last minutes, the current one last.

    """

    title: str
    sections: tuple[Section, ...]
    per_minute: tuple[int, ...] = ()

    def to_text(self) -> str:
        """Return the report as one text."""
        return "\n\n".join([self.title, *(section.to_text() for section in self.sections)]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return _BETWEEN.join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
