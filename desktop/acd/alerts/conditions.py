"""Reading a condition of one subject at one moment."""

import math
from dataclasses import replace
from typing import Final, NamedTuple

from desktop.acd.agent import AgentState
from desktop.acd.alerts.alert import Reading, Subject
from desktop.acd.alerts.rule import STATE_CONDITIONS, Condition
from desktop.acd.alerts.subjects import Subjects
from desktop.acd.alerts.teams import Team
from desktop.acd.moment import Moment
from desktop.acd.queue import CURRENT_FOR_S, Queue
from desktop.protocol.line import LinePhase

_NOT_LOGGED_IN: Final = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})
_EXPIRY_MARGIN_S: Final = 0.01
"""Added to the time at which figures expire, so that they have surely expired by then."""


class Measure(NamedTuple):
    """A condition of a subject, read once for all rules."""

    condition: Condition
    subject: Subject


def read(subjects: Subjects, measure: Measure, now: Moment) -> Reading | None:
    """Read a condition of a subject; None where nothing reliable is known now."""
    condition, subject = measure
    match condition:
        case Condition.CALLERS_WAITING | Condition.LONGEST_WAITING:
            return _read_queue(subjects, condition, subject, now)
        case Condition.NOBODY_FREE | Condition.LAST_FREE_GONE | Condition.WAITING_WHILE_FREE:
            team = subjects.teams.get(subject)
            return _read_team(subjects, condition, subject, team, now) if team is not None else None
        case Condition.NO_CONNECTION:
            return _read_line(subjects, subject, now)
        case Condition.FILE_FAULT:
            fault = subjects.faults.get(subject.key)
            if fault is None:
                return Reading(now)
            elapsed_s = fault.since.elapsed_s(now)
            return Reading(now, elapsed_s, grows=True, since=fault.since, reason=fault.reason)
        case _:
            return _read_agent(subjects, condition, subject.key, now)


def _read_queue(subjects: Subjects, condition: Condition, subject: Subject, now: Moment) -> Reading | None:
    queue = subjects.queue(subject)
    if queue is None or not subjects.is_known(queue, now):
        return None
    reading = _read_callers([queue], now)
    if condition is Condition.CALLERS_WAITING:
        return reading
    return replace(reading, value=reading.longest_s, grows=reading.waiting > 0)


def _read_team(
    subjects: Subjects, condition: Condition, subject: Subject, team: Team, now: Moment
) -> Reading | None:
    if condition is Condition.LAST_FREE_GONE:
        return _read_last_free(team, now)
    queues = [queue for queue in subjects.queues_of(subject) if subjects.is_known(queue, now)]
    if not queues:
        return None
    reading = _read_callers(queues, now)
    if not reading.waiting or bool(team.free) is (condition is Condition.NOBODY_FREE):
        return Reading(now)
    if condition is Condition.NOBODY_FREE:
        return reading if team.is_complete else None
    agent_id = team.longest_free
    since = team.free[agent_id]
    both_s = min(reading.longest_s, since.elapsed_s(now))
    return replace(reading, value=both_s, grows=True, agent_id=agent_id, since=since)


def _read_last_free(team: Team, now: Moment) -> Reading | None:
    departure = team.departure
    if team.free or departure is None:
        return Reading(now)
    if not team.is_complete:
        return None
    return Reading(now, 1, agent_id=departure.agent_id, shown=departure.shown, since=departure.at)


def _read_agent(subjects: Subjects, condition: Condition, agent_id: str, now: Moment) -> Reading | None:
    shown = subjects.known(agent_id)
    if shown is None:
        return None
    history = subjects.histories.get(agent_id)
    value, since, grows = 0.0, shown.since, False
    match condition:
        case Condition.STILL_LOGGED_IN:
            value = float(shown.state not in _NOT_LOGGED_IN)
            since = history.logged_in_since if history is not None else None
        case Condition.SET_BUSY:
            value = float(history is not None and history.was_set_busy)
        case _ if STATE_CONDITIONS.get(shown.state) is condition and shown.since is not None:
            value, grows = shown.since.elapsed_s(now), True
    return Reading(now, value, grows=grows, agent_id=agent_id, shown=shown, since=since)


def _read_line(subjects: Subjects, subject: Subject, now: Moment) -> Reading:
    line = subjects.line(subject.key)
    if line is None or line.is_live or line.phase is LinePhase.NOT_SET:
        return Reading(now)
    # The age of a line that was never heard counts from its first attempt.
    since = line.stale_since or line.since or now
    return Reading(now, since.elapsed_s(now), grows=True, since=since, reason=line.reason)


def _read_callers(queues: list[Queue], now: Moment) -> Reading:
    """Sum up queues with known figures."""
    waiting = sum(queue.waiting for queue in queues)
    first = max(queues, key=lambda queue: queue.longest_waiting_s(now) or 0)
    longest_s = first.longest_waiting_s(now) or 0.0
    received = [queue.received.steady_s for queue in queues if queue.received is not None]
    return Reading(
        now,
        waiting,
        until_s=min(received, default=math.inf) + CURRENT_FOR_S + _EXPIRY_MARGIN_S,
        waiting=waiting,
        longest_s=longest_s,
        reported_s=float(first.text.longest_s) if waiting else 0.0,
        reported_at=first.received,
    )
