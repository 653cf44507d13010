"""How records of a simulated phone system are divided into packets; TCP guarantees no division."""

import enum
import random
from collections.abc import Sequence
from typing import Final

_LONGEST_CUT: Final = 40
_MOST_NULS: Final = 3


class Chunking(enum.StrEnum):
    """The ways to divide them, for tests."""

    WHOLE = "whole"
    """One record in each packet."""
    GLUED = "glued"
    """All records in one packet."""
    CUT = "cut"
    """Cut anywhere."""
    NULS = "nuls"
    """NUL bytes before each record."""


def chunks(records: Sequence[bytes], chunking: Chunking, chance: random.Random) -> list[bytes]:
    """Divide records into packets."""
    match chunking:
        case Chunking.WHOLE:
            return list(records)
        case Chunking.GLUED:
            return [b"".join(records)] if records else []
        case Chunking.NULS:
            return [b"\0" * chance.randint(0, _MOST_NULS) + record for record in records]
        case Chunking.CUT:
            rest = b"".join(records)
            packets: list[bytes] = []
            while rest:
                length = chance.randint(1, _LONGEST_CUT)
                packets.append(rest[:length])
                rest = rest[length:]
            return packets
