"""Names for what the stream knows by numbers alone, and which agents belong to which group."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from desktop.acd.queue import QueueKind

MOST_AGENTS: Final = 20_000
MOST_QUEUES: Final = 1_000
"""Of each kind; a reporting number has three digits (acd-stream.md, Group report K, path report Q)."""
MOST_REASONS: Final = 1_000
MOST_GROUPS_OF_AGENT: Final = 50
LONGEST_NAME: Final = 60

_REPORTING_DIGITS: Final = 3


class EntryKind(enum.StrEnum):
    """What a number stands for."""

    AGENT = "agent"
    GROUP = "group"
    PATH = "path"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """What a directory says of one number.

    Attributes:
        name: Blank when there is none.
        groups: Of an agent: numbers of agent groups, and labels that are no group's number or name.

    """

    name: str = ""
    groups: tuple[str, ...] = ()


def _nothing() -> Mapping[str, DirectoryEntry]:
    return MappingProxyType({})


def _no_texts() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Directory:
    """All names. An empty one is a directory too: every number then stands for itself.

    Attributes:
        agents: By agent ID.
        groups: By reporting number.
        paths: By reporting number.
        reasons: The text of each reason code, without leading zeros.

    """

    agents: Mapping[str, DirectoryEntry] = field(default_factory=_nothing)
    groups: Mapping[str, DirectoryEntry] = field(default_factory=_nothing)
    paths: Mapping[str, DirectoryEntry] = field(default_factory=_nothing)
    reasons: Mapping[str, str] = field(default_factory=_no_texts)

    def agent_name(self, agent_id: str) -> str:
        """Give an agent's name; the ID where there is none."""
        entry = self.agents.get(agent_id)
        return (entry.name if entry is not None else "") or agent_id

    def queue_name(self, kind: QueueKind, number: str) -> str | None:
        """Give the name of an agent group or a path; None where there is none."""
        entries = self.groups if kind is QueueKind.GROUP else self.paths
        entry = entries.get(number)
        return (entry.name if entry is not None else "") or None

    def reason(self, code: str) -> str | None:
        """Give the text of a reason code; None where there is none."""
        return self.reasons.get(plain_code(code))

    def groups_of(self, agent_id: str) -> tuple[str, ...]:
        """Give the groups that an agent belongs to: numbers, and labels of groups that have none."""
        entry = self.agents.get(agent_id)
        return entry.groups if entry is not None else ()

    def group_title(self, group: str) -> str:
        """Give what to call one of those groups."""
        name = self.queue_name(QueueKind.GROUP, group)
        return name or (f"Group {group}" if group.isdecimal() else group)


def reporting_number(text: str) -> str | None:
    """Give a reporting number as the stream does, with its three digits; None when it is none.

    Excel takes leading zeros away; here that does no harm.
    """
    is_one = text.isascii() and text.isdecimal() and len(text) <= _REPORTING_DIGITS
    return text.zfill(_REPORTING_DIGITS) if is_one else None


def plain_code(code: str) -> str:
    """Give a reason code as the stream's events have it, without leading zeros."""
    return code.lstrip("0")
