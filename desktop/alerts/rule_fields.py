"""The settings of a rule that its condition uses, with their titles and usual values."""

import dataclasses
from typing import Any, Final

from desktop.acd.alerts.rule import COUNTS, HAVE_LIMITS, OF_AGENTS, OF_QUEUES, OF_TEAMS
from desktop.settings import RuleSettings
from desktop.settings.alerts import wrong_rule_name
from desktop.settings.declared import Field, setting, settings_in

NAME: Final[Field] = setting(
    "alert", "What the rule is called.", default="", title="Name", check=wrong_rule_name
)
NAME.name = "name"
DECLARED: Final = settings_in(RuleSettings)
_DEFAULTS: Final[dict[str, Any]] = {name: declared.default for name, declared in DECLARED.items()}
_UNLIMITED: Final = frozenset({"last-free-gone", "still-logged-in", "set-busy"})
_CAN_FALL: Final = frozenset({"callers-waiting", "longest-waiting", "nobody-free"})
"""Conditions whose value can fall and still be over the limit."""
_OF_WHAT: Final = ("limit", "longest_s", "hour", "dead_band")
"""Settings whose meaning depends on the condition."""
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
    """Return the main settings, in this order."""
    return tuple(
        name
        for name, is_used in (
            ("limit", what not in _UNLIMITED),
            ("longest_s", what == "callers-waiting"),
            ("hour", what == "still-logged-in"),
            ("groups", what in OF_QUEUES | OF_TEAMS | OF_AGENTS),
            ("paths", what in OF_QUEUES | OF_TEAMS),
            ("agents", what in OF_TEAMS | OF_AGENTS),
            ("quiet", True),
            ("level", True),
        )
        if is_used
    )


def more_fields(what: str) -> tuple[str, ...]:
    """Return the other settings, in this order."""
    return (
        "start_after_s",
        "end_after_s",
        *(("dead_band",) if what in _CAN_FALL else ()),
        *("repeat_s", "rest_s", "days", "hours", "ways", "says_end"),
    )


def counts_callers(what: str) -> bool:
    """Return whether the limits of a condition count callers; otherwise they are seconds."""
    return what in COUNTS


def declared_for(what: str, name: str) -> Field:
    """Return the declaration of a setting for a condition: in callers or in minutes, and 0 in words."""
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
            "zero_label": "as on the board" if what in HAVE_LIMITS else "at once",
        }
        if what == "nobody-free":
            default, changed["zero_label"] = 2, "any"
    if name == "dead_band":
        default = 1 if counts_callers(what) else 30
        # The title says what is counted: no "1 callers".
        changed |= {"title": "Ends when fewer by", "unit": ""} if counts_callers(what) else {"unit": "m:ss"}
    return _made(declared, default, changed)


def usual_rule(what: str, name: str) -> RuleSettings:
    """Return a new rule with a condition and its usual values."""
    return RuleSettings(name, what=what, **_usual(what))


def with_condition(one: RuleSettings, what: str) -> RuleSettings:
    """Return a rule with another condition and the usual limits; the rest stays."""
    usual = usual_rule(what, one.name)
    named = {name: getattr(usual, name) for name in _OF_WHAT}
    used = {*simple_fields(what), *more_fields(what)}
    nobody = {name: () for name in ("groups", "paths", "agents") if name not in used}
    values: dict[str, Any] = {"what": what, **named, **nobody}
    return dataclasses.replace(one, **values)


def _usual(what: str) -> dict[str, Any]:
    """Return the usual values of a condition; a limit of 0 is the board's."""
    return _USUAL.get(what, {"limit": 0, "start_after_s": 0})


def _made(declared: Field, default: int, changed: dict[str, Any]) -> Field:
    made: Field = dataclasses.field(metadata={**declared.metadata, **changed})
    made.default = default
    made.name = declared.name
    return made
