"""From when on something is too much: two levels, attention and trouble."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind


class Level(enum.IntEnum):
    """How much it is."""

    NONE = 0
    ATTENTION = 1
    TROUBLE = 2


@dataclass(frozen=True, slots=True)
class Limit:
    """The values from which on each level holds; 0 for a level that there is not."""

    attention: float = 0
    trouble: float = 0

    def level(self, value: float) -> Level:
        """Give the level of a value."""
        if self.trouble and value >= self.trouble:
            return Level.TROUBLE
        return Level.ATTENTION if self.attention and value >= self.attention else Level.NONE

    def bound(self, level: Level) -> float:
        """Give the value from which on a level holds; 0 for none."""
        return {Level.NONE: 0, Level.ATTENTION: self.attention, Level.TROUBLE: self.trouble}[level]

    def next_above(self, value: float) -> float | None:
        """Give the next value at which the level changes; None when there is none."""
        return min((bound for bound in (self.attention, self.trouble) if bound > value), default=None)


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """The limits of a queue: callers waiting, and seconds that the first of them waits."""

    waiting: Limit = Limit()
    longest_s: Limit = Limit()


@dataclass(frozen=True, slots=True)
class QueueTrouble:
    """What is too much in a queue.

    Attributes:
        level: How much.
        waiting: The limit of callers waiting that is reached; 0 when none is at that level.
        longest_s: The limit of the longest waiting that is reached; 0 when none is at that level.

    """

    level: Level = Level.NONE
    waiting: float = 0
    longest_s: float = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits.

    Attributes:
        queues: Of every queue that has none of its own.
        single: Of single queues, by kind and number.
        states: Seconds in a state, by state.

    """

    queues: QueueLimits = QueueLimits()
    single: Mapping[tuple[QueueKind, str], QueueLimits] = field(default_factory=lambda: MappingProxyType({}))
    states: Mapping[AgentState, Limit] = field(default_factory=lambda: MappingProxyType({}))

    def of_queue(self, kind: QueueKind, number: str) -> QueueLimits:
        """Give a queue's limits."""
        return self.single.get((kind, number), self.queues)

    def queue_trouble(self, queue: Queue, now: Moment) -> QueueTrouble:
        """Give what is too much in a queue; nothing is where its figures are old or not confirmed."""
        if not queue.confirmed or not queue.is_current(now):
            return QueueTrouble()
        limits = self.of_queue(queue.kind, queue.number)
        waiting = limits.waiting.level(queue.waiting)
        longest = limits.longest_s.level(queue.longest_waiting_s(now) or 0)
        level = max(waiting, longest)
        return QueueTrouble(
            level,
            limits.waiting.bound(level) if waiting is level else 0,
            limits.longest_s.bound(level) if longest is level else 0,
        )

    def agent_level(self, shown: AgentStatus, now: Moment) -> Level:
        """Give whether an agent is too long in a state; nobody is of whom that is not confirmed."""
        limit = self.states.get(shown.state)
        if limit is None or shown.since is None or not shown.confirmed:
            return Level.NONE
        return limit.level(shown.since.elapsed_s(now))

    def due_s(self, shown: AgentStatus, now: Moment) -> float | None:
        """Give in how many seconds an agent's level changes if nothing happens; None for never."""
        limit = self.states.get(shown.state)
        if limit is None or shown.since is None or not shown.confirmed:
            return None
        elapsed_s = shown.since.elapsed_s(now)
        bound = limit.next_above(elapsed_s)
        return bound - elapsed_s if bound is not None else None
