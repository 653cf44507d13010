"""Reads and writes the directory's CSV file, whether it was made by hand, by Excel or by another program."""

import csv
import io
import locale
import pathlib
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop import UserError
from desktop.acd.directory import Directory
from desktop.acd.directory_rows import Column, DirectoryRow, parse_rows

MAX_BYTES: Final = 5 * 1024 * 1024
MOST_LINES: Final = 50_000
MOST_PROBLEMS: Final = 20
SEPARATORS: Final = ",;\t"
"""Excel uses the country's own: a semicolon where numbers have a comma."""
_MOST_LINES_OF_ROW: Final = 50
_LONGEST_LINE: Final = 100_000
"""The csv module limits a field to 131072 characters."""
_COLUMNS: Final = tuple(column.value for column in Column)
_NEEDED: Final = (Column.KIND, Column.NUMBER, Column.NAME)
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line that tells any Excel the separator."""
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class DirectoryError(UserError):
    """A directory file can't be read."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file and its format.

    Attributes:
        rows: The rows in the order of the file.
        columns: The names in the first line, unchanged.
        separator: The character between two fields.

    """

    rows: tuple[DirectoryRow, ...] = ()
    columns: tuple[str, ...] = _COLUMNS
    separator: str = ","


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """The state of a directory file.

    Attributes:
        directory: The content; while the file can't be read, the last one.
        table: The content as rows.
        problems: What is wrong, in lines for the person who can fix it.
        version: Changes whenever the content changes.
        exists: Whether there is a file.
        is_understood: Whether the rows are the whole content; if not, they must not replace the file.

    """

    directory: Directory = field(default_factory=Directory)
    table: Table = field(default_factory=Table)
    problems: tuple[str, ...] = ()
    version: int = 0
    exists: bool = False
    is_understood: bool = True


def load_directory(path: pathlib.Path) -> bytes | None:
    """Return the content of a file; None if there is none.

    Raises:
        DirectoryError: It can't be read.

    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # Reading from a pipe could block for ever.
            message = f"directory file {path} is no plain file"
            raise DirectoryError(message)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"directory file {path} can't be read: {reason}"
        raise DirectoryError(message) from error
    if len(content) > MAX_BYTES:
        message = f"directory file {path} has more than {MAX_BYTES // 1024 // 1024} MB"
        raise DirectoryError(message)
    return content


def read_directory(content: bytes) -> DirectoryState:
    """Return the directory of a file's content. Never raises: the problems say what is wrong."""
    lines = list(io.StringIO(_decode(content), newline=""))
    if len(lines) > MOST_LINES:
        return _not_understood(f"the file has more than {MOST_LINES} lines")
    if any(len(line) > _LONGEST_LINE for line in lines):
        return _not_understood("the file has lines longer than any table has")
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    separators = SEPARATORS
    named = _SEPARATOR_LINE.fullmatch(lines[first]) if first < len(lines) else None
    if named is not None:
        separators = named[1] if named[1] in SEPARATORS else SEPARATORS
        first += 1
    if first == len(lines):
        return DirectoryState(exists=True)
    columns, separator = _head(lines[first:], separators)
    places = _places(columns)
    missing = [column for column in _NEEDED if column not in places]
    if missing:
        problem = f"line {first + 1}: it names no column {' and no column '.join(missing)}"
        return _not_understood(f"{problem}; the first line names the columns: {separator.join(_COLUMNS)}")
    faults: list[tuple[int, str]] = []
    rows = tuple(_rows(lines[first:], first, columns, separator, faults))
    understood = parse_rows(rows)
    faults += [(rows[place].line, remark.text) for place, remark in understood.problems.items()]
    problems = tuple(f"line {line}: {text}" for line, text in sorted(faults))
    return DirectoryState(
        understood.directory, Table(rows, columns, separator), _bounded(problems), exists=True
    )


def directory_content(table: Table) -> bytes:
    """Return the content of the file for a table: UTF-8 with the byte order mark that Excel needs."""
    columns = table.columns
    columns += tuple(name for name in _COLUMNS if name not in _places(columns))
    places = _places(columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.separator, lineterminator="\r\n")
    writer.writerow(columns)
    for row in table.rows:
        others = iter(row.others)
        fields = [next(others, "") for place in range(len(columns)) if place not in places.values()]
        own = {Column.KIND: row.kind, Column.NUMBER: row.number}
        own |= {Column.NAME: row.name, Column.GROUPS: row.groups}
        for column, place in sorted(places.items(), key=lambda item: item[1]):
            fields.insert(place, own[column])
        writer.writerow([*fields, *others])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _not_understood(problem: str) -> DirectoryState:
    return DirectoryState(problems=(problem,), exists=True, is_understood=False)


def _bounded(problems: Sequence[str]) -> tuple[str, ...]:
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], f"and {more} more") if more > 0 else tuple(problems)


def _decode(content: bytes) -> str:
    if content.startswith(_UTF16_MARKS):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's plain "CSV" uses the country's code page, which only Windows knows.
        pages = locale.getencoding() if sys.platform == "win32" else "cp1252"
        return content.decode(pages, errors="replace")


def _places(columns: Sequence[str]) -> dict[Column, int]:
    """Return the index of each known column, the first one if it is named twice."""
    names = [name.strip().casefold() for name in columns]
    return {column: names.index(column) for column in Column if column in names}


def _head(lines: Sequence[str], separators: str) -> tuple[tuple[str, ...], str]:
    """Return the columns of the first line, and the separator that yields the most known ones."""
    heads = [(tuple(next(_records(lines, separator)).fields), separator) for separator in separators]
    return max(heads, key=lambda head: len(_places(head[0])))


@dataclass(frozen=True, slots=True)
class _Record:
    fields: list[str]
    place: int
    is_broken: bool = False


def _records(lines: Sequence[str], separator: str) -> Iterator[_Record]:
    """Yield the fields of each record; quoted fields may span several lines.

    A quotation mark that is never closed would turn the rest of the file into one field; here it spoils only
    its own line.
    """
    start = 0
    while start < len(lines):
        end, quotes = start + 1, lines[start].count('"')
        while quotes % 2 and end < min(len(lines), start + _MOST_LINES_OF_ROW):
            quotes += lines[end].count('"')
            end += 1
        reader = csv.reader(lines[start:end], delimiter=separator, strict=True)
        records, place = [], start
        try:
            for fields in reader:
                records.append(_Record(fields, place))
                place = start + reader.line_num
        except csv.Error:
            if not records:
                records, place = (
                    [_Record(_loose_fields(lines[start], separator), start, is_broken=True)],
                    start + 1,
                )
        yield from records
        start = place


def _loose_fields(line: str, separator: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=separator))


def _rows(
    lines: Sequence[str], before: int, columns: Sequence[str], separator: str, faults: list[tuple[int, str]]
) -> Iterator[DirectoryRow]:
    """Yield the rows after the first line; append what is wrong with a line to `faults`."""
    places = _places(columns)
    records = _records(lines, separator)
    next(records)
    for record in records:
        fields, line = record.fields, before + record.place + 1
        if not any(map(str.strip, fields)):
            continue
        if record.is_broken:
            faults.append((line, "a quotation mark is out of place"))
        if any(map(str.strip, fields[len(columns) :])):
            sign = "tab" if separator == "\t" else separator
            reason = f"{len(fields)} fields are more than the {len(columns)} columns of the first line:"
            faults.append((line, f"{reason} put quotation marks around a text with a {sign} in it"))
        yield _row(fields, places, line)


def _row(fields: Sequence[str], places: dict[Column, int], line: int) -> DirectoryRow:
    own = {column: fields[place].strip() if place < len(fields) else "" for column, place in places.items()}
    others = [text for place, text in enumerate(fields) if place not in places.values()]
    while others and not others[-1]:
        others.pop()
    groups = own.get(Column.GROUPS, "")
    return DirectoryRow(own[Column.KIND], own[Column.NUMBER], own[Column.NAME], groups, tuple(others), line)
