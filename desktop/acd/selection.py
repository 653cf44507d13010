"""What one board shows, and in which order."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.directory import Directory, reporting_number
from desktop.acd.queue import QueueKind


class QueueSelection(enum.StrEnum):
    """Which queues a board shows: the agent groups, the paths, both, or paths without groups."""

    AUTO = "auto"
    GROUPS = "groups"
    PATHS = "paths"
    BOTH = "both"


class AgentOrder(enum.StrEnum):
    """The order of agents."""

    TROUBLE = "trouble"
    STATE = "state"
    TIME = "time"
    NAME = "name"
    ID = "id"


class AgentGrouping(enum.StrEnum):
    """Which agents stand together under a heading."""

    NONE = "none"
    STATE = "state"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was picked; nothing picked is everything.

    Attributes:
        queues: Which kinds of queues.
        groups: Numbers of agent groups, and labels of groups that have none.
        paths: Numbers of paths.
        agents: IDs of agents.
        order: Of the agents.
        grouping: Of the agents.
        logged_out: Whether agents are shown who are logged out; they are counted in any case.
        break_times: Whether it may be seen who is in do not disturb or make busy for how long.

    """

    queues: QueueSelection = QueueSelection.AUTO
    groups: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    order: AgentOrder = AgentOrder.TROUBLE
    grouping: AgentGrouping = AgentGrouping.NONE
    logged_out: bool = True
    break_times: bool = True

    def picked(self, kind: QueueKind) -> frozenset[str]:
        """Give the numbers picked of a kind of queue: a group that is a label alone reports nothing."""
        if kind is QueueKind.PATH:
            return self.paths
        return frozenset(group for group in self.groups if reporting_number(group) is not None)

    def has_queue(self, kind: QueueKind, number: str) -> bool:
        """Tell whether a queue is to be shown, if its kind is."""
        picked = self.picked(kind)
        return not picked or number in picked

    def kinds_picked(self) -> tuple[QueueKind, ...]:
        """Give the kinds of queue of which any was picked."""
        return tuple(kind for kind in QueueKind if self.picked(kind))

    def staffed_groups(self, directory: Directory) -> frozenset[str]:
        """Give those of the groups picked into which the directory puts anyone."""
        return self.groups & {group for entry in directory.agents.values() for group in entry.groups}

    def agents_shown(self, directory: Directory) -> Callable[[str], bool]:
        """Give what tells by the ID whether an agent is to be shown.

        That is who was picked, and whom the directory puts into a group that was picked. Of groups into which
        it puts nobody nothing follows: the stream doesn't say who belongs to which.
        """
        groups = self.staffed_groups(directory)
        if not self.agents and not groups:
            return lambda _: True
        return lambda agent_id: (
            agent_id in self.agents or not groups.isdisjoint(directory.groups_of(agent_id))
        )
