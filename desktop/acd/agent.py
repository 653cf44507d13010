"""One agent: all states that hold, and which of them is shown (desktop/protocol/README.md, Agent state)."""

import enum
from dataclasses import dataclass
from typing import Final, NamedTuple

from desktop.acd.moment import Moment
from desktop.protocol.events import AcdCallAnswered, CallEvent, ReasonedEvent

MOST_CALLS: Final = 32
"""More calls than an agent ever has at once: the bound for a stream that never ends calls."""


class AgentState(enum.Enum):
    """The state shown of an agent. Of those that hold while an agent is logged in, the first one wins."""

    RINGING = "ringing"
    ACD = "acd"
    ACD_HOLD = "acd_hold"
    NON_ACD = "non_acd"
    NON_ACD_HOLD = "non_acd_hold"
    OUTBOUND = "outbound"
    OUTBOUND_HOLD = "outbound_hold"
    WORK_TIMER = "work_timer"
    DO_NOT_DISTURB = "do_not_disturb"
    MAKE_BUSY = "make_busy"
    IDLE = "idle"
    LOGGED_OUT = "logged_out"
    UNKNOWN = "unknown"

    # Members are singletons, so identity will do; enum's own hash calls into Python for each agent painted.
    __hash__ = object.__hash__

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the agent asked for no calls."""
        return self in {AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY}


class DataWord(enum.StrEnum):
    """An agent's value in mitel_data.json (desktop/protocol/README.md, mitel_data.json)."""

    IN = "in"
    IDLE = "idle"
    BUSY = "busy"
    TIMER = "timer"
    OUT = "out"


class CallKind(enum.Enum):
    """The kind of a call, with the states that it shows while active and while held."""

    ACD = (AgentState.ACD, AgentState.ACD_HOLD)
    NON_ACD = (AgentState.NON_ACD, AgentState.NON_ACD_HOLD)
    OUTBOUND = (AgentState.OUTBOUND, AgentState.OUTBOUND_HOLD)

    def __init__(self, active: AgentState, held: AgentState) -> None:
        self.active = active
        self.held = held


class Call(NamedTuple):
    """A call on one button of an agent's set; ``since`` is when it was last answered, held or retrieved."""

    kind: CallKind
    since: Moment
    held: bool = False
    path: str = ""

    @property
    def state(self) -> AgentState:
        """The state that this call alone would show."""
        return self.kind.held if self.held else self.kind.active


class AgentStatus(NamedTuple):
    """The status of an agent, as people and programs see it. A named tuple, since each record makes one.

    Attributes:
        state: The one state shown.
        since: When that state began; None when that is unknown.
        data_word: The value in mitel_data.json; None when the agent is not listed there.
        reason_code: The reason of do not disturb or make busy while that state is shown; blank when none.
        path: The path of an ACD call while that state is shown; blank when none.
        confirmed: False until a record names the agent, and again after the line was lost.
        source: The phone system that reported it; blank when none did in this run.

    """

    state: AgentState
    since: Moment | None = None
    data_word: DataWord | None = None
    reason_code: str = ""
    path: str = ""
    confirmed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class AgentDetail:
    """An agent in the detail file.

    Attributes:
        shown: The status shown.
        directory_number: The set the agent is at; blank when not known.
        do_not_disturb: Whether it is set, also during a call.
        make_busy: Whether it is set, also during a call.
        reason_code: The reason of what is set; blank when none was given.

    """

    shown: AgentStatus
    directory_number: str = ""
    do_not_disturb: bool = False
    make_busy: bool = False
    reason_code: str = ""


STATE_ORDER: Final = {state: order for order, state in enumerate(AgentState)}
"""The rank of each state: of several that hold, the lowest is shown."""

# What each record starts and ends, by function code (desktop/protocol/README.md, Agent state).
_STARTS: Final = {
    "T": AgentState.RINGING,
    "L": AgentState.WORK_TIMER,
    "C": AgentState.DO_NOT_DISTURB,
    "E": AgentState.MAKE_BUSY,
}
_AROUND_CALLS: Final = (AgentState.RINGING, AgentState.WORK_TIMER)
_ENDS: Final = {
    "A": (*_AROUND_CALLS, AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY),
    "B": (*_AROUND_CALLS, AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY),
    "C": (AgentState.WORK_TIMER,),
    "D": (AgentState.DO_NOT_DISTURB,),
    "E": (AgentState.WORK_TIMER,),
    "F": (AgentState.MAKE_BUSY,),
    "J": _AROUND_CALLS,
    "M": (AgentState.WORK_TIMER,),
    "U": (AgentState.RINGING,),
} | dict.fromkeys("GHIS", _AROUND_CALLS)
_CALL_KINDS: Final = {"G": CallKind.ACD, "H": CallKind.NON_ACD, "I": CallKind.OUTBOUND, "S": CallKind.ACD}
_WITHOUT_CALL: Final = (AgentState.WORK_TIMER, AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY)
_WORD_OF_STATE: Final = {AgentState.WORK_TIMER: DataWord.TIMER, AgentState.LOGGED_OUT: DataWord.OUT}


class Agent:
    """The state of one agent, by the rules of desktop/protocol/README.md, Agent state.

    Several things hold at once, each with the moment at which it began; `shown` is their outcome.

    Arguments:
        agent_id: Text as the stream gives it.
        restored: The agent's value in the last data file, when nothing else is known.

    Attributes:
        agent_id: The agent's ID.
        directory_number: The set the agent is at; blank when not known.
        shown: The status, as people and programs see it.

    """

    def __init__(self, agent_id: str, restored: DataWord | None = None) -> None:
        self.agent_id = agent_id
        self.directory_number = ""
        self.shown = AgentStatus(AgentState.UNKNOWN, data_word=restored)
        self._logged_in = False
        self._logged_out_since: Moment | None = None
        # No record but a login, or ringing, came since the login: mitel_data.json tells this from idle.
        self._only_logged_in = False
        self._since: dict[AgentState, Moment] = {}
        self._reasons: dict[AgentState, str] = {}
        self._calls: dict[str, Call] = {}

    @property
    def reason_code(self) -> str:
        """The reason shown, else the reason of what is set underneath the state shown; blank when none."""
        underlying = (AgentState.MAKE_BUSY, AgentState.DO_NOT_DISTURB)
        reasons = (self._reasons[state] for state in underlying if state in self._since)
        return self.shown.reason_code or next(filter(None, reasons), "")

    @property
    def detail(self) -> AgentDetail:
        """The agent in the detail file."""
        do_not_disturb, make_busy = (
            state in self._since for state in (AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY)
        )
        return AgentDetail(self.shown, self.directory_number, do_not_disturb, make_busy, self.reason_code)

    def apply(self, event: CallEvent, now: Moment, source: str = "") -> bool:
        """Apply an event that names this agent; return whether its status changed.

        An agent may log in on another phone system when the first one fails. The first one would never report
        the end of calls, ringing and work timer there, so they end now.
        """
        code = event.code
        if source != self.shown.source:
            self._calls.clear()
            self._end(_AROUND_CALLS)
        self._end(_ENDS.get(code, ()))
        if code in _STARTS:
            self._since.setdefault(_STARTS[code], now)
        if isinstance(event, ReasonedEvent):
            self._reasons[_STARTS[code]] = event.reason_code
        self._apply_to_calls(event, now)
        if code == "B" and (self._logged_in or self._logged_out_since is None):
            self._logged_out_since = now
        self._logged_in = code != "B"
        if code not in {"T", "U"}:
            self._only_logged_in = code == "A"
        if code not in {"G", "S"}:
            self.directory_number = event.directory_number
        shown = self._status(now, source, logged_in_anew=code == "A")
        changed = shown != self.shown
        self.shown = shown
        return changed

    def mark_unconfirmed(self) -> None:
        """Mark what is known as unconfirmed, since records may have been missed."""
        self.shown = self.shown._replace(confirmed=False)

    def _end(self, states: tuple[AgentState, ...]) -> None:
        for state in states:
            self._since.pop(state, None)

    def _apply_to_calls(self, event: CallEvent, now: Moment) -> None:
        button, code = event.button_number, event.code
        match code:
            case "A" | "B" | "L":
                self._calls.clear()
            case "G" | "S" | "H" | "I":
                path = event.path if isinstance(event, AcdCallAnswered) else ""
                if len(self._calls) >= MOST_CALLS and button not in self._calls:
                    self._calls.pop(next(iter(self._calls)))
                self._calls[button] = Call(_CALL_KINDS[code], now, path=path)
            case "J":
                self._end_call(button)
            case "N" | "O":
                held = code == "N"
                button = self._button_of(button, held=not held)
                call = self._calls.get(button)
                if call is not None and call.held is not held:
                    self._calls[button] = call._replace(held=held, since=now)
            case "P":
                self._calls.pop(self._button_of(button, held=True), None)

    def _end_call(self, button: str) -> None:
        if not button:
            self._calls.clear()
        elif self._calls.pop(button, None) is None:
            self._calls = {key: call for key, call in self._calls.items() if call.held}

    def _button_of(self, button: str, *, held: bool) -> str:
        """Return the named button if it has a call, else that of the latest call with this hold state."""
        if button and button in self._calls:
            return button
        fitting = {key: call for key, call in self._calls.items() if call.held is held}
        return max(fitting, key=lambda key: fitting[key].since, default=button)

    def _status(self, now: Moment, source: str, *, logged_in_anew: bool) -> AgentStatus:
        state, since, path = self._beneath_ringing()
        if state is AgentState.IDLE:
            word = DataWord.IN if self._only_logged_in else DataWord.IDLE
        else:
            word = _WORD_OF_STATE.get(state, DataWord.BUSY)
        if AgentState.RINGING in self._since:
            state, since, path = AgentState.RINGING, self._since[AgentState.RINGING], ""
        if since is None:
            since = now if self.shown.state is not state or logged_in_anew else self.shown.since
        reason = self._reasons.get(state, "")
        return AgentStatus(state, since, word, reason, path, confirmed=True, source=source)

    def _beneath_ringing(self) -> tuple[AgentState, Moment | None, str]:
        """Return the state, its beginning (None: since it is shown) and the path, ringing left aside."""
        if not self._logged_in:
            return AgentState.LOGGED_OUT, self._logged_out_since, ""
        if self._calls:
            call = min(self._calls.values(), key=lambda call: (STATE_ORDER[call.state], call.since))
            return call.state, call.since, call.path
        for state in _WITHOUT_CALL:
            if state in self._since:
                return state, self._since[state], ""
        return AgentState.IDLE, None, ""
