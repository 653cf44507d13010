"""When an alert opens and ends: the floor against the rules, with delays and dead bands."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import AgentState
from desktop.acd.alerts.alert import AlertEvent, EventKind, Subject, SubjectKind
from desktop.acd.alerts.hours import EVERY_DAY, Hours, Span
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.alerts.subjects import FileFault
from desktop.acd.directory import Directory
from desktop.acd.limits import Level, Limit, Limits
from tests.acd.alerts.watched import LIMITS, NAMES, PBX, WatchedFloor
from tests.support import call, group, path

CALLERS = Rule("callers", Condition.CALLERS_WAITING, limit=5)
LONGEST = Rule("longest", Condition.LONGEST_WAITING, limit=90)
NOBODY = Rule("nobody", Condition.NOBODY_FREE)
LAST = Rule("last", Condition.LAST_FREE_GONE)
WHILE_FREE = Rule("while free", Condition.WAITING_WHILE_FREE, limit=60)


def longest(seconds: int) -> str:
    return f"{seconds // 60:02d}{seconds % 60:02d}"


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (CALLERS, [(0, 4), (15, 5), (30, 4)], [(15, "opened"), (30, "ended")]),
        (CALLERS, [(0, 4), (15, 4), (30, 4)], []),
        # The delay before it starts: the condition must hold throughout.
        (replace(CALLERS, start_after_s=30), [(0, 5), (15, 4), (30, 5), (45, 5), (59, 4)], []),
        (
            replace(CALLERS, start_after_s=30),
            [(0, 0), (15, 5), (30, 6), (60, 6), (75, 0)],
            [(45, "opened"), (75, "ended")],
        ),
        # The delay before it ends: a condition that returns within it is the same alert.
        (
            replace(CALLERS, end_after_s=40),
            [(0, 5), (15, 4), (30, 5), (45, 4), (60, 4), (90, 4)],
            [(0, "opened"), (85, "ended")],
        ),
        # The dead band: within it an alert neither opens nor ends.
        (
            replace(CALLERS, dead_band=2),
            [(0, 5), (15, 4), (30, 3), (45, 5), (60, 2), (75, 4), (90, 5)],
            [(0, "opened"), (60, "ended"), (90, "opened")],
        ),
        # A dead band wider than the limit: with nobody waiting the alert ends in any case.
        (replace(CALLERS, limit=1, dead_band=3), [(0, 1), (15, 0)], [(0, "opened"), (15, "ended")]),
    ],
)
def test_figures_open_and_end_alerts(
    rule: Rule, values: list[tuple[int, int]], expected: list[tuple[int, str]]
) -> None:
    watched = WatchedFloor(rule)
    for second, waiting in values:
        watched.go_to(second)
        watched.hear(group("610", waiting))
    watched.go_on(60)
    assert watched.said == expected


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(4, 9)), min_size=8, max_size=80),
    st.integers(0, 60),
)
def test_a_value_that_swings_inside_the_dead_band_makes_one_alert_and_one_end(
    swings: list[tuple[int, int]], end_after_s: int
) -> None:
    watched = WatchedFloor(replace(CALLERS, dead_band=2, end_after_s=end_after_s))
    watched.hear(group("610", 5))
    while watched.now.steady_s - watched.began_s < 300:
        for pause_s, waiting in swings:
            watched.go_on(pause_s)
            watched.hear(group("610", max(3, waiting - 1)))
    watched.hear(group("610", 0))
    watched.go_on(100)
    assert [what for _, what in watched.said] == ["opened", "ended"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 9)), max_size=60),
    st.sampled_from([0, 10, 45]),
    st.sampled_from([0, 10, 45]),
    st.integers(0, 3),
)
def test_openings_and_ends_alternate_and_respect_the_delays(
    steps: list[tuple[int, int]], start_after_s: int, end_after_s: int, dead_band: int
) -> None:
    rule = replace(CALLERS, start_after_s=start_after_s, end_after_s=end_after_s, dead_band=dead_band)
    watched = WatchedFloor(rule)
    heard: list[tuple[float, int]] = []
    for pause_s, waiting in steps:
        watched.go_on(pause_s)
        heard.append((watched.now.steady_s, waiting))
        watched.hear(group("610", waiting))
    watched.go_on(60)
    kinds = [each.kind for each in watched.happened]
    assert kinds == [EventKind.OPENED if index % 2 == 0 else EventKind.ENDED for index in range(len(kinds))]
    for each in watched.happened:
        delay_s = start_after_s if each.kind is EventKind.OPENED else end_after_s
        within = _held_within(heard, each, delay_s)
        if each.kind is EventKind.OPENED:
            assert min(within) >= 5
        else:
            assert max(within) < max(5 - dead_band, 1)


def _held_within(heard: list[tuple[float, int]], happening: AlertEvent, delay_s: float) -> list[int]:
    """Return every value that held within the delay before."""
    from_s, to_s = happening.at.steady_s - delay_s, happening.at.steady_s
    before = [value for at_s, value in heard if at_s <= from_s + 0.01]
    return before[-1:] + [value for at_s, value in heard if from_s + 0.01 < at_s < to_s - 0.01]


def test_the_longest_waiting_counts_on_between_reports_and_says_so() -> None:
    watched = WatchedFloor(LONGEST)
    watched.hear(group("610", 1, longest="0120"))
    watched.go_on(15)
    assert watched.said == [(10, "opened")]
    reading = watched.happened[0].alert.reading
    assert (reading.longest_s, reading.reported_s) == (90, 80)


def test_no_figure_counts_on_past_what_a_report_confirms() -> None:
    watched = WatchedFloor(replace(LONGEST, limit=300))
    watched.hear(group("610", 1, longest="0230"))
    watched.go_on(600)
    assert watched.said == []
    watched.hear(group("610", 1, longest="0500"))
    assert [what for _, what in watched.said] == ["opened"]
    # The figures are old: the alert neither ends nor gets worse.
    watched.go_on(300)
    assert [what for _, what in watched.said] == ["opened"]
    (alert,) = watched.engine.alerts(watched.now)
    assert alert.is_unconfirmed
    watched.hear(group("610", 1, longest="1000"))
    (alert,) = watched.engine.alerts(watched.now)
    assert not alert.is_unconfirmed
    watched.hear(group("610", 0))
    assert [what for _, what in watched.said] == ["opened", "ended"]


def test_more_than_three_callers_longer_than_a_minute_and_a_half() -> None:
    watched = WatchedFloor(replace(CALLERS, limit=4, longest_s=90))
    watched.hear(group("610", 4, longest="0100"))
    watched.go_on(15)
    watched.hear(group("610", 3, longest="0115"))
    watched.go_on(15)
    watched.hear(group("610", 3, longest="0140"))
    assert watched.said == []
    watched.hear(group("610", 4, longest="0120"))
    watched.go_on(15)
    assert watched.said == [(40, "opened")]


@pytest.mark.parametrize(
    ("level", "waiting", "expected"),
    [
        (Level.ATTENTION, 2, None),
        (Level.ATTENTION, 3, Level.ATTENTION),
        (Level.ATTENTION, 6, Level.TROUBLE),
        (Level.TROUBLE, 5, None),
        (Level.TROUBLE, 6, Level.TROUBLE),
    ],
)
def test_a_rule_without_a_limit_uses_the_boards(level: Level, waiting: int, expected: Level | None) -> None:
    watched = WatchedFloor(replace(CALLERS, limit=0, level=level))
    watched.hear(group("610", waiting))
    assert [each.alert.level for each in watched.happened] == ([expected] if expected is not None else [])


def test_an_alert_gets_worse_at_the_boards_next_limit_once() -> None:
    watched = WatchedFloor(replace(CALLERS, limit=0, dead_band=1))
    for waiting in (3, 5, 6, 5, 6, 4, 2, 1):
        watched.hear(group("610", waiting))
        watched.go_on(15)
    assert watched.said == [(0, "opened"), (30, "got worse"), (105, "ended")]


def test_a_time_in_a_state_gets_worse_by_time_alone() -> None:
    limits = Limits(states=MappingProxyType({AgentState.DO_NOT_DISTURB: Limit(60, 90)}))
    watched = WatchedFloor(Rule("dnd", Condition.DO_NOT_DISTURB), limits=limits)
    watched.hear(call("A"), call("C"))
    watched.go_on(200)
    watched.hear(call("D"))
    assert watched.said == [(60, "opened"), (90, "got worse"), (200, "ended")]


def test_without_a_limit_on_the_board_there_is_no_alert() -> None:
    watched = WatchedFloor(replace(CALLERS, limit=0), limits=Limits())
    watched.hear(group("610", 99))
    assert watched.said == []


@pytest.mark.parametrize(
    ("condition", "records"),
    [
        (Condition.DO_NOT_DISTURB, [call("A"), call("C")]),
        (Condition.MAKE_BUSY, [call("A"), call("E")]),
        (Condition.WORK_TIMER, [call("A"), call("L")]),
        (Condition.HOLD, [call("G", button="01", number="P501"), call("N", button="01")]),
        (Condition.HOLD, [call("H", button="01"), call("N", button="01")]),
        (Condition.RINGING, [call("A"), call("T")]),
    ],
)
def test_an_agent_too_long_in_a_state(condition: Condition, records: list[str]) -> None:
    watched = WatchedFloor(Rule("too long", condition, limit=20))
    watched.hear(*records)
    watched.go_on(19)
    assert watched.said == []
    watched.go_on(2)
    assert watched.said == [(20, "opened")]
    watched.hear(call("B"))
    assert [what for _, what in watched.said] == ["opened", "ended"]


def test_only_the_picked_agents_and_queues_are_watched() -> None:
    rules = [
        replace(CALLERS, name="g", groups=frozenset({"610"})),
        replace(CALLERS, name="p", paths=frozenset({"501"})),
        Rule("agent", Condition.RINGING, limit=5, agents=frozenset({"6002"})),
        Rule("members", Condition.RINGING, limit=5, groups=frozenset({"611"})),
    ]
    watched = WatchedFloor(*rules)
    watched.hear(group("610", 9), group("611", 9), path("501", 9), path("502", 9))
    watched.hear(*(call("T", agent_id) for agent_id in ("6001", "6002", "6003")))
    watched.go_on(10)
    found = [(each.alert.rule.name, each.alert.subject.key) for each in watched.happened]
    assert sorted(found) == [("agent", "6002"), ("g", "610"), ("members", "6003"), ("p", "501")]


def test_a_caller_counts_in_groups_or_in_paths() -> None:
    watched = WatchedFloor(CALLERS)
    watched.hear(path("501", 9))
    assert [each.alert.subject for each in watched.happened] == [Subject(SubjectKind.PATH, "501")]
    # Only paths were known at first; now the groups count, and the alert of the path is dropped.
    watched.hear(group("610", 9))
    assert [(each.kind, each.alert.subject.kind.value) for each in watched.happened[1:]] == [
        (EventKind.DROPPED, "path"),
        (EventKind.OPENED, "group"),
    ]


def test_nobody_is_free_while_callers_wait() -> None:
    watched = WatchedFloor(NOBODY)
    watched.hear(call("A", "6001"), call("A", "6002"), call("A", "6003"))
    watched.hear(group("610", 2, 2), group("611", 2, 1))
    assert watched.said == []
    watched.hear(call("G", "6001", number="P501"))
    watched.go_on(5)
    watched.hear(call("C", "6002"))
    assert [(each.kind, each.alert.subject.key) for each in watched.happened] == [(EventKind.OPENED, "610")]
    watched.hear(call("D", "6002"))
    assert [what for _, what in watched.said] == ["opened", "ended"]


def test_nobody_free_is_not_reported_while_agents_are_unknown() -> None:
    watched = WatchedFloor(NOBODY)
    watched.hear(call("G", "6001", number="P501"))
    watched.hear(group("610", 2, agents=2))
    watched.go_on(60)
    assert watched.said == []
    watched.hear(call("G", "6002", number="P501"))
    watched.hear(group("610", 2, agents=2))
    assert [what for _, what in watched.said] == ["opened"]


def test_without_a_directory_the_whole_floor_is_one_team() -> None:
    watched = WatchedFloor(NOBODY, directory=Directory())
    watched.hear(call("A", "6001"), group("610", 2, 1))
    assert watched.said == []
    watched.hear(call("E", "6001"))
    assert [each.alert.subject for each in watched.happened] == [Subject(SubjectKind.TEAM)]
    assert watched.happened[0].alert.reading.waiting == 2


def test_only_the_directory_or_a_rule_assigns_agents_to_queues() -> None:
    records = (call("A"), group("610", 0, 1), group("610", 1, 1, longest="0200"))
    for rule, directory, expected in (
        (WHILE_FREE, Directory(), 0),
        (replace(WHILE_FREE, agents=frozenset({"6001"})), Directory(), 1),
        (replace(WHILE_FREE, agents=frozenset({"6002"})), Directory(), 0),
        (WHILE_FREE, NAMES, 1),
    ):
        watched = WatchedFloor(rule, directory=directory)
        watched.hear(*records)
        watched.go_on(70)
        assert len(watched.happened) == expected


def test_a_team_serves_the_queues_that_were_picked() -> None:
    for rule, number in (
        (replace(NOBODY, paths=frozenset({"501"})), "501"),
        (replace(NOBODY, groups=frozenset({"612"})), "612"),
    ):
        watched = WatchedFloor(rule)
        watched.hear(call("G", number="P501"))
        watched.hear(path("502", 5, 1), group("613", 5, 1))
        assert watched.said == []
        watched.hear(path("501", 2, 1), group("612", 2, 1))
        (found,) = watched.happened
        assert (found.alert.reading.waiting, found.alert.subject.queues[0].split()[1]) == (2, number)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("B", AgentState.LOGGED_OUT),
        ("C", AgentState.DO_NOT_DISTURB),
        ("E", AgentState.MAKE_BUSY),
    ],
)
def test_the_last_free_agent_to_leave_is_named(code: str, state: AgentState) -> None:
    watched = WatchedFloor(LAST)
    watched.hear(call("A", "6001"), call("A", "6002"), group("610", 0, 2))
    watched.hear(call(code, "6002"))
    assert watched.said == []
    watched.go_on(5)
    watched.hear(call(code, "6001"))
    reading = watched.happened[0].alert.reading
    assert (reading.agent_id, reading.shown.state if reading.shown else None) == ("6001", state)
    watched.go_on(5)
    watched.hear(call("A", "6002"))
    assert watched.said == [(5, "opened"), (10, "ended")]


def test_a_last_free_agent_who_takes_a_call_has_not_left() -> None:
    watched = WatchedFloor(LAST)
    watched.hear(call("A", "6001"), group("610", 0, 1))
    watched.hear(call("T", "6001"), call("G", "6001", button="01", number="P501"))
    watched.hear(call("J", "6001", button="01"), call("L", "6001"))
    assert watched.said == []


def test_callers_who_wait_while_somebody_is_free() -> None:
    watched = WatchedFloor(WHILE_FREE)
    watched.hear(call("A", "6001"))
    watched.go_on(100)
    watched.hear(group("610", 1, 1, longest=longest(50)))
    watched.go_on(20)
    assert watched.said == [(110, "opened")]
    assert watched.happened[0].alert.reading.agent_id == "6001"
    watched.hear(call("T", "6001"))
    assert watched.said == [(110, "opened"), (120, "ended")]


def test_make_busy_right_after_unanswered_ringing_alerts() -> None:
    busy = Rule("set busy", Condition.SET_BUSY)
    for records, expected in (
        ([call("A"), call("T"), call("U"), call("E")], ["opened"]),
        ([call("A"), call("T"), call("E"), call("U")], ["opened"]),
        ([call("A"), call("T"), call("G", number="P501"), call("E"), call("J")], []),
        ([call("A"), call("E")], []),
        # Rung while already busy: the agent had set it.
        ([call("A"), call("E"), call("T"), call("U")], []),
    ):
        watched = WatchedFloor(busy)
        for record in records:
            watched.hear(record)
            watched.go_on(2)
        assert [what for _, what in watched.said] == expected, records
    watched = WatchedFloor(busy)
    watched.hear(call("T"), call("U"))
    watched.go_on(30)
    watched.hear(call("E"))
    assert watched.said == []


def test_agents_still_logged_in_after_a_time_of_day_alert() -> None:
    still = Rule("still", Condition.STILL_LOGGED_IN, limit=20 * 60)
    watched = WatchedFloor(still, starts="2026-01-05 19:30")
    watched.hear(call("A", "6001"), call("A", "6002"))
    watched.go_on(600)
    watched.hear(call("B", "6002"))
    watched.go_on(40 * 60)
    assert [(each.kind, each.alert.subject.key) for each in watched.happened] == [(EventKind.OPENED, "6001")]
    assert watched.said[0][0] == 30 * 60
    # An agent who logs in for the night is not "still logged in".
    watched.hear(call("A", "6003"))
    watched.go_on(6 * 3600)
    assert len(watched.happened) == 1
    watched.hear(call("B", "6001"))
    assert [what for _, what in watched.said] == ["opened", "ended"]


def test_a_lost_line_and_a_file_that_can_not_be_written() -> None:
    watched = WatchedFloor(
        Rule("line", Condition.NO_CONNECTION, limit=60), Rule("file", Condition.FILE_FAULT, limit=30)
    )
    watched.lose()
    watched.fail(FileFault("data file", watched.now, "disk full"))
    watched.go_on(70)
    watched.live()
    watched.fail()
    assert watched.said == [(30, "opened"), (60, "opened"), (70, "ended"), (70, "ended")]
    assert [each.alert.reading.reason for each in watched.happened[:2]] == ["disk full", "connection refused"]


@pytest.mark.parametrize("was_heard", [True, False])
def test_a_phone_system_that_is_no_longer_listened_to_has_no_lost_line(*, was_heard: bool) -> None:
    watched = WatchedFloor(Rule("line", Condition.NO_CONNECTION, limit=60))
    if was_heard:
        watched.lose()
    else:
        watched.never_reach(PBX)
    watched.go_on(70)
    watched.never_reach("10.0.0.2:15373")
    assert watched.said == [(60, "opened"), (70, "dropped")]
    watched.go_on(70)
    assert [alert.subject.key for alert in watched.engine.alerts(watched.now)] == ["10.0.0.2:15373"]


def test_a_line_lost_for_less_than_the_limit_is_no_alert() -> None:
    watched = WatchedFloor(Rule("line", Condition.NO_CONNECTION, limit=60))
    watched.lose()
    watched.go_on(59)
    watched.live()
    watched.go_on(100)
    assert watched.said == []


def test_no_alert_ends_while_its_line_is_lost() -> None:
    watched = WatchedFloor(replace(CALLERS, end_after_s=10), Rule("dnd", Condition.DO_NOT_DISTURB, limit=60))
    watched.hear(group("610", 9), call("A"), call("C"))
    watched.go_on(30)
    watched.lose()
    watched.go_on(100)
    assert watched.said == [(0, "opened")]
    watched.live()
    watched.hear(group("610", 9))
    assert watched.said == [(0, "opened")]
    watched.hear(group("610", 0))
    watched.go_on(10)
    assert watched.said == [(0, "opened"), (140, "ended")]


def test_no_alert_opens_or_ends_while_its_line_is_silent() -> None:
    watched = WatchedFloor(CALLERS, LONGEST, Rule("dnd", Condition.DO_NOT_DISTURB, limit=60))
    watched.hear(group("610", 1, longest="0100"), call("A"), call("C"), group("611", 9))
    assert watched.said == [(0, "opened")]
    watched.go_on(5)
    watched.fall_silent()
    watched.go_on(100)
    assert watched.said == [(0, "opened")]
    (alert,) = watched.engine.alerts(watched.now)
    assert alert.is_unconfirmed
    # The silence was shorter than figures stay current, so the conditions held throughout.
    watched.live()
    names = sorted(each.alert.rule.name for each in watched.happened)
    assert names == ["callers", "dnd", "longest", "longest"]


def test_an_alert_about_time_in_a_state_is_dropped_when_its_rules_hours_end() -> None:
    hours = Hours(EVERY_DAY, (Span(8 * 60, 9 * 60 + 5),))
    watched = WatchedFloor(Rule("dnd", Condition.DO_NOT_DISTURB, limit=60, hours=hours))
    watched.hear(call("A"), call("C"))
    watched.go_on(900)
    assert watched.said == [(60, "opened"), (300, "dropped")]


def test_a_condition_that_holds_when_first_known_held_from_the_start() -> None:
    watched = WatchedFloor(CALLERS)
    watched.hear(group("610", 9), group("611", 1))
    watched.hear(group("611", 9))
    assert [each.alert.held_from_start for each in watched.happened] == [True, False]
    watched.hear(group("610", 0), group("611", 0))
    watched.lose()
    watched.go_on(30)
    watched.live()
    watched.hear(group("611", 9))
    assert watched.happened[-1].alert.held_from_start


def test_a_rule_does_not_apply_outside_its_hours() -> None:
    hours = Hours(EVERY_DAY, (Span(8 * 60, 9 * 60 + 5),))
    watched = WatchedFloor(replace(CALLERS, hours=hours))
    watched.hear(group("610", 9))
    for _ in range(60):
        watched.go_on(15)
        watched.hear(group("610", 9))
    assert watched.said == [(0, "opened"), (300, "dropped")]


def test_when_its_hours_begin_a_rule_applies_to_what_holds_then() -> None:
    hours = Hours(EVERY_DAY, (Span(9 * 60 + 5, 10 * 60),))
    watched = WatchedFloor(replace(CALLERS, hours=hours, start_after_s=30))
    for _ in range(30):
        watched.hear(group("610", 9))
        watched.go_on(15)
    assert watched.said == [(330, "opened")]


def test_an_unchanged_rule_keeps_its_alerts_and_a_changed_one_drops_them() -> None:
    other = replace(CALLERS, name="other")
    watched = WatchedFloor(CALLERS, other)
    watched.hear(group("610", 9))
    changed = replace(other, limit=20)
    watched.happened = watched.engine.set_up([CALLERS, changed], Directory(), LIMITS, watched.now)
    assert [(each.kind, each.alert.rule) for each in watched.happened] == [(EventKind.DROPPED, other)]
    assert [alert.rule for alert in watched.engine.alerts(watched.now)] == [CALLERS]


def test_alerts_about_forgotten_agents_and_queues_are_dropped() -> None:
    watched = WatchedFloor(CALLERS, Rule("ring", Condition.RINGING, limit=1))
    watched.hear(group("610", 9), call("T"))
    watched.go_on(2)
    watched.floor.forget("pbx.example:15373", watched.now)
    watched.happened = watched.engine.forget(watched.now)
    assert {each.kind for each in watched.happened} == {EventKind.DROPPED}
    assert len(watched.happened) == 2
    assert not watched.engine.alerts(watched.now)


def test_an_acknowledged_alert_gets_worse_when_its_value_has_doubled() -> None:
    watched = WatchedFloor(CALLERS)
    watched.hear(group("610", 6))
    watched.engine.acknowledge(watched.happened[0].alert.key, watched.now)
    for waiting in (8, 11, 12, 13, 20):
        watched.go_on(15)
        watched.hear(group("610", waiting))
    assert watched.said == [(0, "opened"), (45, "got worse")]


def test_an_acknowledged_time_gets_worse_only_at_the_boards_next_limit() -> None:
    other = Rule("other", Condition.DO_NOT_DISTURB, limit=150)
    watched = WatchedFloor(Rule("dnd", Condition.DO_NOT_DISTURB, limit=60), other)
    watched.hear(call("A"), call("C"))
    watched.go_on(100)
    watched.engine.acknowledge(watched.happened[0].alert.key, watched.now)
    watched.go_on(400)
    assert watched.said == [(60, "opened"), (150, "opened"), (200, "got worse")]


def test_nothing_is_due_while_no_rule_needs_a_timer() -> None:
    watched = WatchedFloor(CALLERS)
    watched.hear(group("610", 2), call("A"), call("C"))
    assert watched.engine.next_due_s is None


def test_due_times_of_ended_alerts_do_not_accumulate() -> None:
    watched = WatchedFloor(Rule("dnd", Condition.DO_NOT_DISTURB, limit=3600))
    for _ in range(2000):
        watched.hear(call("C"), call("D"))
        watched.hear(call("C"))
        watched.hear(call("D"))
    assert watched.engine.due_times < 200
