"""Agents who are there for callers together: who of them is free, and who was the last one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.moment import Moment

_COULD_TAKE_A_CALL = frozenset({AgentState.IDLE, AgentState.RINGING})
_GONE = frozenset({AgentState.LOGGED_OUT, AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY})
_NOT_LOGGED_IN = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Departure:
    """The last free agent, who went.

    Attributes:
        agent_id: Who.
        shown: What the agent did.
        at: When.

    """

    agent_id: str
    shown: AgentStatus
    at: Moment


class Team:
    """Agents who are there for callers together.

    Arguments:
        has: Tells by the ID who belongs to it.

    Attributes:
        has: As given.
        free: Since when each agent is free who is.
        gone: The last free agent, if one went and nobody was free since.
        is_complete: Whether, when the queue was reported last, as many agents were known to be logged in as
            it counts. While fewer are, somebody may be free of whom nothing was heard.

    """

    def __init__(self, has: Callable[[str], bool]) -> None:
        self.has = has
        self.free: dict[str, Moment] = {}
        self.gone: Departure | None = None
        self.is_complete = False
        self._logged_in: set[str] = set()

    def follow(
        self, agent_id: str, shown: AgentStatus | None, before: AgentState | None, now: Moment
    ) -> None:
        """Take what one of its agents does.

        Arguments:
            agent_id: Whose.
            shown: What is shown; None where that is not known now.
            before: What was shown before.
            now: The present.

        """
        if shown is None or shown.state in _NOT_LOGGED_IN:
            self._logged_in.discard(agent_id)
        else:
            self._logged_in.add(agent_id)
        if shown is not None and shown.state is AgentState.IDLE:
            self.free[agent_id] = shown.since or now
            self.gone = None
            return
        was_free = self.free.pop(agent_id, None) is not None
        could = was_free or before in _COULD_TAKE_A_CALL
        if could and not self.free and shown is not None and shown.state in _GONE:
            self.gone = Departure(agent_id, shown, now)

    def count(self, agents: Iterable[int]) -> None:
        """Take how many agents its queues say are logged in."""
        self.is_complete = len(self._logged_in) >= max(agents, default=0)

    @property
    def longest_free(self) -> str:
        """Who is free for the longest; blank when nobody is."""
        return min(self.free, key=self._since_s, default="")

    def _since_s(self, agent_id: str) -> float:
        return self.free[agent_id].steady_s
