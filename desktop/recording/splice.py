"""Plays recordings so that a record at which the line was lost is not joined to the bytes after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.acd.moment import Moment
from desktop.protocol.decoder import unfinished
from desktop.protocol.line import StreamLine

_LINE_END: Final = b"\r\n"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that are due together, with the seconds since the first."""

    due_s: float
    data: bytes


class Splice:
    """Plays an unfinished record as the recording program took it (desktop/protocol/README.md, Framing).

    A client of a replay sees one line that never drops. It would take the next line end for that of a record
    that was cut off, and read agent 60 in place of 6001. So an unfinished record is held back until more of
    it is found. If the line was lost instead, the record is left out; but if the program had taken it after
    enough silence, it gets its line end.
    """

    def __init__(self) -> None:
        self._line: StreamLine[Moment] = StreamLine()
        self._held: list[Chunk] = []
        self._last_due_s = 0.0
        self._lacks_end = False

    def add(self, chunk: Chunk) -> Iterator[Chunk]:
        """Add the next bytes and yield what can be played by now."""
        self._hear_silence(chunk.due_s - self._last_due_s)
        at, rest = Moment(chunk.due_s, chunk.due_s), unfinished(chunk.data)
        self._last_due_s = chunk.due_s
        if len(rest) < len(chunk.data):
            # The earlier bytes end in this chunk. Its records need not be read.
            self._line.drop_tail()
            self._lacks_end = False
        if rest:
            self._line.read(rest, at)
        if len(self._line.tail) <= len(rest):
            yield from self.rest()
        self._held.append(chunk)
        if not self._line.tail or self._line.tail_is_junk:
            yield from self.rest()

    def cut(self, silence_s: float) -> Iterator[Chunk]:
        """Yield what was held back such that nothing continues it; the silence is since the last byte."""
        self._hear_silence(silence_s)
        if not self._line.tail and not self._lacks_end:
            return
        # Bytes that are too long for a record are played already; the client refuses them at their end.
        surplus = 0 if self._line.tail_is_junk else len(self._line.tail)
        while surplus:
            last = self._held.pop()
            kept = last.data[:-surplus].rstrip(b"\0")
            surplus = max(0, surplus - len(last.data))
            if kept:
                self._held.append(Chunk(last.due_s, kept))
        if self._lacks_end or self._line.tail_is_junk:
            self._held.append(Chunk(self._last_due_s, _LINE_END))
        self._lacks_end = False
        self._line.drop_tail()
        yield from self.rest()

    def rest(self) -> Iterator[Chunk]:
        """Yield what was held back, unchanged."""
        held, self._held = self._held, []
        yield from held

    def _hear_silence(self, silence_s: float) -> None:
        """Note a silence; a record that counts after it lacks its line end."""
        if self._line.tail:
            self._line.hear_silence(silence_s, Moment(self._last_due_s, self._last_due_s))
            self._lacks_end = self._lacks_end or not self._line.tail
