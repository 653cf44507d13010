"""The floor and the lines as they were at one moment of a recording."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import SILENT_TAIL_MS, Decoder
from desktop.protocol.events import Event
from desktop.recording.entries import (
    MADE_AGAIN,
    BytesCame,
    BytesDropped,
    ClockSet,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
)
from desktop.recording.playback import MOST_SOURCES, TOO_MANY_SOURCES, Playback
from desktop.recording.raw_stream import RAW_SOURCE, RawClock

_RAW_DAY: Final = (2026, 1, 5)
"""A raw file says the time of day, but not of which day: then it is this one, a Monday."""
_STILL_UP: Final = frozenset({LinePhase.LIVE, LinePhase.SILENT})


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the program that recorded knew at one moment.

    Attributes:
        floor: Agents and queues.
        lines: How the lines to the phone systems stood.
        at: That moment.
        damaged: How many lines of the recording before it could not be read.
        dropped: How many bytes came before it that the recorder could not write.

    """

    floor: Floor
    lines: Lines
    at: Moment
    damaged: int
    dropped: int


def recall(playback: Playback, seconds: float | None, silent_after_s: float) -> Recalled:
    """Read recordings up to a moment, in bounded memory.

    Arguments:
        playback: What there is to read; not recordings and raw files together.
        seconds: How long after the recording's beginning, by the computer that recorded it; of a raw file by
            its records. None for the end.
        silent_after_s: Without a byte for so long a line counts as silent.

    Raises:
        RecordingError: Nothing in it came from a phone system, or a file can't be read.

    """
    if playback.is_mixed:
        message = "recordings and raw streams have no time in common: give the ones or the others"
        raise RecordingError(message)
    recalling = Recalling()
    raw_clock = RawClock()
    clock = RecordedClock(raw_clock)
    at = clock.at
    damaged = dropped = 0
    try:
        for entry in playback.entries(raw_clock):
            if isinstance(entry, DamagedLine):
                damaged += 1
                recalling.cut()
                continue
            came_at = clock.follow(entry)
            if seconds is not None and came_at.steady_s > seconds:
                break
            at = came_at
            dropped += entry.count if isinstance(entry, BytesDropped) else 0
            recalling.take(entry, at)
        else:
            if not recalling.heard:
                raise RecordingError(playback.nothing_came)
    except OSError as error:
        message = f"the recording can't be read: {error.strerror or error}"
        raise RecordingError(message) from error
    # What was under way at the end is known after a breath of silence.
    rest_s = seconds - at.steady_s if seconds is not None else SILENT_TAIL_MS / 1000
    at = Moment(at.steady_s + rest_s, at.wall_s + rest_s)
    lines = recalling.lines(at, silent_after_s)
    return Recalled(recalling.floor, lines, at, damaged, dropped)


class RecordedClock:
    """The clocks of the computer that recorded, from the first entry on.

    Arguments:
        raw_clock: Follows the records of raw files.

    Attributes:
        at: The moment of the last entry.

    """

    def __init__(self, raw_clock: RawClock) -> None:
        self._raw_clock = raw_clock
        self._midnight_s = time.mktime((*_RAW_DAY, 0, 0, 0, 0, 0, -1))
        self._before_s: float | None = None
        self.at = Moment(0.0, 0.0)

    def follow(self, entry: Entry) -> Moment:
        """Give the moment of an entry. A clock that goes back without a word was no time that passed."""
        before_s = self._before_s if self._before_s is not None else entry.at_s
        if isinstance(entry, ClockSet):
            before_s += entry.by_s
        self._before_s = entry.at_s
        steady_s = self.at.steady_s + max(0.0, entry.at_s - before_s)
        wall_s, began_s = entry.at_s, self._raw_clock.began_s
        if began_s is not None:
            wall_s += self._midnight_s + began_s
        self.at = Moment(steady_s, wall_s)
        return self.at


class Recalling:
    """Takes a recording as the program took what it recorded.

    Attributes:
        floor: What that made of it.
        heard: Whether anything came from a phone system.

    """

    def __init__(self) -> None:
        self.floor = Floor()
        self.heard = False
        self._lines: dict[str, _RecalledLine] = {}
        self._changes = Changes()
        self._is_first = True

    def take(self, entry: Entry, at: Moment) -> None:
        """Take the next thing that happened."""
        match entry:
            case BytesCame():
                self.heard = True
                line = self._line(entry.source, at)
                self._apply(line, line.hear_silence(at))
                self._apply(line, line.hear(entry.data, at))
            case LineChanged():
                line = self._line(entry.source, at)
                self._apply(line, line.hear_silence(at))
                if line.change(entry, at):
                    self._changes |= self.floor.doubt(entry.source)
            case RecordingBegan():
                if not entry.continues and not self._is_first:
                    self._doubt_all()
            case BytesDropped():
                self.cut()
        self._is_first = False

    def cut(self) -> None:
        """Take note that bytes are missing, of any line: none goes on from what came before."""
        for line in self._lines.values():
            line.cut()

    def changes(self) -> Changes:
        """Give what changed on the floor since this was asked last."""
        changes, self._changes = self._changes, Changes()
        return changes

    def lines(self, at: Moment, silent_after_s: float) -> Lines:
        """Give how the lines stand at the end."""
        for line in self._lines.values():
            self._apply(line, line.hear_silence(at))
        return Lines(tuple(line.connection_at(at, silent_after_s) for line in self._lines.values()))

    def _doubt_all(self) -> None:
        """Nobody recorded for a while: what was known may no longer hold. Raw files follow one another."""
        self.cut()
        for source in self._lines:
            if source != RAW_SOURCE:
                self._changes |= self.floor.doubt(source)

    def _line(self, source: str, at: Moment) -> "_RecalledLine":
        if source not in self._lines:
            if len(self._lines) == MOST_SOURCES:
                raise RecordingError(TOO_MANY_SOURCES)
            self._lines[source] = _RecalledLine(source, at)
        return self._lines[source]

    def _apply(self, line: "_RecalledLine", events: Iterable[Event]) -> None:
        if line.last_byte is not None:
            self._changes |= self.floor.apply(events, line.last_byte, line.source)


class _RecalledLine:
    """The line to one phone system: what `FeedWorker` did with it."""

    def __init__(self, source: str, at: Moment) -> None:
        self.source = source
        self.last_byte: Moment | None = None
        self._connection = Connection(LinePhase.CONNECTING, source, at)
        self._decoder = Decoder()
        self._is_stream = False
        self._lost_since: Moment | None = None

    def hear(self, data: bytes, at: Moment) -> tuple[Event, ...]:
        """Take bytes; the line is live from the first record on."""
        self.last_byte = at
        return self._note(self._decoder.receive_data(data))

    def hear_silence(self, at: Moment) -> tuple[Event, ...]:
        """Take a tail after which nothing came for a while (acd-stream.md, Framing)."""
        last = self.last_byte
        if last is None or not self._decoder.has_tail or last.elapsed_s(at) * 1000 < SILENT_TAIL_MS:
            return ()
        return self._note(self._decoder.take_silent_tail())

    def change(self, entry: LineChanged, at: Moment) -> bool:
        """Take how the line stood from then on; tell whether what it told may no longer hold."""
        phase = next((phase for phase in LinePhase if phase.value == entry.phase), None)
        if phase is None:
            return False
        let_go = phase not in _STILL_UP and self._is_stream
        if phase not in _STILL_UP:
            self._is_stream = False
            self.cut()
        if entry.reason != MADE_AGAIN:
            # A line over which nothing came for long is made again without a word: it stays silent.
            self._stand(phase, at, entry.reason)
        return let_go

    def cut(self) -> None:
        """Forget an unfinished record."""
        self._decoder.connection_lost()

    def connection_at(self, at: Moment, silent_after_s: float) -> Connection:
        """Give how the line stands; silent, if nothing came for long and nobody was there to say so."""
        connection, last = self._connection, self._connection.last_heard
        if connection.is_live and last is not None and last.elapsed_s(at) >= silent_after_s:
            return replace(connection, phase=LinePhase.SILENT, since=last)
        return connection

    def _note(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        self._is_stream = self._is_stream or bool(events)
        if self._is_stream and self.last_byte is not None:
            if not self._connection.is_live:
                self._stand(LinePhase.LIVE, self.last_byte, "")
            self._connection = replace(self._connection, last_heard=self.last_byte)
        return events

    def _stand(self, phase: LinePhase, at: Moment, reason: str) -> None:
        since, last_heard = at, self._connection.last_heard
        match phase:
            case LinePhase.LIVE:
                self._lost_since = None
                if self._connection.is_live:
                    since = self._connection.since or at
            case LinePhase.LOST:
                since = self._lost_since = self._lost_since or at
            case LinePhase.SILENT:
                since = last_heard or at
        self._connection = Connection(phase, self.source, since, reason, last_heard)
