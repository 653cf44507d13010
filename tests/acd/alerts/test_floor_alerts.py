"""What a person is told, and when; what is open, acknowledged and snoozed."""

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
from tests.acd.alerts.watched import LIMITS, NAMES, Desk, berlin
from tests.support import call, group

CALLERS = Rule("callers", Condition.CALLERS_WAITING, limit=5)
SALES = AlertKey("callers", Subject(SubjectKind.GROUP, "610"))
RING = Rule("ring", Condition.RINGING, limit=10)


def known(
    *rules: Rule, starts: str = "2026-01-05 09:00", can_withdraw: bool = True, person: str = ""
) -> Desk:
    """Give a desk that knows the queues: what comes now held not already."""
    desk = Desk(*rules, starts=starts, can_withdraw=can_withdraw, person=person)
    desk.hear(group("610", 0), group("611", 0))
    return desk


def test_an_alert_is_told_and_taken_back() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 7, longest="0342"))
    assert desk.titles == ["Sales: 7 callers waiting, longest 3:42"]
    assert desk.notices[0].alerts == (SALES,)
    assert desk.notices[0].level is Level.ATTENTION
    desk.hear(group("610", 0))
    assert not desk.shown
    assert [entry.what for entry in desk.entries] == ["opened", "ended"]


def test_its_end_is_told_where_the_rule_says_so_or_nothing_can_be_taken_back() -> None:
    for desk in (known(replace(CALLERS, says_end=True)), known(CALLERS, can_withdraw=False)):
        desk.hear(group("610", 7))
        desk.go_on(90)
        desk.hear(group("610", 0))
        assert desk.titles[1:] == ["Sales is back to normal, after 1 minute 30 seconds"]
        first, last = desk.notices
        assert first.id == last.id
        assert last.level is Level.NONE


def test_only_what_a_rule_says_is_done() -> None:
    silent = known(replace(CALLERS, ways=frozenset({Way.BORDER})))
    silent.hear(group("610", 7))
    assert not silent.told
    assert silent.desk.borders(silent.now) == {SALES.subject: Level.ATTENTION}
    assert len(silent.desk.open_alerts(silent.now)) == 1
    desk = known(replace(CALLERS, ways=frozenset({Way.SOUND, Way.TASKBAR})))
    desk.hear(group("610", 7))
    assert desk.notices[0].ways == {Way.SOUND, Way.TASKBAR}
    assert not desk.desk.borders(desk.now)


def test_of_several_that_come_together_one_sounds() -> None:
    desk = known(replace(CALLERS, ways=frozenset({Way.SOUND, Way.NOTIFICATION})))
    desk.hear(group("610", 7), group("611", 9))
    assert [Way.SOUND in notice.ways for notice in desk.notices] == [True, False]


def test_what_holds_already_is_told_once_in_one_summary() -> None:
    desk = Desk(CALLERS, replace(CALLERS, name="slow", start_after_s=30), RING)
    desk.hear(group("610", 7), group("611", 9))
    desk.go_on(15)
    desk.hear(group("610", 7), group("611", 9), call("T"))
    assert not desk.told
    desk.go_on(100)
    # The one whose set rings began to do so later.
    assert desk.titles == ["Ben K. is being rung for 0:10", "4 alerts hold already"]
    assert desk.notices[1].text.splitlines()[0].startswith("Sales: 7 callers waiting")
    assert len(desk.notices[1].alerts) == 4
    desk.hear(group("610", 0), group("611", 9))
    assert len(desk.shown) == 2
    desk.hear(group("611", 0))
    assert list(desk.shown.values()) == ["Ben K. is being rung for 0:10"]


def test_after_reconnecting_there_is_one_summary_again() -> None:
    desk = known(replace(CALLERS, start_after_s=30))
    desk.go_on(100)
    desk.lose()
    desk.go_on(100)
    desk.live()
    for _ in range(8):
        desk.hear(group("610", 7), group("611", 9))
        desk.go_on(15)
    assert desk.titles == ["2 alerts hold already"]


def test_one_that_holds_already_is_told_as_what_it_is() -> None:
    desk = Desk(CALLERS)
    desk.hear(group("610", 7))
    desk.go_on(30)
    assert [(second, told.title) for second, told in desk.told if isinstance(told, Notice)] == [
        (20, "Sales: 7 callers waiting, longest 0:20")
    ]


def test_a_burst_is_five_and_one_that_sums_up() -> None:
    desk = Desk(RING)
    agents = [str(6000 + index) for index in range(20)]
    desk.hear(*(call("T", agent_id) for agent_id in agents))
    desk.go_on(50)
    assert len(desk.titles) == 6
    assert desk.titles[5] == "15 more alerts"
    lines = desk.notices[5].text.splitlines()
    assert (len(lines), lines[-1]) == (6, "and 10 more")
    assert len(desk.notices[5].alerts) == 15


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 29), st.booleans()), max_size=120),
    st.sampled_from([0, 30]),
    st.booleans(),
)
def test_no_burst_passes_five_and_one_that_sums_up(
    steps: list[tuple[int, int, bool]],
    repeat_s: int,
    says_end: bool,  # noqa: FBT001 - hypothesis passes it by position
) -> None:
    desk = Desk(replace(RING, limit=1, repeat_s=repeat_s, says_end=says_end))
    for pause_s, agent, rings in steps:
        desk.hear(call("T" if rings else "U", str(6000 + agent)))
        desk.go_on(pause_s)
    desk.go_on(120)
    times = [second for second, told in desk.told if isinstance(told, Notice)]
    for index, first_s in enumerate(times):
        in_burst = [second for second in times[index:] if second < first_s + BURST_S]
        assert len(in_burst) <= MOST_IN_A_BURST + 1
    # Whatever is still open stands there, alone or in a summary; nothing else does.
    assert bool(desk.shown) >= bool(desk.desk.open_alerts(desk.now))


def test_what_is_over_before_it_could_be_told_is_not_told() -> None:
    desk = known(CALLERS)
    desk.come(desk.desk.mute(desk.now.wall_s + 900, desk.now))
    desk.hear(group("610", 7))
    desk.go_on(60)
    desk.hear(group("610", 0))
    desk.go_on(2000)
    assert not desk.told


def test_after_muting_what_is_open_is_told_in_one_summary_with_the_figures_of_then() -> None:
    desk = known(CALLERS)
    desk.come(desk.desk.mute(desk.now.wall_s + 60, desk.now))
    desk.hear(group("610", 7), group("611", 8))
    desk.go_on(45)
    desk.hear(group("610", 7), group("611", 12))
    assert not desk.told
    desk.go_on(30)
    assert desk.titles == ["2 alerts came up meanwhile"]
    assert "Support: 12 callers waiting" in desk.notices[0].text


def test_muting_can_be_ended() -> None:
    desk = known(CALLERS)
    desk.come(desk.desk.mute(end_of_day_s(desk.now.wall_s, berlin), desk.now))
    desk.hear(group("610", 7))
    assert not desk.told
    desk.come(desk.desk.mute(0, desk.now))
    assert len(desk.titles) == 1


def test_nobody_is_disturbed_while_the_system_says_so() -> None:
    desk = known(replace(CALLERS, says_end=True))
    desk.hear(group("610", 7))
    desk.wants_quiet = True
    desk.hear(group("610", 0), group("611", 7))
    assert len(desk.titles) == 1
    # It is over: what still stands there is taken back without a word.
    assert not desk.shown
    desk.wants_quiet = False
    desk.come(desk.desk.advance(desk.now))
    assert desk.titles[1:] == ["Support: 7 callers waiting, longest 0:00"]


def test_quiet_hours_keep_it_for_later() -> None:
    quiet = Hours(EVERY_DAY, (Span(22 * 60, 7 * 60),))
    desk = known(replace(CALLERS, quiet=quiet), starts="2026-03-29 00:30")
    for _ in range(5 * 240 + 120):
        desk.hear(group("610", 7))
        desk.go_on(15)
    # The clock was put forward: seven o'clock is five and a half hours later.
    (told,) = [second for second, told in desk.told if isinstance(told, Notice)]
    assert told == pytest.approx(5.5 * 3600, abs=10)


def test_it_is_told_again_as_long_as_it_holds() -> None:
    desk = known(replace(CALLERS, repeat_s=300))
    for _ in range(60):
        desk.hear(group("610", 7))
        desk.go_on(15)
    assert [second for second, told in desk.told] == [0, 300, 600, 900]
    assert len(desk.shown) == 1
    desk.come(desk.desk.acknowledge(SALES, desk.now))
    desk.go_on(900)
    assert len(desk.titles) == 4


def test_what_begins_anew_rests_before_it_is_told_again() -> None:
    desk = known(replace(CALLERS, rest_s=300))
    for waiting in (7, 1, 7, 1, 7, 1, 7, 7, 1, 1, 7):
        desk.hear(group("610", waiting))
        desk.go_on(45)
    assert [second for second, told in desk.told if isinstance(told, Notice)] == [0, 300]


def test_a_rule_that_is_told_too_often_says_so() -> None:
    desk = known(CALLERS)
    for _ in range(TOO_OFTEN):
        desk.hear(group("610", 7))
        desk.hear(group("610", 0))
        desk.go_on(90)
    texts = [notice.text for notice in desk.notices]
    assert "within an hour" in texts[-1]
    assert not any("within an hour" in text for text in texts[:-1])


def test_what_is_acknowledged_is_quiet_until_it_gets_worse() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 6))
    desk.come(desk.desk.acknowledge(SALES, desk.now, " I know,\n Anna helps "))
    assert not desk.shown
    (found,) = desk.desk.open_alerts(desk.now)
    assert (found.note, found.wants_attention(desk.now)) == ("I know, Anna helps", False)
    desk.hear(group("610", 11))
    assert len(desk.titles) == 1
    desk.hear(group("610", 12))
    assert desk.titles[1:] == ["Sales: 12 callers waiting, longest 0:00"]
    (found,) = desk.desk.open_alerts(desk.now)
    assert (found.note, found.wants_attention(desk.now)) == ("", True)
    assert [(entry.what, entry.note) for entry in desk.entries] == [
        ("opened", ""),
        ("acknowledged", "I know, Anna helps"),
        ("got worse", ""),
    ]


def test_what_is_snoozed_comes_back() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 6))
    desk.come(desk.desk.snooze(SALES, 300, desk.now))
    assert not desk.shown
    for _ in range(30):
        desk.hear(group("610", 6))
        desk.go_on(15)
    assert [second for second, told in desk.told if isinstance(told, Notice)] == [0, 300]
    desk.hear(group("610", 0))
    assert desk.desk.acknowledge(SALES, desk.now).entries == ()
    assert desk.desk.snooze(SALES, 60, desk.now).notices == ()


@pytest.mark.parametrize("ways", [frozenset({Way.NOTIFICATION}), frozenset[Way]()])
def test_whoever_shows_it_hears_when_what_is_snoozed_wants_attention_again(ways: frozenset[Way]) -> None:
    desk = known(replace(CALLERS, ways=ways))
    desk.hear(group("610", 6))
    desk.come(desk.desk.snooze(SALES, 30, desk.now))
    assert not desk.desk.advance(desk.now).has_changed
    begin_s = desk.now.steady_s
    assert desk.desk.next_due_s(desk.now) == begin_s + 30
    desk.go_to_s(begin_s + 30)
    assert desk.desk.advance(desk.now).has_changed
    assert [each.snoozed_until for each in desk.desk.open_alerts(desk.now)] == [None]
    assert not desk.desk.advance(desk.now).has_changed


def test_a_rule_that_is_told_in_another_way_tells_nothing_anew() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 6))
    desk.come(desk.desk.acknowledge(SALES, desk.now, "I know"))
    loud = replace(CALLERS, ways=CALLERS.ways | {Way.SOUND, Way.BORDER}, says_end=True, repeat_s=60)
    desk.come(desk.desk.set_up([loud], NAMES, LIMITS, desk.now))
    (found,) = desk.desk.open_alerts(desk.now)
    assert (found.note, found.alert.rule) == ("I know", loud)
    assert [entry.what for entry in desk.entries] == ["opened", "acknowledged"]
    assert desk.desk.borders(desk.now) == {SALES.subject: Level.ATTENTION}
    assert len(desk.titles) == 1


def test_what_is_yet_to_be_told_is_told_as_the_rule_says_then() -> None:
    desk = known(replace(CALLERS, repeat_s=60))
    desk.hear(group("610", 6))
    desk.come(desk.desk.set_up([CALLERS], NAMES, LIMITS, desk.now))
    desk.go_on(15)
    desk.hear(group("610", 6))
    desk.go_on(50)
    assert len(desk.titles) == 1
    # What was never told is told as soon as the rule says that it is to be.
    silent = replace(CALLERS, ways=frozenset({Way.BORDER}))
    desk.hear(group("610", 6))
    desk.come(desk.desk.set_up([silent], NAMES, LIMITS, desk.now))
    assert not desk.shown
    desk.come(desk.desk.set_up([CALLERS], NAMES, LIMITS, desk.now))
    assert len(desk.titles) == 2


def test_a_wrong_click_is_taken_back() -> None:
    desk = known(replace(CALLERS, repeat_s=600))
    desk.hear(group("610", 6))
    desk.go_on(10)
    assert desk.desk.take_back(SALES, desk.now) == Outcome()
    desk.come(desk.desk.acknowledge(SALES, desk.now, "wrong one"))
    desk.come(desk.desk.snooze(SALES, 3600, desk.now))
    desk.go_on(10)
    desk.come(desk.desk.take_back(SALES, desk.now))
    (found,) = desk.desk.open_alerts(desk.now)
    assert (found, found.wants_attention(desk.now)) == (OpenAlert(found.alert), True)
    assert desk.desk.take_back(SALES, desk.now) == Outcome()
    # It gets no worse than what somebody took note of by mistake, and is told again when it was to be.
    for _ in range(60):
        desk.hear(group("610", 13))
        desk.go_on(15)
    assert [second for second, told in desk.told if isinstance(told, Notice)] == [0, 600]
    assert [entry.what for entry in desk.entries] == ["opened", "acknowledged", "snoozed", "taken back"]


def test_what_was_acknowledged_before_it_was_told_is_told_when_that_is_taken_back() -> None:
    desk = known(CALLERS)
    desk.desk.mute(desk.now.wall_s + 60, desk.now)
    desk.hear(group("610", 6))
    desk.come(desk.desk.acknowledge(SALES, desk.now))
    desk.go_on(90)
    desk.hear(group("610", 6))
    assert not desk.told
    desk.come(desk.desk.take_back(SALES, desk.now))
    assert len(desk.titles) == 1


def test_who_said_something_to_an_alert_is_in_the_history() -> None:
    desk = known(CALLERS, person="anna")
    desk.hear(group("610", 6))
    desk.come(desk.desk.snooze(SALES, 60, desk.now))
    desk.come(desk.desk.acknowledge(SALES, desk.now))
    assert [each.by for each in desk.desk.open_alerts(desk.now)] == ["anna"]
    desk.come(desk.desk.take_back(SALES, desk.now))
    desk.hear(group("610", 0))
    assert [entry.by for entry in desk.entries] == ["", "anna", "anna", "anna", ""]


def test_the_worst_comes_first_and_what_somebody_took_note_of_last() -> None:
    trouble = Rule("trouble", Condition.RINGING, limit=5, level=Level.TROUBLE)
    desk = known(CALLERS, trouble)
    desk.hear(group("610", 6), call("T", "6001"))
    desk.go_on(4)
    desk.hear(group("611", 6))
    desk.go_on(4)

    def order() -> list[str]:
        return [each.alert.subject.key for each in desk.desk.open_alerts(desk.now)]

    assert order() == ["6001", "610", "611"]
    desk.come(desk.desk.acknowledge(AlertKey("trouble", Subject(SubjectKind.AGENT, "6001")), desk.now))
    assert order() == ["610", "611", "6001"]


def test_figures_of_what_is_open_are_those_of_now() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 6, longest="0100"))
    desk.go_on(12)
    (found,) = desk.desk.open_alerts(desk.now)
    assert desk.desk.headline(found.alert) == "Sales: 6 callers waiting, longest 1:12"


def test_while_away() -> None:
    desk = known(CALLERS)
    assert desk.desk.while_away(desk.entries, desk.now) == ""
    desk.hear(group("610", 6), group("611", 6))
    desk.hear(group("611", 0))
    said = desk.desk.while_away(desk.entries, desk.now)
    assert said == "2 alerts, 1 open:\nSales: 6 callers waiting, longest 0:00"
    desk.hear(group("610", 0))
    assert desk.desk.while_away(desk.entries, desk.now) == "2 alerts, all over."


def test_a_fault_of_a_file_and_its_end_are_told() -> None:
    desk = known(Rule("file", Condition.FILE_FAULT, limit=30, says_end=True))
    since = desk.now
    desk.come(desk.desk.take_faults([FileFault("data file", since, "no space left")], desk.now))
    desk.go_on(40)
    desk.come(desk.desk.take_faults([], desk.now))
    assert desk.titles == [
        f"The data file can't be written since {clock(since)}",
        "The data file can be written again, after 40 seconds",
    ]
    assert desk.notices[0].text == "No space left."


def test_a_history_is_csv_that_holds_no_formula() -> None:
    now = Moment(0, 1_790_000_000)
    text = to_csv([HistoryEntry(now, "=cmd", "opened", 'Sales: 7, "all"', "@me", "+anna")])
    assert text.splitlines()[0] == "when,rule,what,text,note,by"
    assert text.splitlines()[1].endswith(""",'=cmd,opened,"Sales: 7, ""all\""",'@me,'+anna""")


def test_a_history_has_an_end() -> None:
    entries = [HistoryEntry(Moment(0, day * 86_400), "r", "opened", str(day)) for day in range(60)]
    kept = recent(entries, Moment(0, 59 * 86_400), 30)
    assert [entry.text for entry in kept] == [str(day) for day in range(29, 60)]


def test_while_nothing_is_told_no_words_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = known(CALLERS)
    desk.desk.mute(desk.now.wall_s + 600, desk.now)
    desk.hear(group("610", 6))
    looks: list[float] = []
    alerts = Engine.alerts

    def look(engine: Engine, now: Moment) -> list[Alert]:
        looks.append(now.steady_s)
        return alerts(engine, now)

    monkeypatch.setattr(Engine, "alerts", look)
    desk.hear(group("610", 7))
    assert not looks
    desk.come(desk.desk.mute(0.0, desk.now))
    assert len(looks) == 1
    assert len(desk.titles) == 1


def test_nothing_is_taken_back_that_was_not_shown() -> None:
    desk = known(CALLERS)
    desk.hear(group("610", 6))
    desk.hear(group("610", 0))
    desk.hear(group("610", 6))
    assert [type(told) for _, told in desk.told] == [Notice, Withdrawal, Notice]
