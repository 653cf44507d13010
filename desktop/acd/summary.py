"""The floor in a few figures: what the eye meets first, and what the tray says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.acd.agent import Agent, AgentState
from desktop.acd.ages import Ages
from desktop.acd.limits import Level, Limits
from desktop.acd.queue import Queue

_NO_LIMITS: Final = Limits()

AgentCounts = Mapping[tuple[AgentState, str], int]
"""How many agents, by state and by the phone system that told it."""


@dataclass(frozen=True, slots=True)
class FloorSummary:
    """The floor in figures; every known agent counts in exactly one of the agent figures.

    Attributes:
        waiting: Callers waiting in the queues shown whose figures are current.
        confirmed_waiting: Those of them who are surely there: reported since the line was last lost.
        longest_s: The longest waiting of them in seconds; None when nobody waits.
        free: Agents who can take a call now.
        ringing: Agents whose set rings.
        acd: Agents on an ACD call, held or not.
        other_calls: Agents on any other call, held or not.
        work_timer: Agents in work timer.
        out_of_reach: Agents in do not disturb or make busy.
        logged_out: Agents logged out.
        unknown: Agents of whom no record came yet, or whose phone system is lost while others are heard.
        queues_known: Whether there are queues whose figures are current.
        queues_old: Whether there are queues, but none whose figures are current.
        queues_doubted: Whether any of the figures summed up is not confirmed.
        waiting_level: How much too many wait in any of the queues, by its own limit.
        longest_level: How much too long the first waits in any of them.

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
    queues_old: bool = False
    queues_doubted: bool = False
    waiting_level: Level = Level.NONE
    longest_level: Level = Level.NONE

    @property
    def agents_known(self) -> bool:
        """Whether the stream told of any agent."""
        told = (
            self.free + self.ringing + self.on_calls + self.work_timer + self.out_of_reach + self.logged_out
        )
        return told > 0

    @property
    def on_calls(self) -> int:
        """Agents on any call."""
        return self.acd + self.other_calls


def count_agents(agents: Iterable[Agent]) -> AgentCounts:
    """Count agents by what they do and who told it."""
    return Counter((agent.shown.state, agent.shown.source) for agent in agents)


def summarize(
    agents: AgentCounts, queues: Iterable[Queue], ages: Ages, limits: Limits = _NO_LIMITS
) -> FloorSummary:
    """Sum agents and queues up. What only a lost phone system told counts not while others are heard."""
    states: Counter[AgentState] = Counter()
    for (state, source), count in agents.items():
        states[AgentState.UNKNOWN if ages.is_set_aside(source) else state] += count
    known = list(queues)
    current = [
        queue
        for queue in known
        if not ages.is_set_aside(queue.source) and queue.is_current(ages.figures_at(queue.source))
    ]
    longest = [
        longest_s
        for queue in current
        if (longest_s := queue.longest_waiting_s(ages.figures_at(queue.source))) is not None
    ]
    troubles = [
        limits.queue_trouble(queue, ages.clock())
        for queue in current
        if ages.stale_since(queue.source) is None
    ]
    return FloorSummary(
        waiting=sum(queue.waiting for queue in current),
        confirmed_waiting=sum(queue.waiting for queue in current if queue.confirmed),
        longest_s=max(longest, default=None),
        free=states[AgentState.IDLE],
        ringing=states[AgentState.RINGING],
        acd=sum(count for state, count in states.items() if state.is_acd_call),
        other_calls=sum(count for state, count in states.items() if state.is_other_call),
        work_timer=states[AgentState.WORK_TIMER],
        out_of_reach=sum(count for state, count in states.items() if state.is_out_of_reach),
        logged_out=states[AgentState.LOGGED_OUT],
        unknown=states[AgentState.UNKNOWN],
        queues_known=bool(current),
        queues_old=bool(known) and not current,
        queues_doubted=any(not queue.confirmed for queue in current),
        waiting_level=max((trouble.level for trouble in troubles if trouble.waiting), default=Level.NONE),
        longest_level=max((trouble.level for trouble in troubles if trouble.longest_s), default=Level.NONE),
    )
