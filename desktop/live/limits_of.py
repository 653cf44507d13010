"""Turns the settings of limits into limits. Apart, since a service loads no windows."""

from collections.abc import Iterable
from types import MappingProxyType

from desktop.acd.agent import AgentState
from desktop.acd.limits import Limit, Limits, QueueLimits
from desktop.acd.queue import QueueKind
from desktop.settings import LimitSettings, QueueLimitSettings


def limits_of(settings: LimitSettings, single: Iterable[QueueLimitSettings]) -> Limits:
    """Give the limits that hold for every board."""
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
