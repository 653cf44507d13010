"""The floor: all agents, agent groups and paths that the stream named."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from desktop.acd.agent import Agent
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind, QueueText
from desktop.acd.selection import QueueSelection, Selection
from desktop.acd.snapshot import DataSnapshot, FloorDetail
from desktop.protocol.events import CallEvent, Event, GroupReported, PathReported, QueueReported

MOST_AGENTS: Final = 20_000


class Changes(NamedTuple):
    """What events changed on the floor. A named tuple, since each read makes one.

    Attributes:
        agents: IDs of the agents whose status changed.
        groups: Keys of the agent groups whose figures changed.
        paths: Keys of the paths whose figures changed.
        data: Whether the content of mitel_data.json changed.

    """

    agents: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    data: bool = False

    def __bool__(self) -> bool:
        return bool(self.agents or self.groups or self.paths)

    def __or__(self, other: "Changes") -> "Changes":
        if not any(self):
            return other
        return Changes(
            self.agents | other.agents,
            self.groups | other.groups,
            self.paths | other.paths,
            self.data or other.data,
        )


class Floor:
    """All agents, agent groups and paths, by their numbers.

    Arguments:
        most_agents: The limit of agents kept. No site has more, but a broken stream may name them.

    Attributes:
        agents: The agents by ID.
        refused: Number of records that named an agent beyond the limit.
        queues: By kind, since a group and a path may have the same number; then by key. The key is the
            reporting number; if a second phone system reports the same number, its name follows.

    """

    def __init__(self, most_agents: int = MOST_AGENTS) -> None:
        self._most_agents = most_agents
        self.refused = 0
        self.agents: dict[str, Agent] = {}
        self.queues: dict[QueueKind, dict[str, Queue]] = {QueueKind.GROUP: {}, QueueKind.PATH: {}}
        self._shared: dict[QueueKind, set[str]] = {QueueKind.GROUP: set(), QueueKind.PATH: set()}
        self._last_update = 0.0

    def apply(self, events: Iterable[Event], now: Moment, source: str = "") -> Changes:
        """Apply events; return what changed.

        If several phone systems report the same agent, the newest report counts: nobody is in two places.

        Arguments:
            events: The events in order.
            now: When they were received.
            source: The phone system that sent them.

        """
        agents: set[str] = set()
        groups: set[str] = set()
        paths: set[str] = set()
        data = False
        for event in events:
            if isinstance(event, CallEvent):
                agent = self._agent_of(event)
                if agent is not None:
                    word = agent.shown.data_word
                    if agent.apply(event, now, source):
                        agents.add(event.agent_id)
                        data |= agent.shown.data_word is not word
            elif isinstance(event, GroupReported):
                data |= self._report(QueueKind.GROUP, event, now, source, groups)
            elif isinstance(event, PathReported):
                data |= self._report(QueueKind.PATH, event, now, source, paths)
        if data:
            self._last_update = now.wall_s
        return Changes(frozenset(agents), frozenset(groups), frozenset(paths), data)

    def restore(self, snapshot: DataSnapshot) -> None:
        """Restore what the last file held; it stays unconfirmed until the stream names it."""
        for agent_id, word in snapshot.agents.items():
            self.agents[agent_id] = Agent(agent_id, restored=word)
        for kind, texts in ((QueueKind.GROUP, snapshot.groups), (QueueKind.PATH, snapshot.paths)):
            for number, text in texts.items():
                self.queues[kind][number] = Queue(kind, number, text)
        self._last_update = snapshot.last_update

    def mark_unconfirmed(self, source: str = "") -> Changes:
        """Mark what a phone system reported as unconfirmed: its line was lost, and it repeats nothing."""
        agents = frozenset(key for key, agent in self.agents.items() if agent.shown.source == source)
        for agent_id in agents:
            self.agents[agent_id].mark_unconfirmed()
        reported = []
        for queues in self.queues.values():
            keys = frozenset(key for key, queue in queues.items() if queue.source == source)
            queues.update({key: replace(queues[key], confirmed=False) for key in keys})
            reported.append(keys)
        groups, paths = reported
        return Changes(agents, groups, paths)

    def forget(self, source: str, now: Moment) -> None:
        """Forget what a phone system reported."""
        for agent_id in [key for key, agent in self.agents.items() if agent.shown.source == source]:
            del self.agents[agent_id]
        for kind, queues in self.queues.items():
            kept = [queue for queue in queues.values() if queue.source != source]
            queues.clear()
            self._shared[kind].clear()
            for queue in kept:
                queues[self._key_of(kind, queue.number, queue.source)] = queue
        self._last_update = now.wall_s

    def is_shared(self, queue: Queue) -> bool:
        """Return whether several phone systems report that number."""
        return queue.number in self._shared[queue.kind]

    def snapshot(self) -> DataSnapshot:
        """Return the present content of mitel_data.json."""
        return DataSnapshot(
            MappingProxyType(
                {
                    agent_id: agent.shown.data_word
                    for agent_id, agent in self.agents.items()
                    if agent.shown.data_word is not None
                }
            ),
            self._texts(QueueKind.GROUP),
            self._texts(QueueKind.PATH),
            self._last_update,
        )

    def detail(self) -> FloorDetail:
        """Return the floor's part of the present content of the detail file."""
        return FloorDetail(
            MappingProxyType({agent_id: agent.detail for agent_id, agent in self.agents.items()}),
            MappingProxyType(dict(self.newest(QueueKind.GROUP))),
            MappingProxyType(dict(self.newest(QueueKind.PATH))),
        )

    def newest(self, kind: QueueKind) -> dict[str, Queue]:
        """Return the queues by reporting number; of several phone systems that report one, the newest."""
        queues = self.queues[kind]
        if not self._shared[kind]:
            return queues
        newest: dict[str, Queue] = {}
        for queue in queues.values():
            other = newest.get(queue.number)
            if other is None or _received_s(queue) >= _received_s(other):
                newest[queue.number] = queue
        return newest

    def kinds_shown(self, selection: Selection) -> tuple[QueueKind, ...]:
        """Return the kinds of queue that a board with this selection shows."""
        match selection.queues:
            case QueueSelection.GROUPS:
                return (QueueKind.GROUP,)
            case QueueSelection.PATHS:
                return (QueueKind.PATH,)
            case QueueSelection.BOTH:
                return (QueueKind.GROUP, QueueKind.PATH)
            case QueueSelection.AUTO:
                # Reports of this run decide. Queues of the last file count only while there are none.
                known = [kind for kind in QueueKind if self.queues[kind]]
                heard = [kind for kind in known if _any_received(self.queues[kind].values())]
                picked = tuple(kind for kind in QueueKind if selection.picked(kind))
                return picked or ((heard or known or [QueueKind.PATH])[0],)

    def queues_shown(self, selection: Selection) -> list[Queue]:
        """Return the queues whose callers a board with this selection sums up.

        If both kinds are shown, a caller counts once, in the agent groups.
        """
        of_kinds = [
            [queue for queue in self.queues[kind].values() if selection.has_queue(kind, queue.number)]
            for kind in self.kinds_shown(selection)
        ]
        heard = [queues for queues in of_kinds if _any_received(queues)]
        return next(filter(None, heard or of_kinds), [])

    def _agent_of(self, event: CallEvent) -> Agent | None:
        """Return the agent that an event names, new or known; None when it names none, or one too many."""
        agent = self.agents.get(event.agent_id)
        if agent is None and event.agent_id:
            if len(self.agents) < self._most_agents:
                agent = self.agents[event.agent_id] = Agent(event.agent_id)
            else:
                self.refused += 1
        return agent

    def _report(
        self, kind: QueueKind, event: QueueReported, now: Moment, source: str, reported: set[str]
    ) -> bool:
        """Apply a report; add the keys that changed, and return whether the data file's content did."""
        number, queues = event.reporting_number, self.queues[kind]
        key = self._key_of(kind, number, source)
        before = self._text(kind, number)
        # Once a second phone system reports the number, boards name the first one's phone system too.
        reported |= {key} if key in queues else {key, number}
        text = QueueText(event.waiting, event.agents, event.longest)
        queues[key] = Queue(kind, number, text, now, confirmed=True, source=source)
        return self._text(kind, number) != before

    def _key_of(self, kind: QueueKind, number: str, source: str) -> str:
        first = self.queues[kind].get(number)
        if first is None or first.source in {"", source}:
            return number
        self._shared[kind].add(number)
        return f"{number} {source}"

    def _text(self, kind: QueueKind, number: str) -> QueueText | None:
        """Return the figures of a number in the data file; None when there are none."""
        queues = self.newest(kind) if number in self._shared[kind] else self.queues[kind]
        queue = queues.get(number)
        return queue.text if queue is not None else None

    def _texts(self, kind: QueueKind) -> Mapping[str, QueueText]:
        return MappingProxyType({number: queue.text for number, queue in self.newest(kind).items()})


def _any_received(queues: Iterable[Queue]) -> bool:
    return any(queue.received is not None for queue in queues)


def _received_s(queue: Queue) -> float:
    return queue.received.steady_s if queue.received is not None else -math.inf
