"""List models over the floor: they hold the order of rows and nothing else that the floor knows."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from desktop.acd.agent import STATE_ORDER, AgentState, Shown
from desktop.acd.ages import Ages
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.wording import STATE_WORDS, clock_forms, fitting_duration, short_source, spoken_duration

SHOWN_ROLE: Final = Qt.ItemDataRole.UserRole
"""An agent's `Shown`, or a `Queue`: what a delegate paints."""
ORDER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""What rows are sorted by."""
SHORT_NAME_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""A queue's name where there is little room."""

_Index = QModelIndex | QPersistentModelIndex


class _KeyedModel(QAbstractListModel):
    """A row for each key, in the order in which they came to be known."""

    def __init__(self, ages: Ages) -> None:
        super().__init__()
        self._ages = ages
        self._keys: list[str] = []
        self._rows: dict[str, int] = {}
        # What a proxy sorts by changes row by row, together with the signal: it moves one row at a time and
        # relies on the others being in order.
        self._order: dict[str, str] = {}

    def _known(self) -> Iterable[str]:
        """Give the keys that the floor knows."""
        raise NotImplementedError

    def _order_of(self, key: str) -> str:
        """Give what the row is sorted by now."""
        raise NotImplementedError

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._keys)

    def reset(self) -> None:
        """Show a floor on which something was forgotten."""
        self.beginResetModel()
        self._keys = sorted(self._known())
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._order = {key: self._order_of(key) for key in self._keys}
        self.endResetModel()

    def _refresh(self, keys: Iterable[str]) -> None:
        """Take note that what the floor says of these keys has changed."""
        added = []
        for key in keys:
            self._order[key] = self._order_of(key)
            row = self._rows.get(key)
            if row is None:
                added.append(key)
            else:
                index = self.index(row)
                self.dataChanged.emit(index, index)
        if added:
            added.sort()
            first = len(self._keys)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self._rows |= {key: first + offset for offset, key in enumerate(added)}
            self._keys += added
            self.endInsertRows()


class AgentListModel(_KeyedModel):
    """The agents of the floor."""

    def __init__(self, floor: Floor, ages: Ages, *, by_state: bool) -> None:
        super().__init__(ages)
        self._floor = floor
        self._by_state = by_state
        self.reset()

    def on_floor_changed(self, changes: Changes) -> None:
        """Show what changed."""
        self._refresh(changes.agents)

    def _known(self) -> Iterable[str]:
        return self._floor.agents

    def _order_of(self, key: str) -> str:
        state = STATE_ORDER[self._floor.agents[key].shown.state] if self._by_state else 0
        return f"{state:02d}{key:>16}"

    @property
    def names(self) -> list[str]:
        """What stands on the tiles."""
        return list(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what a role says of an agent."""
        agent_id = self._keys[index.row()]
        shown = self._floor.agents[agent_id].shown
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return agent_id
            case _ if role == SHOWN_ROLE:
                return shown
            case _ if role == ORDER_ROLE:
                return self._order[agent_id]
            case Qt.ItemDataRole.AccessibleTextRole:
                sentence = agent_sentence(agent_id, shown, self._ages.figures_at(shown.source))
                return sentence + _old(self._ages, shown.source)
            case _:
                return None


class QueueListModel(_KeyedModel):
    """The agent groups or the paths of the floor."""

    def __init__(self, floor: Floor, kind: QueueKind, ages: Ages) -> None:
        super().__init__(ages)
        self._floor = floor
        self._queues = floor.queues[kind]
        self._kind = kind
        self.reset()

    def on_floor_changed(self, changes: Changes) -> None:
        """Show what changed."""
        self._refresh(changes.groups if self._kind is QueueKind.GROUP else changes.paths)

    def _known(self) -> Iterable[str]:
        return self._queues

    def _order_of(self, key: str) -> str:
        return key

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what a role says of a queue."""
        queue = self._queues[self._keys[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return queue_name(queue, shared=self._floor.is_shared(queue))
            case _ if role == SHORT_NAME_ROLE:
                return queue_name(queue, shared=self._floor.is_shared(queue), short=True)
            case _ if role == SHOWN_ROLE:
                return queue
            case _ if role == ORDER_ROLE:
                return self._order[self._keys[index.row()]]
            case Qt.ItemDataRole.AccessibleTextRole:
                now = self._ages.figures_at(queue.source)
                sentence = queue_sentence(queue, now, shared=self._floor.is_shared(queue))
                return sentence + _old(self._ages, queue.source)
            case _:
                return None


class Ordered(QSortFilterProxyModel):
    """A model in its order, kept so as rows change."""

    def __init__(self, source: QAbstractListModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setSourceModel(source)
        self.setSortRole(ORDER_ROLE)
        self.sort(0)


def queue_name(queue: Queue, *, shared: bool, short: bool = False) -> str:
    """Name a queue, with its phone system where several report that number; short, that says enough."""
    if not shared:
        return f"{queue.kind.value} {queue.number}"
    which = f"{queue.number} {short_source(queue.source)}"
    return which if short else f"{queue.kind.value} {which}"


def queue_sentence(queue: Queue, now: Moment, *, shared: bool) -> str:
    """Say a queue's figures as one reads them aloud."""
    longest_s = queue.longest_waiting_s(now)
    longest = f", longest {spoken_duration(longest_s)}" if longest_s is not None else ""
    name = queue_name(queue, shared=shared)
    return f"{name}: {queue.waiting} waiting{longest}, {queue.agents} logged in{_doubt(queue)}"


def _doubt(queue: Queue) -> str:
    if queue.confirmed:
        return ""
    return ", not confirmed" if queue.received is not None else ", as it was when the program last ran"


def _old(ages: Ages, source: str) -> str:
    since = ages.stale_since(source)
    return f", old since {clock_forms(since, ages.clock())[0]}" if since is not None else ""


def agent_sentence(agent_id: str, shown: Shown, now: Moment) -> str:
    """Say what an agent does as one reads it aloud."""
    parts = [f"Agent {agent_id}: {STATE_WORDS[shown.state]}"]
    detail = agent_detail(shown)
    if detail:
        parts.append(detail)
    if shown.since is not None:
        parts.append(f"for {spoken_duration(shown.since.elapsed_s(now))}")
    if not shown.confirmed and shown.source:
        parts.append("not confirmed")
    return ", ".join(parts)


def agent_detail(shown: Shown) -> str:
    """Say what belongs to the state: the path of an ACD call, a reason, what an unknown agent was last."""
    if shown.path:
        return f"path {shown.path}"
    if shown.reason_code:
        return f"reason {shown.reason_code}"
    if shown.state is AgentState.UNKNOWN and shown.data_word is not None:
        return f"was {shown.data_word}"
    return ""


def short_agent_detail(shown: Shown) -> str:
    """Say the same where there is little room."""
    if shown.path:
        return f"P {shown.path}"
    if shown.reason_code:
        return f"R {shown.reason_code}"
    if shown.state is AgentState.UNKNOWN and shown.data_word is not None:
        return shown.data_word
    return ""


def longest_text(longest_s: float | None) -> str:
    """Say the longest waiting; a dash when nobody waits."""
    return fitting_duration(longest_s, short=False) if longest_s is not None else "–"  # noqa: RUF001 - a dash is meant
