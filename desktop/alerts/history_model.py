"""What happened to alerts, as rows: the newest first, those that hold what is looked for."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.wording import date_and_clock

COLUMNS: Final = ("When", "What", "Alert", "Note", "By", "Rule")
_LOOKED_FOR: Final = 200
_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """The rows of the table."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[HistoryEntry] = []
        self._rows: list[HistoryEntry] = []
        self._words: list[str] = []

    @property
    def shown(self) -> list[HistoryEntry]:
        """The entries that are shown, the newest last, as a file has them."""
        return self._rows[::-1]

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show other entries, the newest last."""
        newest_first = list(reversed(entries))
        added = len(newest_first) - len(self._all)
        if added > 0 and newest_first[added:] == self._all:
            # The usual case: what somebody looks at stays where it is.
            self._all = newest_first
            new = [entry for entry in newest_first[:added] if self._is_looked_for(entry)]
            if new:
                self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
                self._rows = [*new, *self._rows]
                self.endInsertRows()
        elif newest_first != self._all:
            self._all = newest_first
            self._choose()

    def look_for(self, text: str) -> None:
        """Show only what holds all these words, wherever."""
        words = text[:_LOOKED_FOR].casefold().split()
        if words != self._words:
            self._words = words
            self._choose()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give a cell's text; nothing else, so that no view takes it for anything else."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _cells(self._rows[index.row()])[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what stands above a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _choose(self) -> None:
        self.beginResetModel()
        self._rows = [entry for entry in self._all if self._is_looked_for(entry)]
        self.endResetModel()

    def _is_looked_for(self, entry: HistoryEntry) -> bool:
        if not self._words:
            return True
        text = "\n".join(_cells(entry)).casefold()
        return all(word in text for word in self._words)


def _cells(entry: HistoryEntry) -> tuple[str, ...]:
    what = f"{entry.what[:1].upper()}{entry.what[1:]}"
    return date_and_clock(entry.at), what, entry.text, entry.note, entry.by, entry.rule
