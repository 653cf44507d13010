"""The list model of the agents: it holds the rows in order and reads all else from the floor."""

import bisect
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.floor import Floor
from desktop.acd.limits import Level
from desktop.acd.roster import Roster, RosterChange, RosterRow
from desktop.boards.look import BoardLook
from desktop.boards.spoken import agent_sentence, stale_words

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole
"""An agent's `AgentStatus`, a heading's figures, or a `Queue`: what a delegate paints."""
KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""An agent's ID; blank for a heading."""

_Index = QModelIndex | QPersistentModelIndex


class AgentListModel(QAbstractListModel):
    """The rows of a roster, or those of one page.

    Arguments:
        floor: The floor with the agents.
        roster: Their order.
        look: The look of the board.

    """

    def __init__(self, floor: Floor, roster: Roster, look: BoardLook) -> None:
        super().__init__()
        self._floor = floor
        self._roster = roster
        self._look = look
        self._first = 0
        self._most: int | None = None
        self._rows: list[RosterRow] = []
        self.reset()

    @property
    def all_rows(self) -> Sequence[RosterRow]:
        """The rows of all pages."""
        return self._roster.rows

    def row(self, number: int) -> RosterRow:
        """Return a row; faster than a role, for painting hundreds of them."""
        return self._rows[number]

    def name(self, row: RosterRow, *, short: bool = False) -> str:
        """Return the name on a tile, in full or short."""
        names = self._look.view.names
        if row.is_heading:
            return names.section(row.section)
        return names.short_agent(row.agent_id) if short else names.agent(row.agent_id)

    def shown(self, row: RosterRow) -> AgentStatus:
        """Return the state of an agent as the floor shows it."""
        return self._floor.agents[row.agent_id].shown

    def level(self, row: RosterRow) -> Level:
        """Return an agent's level: for being too long in a state, or for an open alert."""
        return max(self._roster.level(row.agent_id), self._look.borders.agent(row.agent_id))

    def level_words(self, row: RosterRow) -> tuple[str, ...]:
        """Return the words for an agent's level, the longest first: too long in a state, or an alert."""
        too_long = self._roster.level(row.agent_id)
        if self._look.borders.agent(row.agent_id) > too_long:
            return ("alert",)
        return ("too long", "long") if too_long is Level.TROUBLE else ("long",)

    def section(self, heading: RosterRow) -> tuple[int, int]:
        """Return how many agents under a heading can take a call now, and how many there are."""
        agents = self._floor.agents
        members = self._roster.members(heading)
        free = sum(agents[agent_id].shown.state is AgentState.IDLE for agent_id in members)
        return free, len(members)

    def reset(self) -> None:
        """Show a roster that was sorted again."""
        self.beginResetModel()
        self._rows = self._page()
        self.endResetModel()

    def show_page(self, first: int, most: int | None) -> None:
        """Show at most `most` rows, beginning with row `first`; None for all."""
        if (first, most) != (self._first, self._most):
            self._first, self._most = first, most
            self.reset()

    def refresh(self, change: RosterChange) -> None:
        """Show what changed."""
        if change.moved:
            self._move(change.moved)
        for row in change.rows:
            number = self._place(row)
            if number >= 0 and number + self._first not in change.moved:
                self._emit_changed(number, number)

    def _page(self) -> list[RosterRow]:
        last = None if self._most is None else self._first + self._most
        return self._roster.rows[self._first : last]

    def _place(self, row: RosterRow) -> int:
        """Return the place of a row on the page; -1 if it isn't there."""
        number = bisect.bisect_left(self._rows, row)
        return number if number < len(self._rows) and self._rows[number] == row else -1

    def _move(self, moved: range) -> None:
        """Show rows in another order; a row of the page may have come from another page.

        Only the content of places changes, so that nothing is laid out again and only those places are
        painted.
        """
        before, after = self._rows, self._page()
        if len(after) != len(before):
            self.reset()
            return
        first = max(moved.start - self._first, 0)
        last = min(moved.stop - self._first, len(after)) - 1
        if first > last:
            return
        self._rows = after
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(self._new_place(before[i.row()])) for i in old])
        self._emit_changed(first, last)

    def _new_place(self, before: RosterRow) -> int:
        """Return the new place of a row that moved; -1 if it is on another page."""
        if before.is_heading:
            return self._place(before)
        rows = self._roster.rows_of(before.agent_id)
        same = [row for row in rows if row.section == before.section]
        return self._place((same or [*rows, before])[0])

    def _emit_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the data of a row for a role."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name(row)
            case _ if role == SHOWN_ROLE:
                return self.section(row) if row.is_heading else self.shown(row)
            case _ if role == KEY_ROLE:
                return row.agent_id
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(row)
            case _:
                return None

    def _sentence(self, row: RosterRow) -> str:
        if row.is_heading:
            return "{}: {} of {} agents free".format(self.name(row), *self.section(row))
        look, shown = self._look, self.shown(row)
        sentence = agent_sentence(self.name(row), shown, look)
        level = f", {self.level_words(row)[0]}" if self.level(row) is not Level.NONE else ""
        return sentence + level + stale_words(look, shown.source)
