"""Rules of alerts: the condition, its limits and delays, and how to notify."""

import enum
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import AgentState
from desktop.acd.alerts.hours import ALWAYS, NEVER, Hours
from desktop.acd.limits import Level


class Condition(enum.StrEnum):
    """What a rule watches."""

    CALLERS_WAITING = "callers-waiting"
    """The number of callers waiting in a queue."""
    LONGEST_WAITING = "longest-waiting"
    """The time that the first caller of a queue has waited."""
    NOBODY_FREE = "nobody-free"
    """The number of callers waiting while nobody is free."""
    LAST_FREE_GONE = "last-free-gone"
    """The last free agent logged out, or set do not disturb or make busy."""
    WAITING_WHILE_FREE = "waiting-while-free"
    """The time that a caller and a free agent have both waited: routing or presence is wrong."""
    DO_NOT_DISTURB = "do-not-disturb"
    """The time that an agent has been in this state."""
    MAKE_BUSY = "make-busy"
    """The time that an agent has been in this state."""
    WORK_TIMER = "work-timer"
    """The time that an agent has been in this state."""
    HOLD = "hold"
    """The time that an agent has had a call on hold."""
    RINGING = "ringing"
    """The time that an agent's set has rung."""
    STILL_LOGGED_IN = "still-logged-in"
    """An agent has been logged in since before a time of day."""
    SET_BUSY = "set-busy"
    """An agent went to make busy right after unanswered ringing."""
    NO_CONNECTION = "no-connection"
    """The time that nothing has come from a phone system."""
    FILE_FAULT = "file-fault"
    """The time that a file for other programs could not be written."""


class Way(enum.StrEnum):
    """A way of notifying. The list and the history have every alert."""

    NOTIFICATION = "notification"
    SOUND = "sound"
    BORDER = "border"
    """On the board, around the subject."""
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
"""The conditions on the time in a state."""
OF_QUEUES: Final = frozenset({Condition.CALLERS_WAITING, Condition.LONGEST_WAITING})
OF_TEAMS: Final = frozenset({Condition.NOBODY_FREE, Condition.LAST_FREE_GONE, Condition.WAITING_WHILE_FREE})
OF_AGENTS: Final = frozenset({*STATE_CONDITIONS.values(), Condition.STILL_LOGGED_IN, Condition.SET_BUSY})
HAVE_LIMITS: Final = OF_QUEUES | frozenset(STATE_CONDITIONS.values())
"""Conditions for which the board has limits."""
GROWING: Final = HAVE_LIMITS | {Condition.NOBODY_FREE}
"""Conditions that get worse as their value grows. A line that stays lost does not get worse."""
COUNTS: Final = frozenset({Condition.CALLERS_WAITING, Condition.NOBODY_FREE})
"""Conditions whose values are callers; those of others are seconds."""

_LEAST: Final = 1.0
"""The limit where a rule has none: the condition holds."""

NOTIFYING: Final = frozenset({Way.NOTIFICATION, Way.SOUND, Way.TASKBAR})
"""Ways that notify once; a border stays while the alert is open."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: Its name, unique among the rules.
        condition: What it watches.
        limit: The least value that raises an alert: callers or seconds; for `Condition.STILL_LOGGED_IN` the
            time of day in minutes after midnight. 0 is the board's limit if there is one, otherwise 1.
        level: The level of its alerts; where the board's limits count, the one that raises them.
        longest_s: How long the first of the callers waiting must have waited as well.
        start_after_s: How long the condition must hold before the alert opens.
        end_after_s: How long it must be over before the alert ends.
        dead_band: How far below the limit the value must go to be over.
        repeat_s: How often to notify again of an open alert; 0 for never.
        rest_s: The minimum time between two notices of the same subject.
        hours: When the rule counts.
        quiet: When notices are held back.
        ways: How to notify.
        says_end: Whether the end is announced; otherwise the notice is only withdrawn.
        groups: The agent groups it covers; empty, with empty paths, for all.
        paths: The paths it covers.
        agents: The agents it covers; empty for all.

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
    def condition_key(self) -> "Rule":
        """The rule without how it notifies. Open alerts stay open if it replaces a rule with an equal key."""
        ways = NOTIFYING if self.ways & NOTIFYING else frozenset[Way]()
        return replace(self, ways=ways, says_end=False, repeat_s=0, rest_s=0, quiet=NEVER)

    @property
    def follows_board(self) -> bool:
        """Whether the board's limits count."""
        return not self.limit and self.condition in HAVE_LIMITS

    @property
    def own_limit(self) -> float:
        """The limit where the board's do not count."""
        return _LEAST if self.condition is Condition.STILL_LOGGED_IN else self.limit or _LEAST
