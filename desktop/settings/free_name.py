"""Names that nothing has yet."""

from collections.abc import Iterable
from typing import Final

_ROOM: Final = 4
"""For a number behind a name."""


def free_name(name: str, taken: Iterable[str], longest: int) -> str:
    """Give a name that nothing has: that one, or with a number behind it.

    Arguments:
        name: The one that is wanted.
        taken: Those that are there; capital letters make no difference.
        longest: A name has at most so many letters.

    """
    others = {one.casefold() for one in taken}
    stem = (name.rstrip("0123456789").rstrip() or name)[: longest - _ROOM].rstrip()
    number = 2
    while name.casefold() in others:
        name = f"{stem} {number}"
        number += 1
    return name
