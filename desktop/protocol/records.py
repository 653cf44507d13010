"""Decodes a record's text into its event, and encodes it (desktop/protocol/README.md)."""

import enum
import re
from typing import Final

from desktop.protocol.events import CALL_EVENTS, REPORTS, CallEvent, Event, QueueReported, Refreshed


class UnreadableReason(enum.Enum):
    """Why bytes could not be decoded to an event; the value says it in words."""

    NOT_A_RECORD = "not a record (two digits, a capital letter, six digits expected)"
    UNKNOWN_CODE = "unknown function code"
    BAD_REPORT = "report whose figures are not digits"
    NOT_TEXT = "bytes that are not plain text in a number"
    TOO_LONG = "longer than a record can be"
    CUT_OFF = "cut off when the line dropped"
    LATE_REST = "rest of a record that had been taken after a silence"


def _from_stx(start: int, stop: int | None) -> slice:
    """Return the slice of text without STX for offsets from STX = 0, as in desktop/protocol/README.md."""
    return slice(start - 1, None if stop is None else stop - 1)


_SHAPE: Final = re.compile(r"[0-9]{2}[A-Z][0-9]{6}")
_TIME_OF_DAY: Final = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])")
_BUTTON: Final = re.compile(r"0*([0-9]*)")

_RECORD_NUMBER: Final = _from_stx(1, 3)
_FUNCTION_CODE: Final = _from_stx(3, 4)
_TIME: Final = _from_stx(4, 10)

_DIRECTORY_NUMBER: Final = _from_stx(10, 17)
_AGENT_ID: Final = _from_stx(17, 24)
_NUMBERS: Final = _from_stx(10, 24)
_BUTTON_AND_REST: Final = _from_stx(24, None)
"""The button number; in C and E the reason code, at a site that uses them."""

_REPORTING_NUMBER: Final = _from_stx(10, 13)
_WAITING: Final = _from_stx(13, 16)
_AGENTS: Final = _from_stx(16, 19)
_LONGEST: Final = _from_stx(19, 23)
_REPORT: Final = _from_stx(10, 23)
_REPORT_LENGTH: Final = 13

_DATE: Final = _from_stx(10, 18)
_DATE_LENGTH: Final = 8

_FIXED_LENGTH: Final = {"K": 22, "Q": 22, "R": 17}
_CALL_FIXED_LENGTH: Final = 23


def looks_like_record(text: str) -> bool:
    """Return whether the text starts like a record."""
    return _SHAPE.match(text) is not None


def has_fixed_fields(text: str) -> bool:
    """Return whether a record lacks at most its line end (desktop/protocol/README.md, Framing)."""
    return looks_like_record(text) and len(text) >= _FIXED_LENGTH.get(
        text[_FUNCTION_CODE], _CALL_FIXED_LENGTH
    )


def time_of_day_s(time: str) -> int | None:
    """Return the seconds since midnight of a record's time, ``HHMMSS``; None if it is no time of day."""
    match = _TIME_OF_DAY.fullmatch(time)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return hours * 3600 + minutes * 60 + seconds


def decode_record(text: str) -> Event | UnreadableReason:
    """Decode one record, given without STX and line end. Never raises."""
    if _SHAPE.match(text) is None:
        return UnreadableReason.NOT_A_RECORD
    code = text[_FUNCTION_CODE]
    number = int(text[_RECORD_NUMBER])
    time = text[_TIME]
    call = CALL_EVENTS.get(code)
    if call is not None:
        return _decode_call(call, number, time, text)
    report = REPORTS.get(code)
    if report is not None:
        return _decode_report(report, number, time, text)
    if code == Refreshed.code:
        date = text[_DATE]
        if len(date) != _DATE_LENGTH or not (date.isascii() and date.isdecimal()):
            return UnreadableReason.BAD_REPORT
        return Refreshed(number, time, text, date)
    return UnreadableReason.UNKNOWN_CODE


def _decode_call(kind: type[CallEvent], number: int, time: str, text: str) -> CallEvent | UnreadableReason:
    numbers = text[_NUMBERS]
    if not (numbers.isascii() and numbers.isprintable()):
        return UnreadableReason.NOT_TEXT
    # Trailing spaces may be missing; a slice past the end is blank, as a padded one would be.
    button = _BUTTON.match(text[_BUTTON_AND_REST].lstrip(" "))
    return kind(
        number,
        time,
        text,
        text[_DIRECTORY_NUMBER].strip(" "),
        text[_AGENT_ID].strip(" "),
        button[1] if button is not None else "",
    )


def _decode_report(
    kind: type[QueueReported], number: int, time: str, text: str
) -> QueueReported | UnreadableReason:
    figures = text[_REPORT]
    if len(figures) != _REPORT_LENGTH or not (figures.isascii() and figures.isdecimal()):
        return UnreadableReason.BAD_REPORT
    return kind(number, time, text, text[_REPORTING_NUMBER], text[_WAITING], text[_AGENTS], text[_LONGEST])


def call_text(kind: type[CallEvent], number: int, time: str, *numbers: str) -> str:
    """Format a call event as the phone system does: directory number, agent ID, button number."""
    directory_number, agent_id, button_number = numbers
    return f"{number:02d}{kind.code}{time}{directory_number:<7}{agent_id:<7}{button_number:>02}"


def report_text(kind: type[QueueReported], number: int, time: str, *figures: str) -> str:
    """Format a report: reporting number, waiting, agents, longest; K has seven further digits."""
    return f"{number:02d}{kind.code}{time}{''.join(figures)}{'0000000' if kind.code == 'K' else ''}"


def refresh_text(number: int, time: str, date: str) -> str:
    """Format a refresh report."""
    return f"{number:02d}{Refreshed.code}{time}{date}"
