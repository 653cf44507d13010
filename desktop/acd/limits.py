"""Limits of queues and states, with two levels: attention and trouble."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind


class Level(enum.IntEnum):
    """The level of a limit that was reached."""

    NONE = 0
    ATTENTION = 1
    TROUBLE = 2


@dataclass(frozen=True, slots=True)
class Limit:
    """The lowest value of each level; 0 for a level that is not used."""

    attention: float = 0
    trouble: float = 0

    def level(self, value: float) -> Level:
        """Return the level of a value."""
        if self.trouble and value >= self.trouble:
            return Level.TROUBLE
        return Level.ATTENTION if self.attention and value >= self.attention else Level.NONE

    def bound(self, level: Level) -> float:
        """Return the lowest value of a level; 0 for none."""
        return {Level.NONE: 0, Level.ATTENTION: self.attention, Level.TROUBLE: self.trouble}[level]

    def next_above(self, value: float) -> float | None:
        """Return the next value at which the level changes; None when there is none."""
        return min((bound for bound in (self.attention, self.trouble) if bound > value), default=None)


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """The limits of a queue: callers waiting, and the longest waiting in seconds."""

    waiting: Limit = Limit()
    longest_s: Limit = Limit()


@dataclass(frozen=True, slots=True)
class QueueTrouble:
    """The limits that a queue has reached.

    Attributes:
        level: The higher of the two levels.
        waiting: The limit of callers waiting reached at that level; 0 when none is.
        longest_s: The limit of the longest waiting reached at that level; 0 when none is.

    """

    level: Level = Level.NONE
    waiting: float = 0
    longest_s: float = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits.

    Attributes:
        queues: The limits of queues without limits of their own.
        single: The limits of single queues, by kind and number.
        states: The limit of each state, in seconds.

    """

    queues: QueueLimits = QueueLimits()
    single: Mapping[tuple[QueueKind, str], QueueLimits] = field(default_factory=lambda: MappingProxyType({}))
    states: Mapping[AgentState, Limit] = field(default_factory=lambda: MappingProxyType({}))

    def of_queue(self, kind: QueueKind, number: str) -> QueueLimits:
        """Return a queue's limits."""
        return self.single.get((kind, number), self.queues)

    def queue_trouble(self, queue: Queue, now: Moment) -> QueueTrouble:
        """Return the limits that a queue has reached; none while its figures are old or unconfirmed."""
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
        """Return the level of an agent's time in a state; none while that is unconfirmed."""
        limit = self.states.get(shown.state) if shown.confirmed else None
        return limit.level(shown.since.elapsed_s(now)) if limit and shown.since else Level.NONE

    def due_s(self, shown: AgentStatus, now: Moment) -> float | None:
        """Return in how many seconds an agent's level changes if nothing happens; None for never."""
        limit = self.states.get(shown.state) if shown.confirmed else None
        if limit is None or shown.since is None:
            return None
        elapsed_s = shown.since.elapsed_s(now)
        bound = limit.next_above(elapsed_s)
        return bound - elapsed_s if bound is not None else None
