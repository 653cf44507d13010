"""The list model of the queues that have cards."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.acd.floor import Changes, Floor
from desktop.acd.queue import Queue, QueueKind
from desktop.boards.agent_model import SHOWN_ROLE
from desktop.boards.look import BoardLook
from desktop.boards.spoken import queue_sentence

_Index = QModelIndex | QPersistentModelIndex


class QueueListModel(QAbstractListModel):
    """The agent groups and paths of the floor that a board shows, groups first, each kind by number.

    Arguments:
        floor: The floor with the queues.
        look: The look of the board.

    """

    def __init__(self, floor: Floor, look: BoardLook) -> None:
        super().__init__()
        self._floor = floor
        self._look = look
        self._rows: list[tuple[QueueKind, str]] = []
        self.reset()

    def queue(self, row: int) -> Queue:
        """Return the queue of a row."""
        kind, key = self._rows[row]
        return self._floor.queues[kind][key]

    def name(self, row: int, *, short: bool = False) -> str:
        """Return the name of a row's queue, in full or short."""
        queue = self.queue(row)
        return self._look.view.names.queue(queue, shared=self._floor.is_shared(queue), short=short)

    def find(self, kind: QueueKind, number: str) -> QModelIndex:
        """Return the index of a queue; an invalid one if it isn't shown."""
        rows = range(len(self._rows))
        found = (row for row in rows if (kind, number) == (self.queue(row).kind, self.queue(row).number))
        return self.index(next(found, -1))

    def reset(self) -> None:
        """Show the queues anew, after some were forgotten or others were selected."""
        self.beginResetModel()
        self._rows = self._selected()
        self.endResetModel()

    def on_floor_changed(self, changes: Changes) -> None:
        """Show what changed."""
        changed = {QueueKind.GROUP: changes.groups, QueueKind.PATH: changes.paths}
        if not any(changed.values()):
            return
        selected = self._selected()
        if not set(self._rows) <= set(selected):
            # Paths are shown only until the first report of a group comes.
            self.reset()
            return
        for row, new in enumerate(selected):
            if row == len(self._rows) or self._rows[row] != new:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, new)
                self.endInsertRows()
        for row, (kind, key) in enumerate(self._rows):
            if key in changed[kind]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _selected(self) -> list[tuple[QueueKind, str]]:
        selection, queues = self._look.view.selection, self._floor.queues
        return [
            (kind, key)
            for kind in self._floor.kinds_shown(selection)
            for key in sorted(queues[kind])
            if selection.has_queue(kind, queues[kind][key].number)
        ]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the data of a queue for a role."""
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name(row)
            case _ if role == SHOWN_ROLE:
                return self.queue(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return queue_sentence(self.name(row), self.queue(row), self._look)
            case _:
                return None
