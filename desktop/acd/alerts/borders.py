"""The borders that boards draw around subjects of open alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.floor import Floor
from desktop.acd.limits import Level
from desktop.acd.queue import Queue, QueueKind


class _QueueKey(NamedTuple):
    """Identifies a queue: two phone systems may have the same number."""

    kind: QueueKind
    number: str
    source: str


@dataclass(frozen=True, slots=True)
class AlertBorders:
    """The level of the worst open alert of each tile of a board.

    Attributes:
        agents: The levels by agent ID.
        queues: The levels by queue.
        floor: The level of the floor as a whole.

    """

    agents: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))
    queues: Mapping[_QueueKey, Level] = field(default_factory=lambda: MappingProxyType({}))
    floor: Level = Level.NONE

    def agent(self, agent_id: str) -> Level:
        """Return the level of an agent."""
        return self.agents.get(agent_id, Level.NONE)

    def queue(self, queue: Queue) -> Level:
        """Return the level of a queue."""
        return self.queues.get(_queue_key(queue), Level.NONE)


def borders_of(borders: Mapping[Subject, Level], floor: Floor) -> AlertBorders:
    """Return the borders of a board; lines and files have no tile on it."""
    agents: dict[str, Level] = {}
    queues: dict[_QueueKey, Level] = {}
    whole = Level.NONE
    for subject, level in borders.items():
        match subject.kind:
            case SubjectKind.AGENT:
                agents[subject.key] = level
            case SubjectKind.TEAM if not subject.key:
                whole = max(whole, level)
            case _:
                for queue in _queues_of(subject, floor):
                    queues[_queue_key(queue)] = max(queues.get(_queue_key(queue), Level.NONE), level)
    return AlertBorders(agents, queues, whole)


def _queues_of(subject: Subject, floor: Floor) -> list[Queue]:
    groups, paths = floor.queues[QueueKind.GROUP], floor.queues[QueueKind.PATH]
    match subject.kind:
        case SubjectKind.GROUP:
            return [groups[subject.key]] if subject.key in groups else []
        case SubjectKind.PATH:
            return [paths[subject.key]] if subject.key in paths else []
        case SubjectKind.TEAM:
            # The tile of its agent group stands for a team, on every phone system.
            return [queue for queue in groups.values() if queue.number == subject.key]
        case _:
            return []


def _queue_key(queue: Queue) -> _QueueKey:
    return _QueueKey(queue.kind, queue.number, queue.source)
