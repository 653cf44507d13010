"""Whom and what the floor and the directory know, to be picked in the window of settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.queue import QueueKind
from desktop.ui.settings.picker import Pickable

_KIND_WORDS: Final = {QueueKind.GROUP: "group", QueueKind.PATH: "path"}


@dataclass(frozen=True, slots=True)
class Known:
    """What can be picked.

    Attributes:
        groups: Agent groups.
        paths: Paths.
        agents: Agents.

    """

    groups: tuple[Pickable, ...]
    paths: tuple[Pickable, ...]
    agents: tuple[Pickable, ...]

    @property
    def queue_titles(self) -> Mapping[str, str]:
        """The queues by what they are in the settings, each with what it is called."""
        return {
            f"{_KIND_WORDS[kind]} {one.number}": _title(kind, one)
            for kind, queues in ((QueueKind.GROUP, self.groups), (QueueKind.PATH, self.paths))
            for one in queues
        }


def known_to(floor: Floor, directory: Directory) -> Known:
    """Give what can be picked now."""
    groups, paths = (
        _pickables({queue.number for queue in floor.queues[kind].values()} | set(named), kind, directory)
        for kind, named in ((QueueKind.GROUP, directory.groups), (QueueKind.PATH, directory.paths))
    )
    numbers = sorted({*floor.agents, *directory.agents})
    return Known(groups, paths, tuple(Pickable(number, directory.agent_name(number)) for number in numbers))


def _pickables(numbers: Iterable[str], kind: QueueKind, directory: Directory) -> tuple[Pickable, ...]:
    return tuple(Pickable(number, directory.queue_name(kind, number) or number) for number in sorted(numbers))


def _title(kind: QueueKind, queue: Pickable) -> str:
    which = f"{kind.value} {queue.number}"
    return which if queue.name == queue.number else f"{queue.name} ({which.lower()})"
