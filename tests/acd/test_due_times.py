"""Due times: at most one per key."""

import math

from desktop.acd.due_times import DueTimes


def test_a_new_due_time_replaces_the_earlier_one() -> None:
    due: DueTimes[str] = DueTimes()
    for key, due_s in (("a", 5.0), ("b", 3.0), ("a", 1.0), ("b", math.inf), ("c", 9.0)):
        due.expect(key, due_s)
    assert due.next_s == 1
    assert list(due.pop_until(8)) == ["a"]
    assert due.next_s == 9


def test_keys_that_become_due_meanwhile_are_returned_too() -> None:
    due: DueTimes[int] = DueTimes()
    due.expect(1, 1)
    found = []
    for number in due.pop_until(3):
        found.append(number)
        due.expect(number + 1, number + 1)
    assert found == [1, 2, 3]
    assert due.next_s == 4
    assert DueTimes[int]().next_s == math.inf
