"""The floor: every agent, agent group and path that the stream told of."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from desktop.acd.agent import Agent
from desktop.acd.connection import Freshness
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind, QueueText
from desktop.acd.selection import QueueSelection, Selection
from desktop.acd.snapshot import AgentDetail, DataSnapshot, FloorDetail
from desktop.acd.summary import FloorSummary, count_agents, summarize
from desktop.protocol.events import CallEvent, Event, GroupReported, PathReported, QueueReported

MOST_AGENTS: Final = 20_000


class Changes(NamedTuple):
    """What some events changed. A named tuple, since each read makes one.

    Attributes:
        agents: IDs of the agents of whom something else is shown.
        groups: Keys of the agent groups of which something else is shown.
        paths: Keys of the paths of which something else is shown.
        data: Whether mitel_data.json says something else.

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
        most_agents: Of agents beyond so many nothing is kept: no site has them, a broken stream may.

    Attributes:
        agents: By agent ID.
        refused: How many records named an agent beyond those.
        queues: By kind, since a group and a path may have the same number; then by a key, which is the
            reporting number and, for a second phone system that reports the same one, its name after it.

    """

    def __init__(self, most_agents: int = MOST_AGENTS) -> None:
        self._most_agents = most_agents
        self.refused = 0
        self.agents: dict[str, Agent] = {}
        self.queues: dict[QueueKind, dict[str, Queue]] = {QueueKind.GROUP: {}, QueueKind.PATH: {}}
        self._shared: dict[QueueKind, set[str]] = {QueueKind.GROUP: set(), QueueKind.PATH: set()}
        self._last_update = 0.0

    def apply(self, events: Iterable[Event], now: Moment, source: str = "") -> Changes:
        """Take events in order; tell what changed.

        Of what several phone systems tell of one agent the newest counts: nobody is in two places.

        Arguments:
            events: In the order in which they came.
            now: When they came.
            source: The phone system that told them.

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
        """Know again what the last file knew; nothing of it is confirmed until the stream names it."""
        for agent_id, word in snapshot.agents.items():
            self.agents[agent_id] = Agent(agent_id, restored=word)
        for kind, texts in ((QueueKind.GROUP, snapshot.groups), (QueueKind.PATH, snapshot.paths)):
            for number, text in texts.items():
                self.queues[kind][number] = Queue(kind, number, text)
        self._last_update = snapshot.last_update

    def doubt(self, source: str = "") -> Changes:
        """Take what a phone system told for unconfirmed: its line was lost, and it tells nothing twice."""
        agents = frozenset(key for key, agent in self.agents.items() if agent.shown.source == source)
        for agent_id in agents:
            self.agents[agent_id].doubt()
        told = {kind: self._told_by(kind, source) for kind in QueueKind}
        for kind, keys in told.items():
            for key in keys:
                self.queues[kind][key] = replace(self.queues[kind][key], confirmed=False)
        return Changes(agents, told[QueueKind.GROUP], told[QueueKind.PATH])

    def forget(self, source: str, now: Moment) -> None:
        """Forget what a phone system told: another one knows nothing of it."""
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
        """Whether several phone systems report that number."""
        return queue.number in self._shared[queue.kind]

    def snapshot(self) -> DataSnapshot:
        """Give what mitel_data.json must say now."""
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
        """Give what the detail file must say of the floor now."""
        return FloorDetail(
            MappingProxyType(
                {
                    agent_id: AgentDetail(
                        agent.shown,
                        agent.directory_number,
                        agent.do_not_disturb,
                        agent.make_busy,
                        agent.reason_code,
                    )
                    for agent_id, agent in self.agents.items()
                }
            ),
            MappingProxyType(dict(self.newest(QueueKind.GROUP))),
            MappingProxyType(dict(self.newest(QueueKind.PATH))),
        )

    def newest(self, kind: QueueKind) -> dict[str, Queue]:
        """Give the queues by reporting number; where several phone systems report one, the newest report."""
        queues = self.queues[kind]
        if not self._shared[kind]:
            return queues
        newest: dict[str, Queue] = {}
        for queue in queues.values():
            other = newest.get(queue.number)
            if other is None or _received_s(queue) >= _received_s(other):
                newest[queue.number] = queue
        return newest

    def kinds_shown(self, choice: Selection) -> tuple[QueueKind, ...]:
        """Give the kinds of queue that a board with this choice shows."""
        match choice.queues:
            case QueueSelection.GROUPS:
                return (QueueKind.GROUP,)
            case QueueSelection.PATHS:
                return (QueueKind.PATH,)
            case QueueSelection.BOTH:
                return (QueueKind.GROUP, QueueKind.PATH)
            case QueueSelection.AUTO:
                # Reports of this run decide; what the last file knew only while there are none.
                known = [kind for kind in QueueKind if self.queues[kind]]
                heard = [
                    kind for kind in known if any(q.received is not None for q in self.queues[kind].values())
                ]
                return choice.kinds_picked() or ((heard or known or [QueueKind.PATH])[0],)

    def queues_shown(self, choice: Selection) -> list[Queue]:
        """Give the queues whose callers a board with this choice sums up.

        With both kinds shown a caller counts once, in the agent groups.
        """
        kinds = self.kinds_shown(choice)
        of_kinds = [queues for kind in kinds if (queues := self._queues_of(kind, choice))]
        heard = [queues for queues in of_kinds if any(queue.received is not None for queue in queues)]
        return (heard or of_kinds or [[]])[0]

    def _queues_of(self, kind: QueueKind, choice: Selection) -> list[Queue]:
        return [queue for queue in self.queues[kind].values() if choice.has_queue(kind, queue.number)]

    def summary(self, choice: Selection, ages: Freshness) -> FloorSummary:
        """Sum all agents and the queues of a choice up."""
        return summarize(count_agents(self.agents.values()), self.queues_shown(choice), ages)

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
        """Take a report; add the keys of which something else is shown, and tell whether the data changed."""
        number, queues = event.reporting_number, self.queues[kind]
        key = self._key_of(kind, number, source)
        before = self._text(kind, number)
        # The first of two phone systems is named too, from the other's first report on.
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

    def _told_by(self, kind: QueueKind, source: str) -> frozenset[str]:
        return frozenset(key for key, queue in self.queues[kind].items() if queue.source == source)

    def _text(self, kind: QueueKind, number: str) -> QueueText | None:
        """Give the figures that the data file has for a number; None when it has none."""
        queues = self.newest(kind) if number in self._shared[kind] else self.queues[kind]
        queue = queues.get(number)
        return queue.text if queue is not None else None

    def _texts(self, kind: QueueKind) -> Mapping[str, QueueText]:
        return MappingProxyType({number: queue.text for number, queue in self.newest(kind).items()})


def _received_s(queue: Queue) -> float:
    return queue.received.steady_s if queue.received is not None else -math.inf
