"""The floor summed up: every agent once, every caller of the queues given."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import Agent
from desktop.acd.connection import Freshness
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind, QueueText
from desktop.acd.selection import QueueSelection
from desktop.acd.summary import AgentCounter, AgentCounts, FloorSummary, summarize
from desktop.protocol.decoder import Decoder
from tests.support import START, call, floor_after, group, summary_of, wire

IN_EACH_STATE = {
    "ringing": ["T"],
    "on an ACD call": ["G"],
    "on a held ACD call": ["G", "N"],
    "on a personal call": ["H"],
    "on a held personal call": ["H", "N"],
    "on an outbound call": ["I"],
    "on a held outbound call": ["I", "N"],
    "in work timer": ["L"],
    "in do not disturb": ["C"],
    "in make busy": ["E"],
    "free": ["A"],
    "logged out": ["B"],
}


def agents_in(*states: str) -> list[Agent]:
    return [
        agent
        for state in states
        for agent in floor_after(*[call(code, button="01") for code in IN_EACH_STATE[state]]).agents.values()
    ]


def counted(agents: Sequence[Agent]) -> AgentCounts:
    return AgentCounter({str(number): agent for number, agent in enumerate(agents)}).counts


def queue(waiting: int, longest: str, received: Moment | None = START) -> Queue:
    text = QueueText(f"{waiting:03d}", "005", longest)
    return Queue(QueueKind.GROUP, "610", text, received, confirmed=received is not None, source=PBX)


NOW = Freshness(lambda: START)
PBX = "pbx:15373"


def test_an_empty_floor_is_all_zeros() -> None:
    assert summarize({}, [], NOW) == FloorSummary()
    assert FloorSummary().longest_s is None


@pytest.mark.parametrize(
    ("state", "summary"),
    [
        ("ringing", FloorSummary(ringing=1)),
        ("on an ACD call", FloorSummary(acd=1)),
        ("on a held ACD call", FloorSummary(acd=1)),
        ("on a personal call", FloorSummary(other_calls=1)),
        ("on a held personal call", FloorSummary(other_calls=1)),
        ("on an outbound call", FloorSummary(other_calls=1)),
        ("on a held outbound call", FloorSummary(other_calls=1)),
        ("in work timer", FloorSummary(work_timer=1)),
        ("in do not disturb", FloorSummary(out_of_reach=1)),
        ("in make busy", FloorSummary(out_of_reach=1)),
        ("free", FloorSummary(free=1)),
        ("logged out", FloorSummary(logged_out=1)),
    ],
)
def test_an_agent_counts_in_one_figure(state: str, summary: FloorSummary) -> None:
    assert summarize(counted(agents_in(state)), [], NOW) == summary


def test_an_agent_without_records_is_unknown() -> None:
    assert summarize(counted([Agent("6001")]), [], NOW) == FloorSummary(unknown=1)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(sorted(IN_EACH_STATE)), max_size=12), st.integers(0, 3))
def test_the_agent_figures_add_up_to_all_agents(states: list[str], unknown: int) -> None:
    agents = agents_in(*states) + [Agent(str(i)) for i in range(unknown)]
    s = summarize(counted(agents), [], NOW)
    figures = (s.free, s.ringing, s.acd, s.other_calls, s.work_timer, s.out_of_reach, s.logged_out, s.unknown)
    assert sum(figures) == len(agents)
    assert s.on_calls == s.acd + s.other_calls


def test_calls_of_all_kinds_count_together() -> None:
    assert summarize(counted(agents_in("on an ACD call", "on a held personal call")), [], NOW).on_calls == 2


@pytest.mark.parametrize(
    ("queues", "waiting", "longest_s"),
    [
        pytest.param([queue(0, "0000")], 0, None, id="nobody waits"),
        pytest.param([queue(2, "0130")], 2, 100, id="one queue, counting on"),
        pytest.param([queue(2, "0130"), queue(3, "0045")], 5, 100, id="the longest is in the first"),
        pytest.param([queue(2, "0045"), queue(3, "0130")], 5, 100, id="the longest is in the last"),
        pytest.param([queue(2, "0045"), queue(0, "0130")], 2, 55, id="a queue where nobody waits"),
        pytest.param([queue(1, "0000")], 1, 10, id="a caller who just came"),
        pytest.param([queue(1, "0000", None), queue(2, "0010")], 2, 20, id="a queue of the last file"),
    ],
)
def test_callers_of_all_queues_count_together(
    queues: list[Queue], waiting: int, longest_s: float | None
) -> None:
    summary = summarize({}, queues, at(10))
    assert (summary.waiting, summary.longest_s) == (waiting, longest_s)


def test_callers_from_before_a_loss_are_unconfirmed() -> None:
    summary = summarize({}, [replace(queue(4, "0045"), confirmed=False), queue(3, "0030")], at(60))
    assert (summary.waiting, summary.confirmed_waiting, summary.longest_s) == (7, 3, 90)
    assert summary.queues_unconfirmed
    summary = summarize({}, [replace(queue(4, "0045"), confirmed=False)], at(60))
    assert (summary.waiting, summary.confirmed_waiting, summary.longest_s) == (4, 0, 45)


def test_a_lost_phone_system_s_figures_do_not_count_while_another_is_live() -> None:
    floor = Floor()
    for source, agent_id in (("north", "6001"), ("south", "7001")):
        floor.apply(Decoder().receive_data(wire(call("A", agent_id), group("610", 3))), START, source)

    def summary(*lost: str) -> FloorSummary:
        since = dict.fromkeys(lost, START) | ({"": START} if len(lost) == 2 else {})
        return summary_of(floor, QueueSelection.GROUPS, Freshness(lambda: at(60).clock(), since.get))

    assert (summary().waiting, summary().free, summary().unknown) == (6, 2, 0)
    assert (summary("south").waiting, summary("south").free, summary("south").unknown) == (3, 1, 1)
    # While no line is live, everything known is shown as it was.
    assert (summary("north", "south").waiting, summary("north", "south").free) == (6, 2)
    assert summary("north", "south").longest_s == 0


def at(seconds: float) -> Freshness:
    return Freshness(lambda: Moment(START.steady_s + seconds, START.wall_s + seconds))
