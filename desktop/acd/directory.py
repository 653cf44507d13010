"""Placeholder until the directory lands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.acd.queue import QueueKind


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    agents: Mapping[str, Entry] = field(default_factory=dict)
    groups: Mapping[str, Entry] = field(default_factory=dict)
    paths: Mapping[str, Entry] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def groups_with_agents(self) -> frozenset[str]:
        return frozenset(group for entry in self.agents.values() for group in entry.groups)

    def agent_name(self, agent_id: str) -> str:
        entry = self.agents.get(agent_id)
        return entry.name if entry is not None and entry.name else agent_id

    def queue_name(self, kind: QueueKind, number: str) -> str | None:
        entry = (self.groups if kind is QueueKind.GROUP else self.paths).get(number)
        return entry.name if entry is not None and entry.name else None

    def reason(self, code: str) -> str | None:
        return self.reasons.get(code)

    def groups_of(self, agent_id: str) -> tuple[str, ...]:
        entry = self.agents.get(agent_id)
        return entry.groups if entry is not None else ()

    def group_title(self, group: str) -> str:
        return self.queue_name(QueueKind.GROUP, group) or group
