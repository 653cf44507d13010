"""Recordings and raw files to be played: their contents, and when each part is due."""

import contextlib
import io
import math
import pathlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.acd.moment import Moment
from desktop.protocol.line import LinePhase, StreamLine
from desktop.recording.entries import (
    FORMAT,
    MOST_LINE_BYTES,
    BytesCame,
    BytesDropped,
    ClockSet,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
    is_recording,
    read_entries,
)
from desktop.recording.raw_stream import BLOCK_BYTES, RAW_SOURCE, RawClock, is_raw_stream, read_raw
from desktop.recording.splice import Chunk, Splice

LONGEST_WAIT_S: Final = 900.0
"""A longer pause is cut to this: nobody wants to wait for a night without recording, or for a clock that was
set by a day, and a board reacts to silence within minutes."""
LOOP_PAUSE_S: Final = 1.0
"""Pause between the end and the next beginning."""
MOST_SOURCES: Final = 64
TOO_MANY_SOURCES: Final = f"the recording names more than {MOST_SOURCES} phone systems"
_HEAD_BYTES: Final = 2 * MOST_LINE_BYTES
"""This much of a recording contains at least one whole line, even if the first one is cut off."""
_OTHERS_AT_ONCE: Final = 100
"""After this many entries of other lines the caller gets its turn."""
_RAW_DAY: Final = (2026, 1, 5)
"""Records of a raw file carry no date, so this day stands for it, a Monday."""
_UP: Final = frozenset(phase.value for phase in LinePhase if phase.is_up)


@dataclass(frozen=True, slots=True)
class SourceRecording:
    """The part of a recording that came from one phone system.

    Attributes:
        source: The phone system, ``host:port``; `RAW_SOURCE` for raw files.
        began_s: Unix time of its first byte; for raw files the time of day of the first record.
        seconds: Duration from its first byte to its last, as it is played.
        records: How many records could be decoded.

    """

    source: str
    began_s: float
    seconds: float
    records: int


@dataclass(frozen=True, slots=True)
class Survey:
    """The contents of recordings.

    Attributes:
        recorded: The phone systems of which bytes were recorded, in the order of their first.
        damaged: How many lines could not be read.
        dropped: How many bytes the recorder could not write.

    """

    recorded: tuple[SourceRecording, ...]
    damaged: int
    dropped: int


def describe_losses(damaged: int, dropped: int) -> list[str]:
    """Describe the losses, a line for each kind: lines that are damaged, bytes that were not written."""
    lines = []
    if damaged:
        lines.append(f"Damaged lines in the recording, left out: {damaged}.")
    if dropped:
        lines.append(f"Bytes that came but could not be written when it was recorded: {dropped}.")
    return lines


class Playback:
    """Recordings and raw files to be played one after the other; recordings in the order of their beginnings.

    Arguments:
        paths: Recordings and raw files.

    Raises:
        RecordingError: One of the files is neither, is empty or can't be read.

    """

    def __init__(self, paths: Sequence[pathlib.Path]) -> None:
        starts = [(path, _start_s(path)) for path in paths]
        if all(start_s is not None for _, start_s in starts):
            starts.sort(key=lambda start: start[1] or 0.0)
        self._files = [(path, start_s is None) for path, start_s in starts]

    @property
    def nothing_came(self) -> str:
        """The error message for files without any bytes of a phone system."""
        return f"{self._files[0][0]} holds nothing that came from a phone system"

    @property
    def size(self) -> int:
        """The size of the files in bytes."""
        with contextlib.suppress(OSError):
            return sum(path.stat().st_size for path, _ in self._files)
        return 0

    def check_one_time(self) -> None:
        """Make sure that the times of all files can be compared.

        Raises:
            RecordingError: There are recordings and raw files.

        """
        if len({is_raw for _, is_raw in self._files}) > 1:
            message = "recordings and raw streams have no time in common: name only one kind"
            raise RecordingError(message)

    def survey(self) -> Survey:
        """Read everything once, in bounded memory.

        Raises:
            RecordingError: There is nothing to play, or a file can't be read.

        """
        lines: dict[str, _SurveyedLine] = {}
        reader = EntryReader(self)
        for entry, at in reader.entries():
            if isinstance(entry, BytesCame) and entry.source not in lines:
                if len(lines) == MOST_SOURCES:
                    raise RecordingError(TOO_MANY_SOURCES)
                began_s = reader.raw_clock.began_s or 0 if entry.source == RAW_SOURCE else entry.at_s
                lines[entry.source] = _SurveyedLine(entry.source, began_s)
            for line in lines.values():
                line.take(entry, at)
        if not lines:
            raise RecordingError(self.nothing_came)
        recorded = tuple(line.recorded(reader.at) for line in lines.values())
        return Survey(recorded, reader.damaged, reader.dropped)

    def chunks(self, source: str, *, loop: bool = False) -> Iterator[Chunk]:
        """Yield what one phone system sent, lazily: each read and how long after the first it is due.

        `Splice` decides about an unfinished record at which the line was lost. Where a long stretch contains
        nothing of this phone system, a chunk without data comes now and then.

        Arguments:
            source: Which phone system, as the survey names it.
            loop: Whether to start over at the end, for ever, unless there is nothing to play.

        Raises:
            OSError: A file can't be read any more.

        """
        timeline = _Timeline()
        splice = Splice()
        while True:
            is_empty = True
            others = 0
            for entry in self.entries(RawClock()):
                timeline.follow_clock(entry)
                if isinstance(entry, BytesCame) and entry.source == source:
                    if entry.data:
                        is_empty = False
                        yield from splice.add(Chunk(timeline.due_s(entry.at_s), entry.data))
                elif _is_gap(entry, source):
                    yield from splice.cut(timeline.since_last_s(entry))
                else:
                    others += 1
                    if others % _OTHERS_AT_ONCE == 0:
                        yield Chunk(timeline.last_due_s, b"")
            if is_empty or not loop:
                yield from splice.rest()
                return
            yield from splice.cut(LOOP_PAUSE_S)
            timeline.start_over()

    def entries(self, raw_clock: RawClock) -> Iterator[Entry | DamagedLine]:
        """Yield all entries in the order in which they were recorded.

        Arguments:
            raw_clock: Follows the times of the records of raw files.

        Raises:
            OSError: A file can't be read.

        """
        for path, is_raw in self._files:
            with path.open("rb") as file:
                if is_raw:
                    # The record at the border of two raw files may have been cut in two.
                    yield RecordingBegan(raw_clock.at_s)
                yield from read_raw(file, raw_clock) if is_raw else read_entries(file)


class EntryReader:
    """Recordings read once, with the moment of each entry by the clocks of the computer that recorded.

    Arguments:
        playback: The recordings to read.

    Attributes:
        at: The moment of the last entry.
        raw_clock: The time of day of raw files.
        damaged: How many lines could not be read so far.
        dropped: How many bytes received so far the recorder could not write.

    """

    def __init__(self, playback: Playback) -> None:
        self._playback = playback
        self._midnight_s = time.mktime((*_RAW_DAY, 0, 0, 0, 0, 0, -1))
        self._before_s: float | None = None
        self.at = Moment(0.0, 0.0)
        self.raw_clock = RawClock()
        self.damaged = 0
        self.dropped = 0

    def entries(self) -> Iterator[tuple[Entry | DamagedLine, Moment]]:
        """Yield each entry and its moment; a damaged line has that of the entry before it.

        Raises:
            RecordingError: A file can't be read.

        """
        try:
            for entry in self._playback.entries(self.raw_clock):
                if isinstance(entry, DamagedLine):
                    yield entry, self.at
                    self.damaged += 1
                    continue
                self._follow(entry)
                yield entry, self.at
                self.dropped += entry.count if isinstance(entry, BytesDropped) else 0
        except OSError as error:
            message = f"the recording can't be read: {error.strerror or error}"
            raise RecordingError(message) from error

    def _follow(self, entry: Entry) -> None:
        """Advance to an entry. If the clock goes back without a `ClockSet`, no time passed."""
        before_s = self._before_s if self._before_s is not None else entry.at_s
        if isinstance(entry, ClockSet):
            before_s += entry.by_s
        self._before_s = entry.at_s
        steady_s = self.at.steady_s + max(0.0, entry.at_s - before_s)
        wall_s, began_s = entry.at_s, self.raw_clock.began_s
        if began_s is not None:
            wall_s += self._midnight_s + began_s
        self.at = Moment(steady_s, wall_s)


class _Timeline:
    """When each read of a line is due.

    The clock of the computer that recorded may have been set meanwhile. Where the recorder noticed, that is
    undone. Between two runs it could not notice; there a time that goes back is no wait.
    """

    def __init__(self) -> None:
        self._before_s: float | None = None
        self.last_due_s = 0.0

    def follow_clock(self, entry: Entry | DamagedLine) -> None:
        """Undo a setting of the clock."""
        if isinstance(entry, ClockSet) and self._before_s is not None:
            self._before_s += entry.by_s

    def due_s(self, at_s: float) -> float:
        """Return the second at which a read is due."""
        if self._before_s is not None:
            self.last_due_s += min(max(0.0, at_s - self._before_s), LONGEST_WAIT_S)
        self._before_s = at_s
        return self.last_due_s

    def since_last_s(self, entry: Entry | DamagedLine) -> float:
        """Return the seconds from the last read to an entry; 0 if they are not known."""
        if self._before_s is None or isinstance(entry, DamagedLine):
            return 0.0
        return max(0.0, entry.at_s - self._before_s)

    def start_over(self) -> None:
        """Return to the beginning, after a pause."""
        self._before_s = None
        self.last_due_s += LOOP_PAUSE_S


class _SurveyedLine:
    """Counts the records of one phone system, and how long they are played."""

    def __init__(self, source: str, began_s: float) -> None:
        self._source = source
        self._began_s = began_s
        self._timeline = _Timeline()
        self._line: StreamLine[Moment] = StreamLine()
        self._records = 0

    def take(self, entry: Entry | DamagedLine, at: Moment) -> None:
        """Apply the next entry, of any phone system."""
        self._timeline.follow_clock(entry)
        is_read = isinstance(entry, BytesCame) and entry.source == self._source
        if not is_read and not _is_gap(entry, self._source):
            return
        self._records += len(self._line.hear_silence(self._timeline.since_last_s(entry), at))
        if isinstance(entry, BytesCame):
            self._timeline.due_s(entry.at_s)
            self._records += len(self._line.read(entry.data, at))
        else:
            self._line.disconnected()

    def recorded(self, at: Moment) -> SourceRecording:
        """Return the summary of the line after the last entry."""
        self._records += len(self._line.hear_silence(math.inf, at))
        return SourceRecording(self._source, self._began_s, self._timeline.last_due_s, self._records)


def _is_gap(entry: Entry | DamagedLine, source: str) -> bool:
    """Return whether the bytes of a line after an entry do not continue those before it."""
    match entry:
        case LineChanged():
            return entry.source == source and entry.phase not in _UP
        case RecordingBegan():
            return not entry.continues
        case BytesDropped() | DamagedLine():
            return True
        case _:
            return False


def _start_s(path: pathlib.Path) -> float | None:
    """Return when a recording begins; None for a raw file.

    Raises:
        RecordingError: It is neither, is empty or can't be read.

    """
    try:
        if path.is_dir():
            message = f"{path} is a folder"
            raise RecordingError(message)
        if path.exists() and not path.is_file():
            message = f"{path} is no file"
            raise RecordingError(message)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError) as error:
        message = f"{path} can't be read: {getattr(error, 'strerror', None) or error}"
        raise RecordingError(message) from error
    start_s = _first_at_s(path, head)
    if start_s is not None or is_recording(head):
        return start_s or 0.0
    if not head.strip(b"\0"):
        message = f"{path} is empty"
        raise RecordingError(message)
    if not is_raw_stream(head[:BLOCK_BYTES]):
        message = f"{path} is neither a recording nor a raw stream of a phone system"
        raise RecordingError(message)
    return None


def _first_at_s(path: pathlib.Path, head: bytes) -> float | None:
    """Return the time of the first entry of a recording; None if there is none."""
    for entry in read_entries(io.BytesIO(head)):
        if isinstance(entry, RecordingBegan) and entry.format > FORMAT:
            message = f"{path} was recorded by a newer TallyMate"
            raise RecordingError(message)
        if not isinstance(entry, DamagedLine):
            return entry.at_s
    return None
