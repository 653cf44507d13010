"""The plan of a simulated floor and its stage; a module of its own, which loads no simulator."""

import datetime as dt
import enum
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DEMO_ELAPSED_S: Final = 450.0
"""How long the shift of a demonstration has lasted at its start: by then the floor is busy."""
_LONGEST_CUT: Final = 40
_MOST_NULS: Final = 3


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


class Chunking(enum.StrEnum):
    """How records are divided into packets, for tests; TCP guarantees no division."""

    WHOLE = "whole"
    """One record in each packet."""
    GLUED = "glued"
    """All records in one packet."""
    CUT = "cut"
    """Cut anywhere."""
    NULS = "nuls"
    """NUL bytes before each record."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and how the simulated phone system plays.

    Attributes:
        address: The address to listen on.
        port: The port; 0 for any free one.
        start: The phone system's clock at the beginning.
        speed: Simulated seconds in one second.
        chunking: How records are divided into packets.
        elapsed_s: How long the shift has lasted when the first client connects, in seconds; the records of
            that time are not sent.

    """

    start: dt.datetime
    address: str = "127.0.0.1"
    port: int = 0
    speed: float = 1.0
    chunking: Chunking = Chunking.GLUED
    elapsed_s: float = 0.0


def chunks(records: Sequence[bytes], chunking: Chunking, generator: random.Random) -> list[bytes]:
    """Divide records into packets."""
    match chunking:
        case Chunking.WHOLE:
            return list(records)
        case Chunking.GLUED:
            return [b"".join(records)] if records else []
        case Chunking.NULS:
            return [b"\0" * generator.randint(0, _MOST_NULS) + record for record in records]
        case Chunking.CUT:
            rest = b"".join(records)
            packets: list[bytes] = []
            while rest:
                length = generator.randint(1, _LONGEST_CUT)
                packets.append(rest[:length])
                rest = rest[length:]
            return packets
