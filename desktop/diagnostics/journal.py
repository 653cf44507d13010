"""A journal of the stream, to find out what a phone system sends. It runs from the start: keep it light."""

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.protocol.events import Event
from desktop.protocol.records import time_of_day_s

MOST_RECORDS: Final = 300
MOST_CHANGES: Final = 300
MINUTES: Final = 60
_MINUTE_S: Final = 60
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class HeardRecord:
    """One record.

    Attributes:
        at: When it was read.
        source: The phone system that sent it.
        event: The event.

    """

    at: Moment
    source: str
    event: Event


@dataclass(frozen=True, slots=True)
class LineChange:
    """A change of a line, with its state from then on."""

    at: Moment
    connection: Connection


@dataclass(slots=True)
class SourceJournal:
    """The part of the journal about one phone system.

    Attributes:
        codes: Number of records of each function code.
        byte_count: Number of bytes.
        last: The last record; None when none came.

    """

    codes: Counter[str] = field(default_factory=Counter)
    byte_count: int = 0
    last: HeardRecord | None = None
    _minutes: Counter[int] = field(default_factory=Counter)

    def note(self, heard: Batch) -> None:
        """Note one read of a line."""
        self.byte_count += len(heard.data)
        if not heard.events:
            return
        self.codes.update(event.code for event in heard.events)
        self.last = HeardRecord(heard.at, heard.source, heard.events[-1])
        minute = _minute(heard.at)
        if minute not in self._minutes:
            for past in [past for past in self._minutes if past <= minute - MINUTES]:
                del self._minutes[past]
        self._minutes[minute] += len(heard.events)

    def per_minute(self, now: Moment) -> list[int]:
        """Return the number of records in each of the last 60 minutes, the current one last."""
        this = _minute(now)
        return [self._minutes[minute] for minute in range(this - MINUTES + 1, this + 1)]

    @property
    def clock_ahead_s(self) -> int | None:
        """Seconds that the phone system's clock is ahead of this computer's, by its last record.

        Whole seconds, as records carry them; None when the record's time is invalid. The stream has no time
        zone and mostly no date, so a difference of a day or more cannot be seen.
        """
        there_s = time_of_day_s(self.last.event.time) if self.last is not None else None
        if self.last is None or there_s is None:
            return None
        here = time.localtime(self.last.at.wall_s)
        here_s = here.tm_hour * 3600 + here.tm_min * 60 + here.tm_sec
        return (there_s - here_s + _DAY_S // 2) % _DAY_S - _DAY_S // 2


class Journal:
    """The last records and changes of lines, bounded in memory.

    Attributes:
        records: The last records, oldest first.
        changes: The last changes of lines, oldest first.
        sources: The part about each phone system.

    """

    def __init__(self) -> None:
        self.records: deque[HeardRecord] = deque(maxlen=MOST_RECORDS)
        self.changes: deque[LineChange] = deque(maxlen=MOST_CHANGES)
        self.sources: dict[str, SourceJournal] = {}
        self._connections: dict[str, Connection] = {}

    def note_heard(self, heard: Batch) -> None:
        """Note one read of a line."""
        self.sources.setdefault(heard.source, SourceJournal()).note(heard)
        self.records.extend(
            HeardRecord(heard.at, heard.source, event) for event in heard.events[-MOST_RECORDS:]
        )

    def note_connection(self, connection: Connection, now: Moment) -> None:
        """Note the state of a line."""
        before = self._connections.get(connection.source)
        self._connections[connection.source] = connection
        if before is None or (before.phase, before.reason) != (connection.phase, connection.reason):
            self.changes.append(LineChange(now, connection))

    def per_minute(self, now: Moment) -> list[int]:
        """Return the number of records in each of the last 60 minutes, the current one last."""
        each = [source.per_minute(now) for source in self.sources.values()]
        return [sum(counts) for counts in zip(*each, strict=True)] if each else [0] * MINUTES


def _minute(moment: Moment) -> int:
    return int(moment.steady_s) // _MINUTE_S
