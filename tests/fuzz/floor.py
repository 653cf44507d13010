"""The properties of the floor, whatever the events (desktop/protocol/README.md, Agent state)."""

from typing import Final

from desktop.acd.agent import AgentState
from desktop.acd.connection import Freshness
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.selection import Selection
from desktop.acd.snapshot import DataSnapshot
from desktop.acd.summary import AgentCounter, summarize
from desktop.protocol.events import CallEvent, Event
from desktop.publish.data_file import ReadBack, data_file_bytes, read_data_file
from tests.fuzz.cases import Pause, Step
from tests.fuzz.properties import require

MOST_AGENTS: Final = 5
"""Fewer than the fuzzer has agent IDs, so that the floor's bound is met."""
SOURCES: Final = ("192.168.201.2:15373", "192.168.201.3:15373")


def check_floor(steps: tuple[Step, ...], batches: list[tuple[Event, ...]]) -> None:
    """Check the floor after the events of each step of a stream."""
    floor = Floor(MOST_AGENTS)
    now = Moment(1000.0, 1_790_000_000.0)
    told = [
        (step, events) for step, events in zip(steps, batches, strict=True) if events or step is Pause.LOSS
    ]
    for number, (step, events) in enumerate(told):
        source = SOURCES[number % 3 == 0]
        # The wall clock may be set back, the steady one only advances.
        now = Moment(now.steady_s + 1, now.wall_s + number % 7 - 3)
        if step is Pause.LOSS:
            _check_doubt(floor, source)
        else:
            _check_apply(floor, events, now, source)
    check_snapshot(floor.snapshot())


def _check_doubt(floor: Floor, source: str) -> None:
    before = floor.snapshot()
    sure_of_others = {
        a.agent_id for a in floor.agents.values() if a.shown.confirmed and a.shown.source != source
    }
    changes = floor.mark_unconfirmed(source)
    require(floor.snapshot() == before, "a doubt that changes the data file")
    sure = {agent.agent_id for agent in floor.agents.values() if agent.shown.confirmed}
    require(sure == sure_of_others, "a doubt about the wrong agents")
    require(all(floor.agents[key].shown.source == source for key in changes.agents), "a wrong change")


def _check_apply(floor: Floor, events: tuple[Event, ...], now: Moment, source: str) -> None:
    before = floor.snapshot()
    shown = {agent_id: agent.shown for agent_id, agent in floor.agents.items()}
    changes = floor.apply(events, now, source)
    _check_change(before, floor.snapshot(), changes, now)
    different = {agent_id for agent_id, agent in floor.agents.items() if agent.shown != shown.get(agent_id)}
    require(different <= changes.agents <= set(floor.agents), "a change that is not told")
    require(len(floor.agents) <= MOST_AGENTS, "too many agents")
    named = {event.agent_id for event in events if isinstance(event, CallEvent)}
    require("" not in floor.agents, "an agent without an ID")
    for agent in (floor.agents[agent_id] for agent_id in named & set(floor.agents)):
        told = agent.shown
        require(told.confirmed and told.source == source, "an agent named and not confirmed")
        require(told.state is not AgentState.UNKNOWN and told.data_word, "an agent named and unknown")
        require(told.since is not None and told.since.steady_s <= now.steady_s, "a state from later on")
    summary = summarize(
        AgentCounter(floor.agents).counts, floor.queues_shown(Selection()), Freshness(lambda: now)
    )
    figures = (summary.free, summary.ringing, summary.on_calls, summary.work_timer, summary.out_of_reach)
    require(sum(figures) + summary.logged_out + summary.unknown == len(floor.agents), "a sum that is wrong")


def _check_change(before: DataSnapshot, after: DataSnapshot, changes: Changes, now: Moment) -> None:
    same = (before.agents, before.groups, before.paths) == (after.agents, after.groups, after.paths)
    require(same or changes.data, "a change of the data that is not told")
    require(after.last_update == (now.wall_s if changes.data else before.last_update), "a wrong last update")


def check_snapshot(snapshot: DataSnapshot) -> None:
    """Check that a data file agrees with the floor."""
    content = data_file_bytes(snapshot)
    require(content.isascii(), "a data file that is not ASCII")
    require(read_data_file(content) == ReadBack(snapshot), "a data file that is not read back as written")
