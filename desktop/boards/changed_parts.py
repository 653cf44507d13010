"""What changed of something that is painted in parts, so that the rest is left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Part(Generic[What]):
    """A part as it is painted.

    Attributes:
        place: Where, with all that it reaches to.
        what: All that is seen there; where that is alike nothing changed.

    """

    place: QRect
    what: What


def changed_region(before: Sequence[Part[What]], after: Sequence[Part[What]]) -> QRegion | None:
    """Give where something else is to be painted; None where parts moved: that is everywhere."""
    if [part.place for part in before] != [part.place for part in after]:
        return None
    region = QRegion()
    for old, new in zip(before, after, strict=True):
        if old.what != new.what:
            region += new.place
    return region
