"""What one record of the stream says, as frozen events (desktop/protocol/README.md).

The numbers of agents, sets, groups and paths are text: leading zeros and ``*`` matter.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

_KINDS: Final[dict[str, type["Event"]]] = {}
"""Each kind of call event and report by its function code."""


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

    def __init_subclass__(cls, code: str = "") -> None:
        if code:
            cls.code = code
            _KINDS[code] = cls


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


class AgentLoggedIn(CallEvent, code="A"):
    """A: also clears make busy and do not disturb."""

    __slots__ = ()


class AgentLoggedOut(CallEvent, code="B"):
    """B: everything is cleared."""

    __slots__ = ()


class ReasonedEvent(CallEvent):
    """An event with a reason code in place of the button number."""

    __slots__ = ()

    @property
    def reason_code(self) -> str:
        """The reason code without leading zeros, blank if there is none."""
        return self.button_number


class DoNotDisturbSet(ReasonedEvent, code="C"):
    """C: never ends a call."""

    __slots__ = ()


class DoNotDisturbRemoved(CallEvent, code="D"):
    """D: do not disturb was removed."""

    __slots__ = ()


class MakeBusySet(ReasonedEvent, code="E"):
    """E: may be set during a call and takes effect after it."""

    __slots__ = ()


class MakeBusyRemoved(CallEvent, code="F"):
    """F: make busy was removed."""

    __slots__ = ()


class AcdCallAnswered(CallEvent, code="G"):
    """G: the directory number field holds the path."""

    __slots__ = ()

    @property
    def path(self) -> str:
        """The path's reporting number without the leading ``P``; may be blank."""
        return self.directory_number.removeprefix("P")


class PersonalCallAnswered(CallEvent, code="H"):
    """H: talking, not ACD."""

    __slots__ = ()


class CallOriginated(CallEvent, code="I"):
    """I: sent when the conversation starts, not while dialling."""

    __slots__ = ()


class AgentIdled(CallEvent, code="J"):
    """J: the call on that button ended, or the work timer did."""

    __slots__ = ()


class WorkTimerStarted(CallEvent, code="L"):
    """L: newer releases only."""

    __slots__ = ()


class WorkTimerExpired(CallEvent, code="M"):
    """M: newer releases only; older ones send J alone."""

    __slots__ = ()


class CallHeld(CallEvent, code="N"):
    """N: a hard hold."""

    __slots__ = ()


class CallRetrieved(CallEvent, code="O"):
    """O: a held call was retrieved."""

    __slots__ = ()


class HeldCallAbandoned(CallEvent, code="P"):
    """P: the held caller hung up."""

    __slots__ = ()


class RemoteAcdCallAnswered(AcdCallAnswered, code="S"):
    """S: like G, on networked systems."""

    __slots__ = ()


class RingingStarted(CallEvent, code="T"):
    """T: newer releases only."""

    __slots__ = ()


class RingingEnded(CallEvent, code="U"):
    """U: does not say whether the call was answered."""

    __slots__ = ()


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


class GroupReported(QueueReported, code="K"):
    """K: an agent group."""

    __slots__ = ()


class PathReported(QueueReported, code="Q"):
    """Q: a path. Its number may equal a group's; they are different things."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Refreshed(Event):
    """R: the only record with a date.

    Attributes:
        date: ``YYYYMMDD`` as sent.

    """

    code = "R"

    date: str


CALL_EVENTS: Final = {code: kind for code, kind in _KINDS.items() if issubclass(kind, CallEvent)}
REPORTS: Final = {code: kind for code, kind in _KINDS.items() if issubclass(kind, QueueReported)}
