"""What boards draw a border around since an alert is open on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.limits import Level
from desktop.acd.queue import Queue, QueueKind

_KINDS: Final = MappingProxyType(
    {
        SubjectKind.GROUP: QueueKind.GROUP,
        SubjectKind.PATH: QueueKind.PATH,
        # Those who are there for an agent group are shown by its card.
        SubjectKind.TEAM: QueueKind.GROUP,
    }
)


@dataclass(frozen=True, slots=True)
class Rims:
    """How bad the worst open alert of each thing on a board is.

    Attributes:
        agents: By the agent's ID.
        queues: By kind and reporting number.
        floor: Of the floor as a whole.

    """

    agents: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))
    queues: Mapping[tuple[QueueKind, str], Level] = field(default_factory=lambda: MappingProxyType({}))
    floor: Level = Level.NONE

    def agent(self, agent_id: str) -> Level:
        """Give it of an agent."""
        return self.agents.get(agent_id, Level.NONE)

    def queue(self, queue: Queue) -> Level:
        """Give it of a queue."""
        return self.queues.get((queue.kind, queue.number), Level.NONE)


def rims_of(borders: Mapping[Subject, Level]) -> Rims:
    """Give what a board draws; lines and files have no place on it."""
    agents: dict[str, Level] = {}
    queues: dict[tuple[QueueKind, str], Level] = {}
    floor = Level.NONE
    for subject, level in borders.items():
        match subject.kind:
            case SubjectKind.AGENT:
                agents[subject.key] = level
            case SubjectKind.TEAM if not subject.key:
                floor = max(floor, level)
            case SubjectKind.GROUP | SubjectKind.PATH | SubjectKind.TEAM:
                queue = _KINDS[subject.kind], subject.key
                queues[queue] = max(queues.get(queue, Level.NONE), level)
            case _:
                pass
    return Rims(agents, queues, floor)
