"""Shared by all checks: the failure of a property, and counters of what inputs reached."""

from collections import Counter
from dataclasses import dataclass, field


class BrokenError(Exception):
    """A property does not hold; the text says which."""


@dataclass(slots=True)
class Coverage:
    """Counts what the inputs reached, to see that they cover everything.

    Attributes:
        counts: Number of times, by name.
        most_retained_bytes: The most bytes that a decoder held.

    """

    counts: Counter[str] = field(default_factory=Counter)
    most_retained_bytes: int = 0


def require(holds: object, what: str) -> None:
    """Raise `BrokenError` if a property does not hold."""
    if not holds:
        raise BrokenError(what)
