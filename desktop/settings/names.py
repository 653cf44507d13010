"""The names of boards and alert rules: checks, and unused ones."""

from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 40
_ROOM: Final = 4
"""Characters kept for a number after the name."""


def wrong_name(what: str, name: str) -> str | None:
    """Say what is wrong with the name of a board or a rule; None when nothing is."""
    if not name or name != name.strip():
        return f"a {what} needs a name, without spaces around it"
    if not name.isprintable() or set(name) & {"[", "]"}:
        return f"{name!r} holds what can't stand in a {what}'s name"
    if len(name) > LONGEST_NAME:
        return f"a name has at most {LONGEST_NAME} letters"
    return None


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return an unused name: the wanted one, or one with a number after it.

    Arguments:
        name: The wanted name.
        taken: The used names; case makes no difference.

    """
    others = {one.casefold() for one in taken}
    stem = (name.rstrip("0123456789").rstrip() or name)[: LONGEST_NAME - _ROOM].rstrip()
    number = 2
    while name.casefold() in others:
        name = f"{stem} {number}"
        number += 1
    return name
