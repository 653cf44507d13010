"""The model of the history's table: newest first, filtered by the words of a search."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.wording import date_and_clock

COLUMNS: Final = ("When", "What", "Alert", "Notification", "By", "Rule")
_LONGEST_SEARCH: Final = 200
_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """One row per entry."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[HistoryEntry] = []
        self._rows: list[HistoryEntry] = []
        self._words: list[str] = []

    @property
    def shown(self) -> list[HistoryEntry]:
        """The entries shown, newest last, as a file has them."""
        return self._rows[::-1]

    @property
    def total(self) -> int:
        """The number of entries, shown or not."""
        return len(self._all)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show entries, newest last."""
        newest_first = list(reversed(entries))
        added = len(newest_first) - len(self._all)
        if added > 0 and newest_first[added:] == self._all:
            # The usual case. Inserting rows keeps selection and scroll position.
            self._all = newest_first
            new = [entry for entry in newest_first[:added] if self._matches(entry)]
            if new:
                self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
                self._rows = [*new, *self._rows]
                self.endInsertRows()
        elif newest_first != self._all:
            self._all = newest_first
            self._filter()

    def look_for(self, text: str) -> None:
        """Show only entries that contain all words of a text, in any column."""
        words = text[:_LONGEST_SEARCH].casefold().split()
        if words != self._words:
            self._words = words
            self._filter()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a cell's text."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _cells(self._rows[index.row()])[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [entry for entry in self._all if self._matches(entry)]
        self.endResetModel()

    def _matches(self, entry: HistoryEntry) -> bool:
        if not self._words:
            return True
        text = "\n".join(_cells(entry)).casefold()
        return all(word in text for word in self._words)


def _cells(entry: HistoryEntry) -> tuple[str, ...]:
    what = f"{entry.what[:1].upper()}{entry.what[1:]}"
    return date_and_clock(entry.at), what, entry.text, entry.note, entry.by, entry.rule
