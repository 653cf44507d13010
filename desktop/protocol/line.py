"""The state machine of one line: when it is live, silent or lost, and when an unfinished record counts.

These rules are written nowhere else: the live line, the check of a connection, reconstruction, survey and
playback of recordings all use this machine. It has no socket and no clock; bytes, moments and silences are
passed in.
"""

import enum
from dataclasses import dataclass
from typing import Final, Generic, Protocol, Self, TypeVar

from desktop.protocol.decoder import Decoder, UnreadableBytes
from desktop.protocol.events import Event

SILENT_TAIL_MS: Final = 300
"""After this silence a record without its line end counts (desktop/protocol/README.md, Framing)."""
WAITING: Final = "connected, waiting for the first record"
NOT_THE_STREAM: Final = "what comes is not the real time events stream"


class LinePhase(enum.Enum):
    """The phase of a line, best first."""

    LIVE = "live"
    """Records arrive."""
    CONNECTING = "connecting"
    """No record arrived yet."""
    SILENT = "silent"
    """The line is up, but nothing came for the set time."""
    LOST = "lost"
    """The line is down and is being retried."""
    NOT_SET = "not set"
    """No phone system is named."""

    @property
    def is_up(self) -> bool:
        """Whether the connection holds, so that bytes continue those before."""
        return self in {LinePhase.LIVE, LinePhase.SILENT}


class Instant(Protocol):
    """A point in time."""

    def elapsed_s(self, now: Self, /) -> float:
        """Return the seconds from this point to ``now``."""


InstantT = TypeVar("InstantT", bound=Instant)


@dataclass(frozen=True, slots=True)
class LineStatus(Generic[InstantT]):
    """The phase of a line, when it began, and the reason in words."""

    phase: LinePhase
    since: InstantT | None = None
    reason: str = ""


class StreamLine(Generic[InstantT]):
    """One line to a phone system, over any number of connections.

    A line is live from the first record on, since anything may answer on a port. Once a record came, every
    byte is a sign of life (desktop/protocol/README.md, Refresh reports R).

    Attributes:
        status: The state of the line; another object whenever that changes.
        last_life: When the last byte came or the last connection was made; None before.
        last_heard: When the last byte of the stream came; None before its first record.

    """

    def __init__(self) -> None:
        self.status: LineStatus[InstantT] = LineStatus(LinePhase.NOT_SET)
        self.last_life: InstantT | None = None
        self.last_heard: InstantT | None = None
        self._decoder = Decoder()
        self._is_stream = False
        self._unread_before: int | None = None
        self._lost_since: InstantT | None = None

    @property
    def tail(self) -> bytes:
        """The bytes that wait for the end of their record, cut to the longest that a record may be."""
        return self._decoder.tail

    @property
    def tail_is_junk(self) -> bool:
        """Whether the tail is longer than a record may be."""
        return self._decoder.tail_is_too_long

    @property
    def unread(self) -> UnreadableBytes:
        """What could not be read so far."""
        return self._decoder.unread

    @property
    def unread_version(self) -> int:
        """A number that grows whenever `unread` changes, and is cheaper to get."""
        return self._decoder.unread_version

    @property
    def is_something_else(self) -> bool:
        """Whether this connection brought bytes that are not records, and no record at all."""
        before = self._unread_before
        return before is not None and not self._is_stream and self._decoder.unread_version > before

    def silence_s(self, now: InstantT) -> float:
        """Return the seconds without a sign of life; 0 before the first."""
        return self.last_life.elapsed_s(now) if self.last_life is not None else 0.0

    def is_silent(self, now: InstantT, after_s: float) -> bool:
        """Return whether the line had no sign of life for this many seconds."""
        return self.silence_s(now) >= after_s

    def set_phase(self, phase: LinePhase, now: InstantT, reason: str = "") -> None:
        """Change the phase or its reason. If neither changes, the beginning stays too."""
        before = self.status
        since = before.since if (phase, reason) == (before.phase, before.reason) else now
        match phase:
            case LinePhase.LIVE:
                self._lost_since = None
            case LinePhase.SILENT if before.phase is not LinePhase.SILENT:
                since = self.last_heard or self.last_life or now
            case LinePhase.LOST:
                # Attempts to reconnect do not start a new loss.
                since = self._lost_since = self._lost_since or now
        status = LineStatus(phase, since, reason)
        if status != before:
            self.status = status

    def connected(self, now: InstantT) -> None:
        """Note a new connection. A silent line stays silent until a byte comes."""
        self.last_life = now
        self._unread_before = self._decoder.unread_version
        if self.status.phase is not LinePhase.SILENT:
            self.set_phase(LinePhase.CONNECTING, now, WAITING)

    def read(self, data: bytes, now: InstantT) -> tuple[Event, ...]:
        """Decode the next bytes and return the events that they complete."""
        self.last_life = now
        return self._heard(self._decoder.receive_data(data), now)

    def hear_silence(self, silence_s: float, now: InstantT) -> tuple[Event, ...]:
        """Note a silence and return the events that it completes.

        Arguments:
            silence_s: Seconds since the last byte.
            now: The moment of these events.

        """
        if not self._decoder.has_tail or silence_s * 1000 < SILENT_TAIL_MS:
            return ()
        return self._heard(self._decoder.take_silent_tail(), now)

    def drop_tail(self) -> None:
        """Drop the unfinished record: the next bytes do not continue it."""
        self._decoder.connection_lost()

    def disconnected(self) -> bool:
        """Note the end of a connection; return whether it brought records, which may no longer hold."""
        was_stream, self._is_stream = self._is_stream, False
        self._unread_before = None
        self.drop_tail()
        return was_stream

    def _heard(self, events: tuple[Event, ...], now: InstantT) -> tuple[Event, ...]:
        if events:
            self._is_stream = True
        if self._is_stream:
            self.last_heard = self.last_life
            if self.status.phase is not LinePhase.LIVE:
                self.set_phase(LinePhase.LIVE, now)
        elif self.is_something_else:
            self.set_phase(LinePhase.CONNECTING, now, NOT_THE_STREAM)
        return events
