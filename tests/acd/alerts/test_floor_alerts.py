"""Notices, open alerts and history: showing, withdrawing, acknowledging and snoozing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.alerts.alert import Alert, AlertKey, Subject, SubjectKind
from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.floor_alerts import Outcome
from desktop.acd.alerts.history import HistoryEntry, recent, to_csv
from desktop.acd.alerts.hours import EVERY_DAY, Hours, Span
from desktop.acd.alerts.mute import end_of_day_s
from desktop.acd.alerts.notices import BURST_S, MOST_IN_A_BURST, TOO_OFTEN, Notice, Withdrawal
from desktop.acd.alerts.open_alerts import OpenAlert
from desktop.acd.alerts.rule import Condition, Rule, Way
from desktop.acd.alerts.subjects import FileFault
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.wording import clock
from tests.acd.alerts.watched import LIMITS, NAMES, AlertedFloor, berlin
from tests.support import call, group

CALLERS = Rule("callers", Condition.CALLERS_WAITING, limit=5)
SALES = AlertKey("callers", Subject(SubjectKind.GROUP, "610"))
RING = Rule("ring", Condition.RINGING, limit=10)


def known(
    *rules: Rule, starts: str = "2026-01-05 09:00", can_withdraw: bool = True, person: str = ""
) -> AlertedFloor:
    """Return a floor whose queues are known, so that nothing that follows held from the start."""
    floor = AlertedFloor(*rules, starts=starts, can_withdraw=can_withdraw, person=person)
    floor.hear(group("610", 0), group("611", 0))
    return floor


def test_a_notice_is_shown_and_withdrawn() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 7, longest="0342"))
    assert floor.titles == ["Sales: 7 callers waiting, longest 3:42"]
    assert floor.notices[0].alerts == (SALES,)
    assert floor.notices[0].level is Level.ATTENTION
    floor.hear(group("610", 0))
    assert not floor.shown
    assert [entry.what for entry in floor.entries] == ["opened", "ended"]


def test_the_end_is_announced_if_the_rule_says_so_or_notices_can_not_be_withdrawn() -> None:
    for floor in (known(replace(CALLERS, says_end=True)), known(CALLERS, can_withdraw=False)):
        floor.hear(group("610", 7))
        floor.go_on(90)
        floor.hear(group("610", 0))
        assert floor.titles[1:] == ["Sales is back to normal, after 1 minute 30 seconds"]
        first, last = floor.notices
        assert first.id == last.id
        assert last.level is Level.NONE


def test_a_rule_notifies_only_in_its_own_ways() -> None:
    silent = known(replace(CALLERS, ways=frozenset({Way.BORDER})))
    silent.hear(group("610", 7))
    assert not silent.told
    assert silent.alerts.borders(silent.now) == {SALES.subject: Level.ATTENTION}
    assert len(silent.alerts.open_alerts(silent.now)) == 1
    floor = known(replace(CALLERS, ways=frozenset({Way.SOUND, Way.TASKBAR})))
    floor.hear(group("610", 7))
    assert floor.notices[0].ways == {Way.SOUND, Way.TASKBAR}
    assert not floor.alerts.borders(floor.now)


def test_only_one_of_several_simultaneous_notices_sounds() -> None:
    floor = known(replace(CALLERS, ways=frozenset({Way.SOUND, Way.NOTIFICATION})))
    floor.hear(group("610", 7), group("611", 9))
    assert [Way.SOUND in notice.ways for notice in floor.notices] == [True, False]


def test_alerts_that_hold_at_the_start_are_shown_once_in_one_summary() -> None:
    floor = AlertedFloor(CALLERS, replace(CALLERS, name="slow", start_after_s=30), RING)
    floor.hear(group("610", 7), group("611", 9))
    floor.go_on(15)
    floor.hear(group("610", 7), group("611", 9), call("T"))
    assert not floor.told
    floor.go_on(100)
    # The ringing began later.
    assert floor.titles == ["Ben K. is being rung for 0:10", "4 alerts hold already"]
    assert floor.notices[1].text.splitlines()[0].startswith("Sales: 7 callers waiting")
    assert len(floor.notices[1].alerts) == 4
    floor.hear(group("610", 0), group("611", 9))
    assert len(floor.shown) == 2
    floor.hear(group("611", 0))
    assert list(floor.shown.values()) == ["Ben K. is being rung for 0:10"]


def test_after_reconnecting_there_is_one_summary_again() -> None:
    floor = known(replace(CALLERS, start_after_s=30))
    floor.go_on(100)
    floor.lose()
    floor.go_on(100)
    floor.live()
    for _ in range(8):
        floor.hear(group("610", 7), group("611", 9))
        floor.go_on(15)
    assert floor.titles == ["2 alerts hold already"]


def test_a_single_alert_that_holds_at_the_start_is_shown_as_itself() -> None:
    floor = AlertedFloor(CALLERS)
    floor.hear(group("610", 7))
    floor.go_on(30)
    assert [(second, told.title) for second, told in floor.told if isinstance(told, Notice)] == [
        (20, "Sales: 7 callers waiting, longest 0:20")
    ]


def test_a_burst_is_five_notices_and_a_summary() -> None:
    floor = AlertedFloor(RING)
    agents = [str(6000 + index) for index in range(20)]
    floor.hear(*(call("T", agent_id) for agent_id in agents))
    floor.go_on(50)
    assert len(floor.titles) == 6
    assert floor.titles[5] == "15 more alerts"
    lines = floor.notices[5].text.splitlines()
    assert (len(lines), lines[-1]) == (6, "and 10 more")
    assert len(floor.notices[5].alerts) == 15


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 29), st.booleans()), max_size=120),
    st.sampled_from([0, 30]),
    st.booleans(),
)
def test_no_burst_exceeds_five_notices_and_a_summary(
    steps: list[tuple[int, int, bool]],
    repeat_s: int,
    says_end: bool,  # noqa: FBT001 - hypothesis passes it by position
) -> None:
    floor = AlertedFloor(replace(RING, limit=1, repeat_s=repeat_s, says_end=says_end))
    for pause_s, agent, rings in steps:
        floor.hear(call("T" if rings else "U", str(6000 + agent)))
        floor.go_on(pause_s)
    floor.go_on(120)
    times = [second for second, told in floor.told if isinstance(told, Notice)]
    for index, first_s in enumerate(times):
        in_burst = [second for second in times[index:] if second < first_s + BURST_S]
        assert len(in_burst) <= MOST_IN_A_BURST + 1
    # Notices of open alerts are shown, alone or in a summary, and no others.
    assert bool(floor.shown) >= bool(floor.alerts.open_alerts(floor.now))


def test_an_alert_that_ends_before_its_notice_is_shown_is_never_shown() -> None:
    floor = known(CALLERS)
    floor.come(floor.alerts.mute(floor.now.wall_s + 900, floor.now))
    floor.hear(group("610", 7))
    floor.go_on(60)
    floor.hear(group("610", 0))
    floor.go_on(2000)
    assert not floor.told


def test_after_muting_one_summary_shows_open_alerts_with_their_present_figures() -> None:
    floor = known(CALLERS)
    floor.come(floor.alerts.mute(floor.now.wall_s + 60, floor.now))
    floor.hear(group("610", 7), group("611", 8))
    floor.go_on(45)
    floor.hear(group("610", 7), group("611", 12))
    assert not floor.told
    floor.go_on(30)
    assert floor.titles == ["2 alerts came up meanwhile"]
    assert "Support: 12 callers waiting" in floor.notices[0].text


def test_muting_can_be_ended() -> None:
    floor = known(CALLERS)
    floor.come(floor.alerts.mute(end_of_day_s(floor.now.wall_s, berlin), floor.now))
    floor.hear(group("610", 7))
    assert not floor.told
    floor.come(floor.alerts.mute(0, floor.now))
    assert len(floor.titles) == 1


def test_no_notice_is_shown_while_the_system_asks_for_quiet() -> None:
    floor = known(replace(CALLERS, says_end=True))
    floor.hear(group("610", 7))
    floor.wants_quiet = True
    floor.hear(group("610", 0), group("611", 7))
    assert len(floor.titles) == 1
    # It is over: the notice still shown is withdrawn, and no end is announced.
    assert not floor.shown
    floor.wants_quiet = False
    floor.come(floor.alerts.advance(floor.now))
    assert floor.titles[1:] == ["Support: 7 callers waiting, longest 0:00"]


def test_quiet_hours_postpone_a_notice() -> None:
    quiet = Hours(EVERY_DAY, (Span(22 * 60, 7 * 60),))
    floor = known(replace(CALLERS, quiet=quiet), starts="2026-03-29 00:30")
    for _ in range(5 * 240 + 120):
        floor.hear(group("610", 7))
        floor.go_on(15)
    # The clock was put forward: seven o'clock is five and a half hours later.
    (told,) = [second for second, told in floor.told if isinstance(told, Notice)]
    assert told == pytest.approx(5.5 * 3600, abs=10)


def test_a_notice_is_repeated_as_long_as_its_alert_holds() -> None:
    floor = known(replace(CALLERS, repeat_s=300))
    for _ in range(60):
        floor.hear(group("610", 7))
        floor.go_on(15)
    assert [second for second, told in floor.told] == [0, 300, 600, 900]
    assert len(floor.shown) == 1
    floor.come(floor.alerts.acknowledge(SALES, floor.now))
    floor.go_on(900)
    assert len(floor.titles) == 4


def test_an_alert_that_reopens_rests_before_its_notice_is_shown_again() -> None:
    floor = known(replace(CALLERS, rest_s=300))
    for waiting in (7, 1, 7, 1, 7, 1, 7, 7, 1, 1, 7):
        floor.hear(group("610", waiting))
        floor.go_on(45)
    assert [second for second, told in floor.told if isinstance(told, Notice)] == [0, 300]


def test_a_rule_that_notifies_too_often_says_so() -> None:
    floor = known(CALLERS)
    for _ in range(TOO_OFTEN):
        floor.hear(group("610", 7))
        floor.hear(group("610", 0))
        floor.go_on(90)
    texts = [notice.text for notice in floor.notices]
    assert "within an hour" in texts[-1]
    assert not any("within an hour" in text for text in texts[:-1])


def test_an_acknowledged_alert_is_quiet_until_it_gets_worse() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 6))
    floor.come(floor.alerts.acknowledge(SALES, floor.now, " I know,\n Anna helps "))
    assert not floor.shown
    (found,) = floor.alerts.open_alerts(floor.now)
    assert (found.note, found.wants_attention(floor.now)) == ("I know, Anna helps", False)
    floor.hear(group("610", 11))
    assert len(floor.titles) == 1
    floor.hear(group("610", 12))
    assert floor.titles[1:] == ["Sales: 12 callers waiting, longest 0:00"]
    (found,) = floor.alerts.open_alerts(floor.now)
    assert (found.note, found.wants_attention(floor.now)) == ("", True)
    assert [(entry.what, entry.note) for entry in floor.entries] == [
        ("opened", ""),
        ("acknowledged", "I know, Anna helps"),
        ("got worse", ""),
    ]


def test_a_snoozed_alert_comes_back() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 6))
    floor.come(floor.alerts.snooze(SALES, 300, floor.now))
    assert not floor.shown
    for _ in range(30):
        floor.hear(group("610", 6))
        floor.go_on(15)
    assert [second for second, told in floor.told if isinstance(told, Notice)] == [0, 300]
    floor.hear(group("610", 0))
    assert floor.alerts.acknowledge(SALES, floor.now).entries == ()
    assert floor.alerts.snooze(SALES, 60, floor.now).notices == ()


@pytest.mark.parametrize("ways", [frozenset({Way.NOTIFICATION}), frozenset[Way]()])
def test_views_are_notified_when_a_snooze_ends(ways: frozenset[Way]) -> None:
    floor = known(replace(CALLERS, ways=ways))
    floor.hear(group("610", 6))
    floor.come(floor.alerts.snooze(SALES, 30, floor.now))
    assert not floor.alerts.advance(floor.now).has_changed
    begin_s = floor.now.steady_s
    assert floor.alerts.next_due_s(floor.now) == begin_s + 30
    floor.go_to_s(begin_s + 30)
    assert floor.alerts.advance(floor.now).has_changed
    assert [each.snoozed_until for each in floor.alerts.open_alerts(floor.now)] == [None]
    assert not floor.alerts.advance(floor.now).has_changed


def test_changing_a_rules_ways_shows_no_notice_again() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 6))
    floor.come(floor.alerts.acknowledge(SALES, floor.now, "I know"))
    loud = replace(CALLERS, ways=CALLERS.ways | {Way.SOUND, Way.BORDER}, says_end=True, repeat_s=60)
    floor.come(floor.alerts.set_up([loud], NAMES, LIMITS, floor.now))
    (found,) = floor.alerts.open_alerts(floor.now)
    assert (found.note, found.alert.rule) == ("I know", loud)
    assert [entry.what for entry in floor.entries] == ["opened", "acknowledged"]
    assert floor.alerts.borders(floor.now) == {SALES.subject: Level.ATTENTION}
    assert len(floor.titles) == 1


def test_a_pending_notice_is_shown_in_the_ways_its_rule_has_by_then() -> None:
    floor = known(replace(CALLERS, repeat_s=60))
    floor.hear(group("610", 6))
    floor.come(floor.alerts.set_up([CALLERS], NAMES, LIMITS, floor.now))
    floor.go_on(15)
    floor.hear(group("610", 6))
    floor.go_on(50)
    assert len(floor.titles) == 1
    # A notice that was never shown is shown as soon as the rule wants one.
    silent = replace(CALLERS, ways=frozenset({Way.BORDER}))
    floor.hear(group("610", 6))
    floor.come(floor.alerts.set_up([silent], NAMES, LIMITS, floor.now))
    assert not floor.shown
    floor.come(floor.alerts.set_up([CALLERS], NAMES, LIMITS, floor.now))
    assert len(floor.titles) == 2


def test_an_acknowledgement_can_be_taken_back() -> None:
    floor = known(replace(CALLERS, repeat_s=600))
    floor.hear(group("610", 6))
    floor.go_on(10)
    assert floor.alerts.take_back(SALES, floor.now) == Outcome()
    floor.come(floor.alerts.acknowledge(SALES, floor.now, "wrong one"))
    floor.come(floor.alerts.snooze(SALES, 3600, floor.now))
    floor.go_on(10)
    floor.come(floor.alerts.take_back(SALES, floor.now))
    (found,) = floor.alerts.open_alerts(floor.now)
    assert (found, found.wants_attention(floor.now)) == (OpenAlert(found.alert), True)
    assert floor.alerts.take_back(SALES, floor.now) == Outcome()
    # It has not got worse since the mistaken acknowledgement, and its notice is due as before.
    for _ in range(60):
        floor.hear(group("610", 13))
        floor.go_on(15)
    assert [second for second, told in floor.told if isinstance(told, Notice)] == [0, 600]
    assert [entry.what for entry in floor.entries] == ["opened", "acknowledged", "snoozed", "taken back"]


def test_a_notice_withheld_by_an_acknowledgement_is_shown_when_that_is_taken_back() -> None:
    floor = known(CALLERS)
    floor.alerts.mute(floor.now.wall_s + 60, floor.now)
    floor.hear(group("610", 6))
    floor.come(floor.alerts.acknowledge(SALES, floor.now))
    floor.go_on(90)
    floor.hear(group("610", 6))
    assert not floor.told
    floor.come(floor.alerts.take_back(SALES, floor.now))
    assert len(floor.titles) == 1


def test_the_history_names_who_acknowledged_or_snoozed_an_alert() -> None:
    floor = known(CALLERS, person="anna")
    floor.hear(group("610", 6))
    floor.come(floor.alerts.snooze(SALES, 60, floor.now))
    floor.come(floor.alerts.acknowledge(SALES, floor.now))
    assert [each.by for each in floor.alerts.open_alerts(floor.now)] == ["anna"]
    floor.come(floor.alerts.take_back(SALES, floor.now))
    floor.hear(group("610", 0))
    assert [entry.by for entry in floor.entries] == ["", "anna", "anna", "anna", ""]


def test_the_worst_alert_comes_first_and_acknowledged_ones_last() -> None:
    trouble = Rule("trouble", Condition.RINGING, limit=5, level=Level.TROUBLE)
    floor = known(CALLERS, trouble)
    floor.hear(group("610", 6), call("T", "6001"))
    floor.go_on(4)
    floor.hear(group("611", 6))
    floor.go_on(4)

    def order() -> list[str]:
        return [each.alert.subject.key for each in floor.alerts.open_alerts(floor.now)]

    assert order() == ["6001", "610", "611"]
    floor.come(floor.alerts.acknowledge(AlertKey("trouble", Subject(SubjectKind.AGENT, "6001")), floor.now))
    assert order() == ["610", "611", "6001"]


def test_open_alerts_have_their_present_figures() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 6, longest="0100"))
    floor.go_on(12)
    (found,) = floor.alerts.summaries(floor.now)
    assert found.text == "Sales: 6 callers waiting, longest 1:12"


def test_alerts_while_the_person_was_away_are_summed_up() -> None:
    floor = known(CALLERS)
    assert floor.alerts.while_away(floor.entries, floor.now) == ""
    floor.hear(group("610", 6), group("611", 6))
    floor.hear(group("611", 0))
    said = floor.alerts.while_away(floor.entries, floor.now)
    assert said == "2 alerts, 1 open:\nSales: 6 callers waiting, longest 0:00"
    floor.hear(group("610", 0))
    assert floor.alerts.while_away(floor.entries, floor.now) == "2 alerts, all over."


def test_a_file_fault_and_its_end_are_shown() -> None:
    floor = known(Rule("file", Condition.FILE_FAULT, limit=30, says_end=True))
    since = floor.now
    floor.come(floor.alerts.take_faults([FileFault("data file", since, "no space left")], floor.now))
    floor.go_on(40)
    floor.come(floor.alerts.take_faults([], floor.now))
    assert floor.titles == [
        f"The data file can't be written since {clock(since)}",
        "The data file can be written again, after 40 seconds",
    ]
    assert floor.notices[0].text == "No space left."


def test_an_exported_history_is_csv_without_formulas() -> None:
    now = Moment(0, 1_790_000_000)
    text = to_csv([HistoryEntry(now, "=cmd", "opened", 'Sales: 7, "all"', "@me", "+anna")])
    assert text.splitlines()[0] == "when,rule,what,text,note,by"
    assert text.splitlines()[1].endswith(""",'=cmd,opened,"Sales: 7, ""all\""",'@me,'+anna""")


def test_a_history_is_bounded() -> None:
    entries = [HistoryEntry(Moment(0, day * 86_400), "r", "opened", str(day)) for day in range(60)]
    kept = recent(entries, Moment(0, 59 * 86_400), 30)
    assert [entry.text for entry in kept] == [str(day) for day in range(29, 60)]


def test_open_alerts_are_not_looked_up_while_no_notice_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    floor = known(CALLERS)
    floor.alerts.mute(floor.now.wall_s + 600, floor.now)
    floor.hear(group("610", 6))
    looks: list[float] = []
    alerts = Engine.alerts

    def look(engine: Engine, now: Moment) -> list[Alert]:
        looks.append(now.steady_s)
        return alerts(engine, now)

    monkeypatch.setattr(Engine, "alerts", look)
    floor.hear(group("610", 7))
    assert not looks
    floor.come(floor.alerts.mute(0.0, floor.now))
    assert len(looks) == 1
    assert len(floor.titles) == 1


def test_nothing_is_withdrawn_that_was_not_shown() -> None:
    floor = known(CALLERS)
    floor.hear(group("610", 6))
    floor.hear(group("610", 0))
    floor.hear(group("610", 6))
    assert [type(told) for _, told in floor.told] == [Notice, Withdrawal, Notice]
