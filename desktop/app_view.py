"""Turns the settings of boards and limits into what a board shows."""

from collections.abc import Iterable
from types import MappingProxyType

from desktop.acd.agent import AgentState
from desktop.acd.choice import Choice, Grouping, Order
from desktop.acd.directory import Directory
from desktop.acd.limits import Limit, Limits, QueueLimits
from desktop.acd.naming import Names, Naming
from desktop.acd.queue import QueueChoice, QueueKind
from desktop.settings import BoardSettings, LimitSettings, QueueLimitSettings
from desktop.ui.board_view import BoardView, Figure
from desktop.ui.theme import Theme, themed


def view_of(settings: BoardSettings, limits: Limits, directory: Directory) -> BoardView:
    """Give what a board shows."""
    return BoardView(
        choice_of(settings),
        Naming(directory, Names(settings.names), settings.hide_reasons),
        limits,
        tuple(Figure(figure) for figure in settings.figures),
        hide_break_times=settings.hide_break_times,
        animate=settings.animate,
        page_s=settings.page_s,
    )


def choice_of(settings: BoardSettings) -> Choice:
    """Give what was picked for a board."""
    return Choice(
        QueueChoice(settings.queues),
        frozenset(settings.groups),
        frozenset(settings.paths),
        frozenset(settings.agents),
        Order(settings.order),
        Grouping(settings.group_by),
        logged_out=settings.show_logged_out,
    )


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


def theme_of(settings: BoardSettings, *, system_is_dark: bool) -> Theme:
    """Give a board's colours."""
    dark = system_is_dark if settings.theme == "system" else settings.theme == "dark"
    return themed(settings.preset, dark=dark)


def _queue_limits(settings: LimitSettings | QueueLimitSettings) -> QueueLimits:
    return QueueLimits(
        Limit(settings.waiting_attention, settings.waiting_trouble),
        Limit(settings.longest_attention_s, settings.longest_trouble_s),
    )


def _queue(text: str) -> tuple[QueueKind, str]:
    kind, _, number = text.partition(" ")
    return QueueKind.GROUP if kind == "group" else QueueKind.PATH, number
