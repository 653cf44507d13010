"""What a supervisor wants to be told of, and how."""

import enum
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import AgentState
from desktop.acd.alerts.hours import ALWAYS, NEVER, Hours
from desktop.acd.limits import Level


class Condition(enum.StrEnum):
    """What an alert is about."""

    CALLERS_WAITING = "callers-waiting"
    """So many callers wait in a queue."""
    LONGEST_WAITING = "longest-waiting"
    """The first caller of a queue waits for so long."""
    NOBODY_FREE = "nobody-free"
    """So many callers wait, and nobody is free."""
    LAST_FREE_GONE = "last-free-gone"
    """The last free agent logged out or asked for no calls."""
    WAITING_WHILE_FREE = "waiting-while-free"
    """A caller and a free agent have both waited for so long: routing or presence is wrong."""
    DO_NOT_DISTURB = "do-not-disturb"
    """An agent is in that state for so long."""
    MAKE_BUSY = "make-busy"
    """An agent is in that state for so long."""
    WORK_TIMER = "work-timer"
    """An agent is in that state for so long."""
    HOLD = "hold"
    """An agent has a call on hold for so long."""
    RINGING = "ringing"
    """An agent's set rings for so long."""
    STILL_LOGGED_IN = "still-logged-in"
    """An agent who was logged in before that time of day still is."""
    SET_BUSY = "set-busy"
    """An agent is in make busy from so soon on after ringing that nobody answered."""
    NO_CONNECTION = "no-connection"
    """Nothing is heard from a phone system for so long."""
    FILE_FAULT = "file-fault"
    """A file for other programs can't be written for so long."""


class Way(enum.StrEnum):
    """How an alert is told. It is in the list and in the history in any case."""

    NOTIFICATION = "notification"
    SOUND = "sound"
    BORDER = "border"
    """On the board, around what it is about."""
    TASKBAR = "taskbar"


STATE_CONDITIONS: Final = MappingProxyType(
    {
        AgentState.DO_NOT_DISTURB: Condition.DO_NOT_DISTURB,
        AgentState.MAKE_BUSY: Condition.MAKE_BUSY,
        AgentState.WORK_TIMER: Condition.WORK_TIMER,
        AgentState.ACD_HOLD: Condition.HOLD,
        AgentState.NON_ACD_HOLD: Condition.HOLD,
        AgentState.OUTBOUND_HOLD: Condition.HOLD,
        AgentState.RINGING: Condition.RINGING,
    }
)
"""Which condition is about the time in a state."""
OF_QUEUES: Final = frozenset({Condition.CALLERS_WAITING, Condition.LONGEST_WAITING})
OF_TEAMS: Final = frozenset({Condition.NOBODY_FREE, Condition.LAST_FREE_GONE, Condition.WAITING_WHILE_FREE})
OF_AGENTS: Final = frozenset({*STATE_CONDITIONS.values(), Condition.STILL_LOGGED_IN, Condition.SET_BUSY})
HAVE_LIMITS: Final = OF_QUEUES | frozenset(STATE_CONDITIONS.values())
"""Of these the board has limits too."""
GROWING: Final = HAVE_LIMITS | {Condition.NOBODY_FREE}
"""Of these more is worse. That a line is lost for longer is not: it was told."""
COUNTS: Final = frozenset({Condition.CALLERS_WAITING, Condition.NOBODY_FREE})
"""Their figures are callers, those of others are seconds."""

_LEAST: Final = 1.0
"""The limit of what holds or does not, where a rule says none."""

TOLD: Final = frozenset({Way.NOTIFICATION, Way.SOUND, Way.TASKBAR})
"""What is told once; a border is there for as long as the alert is open."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to be told of.

    Attributes:
        name: What the supervisor calls it; no two rules have the same.
        condition: What it is about.
        limit: From when on it holds: callers, or seconds; for `Condition.STILL_LOGGED_IN` the time of day in
            minutes after midnight. 0 is the board's limit for what has one, for others the least there is.
        level: How bad it is; where the board's limits count, from which of them on.
        longest_s: For callers waiting: how long the first of them must have waited, too.
        start_after_s: It has to hold for so long before it is told.
        end_after_s: It has to be over for so long before that is told.
        dead_band: How far below the limit it must go to be over.
        repeat_s: After so long it is told again if it still holds; 0 for never.
        rest_s: For so long after it was told it is not told again because it began anew.
        hours: When it counts at all.
        quiet: When it is kept for later.
        ways: How it is told.
        says_end: Whether its end is told, too, and not only taken back.
        groups: The agent groups it is about; with no paths either, all.
        paths: The paths it is about.
        agents: The agents it is about; none are all.

    """

    name: str
    condition: Condition
    limit: float = 0
    level: Level = Level.ATTENTION
    longest_s: float = 0
    start_after_s: float = 0
    end_after_s: float = 0
    dead_band: float = 0
    repeat_s: float = 0
    rest_s: float = 0
    hours: Hours = ALWAYS
    quiet: Hours = NEVER
    ways: frozenset[Way] = frozenset({Way.NOTIFICATION})
    says_end: bool = False
    groups: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()

    @property
    def holds_as(self) -> "Rule":
        """The rule without how it is told, but for whether it is: where this is the same its alerts stay."""
        ways = TOLD if self.ways & TOLD else frozenset[Way]()
        return replace(self, ways=ways, says_end=False, repeat_s=0, rest_s=0, quiet=NEVER)

    @property
    def follows_board(self) -> bool:
        """Whether the board's limits count."""
        return not self.limit and self.condition in HAVE_LIMITS

    @property
    def own_limit(self) -> float:
        """The limit where the board's don't count."""
        return _LEAST if self.condition is Condition.STILL_LOGGED_IN else self.limit or _LEAST
