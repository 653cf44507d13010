"""The rows of the directory as a table model, together with numbers that have no name yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.acd.directory import EntryKind
from desktop.acd.directory_rows import (
    Column,
    DirectoryRow,
    RowProblem,
    groups_in,
    parse_rows,
    problem_of,
    with_groups,
)
from desktop.acd.known import PickerItem, picker_items
from desktop.acd.queue import QueueKind

KINDS: Final = tuple(EntryKind)
COLUMNS: Final = tuple(Column)
_PROBLEM: Final = len(COLUMNS)
SORT_ROLE: Final = Qt.ItemDataRole.UserRole
_NO_NAME_YET: Final = "no name yet"

_TITLES: Final = ("Kind", "Number", "Name", "Groups", "")

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _TableRow:
    """A row of the table; one that is blank or only offered gets into the file once it is filled in."""

    row: DirectoryRow
    is_offered: bool = False

    @property
    def is_written(self) -> bool:
        row = self.row
        return bool(row.name or row.groups or row.others or (row.number and not self.is_offered))


class NamesModel(QAbstractTableModel):
    """The rows in the order of the file; a last column says what is wrong with each.

    Signals:
        edited: The rows changed.

    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_TableRow] = []
        self._problems: dict[int, RowProblem] = {}
        self._parsed = parse_rows(())
        self._wrong = QColor()
        self._quiet = QColor()

    @property
    def rows(self) -> tuple[DirectoryRow, ...]:
        """The rows that belong in the file."""
        return tuple(line.row for line in self._lines if line.is_written)

    @property
    def wrong_rows(self) -> int:
        """The number of rows with a problem."""
        return len(self._problems)

    def set_colours(self, *, wrong: str, quiet: str) -> None:
        """Set the colours of problems and of rows that are only offered."""
        self._wrong, self._quiet = QColor(wrong), QColor(quiet)
        self._emit_all_changed()

    def set_rows(self, rows: Iterable[DirectoryRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = [_TableRow(row) for row in rows]
        self._find_problems()
        self.endResetModel()
        self.edited.emit()

    def offer(self, numbers: Iterable[tuple[EntryKind, str]]) -> None:
        """Append rows for those numbers that no row has."""
        there = {line.row.key for line in self._lines}
        new = [_TableRow(DirectoryRow(kind, number), is_offered=True) for kind, number in numbers]
        new = [line for line in new if line.row.key not in there]
        if new:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._lines += new
            self.endInsertRows()

    def first_unnamed(self) -> int:
        """Return the index of the first row without a name, or 0 if all have one."""
        return next((place for place, line in enumerate(self._lines) if not line.row.name), 0)

    def add(self) -> int:
        """Append a blank row and return its index."""
        place = len(self._lines)
        self.beginInsertRows(QModelIndex(), place, place)
        self._lines.append(_TableRow(DirectoryRow(EntryKind.AGENT, "")))
        self.endInsertRows()
        self._on_edited()
        return place

    def remove(self, places: Iterable[int]) -> None:
        """Remove rows."""
        # Removing moves the rows that follow; their problems are found again below.
        self._problems = {}
        for first, last in _runs(places):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._lines[first : last + 1]
            self.endRemoveRows()
        self._on_edited()

    def is_agent(self, place: int) -> bool:
        """Return whether a row names an agent with a valid number."""
        key = self._lines[place].row.key
        return key is not None and key[0] is EntryKind.AGENT

    def title_of(self, place: int) -> str:
        """Return the name in a row, or the number if it has none."""
        row = self._lines[place].row
        return row.name or row.number

    def known_groups(self) -> tuple[PickerItem, ...]:
        """Return the groups of all rows, also of those only offered; last the groups that are only labels."""
        directory = self._parsed.directory
        keys = (line.row.key for line in self._lines if line.is_offered)
        numbers = {key[1] for key in keys if key is not None and key[0] is EntryKind.GROUP}
        groups = numbers.union(directory.groups, *(entry.groups for entry in directory.agents.values()))
        return picker_items(groups, QueueKind.GROUP, directory)

    def groups_of(self, place: int) -> tuple[str, ...]:
        """Return the groups of the agent in a row, by number where they have one."""
        return groups_in(self._lines[place].row.groups, self._parsed.group_numbers)

    def change_groups(self, places: Iterable[int], added: frozenset[str], removed: frozenset[str]) -> None:
        """Add the agents of these rows to some groups and remove them from others."""
        numbers = self._parsed.group_numbers
        for place in places:
            line = self._lines[place]
            self._lines[place] = replace(line, row=with_groups(line.row, added, removed, numbers))
        self._on_edited()

    def problem(self, place: int) -> str:
        """Return the problem of a row; blank if it has none."""
        problem = self._problems.get(place)
        return problem.text if problem is not None else ""

    def problem_with(self, place: int, column: int, text: str) -> str:
        """Return the problem that a row would have with that text in a cell; blank for none."""
        problem = problem_of(_with(self._lines[place].row, COLUMNS[column], text))
        return problem.text if problem is not None else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a cell's text, sort key or colour."""
        place, column = index.row(), index.column()
        line = self._lines[place]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(place, column)
            case Qt.ItemDataRole.EditRole if column < _PROBLEM:
                return _field(line.row, COLUMNS[column])
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(place, column)
            case Qt.ItemDataRole.AccessibleTextRole if column < _PROBLEM:
                return f"{_TITLES[column]}: {self._text(place, column) or 'blank'}"
            case _ if role == SORT_ROLE:
                return self._sort_key(place, column)
            case _:
                return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set a cell's text, even a wrong one: the problem is shown and nothing is lost."""
        if role != Qt.ItemDataRole.EditRole or index.column() >= _PROBLEM:
            return False
        place, column = index.row(), COLUMNS[index.column()]
        line = self._lines[place]
        row = _with(line.row, column, str(value).strip())
        if row != line.row:
            names_another = row.key != line.row.key
            self._lines[place] = _TableRow(row, is_offered=line.is_offered and not names_another)
            self._on_edited()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Make every column but the last one editable."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < _PROBLEM else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _TITLES[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, place: int, column: int) -> str:
        line = self._lines[place]
        if column == _PROBLEM:
            return self.problem(place) or ("" if line.is_written else _NO_NAME_YET)
        text = _field(line.row, COLUMNS[column])
        is_kind = column == COLUMNS.index(Column.KIND) and line.row.entry_kind is not None
        return text.capitalize() if is_kind else text

    def _colour(self, place: int, column: int) -> QColor | None:
        problem = self._problems.get(place)
        if problem is not None and column in {_PROBLEM, COLUMNS.index(problem.column)}:
            return self._wrong
        return None if self._lines[place].is_written else self._quiet

    def _sort_key(self, place: int, column: int) -> str:
        row = self._lines[place].row
        kind = row.entry_kind
        order = f"{KINDS.index(kind) if kind is not None else len(KINDS)}"
        if column == COLUMNS.index(Column.KIND):
            return f"{order} {row.number}"
        # Blank cells come last; the number decides between equal ones, so the order is always the same.
        text = self._text(place, column)
        return f"{'1' if text else '2'} {text} {order} {row.number}"

    def _on_edited(self) -> None:
        self._find_problems()
        self._emit_all_changed()
        self.edited.emit()

    def _find_problems(self) -> None:
        written = [(place, line.row) for place, line in enumerate(self._lines) if line.is_written]
        # The line numbers of the file no longer fit rows that were edited.
        rows = [replace(row, line=0) for _, row in written]
        self._parsed = parse_rows(rows)
        self._problems = {written[at][0]: problem for at, problem in self._parsed.problems.items()}

    def _emit_all_changed(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, _PROBLEM))


def _field(row: DirectoryRow, column: Column) -> str:
    text: str = getattr(row, column.value)
    return text


def _with(row: DirectoryRow, column: Column, text: str) -> DirectoryRow:
    return replace(row, **{column.value: text})  # type: ignore[arg-type]  # by name


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last index of each run of successive places, the last run first."""
    runs: list[tuple[int, int]] = []
    for place in sorted(set(places), reverse=True):
        if runs and runs[-1][0] == place + 1:
            runs[-1] = place, runs[-1][1]
        else:
            runs.append((place, place))
    return runs
