"""What there is to find out, as tables of plain text: for a window, and whole for a support mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = "  "
_WIDEST: Final = 80
"""A wider cell does not push the columns behind it aside."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    Attributes:
        title: What it is about.
        columns: What stands above each column.
        rows: A text for each column.
        empty: What to say when there is no row.
        raw: Which columns hold bytes as they came, to be shown in letters of one width.

    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing yet."
    raw: frozenset[int] = frozenset()

    def to_text(self) -> str:
        """Give the table as lines of text."""
        head = [self.title, "-" * len(self.title)]
        if not self.rows:
            return "\n".join([*head, self.empty])
        table = (self.columns, *self.rows)
        widths = [min(_WIDEST, max(len(row[i]) for row in table)) for i in range(len(self.columns))]
        return "\n".join([*head, *(_line(row, widths) for row in table)])


@dataclass(frozen=True, slots=True)
class Report:
    """Everything at one time.

    Attributes:
        title: What program it is of, and when it was made.
        sections: What there is, the most important first.
        per_minute: Records in each of the last minutes, this one last.

    """

    title: str
    sections: tuple[Section, ...]
    per_minute: tuple[int, ...] = ()

    def to_text(self) -> str:
        """Give all of it as text."""
        return "\n\n".join([self.title, *(section.to_text() for section in self.sections)]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return _BETWEEN.join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
