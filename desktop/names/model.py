"""The directory's rows as a table that can be edited, together with numbers that have no name yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.acd.directory import EntryKind, reporting_number
from desktop.acd.directory_rows import (
    Column,
    DirectoryRow,
    RowProblem,
    groups_in,
    parse_rows,
    problem_of,
    with_groups,
)
from desktop.acd.known import Pickable
from desktop.acd.queue import QueueKind

KINDS: Final = tuple(EntryKind)
COLUMNS: Final = tuple(Column)
REMARK: Final = len(COLUMNS)
SORT_ROLE: Final = Qt.ItemDataRole.UserRole
NO_NAME_YET: Final = "no name yet"

_TITLES: Final = ("Kind", "Number", "Name", "Groups", "")

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table. A blank one and one that is offered are not the file's until they are filled in."""

    row: DirectoryRow
    is_offered: bool = False

    @property
    def is_written(self) -> bool:
        row = self.row
        return bool(row.name or row.groups or row.others or (row.number and not self.is_offered))


class DirectoryModel(QAbstractTableModel):
    """The rows, in the order of the file, with what is wrong with each behind it.

    Signals:
        edited: The rows are others than before.

    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._remarks: dict[int, RowProblem] = {}
        self._understood = parse_rows(())
        self._wrong = QColor()
        self._quiet = QColor()

    @property
    def rows(self) -> tuple[DirectoryRow, ...]:
        """The rows that belong into the file."""
        return tuple(line.row for line in self._lines if line.is_written)

    @property
    def wrong_rows(self) -> int:
        """How many rows have something wrong with them."""
        return len(self._remarks)

    def set_colours(self, *, wrong: str, quiet: str) -> None:
        """Take the colours of what is wrong, and of what is only offered."""
        self._wrong, self._quiet = QColor(wrong), QColor(quiet)
        self._tell_all_changed()

    def set_rows(self, rows: Iterable[DirectoryRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = [_Line(row) for row in rows]
        self._look_for_wrong()
        self.endResetModel()
        self.edited.emit()

    def offer(self, numbers: Iterable[tuple[EntryKind, str]]) -> None:
        """Put numbers that are in no row behind the others, to be named."""
        there = {line.row.key for line in self._lines}
        new = [_Line(DirectoryRow(kind, number), is_offered=True) for kind, number in numbers]
        new = [line for line in new if line.row.key not in there]
        if new:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._lines += new
            self.endInsertRows()

    def first_unnamed(self) -> int:
        """Give the place of the first row without a name; of the first row when all have one."""
        return next((place for place, line in enumerate(self._lines) if not line.row.name), 0)

    def add(self) -> int:
        """Add a row to be filled in; give its place."""
        place = len(self._lines)
        self.beginInsertRows(QModelIndex(), place, place)
        self._lines.append(_Line(DirectoryRow(EntryKind.AGENT, "")))
        self.endInsertRows()
        self._on_edited()
        return place

    def remove(self, places: Iterable[int]) -> None:
        """Take rows away."""
        # What is wrong with whom is looked for below: those behind a row that goes are elsewhere by then.
        self._remarks = {}
        for first, last in _runs(places):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._lines[first : last + 1]
            self.endRemoveRows()
        self._on_edited()

    def is_agent(self, place: int) -> bool:
        """Tell whether a row is of an agent whose number is known."""
        key = self._lines[place].row.key
        return key is not None and key[0] is EntryKind.AGENT

    def called(self, place: int) -> str:
        """Give what a row's number is called; the number where it has no name."""
        row = self._lines[place].row
        return row.name or row.number

    def known_groups(self) -> tuple[Pickable, ...]:
        """Give the groups that rows name, those offered too, and behind them the labels of agents' groups."""
        directory = self._understood.directory
        keys = (line.row.key for line in self._lines if line.is_offered)
        numbers = {key[1] for key in keys if key is not None and key[0] is EntryKind.GROUP}
        groups = numbers.union(directory.groups, *(entry.groups for entry in directory.agents.values()))
        in_order = sorted(groups, key=lambda group: (reporting_number(group) is None, group.casefold()))
        return tuple(
            Pickable(group, directory.queue_name(QueueKind.GROUP, group) or group) for group in in_order
        )

    def groups_of(self, place: int) -> tuple[str, ...]:
        """Give the groups that a row's agent belongs to, as the directory has them."""
        return groups_in(self._lines[place].row.groups, self._understood.group_numbers)

    def change_groups(self, places: Iterable[int], came: frozenset[str], went: frozenset[str]) -> None:
        """Put the agents of rows into some groups, and take them out of others."""
        numbers = self._understood.group_numbers
        for place in places:
            line = self._lines[place]
            self._lines[place] = replace(line, row=with_groups(line.row, came, went, numbers))
        self._on_edited()

    def remark(self, place: int) -> str:
        """Say what is wrong with a row; blank when nothing is."""
        remark = self._remarks.get(place)
        return remark.text if remark is not None else ""

    def remark_with(self, place: int, column: int, text: str) -> str:
        """Say what would be wrong with a row if that were written into it; blank when nothing would."""
        row = _with(self._lines[place].row, COLUMNS[column], text)
        remark = problem_of(row)
        return remark.text if remark is not None else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give a cell's text, what to sort it by, and its colour."""
        place, column = index.row(), index.column()
        line = self._lines[place]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(place, column)
            case Qt.ItemDataRole.EditRole if column < REMARK:
                return _field(line.row, COLUMNS[column])
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(place, column)
            case Qt.ItemDataRole.AccessibleTextRole if column < REMARK:
                return f"{_TITLES[column]}: {self._text(place, column) or 'blank'}"
            case _ if role == SORT_ROLE:
                return self._sort_key(place, column)
            case _:
                return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, wrong or not: what is wrong is told and nothing is lost."""
        if role != Qt.ItemDataRole.EditRole or index.column() >= REMARK:
            return False
        place, column = index.row(), COLUMNS[index.column()]
        line = self._lines[place]
        row = _with(line.row, column, str(value).strip())
        if row != line.row:
            names_another = row.key != line.row.key
            self._lines[place] = _Line(row, is_offered=line.is_offered and not names_another)
            self._on_edited()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Allow every column but the remarks to be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < REMARK else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what stands above a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _TITLES[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, place: int, column: int) -> str:
        line = self._lines[place]
        if column == REMARK:
            return self.remark(place) or ("" if line.is_written else NO_NAME_YET)
        text = _field(line.row, COLUMNS[column])
        is_kind = column == COLUMNS.index(Column.KIND) and line.row.entry_kind is not None
        return text.capitalize() if is_kind else text

    def _colour(self, place: int, column: int) -> QColor | None:
        remark = self._remarks.get(place)
        if remark is not None and column in {REMARK, COLUMNS.index(remark.column)}:
            return self._wrong
        return None if self._lines[place].is_written else self._quiet

    def _sort_key(self, place: int, column: int) -> str:
        row = self._lines[place].row
        kind = row.entry_kind
        order = f"{KINDS.index(kind) if kind is not None else len(KINDS)}"
        if column == COLUMNS.index(Column.KIND):
            return f"{order} {row.number}"
        # Of what is blank or alike the numbers decide, so that no order is left to chance.
        text = self._text(place, column)
        return f"{'1' if text else '2'} {text} {order} {row.number}"

    def _on_edited(self) -> None:
        self._look_for_wrong()
        self._tell_all_changed()
        self.edited.emit()

    def _look_for_wrong(self) -> None:
        written = [(place, line.row) for place, line in enumerate(self._lines) if line.is_written]
        # Rows in a table that somebody edits have no line numbers: what they had is another row's by now.
        rows = [replace(row, line=0) for _, row in written]
        self._understood = parse_rows(rows)
        remarks = self._understood.problems
        self._remarks = {written[place][0]: remark for place, remark in remarks.items()}

    def _tell_all_changed(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, REMARK))


def _field(row: DirectoryRow, column: Column) -> str:
    text: str = getattr(row, column.value)
    return text


def _with(row: DirectoryRow, column: Column, text: str) -> DirectoryRow:
    return replace(row, **{column.value: text})  # type: ignore[arg-type]


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Give the first and the last of places that follow one another, the last ones first."""
    runs: list[tuple[int, int]] = []
    for place in sorted(set(places), reverse=True):
        if runs and runs[-1][0] == place + 1:
            runs[-1] = place, runs[-1][1]
        else:
            runs.append((place, place))
    return runs
