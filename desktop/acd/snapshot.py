"""What mitel_data.json says, frozen, so that it can cross to the thread that writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop.acd.agent import DataWord
from desktop.acd.queue import QueueText


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of mitel_data.json (acd-stream.md, mitel_data.json).

    Attributes:
        agents: Word by agent ID.
        groups: Figures of the agent groups by reporting number.
        paths: Figures of the paths by reporting number.
        last_update: Unix time of the last change in seconds.

    """

    agents: Mapping[str, DataWord] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[str, QueueText] = field(default_factory=lambda: MappingProxyType({}))
    paths: Mapping[str, QueueText] = field(default_factory=lambda: MappingProxyType({}))
    last_update: float = 0.0
