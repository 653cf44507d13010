"""List models over the floor: they hold the order of rows and nothing else that the floor knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop.acd.agent import AgentState, Shown
from desktop.acd.floor import Changes, Floor
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.roster import Roster, Row
from desktop.acd.wording import STATE_WORDS, clock_forms, duration, fitting_duration, spoken_duration
from desktop.ui.look import Look

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole
"""An agent's `Shown`, a `Section`, or a `Queue`: what a delegate paints."""
ORDER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""What queues are sorted by."""
SHORT_NAME_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""An agent's or a queue's name where there is little room."""
LEVEL_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""An agent's `Level`."""
KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 4
"""An agent's ID; blank for a heading."""

_Index = QModelIndex | QPersistentModelIndex
_BREAKS: Final = frozenset({AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY})


@dataclass(frozen=True, slots=True)
class Section:
    """The agents under one heading, in figures.

    Attributes:
        agents: How many there are.
        free: How many of them can take a call now.

    """

    agents: int
    free: int


class AgentListModel(QAbstractListModel):
    """The rows of a roster, or those of one page.

    Arguments:
        floor: Whose agents.
        roster: Their order.
        look: The board's.

    """

    def __init__(self, floor: Floor, roster: Roster, look: Look) -> None:
        super().__init__()
        self._floor = floor
        self._roster = roster
        self._look = look
        self._first = 0
        self._most: int | None = None
        self._rows: list[Row] = []
        self.reset()

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""
        return len(self._roster.rows)

    def names(self, *, short: bool = False) -> Iterable[str]:
        """Give what stands on the tiles of all pages, in full or short."""
        return (self._name(row, short=short) for row in self._roster.rows)

    def reset(self) -> None:
        """Show a roster that was put in order anew."""
        self.beginResetModel()
        self._rows = self._page()
        self.endResetModel()

    def show_page(self, first: int, most: int | None) -> None:
        """Show rows from that one on, at most so many; None for all."""
        if (first, most) != (self._first, self._most):
            self._first, self._most = first, most
            self.reset()

    def refresh(self, agent_ids: frozenset[str], *, moved: bool) -> None:
        """Show that what there is to say of these agents changed; and the order of rows, if it did."""
        if moved:
            self._move()
        for number, row in enumerate(self._rows):
            if row.agent_id in agent_ids or row.is_heading:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _page(self) -> list[Row]:
        last = None if self._most is None else self._first + self._most
        return self._roster.rows[self._first : last]

    def _move(self) -> None:
        """Show rows in another order; what is on a page may have come from another one."""
        before, after = self._rows, self._page()
        if after == before:
            return
        if len(after) != len(before):
            self.reset()
            return
        self.layoutAboutToBeChanged.emit()
        places = {row.identity: number for number, row in enumerate(after)}
        old = self.persistentIndexList()
        new = [self.index(places.get(before[index.row()].identity, -1)) for index in old]
        self._rows = after
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(  # noqa: PLR0911 - one flat match, an entry for each role
        self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what a role says of a row."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(row)
            case _ if role == SHOWN_ROLE:
                return self._section(row) if row.is_heading else self._floor.agents[row.agent_id].shown
            case _ if role == SHORT_NAME_ROLE:
                return self._name(row, short=True)
            case _ if role == LEVEL_ROLE:
                return self._roster.level(row.agent_id)
            case _ if role == KEY_ROLE:
                return row.agent_id
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(row)
            case _:
                return None

    def _name(self, row: Row, *, short: bool = False) -> str:
        naming = self._look.view.naming
        if row.is_heading:
            return naming.section(row.section)
        return naming.short_agent(row.agent_id) if short else naming.agent(row.agent_id)

    def _section(self, heading: Row) -> Section:
        agents = self._floor.agents
        members = self._roster.members(heading)
        free = sum(agents[agent_id].shown.state is AgentState.IDLE for agent_id in members)
        return Section(len(members), free)

    def _sentence(self, row: Row) -> str:
        if row.is_heading:
            section = self._section(row)
            return f"{self._name(row)}: {section.free} of {section.agents} agents free"
        look = self._look
        shown = self._floor.agents[row.agent_id].shown
        sentence = agent_sentence(self._name(row), shown, look)
        level = self._roster.level(row.agent_id)
        too_long = {Level.NONE: "", Level.ATTENTION: ", long", Level.TROUBLE: ", too long"}[level]
        return sentence + too_long + _old(look, shown.source)


class QueueListModel(QAbstractListModel):
    """The agent groups or the paths of the floor that a board shows.

    Arguments:
        floor: Whose queues.
        kind: Groups or paths.
        look: The board's.

    """

    def __init__(self, floor: Floor, kind: QueueKind, look: Look) -> None:
        super().__init__()
        self._floor = floor
        self._queues = floor.queues[kind]
        self._kind = kind
        self._look = look
        self._keys: list[str] = []
        self._rows: dict[str, int] = {}
        self.reset()

    def reset(self) -> None:
        """Show a floor on which something was forgotten, or another choice of queues."""
        self.beginResetModel()
        self._keys = sorted(self._shown_of(self._queues))
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self.endResetModel()

    def on_floor_changed(self, changes: Changes) -> None:
        """Show what changed."""
        changed = changes.groups if self._kind is QueueKind.GROUP else changes.paths
        added = sorted(key for key in self._shown_of(changed) if key not in self._rows)
        for key in changed & self._rows.keys():
            index = self.index(self._rows[key])
            self.dataChanged.emit(index, index)
        if added:
            first = len(self._keys)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._rows |= {key: first + offset for offset, key in enumerate(added)}
            self._keys += added
            self.endInsertRows()

    def _shown_of(self, keys: Iterable[str]) -> list[str]:
        choice = self._look.view.choice
        return [key for key in keys if choice.has_queue(self._kind, self._queues[key].number)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what a role says of a queue."""
        queue = self._queues[self._keys[index.row()]]
        shared = self._floor.is_shared(queue)
        naming = self._look.view.naming
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return naming.queue(queue, shared=shared)
            case _ if role == SHORT_NAME_ROLE:
                return naming.queue(queue, shared=shared, short=True)
            case _ if role == SHOWN_ROLE:
                return queue
            case _ if role == ORDER_ROLE:
                return self._keys[index.row()]
            case Qt.ItemDataRole.AccessibleTextRole:
                name = naming.queue(queue, shared=shared)
                return queue_sentence(name, queue, self._look) + _old(self._look, queue.source)
            case _:
                return None


class Ordered(QSortFilterProxyModel):
    """A model in its order, kept so as rows change."""

    def __init__(self, source: QAbstractListModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setSourceModel(source)
        self.setSortRole(ORDER_ROLE)
        self.sort(0)


def queue_sentence(name: str, queue: Queue, look: Look) -> str:
    """Say a queue's figures as one reads them aloud."""
    now = look.figures_at(queue.source)
    longest_s = queue.longest_waiting_s(now)
    longest = f", longest {spoken_duration(longest_s)}" if longest_s is not None else ""
    trouble = "".join(f", {words}" for words in trouble_words(queue, look))
    return f"{name}: {queue.waiting} waiting{longest}, {queue.agents} logged in{trouble}{_doubt(queue)}"


def trouble_words(queue: Queue, look: Look) -> list[str]:
    """Say which limits of a queue are reached, in two or three words each."""
    if look.is_stale(queue.source):
        return []
    trouble = look.view.limits.queue_trouble(queue, look.clock())
    words = [f"limit {trouble.waiting:g}"] if trouble.waiting else []
    return words + ([f"limit {duration(trouble.longest_s)}"] if trouble.longest_s else [])


def _doubt(queue: Queue) -> str:
    if queue.confirmed:
        return ""
    return ", not confirmed" if queue.received is not None else ", as it was when the program last ran"


def _old(look: Look, source: str) -> str:
    since = look.stale_since(source)
    return f", old since {clock_forms(since, look.clock())[0]}" if since is not None else ""


def agent_sentence(name: str, shown: Shown, look: Look) -> str:
    """Say what an agent does as one reads it aloud."""
    parts = [f"Agent {name}: {STATE_WORDS[shown.state]}"]
    detail = look.view.naming.detail(shown)
    if detail:
        parts.append(detail)
    since = time_shown_since(shown, look)
    if since is not None:
        parts.append(f"for {spoken_duration(since.elapsed_s(look.figures_at(shown.source)))}")
    if not shown.confirmed and shown.source:
        parts.append("not confirmed")
    return ", ".join(parts)


def time_shown_since(shown: Shown, look: Look) -> Moment | None:
    """Give since when an agent does what is shown; None where that is not known or not for the wall."""
    return None if look.view.hide_break_times and shown.state in _BREAKS else shown.since


def longest_text(longest_s: float | None) -> str:
    """Say the longest waiting; a dash when nobody waits."""
    return fitting_duration(longest_s, short=False) if longest_s is not None else "–"  # noqa: RUF001 - a dash is meant
