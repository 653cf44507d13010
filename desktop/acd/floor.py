"""The floor: every agent, agent group and path that the stream told of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import Agent
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueChoice, QueueKind, QueueText
from desktop.acd.snapshot import Snapshot
from desktop.acd.summary import FloorSummary, summarize
from desktop.protocol.events import CallEvent, Event, PathReported, QueueReported

MOST_AGENTS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What some events changed.

    Attributes:
        agents: IDs of the agents of whom something else is shown.
        groups: Reporting numbers of the agent groups that were reported.
        paths: Reporting numbers of the paths that were reported.
        data: Whether mitel_data.json says something else.

    """

    agents: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    data: bool = False

    def __bool__(self) -> bool:
        return bool(self.agents or self.groups or self.paths)

    def __or__(self, other: "Changes") -> "Changes":
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
        queues: By kind, then by reporting number: a group and a path may have the same number.

    """

    def __init__(self, most_agents: int = MOST_AGENTS) -> None:
        self._most_agents = most_agents
        self.refused = 0
        self.agents: dict[str, Agent] = {}
        self.queues: dict[QueueKind, dict[str, Queue]] = {QueueKind.GROUP: {}, QueueKind.PATH: {}}
        self._last_update = 0.0

    def apply(self, events: Iterable[Event], now: Moment) -> Changes:
        """Take events in order; tell what changed."""
        agents: set[str] = set()
        reported: dict[QueueKind, set[str]] = {QueueKind.GROUP: set(), QueueKind.PATH: set()}
        data = False
        for event in events:
            if isinstance(event, CallEvent):
                if not event.agent_id:
                    continue
                agent = self.agents.get(event.agent_id)
                if agent is None:
                    if len(self.agents) >= self._most_agents:
                        self.refused += 1
                        continue
                    agent = self.agents[event.agent_id] = Agent(event.agent_id)
                word = agent.shown.data_word
                if agent.apply(event, now):
                    agents.add(event.agent_id)
                    data |= agent.shown.data_word is not word
            elif isinstance(event, QueueReported):
                kind = QueueKind.PATH if isinstance(event, PathReported) else QueueKind.GROUP
                reported[kind].add(event.reporting_number)
                data |= self._report(kind, event, now)
        if data:
            self._last_update = now.wall_s
        return Changes(
            frozenset(agents),
            frozenset(reported[QueueKind.GROUP]),
            frozenset(reported[QueueKind.PATH]),
            data,
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Know again what the last file knew; nothing of it is confirmed until the stream names it."""
        for agent_id, word in snapshot.agents.items():
            self.agents[agent_id] = Agent(agent_id, restored=word)
        for kind, texts in ((QueueKind.GROUP, snapshot.groups), (QueueKind.PATH, snapshot.paths)):
            for number, text in texts.items():
                self.queues[kind][number] = Queue(kind, number, text)
        self._last_update = snapshot.last_update

    def doubt(self) -> Changes:
        """Take all that is known for unconfirmed: the line was lost, and the stream tells nothing twice."""
        for agent in self.agents.values():
            agent.doubt()
        for queues in self.queues.values():
            for number, queue in queues.items():
                queues[number] = replace(queue, confirmed=False)
        groups, paths = (frozenset(self.queues[kind]) for kind in (QueueKind.GROUP, QueueKind.PATH))
        return Changes(frozenset(self.agents), groups, paths)

    def forget(self, now: Moment) -> None:
        """Forget everything: another phone system knows nothing of it."""
        self.agents.clear()
        for queues in self.queues.values():
            queues.clear()
        self._last_update = now.wall_s

    def snapshot(self) -> Snapshot:
        """Give what mitel_data.json must say now."""
        return Snapshot(
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

    def kinds_shown(self, choice: QueueChoice) -> tuple[QueueKind, ...]:
        """Give the kinds of queue that a board with this choice shows."""
        match choice:
            case QueueChoice.GROUPS:
                return (QueueKind.GROUP,)
            case QueueChoice.PATHS:
                return (QueueKind.PATH,)
            case QueueChoice.BOTH:
                return (QueueKind.GROUP, QueueKind.PATH)
            case QueueChoice.AUTO:
                # Reports of this run decide; what the last file knew only while there are none.
                known = [kind for kind in QueueKind if self.queues[kind]]
                heard = [
                    kind for kind in known if any(q.received is not None for q in self.queues[kind].values())
                ]
                return ((heard or known or [QueueKind.PATH])[0],)

    def summary(self, choice: QueueChoice, now: Moment) -> FloorSummary:
        """Sum the floor up; with both kinds shown a caller counts once, in the agent groups."""
        kinds = self.kinds_shown(QueueChoice.AUTO if choice is QueueChoice.BOTH else choice)
        return summarize(self.agents.values(), [q for kind in kinds for q in self.queues[kind].values()], now)

    def _report(self, kind: QueueKind, event: QueueReported, now: Moment) -> bool:
        before = self.queues[kind].get(event.reporting_number)
        text = QueueText(event.waiting, event.agents, event.longest)
        self.queues[kind][event.reporting_number] = Queue(
            kind, event.reporting_number, text, now, confirmed=True
        )
        return before is None or before.text != text

    def _texts(self, kind: QueueKind) -> Mapping[str, QueueText]:
        return MappingProxyType({number: queue.text for number, queue in self.queues[kind].items()})
