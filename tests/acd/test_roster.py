"""The agents on a board, their order and their headings."""

from collections.abc import Callable
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import AgentState
from desktop.acd.connection import Freshness
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.floor import Floor
from desktop.acd.limits import Level, Limit, Limits
from desktop.acd.moment import Moment
from desktop.acd.roster import Roster, RosterChange, RosterRow
from desktop.acd.selection import AgentGrouping, AgentOrder, Selection
from desktop.acd.summary import AgentCounter
from desktop.protocol.decoder import Decoder
from tests.support import START, Clock, call, wire

NAMES = Directory(
    MappingProxyType(
        {
            "6001": DirectoryEntry("Zoe", ("610",)),
            "6002": DirectoryEntry("anna", ("610", "611")),
            "6003": DirectoryEntry("Ben", ("Night",)),
        }
    ),
    MappingProxyType({"610": DirectoryEntry("Sales"), "611": DirectoryEntry("Support")}),
)
LIMITS = Limits(states=MappingProxyType({AgentState.MAKE_BUSY: Limit(60, 120)}))


class StaffedFloor:
    """A floor and a roster over it, as a board has them."""

    def __init__(self, clock: Clock, choice: Selection = Selection(), directory: Directory = NAMES) -> None:
        self.clock = clock
        self.floor = Floor()
        self.stale: Moment | None = None
        self.roster = Roster(self.floor, Freshness(clock, lambda _: self.stale))
        self.roster.show(choice, directory, LIMITS)

    def hear(self, *records: str) -> RosterChange:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self.clock.now)
        return self.roster.update(changes.agents)

    @property
    def shown(self) -> list[str]:
        return [row.agent_id or f"[{row.section[-1]}]" for row in self.roster.rows]


FOUR = (call("A", "6001"), call("A", "6002"), call("A", "6003"), call("A", "6004"))


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        (AgentOrder.ID, ["6001", "6002", "6003", "6004"]),
        (AgentOrder.NAME, ["6004", "6002", "6003", "6001"]),
        (AgentOrder.STATE, ["6003", "6002", "6004", "6001"]),
        # In make busy longer than the limit.
        (AgentOrder.TROUBLE, ["6002", "6003", "6004", "6001"]),
        # The time since a logout has no limit.
        (AgentOrder.TIME, ["6004", "6002", "6003", "6001"]),
    ],
)
def test_agents_are_in_the_order_chosen(clock: Clock, order: AgentOrder, shown: list[str]) -> None:
    staffed = StaffedFloor(clock, Selection(order=order))
    staffed.hear(*FOUR)
    clock.go_on(10)
    staffed.hear(call("E", "6002", "07"))
    clock.go_on(100)
    staffed.hear(call("G", "6003", "01", number="P860"), call("B", "6001"))
    staffed.roster.update(staffed.roster.due())
    assert staffed.shown == shown


def test_only_the_picked_agents_are_shown(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(agents=frozenset({"6001", "6004"}), order=AgentOrder.ID))
    staffed.hear(*FOUR)
    assert staffed.shown == ["6001", "6004"]


def test_of_a_picked_group_its_members_in_the_directory_are_shown(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(groups=frozenset({"611"}), order=AgentOrder.ID))
    staffed.hear(*FOUR)
    assert staffed.shown == ["6002"]


def test_of_a_picked_group_without_members_everyone_is_shown(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(groups=frozenset({"999"}), order=AgentOrder.ID))
    staffed.hear(*FOUR)
    assert staffed.shown == ["6001", "6002", "6003", "6004"]


def test_logged_out_agents_may_be_counted_and_not_shown(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(logged_out=False, order=AgentOrder.ID))
    tally = AgentCounter(staffed.floor.agents, staffed.roster.counts_agent)
    staffed.hear(*FOUR, call("B", "6001"))
    tally.update(staffed.floor.agents)
    assert staffed.shown == ["6002", "6003", "6004"]
    assert sum(tally.counts.values()) == 4
    staffed.hear(call("A", "6001"))
    assert staffed.shown[0] == "6001"


def test_agents_stand_under_each_of_their_groups(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(grouping=AgentGrouping.GROUP, order=AgentOrder.ID))
    staffed.hear(*FOUR)
    assert staffed.shown == ["[610]", "6001", "6002", "[611]", "6002", "[Night]", "6003", "[]", "6004"]
    (heading, *_) = staffed.roster.rows
    assert list(staffed.roster.members(heading)) == ["6001", "6002"]


def test_a_heading_goes_with_the_last_of_its_agents(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(grouping=AgentGrouping.STATE, order=AgentOrder.ID))
    staffed.hear(call("A", "6001"), call("E", "6002", "07"))
    assert len(staffed.shown) == 4
    staffed.hear(call("F", "6002"))
    assert [row.is_heading for row in staffed.roster.rows] == [True, False, False]


def test_time_alone_brings_an_agent_to_the_front(clock: Clock) -> None:
    staffed = StaffedFloor(clock)
    staffed.hear(call("A", "6001"), call("G", "6001", "01"), call("A", "6002"), call("E", "6002", "07"))
    assert staffed.shown == ["6001", "6002"]
    clock.go_on(59)
    assert staffed.roster.due() == frozenset()
    clock.go_on(1)
    assert staffed.roster.due() == {"6002"}
    assert staffed.roster.update({"6002"}).moved == range(2)
    assert staffed.shown == ["6002", "6001"]
    assert staffed.roster.level("6002") is Level.ATTENTION
    clock.go_on(60)
    assert staffed.roster.due() == {"6002"}
    staffed.roster.update({"6002"})
    assert staffed.roster.level("6002") is Level.TROUBLE
    clock.go_on(9999)
    assert staffed.roster.due() == frozenset()


def test_old_figures_are_no_trouble(clock: Clock) -> None:
    staffed = StaffedFloor(clock)
    staffed.hear(call("A", "6002"), call("E", "6002", "07"))
    clock.go_on(300)
    staffed.stale = START
    staffed.roster.rebuild()
    assert staffed.roster.level("6002") is Level.NONE


def test_due_times_do_not_accumulate(clock: Clock) -> None:
    staffed = StaffedFloor(clock)
    staffed.hear(call("A", "6002"))
    for _ in range(500):
        staffed.hear(call("E", "6002", "07"))
        staffed.hear(call("F", "6002"))
    assert len(staffed.roster._due) < 100


RECORDS: list[Callable[[str], str]] = [
    lambda agent: call("A", agent),
    lambda agent: call("B", agent),
    lambda agent: call("G", agent, "01", number="P860"),
    lambda agent: call("E", agent, "07"),
    lambda agent: call("F", agent),
    lambda agent: call("T", agent),
]


def assert_stays_outside(moved: range, before: list[RosterRow], after: list[RosterRow]) -> None:
    """Check that no row outside the range moved."""
    assert before[: moved.start] == after[: moved.start]
    assert before[moved.stop :] == after[moved.stop :]
    assert moved or before == after


def test_a_change_names_the_agents_and_their_headings(clock: Clock) -> None:
    staffed = StaffedFloor(clock, Selection(grouping=AgentGrouping.STATE, order=AgentOrder.ID))
    staffed.hear(call("A", "6001"), call("A", "6002"), call("E", "6003", "07"))
    change = staffed.hear(call("E", "6001", "07"))
    headings = {row.section for row in change.rows if row.is_heading}
    assert len(headings) == 2
    assert [row.agent_id for row in change.rows if not row.is_heading] == ["6001"]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(AgentOrder),
    st.sampled_from(AgentGrouping),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 5), st.integers(6001, 6006), st.integers(0, 90)), max_size=30),
)
def test_the_order_kept_step_by_step_equals_a_fresh_sort(
    order: AgentOrder,
    grouping: AgentGrouping,
    logged_out: bool,  # noqa: FBT001 - drawn
    steps: list[tuple[int, int, int]],
) -> None:
    clock = Clock()
    choice = Selection(order=order, grouping=grouping, logged_out=logged_out)
    staffed = StaffedFloor(clock, choice)
    tally = AgentCounter(staffed.floor.agents, staffed.roster.counts_agent)
    for kind, agent, seconds in steps:
        clock.go_on(seconds)
        before = list(staffed.roster.rows)
        change = staffed.hear(RECORDS[kind](str(agent)))
        assert_stays_outside(change.moved, before, staffed.roster.rows)
        told = {row for row in staffed.roster.rows if row.agent_id == str(agent)}
        assert not change.rows or told <= set(change.rows)
        tally.update({str(agent)} & staffed.floor.agents.keys())
        staffed.roster.update(staffed.roster.due())
        anew = Roster(staffed.floor, Freshness(clock))
        anew.show(choice, NAMES, LIMITS)
        assert staffed.roster.rows == anew.rows
        counted = {key: count for key, count in tally.counts.items() if count}
        assert counted == {
            key: count for key, count in AgentCounter(staffed.floor.agents).counts.items() if count
        }
