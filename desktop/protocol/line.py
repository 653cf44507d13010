"""One line to a phone system: when it is live, silent or lost, and when an unfinished record counts.

The only place that has these rules: the live line, a recording's line, and a recording's playback all use it.
No socket and no clock: bytes, moments and silences are passed in.
"""

import enum
from dataclasses import dataclass
from typing import Final, Generic, Protocol, Self, TypeVar

from desktop.protocol.decoder import Decoder, Unread
from desktop.protocol.events import Event

SILENT_TAIL_MS: Final = 300
"""After this silence a record that lacks only its line end is taken (protocol/README.md, Framing)."""
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
        """Whether what comes goes on from what came before."""
        return self in {LinePhase.LIVE, LinePhase.SILENT}


class Instant(Protocol):
    """A point in time."""

    def elapsed_s(self, now: Self, /) -> float:
        """Return the seconds from this point to ``now``."""


InstantT = TypeVar("InstantT", bound=Instant)


@dataclass(frozen=True, slots=True)
class Standing(Generic[InstantT]):
    """How a line stands, since when, and in words why."""

    phase: LinePhase
    since: InstantT | None = None
    reason: str = ""


class StreamLine(Generic[InstantT]):
    """One line to a phone system, over any number of connections.

    A line is live from the first record on, since anything may answer on a port. Once a record came, every
    byte is a sign of life (protocol/README.md, Refresh reports R).

    Attributes:
        standing: How the line stands; another object whenever that changes.
        last_life: When the last byte came or the last connection was made; None before.
        last_heard: When the last byte of the stream came; None before its first record.

    """

    def __init__(self) -> None:
        self.standing: Standing[InstantT] = Standing(LinePhase.NOT_SET)
        self.last_life: InstantT | None = None
        self.last_heard: InstantT | None = None
        self._decoder = Decoder()
        self._is_stream = False
        self._unread_before: int | None = None
        self._lost_since: InstantT | None = None

    @property
    def tail(self) -> bytes:
        """The bytes that wait for the end of their record."""
        return self._decoder.tail

    @property
    def tail_is_junk(self) -> bool:
        """Whether more waits than any record has."""
        return self._decoder.tail_is_too_long

    @property
    def unread(self) -> Unread:
        """What could not be read so far."""
        return self._decoder.unread

    @property
    def unread_count(self) -> int:
        """A figure that grows whenever `unread` changes, and costs less."""
        return self._decoder.noted

    @property
    def is_something_else(self) -> bool:
        """Whether bytes came over this connection that are no records, and not one record."""
        before = self._unread_before
        return before is not None and not self._is_stream and self._decoder.noted > before

    def silence_s(self, now: InstantT) -> float:
        """Return the seconds without a sign of life; 0 before the first."""
        return self.last_life.elapsed_s(now) if self.last_life is not None else 0.0

    def stand(self, phase: LinePhase, now: InstantT, reason: str = "") -> None:
        """Stand otherwise from now on. What holds already keeps the moment since when it does."""
        before = self.standing
        since = before.since if (phase, reason) == (before.phase, before.reason) else now
        match phase:
            case LinePhase.LIVE:
                self._lost_since = None
            case LinePhase.SILENT if before.phase is not LinePhase.SILENT:
                since = self.last_heard or self.last_life or now
            case LinePhase.LOST:
                # Attempts to reconnect do not start a new loss.
                since = self._lost_since = self._lost_since or now
        standing = Standing(phase, since, reason)
        if standing != before:
            self.standing = standing

    def connected(self, now: InstantT) -> None:
        """Take note of a new connection. A silent line stays silent until something comes."""
        self.last_life = now
        self._unread_before = self._decoder.noted
        if self.standing.phase is not LinePhase.SILENT:
            self.stand(LinePhase.CONNECTING, now, WAITING)

    def read(self, data: bytes, now: InstantT) -> tuple[Event, ...]:
        """Take the next bytes and return the events that they complete."""
        self.last_life = now
        return self._heard(self._decoder.receive_data(data), now)

    def hear_silence(self, silence_s: float, now: InstantT) -> tuple[Event, ...]:
        """Take note that no byte came for so long; return what that completes.

        Arguments:
            silence_s: Seconds since the last byte.
            now: When a record counts as heard that was complete but for its line end.

        """
        if not self._decoder.has_tail or silence_s * 1000 < SILENT_TAIL_MS:
            return ()
        return self._heard(self._decoder.take_silent_tail(), now)

    def cut(self) -> None:
        """Drop an unfinished record: what comes next does not go on from it."""
        self._decoder.connection_lost()

    def drop(self) -> bool:
        """End the connection; return whether records had come over it, which may no longer hold."""
        was_stream, self._is_stream = self._is_stream, False
        self._unread_before = None
        self.cut()
        return was_stream

    def _heard(self, events: tuple[Event, ...], now: InstantT) -> tuple[Event, ...]:
        if events:
            self._is_stream = True
        if self._is_stream:
            self.last_heard = self.last_life
            if self.standing.phase is not LinePhase.LIVE:
                self.stand(LinePhase.LIVE, now)
        elif self.is_something_else:
            self.stand(LinePhase.CONNECTING, now, NOT_THE_STREAM)
        return events
