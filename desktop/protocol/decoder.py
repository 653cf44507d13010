"""Decodes bytes, however they are sliced, into events (desktop/protocol/README.md, Framing).

The strategy: STX, CR and LF each end whatever stands before them. One split then serves every form of the
stream, and the result cannot depend on where TCP cut it. Bytes after the last end wait for more.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import Final

from desktop.protocol.events import Event
from desktop.protocol.records import UnreadableReason, decode_record, has_fixed_fields, looks_like_record

MAX_RECORD_BYTES: Final = 256
MAX_SAMPLES: Final = 20
SAMPLE_BYTES: Final = 64

_ENDS: Final = re.compile(rb"[\x02\r\n]+")
_NUL: Final = b"\0"
_NUMBERS: Final = 100
"""Record numbers run from 00 to 99 and wrap (desktop/protocol/README.md, Framing)."""


def unfinished(data: bytes) -> bytes:
    """Return the bytes after the last STX, CR or LF; all of them if there is none."""
    return data[max(data.rfind(end) for end in (b"\x02", b"\r", b"\n")) + 1 :]


@dataclass(frozen=True, slots=True)
class Sample:
    """Bytes that could not be read, cut to a bounded length, with the reason."""

    reason: UnreadableReason
    data: bytes


@dataclass(frozen=True, slots=True)
class UnreadableBytes:
    """What a decoder could not read so far, and how many records are missing by their numbers.

    Attributes:
        counts: The number of unreadable pieces for each reason.
        samples: The last of them, oldest first.
        lost: The number of skipped record numbers. They wrap, so 100 lost at once count as none.
        repeats: The number of records identical to the one before.

    """

    counts: tuple[tuple[UnreadableReason, int], ...] = ()
    samples: tuple[Sample, ...] = ()
    lost: int = 0
    repeats: int = 0

    @property
    def total(self) -> int:
        """The number of unreadable pieces."""
        return sum(count for _, count in self.counts)


class Decoder:
    """Decodes one connection's bytes. It never raises, and its memory is bounded.

    Arguments:
        max_record_bytes: A longer record is dropped and counted.
        max_samples: How many unreadable pieces are kept for diagnosis.

    Attributes:
        tail: The bytes that wait for the end of their record, cut to the longest that a record may be.
        tail_is_too_long: Whether the tail is longer than a record may be.
        unread_version: A number that grows whenever `unread` changes, and is cheaper to get.

    """

    def __init__(self, *, max_record_bytes: int = MAX_RECORD_BYTES, max_samples: int = MAX_SAMPLES) -> None:
        self._max_record_bytes = max_record_bytes
        self.tail = b""
        self.tail_is_too_long = False
        self._tail_is_slow = False
        self._follows_taken_tail = False
        self._counts: Counter[UnreadableReason] = Counter()
        self.unread_version = 0
        self._samples: deque[Sample] = deque(maxlen=max_samples)
        self._before: Event | None = None
        self._lost = 0
        self._repeats = 0

    @property
    def has_tail(self) -> bool:
        """Whether there is a tail."""
        return bool(self.tail)

    @property
    def unread(self) -> UnreadableBytes:
        """What could not be read so far."""
        return UnreadableBytes(tuple(self._counts.items()), tuple(self._samples), self._lost, self._repeats)

    def receive_data(self, data: bytes) -> tuple[Event, ...]:
        """Decode the next bytes and return the events that they complete, in order."""
        first, *pieces = _ENDS.split(data)
        self._extend_tail(first)
        if not pieces:
            return ()
        events: list[Event] = []
        self._end_tail(events)
        tail = pieces.pop()
        for piece in pieces:
            self._read(piece, events)
        self._extend_tail(tail)
        return tuple(events)

    def take_silent_tail(self) -> tuple[Event, ...]:
        """Decode a tail that lacks only its line end; call it after a silence (README.md, Framing).

        A tail that paused before its fixed fields were complete is not taken: it comes byte by byte, so more
        may follow them, and only its terminator shows where it ends.
        """
        is_whole = has_fixed_fields(self.tail.strip(_NUL).decode("latin-1"))
        self._tail_is_slow = self._tail_is_slow or (self.has_tail and not is_whole)
        if self.tail_is_too_long or self._tail_is_slow or not is_whole:
            return ()
        events: list[Event] = []
        self._read(self.tail, events)
        self.tail = b""
        self._follows_taken_tail = True
        return tuple(events)

    def connection_lost(self) -> None:
        """Forget the tail and the record number: neither is joined to the next connection's bytes."""
        self._before = None
        if self.tail:
            self._refuse(UnreadableReason.CUT_OFF, self.tail)
        self.tail = b""
        self.tail_is_too_long = False
        self._tail_is_slow = False
        self._follows_taken_tail = False

    def _extend_tail(self, data: bytes) -> None:
        if not data or self.tail_is_too_long:
            return
        tail = self.tail + data if self.tail else data.lstrip(_NUL)
        self.tail_is_too_long = len(tail) > self._max_record_bytes
        self.tail = tail[: self._max_record_bytes]

    def _end_tail(self, events: list[Event]) -> None:
        tail, self.tail = self.tail, b""
        self._tail_is_slow = False
        follows_taken, self._follows_taken_tail = self._follows_taken_tail, False
        if self.tail_is_too_long:
            self.tail_is_too_long = False
            self._refuse(UnreadableReason.TOO_LONG, tail)
        elif follows_taken and tail and not looks_like_record(tail.decode("latin-1")):
            self._refuse(UnreadableReason.LATE_REST, tail)
        elif tail:
            self._read(tail, events)

    def _read(self, piece: bytes, events: list[Event]) -> None:
        record = piece.strip(_NUL)
        if not record:
            return
        # Measured and sampled like a tail, so that the result does not depend on how TCP cut it.
        as_tail = piece.lstrip(_NUL)
        if len(as_tail) > self._max_record_bytes:
            self._refuse(UnreadableReason.TOO_LONG, as_tail[: self._max_record_bytes])
            return
        decoded = decode_record(record.decode("latin-1"))
        if isinstance(decoded, UnreadableReason):
            self._refuse(decoded, record)
        else:
            self._follow(decoded)
            events.append(decoded)

    def _follow(self, event: Event) -> None:
        """Count the record numbers missing before an event."""
        before, self._before = self._before, event
        if before is None:
            return
        lost = (event.record_number - before.record_number - 1) % _NUMBERS
        if not lost:
            return
        self.unread_version += 1
        if event.raw == before.raw:
            self._repeats += 1
        else:
            self._lost += lost

    def _refuse(self, reason: UnreadableReason, data: bytes) -> None:
        self.unread_version += 1
        self._counts[reason] += 1
        self._samples.append(Sample(reason, data[:SAMPLE_BYTES]))
