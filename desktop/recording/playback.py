"""Recordings and raw files as something to be played: what is in them, and what is due when."""

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
"""A longer pause is cut to this. A night in which nobody recorded, or a clock that was set by a day, is
nothing to wait for; and all that a board does for silence it does within some minutes."""
LOOP_PAUSE_S: Final = 1.0
"""Between the end and the next beginning."""
MOST_SOURCES: Final = 64
TOO_MANY_SOURCES: Final = f"the recording names more than {MOST_SOURCES} phone systems"
_HEAD_BYTES: Final = 2 * MOST_LINE_BYTES
"""In so much of a recording at least one line is whole, even if its first one was cut off."""
_OTHERS_AT_ONCE: Final = 100
"""After so many entries of other lines the caller gets its turn."""
_RAW_DAY: Final = (2026, 1, 5)
"""A raw file says the time of day, but not of which day: then it is this one, a Monday."""
_UP: Final = frozenset(phase.value for phase in LinePhase if phase.is_up)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a recording holds of one phone system.

    Attributes:
        source: The phone system, ``host:port``; `RAW_SOURCE` for files that don't say.
        began_s: When its first byte came, as Unix time; for raw files the first record's time of day.
        seconds: From its first byte to its last, as it is played.
        records: How many could be decoded.

    """

    source: str
    began_s: float
    seconds: float
    records: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What recordings hold.

    Attributes:
        recorded: Each phone system of which bytes were kept, in the order of their first.
        damaged: How many lines could not be read.
        dropped: How many bytes came that the recorder could not write.

    """

    recorded: tuple[Recorded, ...]
    damaged: int
    dropped: int


def describe_losses(survey: Survey) -> list[str]:
    """Say what recordings don't hold of what came."""
    lines = []
    if survey.damaged:
        lines.append(f"Damaged lines in the recording, left out: {survey.damaged}.")
    if survey.dropped:
        lines.append(f"Bytes that came but could not be written when it was recorded: {survey.dropped}.")
    return lines


class Playback:
    """What there is to play, one file after the other; recordings in the order of their beginnings.

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
        """What is wrong where no bytes are in it, for the person who can mend it."""
        return f"{self._files[0][0]} holds nothing that came from a phone system"

    @property
    def size(self) -> int:
        """How many bytes the files hold."""
        with contextlib.suppress(OSError):
            return sum(path.stat().st_size for path, _ in self._files)
        return 0

    def check_one_time(self) -> None:
        """Make sure that all files have one time in common.

        Raises:
            RecordingError: There are recordings and raw files.

        """
        if len({is_raw for _, is_raw in self._files}) > 1:
            message = "recordings and raw streams have no time in common: give the ones or the others"
            raise RecordingError(message)

    def survey(self) -> Survey:
        """Read everything once, in bounded memory.

        Raises:
            RecordingError: Nothing is in it to be played, or a file can't be read.

        """
        lines: dict[str, _SurveyedLine] = {}
        reading = Reading(self)
        for entry, at in reading.entries():
            if isinstance(entry, BytesCame) and entry.source not in lines:
                if len(lines) == MOST_SOURCES:
                    raise RecordingError(TOO_MANY_SOURCES)
                began_s = reading.raw_clock.began_s or 0 if entry.source == RAW_SOURCE else entry.at_s
                lines[entry.source] = _SurveyedLine(entry.source, began_s)
            for line in lines.values():
                line.take(entry, at)
        if not lines:
            raise RecordingError(self.nothing_came)
        recorded = tuple(line.recorded(reading.at) for line in lines.values())
        return Survey(recorded, reading.damaged, reading.dropped)

    def chunks(self, source: str, *, loop: bool = False) -> Iterator[Chunk]:
        """Yield what one phone system sent, lazily: each read and how long after the first it is due.

        An unfinished record at which the line was lost is played as the program met it: see `Splice`. A chunk
        without data comes now and then where a long stretch holds nothing of this phone system.

        Arguments:
            source: Which phone system, as the survey names it.
            loop: Whether to start over at the end, for ever, unless there is nothing.

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
        """Yield everything in the order in which it was recorded.

        Arguments:
            raw_clock: Follows the records of raw files; it knows their time of day.

        Raises:
            OSError: A file can't be read.

        """
        for path, is_raw in self._files:
            with path.open("rb") as file:
                if is_raw:
                    # Where one raw file ends and the next begins the record may have been cut in two.
                    yield RecordingBegan(raw_clock.at_s)
                yield from read_raw(file, raw_clock) if is_raw else read_entries(file)


class Reading:
    """Recordings read once, with the moment of each entry by the clocks of the computer that recorded.

    Arguments:
        playback: What there is to read.

    Attributes:
        at: The moment of the last entry.
        raw_clock: The time of day of raw files.
        damaged: How many lines could not be read so far.
        dropped: How many bytes came so far that the recorder could not write.

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
        """Go on to an entry. A clock that goes back without a word was no time that passed."""
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

    This computer's clock may have been set while it recorded. Where the recorder noticed, that is taken out
    again. Where it could not, between two runs of it, a time that goes back is no wait.
    """

    def __init__(self) -> None:
        self._before_s: float | None = None
        self.last_due_s = 0.0

    def follow_clock(self, entry: Entry | DamagedLine) -> None:
        """Take a setting of the clock out."""
        if isinstance(entry, ClockSet) and self._before_s is not None:
            self._before_s += entry.by_s

    def due_s(self, at_s: float) -> float:
        """Give the second at which a read is due."""
        if self._before_s is not None:
            self.last_due_s += min(max(0.0, at_s - self._before_s), LONGEST_WAIT_S)
        self._before_s = at_s
        return self.last_due_s

    def since_last_s(self, entry: Entry | DamagedLine) -> float:
        """Give how long after the last read something else happened; 0 if that is not known."""
        if self._before_s is None or isinstance(entry, DamagedLine):
            return 0.0
        return max(0.0, entry.at_s - self._before_s)

    def start_over(self) -> None:
        """Go back to the beginning, after a pause."""
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
        """Take the next entry of the recording, of whichever phone system."""
        self._timeline.follow_clock(entry)
        is_read = isinstance(entry, BytesCame) and entry.source == self._source
        if not is_read and not _is_gap(entry, self._source):
            return
        self._records += len(self._line.hear_silence(self._timeline.since_last_s(entry), at))
        if isinstance(entry, BytesCame):
            self._timeline.due_s(entry.at_s)
            self._records += len(self._line.read(entry.data, at))
        else:
            self._line.drop()

    def recorded(self, at: Moment) -> Recorded:
        """Return what there was, after the last entry."""
        self._records += len(self._line.hear_silence(math.inf, at))
        return Recorded(self._source, self._began_s, self._timeline.last_due_s, self._records)


def _is_gap(entry: Entry | DamagedLine, source: str) -> bool:
    """Tell whether what a line brings after an entry does not go on from what it brought before."""
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
    """Give when a recording begins; None for a raw file.

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
    """Give when the first thing came that a recording tells of; None if nothing there is of one."""
    for entry in read_entries(io.BytesIO(head)):
        if isinstance(entry, RecordingBegan) and entry.format > FORMAT:
            message = f"{path} was recorded by a newer TallyMate"
            raise RecordingError(message)
        if not isinstance(entry, DamagedLine):
            return entry.at_s
    return None
