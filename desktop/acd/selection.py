"""The agents and queues picked for a board or a rule, and the order of the agents."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.agent import AgentStatus
from desktop.acd.directory import Directory, reporting_number
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueKind


class QueueSelection(enum.StrEnum):
    """Which queues are shown: the agent groups, the paths, both, or paths when there are no groups."""

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
    """What agents are grouped by, each group under a heading."""

    NONE = "none"
    STATE = "state"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was picked; nothing picked is everything.

    Attributes:
        queues: The kinds of queues.
        groups: Numbers of agent groups, and labels of groups that have none.
        paths: Numbers of paths.
        agents: IDs of agents.
        order: The order of the agents.
        grouping: The grouping of the agents.
        logged_out: Whether agents who are logged out are shown; they are counted in any case.
        break_times: Whether the time in do not disturb or make busy is shown.

    """

    queues: QueueSelection = QueueSelection.AUTO
    groups: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    order: AgentOrder = AgentOrder.TROUBLE
    grouping: AgentGrouping = AgentGrouping.NONE
    logged_out: bool = True
    break_times: bool = True

    def since_shown(self, shown: AgentStatus) -> Moment | None:
        """Return when the state shown began; None where that is unknown or hidden."""
        return shown.since if self.break_times or not shown.state.is_out_of_reach else None

    def picked(self, kind: QueueKind) -> frozenset[str]:
        """Return the numbers picked of a kind of queue, without labels: those report nothing."""
        if kind is QueueKind.PATH:
            return self.paths
        return frozenset(group for group in self.groups if reporting_number(group) is not None)

    def has_queue(self, kind: QueueKind, number: str) -> bool:
        """Return whether a queue is shown if its kind is."""
        picked = self.picked(kind)
        return not picked or number in picked

    def staffed_groups(self, directory: Directory) -> frozenset[str]:
        """Return those of the groups picked to which the directory assigns agents."""
        return self.groups & {group for entry in directory.agents.values() for group in entry.groups}

    def agents_shown(self, directory: Directory) -> Callable[[str], bool]:
        """Return a test for whether the agent with an ID is shown.

        Shown are the agents picked and the members of the groups picked, by the directory. Groups without
        members there select nobody: the stream doesn't say who belongs to which.
        """
        groups = self.staffed_groups(directory)
        if not self.agents and not groups:
            return lambda _: True
        return lambda agent_id: (
            agent_id in self.agents or not groups.isdisjoint(directory.groups_of(agent_id))
        )
