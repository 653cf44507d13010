"""The floor in a few figures: what the eye meets first, and what the tray says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.acd.agent import Agent, AgentState
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue


@dataclass(frozen=True, slots=True)
class FloorSummary:
    """The floor in figures; every known agent counts in exactly one of the agent figures.

    Attributes:
        waiting: Callers waiting in the queues shown whose figures are current.
        longest_s: The longest waiting of them in seconds; None when nobody waits.
        free: Agents who can take a call now.
        ringing: Agents whose set rings.
        acd: Agents on an ACD call, held or not.
        other_calls: Agents on any other call, held or not.
        work_timer: Agents in work timer.
        out_of_reach: Agents in do not disturb or make busy.
        logged_out: Agents logged out.
        unknown: Agents of whom no record came yet.
        queues_known: Whether there are queues whose figures are current.
        queues_old: Whether there are queues, but none whose figures are current.

    """

    waiting: int = 0
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


def summarize(agents: Iterable[Agent], queues: Iterable[Queue], now: Moment) -> FloorSummary:
    """Sum agents and queues up."""
    states = Counter(agent.shown.state for agent in agents)
    waiting = 0
    longest_s: float | None = None
    known = list(queues)
    current = [queue for queue in known if queue.is_current(now)]
    for queue in current:
        waiting += queue.waiting
        queue_longest_s = queue.longest_waiting_s(now)
        if queue_longest_s is not None:
            longest_s = max(longest_s or 0.0, queue_longest_s)
    return FloorSummary(
        waiting=waiting,
        longest_s=longest_s,
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
    )
