"""The wording of events, durations and lines."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import AgentState
from desktop.acd.connection import Connection, Connections
from desktop.acd.moment import Moment
from desktop.acd.summary import FloorSummary, summary_lines
from desktop.acd.wording import (
    SHORT_STATE_WORDS,
    STATE_WORDS,
    clock,
    clock_with_seconds,
    connection_sentence,
    connection_status,
    describe_event,
    describe_record,
    duration,
    lines_status,
    short_duration,
    spoken_duration,
)
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import CALL_EVENTS, Event
from desktop.protocol.line import LinePhase
from tests.support import call, group, path, wire

AT_14_03_07 = Moment(1000.0, time.mktime((2024, 1, 15, 14, 3, 7, 0, 0, -1)))


def event(record: str) -> Event:
    (decoded,) = Decoder().receive_data(wire(record))
    return decoded


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (call("A"), "Agent 6001 logged in"),
        (call("B"), "Agent 6001 logged out"),
        (call("C"), "Agent 6001 set do not disturb"),
        (call("C", button="03"), "Agent 6001 set do not disturb, reason 3"),
        (call("D"), "Agent 6001 removed do not disturb"),
        (call("E"), "Agent 6001 set make busy"),
        (call("E", button="07"), "Agent 6001 set make busy, reason 7"),
        (call("F"), "Agent 6001 removed make busy"),
        (call("G", button="01", number="P860"), "Agent 6001 answered an ACD call by path 860"),
        (call("G", button="01", number=""), "Agent 6001 answered an ACD call"),
        (call("H", button="01"), "Agent 6001 answered a personal call"),
        (call("I", button="01"), "Agent 6001 made a call"),
        (call("J", button="01"), "Agent 6001 became idle"),
        (group("610", 2, 15, "0130"), "Group 610: 2 waiting, 15 logged in, longest 01:30"),
        (call("L"), "Agent 6001 started the work timer"),
        (call("M"), "Agent 6001 ended the work timer"),
        (call("N", button="01"), "Agent 6001 put a call on hold"),
        (call("O", button="01"), "Agent 6001 took a call back from hold"),
        (call("P", button="01"), "Agent 6001 lost a held call: the caller hung up"),
        (path("610", 0, 0), "Path 610: 0 waiting, 0 logged in, longest 00:00"),
        (call("S", button="01", number="P860"), "Agent 6001 answered a remote ACD call by path 860"),
        (call("T"), "Agent 6001 is being rung"),
        (call("U"), "Agent 6001 is no longer being rung"),
        (call("E", "", number="1999"), "Set 1999, no agent, set make busy"),
        (call("E", "", "07", "1999"), "Set 1999, no agent, set make busy, reason 7"),
        (call("H", "", number=""), "Set ?, no agent, answered a personal call"),
        (call("G", "", "01", "P860"), "A set with no agent answered an ACD call by path 860"),
        (call("A", "*006001"), "Agent *006001 logged in"),
    ],
)
def test_an_event_in_plain_words(record: str, sentence: str) -> None:
    assert describe_event(event(record)) == sentence


def test_a_refresh_report_has_no_sentence() -> None:
    assert describe_event(event("74R13024320140115")) is None


def test_every_call_event_has_a_sentence_of_its_own() -> None:
    sentences = {describe_event(event(call(code))) for code in CALL_EVENTS}
    assert None not in sentences
    assert len(sentences) == len(CALL_EVENTS)


def test_every_state_has_a_word_and_a_short_word() -> None:
    assert set(STATE_WORDS) == set(SHORT_STATE_WORDS) == set(AgentState)
    assert len(set(STATE_WORDS.values())) == len(AgentState)
    assert all(len(word) <= 5 for word in SHORT_STATE_WORDS.values())


@pytest.mark.parametrize(
    ("seconds", "long", "short", "spoken"),
    [
        (0, "0:00", "0:00", "0 seconds"),
        (0.9, "0:00", "0:00", "0 seconds"),
        (1, "0:01", "0:01", "1 second"),
        (59.99, "0:59", "0:59", "59 seconds"),
        (60, "1:00", "1:00", "1 minute"),
        (125, "2:05", "2:05", "2 minutes 5 seconds"),
        (599, "9:59", "9:59", "9 minutes 59 seconds"),
        (600, "10:00", "10m", "10 minutes"),
        (899, "14:59", "14m", "14 minutes 59 seconds"),
        (3599, "59:59", "59m", "59 minutes 59 seconds"),
        (3600, "1:00:00", "1h00", "1 hour"),
        (3912, "1:05:12", "1h05", "1 hour 5 minutes"),
        (7260, "2:01:00", "2h01", "2 hours 1 minute"),
        (9 * 3600 + 3599, "9:59:59", "9h59", "9 hours 59 minutes"),
        (10 * 3600, "10:00:00", "10h", "10 hours"),
        (99 * 3600 + 3599, "99:59:59", "99h", "99 hours 59 minutes"),
        (100 * 3600, "100:00:00", "4d", "100 hours"),
        (30 * 86400, "720:00:00", "30d", "720 hours"),
    ],
)
def test_a_duration_has_a_full_a_short_and_a_spoken_form(
    seconds: float, long: str, short: str, spoken: str
) -> None:
    assert duration(seconds) == long
    assert short_duration(seconds) == short
    assert spoken_duration(seconds) == spoken


@settings(deadline=None, max_examples=100)
@given(st.floats(0, 999 * 86400))
def test_a_short_duration_has_at_most_four_characters(seconds: float) -> None:
    assert 2 <= len(short_duration(seconds)) <= 4


def test_the_time_of_day_is_the_wall_clock_s() -> None:
    assert clock(AT_14_03_07) == "14:03"
    assert clock_with_seconds(AT_14_03_07) == "14:03:07"


SOURCE = "pbx.example:15373"


@pytest.mark.parametrize(
    ("connection", "status", "sentence"),
    [
        (Connection(), "No phone system set", "No phone system is set: choose one in the menu"),
        (Connection(LinePhase.CONNECTING, SOURCE), "Connecting", f"Connecting to {SOURCE}"),
        (
            Connection(LinePhase.CONNECTING, SOURCE, AT_14_03_07, "connected, nothing heard yet"),
            "Connecting",
            f"Connecting to {SOURCE}: connected, nothing heard yet",
        ),
        (
            Connection(LinePhase.LIVE, SOURCE, AT_14_03_07),
            "Live",
            f"Connected to {SOURCE} since 14:03",
        ),
        (
            Connection(LinePhase.SILENT, SOURCE, AT_14_03_07),
            "Silent since 14:03",
            f"Connected to {SOURCE}, but nothing heard since 14:03",
        ),
        (
            Connection(LinePhase.LOST, SOURCE, AT_14_03_07, "the phone system hung up"),
            "No data since 14:03",
            f"Connection to {SOURCE} lost since 14:03: the phone system hung up",
        ),
        (
            Connection(LinePhase.LOST, SOURCE, None, "connection refused"),
            "No data",
            f"Connection to {SOURCE} lost: connection refused",
        ),
    ],
)
def test_the_line_s_state_in_words(connection: Connection, status: str, sentence: str) -> None:
    assert connection_status(connection) == status
    assert connection_sentence(connection) == sentence


@pytest.mark.parametrize("phase", [LinePhase.LOST, LinePhase.CONNECTING])
def test_a_line_that_fell_silent_hours_before_it_was_lost_is_old_since_then(phase: LinePhase) -> None:
    heard, lost = Moment(1000.0, 1_790_000_000.0), Moment(4600.0, 1_790_003_600.0)
    connection = Connection(phase, "x:1", lost, "refused", last_heard=heard)
    assert lines_status(Connections((connection,))) == f"No data since {clock(heard)}"
    live = Connection(LinePhase.LIVE, "y:1", heard)
    assert lines_status(Connections((live, connection))) == f"1 of 2 without data since {clock(heard)}"
    if phase is LinePhase.LOST:
        assert connection_sentence(connection) == f"Connection to x:1 lost since {clock(lost)}: refused"


@pytest.mark.parametrize("phase", list(LinePhase))
def test_only_a_live_line_has_current_figures(phase: LinePhase) -> None:
    assert Connection(phase).is_live is (phase is LinePhase.LIVE)


@pytest.mark.parametrize(
    ("summary", "callers", "agents"),
    [
        (FloorSummary(), "Callers waiting not known", "0 free, 0 on calls, 0 out of reach"),
        (FloorSummary(queues_known=True), "Nobody waiting", "0 free, 0 on calls, 0 out of reach"),
        (
            FloorSummary(
                waiting=3, longest_s=90, free=4, acd=2, other_calls=3, out_of_reach=1, queues_known=True
            ),
            "3 waiting, longest 1:30",
            "4 free, 5 on calls, 1 out of reach",
        ),
        (
            FloorSummary(waiting=1, longest_s=0.0, queues_known=True),
            "1 waiting, longest 0:00",
            "0 free, 0 on calls, 0 out of reach",
        ),
    ],
)
def test_the_floor_in_two_lines(summary: FloorSummary, callers: str, agents: str) -> None:
    assert summary_lines(summary) == (callers, agents)


def test_a_record_is_described_in_one_line_whatever_follows_its_fields() -> None:
    said = describe_record(event(f"{call('A')}\x1b[2J\x85\x0b<b>%s"))
    assert said == "08:30:00 A agent 6001 logged in   [01A0830001001   6001   00\\x1b[2J\\x85\\x0b<b>%s]"
