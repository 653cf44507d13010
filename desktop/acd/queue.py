"""The figures of an agent group or a path (desktop/protocol/README.md, Group report K, path report Q)."""

import enum
from dataclasses import dataclass

from desktop.acd.moment import Moment

CURRENT_FOR_S = 120.0
"""Reports come about every 15 s, less often under heavy traffic: figures older than this are stale."""


class QueueKind(enum.Enum):
    """The two kinds of queue. A group and a path may have the same number."""

    GROUP = "Group"
    PATH = "Path"


@dataclass(frozen=True, slots=True)
class QueueText:
    """The figures as received, fixed-length text: 3 digits waiting, 3 digits agents, MMSS longest."""

    waiting: str
    agents: str
    longest: str

    @property
    def longest_s(self) -> int:
        """Longest waiting in seconds."""
        return int(self.longest[:2]) * 60 + int(self.longest[2:])


@dataclass(frozen=True, slots=True)
class Queue:
    """An agent group or a path with its last figures.

    Attributes:
        kind: Group or path.
        number: The reporting number.
        text: The figures as received.
        received: When they were received; None for figures of the last file, whose time is unknown.
        confirmed: False until a report is received, and again after the line was lost.
        source: The phone system that reported them; blank when none did in this run.

    """

    kind: QueueKind
    number: str
    text: QueueText
    received: Moment | None = None
    confirmed: bool = False
    source: str = ""

    @property
    def waiting(self) -> int:
        """Calls waiting."""
        return int(self.text.waiting)

    @property
    def agents(self) -> int:
        """Agents logged in."""
        return int(self.text.agents)

    def longest_waiting_s(self, now: Moment) -> float | None:
        """Return the longest waiting in seconds; None when nobody waits.

        It keeps counting from the report as long as the next one may be under way. For an old or unconfirmed
        report it is the reported time: nobody knows whether that caller still waits.
        """
        if not self.waiting:
            return None
        if self.received is None or not self.confirmed or not self.is_current(now):
            return float(self.text.longest_s)
        return self.text.longest_s + self.received.elapsed_s(now)

    def is_current(self, now: Moment) -> bool:
        """Return whether the figures are from a report that is not too old."""
        return self.received is not None and self.received.elapsed_s(now) <= CURRENT_FOR_S
