"""A stream without arrival times, as in files of ``nc`` or Mitel's own raw files: records carry its times."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from desktop.protocol.decoder import Decoder
from desktop.protocol.events import Event
from desktop.protocol.records import decode_record, looks_like_record, time_of_day_s
from desktop.recording.entries import BytesCame

RAW_SOURCE: Final = "raw"
"""Stands for the phone system, which a raw file does not name."""
BLOCK_BYTES: Final = 65_536
DISORDER_S: Final = 10
"""A record that is older than the one before by at most this is late; by more, the clock was set back."""

_STX: Final = b"\x02"
_UNIT: Final = re.compile(rb"(\x02?)([^\x02\r\n]*)([\r\n]*)")
_DAY_S: Final = 86_400


def is_raw_stream(head: bytes) -> bool:
    """Return whether a file with these first bytes holds records."""
    return bool(Decoder().receive_data(head + b"\n"))


class RawClock:
    """Follows the records' time of day: past midnight, through disorder, and when the clock is set back.

    Attributes:
        at_s: Seconds since the first record; never goes back.
        began_s: The time of day of the first record in seconds; None before it.

    """

    def __init__(self) -> None:
        self._time_of_day_s = 0
        self.at_s = 0.0
        self.began_s: int | None = None

    def follow(self, event: Event) -> None:
        """Advance to an event's time."""
        at_s = time_of_day_s(event.time)
        if at_s is None:
            return
        if self.began_s is None:
            self.began_s = self._time_of_day_s = at_s
            return
        ahead_s = (at_s - self._time_of_day_s) % _DAY_S
        if ahead_s <= _DAY_S / 2:
            self.at_s += ahead_s
        elif _DAY_S - ahead_s <= DISORDER_S:
            return
        self._time_of_day_s = at_s


def read_raw(file: BinaryIO, clock: RawClock) -> Iterator[BytesCame]:
    """Read a raw file as the phone system would have sent it, in bounded memory.

    Records of one second come together. A record without STX or line feed gets one; only the last record gets
    no line feed, since it may be cut off. Unreadable bytes come with the bytes before them.

    Raises:
        OSError: The file can't be read.

    """
    rest = b""
    data = b""
    while block := file.read(BLOCK_BYTES):
        units = list(_UNIT.finditer(rest + block))[:-1]  # the last one is always empty
        last = units.pop()
        # Its line end may follow.
        rest = last[0]
        if len(rest) > BLOCK_BYTES:
            units.append(last)
            rest = b""
        for unit in units:
            before_s = clock.at_s
            served = _as_sent(unit, clock)
            if clock.at_s != before_s and data:
                yield BytesCame(before_s, RAW_SOURCE, data)
                data = b""
            data += served
        if data:
            yield BytesCame(clock.at_s, RAW_SOURCE, data)
            data = b""
    if rest and (last_unit := _UNIT.match(rest)) is not None:
        served = _as_sent(last_unit, clock, is_last=True)
        yield BytesCame(clock.at_s, RAW_SOURCE, served)


def _as_sent(unit: re.Match[bytes], clock: RawClock, *, is_last: bool = False) -> bytes:
    """Return a piece as the phone system sends it, and set the clock by it."""
    stx, piece, end = unit.groups()
    text = piece.strip(b"\0").decode("latin-1")
    if not looks_like_record(text):
        return unit[0]
    event = decode_record(text)
    if isinstance(event, Event):
        clock.follow(event)
    if b"\n" not in end and not (is_last and not end):
        end = end.rstrip(b"\r") + b"\r\n"
    if stx:
        return stx + piece + end
    record = piece.lstrip(b"\0")
    padding = piece[: len(piece) - len(record)]
    return padding + _STX + record + end
