"""Teams of agents who serve the same callers: who is free, and who was the last free agent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.moment import Moment

_COULD_TAKE_A_CALL = frozenset({AgentState.IDLE, AgentState.RINGING})
_GONE = frozenset({AgentState.LOGGED_OUT, AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY})
_NOT_LOGGED_IN = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Departure:
    """The departure of the last free agent.

    Attributes:
        agent_id: The agent.
        shown: The state that the agent went to.
        at: When.

    """

    agent_id: str
    shown: AgentStatus
    at: Moment


class Team:
    """Agents who serve the same callers.

    Arguments:
        has: Returns whether the agent with an ID belongs to the team.

    Attributes:
        has: Returns whether the agent with an ID belongs to the team.
        free: Since when each free agent has been free.
        departure: The departure of the last free agent, if nobody has been free since.
        is_complete: Whether, at the latest report of the queue, all agents it counts as logged in were known.
            Otherwise an agent who has not been heard of may be free.

    """

    def __init__(self, has: Callable[[str], bool]) -> None:
        self.has = has
        self.free: dict[str, Moment] = {}
        self.departure: Departure | None = None
        self.is_complete = False
        self._logged_in: set[str] = set()

    def follow(
        self, agent_id: str, shown: AgentStatus | None, before: AgentState | None, now: Moment
    ) -> None:
        """Process the status of one of its agents.

        Arguments:
            agent_id: The agent.
            shown: The present state; None where it is not known.
            before: The state before.
            now: The present.

        """
        if shown is None or shown.state in _NOT_LOGGED_IN:
            self._logged_in.discard(agent_id)
        else:
            self._logged_in.add(agent_id)
        if shown is not None and shown.state is AgentState.IDLE:
            self.free[agent_id] = shown.since or now
            self.departure = None
            return
        was_free = self.free.pop(agent_id, None) is not None
        could = was_free or before in _COULD_TAKE_A_CALL
        if could and not self.free and shown is not None and shown.state in _GONE:
            self.departure = Departure(agent_id, shown, now)

    def count(self, agents: Iterable[int]) -> None:
        """Process how many agents its queues count as logged in."""
        self.is_complete = len(self._logged_in) >= max(agents, default=0)

    @property
    def longest_free(self) -> str:
        """The agent who has been free the longest; blank for none."""
        return min(self.free, key=lambda agent_id: self.free[agent_id].steady_s, default="")
