"""The rows of a directory's file: texts as a person wrote them, and the directory made of them."""

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from desktop.acd.directory import Directory, DirectoryEntry, EntryKind, plain_code, reporting_number

MOST_AGENTS: Final = 20_000
MOST_QUEUES: Final = 1_000
"""Of each kind; reporting numbers have three digits (desktop/protocol/README.md, Group report K)."""
MOST_REASONS: Final = 1_000
MOST_GROUPS_OF_AGENT: Final = 50
LONGEST_NAME: Final = 60
LONGEST_AGENT_ID: Final = 7
"""The width of its field (desktop/protocol/README.md, Call events)."""
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
    """The columns of a row; the value is the column's name in the file."""

    KIND = "kind"
    NUMBER = "number"
    NAME = "name"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One row as it was written.

    Attributes:
        kind: The kind of the number, as text.
        number: Agent ID, reporting number or reason code.
        name: The name, or the text of a reason code.
        groups: An agent's groups, separated by ``;``, ``|`` or ``,``.
        others: The cells of columns that this program does not use.
        line: The line in its file, from 1; 0 for a row of no file.

    """

    kind: str
    number: str
    name: str = ""
    groups: str = ""
    others: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def entry_kind(self) -> EntryKind | None:
        """The kind; None for an unknown one."""
        return _KINDS.get(self.kind.casefold())

    @property
    def key(self) -> tuple[EntryKind, str] | None:
        """The kind and the number as the stream writes it; None when either is wrong."""
        kind = self.entry_kind
        number = _number(kind, self.number) if kind is not None else None
        return (kind, number) if kind is not None and number is not None else None


_KINDS: Final = {kind.value: kind for kind in EntryKind}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row.

    Attributes:
        column: The wrong column.
        text: The reason, in words for the person who can fix it.

    """

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class ParsedRows:
    """The directory that rows contain.

    Attributes:
        directory: The directory of the good rows.
        problems: What is wrong with the other rows, by index.
        group_numbers: The number of each group that has a name, by that name in lower case.

    """

    directory: Directory
    problems: Mapping[int, RowProblem]
    group_numbers: Mapping[str, str]


def parse_rows(rows: Sequence[DirectoryRow]) -> ParsedRows:
    """Make a directory from rows. If several rows name the same number, the last one counts."""
    problems: dict[int, RowProblem] = {}
    last: dict[EntryKind, dict[str, int]] = {kind: {} for kind in EntryKind}
    for index, row in enumerate(rows):
        problem = problem_of(row)
        if problem is not None:
            problems[index] = problem
        if row.key is None or (problem is not None and not _counts_in_spite_of(row, problem)):
            continue
        kind, number = row.key
        before = last[kind].get(number)
        if before is not None:
            problems[before] = RowProblem(Column.NUMBER, _named_again(rows[before], row))
        elif len(last[kind]) >= _MOST[kind]:
            problems[index] = RowProblem(Column.NUMBER, f"there are more than {_MOST[kind]} of kind {kind}")
            continue
        last[kind][number] = index
    good = {
        kind: {number: rows[index] for number, index in numbers.items()} for kind, numbers in last.items()
    }
    group_numbers = {row.name.casefold(): number for number, row in reversed(good[EntryKind.GROUP].items())}
    agents = {
        number: DirectoryEntry(_cut(row.name), groups_in(row.groups, group_numbers))
        for number, row in good[EntryKind.AGENT].items()
    }
    groups, paths = (
        {number: DirectoryEntry(_cut(row.name)) for number, row in good[kind].items()}
        for kind in (EntryKind.GROUP, EntryKind.PATH)
    )
    reasons = {code: _cut(row.name) for code, row in good[EntryKind.REASON].items() if row.name}
    directory = Directory(
        MappingProxyType(agents), MappingProxyType(groups), MappingProxyType(paths), MappingProxyType(reasons)
    )
    return ParsedRows(directory, MappingProxyType(problems), MappingProxyType(group_numbers))


def problem_of(row: DirectoryRow) -> RowProblem | None:
    """Return the first problem of a row on its own; None when it has none."""
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
    """Return the groups that a text names, each once."""
    return tuple(dict.fromkeys(part for part in map(str.strip, _BETWEEN_GROUPS.split(text)) if part))


def groups_in(text: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the groups that a text names, as in `DirectoryEntry.groups`; none if one of them can't be used.

    Arguments:
        text: The text as a person wrote it.
        numbers: As `ParsedRows.group_numbers`.

    """
    groups = split_groups(text)
    if len(groups) > MOST_GROUPS_OF_AGENT or not all(map(_can_be_shown, groups)):
        return ()
    known = (numbers.get(group.casefold()) or reporting_number(group) or _cut(group) for group in groups)
    return tuple(dict.fromkeys(known))


def with_groups(
    row: DirectoryRow, added: frozenset[str], removed: frozenset[str], numbers: Mapping[str, str]
) -> DirectoryRow:
    """Return a row with groups added and removed; the other groups stay as they are written.

    Arguments:
        row: An agent's row.
        added: The groups to add, as in `DirectoryEntry.groups`.
        removed: The groups to remove, likewise.
        numbers: As `ParsedRows.group_numbers`.

    """
    named = [group for group in split_groups(row.groups) if removed.isdisjoint(groups_in(group, numbers))]
    new = sorted(added.difference(groups_in(row.groups, numbers)))
    is_same = not new and named == [*split_groups(row.groups)]
    return row if is_same else replace(row, groups="; ".join([*named, *new]))


def _counts_in_spite_of(row: DirectoryRow, problem: RowProblem) -> bool:
    """Return whether a row can be used although something is wrong with it."""
    return problem.column is Column.GROUPS or (problem.column is Column.NAME and _can_be_shown(row.name))


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
            # Call events put a P before it (desktop/protocol/README.md, Call events), and so may a person.
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
    # Joiners are part of the letters of several scripts.
    return text.replace("\u200c", "").replace("\u200d", "").isprintable()


def _cut(name: str) -> str:
    """Return a name of at most `LONGEST_NAME` characters; a longer one ends in an ellipsis."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _wrong_groups(kind: EntryKind, text: str) -> str | None:
    groups = split_groups(text)
    if groups and kind is not EntryKind.AGENT:
        return "only an agent has groups: these are not used"
    if len(groups) > MOST_GROUPS_OF_AGENT:
        return f"{len(groups)} groups are more than {MOST_GROUPS_OF_AGENT}: these are not used"
    problems = (_wrong_name(f"the group {_quote(group)}", group) for group in groups)
    return next(filter(None, problems), None)


def _quote(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}...")
