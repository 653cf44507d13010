"""The demonstration: a floor in mid-shift from the start."""

import pathlib

from pytestqt.qtbot import QtBot

from desktop.acd.agent import AgentState
from desktop.acd.queue import QueueKind
from desktop.app.played_systems import simulated_systems
from desktop.live.floor import LiveFloor
from desktop.settings import Settings
from desktop.simulator.plan import Plan
from desktop.system import clock


def test_before_the_first_record_the_agents_are_in_various_states(
    qtbot: QtBot, tmp_path: pathlib.Path
) -> None:
    live_floor = LiveFloor((), tmp_path / "mitel_data.json", is_restored=False)
    with qtbot.waitSignal(live_floor.floor_changed):
        playing = simulated_systems(live_floor, Settings())
    shown = [agent.shown for agent in live_floor.floor.agents.values()]
    assert len(shown) == Plan().agents
    states = {one.state for one in shown}
    assert {AgentState.IDLE, AgentState.ACD, AgentState.WORK_TIMER, AgentState.MAKE_BUSY} < states
    now = clock.now()
    ages = {round(one.since.elapsed_s(now)) for one in shown if one.since is not None}
    assert len(ages) > 20
    assert max(ages) > 120

    # The line's records come from the same phone system: no queue appears twice.
    try:
        with qtbot.waitSignal(live_floor.heard):
            live_floor.start()
            playing.start()
        assert len(live_floor.floor.queues[QueueKind.GROUP]) == Plan().groups
        assert {agent.shown.source for agent in live_floor.floor.agents.values()} == {
            live_floor.feeds[0].source
        }
    finally:
        assert live_floor.stop()
        assert playing.stop()
