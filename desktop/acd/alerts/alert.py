"""An alert, and what there is to say of what it is about."""

import enum
import math
from dataclasses import dataclass
from typing import NamedTuple

from desktop.acd.agent import AgentStatus
from desktop.acd.alerts.rule import Rule
from desktop.acd.limits import Level
from desktop.acd.moment import Moment


class SubjectKind(enum.StrEnum):
    """What kind of thing an alert can be about."""

    GROUP = "group"
    PATH = "path"
    TEAM = "team"
    """Agents who are there for callers together."""
    AGENT = "agent"
    LINE = "line"
    FILE = "file"


class Subject(NamedTuple):
    """What an alert is about.

    Attributes:
        kind: What kind of thing.
        key: Its key on the floor; of a team its agent group, blank for the whole floor; the phone system of a
            line; the name of a file.
        picked: Of a team: the only agents who count, in order; none are all.
        queues: Of a team that is no agent group: the only queues that count, as ``path 501``; none are all.

    """

    kind: SubjectKind
    key: str = ""
    picked: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()


class AlertKey(NamedTuple):
    """Which alert: there is one of each rule and subject at a time."""

    rule: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a subject at one moment, as far as a condition needs it.

    Attributes:
        at: That moment.
        value: What is held against the limit: callers or seconds; 1 for what holds, 0 for what does not.
        grows: Whether it grows by a second a second.
        until_s: Up to when it may be taken for known if nothing comes, on the steady clock.
        waiting: Callers waiting.
        longest_s: Longest waiting in seconds, counted on since the report.
        reported_s: Longest waiting as reported.
        reported_at: When that was reported.
        agent_id: Of the agent whom it names.
        shown: What that agent does.
        since: Since when what it tells of holds.
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
        rule: Whose.
        subject: What it is about.
        level: How bad it is.
        limit: The limit that it reached.
        reading: What was known last of its subject.
        since: Since when it has been over the limit, as far as was seen.
        opened: When it began, after the rule's delay.
        was_already: Whether it held already when it could be known: after the start, or a line's loss.
        is_doubtful: Whether nothing is known now, so that it may be over.

    """

    rule: Rule
    subject: Subject
    level: Level
    limit: float
    reading: Reading
    since: Moment
    opened: Moment
    was_already: bool = False
    is_doubtful: bool = False

    @property
    def key(self) -> AlertKey:
        """Which one it is."""
        return AlertKey(self.rule.name, self.subject)


class EventKind(enum.Enum):
    """What happened to an alert."""

    OPENED = "opened"
    WORSENED = "got worse"
    ENDED = "ended"
    DROPPED = "dropped"
    """It can no longer be known or counts no more: nobody can say that it is over."""


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something that happened to an alert.

    Attributes:
        what: What.
        alert: As it is from then on; for one that ended, as it was.
        at: When.
        held_s: For one that ended: for how long it was over the limit.

    """

    what: EventKind
    alert: Alert
    at: Moment
    held_s: float = 0
