"""The floor: changes, the files for other programs, and the state restored after a restart."""

import dataclasses
import json
import pathlib

import pytest

from desktop.acd.agent import AgentState, DataWord
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueKind, QueueText
from desktop.acd.selection import QueueSelection, Selection
from desktop.acd.snapshot import DataSnapshot
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import Event
from tests.support import START, call, floor_after, group, path, summary_of, wire

CAPTURES = pathlib.Path(__file__).parent.parent / "captures"
LATER = Moment(START.steady_s + 30, START.wall_s + 30)


def heard(*records: str) -> tuple[Event, ...]:
    events = Decoder().receive_data(wire(*records))
    assert len(events) == len(records)
    return events


def test_a_new_floor_is_empty() -> None:
    floor = Floor()
    assert floor.agents == {}
    assert floor.queues == {QueueKind.GROUP: {}, QueueKind.PATH: {}}
    assert floor.snapshot() == DataSnapshot()


# Changes


@pytest.mark.parametrize(
    ("before", "records", "changes"),
    [
        pytest.param([], [], Changes(), id="nothing heard"),
        pytest.param([], ["74R13024320140115"], Changes(), id="a refresh report"),
        pytest.param([], [call("E", "")], Changes(), id="a set with no agent"),
        pytest.param([], [call("A")], Changes(agents=frozenset({"6001"}), data=True), id="a first login"),
        pytest.param(
            [],
            [call("A"), call("A", "6002")],
            Changes(agents=frozenset({"6001", "6002"}), data=True),
            id="two agents",
        ),
        pytest.param(
            [call("A")],
            [call("T")],
            Changes(agents=frozenset({"6001"})),
            id="ringing, which the data file does not say",
        ),
        pytest.param([call("A"), call("F")], [call("F")], Changes(), id="a record that says nothing new"),
        pytest.param(
            [call("A"), call("G", button="01")],
            [call("N", button="01")],
            Changes(agents=frozenset({"6001"})),
            id="a hold, busy as before",
        ),
        pytest.param(
            [call("A")],
            [call("G", button="01"), call("J", button="01")],
            Changes(agents=frozenset({"6001"}), data=True),
            id="a call that has come and gone",
        ),
        pytest.param(
            [call("J")],
            [call("G", button="01"), call("J", button="01")],
            Changes(agents=frozenset({"6001"}), data=True),
            id="a call that has come and gone and left idle as before",
        ),
        pytest.param(
            [call("A")],
            [call("G", button="01"), call("T")],
            Changes(agents=frozenset({"6001"}), data=True),
            id="a call, then ringing, which the data file does not say",
        ),
        pytest.param(
            [], [group("610", 1)], Changes(groups=frozenset({"610"}), data=True), id="a first group report"
        ),
        pytest.param(
            [], [path("860", 1)], Changes(paths=frozenset({"860"}), data=True), id="a first path report"
        ),
        pytest.param(
            [group("610", 1)],
            [group("610", 2)],
            Changes(groups=frozenset({"610"}), data=True),
            id="other figures",
        ),
        pytest.param(
            [group("610", 1)],
            [group("610", 1)],
            Changes(groups=frozenset({"610"})),
            id="the same figures, reported again",
        ),
        pytest.param(
            [group("610", 1)],
            [path("610", 1)],
            Changes(paths=frozenset({"610"}), data=True),
            id="a path with a group's number and figures",
        ),
    ],
)
def test_apply_returns_what_changed(before: list[str], records: list[str], changes: Changes) -> None:
    floor = floor_after(*before)
    assert floor.apply(heard(*records), LATER) == changes


def test_changes_are_true_when_there_are_any() -> None:
    assert not Changes()
    assert Changes(agents=frozenset({"6001"}))
    assert Changes(groups=frozenset({"610"}))
    assert Changes(paths=frozenset({"610"}))


def test_changes_add_up() -> None:
    one = Changes(frozenset({"6001"}), frozenset({"610"}), frozenset())
    other = Changes(frozenset({"6002"}), frozenset({"610"}), frozenset({"860"}), data=True)
    both = Changes(frozenset({"6001", "6002"}), frozenset({"610"}), frozenset({"860"}), data=True)
    assert one | other == both
    assert other | one == both
    assert one | Changes() == one


def test_agent_ids_that_differ_in_zeros_or_an_asterisk_are_different_agents() -> None:
    floor = floor_after(call("A", "1"), call("A", "01"), call("A", "*1"), call("B", "01"))
    assert {key: agent.shown.state for key, agent in floor.agents.items()} == {
        "1": AgentState.IDLE,
        "01": AgentState.LOGGED_OUT,
        "*1": AgentState.IDLE,
    }


def test_a_set_with_no_agent_makes_no_agent() -> None:
    assert floor_after(*[call(code, "") for code in "ABCDEFGHIJLMNOPSTU"]).agents == {}


# Queues


def test_a_group_and_a_path_with_the_same_number_are_different_things() -> None:
    floor = floor_after(group("610", 1, 5, "0130"), path("610", 2, 6, "0245"))
    assert floor.queues[QueueKind.GROUP]["610"].text == QueueText("001", "005", "0130")
    assert floor.queues[QueueKind.PATH]["610"].text == QueueText("002", "006", "0245")
    assert floor.queues[QueueKind.GROUP]["610"].kind is QueueKind.GROUP
    assert floor.queues[QueueKind.PATH]["610"].kind is QueueKind.PATH


def test_a_report_with_the_same_figures_is_still_a_newer_report() -> None:
    floor = floor_after(group("610", 1))
    floor.apply(heard(group("610", 1)), LATER)
    assert floor.queues[QueueKind.GROUP]["610"].received == LATER


@pytest.mark.parametrize(
    ("records", "choice", "kinds"),
    [
        ([], QueueSelection.AUTO, (QueueKind.PATH,)),
        ([path("860", 1)], QueueSelection.AUTO, (QueueKind.PATH,)),
        ([group("610", 1)], QueueSelection.AUTO, (QueueKind.GROUP,)),
        ([path("860", 1), group("610", 1)], QueueSelection.AUTO, (QueueKind.GROUP,)),
        ([path("860", 1)], QueueSelection.GROUPS, (QueueKind.GROUP,)),
        ([group("610", 1)], QueueSelection.PATHS, (QueueKind.PATH,)),
        ([], QueueSelection.BOTH, (QueueKind.GROUP, QueueKind.PATH)),
    ],
)
def test_which_kinds_of_queue_a_board_shows(
    records: list[str], choice: QueueSelection, kinds: tuple[QueueKind, ...]
) -> None:
    assert floor_after(*records).kinds_shown(Selection(choice)) == kinds


@pytest.mark.parametrize(
    ("choice", "waiting", "longest_s"),
    [
        pytest.param(QueueSelection.AUTO, 3, 90, id="auto counts the groups"),
        pytest.param(QueueSelection.GROUPS, 3, 90, id="groups"),
        pytest.param(QueueSelection.PATHS, 5, 120, id="paths"),
        pytest.param(QueueSelection.BOTH, 3, 90, id="both counts a caller once, in the groups"),
    ],
)
def test_the_summary_counts_the_callers_of_the_queues_shown(
    choice: QueueSelection, waiting: int, longest_s: float
) -> None:
    floor = floor_after(
        group("610", 1, longest="0010"), group("611", 2, longest="0130"), path("610", 5, longest="0200")
    )
    summary = summary_of(floor, choice)
    assert (summary.waiting, summary.longest_s) == (waiting, longest_s)


def test_the_summary_of_both_counts_the_paths_where_no_group_reports() -> None:
    summary = summary_of(floor_after(path("860", 5, longest="0200")), QueueSelection.BOTH)
    assert (summary.waiting, summary.longest_s) == (5, 120)


def test_the_summary_counts_every_agent() -> None:
    floor = floor_after(call("A"), call("E", "6002"), call("B", "6003"), call("G", "6004", "01"))
    summary = summary_of(floor)
    assert (summary.free, summary.out_of_reach, summary.logged_out, summary.acd) == (1, 1, 1, 1)


# The content of mitel_data.json


def test_a_snapshot_holds_the_present_state() -> None:
    floor = floor_after(
        call("A"), call("G", "6002", "01"), call("L", "6003"), call("B", "6004"), call("J", "6005")
    )
    floor.apply(heard(group("610", 1, 5, "0130"), path("610", 2, 6, "0245")), LATER)
    snapshot = floor.snapshot()
    assert snapshot.agents == {"6001": "in", "6002": "busy", "6003": "timer", "6004": "out", "6005": "idle"}
    assert snapshot.groups == {"610": QueueText("001", "005", "0130")}
    assert snapshot.paths == {"610": QueueText("002", "006", "0245")}
    assert snapshot.last_update == LATER.wall_s


def test_a_snapshot_does_not_change_with_the_floor() -> None:
    floor = floor_after(call("A"), group("610", 1))
    snapshot = floor.snapshot()
    floor.apply(heard(call("B"), call("A", "6002"), group("610", 2), path("860", 1)), LATER)
    assert snapshot.agents == {"6001": "in"}
    assert snapshot.groups == {"610": QueueText("001", "005", "0000")}
    assert snapshot.paths == {}
    assert snapshot.last_update == START.wall_s


@pytest.mark.parametrize(
    "record",
    [call("T"), group("610", 1), "74R13024320140115", call("E", "")],
    ids=["T", "K", "R", "no agent"],
)
def test_a_record_that_changes_no_data_leaves_its_time(record: str) -> None:
    floor = floor_after(call("A"), group("610", 1))
    floor.apply(heard(record), LATER)
    assert floor.snapshot().last_update == START.wall_s


@pytest.mark.parametrize("record", [call("B"), group("610", 2), path("610", 1)], ids=["B", "K", "Q"])
def test_a_record_that_changes_data_sets_its_time(record: str) -> None:
    floor = floor_after(call("A"), group("610", 1))
    floor.apply(heard(record), LATER)
    assert floor.snapshot().last_update == LATER.wall_s


# Restored state


RESTORED = DataSnapshot(
    agents={"6001": DataWord.BUSY, "6002": DataWord.OUT},
    groups={"610": QueueText("001", "005", "0130")},
    paths={"610": QueueText("002", "006", "0245")},
    last_update=1_700_000_000.5,
)


def test_a_restored_floor_gives_other_programs_the_file_s_content() -> None:
    floor = Floor()
    floor.restore(RESTORED)
    assert floor.snapshot() == RESTORED


def test_nothing_of_a_restored_floor_is_confirmed() -> None:
    floor = Floor()
    floor.restore(RESTORED)
    assert [agent.shown.state for agent in floor.agents.values()] == [AgentState.UNKNOWN] * 2
    assert not any(agent.shown.confirmed for agent in floor.agents.values())
    assert not any(queue.confirmed for queues in floor.queues.values() for queue in queues.values())
    assert summary_of(floor).unknown == 2


def test_a_record_confirms_what_it_names_and_leaves_the_rest_restored() -> None:
    floor = Floor()
    floor.restore(RESTORED)
    changes = floor.apply(heard(call("J"), group("610", 1, 5, "0130")), START)
    assert changes == Changes(frozenset({"6001"}), frozenset({"610"}), data=True)
    assert floor.agents["6001"].shown.confirmed
    assert not floor.agents["6002"].shown.confirmed
    assert floor.queues[QueueKind.GROUP]["610"].confirmed
    assert not floor.queues[QueueKind.PATH]["610"].confirmed
    assert floor.snapshot().agents == {"6001": "idle", "6002": "out"}


def test_a_record_that_confirms_the_restored_word_leaves_the_data_as_it_is() -> None:
    floor = Floor()
    floor.restore(RESTORED)
    assert floor.apply(heard(call("B", "6002")), START) == Changes(agents=frozenset({"6002"}))
    assert floor.snapshot() == RESTORED


def test_after_a_loss_of_the_line_nothing_is_confirmed_until_it_is_named_again() -> None:
    floor = floor_after(call("A"), call("E", "6002"), group("610", 3), path("610", 4))
    before = floor.snapshot()
    assert floor.mark_unconfirmed() == Changes(
        frozenset({"6001", "6002"}), frozenset({"610"}), frozenset({"610"})
    )
    assert floor.snapshot() == before
    assert not any(agent.shown.confirmed for agent in floor.agents.values())
    assert floor.agents["6002"].shown.state is AgentState.MAKE_BUSY
    assert floor.apply(heard(call("E", "6002")), START).agents == {"6002"}
    assert floor.agents["6002"].shown.confirmed
    assert not floor.agents["6001"].shown.confirmed
    floor.apply(heard(path("610", 4)), START)
    assert floor.queues[QueueKind.PATH]["610"].confirmed
    assert not floor.queues[QueueKind.GROUP]["610"].confirmed


def test_agents_beyond_the_bound_are_counted_and_not_kept() -> None:
    floor = Floor(most_agents=2)
    changes = floor.apply(heard(call("A", "1"), call("A", "2"), call("A", "3"), call("B", "1")), START)
    assert changes.agents == {"1", "2"}
    assert set(floor.agents) == {"1", "2"}
    assert floor.refused == 1


def test_another_phone_system_begins_with_an_empty_floor() -> None:
    floor = floor_after(call("A"), group("610", 3), path("610", 4))
    floor.forget("", START)
    assert floor.snapshot() == DataSnapshot(last_update=START.wall_s)


def test_reported_queues_replace_those_of_the_last_file() -> None:
    floor = Floor()
    floor.restore(RESTORED)
    assert floor.kinds_shown(Selection(QueueSelection.AUTO)) == (QueueKind.GROUP,)
    floor.apply(heard(path("860", 4)), START)
    assert floor.kinds_shown(Selection(QueueSelection.AUTO)) == (QueueKind.PATH,)
    floor.apply(heard(group("611", 4)), START)
    assert floor.kinds_shown(Selection(QueueSelection.AUTO)) == (QueueKind.GROUP,)


def test_a_snapshot_restored_gives_the_same_snapshot() -> None:
    snapshot = floor_after(call("A"), call("E", "6002"), group("007", 3), path("007", 4)).snapshot()
    floor = Floor()
    floor.restore(snapshot)
    assert floor.snapshot() == snapshot


# A captured stream


@pytest.mark.parametrize("length", [1, 7, 100, 100_000])
def test_the_captured_stream_leads_to_the_expected_floor(length: int) -> None:
    stream = (CAPTURES / "floor-24.rte").read_bytes()
    expected = json.loads((CAPTURES / "floor-24.expected.json").read_text(encoding="utf-8"))
    decoder = Decoder()
    floor = Floor()
    for start in range(0, len(stream), length):
        floor.apply(decoder.receive_data(stream[start : start + length]), START)
    assert decoder.unread.total == 0
    snapshot = floor.snapshot()
    assert snapshot.agents == expected["mitel_data"]["agents"]
    for texts, name in ((snapshot.groups, "groups"), (snapshot.paths, "paths")):
        assert {
            number: {"longestwait" if key == "longest" else key: value for key, value in fields.items()}
            for number, fields in ((number, dataclasses.asdict(text)) for number, text in texts.items())
        } == expected["mitel_data"][name]
    assert {key: agent.shown.state.value for key, agent in floor.agents.items()} == expected["shown"]


NORTH, SOUTH = "north:15373", "south:15373"


def take(floor: Floor, source: str, *records: str, at: Moment = START) -> Changes:
    return floor.apply(Decoder().receive_data(wire(*records)), at, source)


def test_of_two_phone_systems_records_of_an_agent_the_newest_counts() -> None:
    floor = Floor()
    take(floor, NORTH, call("A", "6001"), call("E", "6002"))
    changes = take(floor, SOUTH, call("B", "6001"))
    assert changes.agents == {"6001"}
    assert floor.agents["6001"].shown.state is AgentState.LOGGED_OUT
    assert floor.agents["6001"].shown.source == SOUTH
    assert floor.agents["6002"].shown.source == NORTH


def test_an_agent_who_registers_on_another_phone_system_leaves_the_calls_of_the_first_set() -> None:
    floor = Floor()
    take(floor, NORTH, call("A", "6001"), call("C", "6001"), call("G", "6001", "02"), call("N", "6001", "02"))
    take(floor, SOUTH, call("J", "6001", "05"))
    # Do not disturb stays until it is removed, wherever the agent is.
    states = [floor.agents["6001"].shown.state]
    take(floor, SOUTH, call("D", "6001"))
    states.append(floor.agents["6001"].shown.state)
    assert states == [AgentState.DO_NOT_DISTURB, AgentState.IDLE]


def test_losing_one_of_several_phone_systems_marks_only_its_own_figures() -> None:
    floor = Floor()
    take(floor, NORTH, call("A", "6001"), call("A", "6002"), group("610", 1), path("860", 1))
    take(floor, SOUTH, call("A", "6003"), call("A", "6002"), group("620", 1))
    changes = floor.mark_unconfirmed(NORTH)
    assert changes == Changes(frozenset({"6001"}), frozenset({"610"}), frozenset({"860"}))
    confirmed = {agent_id for agent_id, agent in floor.agents.items() if agent.shown.confirmed}
    assert confirmed == {"6002", "6003"}
    assert floor.queues[QueueKind.GROUP]["620"].confirmed
    assert not floor.queues[QueueKind.PATH]["860"].confirmed


def test_a_number_reported_by_two_phone_systems_is_kept_for_each_and_the_file_has_the_newest() -> None:
    floor = Floor()
    take(floor, NORTH, group("610", 1), path("610", 7))
    changes = take(floor, SOUTH, group("610", 4), at=Moment(START.steady_s + 1, START.wall_s + 1))
    groups = floor.queues[QueueKind.GROUP]
    assert {(queue.source, queue.waiting) for queue in groups.values()} == {(NORTH, 1), (SOUTH, 4)}
    # From now on the first one's card names its phone system.
    assert changes.groups == set(groups)
    assert all(floor.is_shared(queue) for queue in groups.values())
    assert not floor.is_shared(floor.queues[QueueKind.PATH]["610"])
    assert floor.snapshot().groups["610"].waiting == "004"
    assert set(floor.snapshot().groups) == {"610"}
    assert summary_of(floor, QueueSelection.GROUPS).waiting == 5
    take(floor, NORTH, group("610", 2), at=Moment(START.steady_s + 2, START.wall_s + 2))
    assert floor.snapshot().groups["610"].waiting == "002"


def test_figures_that_become_the_newest_again_change_the_file() -> None:
    floor = Floor()
    take(floor, NORTH, group("610", 2))
    assert take(floor, SOUTH, group("610", 4), at=Moment(START.steady_s + 1, START.wall_s + 1)).data
    assert take(floor, NORTH, group("610", 2), at=Moment(START.steady_s + 2, START.wall_s + 2)).data
    assert floor.snapshot().groups["610"].waiting == "002"
    assert floor.snapshot().last_update == START.wall_s + 2
    assert not take(floor, NORTH, group("610", 2), at=Moment(START.steady_s + 3, START.wall_s + 3)).data


def test_figures_of_the_last_file_become_those_of_the_first_phone_system_that_reports_them() -> None:
    floor = Floor()
    floor.restore(DataSnapshot(groups={"610": QueueText("009", "001", "0100")}))
    take(floor, SOUTH, group("610", 4))
    assert {queue.source for queue in floor.queues[QueueKind.GROUP].values()} == {SOUTH}


def test_forgetting_a_phone_system_leaves_what_another_reported() -> None:
    floor = Floor()
    take(floor, NORTH, call("A", "6001"), group("610", 1))
    take(floor, SOUTH, call("A", "6002"), group("610", 4))
    floor.forget(NORTH, START)
    assert set(floor.agents) == {"6002"}
    assert [queue.waiting for queue in floor.queues[QueueKind.GROUP].values()] == [4]
    take(floor, SOUTH, group("610", 5))
    assert [queue.waiting for queue in floor.queues[QueueKind.GROUP].values()] == [5]
    assert not floor.is_shared(floor.queues[QueueKind.GROUP]["610"])
