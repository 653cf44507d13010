"""What to simulate, and where and how it plays; a module of its own that loads no simulator."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from desktop.simulator.chunking import Chunking

GONE_ON_S: Final = 450.0
"""How long the shift of a demonstration has lasted at its start: by then the floor is busy."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The floor to simulate.

    Attributes:
        agents: Number of agents.
        groups: Number of agent groups; each agent is in one.
        paths: Number of paths.
        rate: Average number of call events a second of the whole floor.
        seed: The same seed makes the same stream.

    """

    agents: int = 60
    groups: int = 3
    paths: int = 3
    rate: float = 2.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and how the simulated phone system plays.

    Attributes:
        address: The address to listen on.
        port: The port; 0 for any free one.
        start: The phone system's clock at the beginning.
        speed: How many seconds it plays in one second.
        chunking: How records are divided into packets.
        gone_on_s: How long the shift has lasted when the first client connects, in seconds; the records of
            that time are not sent.

    """

    start: dt.datetime
    address: str = "127.0.0.1"
    port: int = 0
    speed: float = 1.0
    chunking: Chunking = Chunking.GLUED
    gone_on_s: float = 0.0
