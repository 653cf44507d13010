"""What one record of the stream says, as frozen events (desktop/protocol/README.md).

The numbers of agents, sets, groups and paths are text: leading zeros and ``*`` matter.
"""

from dataclasses import dataclass
from typing import ClassVar, Final


@dataclass(frozen=True, slots=True)
class Event:
    """One record.

    Attributes:
        record_number: 0 to 99, wraps.
        time: The phone system's clock as sent, ``HHMMSS``, 24 h.
        raw: The whole record as sent, without STX and line end.

    """

    code: ClassVar[str]

    record_number: int
    time: str
    raw: str


@dataclass(frozen=True, slots=True)
class CallEvent(Event):
    """Something happened at an agent's set (desktop/protocol/README.md, Call events).

    Attributes:
        directory_number: The set's number; in G and S the path by which the call came, as sent (``P860``).
        agent_id: Blank if no agent is logged in there: the record then says nothing about an agent.
        button_number: The line appearance without leading zeros, blank if there is none. E and C have the
            reason code in this place.

    """

    directory_number: str
    agent_id: str
    button_number: str


@dataclass(frozen=True, slots=True)
class AgentLoggedIn(CallEvent):
    """A: also clears make busy and do not disturb."""

    code = "A"


@dataclass(frozen=True, slots=True)
class AgentLoggedOut(CallEvent):
    """B: everything is cleared."""

    code = "B"


@dataclass(frozen=True, slots=True)
class ReasonedEvent(CallEvent):
    """An event with a reason code in place of the button number."""

    @property
    def reason_code(self) -> str:
        """The reason code without leading zeros, blank if there is none."""
        return self.button_number


@dataclass(frozen=True, slots=True)
class DoNotDisturbSet(ReasonedEvent):
    """C: never ends a call."""

    code = "C"


@dataclass(frozen=True, slots=True)
class DoNotDisturbRemoved(CallEvent):
    """D."""

    code = "D"


@dataclass(frozen=True, slots=True)
class MakeBusySet(ReasonedEvent):
    """E: may be set during a call and takes effect after it."""

    code = "E"


@dataclass(frozen=True, slots=True)
class MakeBusyRemoved(CallEvent):
    """F."""

    code = "F"


@dataclass(frozen=True, slots=True)
class AcdCallAnswered(CallEvent):
    """G: the directory number field holds the path."""

    code = "G"

    @property
    def path(self) -> str:
        """The path's reporting number without the leading ``P``; may be blank."""
        return self.directory_number.removeprefix("P")


@dataclass(frozen=True, slots=True)
class PersonalCallAnswered(CallEvent):
    """H: talking, not ACD."""

    code = "H"


@dataclass(frozen=True, slots=True)
class CallOriginated(CallEvent):
    """I: sent when the conversation starts, not while dialling."""

    code = "I"


@dataclass(frozen=True, slots=True)
class AgentIdled(CallEvent):
    """J: the call on that button ended, or the work timer did."""

    code = "J"


@dataclass(frozen=True, slots=True)
class WorkTimerStarted(CallEvent):
    """L."""

    code = "L"


@dataclass(frozen=True, slots=True)
class WorkTimerExpired(CallEvent):
    """M."""

    code = "M"


@dataclass(frozen=True, slots=True)
class CallHeld(CallEvent):
    """N: a hard hold."""

    code = "N"


@dataclass(frozen=True, slots=True)
class CallRetrieved(CallEvent):
    """O."""

    code = "O"


@dataclass(frozen=True, slots=True)
class HeldCallAbandoned(CallEvent):
    """P: the held caller hung up."""

    code = "P"


@dataclass(frozen=True, slots=True)
class RemoteAcdCallAnswered(AcdCallAnswered):
    """S: like G, on networked systems."""

    code = "S"


@dataclass(frozen=True, slots=True)
class RingingStarted(CallEvent):
    """T: newer releases only."""

    code = "T"


@dataclass(frozen=True, slots=True)
class RingingEnded(CallEvent):
    """U: does not say whether the call was answered."""

    code = "U"


@dataclass(frozen=True, slots=True)
class QueueReported(Event):
    """The figures of a queue, sent about every 15 s (desktop/protocol/README.md, Group report K).

    Attributes:
        reporting_number: 3 digits.
        waiting: Calls waiting, 3 digits as received.
        agents: Agents logged in, 3 digits as received.
        longest: Longest waiting, ``MMSS`` as received.

    """

    reporting_number: str
    waiting: str
    agents: str
    longest: str


@dataclass(frozen=True, slots=True)
class GroupReported(QueueReported):
    """K: an agent group."""

    code = "K"


@dataclass(frozen=True, slots=True)
class PathReported(QueueReported):
    """Q: a path. Its number may equal a group's; they are different things."""

    code = "Q"


@dataclass(frozen=True, slots=True)
class Refreshed(Event):
    """R: the only record with a date.

    Attributes:
        date: ``YYYYMMDD`` as sent.

    """

    code = "R"

    date: str


CALL_EVENTS: Final[dict[str, type[CallEvent]]] = {
    event.code: event
    for event in (
        AgentLoggedIn,
        AgentLoggedOut,
        DoNotDisturbSet,
        DoNotDisturbRemoved,
        MakeBusySet,
        MakeBusyRemoved,
        AcdCallAnswered,
        PersonalCallAnswered,
        CallOriginated,
        AgentIdled,
        WorkTimerStarted,
        WorkTimerExpired,
        CallHeld,
        CallRetrieved,
        HeldCallAbandoned,
        RemoteAcdCallAnswered,
        RingingStarted,
        RingingEnded,
    )
}
REPORTS: Final[dict[str, type[QueueReported]]] = {
    report.code: report for report in (GroupReported, PathReported)
}
