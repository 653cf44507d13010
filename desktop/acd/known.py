"""The agents and queues that the floor and the directory know, for lists to choose from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.acd.directory import Directory, reporting_number
from desktop.acd.floor import Floor
from desktop.acd.queue import QueueKind


@dataclass(frozen=True, slots=True)
class PickerItem:
    """Something that can be picked.

    Attributes:
        number: The number or label that identifies it.
        name: The name, else the number.

    """

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class PickerItems:
    """Everything that can be picked.

    Attributes:
        groups: Agent groups; last those that are only a label in the directory.
        paths: Paths.
        agents: Agents.

    """

    groups: tuple[PickerItem, ...]
    paths: tuple[PickerItem, ...]
    agents: tuple[PickerItem, ...]

    @property
    def reporting_groups(self) -> tuple[PickerItem, ...]:
        """The agent groups with a reporting number."""
        return tuple(group for group in self.groups if reporting_number(group.number) is not None)

    @property
    def queue_titles(self) -> Mapping[str, str]:
        """The title of each queue by its name in the settings."""
        return {
            f"{kind.value.lower()} {one.number}": _title(kind, one)
            for kind, queues in ((QueueKind.GROUP, self.reporting_groups), (QueueKind.PATH, self.paths))
            for one in queues
        }


def known_to(floor: Floor, directory: Directory) -> PickerItems:
    """Return the agents and queues to pick from now."""
    staffed = {group for entry in directory.agents.values() for group in entry.groups}
    groups, paths = (
        picker_items({queue.number for queue in floor.queues[kind].values()}.union(named), kind, directory)
        for kind, named in (
            (QueueKind.GROUP, staffed.union(directory.groups)),
            (QueueKind.PATH, directory.paths),
        )
    )
    numbers = sorted({*floor.agents, *directory.agents})
    return PickerItems(
        groups, paths, tuple(PickerItem(number, directory.agent_name(number)) for number in numbers)
    )


def picker_items(numbers: Iterable[str], kind: QueueKind, directory: Directory) -> tuple[PickerItem, ...]:
    """Return queues to pick from, in order; labels come after numbers."""
    in_order = sorted(numbers, key=lambda number: (reporting_number(number) is None, number.casefold()))
    return tuple(PickerItem(number, directory.queue_name(kind, number) or number) for number in in_order)


def _title(kind: QueueKind, queue: PickerItem) -> str:
    which = f"{kind.value} {queue.number}"
    return which if queue.name == queue.number else f"{queue.name} ({which.lower()})"
