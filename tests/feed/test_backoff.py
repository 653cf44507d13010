"""Waits between attempts grow, stay within their bounds and differ from board to board."""

import itertools
import random

import pytest

from desktop.feed.backoff import FIRST_S, LONGEST_S, Backoff


class Chance(random.Random):
    """A stand-in for `random.Random` that always draws the same place between the bounds."""

    place = 0.5

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self.place


def waits(chance: random.Random, count: int) -> list[float]:
    backoff = Backoff(chance)
    return [backoff.next_s() for _ in range(count)]


def test_waits_double_from_one_second_to_thirty() -> None:
    chance = Chance()
    chance.place = 0.0
    assert waits(chance, 8) == [1, 2, 4, 8, 16, 24, 24, 24]


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0.0, [1, 2, 4, 8, 16, 24, 24]), (1.0, [1.25, 2.5, 5, 10, 20, 30, 30])],
    ids=["shortest", "longest"],
)
def test_waits_are_jittered_by_a_quarter(place: float, expected: list[float]) -> None:
    chance = Chance()
    chance.place = place
    assert waits(chance, 7) == expected


@pytest.mark.parametrize("seed", range(20))
def test_no_wait_is_under_a_second_nor_over_thirty(seed: int) -> None:
    drawn = waits(random.Random(seed), 200)
    assert all(1.0 == FIRST_S <= wait_s <= LONGEST_S == 30.0 for wait_s in drawn)
    assert min(drawn[6:]) >= 24
    assert all(later > earlier for earlier, later in itertools.pairwise(drawn[:5]))


def test_boards_do_not_retry_at_the_same_times() -> None:
    seconds = {waits(random.Random(seed), 9)[place] for seed in range(20) for place in (0, 3, 8)}
    assert len(seconds) == 60


def test_a_reset_starts_again_with_the_shortest_wait() -> None:
    backoff = Backoff(Chance())
    for _ in range(7):
        backoff.next_s()
    backoff.reset()
    assert [backoff.next_s() for _ in range(3)] == [1.125, 2.25, 4.5]
