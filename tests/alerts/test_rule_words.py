"""The description of an alert rule."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.alerts.rule_words import more_than, sentence
from desktop.settings import DEFAULT_RULES, RuleSettings
from desktop.settings.alerts import CONDITIONS

NAMES = {
    ("groups", "101"): "Sales",
    ("groups", "102"): "Service",
    ("paths", "501"): "Hotline",
    ("agents", "6001"): "Anna",
}


def said(what: str, **values: object) -> str:
    rule = replace(RuleSettings("Rule", what=what, start_after_s=0), **values)  # type: ignore[arg-type]  # by name
    return sentence(rule, lambda kind, number: NAMES.get((kind, number), number))


def test_a_rule_reads_as_a_supervisor_would_say_it() -> None:
    assert said("callers-waiting", limit=4, longest_s=90, quiet="12:00-13:00", start_after_s=30) == (
        "Tell when more than 3 callers wait in any queue and the first has waited 1:30 or longer,"
        " once that has held for 0:30; not 12:00-13:00."
    )


@pytest.mark.parametrize(
    ("what", "values", "text"),
    [
        ("callers-waiting", {"limit": 1}, "1 or more callers wait in any queue"),
        ("callers-waiting", {}, "so many callers wait in any queue that the board shows trouble"),
        ("longest-waiting", {"limit": 180}, "the first caller in any queue has waited 3:00 or longer"),
        (
            "longest-waiting",
            {"level": "attention", "groups": ("101",), "paths": ("501",)},
            "the first caller in Sales or Hotline waits so long that the board shows attention",
        ),
        ("nobody-free", {}, "callers wait and nobody is free"),
        (
            "nobody-free",
            {"limit": 3, "groups": ("101",)},
            "more than 2 callers wait and nobody for Sales is free",
        ),
        (
            "last-free-gone",
            {"agents": ("6001", "7")},
            "the last free one of Anna or 7 logs out or asks for no calls",
        ),
        ("waiting-while-free", {"limit": 60}, "a caller waits and an agent is free, both for 1:00 or longer"),
        ("make-busy", {"limit": 1200}, "an agent has been in make busy for 20:00 or longer"),
        (
            "hold",
            {"groups": ("101",)},
            "an agent of Sales has had a call on hold for so long that the board shows trouble",
        ),
        (
            "waiting-while-free",
            {"limit": 60, "agents": ("6001",), "groups": ("101",)},
            "a caller waits and one of Anna for Sales is free, both for 1:00 or longer",
        ),
        (
            "make-busy",
            {"limit": 60, "agents": ("6001",), "groups": ("101",)},
            "Anna or an agent of Sales has been in make busy for 1:00 or longer",
        ),
        ("ringing", {"agents": ("6001",), "limit": 45}, "Anna has been rung for 0:45 or longer"),
        ("still-logged-in", {"hour": "18:30"}, "an agent is still logged in after 18:30"),
        ("set-busy", {}, "an agent gets into make busy right after ringing that nobody answered"),
        ("no-connection", {"limit": 60}, "nothing has come from a phone system for 1:00 or longer"),
        ("file-fault", {}, "a file could not be written for 0:01 or longer"),
    ],
)
def test_every_condition_is_described_in_plain_words(what: str, values: dict[str, Any], text: str) -> None:
    assert said(what, **values) == f"Tell when {text}."


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"days": ("mon", "tue", "wed", "thu", "fri")}, "; on Monday to Friday."),
        ({"days": ("sun", "sat")}, "; on Saturday, Sunday."),
        ({"hours": "8:00-17:00"}, "; at 8:00-17:00."),
        ({"repeat_s": 600}, "; again every 10:00."),
        ({"ways": ()}, "; in the list alone."),
        ({"groups": ("1", "2", "3", "4", "5")}, " wait in 1, 2 or 3 others."),
    ],
)
def test_unusual_hours_and_ways_are_described(values: dict[str, Any], text: str) -> None:
    assert said("callers-waiting", limit=4, **values).endswith(text)


@pytest.mark.parametrize("what", CONDITIONS)
def test_every_condition_has_words(what: str) -> None:
    assert said(what).startswith("Tell when ")


def test_the_rules_of_a_new_installation_read_differently() -> None:
    sentences = {sentence(rule, lambda _, number: number) for rule in DEFAULT_RULES}
    assert len(sentences) == len(DEFAULT_RULES)


@pytest.mark.parametrize(("limit", "text"), [(1, "1 or more"), (2, "more than 1"), (4, "more than 3")])
def test_a_limit_is_inclusive(limit: int, text: str) -> None:
    assert more_than(limit) == text
