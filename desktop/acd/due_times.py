"""Times at which things are checked again if nothing happens to them before."""

import heapq
import math
from collections.abc import Hashable, Iterator
from typing import Final, Generic, TypeVar

_FEW: Final = 64
"""With no more leftovers than this, the heap is not rebuilt."""

_Key = TypeVar("_Key", bound=Hashable)


class DueTimes(Generic[_Key]):
    """At most one due time per key, on the steady clock.

    A new time replaces the former one, which stays in the heap until it comes up or until the heap is mostly
    made of such leftovers and is rebuilt.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, _Key]] = []
        self._due_s: dict[_Key, float] = {}

    def __len__(self) -> int:
        return len(self._heap)

    def expect(self, key: _Key, due_s: float) -> None:
        """Set when a key is due; infinity for never."""
        if due_s == math.inf:
            self._due_s.pop(key, None)
            return
        self._due_s[key] = due_s
        if len(self._heap) > 2 * len(self._due_s) + _FEW:
            self._heap = [(at_s, each) for each, at_s in self._due_s.items()]
            heapq.heapify(self._heap)
        else:
            heapq.heappush(self._heap, (due_s, key))

    @property
    def next_s(self) -> float:
        """The next due time; infinity when nothing is due."""
        while self._heap and self._due_s.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else math.inf

    def pop_until(self, end_s: float) -> Iterator[_Key]:
        """Yield what is due up to a time, also what is added meanwhile."""
        while self._heap and self._heap[0][0] <= end_s:
            at_s, key = heapq.heappop(self._heap)
            if self._due_s.get(key) == at_s:
                yield key
