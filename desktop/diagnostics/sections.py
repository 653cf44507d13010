"""The sections of the diagnostics: the stream as in the journal, lines, files, versions and settings."""

import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields

import PySide6
from PySide6.QtCore import qVersion

from desktop import __version__
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.acd.plain_text import printable
from desktop.acd.wording import (
    clock_with_seconds,
    connection_sentence,
    connection_status,
    date_and_clock,
    describe_code,
    record_in_words,
    spoken_duration,
)
from desktop.diagnostics.journal import Journal, SourceJournal
from desktop.diagnostics.report import Report, Section
from desktop.live.context import Context
from desktop.live.publication import Publication
from desktop.protocol.decoder import UnreadableBytes
from desktop.settings import Settings
from desktop.system.crash_log import last_crash

_AGREES_S = 2
"""Records have whole seconds and arrive with a delay: a smaller difference is ignored."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """The state of a line and its decoder.

    Attributes:
        connection: The state of the line.
        unread: The bytes that could not be read since the program started.
        lost_before: Number of records that earlier connections of this run had lost.

    """

    connection: Connection
    unread: UnreadableBytes
    lost_before: int = 0


def make_report(context: Context, journal: Journal, began: Moment) -> Report:
    """Return everything that helps to find a fault, as it is now."""
    now, live_floor, log_folder = context.kit.now(), context.live_floor, context.run.log_folder
    readings = tuple(LineReading(feed.connection, feed.unread, feed.lost_before) for feed in live_floor.feeds)
    crash = last_crash(log_folder) if log_folder is not None else ()
    versions = {
        "TallyMate": __version__,
        "Python": platform.python_version(),
        "PySide": PySide6.__version__,
        "Qt": qVersion() or "",
        "System": platform.platform(),
        "Time zone": time.strftime("%Z %z"),
        "Running since": date_and_clock(began),
        "Log": str(log_folder or "none"),
    }
    return Report(
        f"TallyMate {__version__}, diagnostics of {date_and_clock(now)}",
        (
            phone_systems(journal, readings, now),
            last_records(journal),
            unreadable(readings),
            history(journal),
            codes(journal),
            minutes(journal, now),
            _files(context),
            Section(
                "Program faults",
                ("The last one",),
                tuple((printable(line),) for line in crash),
                "None is known.",
                frozenset({0}),
            ),
            _named("Versions", versions),
            _named("Settings", _changed(context.preferences.settings)),
        ),
        tuple(journal.per_minute(now)),
    )


def phone_systems(journal: Journal, readings: tuple[LineReading, ...], now: Moment) -> Section:
    """Return the state of each line, and how much came on it."""
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
                f"{source.byte_count}",
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
    """Return the number of records of each function code."""
    rows = tuple(
        (f"{count}", code, describe_code(code), printable(name))
        for name, source in journal.sources.items()
        for code, count in sorted(source.codes.items())
    )
    return Section("Records by code", ("Records", "Code", "What it tells", "Phone system"), rows)


def last_records(journal: Journal) -> Section:
    """Return the last records in words and as received, the newest first."""
    columns = ("Came at", "Its clock", "Code", "What it says", "As it came", "Phone system")
    rows = tuple(
        (
            clock_with_seconds(record.at),
            f"{event.time[:2]}:{event.time[2:4]}:{event.time[4:]}",
            event.code,
            printable(record_in_words(event)),
            printable(event.raw),
            printable(record.source),
        )
        for record in reversed(journal.records)
        for event in (record.event,)
    )
    return Section("Last records", columns, rows, "No record came yet.", frozenset({4}))


def unreadable(readings: tuple[LineReading, ...]) -> Section:
    """Return the unreadable bytes: the count of each reason, and the last samples."""
    rows = []
    for reading in readings:
        source = printable(reading.connection.source)
        for reason, count in reading.unread.counts:
            samples = [sample.data for sample in reading.unread.samples if sample.reason is reason] or [b""]
            heads = [(f"{count}", reason.value, source), *[("", "", "")] * (len(samples) - 1)]
            rows += [
                (times, why, printable(data.decode("latin-1")), data.hex(" "), name)
                for (times, why, name), data in zip(heads, samples, strict=True)
            ]
    columns = ("Times", "Why", "As text", "Bytes", "Phone system")
    return Section("Unreadable", columns, tuple(rows), "All that came could be read.", frozenset({2, 3}))


def history(journal: Journal) -> Section:
    """Return the changes of the lines, the newest first."""
    rows = tuple(
        (date_and_clock(change.at), printable(connection_sentence(change.connection)))
        for change in reversed(journal.changes)
    )
    return Section("Connection history", ("When", "What"), rows)


def minutes(journal: Journal, now: Moment) -> Section:
    """Return the number of records in each of the last minutes, ten in a row."""
    counts = journal.per_minute(now)
    rows = tuple(
        (f"{ago - 1} to {ago - 10}", *(f"{count}" for count in counts[-ago:][:10]))
        for ago in range(len(counts), 0, -10)
    )
    return Section("Records per minute", ("Minutes ago", *[""] * 10), rows)


def _files(context: Context) -> Section:
    rows = [_file(publication) for publication in context.live_floor.files.all]
    state = context.recording.state
    if state is not None:
        written = f"{state.bytes_written} bytes since {date_and_clock(state.since)}"
        dropped = f"{state.dropped_bytes} bytes"
        rows.append(
            ("Recording", printable(str(state.path)), written, "", "", dropped, state.fault or "none")
        )
    columns = ("File", "Where", "Last written", "Took", "Times written", "Not written", "Fault")
    return Section("Files", columns, tuple(rows))


def _file(publication: Publication) -> tuple[str, ...]:
    state = publication.publisher.state
    return (
        publication.name.capitalize(),
        printable(str(publication.path)),
        date_and_clock(state.written) if state.written is not None else "not yet",
        f"{state.took_s * 1000:.1f} ms" if state.written is not None else "",
        f"{state.writes}",
        f"{state.failures} times",
        printable(state.fault or "none"),
    )


def _named(title: str, entries: Mapping[str, str]) -> Section:
    rows = tuple((printable(name), printable(value)) for name, value in entries.items())
    return Section(title, ("What", "Is"), rows, "As it comes: nothing was changed.")


def _changed(settings: Settings) -> dict[str, str]:
    """Return the settings that differ from their defaults, without those that the program keeps by itself."""
    return {
        setting.name: str(getattr(settings, setting.name))
        for setting in fields(settings)
        if getattr(settings, setting.name) != setting.default and not setting.metadata["kept_by_program"]
    }


def _clock(source: SourceJournal) -> str:
    if source.last is None:
        return "not heard yet"
    ahead_s = source.clock_ahead_s
    if ahead_s is None:
        return f"says {source.last.event.time}, which is no time"
    if abs(ahead_s) <= _AGREES_S:
        return "agrees with this computer's"
    return f"{spoken_duration(abs(ahead_s))} {'ahead' if ahead_s > 0 else 'behind'}"
