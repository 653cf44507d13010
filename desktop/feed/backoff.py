"""Waits between attempts to reconnect."""

import random
from typing import Final

FIRST_S: Final = 1.0
LONGEST_S: Final = 30.0
_GROWTH: Final = 2.0
_JITTER: Final = 0.25


class Backoff:
    """Waits that grow from 1 s to 30 s, with jitter so that many boards do not reconnect at once.

    Arguments:
        rng: The source of the jitter.

    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._wait_s = FIRST_S

    def next_s(self) -> float:
        """Return the next wait in seconds."""
        longest_s = min(self._wait_s * (1 + _JITTER), LONGEST_S)
        wait_s = self._rng.uniform(longest_s / (1 + _JITTER), longest_s)
        self._wait_s = min(self._wait_s * _GROWTH, LONGEST_S)
        return max(wait_s, FIRST_S)

    def reset(self) -> None:
        """Start again with the shortest wait."""
        self._wait_s = FIRST_S
