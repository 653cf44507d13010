"""Which settings a rule of alerts has by what it is about, what they are called there, and usual values."""

import dataclasses
from typing import Any, Final

from desktop.alerts.rule_words import ON_BOARD
from desktop.settings import AlertSettings
from desktop.settings.alerts import CONDITIONS
from desktop.settings.declared import Field, settings_in

DECLARED: Final = settings_in(AlertSettings)
_DEFAULTS: Final[dict[str, Any]] = {name: declared.default for name, declared in DECLARED.items()}
_QUEUES: Final = frozenset({"callers-waiting", "longest-waiting"})
_TEAMS: Final = frozenset({"nobody-free", "last-free-gone", "waiting-while-free"})
_AGENTS: Final = frozenset(
    {"do-not-disturb", "make-busy", "work-timer", "hold", "ringing", "still-logged-in", "set-busy"}
)
_COUNTS: Final = frozenset({"callers-waiting", "nobody-free"})
_UNLIMITED: Final = frozenset({"last-free-gone", "still-logged-in", "set-busy"})
_CAN_FALL: Final = frozenset({"callers-waiting", "longest-waiting", "nobody-free"})
"""What can be less without being over."""
_OF_WHAT: Final = ("limit", "longest_s", "hour", "dead_band")
"""What these say depends on what the rule is about."""
_TITLES: Final = {
    "callers-waiting": "Callers waiting",
    "longest-waiting": "The first waits",
    "nobody-free": "Callers waiting",
    "waiting-while-free": "Both for",
    "hold": "On hold for",
    "ringing": "Rings for",
    "no-connection": "Nothing came for",
    "file-fault": "Not written for",
}
_USUAL: Final[dict[str, dict[str, Any]]] = {
    "callers-waiting": {"limit": 4, "longest_s": 60, "start_after_s": 0, "dead_band": 1},
    "longest-waiting": {"limit": 180, "start_after_s": 0, "dead_band": 30},
    "nobody-free": {"limit": 1, "start_after_s": 60},
    "last-free-gone": {"start_after_s": 15},
    "waiting-while-free": {"limit": 60, "start_after_s": 0, "rest_s": 900},
    "still-logged-in": {"start_after_s": 0, "rest_s": 3600},
    "set-busy": {"start_after_s": 10, "end_after_s": 0, "rest_s": 900},
    "no-connection": {"limit": 60, "start_after_s": 0, "end_after_s": 10, "says_end": True},
    "file-fault": {"limit": 60, "start_after_s": 0, "end_after_s": 0, "says_end": True},
}


def simple_fields(what: str) -> tuple[str, ...]:
    """Give what everyone looks at, in this order."""
    return tuple(
        name
        for name, is_used in (
            ("limit", what not in _UNLIMITED),
            ("longest_s", what == "callers-waiting"),
            ("hour", what == "still-logged-in"),
            ("groups", what in _QUEUES | _TEAMS | _AGENTS),
            ("paths", what in _QUEUES | _TEAMS),
            ("agents", what in _TEAMS | _AGENTS),
            ("quiet", True),
            ("level", True),
        )
        if is_used
    )


def more_fields(what: str) -> tuple[str, ...]:
    """Give the rest, in this order."""
    return (
        "start_after_s",
        "end_after_s",
        *(("dead_band",) if what in _CAN_FALL else ()),
        *("repeat_s", "rest_s", "days", "hours", "ways", "says_end"),
    )


def counts_callers(what: str) -> bool:
    """Tell whether limits are callers; they are seconds otherwise."""
    return what in _COUNTS


def declared_for(what: str, name: str) -> Field:
    """Give how a setting is declared for what a rule is about: in callers or in minutes, and 0 in words."""
    declared = DECLARED[name]
    if declared.metadata["span"] is None:
        return declared
    low, high = declared.metadata["span"]
    changed: dict[str, Any] = {}
    if low == 0:
        changed = {"span": (1, high), "or_zero": True}
    default = _DEFAULTS[name]
    if name == "limit":
        default = int(_usual(what).get("limit", 60))
        changed |= {
            "title": _TITLES.get(what, "In it for"),
            "unit": "or more" if counts_callers(what) else "m:ss",
            "zero": "as on the board" if what in ON_BOARD else "at once",
        }
        if what == "nobody-free":
            default, changed["zero"] = 2, "any"
    if name == "dead_band":
        default = 1 if counts_callers(what) else 30
        # The title says what is counted: one is not "1 callers".
        changed |= {"title": "Ends when fewer by", "unit": ""} if counts_callers(what) else {"unit": "m:ss"}
    return _made(declared, default, changed)


def usual_rule(what: str, name: str) -> AlertSettings:
    """Give a rule to begin with."""
    return AlertSettings(name, what=what, **_usual(what))


def about(one: AlertSettings, what: str) -> AlertSettings:
    """Give a rule about something else; what it says of limits begins anew, the rest stays."""
    usual = usual_rule(what, one.name)
    named = {name: getattr(usual, name) for name in _OF_WHAT}
    used = {*simple_fields(what), *more_fields(what)}
    nobody = {name: () for name in ("groups", "paths", "agents") if name not in used}
    values: dict[str, Any] = {"what": what, **named, **nobody}
    return dataclasses.replace(one, **values)


def kinds() -> dict[str, str]:
    """Give what a rule can be about, each with its words."""
    return dict(CONDITIONS)


def _usual(what: str) -> dict[str, Any]:
    """Give usual values; who is in a state for too long is told of where the board shows trouble."""
    return _USUAL.get(what, {"limit": 0, "start_after_s": 0})


def _made(declared: Field, default: int, changed: dict[str, Any]) -> Field:
    made: Field = dataclasses.field(metadata={**declared.metadata, **changed})
    made.default = default
    made.name = declared.name
    return made
