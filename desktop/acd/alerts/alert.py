"""Alerts, their subjects and readings, and the events of their lives."""

import enum
import math
from dataclasses import dataclass
from typing import NamedTuple

from desktop.acd.agent import AgentStatus
from desktop.acd.alerts.rule import Rule
from desktop.acd.limits import Level
from desktop.acd.moment import Moment


class SubjectKind(enum.StrEnum):
    """The kinds of subjects."""

    GROUP = "group"
    PATH = "path"
    TEAM = "team"
    """Agents who serve the same callers."""
    AGENT = "agent"
    LINE = "line"
    FILE = "file"


class Subject(NamedTuple):
    """What an alert is about.

    Attributes:
        kind: Its kind.
        key: Its key on the floor; the agent group of a team, blank for the whole floor; the phone system of a
            line; the name of a file.
        picked: The only agents of a team who count, in order; empty for all.
        queues: The only queues that count for a team that is no agent group, as ``path 501``; empty for all.

    """

    kind: SubjectKind
    key: str = ""
    picked: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()


class AlertKey(NamedTuple):
    """Identifies an alert: there is at most one per rule and subject at a time."""

    rule: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Reading:
    """What a condition needs to know of a subject at one moment.

    Attributes:
        at: The moment.
        value: The value to compare with the limit: callers or seconds; 1 if a condition without a limit
            holds, 0 if it does not.
        grows: Whether the value grows by one each second.
        until_s: When it expires unless something is reported, on the steady clock.
        waiting: Callers waiting.
        longest_s: Longest waiting in seconds, extrapolated from the report.
        reported_s: Longest waiting as reported.
        reported_at: When that was reported.
        agent_id: The agent that it names.
        shown: What that agent does.
        since: Since when the condition has held.
        reason: Why, in plain words.

    """

    at: Moment
    value: float = 0
    grows: bool = False
    until_s: float = math.inf
    waiting: int = 0
    longest_s: float = 0
    reported_s: float = 0
    reported_at: Moment | None = None
    agent_id: str = ""
    shown: AgentStatus | None = None
    since: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it is at one moment.

    Attributes:
        rule: Its rule.
        subject: What it is about.
        level: Its level.
        limit: The limit that it reached.
        reading: The latest reading of its subject.
        since: Since when it has been over the limit, as far as is known.
        opened: When it opened, after the rule's delay.
        held_from_start: Whether it held when it could first be known: at the start, or after a line was lost.
        is_unconfirmed: Whether nothing is known now, so it may be over.

    """

    rule: Rule
    subject: Subject
    level: Level
    limit: float
    reading: Reading
    since: Moment
    opened: Moment
    held_from_start: bool = False
    is_unconfirmed: bool = False

    @property
    def key(self) -> AlertKey:
        """Its key."""
        return AlertKey(self.rule.name, self.subject)


class EventKind(enum.Enum):
    """What can happen to an alert."""

    OPENED = "opened"
    WORSENED = "got worse"
    ENDED = "ended"
    DROPPED = "dropped"
    """It no longer counts, or its state can't be known; whether it is over is unknown."""


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something that happened to an alert.

    Attributes:
        kind: What happened.
        alert: The alert as it is from then on; one that ended, as it was.
        at: When.
        held_s: For how long an alert that ended was over the limit.

    """

    kind: EventKind
    alert: Alert
    at: Moment
    held_s: float = 0
