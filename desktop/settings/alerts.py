"""The settings of alerts: those of each rule, and those of all alerts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from desktop.settings.declared import check_all, setting
from desktop.settings.names import wrong_name
from desktop.settings.times import wrong_spans, wrong_time

MOST_RULES: Final = 200
"""More, with their descriptions, would not fit into a settings file (`desktop.settings.ini.MAX_BYTES`)."""

CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "callers-waiting": "Callers waiting",
        "longest-waiting": "Longest waiting",
        "nobody-free": "Nobody free while callers wait",
        "last-free-gone": "The last free agent went",
        "waiting-while-free": "Callers wait while somebody is free",
        "do-not-disturb": "Too long in do not disturb",
        "make-busy": "Too long in make busy",
        "work-timer": "Too long in work timer",
        "hold": "A call too long on hold",
        "ringing": "Ringing too long",
        "still-logged-in": "Still logged in after the hour",
        "set-busy": "Make busy right after unanswered ringing",
        "no-connection": "No data from the phone system",
        "file-fault": "A file can't be written",
    }
)
"""What a rule can be about, with its name in windows."""
WAYS: Final[Mapping[str, str]] = MappingProxyType(
    {"notification": "Notification", "sound": "Sound", "border": "Border on the board", "taskbar": "Taskbar"}
)
DAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    }
)

wrong_rule_name: Final = partial(wrong_name, "rule")
_rule = partial(setting, "alert")
_amount = partial(_rule, default=0, span=(0, 86400))
_seconds = partial(_amount, unit="m:ss")
_all = partial(setting, "alerts")


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """The settings of an alert rule. Fields have their names in the file, but for the rule's name.

    Attributes:
        name: The name of the rule, from the title of the section.

    """

    name: str
    on: bool = _rule("Whether the rule counts.", default=True, title="On")
    what: str = _rule("What it is about.", default="callers-waiting", choices=CONDITIONS, title="What")
    limit: int = _amount(
        "From when on it is told: callers waiting, or seconds; 0 is the board's limit where it has one,"
        " otherwise at once.",
        title="Limit",
        zero_label="as on the board",
    )
    level: str = _rule(
        "How bad it is; where the board's limits count, from which of them on.",
        default="trouble",
        choices={"attention": "Attention", "trouble": "Trouble"},
        title="Level",
    )
    longest_s: int = _seconds(
        "For callers waiting: only while the first of them has waited for so many seconds.",
        title="And the first waits at least",
        zero_label="no matter how long",
    )
    hour: str = _rule(
        "For who is still logged in: after which time of day.",
        default="20:00",
        check=wrong_time,
        title="After",
    )
    start_after_s: int = _seconds(
        "It has to hold for so many seconds before it is told.",
        default=30,
        title="Tell when it holds for",
        zero_label="at once",
    )
    end_after_s: int = _seconds(
        "It has to be over for so many seconds before it ends.",
        default=60,
        title="Ends when over for",
        zero_label="at once",
    )
    dead_band: int = _amount(
        "How far below its limit it must go to be over: callers or seconds.",
        title="Ends when lower by",
        zero_label="anything below the limit",
    )
    repeat_s: int = _rule(
        "It is told again after so many seconds if it still holds; 0 for never.",
        default=0,
        span=(10, 86400),
        or_zero=True,
        title="Tell again after",
        unit="m:ss",
        zero_label="never",
    )
    rest_s: int = _seconds(
        "Of the same queue or agent it is not told again for so many seconds, however often it begins anew.",
        default=300,
        title="Not again for",
        zero_label="as often as it comes",
    )
    days: tuple[str, ...] = _rule(
        "The days on which it counts; blank is every day.", default=(), choices=DAYS, title="Days"
    )
    hours: str = _rule(
        "The hours in which it counts, like 8:00-12:00, 13:00-17:00; blank is always.",
        default="",
        check=wrong_spans,
        title="Hours",
    )
    quiet: str = _rule(
        "Hours in which it is kept for later, like 12:00-13:00; blank is none.",
        default="",
        check=wrong_spans,
        title="Quiet hours",
    )
    ways: tuple[str, ...] = _rule(
        "How it is told; blank is in the list of alerts alone.",
        default=("notification", "border"),
        choices=WAYS,
        title="Told by",
    )
    says_end: bool = _rule("Say when it is over.", default=False, title="Say when it is over")
    groups: tuple[str, ...] = _rule(
        "The agent groups it is about, by their numbers with commas between; blank is all.",
        default=(),
        title="Agent groups",
    )
    paths: tuple[str, ...] = _rule(
        "The paths it is about, by their numbers with commas between; blank is all.",
        default=(),
        title="Paths",
    )
    agents: tuple[str, ...] = _rule(
        "The agents it is about, by their IDs with commas between; blank is all, or those whom the directory"
        " puts into the groups.",
        default=(),
        title="Agents",
    )

    def __post_init__(self) -> None:
        check_all(self, "alert", wrong_rule_name(self.name))


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """The settings of all alerts."""

    sounds: bool = _all("Let alerts sound that say so.", default=True, title="Sounds")
    volume: int = _all("How loud they are, in percent.", default=60, span=(0, 100), title="Volume", unit="%")
    sounds_only_here: bool = _all(
        "Only while somebody is at this computer.", default=True, title="Only while I'm here"
    )
    history_days: int = _all(
        "Days for which it is kept what happened.",
        default=30,
        span=(1, 365),
        title="Keep the history for",
        unit="days",
    )
    muted_until: float = _all("Until when alerts are muted, in Unix time.", default=0.0, kept_by_program=True)
    window_place: str = _all(
        "Left, top, width and height of the window of alerts.", default="", kept_by_program=True
    )

    def __post_init__(self) -> None:
        check_all(self)


DEFAULT_RULES: Final = (
    RuleSettings("Callers waiting", what="callers-waiting", dead_band=1),
    RuleSettings("Longest waiting", what="longest-waiting", start_after_s=20, dead_band=30),
    RuleSettings("Nobody free", what="nobody-free", level="attention", start_after_s=60),
    RuleSettings(
        "Waiting while somebody is free", what="waiting-while-free", limit=60, level="attention", rest_s=900
    ),
    RuleSettings(
        "Busy after ringing",
        on=False,
        what="set-busy",
        level="attention",
        start_after_s=10,
        end_after_s=0,
        rest_s=900,
    ),
    RuleSettings("No data", what="no-connection", limit=60, start_after_s=0, end_after_s=10, says_end=True),
    RuleSettings(
        "File not written", what="file-fault", limit=60, start_after_s=0, end_after_s=0, says_end=True
    ),
)
"""The rules of a new installation: few and calm. The first two alert when the board shows trouble."""
