"""How many agents do what: counted on as they change, since a floor may have thousands."""

from collections import Counter
from collections.abc import Callable, Iterable

from desktop.acd.agent import AgentState
from desktop.acd.floor import Floor
from desktop.acd.summary import AgentCounts


class Tally:
    """Counts of the agents of a floor, or of some of them, by state and by the phone system that told it.

    Arguments:
        floor: Whose agents; the tally reads it and never changes it.
        counts_agent: Tells by the ID whether an agent is one of those counted.

    """

    def __init__(self, floor: Floor, counts_agent: Callable[[str], bool] = lambda _: True) -> None:
        self._floor = floor
        self._counts_agent = counts_agent
        self._counted: dict[str, tuple[AgentState, str]] = {}
        self._counts: Counter[tuple[AgentState, str]] = Counter()
        self.rebuild()

    @property
    def counts(self) -> AgentCounts:
        """How many agents by state and phone system."""
        return self._counts

    def rebuild(self) -> None:
        """Count anew."""
        self._counted.clear()
        self._counts.clear()
        self.update(self._floor.agents)

    def update(self, agent_ids: Iterable[str]) -> None:
        """Count these agents as they are now."""
        for agent_id in agent_ids:
            before = self._counted.get(agent_id)
            if before is None and not self._counts_agent(agent_id):
                continue
            shown = self._floor.agents[agent_id].shown
            now = shown.state, shown.source
            if before == now:
                continue
            if before is not None:
                self._counts[before] -= 1
            self._counted[agent_id] = now
            self._counts[now] += 1
