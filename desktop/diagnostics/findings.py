"""What a journal tells, in words: the sections of the diagnostics that are about the stream."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.acd.plain_text import printable
from desktop.acd.wording import (
    clock_with_seconds,
    connection_sentence,
    connection_status,
    date_and_clock,
    describe_code,
    describe_words,
    spoken_duration,
)
from desktop.diagnostics.journal import HeardRecord, Journal, SourceJournal
from desktop.diagnostics.report import Section
from desktop.protocol.decoder import Unread

_AGREES_S = 2
"""Records carry whole seconds and take their time: less is no difference."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line's decoder says.

    Attributes:
        connection: How the line stands.
        unread: What could not be read since the program started.
        lost_before: How many record numbers earlier connections of this run had lost.

    """

    connection: Connection
    unread: Unread
    lost_before: int = 0


def phone_systems(journal: Journal, readings: tuple[LineReading, ...], now: Moment) -> Section:
    """Say of each phone system how its line stands and what came."""
    columns = (
        *("Phone system", "Connection", "Bytes", "Records", "This minute", "Lost", "Repeated", "Unreadable"),
        "Its clock",
    )
    rows = []
    for reading in readings:
        source = journal.sources.get(reading.connection.source, SourceJournal())
        unread = reading.unread
        lost = f"{unread.lost}"
        if reading.lost_before:
            lost += f" ({unread.lost - reading.lost_before} since it was last lost)"
        rows.append(
            (
                printable(reading.connection.source),
                connection_status(reading.connection, now),
                f"{source.size}",
                f"{source.codes.total()}",
                f"{source.per_minute(now)[-1]}",
                lost,
                f"{unread.repeats}",
                f"{unread.total}",
                _clock(source),
            )
        )
    return Section("Phone systems", columns, tuple(rows), "No phone system is set.")


def codes(journal: Journal) -> Section:
    """Say how many records of each function code came."""
    rows = tuple(
        (f"{count}", code, describe_code(code), printable(name))
        for name, source in journal.sources.items()
        for code, count in sorted(source.codes.items())
    )
    return Section("Records by code", ("Records", "Code", "What it tells", "Phone system"), rows)


def last_records(journal: Journal) -> Section:
    """Give the last records in words and as they came, the newest first."""
    columns = ("Came at", "Its clock", "Code", "What it says", "As it came", "Phone system")
    rows = tuple(_record(record) for record in reversed(journal.records))
    return Section("Last records", columns, rows, "No record came yet.", frozenset({4}))


def unreadable(readings: tuple[LineReading, ...]) -> Section:
    """Give what could not be read: how often for each reason, and the last samples with their bytes."""
    rows = []
    for reading in readings:
        source = printable(reading.connection.source)
        for reason, count in reading.unread.counts:
            samples = [sample.data for sample in reading.unread.samples if sample.reason is reason]
            first, *others = samples or [b""]
            rows.append((f"{count}", reason.value, _as_text(first), first.hex(" "), source))
            rows.extend(("", "", _as_text(data), data.hex(" "), "") for data in others)
    columns = ("Times", "Why", "As text", "Bytes", "Phone system")
    return Section("Unreadable", columns, tuple(rows), "All that came could be read.", frozenset({2, 3}))


def history(journal: Journal) -> Section:
    """Say how the lines changed, the newest first."""
    rows = tuple(
        (date_and_clock(change.at), printable(connection_sentence(change.connection)))
        for change in reversed(journal.changes)
    )
    return Section("Connection history", ("When", "What"), rows)


def minutes(journal: Journal, now: Moment) -> Section:
    """Give the records of each of the last minutes, ten in a row."""
    counts = journal.per_minute(now)
    rows = tuple(
        (f"{ago - 1} to {ago - 10}", *(f"{count}" for count in counts[-ago:][:10]))
        for ago in range(len(counts), 0, -10)
    )
    return Section("Records per minute", ("Minutes ago", *("" for _ in range(10))), rows)


def named(title: str, entries: Mapping[str, str]) -> Section:
    """Give names and what belongs to them."""
    return Section(
        title,
        ("What", "Is"),
        tuple((printable(name), printable(value)) for name, value in entries.items()),
        "As it comes: nothing was changed.",
    )


def _record(record: HeardRecord) -> tuple[str, ...]:
    event = record.event
    time = f"{event.time[:2]}:{event.time[2:4]}:{event.time[4:]}"
    words = printable(describe_words(event))
    raw = printable(event.raw)
    return clock_with_seconds(record.at), time, event.code, words, raw, printable(record.source)


def _clock(source: SourceJournal) -> str:
    if source.last is None:
        return "not heard yet"
    ahead_s = source.clock_ahead_s
    if ahead_s is None:
        return f"says {source.last.event.time}, which is no time"
    if abs(ahead_s) <= _AGREES_S:
        return "agrees with this computer's"
    return f"{spoken_duration(abs(ahead_s))} {'ahead' if ahead_s > 0 else 'behind'}"


def _as_text(data: bytes) -> str:
    return printable(data.decode("latin-1"))
