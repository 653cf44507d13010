"""Alerts in plain words: the state, the reason for the alert, and who is free."""

from collections.abc import Callable
from typing import Final

from desktop.acd.agent import AgentState
from desktop.acd.alerts.alert import Alert, Reading, Subject, SubjectKind
from desktop.acd.alerts.rule import COUNTS, HAVE_LIMITS, Condition
from desktop.acd.alerts.subjects import Subjects
from desktop.acd.display_names import DisplayNames
from desktop.acd.plain_text import printable
from desktop.acd.queue import QueueKind
from desktop.acd.wording import (
    STATE_WORDS,
    clock,
    clock_with_seconds,
    duration,
    short_source,
    spoken_duration,
)

_HELD: Final = {
    Condition.DO_NOT_DISTURB: "is in do not disturb",
    Condition.MAKE_BUSY: "is in make busy",
    Condition.WORK_TIMER: "is in work timer",
    Condition.HOLD: "has a call on hold",
    Condition.RINGING: "is being rung",
}
_ENDED: Final = {
    Condition.DO_NOT_DISTURB: "is no longer in do not disturb",
    Condition.MAKE_BUSY: "is no longer in make busy",
    Condition.WORK_TIMER: "is no longer in work timer",
    Condition.HOLD: "has no call on hold any more",
    Condition.RINGING: "is no longer being rung",
    Condition.STILL_LOGGED_IN: "is logged out",
    Condition.SET_BUSY: "is no longer in make busy",
}
_WENT: Final = {
    AgentState.LOGGED_OUT: "logged out",
    AgentState.DO_NOT_DISTURB: "set do not disturb",
    AgentState.MAKE_BUSY: "went to make busy",
}
_SINCE_IS_ANOTHERS: Final = frozenset({Condition.WAITING_WHILE_FREE, Condition.STILL_LOGGED_IN})
"""Conditions whose readings say since when an agent has been free or logged in."""
_HOUR_MIN: Final = 60


class AlertWords:
    """Describes alerts in words.

    Arguments:
        subjects: The known subjects.
        naming: Returns the present names.

    """

    def __init__(self, subjects: Subjects, naming: Callable[[], DisplayNames]) -> None:
        self._subjects = subjects
        self._naming = naming

    def headline(self, alert: Alert) -> str:
        """Describe an alert in one short line."""
        reading, who = alert.reading, self.subject(alert.subject)
        match alert.rule.condition:
            case Condition.CALLERS_WAITING | Condition.LONGEST_WAITING:
                said = f"{who}: {_waiting(reading)}"
            case Condition.NOBODY_FREE:
                said = f"{_nobody_free(alert.subject, who)}: {_waiting(reading)}"
            case Condition.LAST_FREE_GONE:
                said = f"{_nobody_free(alert.subject, who)} any more: {self._who_went(reading)}"
            case Condition.WAITING_WHILE_FREE:
                free = self._naming().short_agent(reading.agent_id)
                free_s = reading.since.elapsed_s(reading.at) if reading.since is not None else reading.value
                where = f"{who}: " if alert.subject.key else ""
                said = f"{where}{_waiting(reading)}, while {free} is free for {duration(free_s)}"
            case Condition.STILL_LOGGED_IN:
                hour, minute = divmod(int(alert.rule.limit), _HOUR_MIN)
                said = f"{who} is still logged in after {hour}:{minute:02d}"
            case Condition.SET_BUSY:
                said = f"{who} is in make busy right after unanswered ringing"
            case Condition.NO_CONNECTION:
                said = f"No data from {who}{_since(reading)}"
            case Condition.FILE_FAULT:
                said = f"The {who} can't be written{_since(reading)}"
            case condition:
                said = f"{who} {_HELD[condition]} for {duration(reading.value)}"
        return printable(f"{said} (last known {clock(reading.at)})" if alert.is_unconfirmed else said)

    def detail(self, alert: Alert) -> str:
        """Describe why the alert was raised, with related facts."""
        reading, condition = alert.reading, alert.rule.condition
        parts = [self._why(alert)]
        if condition is Condition.SET_BUSY:
            parts.append("Set by the phone system?")
        elif reading.reason:
            parts.append(f"{reading.reason[0].upper()}{reading.reason[1:]}.")
        elif reading.shown is not None and condition in HAVE_LIMITS and reading.shown.state.is_out_of_reach:
            reason = self._naming().detail(reading.shown)
            parts.append(f"{reason[0].upper()}{reason[1:]}." if reason else "")
        parts.append(_counted_on(alert))
        parts.append(self._staffing(alert))
        return printable(" ".join(part for part in parts if part))

    def ended(self, alert: Alert, held_s: float) -> str:
        """Describe an alert that is over."""
        who = self.subject(alert.subject)
        match alert.rule.condition:
            case Condition.CALLERS_WAITING | Condition.LONGEST_WAITING:
                said = f"{who} is back to normal"
            case Condition.NOBODY_FREE | Condition.LAST_FREE_GONE if alert.subject.key:
                said = f"{who}: back to normal"
            case Condition.NOBODY_FREE | Condition.LAST_FREE_GONE:
                said = "Back to normal: callers have someone"
            case Condition.WAITING_WHILE_FREE:
                said = f"{who}: calls go to free agents again" if who else "Calls go to free agents again"
            case Condition.NO_CONNECTION:
                said = f"{who} is heard again"
            case Condition.FILE_FAULT:
                said = f"The {who} can be written again"
            case condition:
                said = f"{who} {_ENDED[condition]}"
        # A state lasted longer than it was over the limit.
        since = alert.reading.since if alert.rule.condition not in _SINCE_IS_ANOTHERS else None
        lasted_s = held_s + (since.elapsed_s(alert.since) if since is not None else 0)
        return printable(f"{said}, after {spoken_duration(lasted_s)}" if lasted_s >= 1 else said)

    def subject(self, subject: Subject) -> str:
        """Return the name of a subject; blank for the whole floor."""
        naming = self._naming()
        match subject.kind:
            case SubjectKind.AGENT:
                return naming.short_agent(subject.key)
            case SubjectKind.TEAM:
                return naming.group(subject.key) if subject.key else ""
            case SubjectKind.LINE:
                return short_source(subject.key)
            case SubjectKind.FILE:
                return subject.key
            case SubjectKind.GROUP | SubjectKind.PATH:
                queue = self._subjects.queue(subject)
                if queue is not None:
                    return naming.queue(queue, shared=self._subjects.floor.is_shared(queue))
                kind = QueueKind.GROUP if subject.kind is SubjectKind.GROUP else QueueKind.PATH
                return naming.directory.queue_name(kind, subject.key) or f"{kind.value} {subject.key}"

    @staticmethod
    def _why(alert: Alert) -> str:
        rule, condition = alert.rule, alert.rule.condition
        held = f" for {_plain_s(rule.start_after_s)}" if rule.start_after_s else ""
        if condition in COUNTS and alert.limit > 1:
            first = f", the first of them {duration(rule.longest_s)} or longer" if rule.longest_s else ""
            return f"Over {alert.limit - 1:.0f}{held}{first}."
        if condition is Condition.LONGEST_WAITING:
            return f"{duration(alert.limit)} or longer{held}."
        # "Or longer": the notice may be read later.
        is_said = bool(held) and condition is Condition.NOBODY_FREE
        return f"For {_plain_s(rule.start_after_s)} or longer." if is_said else ""

    def _staffing(self, alert: Alert) -> str:
        """Describe who is free for a queue's callers."""
        if alert.rule.condition not in {
            Condition.CALLERS_WAITING,
            Condition.LONGEST_WAITING,
            Condition.NOBODY_FREE,
        }:
            return ""
        team = self._subjects.team_for(alert.subject)
        if team is None:
            return ""
        who = self.subject(alert.subject)
        if team.free:
            return f"{len(team.free)} in {who} free." if alert.subject.key else f"{len(team.free)} free."
        if not team.is_complete:
            return ""
        is_said = alert.rule.condition is Condition.NOBODY_FREE
        said = "" if is_said else f"{_nobody_free(alert.subject, who)}"
        departure = team.departure
        if departure is None:
            return f"{said}." if said else ""
        gone = self._naming().short_agent(departure.agent_id)
        went = f"{gone} {_WENT[departure.shown.state]} at {clock(departure.at)}."
        return f"{said}; {went}" if said else went

    def _who_went(self, reading: Reading) -> str:
        who = self._naming().short_agent(reading.agent_id)
        state = reading.shown.state if reading.shown is not None else AgentState.UNKNOWN
        did = _WENT.get(state, STATE_WORDS[state].lower())
        at = f" at {clock(reading.since)}" if reading.since is not None else ""
        return f"{who} {did}{at}"


def _waiting(reading: Reading) -> str:
    callers = "1 caller" if reading.waiting == 1 else f"{reading.waiting} callers"
    return f"{callers} waiting, longest {duration(reading.longest_s)}"


def _counted_on(alert: Alert) -> str:
    """Return a note that a time is extrapolated, if the latest report alone had not reached the limit."""
    reading, limit = alert.reading, alert.limit
    is_counted = alert.rule.condition in {Condition.LONGEST_WAITING, Condition.WAITING_WHILE_FREE}
    if not is_counted or reading.reported_at is None or reading.reported_s >= limit:
        return ""
    at = clock_with_seconds(reading.reported_at)
    return f"Counted on from {duration(reading.reported_s)}, reported at {at}."


def _nobody_free(subject: Subject, who: str) -> str:
    return f"Nobody in {who} is free" if subject.key else "Nobody is free"


def _since(reading: Reading) -> str:
    return f" since {clock(reading.since)}" if reading.since is not None else ""


def _plain_s(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else duration(seconds)  # noqa: PLR2004 - two minutes
