"""Floor and queues summed up: the key figures of a board, and what tray, popover and strip show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.acd.agent import Agent, AgentState, CallKind
from desktop.acd.connection import Freshness
from desktop.acd.limits import Level, Limits
from desktop.acd.queue import Queue
from desktop.acd.wording import duration

_NO_LIMITS: Final = Limits()
_OTHER_CALLS: Final = (*CallKind.NON_ACD.value, *CallKind.OUTBOUND.value)

AgentCounts = Mapping[tuple[AgentState, str], int]
"""Number of agents by state and by the phone system that reported it."""


@dataclass(frozen=True, slots=True)
class FloorSummary:
    """The floor in figures; every known agent counts in exactly one of the agent figures.

    Attributes:
        waiting: Callers waiting in the queues shown whose figures are current.
        confirmed_waiting: Those of them reported since the line was last lost.
        longest_s: Longest waiting of them in seconds; None when nobody waits.
        free: Agents who can take a call now.
        ringing: Agents whose set rings.
        acd: Agents on an ACD call, held or not.
        other_calls: Agents on any other call, held or not.
        work_timer: Agents in work timer.
        out_of_reach: Agents in do not disturb or make busy.
        logged_out: Agents logged out.
        unknown: Agents not named by a record yet, or whose phone system is lost while others are heard.
        queues_known: Whether there are queues whose figures are current.
        queues_stale: Whether there are queues, but none whose figures are current.
        queues_unconfirmed: Whether any of the figures summed up is not confirmed.
        waiting_level: The worst level of callers waiting in any of the queues.
        longest_level: The worst level of the longest waiting in any of them.

    """

    waiting: int = 0
    confirmed_waiting: int = 0
    longest_s: float | None = None
    free: int = 0
    ringing: int = 0
    acd: int = 0
    other_calls: int = 0
    work_timer: int = 0
    out_of_reach: int = 0
    logged_out: int = 0
    unknown: int = 0
    queues_known: bool = False
    queues_stale: bool = False
    queues_unconfirmed: bool = False
    waiting_level: Level = Level.NONE
    longest_level: Level = Level.NONE

    @property
    def agents_known(self) -> bool:
        """Whether the stream named any agent."""
        on_duty = self.free or self.ringing or self.on_calls or self.work_timer or self.out_of_reach
        return bool(on_duty or self.logged_out)

    @property
    def on_calls(self) -> int:
        """Agents on any call."""
        return self.acd + self.other_calls


def summarize(
    agents: AgentCounts, queues: Iterable[Queue], freshness: Freshness, limits: Limits = _NO_LIMITS
) -> FloorSummary:
    """Sum up agents and queues. Figures of a lost phone system are left out while others are heard."""
    states: Counter[AgentState] = Counter()
    for (state, source), count in agents.items():
        states[AgentState.UNKNOWN if freshness.is_excluded(source) else state] += count
    known = list(queues)
    current = [
        queue
        for queue in known
        if not freshness.is_excluded(queue.source) and queue.is_current(freshness.figures_at(queue.source))
    ]
    longest = (queue.longest_waiting_s(freshness.figures_at(queue.source)) for queue in current)
    now = freshness.clock()
    reached = [
        limits.queue_trouble(queue, now) for queue in current if freshness.stale_since(queue.source) is None
    ]
    return FloorSummary(
        waiting=sum(queue.waiting for queue in current),
        confirmed_waiting=sum(queue.waiting for queue in current if queue.confirmed),
        longest_s=max((longest_s for longest_s in longest if longest_s is not None), default=None),
        free=states[AgentState.IDLE],
        ringing=states[AgentState.RINGING],
        acd=states[AgentState.ACD] + states[AgentState.ACD_HOLD],
        other_calls=sum(states[state] for state in _OTHER_CALLS),
        work_timer=states[AgentState.WORK_TIMER],
        out_of_reach=states[AgentState.DO_NOT_DISTURB] + states[AgentState.MAKE_BUSY],
        logged_out=states[AgentState.LOGGED_OUT],
        unknown=states[AgentState.UNKNOWN],
        queues_known=bool(current),
        queues_stale=bool(known) and not current,
        queues_unconfirmed=any(not queue.confirmed for queue in current),
        waiting_level=max((trouble.level for trouble in reached if trouble.waiting), default=Level.NONE),
        longest_level=max((trouble.level for trouble in reached if trouble.longest_s), default=Level.NONE),
    )


class AgentCounter:
    """Counts agents by state and phone system, updated as they change: a floor may have thousands.

    Arguments:
        agents: The floor's agents by ID, only read.
        counts_agent: Returns whether the agent with an ID is counted.

    Attributes:
        counts: Number of agents by state and phone system.

    """

    def __init__(
        self, agents: Mapping[str, Agent], counts_agent: Callable[[str], bool] = lambda _: True
    ) -> None:
        self._agents = agents
        self._counts_agent = counts_agent
        self._counted: dict[str, tuple[AgentState, str]] = {}
        self.counts: Counter[tuple[AgentState, str]] = Counter()
        self.rebuild()

    def rebuild(self) -> None:
        """Count all agents again."""
        self._counted.clear()
        self.counts.clear()
        self.update(self._agents)

    def update(self, agent_ids: Iterable[str]) -> None:
        """Count these agents in their present state."""
        for agent_id in agent_ids:
            before = self._counted.get(agent_id)
            if before is None and not self._counts_agent(agent_id):
                continue
            shown = self._agents[agent_id].shown
            now = shown.state, shown.source
            if before == now:
                continue
            if before is not None:
                self.counts[before] -= 1
            self._counted[agent_id] = now
            self.counts[now] += 1


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """A queue in the tray's menu or in the popover.

    Attributes:
        number: The reporting number.
        name: The name, else kind and number.
        waiting: Callers waiting.
        longest_s: Longest waiting in seconds; None when nobody waits.
        level: The higher level of the limits reached.
        is_old: Whether the figures are stale or unconfirmed.

    """

    number: str
    name: str
    waiting: int
    longest_s: float | None = None
    level: Level = Level.NONE
    is_old: bool = False

    @property
    def sentence(self) -> str:
        """All of it in one short line."""
        if self.is_old and not self.waiting:
            return f"{self.name}: not known now"
        longest = f", longest {duration(self.longest_s)}" if self.longest_s is not None else ""
        old = ", not current" if self.is_old else ""
        return f"{self.name}: {self.waiting or 'nobody'} waiting{longest}{old}"


def summarize_queues(
    queues: Iterable[Queue], freshness: Freshness, limits: Limits, name: Callable[[Queue], str]
) -> tuple[QueueSummary, ...]:
    """Sum up each queue, the worst first: by level, callers waiting, longest waiting, then name.

    Arguments:
        queues: The queues.
        freshness: Which of their figures are current.
        limits: The limits of queues.
        name: Returns the name of a queue.

    """
    now = freshness.clock()
    summaries = []
    for queue in queues:
        is_stale = freshness.stale_since(queue.source) is not None
        is_old = is_stale or not queue.confirmed or not queue.is_current(now)
        level = Level.NONE if is_old else limits.queue_trouble(queue, now).level
        longest_s = queue.longest_waiting_s(freshness.figures_at(queue.source))
        summaries.append(QueueSummary(queue.number, name(queue), queue.waiting, longest_s, level, is_old))
    return tuple(sorted(summaries, key=_worst_first))


def _worst_first(one: QueueSummary) -> tuple[int, int, float, str, str]:
    return -one.level, -one.waiting, -(one.longest_s or 0), one.name.casefold(), one.number


def summary_lines(summary: FloorSummary) -> tuple[str, str]:
    """Return two short lines: callers, then agents."""
    if summary.queues_known:
        waiting = f"{summary.waiting} waiting" if summary.waiting else "Nobody waiting"
    else:
        waiting = "Callers waiting not known"
    longest = f", longest {duration(summary.longest_s)}" if summary.longest_s is not None else ""
    agents = f"{summary.free} free, {summary.on_calls} on calls, {summary.out_of_reach} out of reach"
    return waiting + longest, agents
