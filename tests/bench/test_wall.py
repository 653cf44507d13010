"""The board on the large screen that times itself, with a small floor."""

import itertools
import pathlib
import sys

import pytest

from tests.bench.process import Process
from tests.bench.timed_window import LARGEST, SMALLEST, STEPS, sizes
from tests.bench.wall import read_times
from tests.bench.wall_floor import WallFloor

OFF_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def test_the_window_is_dragged_to_the_smallest_size_and_back() -> None:
    dragged = sizes()
    assert len(dragged) == 2 * STEPS
    assert dragged[STEPS - 1] == SMALLEST == min(dragged)
    assert dragged[-1] == LARGEST
    assert all(one != other for one, other in itertools.pairwise(dragged))


def test_every_agent_has_a_name_and_a_state() -> None:
    floor = WallFloor(30)
    assert len(floor.floor.agents) == 30
    assert {floor.directory.agent_name(agent) for agent in floor.floor.agents}.isdisjoint(floor.floor.agents)
    assert len({agent.shown.state for agent in floor.floor.agents.values()}) > 2
    (agent,) = floor.some(1)
    assert floor.ring([agent]).agents == {agent}
    assert floor.ring([agent]).agents == {agent}


@pytest.mark.skipif(sys.platform != "linux", reason="reads what only Linux tells of a process")
def test_board_and_bare_minimum_print_the_requested_times(tmp_path: pathlib.Path) -> None:
    with Process(tmp_path, "tests.bench.wall_board", "40", "0", "resize", environment=OFF_SCREEN) as board:
        taken = read_times(board, ("resize",))
    assert taken.tiles[0] == "40"
    assert len(taken.ms["resize"]) == 2 * STEPS
    with Process(tmp_path, "tests.bench.bare_wall", *taken.tiles[2:], environment=OFF_SCREEN) as bare:
        floor = read_times(bare, ("all", "figure", "tick", "resize"))
    assert all(ms > 0 for times in floor.ms.values() for ms in times)
