"""One agent: what holds, and which of it is shown (acd-stream.md, Agent state)."""

import enum
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.moment import Moment
from desktop.protocol.events import (
    AcdCallAnswered,
    AgentIdled,
    AgentLoggedIn,
    AgentLoggedOut,
    CallEvent,
    CallHeld,
    CallOriginated,
    CallRetrieved,
    DoNotDisturbRemoved,
    DoNotDisturbSet,
    HeldCallAbandoned,
    MakeBusyRemoved,
    MakeBusySet,
    PersonalCallAnswered,
    RingingEnded,
    RingingStarted,
    WorkTimerExpired,
    WorkTimerStarted,
)

MOST_CALLS: Final = 32
"""No agent has more at once; a stream whose ends of calls are missing may name ever new buttons."""


class AgentState(enum.Enum):
    """What is shown of an agent; of the states of an agent who is logged in, the first that holds wins."""

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

    # There is one of each, so identity will do; enum's own hash calls into Python, for each agent painted.
    __hash__ = object.__hash__

    @property
    def is_acd_call(self) -> bool:
        """Whether an ACD call is going on, held or not."""
        return self in {AgentState.ACD, AgentState.ACD_HOLD}

    @property
    def is_other_call(self) -> bool:
        """Whether a call that is not ACD is going on, held or not."""
        return self in _OTHER_CALLS

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the agent asked for no calls."""
        return self in {AgentState.DO_NOT_DISTURB, AgentState.MAKE_BUSY}


_OTHER_CALLS = frozenset(
    {AgentState.NON_ACD, AgentState.NON_ACD_HOLD, AgentState.OUTBOUND, AgentState.OUTBOUND_HOLD}
)


class DataWord(enum.StrEnum):
    """An agent's value in mitel_data.json (acd-stream.md, mitel_data.json)."""

    IN = "in"
    IDLE = "idle"
    BUSY = "busy"
    TIMER = "timer"
    OUT = "out"


class CallKind(enum.Enum):
    """What kind of call it is, with its states while active and while held."""

    ACD = (AgentState.ACD, AgentState.ACD_HOLD)
    NON_ACD = (AgentState.NON_ACD, AgentState.NON_ACD_HOLD)
    OUTBOUND = (AgentState.OUTBOUND, AgentState.OUTBOUND_HOLD)

    def __init__(self, active: AgentState, held: AgentState) -> None:
        self.active = active
        self.held = held


@dataclass(frozen=True, slots=True)
class Call:
    """A call on one button of an agent's set; ``since`` is when it was last answered, held or retrieved."""

    kind: CallKind
    since: Moment
    held: bool = False
    path: str = ""

    @property
    def state(self) -> AgentState:
        """The state that this call alone would show."""
        return self.kind.held if self.held else self.kind.active


@dataclass(frozen=True, slots=True)
class AgentStatus:
    """What a person and a program see of an agent.

    Attributes:
        state: The one state shown.
        since: When that state began; None when nobody can know.
        data_word: The value in mitel_data.json; None when the agent is not listed there.
        reason_code: Of do not disturb or make busy, while that is the state shown; blank when none.
        path: Of an ACD call, while that is the state shown; blank when none.
        confirmed: False until a record names the agent, and again from a loss of the line on.
        source: The phone system that told it; blank when none of this run did.

    """

    state: AgentState
    since: Moment | None = None
    data_word: DataWord | None = None
    reason_code: str = ""
    path: str = ""
    confirmed: bool = False
    source: str = ""


STATE_ORDER = {state: order for order, state in enumerate(AgentState)}
"""The rank of each state: of several that hold, the lowest is shown."""

_WORDS = {AgentState.WORK_TIMER: DataWord.TIMER, AgentState.LOGGED_OUT: DataWord.OUT}


class Agent:
    """The state of one agent, by the rules of acd-stream.md, Agent state.

    Several things hold at once, each with the moment since when it does; `shown` is what they come to.

    Arguments:
        agent_id: Text as the stream gives it.
        restored: The last file's word for the agent, when that is all that is known.

    Attributes:
        agent_id: As given.
        directory_number: The set the agent is at; blank when not known.
        shown: What a person and a program see.

    """

    def __init__(self, agent_id: str, restored: DataWord | None = None) -> None:
        self.agent_id = agent_id
        self.directory_number = ""
        self.shown = AgentStatus(AgentState.UNKNOWN, data_word=restored)
        self._logged_in = False
        self._logged_out_since: Moment | None = None
        self._ringing: Moment | None = None
        self._work_timer: Moment | None = None
        self._do_not_disturb: Moment | None = None
        self._do_not_disturb_reason = ""
        self._make_busy: Moment | None = None
        self._make_busy_reason = ""
        self._calls: dict[str, Call] = {}
        self._only_logged_in = False

    @property
    def do_not_disturb(self) -> bool:
        """Whether do not disturb is set, also while a call goes on."""
        return self._do_not_disturb is not None

    @property
    def make_busy(self) -> bool:
        """Whether make busy is set, also while a call goes on."""
        return self._make_busy is not None

    @property
    def reason_code(self) -> str:
        """Why calls are not wanted: of the state shown, else of what is set beneath it; blank when none."""
        if self.shown.reason_code:
            return self.shown.reason_code
        if self.make_busy and self._make_busy_reason:
            return self._make_busy_reason
        return self._do_not_disturb_reason if self.do_not_disturb else ""

    def apply(self, event: CallEvent, now: Moment, source: str = "") -> bool:
        """Take an event that names this agent; tell whether what is shown changed.

        An agent may register on another phone system when the first one fails. Calls, ringing and work timer
        belong to the set there, and its end would never be told.
        """
        if source != self.shown.source:
            self._leave_set()
        match event:
            case AgentLoggedIn():
                self._clear()
                self._logged_in = True
                self._only_logged_in = True
            case AgentLoggedOut():
                self._clear()
                if self._logged_in or self._logged_out_since is None:
                    self._logged_out_since = now
                self._logged_in = self._only_logged_in = False
            case _:
                self._logged_in = True
                self._apply_while_logged_in(event, now)
        if not isinstance(event, AcdCallAnswered):
            self.directory_number = event.directory_number
        shown = self._show(now, source, logged_in_anew=isinstance(event, AgentLoggedIn))
        changed = shown != self.shown
        self.shown = shown
        return changed

    def doubt(self) -> None:
        """Take what is known for unconfirmed, since records may have been missed."""
        self.shown = replace(self.shown, confirmed=False)

    def _apply_while_logged_in(  # noqa: C901, PLR0912 - one flat match, an entry for each code
        self, event: CallEvent, now: Moment
    ) -> None:
        button = event.button_number
        if not isinstance(event, RingingStarted | RingingEnded):
            self._only_logged_in = False
        match event:
            case RingingStarted():
                self._ringing = self._ringing or now
            case RingingEnded():
                self._ringing = None
            case AcdCallAnswered():
                self._start_call(button, Call(CallKind.ACD, now, path=event.path))
            case PersonalCallAnswered():
                self._start_call(button, Call(CallKind.NON_ACD, now))
            case CallOriginated():
                self._start_call(button, Call(CallKind.OUTBOUND, now))
            case AgentIdled():
                self._ringing = None
                self._work_timer = None
                self._end_call(button)
            case CallHeld():
                self._hold(self._button_of(button, held=False), now, held=True)
            case CallRetrieved():
                self._hold(self._button_of(button, held=True), now, held=False)
            case HeldCallAbandoned():
                self._calls.pop(self._button_of(button, held=True), None)
            case WorkTimerStarted():
                self._calls.clear()
                self._work_timer = self._work_timer or now
            case WorkTimerExpired():
                self._work_timer = None
            case DoNotDisturbSet():
                self._work_timer = None
                self._do_not_disturb = self._do_not_disturb or now
                self._do_not_disturb_reason = event.reason_code
            case DoNotDisturbRemoved():
                self._do_not_disturb = None
            case MakeBusySet():
                self._work_timer = None
                self._make_busy = self._make_busy or now
                self._make_busy_reason = event.reason_code
            case MakeBusyRemoved():
                self._make_busy = None
            case _:  # every code that names an agent is above; a new one says at least that he is logged in
                pass

    def _clear(self) -> None:
        self._leave_set()
        self._do_not_disturb = self._make_busy = None

    def _leave_set(self) -> None:
        self._ringing = self._work_timer = None
        self._calls.clear()

    def _start_call(self, button: str, call: Call) -> None:
        self._ringing = None
        self._work_timer = None
        if len(self._calls) >= MOST_CALLS and button not in self._calls:
            self._calls.pop(next(iter(self._calls)))
        self._calls[button] = call

    def _end_call(self, button: str) -> None:
        if not button:
            self._calls.clear()
        elif self._calls.pop(button, None) is None:
            self._calls = {key: call for key, call in self._calls.items() if call.held}

    def _hold(self, button: str, now: Moment, *, held: bool) -> None:
        call = self._calls.get(button)
        if call is not None and call.held is not held:
            self._calls[button] = replace(call, held=held, since=now)

    def _button_of(self, button: str, *, held: bool) -> str:
        """Find the button meant: the one named or, if it is unknown, that of the latest call (not) held."""
        if button and button in self._calls:
            return button
        fitting = {key: call for key, call in self._calls.items() if call.held is held}
        return max(fitting, key=lambda key: fitting[key].since, default=button)

    def _show(self, now: Moment, source: str, *, logged_in_anew: bool) -> AgentStatus:
        state, since, reason, path = self._beneath_ringing()
        if state is AgentState.IDLE:
            word = DataWord.IN if self._only_logged_in else DataWord.IDLE
        else:
            word = _WORDS.get(state, DataWord.BUSY)
        if self._ringing is not None:
            state, since, reason, path = AgentState.RINGING, self._ringing, "", ""
        if since is None:
            since = now if self.shown.state is not state or logged_in_anew else self.shown.since
        return AgentStatus(state, since, word, reason, path, confirmed=True, source=source)

    def _beneath_ringing(self) -> tuple[AgentState, Moment | None, str, str]:
        """Give state, since when (None: since it is shown), reason code and path, ringing left aside."""
        if not self._logged_in:
            return AgentState.LOGGED_OUT, self._logged_out_since, "", ""
        if self._calls:
            call = min(self._calls.values(), key=lambda call: (STATE_ORDER[call.state], call.since))
            return call.state, call.since, "", call.path
        if self._work_timer is not None:
            return AgentState.WORK_TIMER, self._work_timer, "", ""
        if self._do_not_disturb is not None:
            return AgentState.DO_NOT_DISTURB, self._do_not_disturb, self._do_not_disturb_reason, ""
        if self._make_busy is not None:
            return AgentState.MAKE_BUSY, self._make_busy, self._make_busy_reason, ""
        return AgentState.IDLE, None, "", ""
