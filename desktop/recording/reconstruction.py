"""The floor and the lines at one moment of a recording."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.acd.connection import Connection, Connections
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.protocol.events import Event
from desktop.protocol.line import SILENT_TAIL_MS, LinePhase, StreamLine
from desktop.recording.entries import (
    MADE_AGAIN,
    BytesCame,
    BytesDropped,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
)
from desktop.recording.playback import MOST_SOURCES, TOO_MANY_SOURCES, EntryReader, Playback
from desktop.recording.raw_stream import RAW_SOURCE


@dataclass(frozen=True, slots=True)
class ReconstructedMoment:
    """The floor and the lines as the recording program knew them at one moment.

    Attributes:
        floor: Agents and queues.
        lines: The state of the lines to the phone systems.
        at: The moment.
        damaged: How many lines of the recording before it could not be read.
        dropped: How many bytes before it the recorder could not write.

    """

    floor: Floor
    lines: Connections
    at: Moment
    damaged: int
    dropped: int


def reconstruct(playback: Playback, seconds: float | None, silent_after_s: float) -> ReconstructedMoment:
    """Read recordings up to a moment, in bounded memory.

    Arguments:
        playback: The recordings to read; not recordings and raw files together.
        seconds: The moment, in seconds from the recording's beginning by the clock of the computer that
            recorded; in a raw file by its records. None for the end.
        silent_after_s: Seconds without a byte after which a line counts as silent.

    Raises:
        RecordingError: Nothing in it came from a phone system, or a file can't be read.

    """
    playback.check_one_time()
    reconstructed, reader = ReconstructedFloor(), EntryReader(playback)
    at = reader.at
    for entry, entry_at in reader.entries():
        if seconds is not None and entry_at.steady_s > seconds:
            break
        at = entry_at
        reconstructed.take(entry, at)
    else:
        if not reconstructed.has_heard:
            raise RecordingError(playback.nothing_came)
    # A record at the very end counts after a short silence.
    at = at.before(at.steady_s - seconds if seconds is not None else -SILENT_TAIL_MS / 1000)
    lines = reconstructed.lines(at, silent_after_s)
    return ReconstructedMoment(reconstructed.floor, lines, at, reader.damaged, reader.dropped)


class ReconstructedFloor:
    """Applies a recording to a floor, as the program did when it recorded.

    Attributes:
        floor: Agents and queues so far.
        has_heard: Whether anything came from a phone system.

    """

    def __init__(self) -> None:
        self.floor = Floor()
        self.has_heard = False
        self._lines: dict[str, StreamLine[Moment]] = {}
        self._changes = Changes()
        self._is_first = True

    def take(self, entry: Entry | DamagedLine, at: Moment) -> None:
        """Apply the next entry."""
        match entry:
            case BytesCame():
                self.has_heard = True
                line = self._line(entry.source, at)
                self._apply(entry.source, line.read(entry.data, at), at)
            case LineChanged():
                self._change(self._line(entry.source, at), entry, at)
            case RecordingBegan() if not entry.continues and not self._is_first:
                self._mark_all_unconfirmed()
            case BytesDropped() | DamagedLine():
                # Any line may lack bytes: none continues what came before.
                self._cut_all()
        self._is_first = self._is_first and isinstance(entry, DamagedLine)

    def changes(self) -> Changes:
        """Return the changes of the floor since the last call."""
        changes, self._changes = self._changes, Changes()
        return changes

    def lines(self, at: Moment, silent_after_s: float) -> Connections:
        """Return the state of the lines at a moment after the last entry."""
        lines = ((source, self._line(source, at)) for source in self._lines)
        return Connections(tuple(_connection_at(line, source, at, silent_after_s) for source, line in lines))

    def _change(self, line: StreamLine[Moment], entry: LineChanged, at: Moment) -> None:
        """Apply a new phase of a line."""
        phase = next((phase for phase in LinePhase if phase.value == entry.phase), None)
        if phase is None:
            return
        if not phase.is_up and line.disconnected():
            self._changes |= self.floor.mark_unconfirmed(entry.source)
        if entry.reason != MADE_AGAIN:
            # The program reconnects a silent line without reporting it, and the line stays silent.
            line.set_phase(phase, at, entry.reason)

    def _mark_all_unconfirmed(self) -> None:
        """Mark what is known as unconfirmed after a gap. Raw files follow one another without one."""
        self._cut_all()
        for source in self._lines:
            if source != RAW_SOURCE:
                self._changes |= self.floor.mark_unconfirmed(source)

    def _cut_all(self) -> None:
        for line in self._lines.values():
            line.drop_tail()

    def _line(self, source: str, at: Moment) -> StreamLine[Moment]:
        """Return the line of a phone system, after the silence up to a moment."""
        line = self._lines.get(source)
        if line is None:
            if len(self._lines) == MOST_SOURCES:
                raise RecordingError(TOO_MANY_SOURCES)
            line = self._lines[source] = StreamLine()
            line.set_phase(LinePhase.CONNECTING, at)
        last = line.last_life
        if last is not None:
            self._apply(source, line.hear_silence(last.elapsed_s(at), last), last)
        return line

    def _apply(self, source: str, events: Iterable[Event], at: Moment) -> None:
        self._changes |= self.floor.apply(events, at, source)


def _connection_at(line: StreamLine[Moment], source: str, at: Moment, silent_after_s: float) -> Connection:
    """Return the state of a line at a moment. A silence that began after the last entry is not recorded."""
    connection, last = Connection.of(line, source), line.last_heard
    if connection.is_live and last is not None and line.is_silent(at, silent_after_s):
        return replace(connection, phase=LinePhase.SILENT, since=last)
    return connection
