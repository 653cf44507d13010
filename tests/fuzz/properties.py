"""Shared by all checks: the failure of a property, and counters of what inputs reached."""

from collections import Counter
from dataclasses import dataclass, field


class BrokenError(Exception):
    """A property does not hold; the text says which."""


@dataclass(slots=True)
class Seen:
    """What the inputs met, so that one can tell whether they reach everything.

    Attributes:
        counts: How often, by name.
        most_retained_bytes: The most that a decoder held.

    """

    counts: Counter[str] = field(default_factory=Counter)
    most_retained_bytes: int = 0


def require(holds: object, what: str) -> None:
    """Stop at a property that does not hold."""
    if not holds:
        raise BrokenError(what)
