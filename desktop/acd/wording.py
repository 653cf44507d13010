"""The wording of events, states, durations, times and lines, the same in console, windows and tray."""

import time

from desktop.acd.agent import AgentState
from desktop.acd.connection import Connection, Connections
from desktop.acd.moment import Moment
from desktop.acd.plain_text import printable
from desktop.protocol.events import (
    AcdCallAnswered,
    CallEvent,
    Event,
    GroupReported,
    QueueReported,
    ReasonedEvent,
    Refreshed,
)
from desktop.protocol.line import LinePhase

_ACTIONS = {
    "A": "logged in",
    "B": "logged out",
    "C": "set do not disturb",
    "D": "removed do not disturb",
    "E": "set make busy",
    "F": "removed make busy",
    "G": "answered an ACD call",
    "H": "answered a personal call",
    "I": "made a call",
    "J": "became idle",
    "L": "started the work timer",
    "M": "ended the work timer",
    "N": "put a call on hold",
    "O": "took a call back from hold",
    "P": "lost a held call: the caller hung up",
    "S": "answered a remote ACD call",
    "T": "is being rung",
    "U": "is no longer being rung",
}
"""What an agent did, by function code."""

_REPORTS = {"K": "figures of an agent group", "Q": "figures of a path", "R": "refresh report"}

STATE_WORDS = {
    AgentState.RINGING: "Ringing",
    AgentState.ACD: "ACD",
    AgentState.ACD_HOLD: "ACD hold",
    AgentState.NON_ACD: "Non ACD",
    AgentState.NON_ACD_HOLD: "Non ACD hold",
    AgentState.OUTBOUND: "Outbound",
    AgentState.OUTBOUND_HOLD: "Outbound hold",
    AgentState.WORK_TIMER: "Work timer",
    AgentState.DO_NOT_DISTURB: "Do not disturb",
    AgentState.MAKE_BUSY: "Make busy",
    AgentState.IDLE: "Idle",
    AgentState.LOGGED_OUT: "Logged out",
    AgentState.UNKNOWN: "Unknown",
}
"""As in Mitel's own monitors."""

SHORT_STATE_WORDS = STATE_WORDS | {
    AgentState.RINGING: "Ring",
    AgentState.ACD_HOLD: "Hold",
    AgentState.NON_ACD: "Call",
    AgentState.NON_ACD_HOLD: "Hold",
    AgentState.OUTBOUND: "Dial",
    AgentState.OUTBOUND_HOLD: "Hold",
    AgentState.WORK_TIMER: "Work",
    AgentState.DO_NOT_DISTURB: "DND",
    AgentState.MAKE_BUSY: "Busy",
    AgentState.LOGGED_OUT: "Off",
    AgentState.UNKNOWN: "Unkn",
}
"""For narrow tiles."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY_SUFFICES_S = 6 * 86_400
_SHORT_FROM_S = 600
_HOUR_S = 3600
_HOURS_ALONE = 10
_DAYS_FROM_H = 100
_HOURS_OF_DAY = 24


def describe_event(event: Event) -> str | None:
    """Describe an event in plain words; None for one without agent or queue."""
    match event:
        case CallEvent():
            who = (
                f"Agent {event.agent_id}"
                if event.agent_id
                else f"Set {event.directory_number or '?'}, no agent,"
            )
            how = ""
            if isinstance(event, AcdCallAnswered) and event.path:
                who = who if event.agent_id else "A set with no agent"
                how = f" by path {event.path}"
            elif isinstance(event, ReasonedEvent) and event.reason_code:
                how = f", reason {event.reason_code}"
            return f"{who} {_ACTIONS[event.code]}{how}"
        case QueueReported():
            kind = "Group" if isinstance(event, GroupReported) else "Path"
            return (
                f"{kind} {event.reporting_number}: {int(event.waiting)} waiting,"
                f" {int(event.agents)} logged in, longest {event.longest[:2]}:{event.longest[2:]}"
            )
        case _:
            return None


def describe_code(code: str) -> str:
    """Describe the records of a function code in plain words."""
    return f"agent {_ACTIONS[code]}" if code in _ACTIONS else _REPORTS.get(code, "nothing that is known")


def record_in_words(event: Event) -> str:
    """Describe any record in plain words, in lower case."""
    if isinstance(event, Refreshed):
        return f"refresh report of {event.date[:4]}-{event.date[4:6]}-{event.date[6:]}"
    words = describe_event(event) or "nothing that is known"
    return words[0].lower() + words[1:]


def describe_record(event: Event) -> str:
    """Describe a record with the phone system's time, its code and its raw form."""
    time = f"{event.time[:2]}:{event.time[2:4]}:{event.time[4:]}"
    return f"{time} {event.code} {record_in_words(event)}   [{printable(event.raw)}]"


def duration(seconds: float) -> str:
    """Write a duration: ``0:07``, ``12:40``, ``1:05:12``."""
    hours, minute, second = _split(seconds)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def short_duration(seconds: float) -> str:
    """Write a duration of up to years in four characters: ``0:07``, ``14m``, ``1h05``, ``12h``, ``5d``."""
    hours, minute, _ = _split(seconds)
    if seconds < _SHORT_FROM_S:
        return duration(seconds)
    if not hours:
        return f"{minute}m"
    if hours < _HOURS_ALONE:
        return f"{hours}h{minute:02d}"
    return f"{hours}h" if hours < _DAYS_FROM_H else f"{hours // _HOURS_OF_DAY}d"


def fitting_duration(seconds: float, *, short: bool) -> str:
    """Write a duration in at most five characters: in full up to an hour, or short from ten minutes on."""
    return short_duration(seconds) if short or seconds >= _HOUR_S else duration(seconds)


def longest_text(longest_s: float | None) -> str:
    """Write the longest wait; a dash when nobody waits."""
    return fitting_duration(longest_s, short=False) if longest_s is not None else "–"  # noqa: RUF001 - a dash is meant


def spoken_duration(seconds: float) -> str:
    """Write a duration as it is read aloud, for accessible texts."""
    parts = zip(_split(seconds), ("hour", "minute", "second"), strict=True)
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said[:2]) or "0 seconds"


def rough_duration(seconds: float) -> str:
    """Write a duration roughly: ``40 s``, ``2 min``, ``1 h 05``, ``3 d``."""
    hours, minute, second = _split(seconds)
    if hours >= _HOURS_OF_DAY:
        return f"{hours // _HOURS_OF_DAY} d"
    if hours:
        return f"{hours} h {minute:02d}"
    return f"{minute} min" if minute else f"{second} s"


def _split(seconds: float) -> tuple[int, int, int]:
    """Split a duration into hours, minutes and seconds."""
    minutes, second = divmod(int(seconds), 60)
    return *divmod(minutes, 60), second


def clock(moment: Moment) -> str:
    """Write a time of day on this computer's clock: ``14:03``."""
    return time.strftime("%H:%M", time.localtime(moment.wall_s))


def date_and_clock(moment: Moment) -> str:
    """Write a date and a time of day on this computer's clock: ``2026-01-05 14:03:07``."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment.wall_s))


def clock_forms(moment: Moment, now: Moment | None = None) -> tuple[str, str]:
    """Write a time in full and short: ``14:03``, or for another day ``Tue 14:03`` and ``Tue``.

    Arguments:
        moment: The time.
        now: The present; None takes both for the same day.

    """
    time_of_day, then = clock(moment), time.localtime(moment.wall_s)
    if now is None or then[:3] == time.localtime(now.wall_s)[:3]:
        return time_of_day, time_of_day
    if abs(now.wall_s - moment.wall_s) < _WEEKDAY_SUFFICES_S:
        day = _WEEKDAYS[then.tm_wday]
        return f"{day} {time_of_day}", day
    date = f"{then.tm_mday} {_MONTHS[then.tm_mon - 1]}"
    return f"{date} {time_of_day}", date


def clock_with_seconds(moment: Moment) -> str:
    """Write a time of day on this computer's clock: ``14:03:07``."""
    return time.strftime("%H:%M:%S", time.localtime(moment.wall_s))


def connection_status(connection: Connection, now: Moment | None = None) -> str:
    """Describe the state of a line in a few words."""
    # Figures are stale from the last byte on: a line may be lost hours after it fell silent.
    since = _since(connection.stale_since or connection.since, now)
    return {
        LinePhase.NOT_SET: "No phone system set",
        LinePhase.CONNECTING: "Connecting",
        LinePhase.LIVE: "Live",
        LinePhase.SILENT: f"Silent{since}",
        LinePhase.LOST: f"No data{since}",
    }[connection.phase]


def connection_sentence(connection: Connection, now: Moment | None = None) -> str:
    """Describe the state of a line with the phone system, the time and the reason."""
    source, since = connection.source, _since(connection.since, now)
    reason = f": {connection.reason}" if connection.reason else ""
    return {
        LinePhase.NOT_SET: "No phone system is set: choose one in the menu",
        LinePhase.CONNECTING: f"Connecting to {source}{reason}",
        LinePhase.LIVE: f"Connected to {source}{since}",
        LinePhase.SILENT: f"Connected to {source}, but nothing heard{since}{reason}",
        LinePhase.LOST: f"Connection to {source} lost{since}: {connection.reason}",
    }[connection.phase]


def lines_status(lines: Connections, now: Moment | None = None) -> str:
    """Describe the state of the lines in a few words."""
    stale_since = lines.stale_since()
    if stale_since is not None and lines.phase is not LinePhase.SILENT:
        # Also while a line is reconnecting: what matters is that figures are stale.
        return f"No data{_since(stale_since, now)}"
    if lines.is_live and lines.unheard:
        since = _since(Connections(lines.unheard).worst.stale_since, now)
        return f"{len(lines.unheard)} of {len(lines.connections)} without data{since}"
    # Nothing is heard, so the best line says most.
    return connection_status(lines.best, now)


def lines_sentence(lines: Connections, now: Moment | None = None) -> str:
    """Describe the state of the lines: that of the worst one, with the time and the reason."""
    connections = lines.connections
    if len(connections) <= 1:
        return connection_sentence(lines.best, now)
    if all(connection.is_live for connection in connections):
        return f"Connected to {len(connections)} phone systems"
    live = sum(connection.is_live for connection in connections)
    others = f" ({live} of {len(connections)} phone systems heard)"
    return connection_sentence(lines.worst, now) + others


def _since(moment: Moment | None, now: Moment | None) -> str:
    return f" since {clock_forms(moment, now)[0]}" if moment is not None else ""


def short_source(source: str) -> str:
    """Name a phone system briefly, without domain and usual port."""
    host, _, port = source.rpartition(":")
    name = host.split(".")[0] if host[:1].isalpha() else host
    return name if port == "15373" else f"{name}:{port}"
