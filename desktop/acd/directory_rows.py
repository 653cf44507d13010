"""The rows that a directory is kept in: texts as a person wrote them, and what they come to."""

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from desktop.acd.directory import (
    LONGEST_NAME,
    MOST_AGENTS,
    MOST_GROUPS_OF_AGENT,
    MOST_QUEUES,
    MOST_REASONS,
    Directory,
    DirectoryEntry,
    EntryKind,
    plain_code,
    reporting_number,
)

LONGEST_AGENT_ID: Final = 7
"""As wide as its field is (acd-stream.md, Call events)."""
_LONGEST_CODE: Final = 7
_LONGEST_QUOTE: Final = 30
_MOST: Final = {
    EntryKind.AGENT: MOST_AGENTS,
    EntryKind.GROUP: MOST_QUEUES,
    EntryKind.PATH: MOST_QUEUES,
    EntryKind.REASON: MOST_REASONS,
}
_NUMBERS: Final = {
    EntryKind.AGENT: f"agent ID: it has at most {LONGEST_AGENT_ID} plain characters",
    EntryKind.GROUP: "reporting number: it has at most three digits",
    EntryKind.PATH: "reporting number: it has at most three digits",
    EntryKind.REASON: "reason code: it has digits alone",
}
_BETWEEN_GROUPS: Final = re.compile(r"[;|,]")
_EXCELS_LONG_NUMBER: Final = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)


class Column(enum.StrEnum):
    """What a row says in each of its places; the value is the column's name in the file."""

    KIND = "kind"
    NUMBER = "number"
    NAME = "name"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One row as it was written.

    Attributes:
        kind: Of which kind the number is.
        number: Agent ID, reporting number or reason code.
        name: What it is called; of a reason code its text.
        groups: Of an agent, with ``;``, ``|`` or ``,`` between.
        others: What stands in columns that are not for this program.
        line: Where it stands in its file, from 1; 0 where it stands in none.

    """

    kind: str
    number: str
    name: str = ""
    groups: str = ""
    others: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def entry_kind(self) -> EntryKind | None:
        """The kind; None when it is none."""
        return _KINDS.get(self.kind.casefold())

    @property
    def key(self) -> tuple[EntryKind, str] | None:
        """What the row is about, as the stream writes it; None when that can't be told."""
        kind = self.entry_kind
        number = _number(kind, self.number) if kind is not None else None
        return (kind, number) if kind is not None and number is not None else None


_KINDS: Final = {kind.value: kind for kind in EntryKind}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row.

    Attributes:
        column: Where.
        text: Why, in words for the person who can mend it.

    """

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class ParsedRows:
    """What rows come to.

    Attributes:
        directory: Of the rows that are good.
        remarks: What is wrong with the others, by the row's place among them, from 0.
        group_numbers: The number of each group that has a name, by that name in small letters.

    """

    directory: Directory
    remarks: Mapping[int, RowProblem]
    group_numbers: Mapping[str, str]


def parse_rows(rows: Sequence[DirectoryRow]) -> ParsedRows:
    """Make a directory of rows. Of a number that is named twice the later row counts."""
    remarks: dict[int, RowProblem] = {}
    last: dict[EntryKind, dict[str, int]] = {kind: {} for kind in EntryKind}
    for place, row in enumerate(rows):
        remark = problem_of(row)
        if remark is not None:
            remarks[place] = remark
        if row.key is None or (remark is not None and not _counts_all_the_same(row, remark)):
            continue
        kind, number = row.key
        before = last[kind].get(number)
        if before is not None:
            remarks[before] = RowProblem(Column.NUMBER, _named_again(rows[before], row))
        elif len(last[kind]) >= _MOST[kind]:
            remarks[place] = RowProblem(Column.NUMBER, f"there are more than {_MOST[kind]} of kind {kind}")
            continue
        last[kind][number] = place
    numbers = {
        rows[place].name.casefold(): number for number, place in reversed(last[EntryKind.GROUP].items())
    }
    return ParsedRows(
        Directory(
            MappingProxyType(
                {
                    number: DirectoryEntry(_cut(rows[place].name), groups_in(rows[place].groups, numbers))
                    for number, place in last[EntryKind.AGENT].items()
                }
            ),
            _entries(rows, last[EntryKind.GROUP]),
            _entries(rows, last[EntryKind.PATH]),
            MappingProxyType(
                {
                    code: _cut(rows[place].name)
                    for code, place in last[EntryKind.REASON].items()
                    if rows[place].name
                }
            ),
        ),
        MappingProxyType(remarks),
        MappingProxyType(numbers),
    )


def problem_of(row: DirectoryRow) -> RowProblem | None:
    """Say what is wrong with a row by itself; None when nothing is."""
    kind = row.entry_kind
    if kind is None:
        kinds = ", ".join(EntryKind)
        written = f"kind {_quote(row.kind)} is none of" if row.kind else "the kind is missing, one of"
        return RowProblem(Column.KIND, f"{written} {kinds}")
    for column, reason in (
        (Column.NUMBER, _wrong_number(kind, row.number)),
        (Column.NAME, _wrong_name("the name", row.name)),
        (Column.GROUPS, _wrong_groups(kind, row.groups)),
    ):
        if reason is not None:
            return RowProblem(column, reason)
    return None


def split_groups(text: str) -> tuple[str, ...]:
    """Give the groups that a text names, each once."""
    return tuple(dict.fromkeys(part for part in map(str.strip, _BETWEEN_GROUPS.split(text)) if part))


def groups_in(text: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Give the groups that a text names, as `DirectoryEntry.groups` has them; none where one can't be used.

    Arguments:
        text: As a person wrote it.
        numbers: As `ParsedRows.group_numbers`.

    """
    groups = split_groups(text)
    if len(groups) > MOST_GROUPS_OF_AGENT or not all(map(_can_be_shown, groups)):
        return ()
    known = (numbers.get(group.casefold()) or reporting_number(group) or _cut(group) for group in groups)
    return tuple(dict.fromkeys(known))


def with_groups(
    row: DirectoryRow, came: frozenset[str], went: frozenset[str], numbers: Mapping[str, str]
) -> DirectoryRow:
    """Have a row name some groups, and others no longer; how the rest is written stays.

    Arguments:
        row: Of an agent.
        came: Groups as `DirectoryEntry.groups` has them.
        went: The same.
        numbers: As `ParsedRows.group_numbers`.

    """
    named = [group for group in split_groups(row.groups) if went.isdisjoint(groups_in(group, numbers))]
    new = sorted(came.difference(groups_in(row.groups, numbers)))
    is_same = not new and named == [*split_groups(row.groups)]
    return row if is_same else replace(row, groups="; ".join([*named, *new]))


def _entries(rows: Sequence[DirectoryRow], places: Mapping[str, int]) -> Mapping[str, DirectoryEntry]:
    return MappingProxyType(
        {number: DirectoryEntry(_cut(rows[place].name)) for number, place in places.items()}
    )


def _counts_all_the_same(row: DirectoryRow, remark: RowProblem) -> bool:
    """Tell whether a row is of use although something is wrong with it."""
    match remark.column:
        case Column.GROUPS:
            return True
        case Column.NAME:
            return _can_be_shown(row.name)
        case _:
            return False


def _named_again(row: DirectoryRow, later: DirectoryRow) -> str:
    where = f"in line {later.line}" if later.line else "further down"
    return f"{row.kind.casefold()} {row.number} is named again {where}, which counts"


def _number(kind: EntryKind, text: str) -> str | None:
    match kind:
        case EntryKind.AGENT:
            is_one = text.isascii() and text.isprintable() and 0 < len(text) <= LONGEST_AGENT_ID
            return text if is_one else None
        case EntryKind.GROUP:
            return reporting_number(text)
        case EntryKind.PATH:
            # A call event has a P before it (acd-stream.md, Call events), and so may a person.
            return reporting_number(text.removeprefix("P"))
        case EntryKind.REASON:
            is_one = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_CODE
            return (plain_code(text) or None) if is_one else None


def _wrong_number(kind: EntryKind, text: str) -> str | None:
    if not text:
        return "the number is missing"
    if _EXCELS_LONG_NUMBER.fullmatch(text):
        return f"{_quote(text)} is what Excel made of a number: type it again, as text"
    if _number(kind, text) is not None:
        return None
    if kind is EntryKind.REASON and not text.strip("0"):
        return f"{_quote(text)} stands for no reason"
    return f"{_quote(text)} is no {_NUMBERS[kind]}"


def _wrong_name(what: str, text: str) -> str | None:
    if not _can_be_shown(text):
        return f"{what} holds what can't be shown in one line"
    if len(text) > LONGEST_NAME:
        return f"{what} has {len(text)} characters: it is cut to {LONGEST_NAME}"
    return None


def _can_be_shown(text: str) -> bool:
    # Joiners make letters of several scripts what they are.
    return text.replace("\u200c", "").replace("\u200d", "").isprintable()


def _cut(name: str) -> str:
    """Give a name as long as one may be; one that is longer ends in an ellipsis."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _wrong_groups(kind: EntryKind, text: str) -> str | None:
    groups = split_groups(text)
    if groups and kind is not EntryKind.AGENT:
        return "only an agent has groups: these are not used"
    if len(groups) > MOST_GROUPS_OF_AGENT:
        return f"{len(groups)} groups are more than {MOST_GROUPS_OF_AGENT}: these are not used"
    return _wrong_labels(groups)


def _wrong_labels(groups: Iterable[str]) -> str | None:
    for group in groups:
        reason = _wrong_name(f"the group {_quote(group)}", group)
        if reason is not None:
            return reason
    return None


def _quote(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}...")
