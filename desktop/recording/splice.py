"""Where a line was lost in a recording: an unfinished record must not be joined to what came after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.protocol.decoder import MAX_RECORD_BYTES, SILENT_TAIL_MS
from desktop.protocol.records import has_fixed_fields

_ENDS: Final = (b"\x02", b"\r", b"\n")
_LINE_END: Final = b"\r\n"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that are due together, so many seconds after the first."""

    due_s: float
    data: bytes


class Splice:
    """Plays an unfinished record as the program met it (acd-stream.md, Framing).

    Whoever hears a recording sees one line that never drops, and would take a line end after a record that
    was cut off for the end of that record: an agent 60 in place of 6001. So an unfinished record is held back
    until more of it is found. If the line was lost instead, it is left out, unless so much silence was
    between that the program had taken it: then it gets its line end.
    """

    def __init__(self) -> None:
        self._held: list[Chunk] = []
        self._tail = b""
        self._is_slow = False
        self._last_due_s = 0.0

    def add(self, chunk: Chunk) -> Iterator[Chunk]:
        """Take the next bytes and give what can be played by now."""
        self._note_silence(chunk.due_s - self._last_due_s)
        self._last_due_s = chunk.due_s
        end = max(chunk.data.rfind(character) for character in _ENDS) + 1
        if end:
            yield from self.rest()
        self._tail += chunk.data[end:]
        self._held.append(chunk)
        self._tail = self._tail[: MAX_RECORD_BYTES + 1]
        if not self._tail.strip(b"\0"):
            yield from self.rest()
        elif self._is_junk:
            yield from self._release()

    def cut(self, silence_s: float) -> Iterator[Chunk]:
        """Give what was held back, such that nothing of it goes on; so long after the last byte."""
        tail = self._tail
        self._note_silence(silence_s)
        is_taken = tail and silence_s >= SILENT_TAIL_MS / 1000 and not self._is_slow
        if self._is_junk or is_taken:
            self._held.append(Chunk(self._last_due_s, _LINE_END))
        else:
            surplus = len(tail)
            while surplus:
                last = self._held.pop()
                kept = last.data[:-surplus]
                surplus -= len(last.data) - len(kept)
                if kept:
                    self._held.append(Chunk(last.due_s, kept))
        yield from self.rest()

    def rest(self) -> Iterator[Chunk]:
        """Give what was held back as it is; the line is still up."""
        self._tail = b""
        self._is_slow = False
        yield from self._release()

    def _note_silence(self, silence_s: float) -> None:
        """Take note of a silence in the midst of a record: it is not taken then, nor after a later one."""
        if self._tail and silence_s >= SILENT_TAIL_MS / 1000:
            is_whole = has_fixed_fields(self._tail.strip(b"\0").decode("latin-1"))
            self._is_slow = self._is_slow or not is_whole

    @property
    def _is_junk(self) -> bool:
        """No record is so long: it is not worth holding, and whoever hears it to its end refuses it."""
        return len(self._tail) > MAX_RECORD_BYTES

    def _release(self) -> Iterator[Chunk]:
        held, self._held = self._held, []
        yield from held
