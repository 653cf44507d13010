"""Sentences about what a board shows of the groups, paths and agents picked for it."""

from collections.abc import Mapping
from typing import Final

from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.queue import QueueKind
from desktop.acd.selection import Selection
from desktop.ui.picker import PickWords

_MOST_NAMED: Final = 3
_PICKERS: Final = {QueueKind.GROUP: "groups", QueueKind.PATH: "paths"}
_WITHOUT_CARDS: Final = PickWords(
    "Their cards are not shown", "Its card is not shown", after=" picked, no cards"
)


def words_of(selection: Selection, floor: Floor, directory: Directory) -> Mapping[str, PickWords]:
    """Return the words beside the lists of agent groups, paths and agents."""
    kinds = floor.kinds_shown(selection)
    words = {name: PickWords() if kind in kinds else _WITHOUT_CARDS for kind, name in _PICKERS.items()}
    return words | {"agents": _agent_words(selection, floor, directory)}


def nobody_in(selection: Selection, directory: Directory) -> str:
    """Return why a picked group adds no agents; blank if each does."""
    staffed = selection.staffed_groups(directory)
    empty = sorted(selection.groups - staffed)
    if not empty:
        return ""
    titles = [directory.group_title(group) for group in empty]
    if len(titles) > _MOST_NAMED:
        titles[_MOST_NAMED:] = [f"{len(titles) - _MOST_NAMED} more"]
    which = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    is_all = not staffed and not selection.agents
    until = "all agents are shown" if is_all else "no agents are shown for it"
    until = until if len(empty) == 1 or is_all else "no agents are shown for them"
    return (
        f"Nobody is known to belong to {which}: the phone system doesn't say who does."
        f" Until you say it in Names, {until}."
    )


def _agent_words(selection: Selection, floor: Floor, directory: Directory) -> PickWords:
    if not selection.staffed_groups(directory):
        return PickWords()
    is_shown = selection.agents_shown(directory)
    known = {*floor.agents, *directory.agents} - selection.agents
    members = sum(map(is_shown, known))
    return PickWords(
        f"All {members} of these groups" if members != 1 else "The one of these groups",
        "The only one is shown",
        after=f" picked, {members} of the groups",
    )
