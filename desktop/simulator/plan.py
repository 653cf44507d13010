"""What to simulate, and where and how it plays. Apart, since a service loads no simulator."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from desktop.simulator.chunking import Chunking

GONE_ON_S: Final = 450.0
"""So long the shift of a demonstration has gone on when it is first seen: by then the floor is a busy one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What floor to simulate.

    Attributes:
        agents: How many.
        groups: How many agent groups; each agent is in one.
        paths: How many paths.
        rate: About how many call events a second the whole floor makes.
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
        start: The phone system's time of day at the beginning.
        speed: How many seconds it plays in one.
        chunking: How records are put on the wire.
        gone_on_s: How long the shift has gone on when the first client comes, in seconds; of that it is told
            nothing.

    """

    start: dt.datetime
    address: str = "127.0.0.1"
    port: int = 0
    speed: float = 1.0
    chunking: Chunking = Chunking.GLUED
    gone_on_s: float = 0.0
