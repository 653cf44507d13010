r"""The format of a recording: the bytes of each read, with their phone system and time.

A recording is text with one JSON object on each line, in ASCII. It can be read to its last whole line after a
power cut, cut with any tool, and read by a person. Each run of the program that writes to it begins with a
header::

    {"tallymate_recording": 1, "at": 1790000000.0, "continues": false}
    {"at": 1790000000.25, "from": "192.168.201.2:15373", "line": "live", "reason": ""}
    {"at": 1790000000.25, "from": "192.168.201.2:15373", "data": "\u000201A083000..."}
    {"at": 1790000900.5, "clock_set_s": -3600.0}
    {"at": 1790000950.0, "dropped": 512}

``at`` is the Unix time in seconds, to the microsecond. ``data`` has each byte as the character of the same
number. ``continues`` is true in a file that continues the piece before without a gap. ``clock_set_s`` says by
how much this computer's clock was set since the entry before, so that the times between reads stay known.
``dropped`` counts bytes that came and could not be written.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from desktop import UserError

FORMAT: Final = 1
MOST_DATA_BYTES: Final = 65_536
"""A longer read is written as several entries."""
MOST_LINE_BYTES: Final = 524_288
"""The program never writes a longer line: a byte takes at most six characters. A longer one is skipped."""
MOST_SOURCE_LENGTH: Final = 300
MADE_AGAIN: Final = "let go, to be made again"
"""The reason noted when the program itself renews a connection; a silent line stays silent meanwhile."""

_HEADER: Final = "tallymate_recording"
_HEADER_START: Final = f'{{"{_HEADER}": '.encode()
_OBJECT_START: Final = b'{"'
_PADDING: Final = b"\0 \t\r\n"
"""Bytes that a power cut or an editor leaves around a line."""
_LAST_AT_S: Final = 253_402_300_799.0
"""The end of the year 9999; later times can't be shown."""


class RecordingError(UserError):
    """A recording can't be kept or replayed."""


@dataclass(frozen=True, slots=True)
class RecordingBegan:
    """The beginning of a file, or of a further run of the program in it.

    Attributes:
        at_s: Unix time in seconds.
        format: The number of the format.
        continues: Whether it continues the piece before without a gap.

    """

    at_s: float
    format: int = FORMAT
    continues: bool = False


@dataclass(frozen=True, slots=True)
class BytesCame:
    """One read of a line.

    Attributes:
        at_s: Unix time in seconds; in a file without times, seconds since its first record.
        source: The phone system, ``host:port``.
        data: The bytes as received.

    """

    at_s: float
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LineChanged:
    """A new phase of the line to a phone system, as the value of a `LinePhase`."""

    at_s: float
    source: str
    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClockSet:
    """This computer's clock was set: ``at_s`` is ``by_s`` seconds later than it would have been."""

    at_s: float
    by_s: float


@dataclass(frozen=True, slots=True)
class BytesDropped:
    """Received bytes of any lines that could not be written."""

    at_s: float
    count: int


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line of the file that can't be read; what it said, of any phone system's line, is missing."""


Entry = RecordingBegan | BytesCame | LineChanged | ClockSet | BytesDropped
"""The content of a readable line of a recording."""


def entry_line(entry: Entry) -> bytes:
    """Return the line of the file for an entry."""
    at_s = round(entry.at_s, 6)
    match entry:
        case RecordingBegan():
            written: dict[str, object] = {_HEADER: entry.format, "at": at_s, "continues": entry.continues}
        case BytesCame():
            written = {"at": at_s, "from": entry.source, "data": entry.data.decode("latin-1")}
        case LineChanged():
            written = {"at": at_s, "from": entry.source, "line": entry.phase, "reason": entry.reason}
        case ClockSet():
            written = {"at": at_s, "clock_set_s": round(entry.by_s, 6)}
        case BytesDropped():
            written = {"at": at_s, "dropped": entry.count}
    return json.dumps(written).encode("ascii") + b"\n"


def is_recording(head: bytes) -> bool:
    """Return whether a file with these first bytes is a recording, or the beginning of one."""
    return bool(head) and (head.startswith(_HEADER_START) or _HEADER_START.startswith(head))


def read_entries(file: BinaryIO) -> Iterator[Entry | DamagedLine]:
    """Read a recording line by line, in bounded memory, whatever it contains.

    Raises:
        OSError: The file can't be read.

    """
    for line in _lines(file):
        if line is None:
            yield DamagedLine()
            continue
        entry = _read_line(line)
        if entry is None:
            yield DamagedLine()
            # A power cut tore the line, and a later run appended to it. Quotes inside texts have a backslash
            # before them, so only the beginning of a whole entry looks like one.
            start = line.rfind(_OBJECT_START)
            entry = _read_line(line[start:]) if start > 0 else None
        if entry is not None:
            yield entry


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line that is not blank; None for one that is too long."""
    while line := file.readline(MOST_LINE_BYTES):
        if len(line) < MOST_LINE_BYTES or line.endswith(b"\n"):
            stripped = line.strip(_PADDING)
            # A power cut leaves zeros; a blank line only ends a torn one.
            if stripped or b"\0" in line:
                yield stripped
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MOST_LINE_BYTES)
        yield None


def _read_line(line: bytes) -> Entry | None:
    try:
        written = json.loads(line)
        return _understand(written) if isinstance(written, dict) else None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _understand(written: dict[str, object]) -> Entry | None:
    """Return the entry of a line; None if it is none that the program writes.

    Raises:
        ValueError, KeyError, TypeError, OverflowError: A value is missing or wrong.

    """
    at_s = _number(written["at"])
    if not 0 <= at_s <= _LAST_AT_S:
        raise ValueError
    match written:
        case {"tallymate_recording": number}:
            return RecordingBegan(at_s, _whole(number), written.get("continues") is True)
        case {"dropped": count}:
            return BytesDropped(at_s, _whole(count))
        case {"clock_set_s": by_s}:
            return ClockSet(at_s, _number(by_s))
        case {"from": source, "line": phase}:
            return LineChanged(at_s, _source(source), _text(phase), _text(written.get("reason", "")))
        case {"from": source, "data": data}:
            return BytesCame(at_s, _source(source), _text(data).encode("latin-1"))
    return None


def _number(written: object) -> float:
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise TypeError
    number = float(written)
    if not math.isfinite(number):
        raise ValueError
    return number


def _whole(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, int):
        raise TypeError
    if written < 0:
        raise ValueError
    return written


def _text(written: object) -> str:
    if not isinstance(written, str):
        raise TypeError
    return written


def _source(written: object) -> str:
    source = _text(written)
    # It is printed on consoles and must not contain what controls a terminal.
    if not source.isprintable() or not 0 < len(source) <= MOST_SOURCE_LENGTH:
        raise ValueError
    return source
