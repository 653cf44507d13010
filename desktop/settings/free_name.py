"""Unused names."""

from collections.abc import Iterable
from typing import Final

_ROOM: Final = 4
"""Letters for a number behind a name."""


def free_name(name: str, taken: Iterable[str], longest: int) -> str:
    """Return an unused name: the wanted one, or one with a number behind it.

    Arguments:
        name: The wanted name.
        taken: The used names; case makes no difference.
        longest: The highest number of letters in a name.

    """
    others = {one.casefold() for one in taken}
    stem = (name.rstrip("0123456789").rstrip() or name)[: longest - _ROOM].rstrip()
    number = 2
    while name.casefold() in others:
        name = f"{stem} {number}"
        number += 1
    return name
