"""The properties of reading files back, whatever they contain."""

import io
import math
from dataclasses import fields
from typing import Final

from desktop.acd.floor import Floor
from desktop.publish.data_file import read_data_file
from desktop.recording.entries import (
    MOST_SOURCE_LENGTH,
    BytesCame,
    BytesDropped,
    ClockSet,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    entry_line,
    read_entries,
)
from tests.fuzz.floor import check_snapshot
from tests.fuzz.properties import Coverage, require

ENTRIES: Final = (RecordingBegan, BytesCame, LineChanged, ClockSet, BytesDropped)


def check_data_file(content: bytes, seen: Coverage) -> None:
    """Check the reading of any content as the data file."""
    found = read_data_file(content)
    seen.counts[found.fault or "whole"] += 1
    require(math.isfinite(found.snapshot.last_update), "a last update that is no time")
    check_snapshot(found.snapshot)
    floor = Floor()
    floor.restore(found.snapshot)
    require(floor.snapshot() == found.snapshot, "a floor that knows something else than its file")


def check_recording(content: bytes, seen: Coverage) -> None:
    """Check the reading of any content as a recording."""
    for entry in read_entries(io.BytesIO(content)):
        seen.counts[type(entry).__name__] += 1
        if not isinstance(entry, DamagedLine):
            check_entry(entry)


def check_entry(entry: Entry) -> None:
    """Check one entry; written again it must be the same."""
    require(isinstance(entry, ENTRIES), "an entry of no known kind")
    require(entry.at_s >= 0 and math.isfinite(entry.at_s), "an entry of no time")
    if isinstance(entry, BytesCame | LineChanged):
        require(entry.source.isprintable() and 0 < len(entry.source) <= MOST_SOURCE_LENGTH, "an odd source")
    line = entry_line(entry)
    require(line.isascii() and line.count(b"\n") == 1, "a line that is not one line of ASCII")
    (again,) = read_entries(io.BytesIO(line))
    require(not isinstance(again, DamagedLine) and entry_line(again) == line, "a line that is not read back")
    for name in (field.name for field in fields(entry)):
        if name not in {"at_s", "by_s"}:  # those are rounded to the microsecond
            require(getattr(again, name) == getattr(entry, name), f"{name} is not kept")
