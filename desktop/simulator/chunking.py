"""How a simulated phone system's records are put on the wire; TCP promises none of it."""

import enum
import random
from collections.abc import Sequence
from typing import Final

_LONGEST_CUT: Final = 40
_MOST_NULS: Final = 3


class Chunking(enum.StrEnum):
    """The forms that a test may ask for."""

    WHOLE = "whole"
    """A record a write."""
    GLUED = "glued"
    """All at once."""
    CUT = "cut"
    """Cut anywhere."""
    NULS = "nuls"
    """NUL bytes before each record."""


def chunks(records: Sequence[bytes], chunking: Chunking, chance: random.Random) -> list[bytes]:
    """Split records into what is written at once."""
    match chunking:
        case Chunking.WHOLE:
            return list(records)
        case Chunking.GLUED:
            return [b"".join(records)] if records else []
        case Chunking.NULS:
            return [b"\0" * chance.randint(0, _MOST_NULS) + record for record in records]
        case Chunking.CUT:
            rest = b"".join(records)
            pieces: list[bytes] = []
            while rest:
                length = chance.randint(1, _LONGEST_CUT)
                pieces.append(rest[:length])
                rest = rest[length:]
            return pieces
