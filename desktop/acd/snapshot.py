"""Contents of the files for other programs, frozen so that they can cross to the thread that writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop.acd.agent import AgentDetail, DataWord
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueText


@dataclass(frozen=True, slots=True)
class DataSnapshot:
    """The content of mitel_data.json (desktop/protocol/README.md, mitel_data.json).

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


@dataclass(frozen=True, slots=True)
class FloorDetail:
    """All agents and queues in the detail file.

    Attributes:
        agents: The agents by ID.
        groups: The agent groups by reporting number; where several phone systems report one, the newest.
        paths: The paths, likewise.

    """

    agents: Mapping[str, AgentDetail] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[str, Queue] = field(default_factory=lambda: MappingProxyType({}))
    paths: Mapping[str, Queue] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DetailSnapshot:
    """The content of the detail file.

    Attributes:
        generated: When it was made.
        lines: The state of the lines to the phone systems.
        last_record: When the last record came; None when none did in this run.
        floor: All agents and queues.
        directory: The names of agents and queues.

    """

    generated: Moment
    lines: Connections
    last_record: Moment | None
    floor: FloorDetail
    directory: Directory = Directory()
