"""Turns the settings of alerts into rules. Apart, since a service loads no windows."""

from collections.abc import Iterable

from desktop.acd.alerts.hours import ALWAYS, EVERY_DAY, NEVER, Hours, Span
from desktop.acd.alerts.rule import Condition, Rule, Way
from desktop.acd.limits import Level
from desktop.settings import AlertSettings
from desktop.settings.alerts import DAYS
from desktop.settings.times import read_spans, read_time

_DAY_NUMBERS = {day: number for number, day in enumerate(DAYS)}


def rules_of(settings: Iterable[AlertSettings]) -> tuple[Rule, ...]:
    """Give the rules that count."""
    return tuple(_rule(one) for one in settings if one.on)


def _rule(one: AlertSettings) -> Rule:
    condition = Condition(one.what)
    is_hour = condition is Condition.STILL_LOGGED_IN
    return Rule(
        name=one.name,
        condition=condition,
        limit=read_time(one.hour or "0") if is_hour else one.limit,
        level=Level.TROUBLE if one.level == "trouble" else Level.ATTENTION,
        longest_s=one.longest_s if condition is Condition.CALLERS_WAITING else 0,
        start_after_s=one.start_after_s,
        end_after_s=one.end_after_s,
        dead_band=one.dead_band,
        repeat_s=one.repeat_s,
        rest_s=one.rest_s,
        hours=_hours(one),
        quiet=Hours(EVERY_DAY, _spans(one.quiet)) if one.quiet else NEVER,
        ways=frozenset(Way(way) for way in one.ways),
        says_end=one.says_end,
        groups=frozenset(one.groups),
        paths=frozenset(one.paths),
        agents=frozenset(one.agents),
    )


def _hours(one: AlertSettings) -> Hours:
    if not one.days and not one.hours:
        return ALWAYS
    days = frozenset(_DAY_NUMBERS[day] for day in one.days) or EVERY_DAY
    return Hours(days, _spans(one.hours))


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start_min, end_min) for start_min, end_min in read_spans(text))
