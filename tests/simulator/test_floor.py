"""The simulated floor: the same seed gives the same stream, and a shift's records are consistent."""

import dataclasses
import datetime as dt
import itertools
import random
from collections import Counter, defaultdict

import pytest

from desktop.acd.agent import AgentState
from desktop.acd.floor import Floor
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import (
    CallEvent,
    Event,
    GroupReported,
    PathReported,
    QueueReported,
    ReasonedEvent,
    Refreshed,
)
from desktop.simulator.floor import FIRST_AGENT, FIRST_GROUP, FIRST_PATH, SimulatedFloor
from desktop.simulator.plan import Chunking, Plan, chunks
from tests.support import START

MORNING = dt.datetime(2024, 1, 15, 8, 0, 0)  # noqa: DTZ001 - a phone system's local time
PLAN = Plan(agents=31, groups=3, paths=5, rate=3.0, seed=11)
HOUR_S = 3600.0


def played(plan: Plan, until_s: float, start: dt.datetime = MORNING) -> list[bytes]:
    return SimulatedFloor(plan, start).records_until(until_s)


def events_of(records: list[bytes]) -> list[Event]:
    decoder = Decoder()
    events = list(decoder.receive_data(b"".join(records)))
    assert decoder.unread.total == 0
    assert len(events) == len(records)
    return events


def seconds(event: Event) -> int:
    return int(event.time[:2]) * 3600 + int(event.time[2:4]) * 60 + int(event.time[4:])


def rounds_of_reports(events: list[Event], length: int) -> list[list[QueueReported]]:
    """Return the reports grouped by time: groups first, then paths."""
    reports = [event for event in events if isinstance(event, QueueReported)]
    assert len(reports) % length == 0
    return [reports[i : i + length] for i in range(0, len(reports), length)]


def group_of_path(path: str) -> str:
    return f"{FIRST_GROUP + (int(path) - FIRST_PATH) % PLAN.groups}"


def group_of_agent(agent_id: str) -> str:
    return f"{FIRST_GROUP + (int(agent_id) - FIRST_AGENT) % PLAN.groups}"


@pytest.fixture(scope="module")
def shift() -> list[Event]:
    """Three hours of a floor."""
    return events_of(played(PLAN, 3 * HOUR_S))


# Seeds and steps


def test_the_same_seed_makes_the_same_stream() -> None:
    assert played(PLAN, 900) == played(PLAN, 900)


def test_another_seed_makes_another_stream() -> None:
    assert played(PLAN, 900) != played(dataclasses.replace(PLAN, seed=12), 900)


def test_playing_in_steps_gives_the_same_stream_as_playing_at_once() -> None:
    floor = SimulatedFloor(PLAN, MORNING)
    chance = random.Random(1)
    records: list[bytes] = []
    elapsed_s = 0.0
    while elapsed_s < 900:
        elapsed_s = min(elapsed_s + chance.uniform(0, 20), 900)
        records += floor.records_until(elapsed_s)
    assert records == played(PLAN, 900)


def test_a_record_is_given_once_and_none_is_made_before_its_time() -> None:
    floor = SimulatedFloor(PLAN, MORNING)
    assert floor.records_until(-1) == []
    first = floor.records_until(60)
    assert first
    assert floor.records_until(60) == []
    assert all(seconds(event) <= 8 * 3600 + 60 for event in events_of(first))


# The form of records


def test_records_are_framed_numbered_and_in_order_of_time(shift: list[Event]) -> None:
    assert all(record.startswith(b"\x02") and record.endswith(b"\r\n") for record in played(PLAN, 60))
    assert [event.record_number for event in shift] == [i % 100 for i in range(len(shift))]
    assert all(seconds(earlier) <= seconds(later) for earlier, later in itertools.pairwise(shift))
    assert seconds(shift[0]) >= 8 * 3600
    assert seconds(shift[-1]) <= 11 * 3600


def test_a_shift_past_midnight_has_the_next_day_s_date() -> None:
    late = dt.datetime(2023, 12, 31, 23, 59, 30)  # noqa: DTZ001 - a phone system's local time
    dates = [event.date for event in events_of(played(PLAN, 120, late)) if isinstance(event, Refreshed)]
    assert dates == ["20231231", "20240101"]


# A believable shift


def test_every_kind_of_event_happens_in_a_shift(shift: list[Event]) -> None:
    assert {event.code for event in shift} == set("ABCDEFGHIJKLMNOPQRTU")
    assert all(count >= 3 for count in Counter(event.code for event in shift).values())


def test_calls_come_by_every_path_to_the_agents_of_its_group(shift: list[Event]) -> None:
    answered = [event for event in shift if isinstance(event, CallEvent) and event.code == "G"]
    assert {event.directory_number for event in answered} == {f"P{FIRST_PATH + i}" for i in range(PLAN.paths)}
    assert all(
        group_of_path(event.directory_number[1:]) == group_of_agent(event.agent_id) for event in answered
    )


def test_reasons_are_given_and_left_out(shift: list[Event]) -> None:
    reasons = defaultdict(set)
    for event in shift:
        if isinstance(event, ReasonedEvent):
            reasons[event.code].add(event.reason_code)
    for code in "CE":
        assert "" in reasons[code]
        assert len(reasons[code]) >= 3


def test_some_sets_have_no_agent(shift: list[Event]) -> None:
    assert any(isinstance(event, CallEvent) and not event.agent_id for event in shift)


def test_exactly_the_agents_of_the_plan_appear(shift: list[Event]) -> None:
    heard = {event.agent_id for event in shift if isinstance(event, CallEvent)} - {""}
    assert heard == {str(FIRST_AGENT + i) for i in range(PLAN.agents)}


def test_calls_are_held_retrieved_abandoned_and_consulted_about(shift: list[Event]) -> None:
    floor = Floor()
    followed = set()
    consulted = 0
    for event in shift:
        if isinstance(event, CallEvent) and event.agent_id in floor.agents:
            held = floor.agents[event.agent_id].shown.state is AgentState.ACD_HOLD
            followed.add((held, event.code))
            consulted += held and event.code == "I"
        floor.apply([event], START)
    assert {(True, "O"), (True, "P"), (True, "I"), (True, "J")} <= followed
    assert consulted >= 3


def test_a_caller_whom_nobody_answers_rings_the_next_free_agent_at_once() -> None:
    events = events_of(played(Plan(agents=40, groups=1, paths=1, rate=1.5, seed=2), 4 * HOUR_S))
    floor = Floor()
    rung_on = 0
    for event, following in itertools.pairwise(events):
        floor.apply([event], START)
        if event.code == "U" and following.code != "G":
            assert isinstance(event, CallEvent)
            states = {key: agent.shown.state for key, agent in floor.agents.items() if key != event.agent_id}
            if AgentState.IDLE in states.values():
                assert isinstance(following, CallEvent)
                assert following.code == "T"
                assert states[following.agent_id] is AgentState.IDLE
                rung_on += 1
    assert rung_on >= 3


def test_agents_only_do_what_their_state_permits(shift: list[Event]) -> None:
    state = AgentState
    allowed: dict[str, set[AgentState | None]] = {
        "A": {None, state.LOGGED_OUT},
        "B": {None, state.IDLE},
        "C": {state.IDLE},
        "D": {state.DO_NOT_DISTURB},
        "E": {state.IDLE, state.ACD},
        "F": {state.MAKE_BUSY},
        "G": {state.IDLE},
        "H": {state.IDLE},
        "I": {state.IDLE, state.ACD_HOLD},
        "J": {state.ACD, state.ACD_HOLD, state.NON_ACD, state.OUTBOUND},
        "L": {state.IDLE},
        "M": {state.WORK_TIMER},
        "N": {state.ACD},
        "O": {state.ACD_HOLD},
        "P": {state.ACD_HOLD},
        "T": {state.IDLE},
        "U": {state.RINGING},
    }
    floor = Floor()
    for event in shift:
        if isinstance(event, CallEvent) and event.agent_id:
            agent = floor.agents.get(event.agent_id)
            assert (agent.shown.state if agent is not None else None) in allowed[event.code], event.raw
        floor.apply([event], START)


def test_the_floor_generates_about_as_many_call_events_as_planned() -> None:
    plan = Plan(agents=200, groups=2, paths=2, rate=4.0, seed=3)
    calls = [event for event in events_of(played(plan, 2 * HOUR_S)) if isinstance(event, CallEvent)]
    assert 2 * HOUR_S * 4.0 * 0.7 < len(calls) < 2 * HOUR_S * 4.0 * 1.3


# Reports


def test_groups_and_paths_report_every_15_seconds(shift: list[Event]) -> None:
    at = defaultdict(list)
    for event in shift:
        if isinstance(event, QueueReported):
            at[event.code, event.reporting_number].append(seconds(event) - 8 * 3600)
    assert set(at) == {
        *(("K", f"{FIRST_GROUP + i}") for i in range(PLAN.groups)),
        *(("Q", f"{FIRST_PATH + i}") for i in range(PLAN.paths)),
    }
    for times in at.values():
        assert times == [1, *range(5, 3 * 3600 + 1, 15)]


def test_a_refresh_report_comes_every_minute_with_the_date(shift: list[Event]) -> None:
    refreshed = [event for event in shift if isinstance(event, Refreshed)]
    assert [seconds(event) - 8 * 3600 for event in refreshed] == list(range(1, 3 * 3600 + 1, 60))
    assert {event.date for event in refreshed} == {"20240115"}


def test_the_agents_reported_are_those_logged_in(shift: list[Event]) -> None:
    logged_in: set[str] = set()
    reported = set()
    for event in shift:
        if isinstance(event, CallEvent) and event.code in "AB":
            (logged_in.add if event.code == "A" else logged_in.discard)(event.agent_id)
        elif isinstance(event, GroupReported):
            members = [agent for agent in logged_in if group_of_agent(agent) == event.reporting_number]
            assert int(event.agents) == len(members), event.raw
            reported.add(event.agents)
    assert len(reported) > 3


def test_the_paths_of_a_group_add_up_to_the_group_at_each_report(shift: list[Event]) -> None:
    waited = 0
    for reports in rounds_of_reports(shift, PLAN.groups + PLAN.paths):
        groups = [report for report in reports if isinstance(report, GroupReported)]
        paths = [report for report in reports if isinstance(report, PathReported)]
        assert (len(groups), len(paths)) == (PLAN.groups, PLAN.paths)
        for group in groups:
            own = [path for path in paths if group_of_path(path.reporting_number) == group.reporting_number]
            assert int(group.waiting) == sum(int(path.waiting) for path in own)
            assert group.longest == max(path.longest for path in own)
            assert {path.agents for path in own} == {group.agents}
            waited += int(group.waiting)
    assert waited > 0


def test_the_longest_wait_is_zero_if_nobody_waits(shift: list[Event]) -> None:
    reports = [event for event in shift if isinstance(event, QueueReported)]
    assert {report.longest for report in reports if report.waiting == "000"} == {"0000"}
    assert any(report.longest != "0000" for report in reports)


def test_figures_stay_within_their_digits_when_too_many_wait() -> None:
    plan = Plan(agents=1, groups=1, paths=1, rate=200.0, seed=1)
    reports = [event for event in events_of(played(plan, 200)) if isinstance(event, QueueReported)]
    assert max(report.waiting for report in reports) == "999"


# Other floors


def test_a_floor_without_agents_sends_only_reports() -> None:
    events = events_of(played(Plan(agents=0, groups=2, paths=2, seed=4), 600))
    assert {event.code for event in events} == {"K", "Q", "R"}
    assert {event.agents for event in events if isinstance(event, QueueReported)} == {"000"}


def test_an_idle_floor_sends_logins_and_reports() -> None:
    events = events_of(played(Plan(agents=10, rate=0.0, seed=4), 600))
    assert {"A", "K", "Q", "R"} <= {event.code for event in events}
    assert not any(event.code in "HC" for event in events)


def test_with_more_groups_than_paths_callers_wait_in_every_group() -> None:
    events = events_of(played(Plan(agents=12, groups=4, paths=2, rate=3.0, seed=4), 900))
    waiting = defaultdict(set)
    for event in events:
        if isinstance(event, GroupReported):
            waiting[event.reporting_number].add(event.waiting)
    assert all(len(figures) > 1 for figures in waiting.values())
    assert len(waiting) == 4


@pytest.mark.parametrize("chunking", list(Chunking))
def test_a_shift_gives_the_same_events_in_every_chunking(chunking: Chunking) -> None:
    records = played(PLAN, 600)
    decoder = Decoder()
    events = [
        event
        for chunk in chunks(records, chunking, random.Random(5))
        for event in decoder.receive_data(chunk)
    ]
    assert events == events_of(records)
    assert decoder.unread.total == 0
