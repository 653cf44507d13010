r"""The format of a recording: what came from which phone system when, a line for each read.

A recording is text: one JSON object on each line, in ASCII. So it can be read to its last whole line after a
power cut, cut with any tool, and looked at by a person. A header begins it, and each further run of the
program that appends to it writes another one::

    {"tallymate_recording": 1, "at": 1790000000.0, "continues": false}
    {"at": 1790000000.25, "from": "192.168.201.2:15373", "line": "live", "reason": ""}
    {"at": 1790000000.25, "from": "192.168.201.2:15373", "data": "\u000201A083000..."}
    {"at": 1790000900.5, "clock_set_s": -3600.0}
    {"at": 1790000950.0, "dropped": 512}

``at`` is the Unix time in seconds, to the microsecond. ``data`` holds each byte as the character of the same
number. ``continues`` tells a file that only goes on from a piece that was put aside. ``clock_set_s`` says by
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
"""More than this of one read is written as several entries."""
MOST_LINE_BYTES: Final = 524_288
"""No line of ours is longer: a byte takes at most six characters. One that is, is not kept in memory."""
MOST_SOURCE_LENGTH: Final = 300
MADE_AGAIN: Final = "let go, to be made again"
"""The reason of a line that the program itself let go; if it was silent, it stays so meanwhile."""

_HEADER: Final = "tallymate_recording"
_HEADER_START: Final = f'{{"{_HEADER}": '.encode()
_OBJECT_START: Final = b'{"'
_PADDING: Final = b"\0 \t\r\n"
"""What a power cut or an editor leaves around a line."""
_LAST_AT_S: Final = 253_402_300_799.0
"""The end of the year 9999: later ones can't be shown."""


class RecordingError(UserError):
    """A recording can't be kept or replayed."""


@dataclass(frozen=True, slots=True)
class RecordingBegan:
    """A file begins here, or a further run of the program in it.

    Attributes:
        at_s: Unix time in seconds.
        format: The number of the format.
        continues: Whether it goes on from a piece that was put aside, without anything between.

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
        data: The bytes as they came.

    """

    at_s: float
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LineChanged:
    """How the line to a phone system stood from then on, in the words of `LinePhase`."""

    at_s: float
    source: str
    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClockSet:
    """This computer's clock was set: ``at_s`` is ``by_s`` seconds more than it would have been."""

    at_s: float
    by_s: float


@dataclass(frozen=True, slots=True)
class BytesDropped:
    """So many bytes came, of any line, that could not be written."""

    at_s: float
    count: int


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line that can't be read. Whatever it said, of any line, is missing."""


Entry = RecordingBegan | BytesCame | LineChanged | ClockSet | BytesDropped
"""What a line of a recording can say."""


def entry_line(entry: Entry) -> bytes:
    """Write one line."""
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
    """Tell from its first bytes whether a file is a recording, if only the beginning of one."""
    return bool(head) and (head.startswith(_HEADER_START) or _HEADER_START.startswith(head))


def read_entries(file: BinaryIO) -> Iterator[Entry | DamagedLine]:
    """Read a recording line by line, in bounded memory. Whatever stands in it, it does not raise.

    Raises:
        OSError: The file itself can't be read.

    """
    for line in _lines(file):
        if line is None:
            yield DamagedLine()
            continue
        entry = _read_line(line)
        if entry is None:
            yield DamagedLine()
            # A line torn by a power cut, to which something else appended: in text a quote has a backslash
            # before it, so only the beginning of a whole entry looks like one.
            start = line.rfind(_OBJECT_START)
            entry = _read_line(line[start:]) if start > 0 else None
        if entry is not None:
            yield entry


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Give each line that is not blank; None for one that is too long."""
    while line := file.readline(MOST_LINE_BYTES):
        if len(line) < MOST_LINE_BYTES or line.endswith(b"\n"):
            stripped = line.strip(_PADDING)
            # Zeros are what a power cut leaves; a blank line only ends a torn one.
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
    """Understand what a line says; None if it says nothing that we write.

    Raises:
        ValueError, KeyError, TypeError, OverflowError: It has not what one of ours has.

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
    # It is shown on consoles: nothing that steers a terminal may stand in it.
    if not source.isprintable() or not 0 < len(source) <= MOST_SOURCE_LENGTH:
        raise ValueError
    return source
