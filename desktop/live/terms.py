"""Converts the settings of limits and of alerts to limits and rules."""

from collections.abc import Iterable
from types import MappingProxyType

from desktop.acd.agent import AgentState
from desktop.acd.alerts.hours import ALWAYS, EVERY_DAY, NEVER, Hours, Span
from desktop.acd.alerts.rule import Condition, Rule, Way
from desktop.acd.limits import Level, Limit, Limits, QueueLimits
from desktop.acd.queue import QueueKind
from desktop.settings import LimitSettings, QueueLimitSettings, RuleSettings
from desktop.settings.alerts import DAYS
from desktop.settings.times import read_spans, read_time

_DAY_NUMBERS = {day: number for number, day in enumerate(DAYS)}


def limits_of(settings: LimitSettings, single: Iterable[QueueLimitSettings]) -> Limits:
    """Return the limits that hold for every board."""
    hold = Limit(settings.hold_attention_s, settings.hold_trouble_s)
    other_call = Limit(settings.other_call_attention_s, settings.other_call_trouble_s)
    states = {
        AgentState.RINGING: Limit(settings.ringing_attention_s, settings.ringing_trouble_s),
        AgentState.ACD: Limit(settings.acd_attention_s, settings.acd_trouble_s),
        AgentState.ACD_HOLD: hold,
        AgentState.NON_ACD: other_call,
        AgentState.NON_ACD_HOLD: hold,
        AgentState.OUTBOUND: other_call,
        AgentState.OUTBOUND_HOLD: hold,
        AgentState.WORK_TIMER: Limit(settings.work_timer_attention_s, settings.work_timer_trouble_s),
        AgentState.DO_NOT_DISTURB: Limit(
            settings.do_not_disturb_attention_s, settings.do_not_disturb_trouble_s
        ),
        AgentState.MAKE_BUSY: Limit(settings.make_busy_attention_s, settings.make_busy_trouble_s),
    }
    return Limits(
        _queue_limits(settings),
        MappingProxyType({_queue(one.queue): _queue_limits(one) for one in single}),
        MappingProxyType(states),
    )


def _queue_limits(settings: LimitSettings | QueueLimitSettings) -> QueueLimits:
    return QueueLimits(
        Limit(settings.waiting_attention, settings.waiting_trouble),
        Limit(settings.longest_attention_s, settings.longest_trouble_s),
    )


def _queue(text: str) -> tuple[QueueKind, str]:
    kind, _, number = text.partition(" ")
    return QueueKind.GROUP if kind == "group" else QueueKind.PATH, number


def rules_of(settings: Iterable[RuleSettings]) -> tuple[Rule, ...]:
    """Return the rules that are switched on."""
    return tuple(_rule(one) for one in settings if one.on)


def _rule(one: RuleSettings) -> Rule:
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


def _hours(one: RuleSettings) -> Hours:
    if not one.days and not one.hours:
        return ALWAYS
    days = frozenset(_DAY_NUMBERS[day] for day in one.days) or EVERY_DAY
    return Hours(days, _spans(one.hours))


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start_min, end_min) for start_min, end_min in read_spans(text))
