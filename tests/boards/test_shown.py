"""The explanations beside the lists of what a board shows agree with the board."""

import pytest

from desktop.acd.directory_rows import DirectoryRow, parse_rows
from desktop.acd.selection import QueueSelection, Selection
from desktop.boards.shown import nobody_in, words_of
from tests.support import call, floor_after, group, path

NAMES = parse_rows(
    (
        DirectoryRow("agent", "6001", "Anna", "610"),
        DirectoryRow("agent", "6002", "Ben", "610"),
        DirectoryRow("group", "610", "Sales"),
        DirectoryRow("group", "611", "Support"),
    )
).directory
FLOOR = floor_after(*(call("A", f"600{number}") for number in range(1, 6)), group("610", 0), path("860", 0))


def picked(
    *groups: str, agents: tuple[str, ...] = (), queues: QueueSelection = QueueSelection.AUTO
) -> Selection:
    return Selection(queues, groups=frozenset(groups), agents=frozenset(agents))


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (picked(), ""),
        (picked("610"), ""),
        (
            picked("611"),
            (
                "Nobody is known to belong to Support: the phone system doesn't say who does."
                " Until you say it in Names, all agents are shown."
            ),
        ),
        (
            picked("610", "611"),
            (
                "Nobody is known to belong to Support: the phone system doesn't say who does."
                " Until you say it in Names, no agents are shown for it."
            ),
        ),
        (
            picked("611", "612", agents=("6005",)),
            (
                "Nobody is known to belong to Support and Group 612: the phone system doesn't say who does."
                " Until you say it in Names, no agents are shown for them."
            ),
        ),
        (
            picked("611", "612", "613", "614", "615"),
            (
                "Nobody is known to belong to Support, Group 612, Group 613 and 2 more: the phone system"
                " doesn't say who does. Until you say it in Names, all agents are shown."
            ),
        ),
    ],
)
def test_a_group_without_agents_is_explained_with_its_effect(choice: Selection, said: str) -> None:
    assert nobody_in(choice, NAMES) == said


@pytest.mark.parametrize(
    ("choice", "none_picked", "some_picked"),
    [
        (picked(), "", " picked"),
        (picked("611"), "", " picked"),
        (
            picked("610"),
            "All 2 of these groups",
            " picked, 2 of the groups",
        ),
        (
            picked("610", agents=("6001", "6005")),
            "The one of these groups",
            " picked, 1 of the groups",
        ),
    ],
)
def test_it_says_which_agents_are_shown_for_the_groups(
    choice: Selection, none_picked: str, some_picked: str
) -> None:
    words = words_of(choice, FLOOR, NAMES)["agents"]
    assert (words.none, words.after) == (none_picked, some_picked)


@pytest.mark.parametrize(
    ("choice", "with_cards"),
    [
        (picked(), {"groups"}),
        (picked("610"), {"groups"}),
        (picked(queues=QueueSelection.PATHS), {"paths"}),
        (picked(queues=QueueSelection.BOTH), {"groups", "paths"}),
    ],
)
def test_it_says_which_queues_have_cards(choice: Selection, with_cards: set[str]) -> None:
    words = words_of(choice, FLOOR, NAMES)
    for name in ("groups", "paths"):
        assert ("cards are not" not in words[name].none) is (name in with_cards)
        assert ("no cards" not in words[name].after) is (name in with_cards)
