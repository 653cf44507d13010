"""Names for the numbers of the stream, and the groups that agents belong to."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from desktop.acd.queue import QueueKind

_REPORTING_DIGITS: Final = 3


class EntryKind(enum.StrEnum):
    """The kind of thing that a number names."""

    AGENT = "agent"
    GROUP = "group"
    PATH = "path"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """The entry of one number.

    Attributes:
        name: Blank when there is none.
        groups: An agent's groups: their numbers, and labels that are no group's number or name.

    """

    name: str = ""
    groups: tuple[str, ...] = ()


_NO_ENTRY: Final = DirectoryEntry()


@dataclass(frozen=True, slots=True)
class Directory:
    """All names. In an empty directory every number stands for itself.

    Attributes:
        agents: The agents by ID.
        groups: The agent groups by reporting number.
        paths: The paths by reporting number.
        reasons: The text of each reason code, without leading zeros.

    """

    agents: Mapping[str, DirectoryEntry] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[str, DirectoryEntry] = field(default_factory=lambda: MappingProxyType({}))
    paths: Mapping[str, DirectoryEntry] = field(default_factory=lambda: MappingProxyType({}))
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def agent_name(self, agent_id: str) -> str:
        """Return an agent's name, else the ID."""
        return self.agents.get(agent_id, _NO_ENTRY).name or agent_id

    def queue_name(self, kind: QueueKind, number: str) -> str | None:
        """Return the name of an agent group or a path; None where there is none."""
        entries = self.groups if kind is QueueKind.GROUP else self.paths
        return entries.get(number, _NO_ENTRY).name or None

    def reason(self, code: str) -> str | None:
        """Return the text of a reason code; None where there is none."""
        return self.reasons.get(plain_code(code))

    def groups_of(self, agent_id: str) -> tuple[str, ...]:
        """Return the groups of an agent: numbers, and labels of groups that have none."""
        return self.agents.get(agent_id, _NO_ENTRY).groups

    def group_title(self, group: str) -> str:
        """Return the title of one of those groups."""
        name = self.queue_name(QueueKind.GROUP, group)
        return name or (f"Group {group}" if group.isdecimal() else group)


def reporting_number(text: str) -> str | None:
    """Return a reporting number with its three digits, as the stream has it; None when it is none.

    This restores the leading zeros that Excel removes.
    """
    is_number = text.isascii() and text.isdecimal() and len(text) <= _REPORTING_DIGITS
    return text.zfill(_REPORTING_DIGITS) if is_number else None


def plain_code(code: str) -> str:
    """Return a reason code without leading zeros, as the stream's events have it."""
    return code.lstrip("0")
