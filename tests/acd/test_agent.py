"""The rules of an agent's state, as a table anyone can check against desktop/protocol/README.md.

A record is written as its function code with its button number behind it: ``G1`` is an ACD call answered on
button 1, ``G`` the same with button number 00, ``G-`` with no button number at all, ``E7`` make busy with
reason code 7.
"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import MOST_CALLS, Agent, AgentState, AgentStatus, DataWord
from desktop.acd.moment import Moment
from desktop.protocol.events import CALL_EVENTS, CallEvent
from desktop.protocol.records import decode_record
from tests.support import START, call

RINGING = AgentState.RINGING
ACD = AgentState.ACD
ACD_HOLD = AgentState.ACD_HOLD
NON_ACD = AgentState.NON_ACD
NON_ACD_HOLD = AgentState.NON_ACD_HOLD
OUTBOUND = AgentState.OUTBOUND
OUTBOUND_HOLD = AgentState.OUTBOUND_HOLD
WORK_TIMER = AgentState.WORK_TIMER
DO_NOT_DISTURB = AgentState.DO_NOT_DISTURB
MAKE_BUSY = AgentState.MAKE_BUSY
IDLE = AgentState.IDLE
LOGGED_OUT = AgentState.LOGGED_OUT
UNKNOWN = AgentState.UNKNOWN

# fmt: off
RULES = [
    ("ringing after a logout is not in",                       "A B T U",          IDLE,           "idle"),
    ("a hold without a button holds the active call",          "G1 N",             ACD_HOLD,       "busy"),
    # Login and logout
    ("an agent who logs in is idle and in",                    "A",                IDLE,           "in"),
    ("logging in twice is still in",                           "A A",              IDLE,           "in"),
    ("an agent who logs out is out",                           "A B",              LOGGED_OUT,     "out"),
    ("a logout may be the first that is heard",                "B",                LOGGED_OUT,     "out"),
    ("a logout ends a call",                                   "A G1 B",           LOGGED_OUT,     "out"),
    ("a logout ends a held call",                              "A G1 N1 B",        LOGGED_OUT,     "out"),
    ("a logout stops the work timer",                          "A L B",            LOGGED_OUT,     "out"),
    ("a logout stops the ringing",                             "A T B",            LOGGED_OUT,     "out"),
    ("a logout clears make busy and do not disturb",           "A E7 C B",         LOGGED_OUT,     "out"),
    ("what a logout cleared stays away with a login",          "A E7 C G1 B A",    IDLE,           "in"),
    ("what a logout cleared stays away with a record",         "A E7 C G1 T B D",  IDLE,           "idle"),
    ("a login clears make busy though no F comes",             "A E7 A",           IDLE,           "in"),
    ("a login clears do not disturb though no D comes",        "A C A",            IDLE,           "in"),
    ("a login clears a call",                                  "A G1 A",           IDLE,           "in"),
    ("a login stops the work timer",                           "A L A",            IDLE,           "in"),
    ("a login stops the ringing",                              "A T A",            IDLE,           "in"),
    ("a login after a call is in again",                       "A G1 J1 A",        IDLE,           "in"),

    # In and idle
    ("an agent of whom no login was heard is idle, not in",    "J1",               IDLE,           "idle"),
    ("an agent who had a call is idle, not in",                "A G1 J1",          IDLE,           "idle"),
    ("an agent who was in make busy is idle, not in",          "A E7 F",           IDLE,           "idle"),
    ("an agent who was in do not disturb is idle, not in",     "A C D",            IDLE,           "idle"),
    ("an agent whose work timer ended is idle, not in",        "A L M",            IDLE,           "idle"),
    ("a make busy removed that never was set ends in",         "A F",              IDLE,           "idle"),
    ("an idle record alone ends in",                           "A J",              IDLE,           "idle"),
    ("ringing that was not answered leaves the agent in",      "A T U",            IDLE,           "in"),
    ("ringing twice leaves the agent in",                      "A T U T U",        IDLE,           "in"),

    # Do not disturb and make busy
    ("make busy is busy",                                      "A E7",             MAKE_BUSY,      "busy"),
    ("make busy needs no reason code",                         "A E",              MAKE_BUSY,      "busy"),
    ("do not disturb is busy",                                 "A C",              DO_NOT_DISTURB, "busy"),
    ("do not disturb is shown before make busy",               "A E7 C",           DO_NOT_DISTURB, "busy"),
    ("do not disturb is shown before a later make busy",       "A C E7",           DO_NOT_DISTURB, "busy"),
    ("removing do not disturb leaves make busy",               "A E7 C D",         MAKE_BUSY,      "busy"),
    ("removing make busy leaves do not disturb",               "A E7 C F",         DO_NOT_DISTURB, "busy"),
    ("removing both leaves idle",                              "A E7 C F D",       IDLE,           "idle"),
    ("make busy set twice is removed once",                    "A E7 E3 F",        IDLE,           "idle"),
    ("an idle record does not clear make busy",                "A E7 J1",          MAKE_BUSY,      "busy"),
    ("an idle record does not clear do not disturb",           "A C J1",           DO_NOT_DISTURB, "busy"),
    ("an idle record with no button clears neither",           "A E7 C J",         DO_NOT_DISTURB, "busy"),
    ("make busy stays removed through an idle record",         "A E7 F J1",        IDLE,           "idle"),
    ("make busy stays through a call",                         "A E7 I1 J1",       MAKE_BUSY,      "busy"),
    ("do not disturb stays through a call",                    "A C H1 J1",        DO_NOT_DISTURB, "busy"),

    # Make busy and do not disturb during a call: neither ends it, on or off
    ("make busy set during a call takes effect after it",      "A G1 E7",          ACD,            "busy"),
    ("make busy set during a call shows after it",             "A G1 E7 J1",       MAKE_BUSY,      "busy"),
    ("make busy removed during a call leaves the call",        "A G1 E7 F",        ACD,            "busy"),
    ("make busy set and removed in a call leaves nothing",     "A G1 E7 F J1",     IDLE,           "idle"),
    ("make busy removed during a personal call leaves it",     "A E7 H1 F",        NON_ACD,        "busy"),
    ("make busy removed during a hold leaves it held",         "A G1 N1 F",        ACD_HOLD,       "busy"),
    ("do not disturb set during a call does not end it",       "A G1 C",           ACD,            "busy"),
    ("do not disturb removed during a call does not end it",   "A G1 C D",         ACD,            "busy"),
    ("do not disturb removed in an outbound call leaves it",   "A C I1 D",         OUTBOUND,       "busy"),
    ("do not disturb removed during a hold leaves it held",    "A H1 N1 D",        NON_ACD_HOLD,   "busy"),
    ("do not disturb set during a call shows after it",        "A G1 C J1",        DO_NOT_DISTURB, "busy"),

    # Calls
    ("an answered ACD call",                                   "A G1",             ACD,            "busy"),
    ("an answered remote ACD call is an ACD call",             "A S1",             ACD,            "busy"),
    ("an answered personal call is not ACD",                   "A H1",             NON_ACD,        "busy"),
    ("an originated call is outbound",                         "A I1",             OUTBOUND,       "busy"),
    ("an ACD call may be the first that is heard",             "G1",               ACD,            "busy"),
    ("a call without a button number",                         "A G-",             ACD,            "busy"),
    ("a call on button 00 ends with button 00",                "A G J",            IDLE,           "idle"),
    ("leading zeros of a button mean nothing",                 "A G01 J1",         IDLE,           "idle"),
    ("an outbound call ends",                                  "A I2 J2",          IDLE,           "idle"),
    ("a personal call ends",                                   "A H2 J2",          IDLE,           "idle"),
    ("a remote ACD call ends",                                 "A S1 J1",          IDLE,           "idle"),
    ("a second call on the same button replaces the first",    "A G1 H1",          NON_ACD,        "busy"),
    ("a second call on the same button ends with one J",       "A G1 G1 J1",       IDLE,           "idle"),
    ("an ACD call is shown before a personal one",             "A H2 G1",          ACD,            "busy"),
    ("a personal call is shown before an outbound one",        "A I2 H1",          NON_ACD,        "busy"),
    ("the end of one of two calls leaves the other",           "A G1 H2 J1",       NON_ACD,        "busy"),
    ("an end on an unknown button ends the call not held",     "A G1 J9",          IDLE,           "idle"),
    ("an end on an unknown button ends all calls not held",    "A G1 H2 J9",       IDLE,           "idle"),
    ("an end on an unknown button leaves the held call",       "A G1 N1 J9",       ACD_HOLD,       "busy"),
    ("an end on an unknown button ends only what is not held", "A G1 N1 I2 J9 J1", IDLE,           "idle"),
    ("an end with button 00 ends every call, held or not",     "A G1 N1 I2 J",     IDLE,           "idle"),
    ("an end with no button ends every call, held or not",     "A G1 N1 I2 J-",    IDLE,           "idle"),

    # Holds
    ("an ACD call on hold is busy",                            "A G1 N1",          ACD_HOLD,       "busy"),
    ("a remote ACD call on hold",                              "A S1 N1",          ACD_HOLD,       "busy"),
    ("a personal call on hold is busy",                        "A H1 N1",          NON_ACD_HOLD,   "busy"),
    ("an outbound call on hold is busy",                       "A I1 N1",          OUTBOUND_HOLD,  "busy"),
    ("a retrieved ACD call is active again",                   "A G1 N1 O1",       ACD,            "busy"),
    ("a retrieved personal call is active again",              "A H1 N1 O1",       NON_ACD,        "busy"),
    ("a retrieved outbound call is active again",              "A I1 N1 O1",       OUTBOUND,       "busy"),
    ("a retrieved call ends",                                  "A G1 N1 O1 J1",    IDLE,           "idle"),
    ("a held call ends",                                       "A G1 N1 J1",       IDLE,           "idle"),
    ("a held call that was abandoned is gone",                 "A G1 N1 P1",       IDLE,           "idle"),
    ("an abandoned held call leaves make busy",                "A G1 E7 N1 P1",    MAKE_BUSY,      "busy"),
    ("a hold with no button holds the active call",            "A G1 N",           ACD_HOLD,       "busy"),
    ("a hold on an unknown button holds the active call",      "A G1 N9",          ACD_HOLD,       "busy"),
    ("a hold with no button leaves what is held",              "A H1 N1 G2 N",     ACD_HOLD,       "busy"),
    ("a hold on an unknown button holds what is active",       "A H1 N1 G2 N9 J2", NON_ACD_HOLD,   "busy"),
    ("a retrieval with no button takes the held call back",    "A G1 N1 O",        ACD,            "busy"),
    ("a retrieval on an unknown button takes it back",         "A G1 N1 O9",       ACD,            "busy"),
    ("an abandonment with no button ends the held call",       "A G1 N1 P",        IDLE,           "idle"),
    ("an abandonment on an unknown button ends the hold",      "A G1 N1 P9",       IDLE,           "idle"),
    ("an abandonment with no button leaves the active call",   "A G1 N1 I2 P",     OUTBOUND,       "busy"),
    ("an abandonment leaves a call that is not held",          "A G1 P",           ACD,            "busy"),
    ("a hold of an unknown call says only: logged in",         "N1",               IDLE,           "idle"),
    ("a retrieval of an unknown call says only: logged in",    "O1",               IDLE,           "idle"),
    ("an abandonment of an unknown call: only logged in",      "P1",               IDLE,           "idle"),
    ("a hold said twice is one hold",                          "A G1 N1 N1 O1",    ACD,            "busy"),

    # Consultation: a caller held on one button, a colleague asked on another
    ("a held ACD call is shown before a consultation",         "A G1 N1 I2",       ACD_HOLD,       "busy"),
    ("a held ACD call is shown before a personal call",        "A G1 N1 H2",       ACD_HOLD,       "busy"),
    ("a consultation that ended leaves the caller on hold",    "A G1 N1 I2 J2",    ACD_HOLD,       "busy"),
    ("idle on one button leaves a personal call held",         "A H1 N1 G2 J2",    NON_ACD_HOLD,   "busy"),
    ("idle on one button leaves an outbound call held",        "A I1 N1 G2 J2",    OUTBOUND_HOLD,  "busy"),
    ("the held caller is taken back after a consultation",     "A G1 N1 I2 J2 O1", ACD,            "busy"),
    ("a consultation and the call have both ended",            "A G1 N1 I2 J2 J1", IDLE,           "idle"),
    ("the caller went, the consultation goes on",              "A G1 N1 I2 J1",    OUTBOUND,       "busy"),
    ("the held caller hung up during a consultation",          "A G1 N1 I2 P1",    OUTBOUND,       "busy"),
    ("the held caller hung up and the consultation ended",     "A G1 N1 I2 P1 J2", IDLE,           "idle"),
    ("an active ACD call is shown before a held one",          "A G1 N1 G2",       ACD,            "busy"),
    ("an ACD call is shown before a held personal one",        "A H1 N1 G2",       ACD,            "busy"),
    ("a held personal call is shown before an outbound one",   "A H1 N1 I2",       NON_ACD_HOLD,   "busy"),
    ("a personal call is shown before a held outbound one",    "A I1 N1 H2",       NON_ACD,        "busy"),
    ("an outbound call is shown before a held one",            "A I1 N1 I2",       OUTBOUND,       "busy"),
    ("of two held calls the abandoned one goes",               "A H1 N1 G2 N2 P2", NON_ACD_HOLD,   "busy"),
    ("of two held calls the one named is taken back",          "A H1 N1 I2 N2 O2", NON_ACD_HOLD,   "busy"),

    # Work timer
    ("the work timer after a call",                            "A G1 J1 L",        WORK_TIMER,     "timer"),
    ("the work timer may be the first that is heard",          "L",                WORK_TIMER,     "timer"),
    ("the work timer starts with the call's end",              "A G1 L",           WORK_TIMER,     "timer"),
    ("the work timer's start ends every call, held or not",    "A G1 N1 I2 L M",   IDLE,           "idle"),
    ("the work timer expires",                                 "A G1 J1 L M",      IDLE,           "idle"),
    ("older releases end the work timer with an idle record",  "A L J",            IDLE,           "idle"),
    ("older releases end it with an idle record on a button",  "A L J1",           IDLE,           "idle"),
    ("setting do not disturb stops the work timer",            "A L C",            DO_NOT_DISTURB, "busy"),
    ("a work timer stopped by do not disturb stays off",       "A L C D",          IDLE,           "idle"),
    ("setting make busy stops the work timer",                 "A L E7",           MAKE_BUSY,      "busy"),
    ("a work timer stopped by make busy stays off",            "A L E7 F",         IDLE,           "idle"),
    ("removing make busy leaves the work timer",               "A E7 L F",         WORK_TIMER,     "timer"),
    ("removing do not disturb leaves the work timer",          "A C L D",          WORK_TIMER,     "timer"),
    ("the work timer is shown before make busy",               "A G1 E7 J1 L",     WORK_TIMER,     "timer"),
    ("the work timer is shown before do not disturb",          "A C L",            WORK_TIMER,     "timer"),
    ("make busy shows when the work timer expired",            "A G1 E7 J1 L M",   MAKE_BUSY,      "busy"),
    ("do not disturb shows when the work timer expired",       "A C L M",          DO_NOT_DISTURB, "busy"),
    ("an ACD call stops the work timer",                       "A L G1",           ACD,            "busy"),
    ("a remote ACD call stops the work timer",                 "A L S1",           ACD,            "busy"),
    ("a personal call stops the work timer",                   "A L H1",           NON_ACD,        "busy"),
    ("an outbound call stops the work timer",                  "A L I1",           OUTBOUND,       "busy"),
    ("a work timer stopped by an ACD call stays off",          "A L G1 N1 P1",     IDLE,           "idle"),
    ("a work timer stopped by a remote call stays off",        "A L S1 N1 P1",     IDLE,           "idle"),
    ("a work timer stopped by a personal call stays off",      "A L H1 N1 P1",     IDLE,           "idle"),
    ("a work timer stopped by an outbound call stays off",     "A L I1 N1 P1",     IDLE,           "idle"),
    ("an expired work timer leaves a call",                    "A G1 M",           ACD,            "busy"),
    ("an expired work timer leaves a held call",               "A G1 N1 M",        ACD_HOLD,       "busy"),

    # Ringing: shown first; in the data file the state beneath it
    ("ringing after the login is in",                          "A T",              RINGING,        "in"),
    ("ringing first of all is idle",                           "T",                RINGING,        "idle"),
    ("ringing after a logout: the agent is logged in",         "B T",              RINGING,        "idle"),
    ("ringing after a call is idle",                           "A G1 J1 T",        RINGING,        "idle"),
    ("ringing during a call is busy",                          "A G1 T",           RINGING,        "busy"),
    ("ringing during a held call is busy",                     "A G1 N1 T",        RINGING,        "busy"),
    ("ringing in make busy is busy",                           "A E7 T",           RINGING,        "busy"),
    ("ringing in do not disturb is busy",                      "A C T",            RINGING,        "busy"),
    ("ringing in the work timer is timer",                     "A L T",            RINGING,        "timer"),
    ("make busy set while ringing is busy",                    "A T E7",           RINGING,        "busy"),
    ("do not disturb set while ringing is busy",               "A T C",            RINGING,        "busy"),
    ("ringing ends with an ACD call",                          "A T G1",           ACD,            "busy"),
    ("ringing ends with a remote ACD call",                    "A T S1",           ACD,            "busy"),
    ("ringing ends with a personal call",                      "A T H1",           NON_ACD,        "busy"),
    ("ringing ends with an outbound call",                     "A T I1",           OUTBOUND,       "busy"),
    ("ringing ends before the call is answered",               "A T U G1",         ACD,            "busy"),
    ("ringing ends with an idle record",                       "A T J",            IDLE,           "idle"),
    ("ringing that ended shows the call beneath",              "A G1 T U",         ACD,            "busy"),
    ("ringing that ended shows make busy beneath",             "A E7 T U",         MAKE_BUSY,      "busy"),
    ("ringing that ended shows the work timer beneath",        "A L T U",          WORK_TIMER,     "timer"),
    ("ringing does not come back after the call",              "A T G1 J1",        IDLE,           "idle"),
]
# fmt: on


def said(records: str) -> list[CallEvent]:
    events = []
    for word in records.split():
        code, button = word[0], word[1:] or "00"
        number = "P860" if code in "GS" else "1001"
        event = decode_record(call(code, button=button.removeprefix("-"), number=number))
        assert isinstance(event, CallEvent)
        events.append(event)
    return events


def at(seconds: float) -> Moment:
    return Moment(START.steady_s + seconds, START.wall_s + seconds)


def agent_after(records: str, restored: DataWord | None = None) -> Agent:
    """Return an agent after these records, 10 s apart."""
    agent = Agent("6001", restored)
    for count, event in enumerate(said(records)):
        agent.apply(event, at(10.0 * count))
    return agent


@pytest.mark.parametrize(
    ("records", "state", "word"),
    [pytest.param(records, state, word, id=sentence) for sentence, records, state, word in RULES],
)
def test_state_rule(records: str, state: AgentState, word: str) -> None:
    shown = agent_after(records).shown
    assert shown.state is state
    assert shown.data_word == word
    assert shown.confirmed


def test_the_table_names_each_code_and_no_sentence_twice() -> None:
    assert {word[0] for _, records, _, _ in RULES for word in records.split()} == set(CALL_EVENTS)
    assert len({sentence for sentence, _, _, _ in RULES}) == len(RULES)
    assert len({records for _, records, _, _ in RULES}) == len(RULES)


def test_states_stand_in_the_order_of_mitel_s_own_monitors() -> None:
    assert list(AgentState) == [
        RINGING,
        ACD,
        ACD_HOLD,
        NON_ACD,
        NON_ACD_HOLD,
        OUTBOUND,
        OUTBOUND_HOLD,
        WORK_TIMER,
        DO_NOT_DISTURB,
        MAKE_BUSY,
        IDLE,
        LOGGED_OUT,
        UNKNOWN,
    ]


def test_which_states_are_out_of_reach() -> None:
    assert {state for state in AgentState if state.is_out_of_reach} == {DO_NOT_DISTURB, MAKE_BUSY}


@pytest.mark.parametrize("code", sorted(set(CALL_EVENTS) - {"B"}))
def test_every_record_but_a_logout_means_that_the_agent_is_logged_in(code: str) -> None:
    assert agent_after(f"{code}1").shown.state not in {LOGGED_OUT, UNKNOWN}
    assert agent_after(f"A B {code}1").shown.state not in {LOGGED_OUT, UNKNOWN}


@pytest.mark.parametrize("code", sorted(set(CALL_EVENTS) - {"A", "B", "T", "U"}))
def test_every_record_but_ringing_ends_in_until_the_next_login(code: str) -> None:
    assert agent_after(f"A {code}1 F D J").shown.data_word is DataWord.IDLE
    assert agent_after(f"A {code}1 A").shown.data_word is DataWord.IN


# Restored agents


def test_an_agent_without_a_record_is_unknown_and_not_listed() -> None:
    assert Agent("6001").shown == AgentStatus(UNKNOWN, since=None, data_word=None, confirmed=False)


@pytest.mark.parametrize("word", list(DataWord))
def test_a_restored_agent_is_unknown_and_listed_as_the_file_said(word: DataWord) -> None:
    assert Agent("6001", word).shown == AgentStatus(UNKNOWN, since=None, data_word=word, confirmed=False)


@pytest.mark.parametrize("word", list(DataWord))
@pytest.mark.parametrize(
    ("records", "state", "data_word"),
    [
        pytest.param("A", IDLE, "in", id="a login"),
        pytest.param("B", LOGGED_OUT, "out", id="a logout"),
        pytest.param("T", RINGING, "idle", id="ringing"),
        pytest.param("J1", IDLE, "idle", id="idle"),
        pytest.param("G1", ACD, "busy", id="a call"),
        pytest.param("L", WORK_TIMER, "timer", id="the work timer"),
    ],
)
def test_the_first_record_overrides_the_last_file(
    word: DataWord, records: str, state: AgentState, data_word: str
) -> None:
    shown = agent_after(records, word).shown
    assert shown.state is state
    assert shown.data_word == data_word
    assert shown.confirmed
    assert shown.since == at(0)


# Since when

SINCE = [
    ("idle counts from the login", "0:A 60:U", 0),
    ("a second login counts anew", "0:A 30:A", 30),
    ("records that change nothing do not count anew", "0:A 30:F 60:D 90:M", 0),
    ("a call counts from its answer", "0:A 10:G1", 10),
    ("make busy during a call leaves the call's time", "0:A 10:G1 20:E7", 10),
    ("a hold counts from the hold", "0:A 10:G1 40:N1", 40),
    ("a hold said twice counts from the first", "0:A 10:G1 40:N1 50:N1", 40),
    ("a retrieved call counts from the retrieval", "0:A 10:G1 40:N1 70:O1", 70),
    ("a consultation leaves the hold's time", "0:A 10:G1 40:N1 50:I2 60:J2", 40),
    ("idle counts from the call's end", "0:A 10:G1 70:J1", 70),
    ("the work timer counts from its start", "0:A 10:G1 70:J1 71:L", 71),
    ("the work timer said twice counts from the first", "0:A 71:L 75:L", 71),
    ("idle counts from the work timer's end", "0:A 71:L 90:M", 90),
    ("make busy counts from when it was set", "0:A 10:E7", 10),
    ("another reason does not count anew", "0:A 10:E7 50:E3", 10),
    ("make busy set, removed and set again counts anew", "0:A 10:E7 20:F 50:E3", 50),
    ("do not disturb counts from when it was set", "0:A 10:C 30:C", 10),
    ("make busy beneath do not disturb keeps its time", "0:A 10:E7 20:C 30:D", 10),
    ("ringing counts from its start", "0:A 10:T", 10),
    ("ringing said twice counts from the first", "0:A 10:T 12:T", 10),
    ("idle counts anew after ringing", "0:A 10:T 20:U", 20),
    ("a call beneath ringing keeps its time", "0:A 10:G1 20:T 30:U", 10),
    ("out counts from the logout", "0:A 10:B", 10),
    ("a second logout does not count anew", "0:A 10:B 20:B", 10),
    ("a logout after another login counts anew", "0:A 10:B 20:A 30:B", 30),
]


@pytest.mark.parametrize(
    ("timed", "since"), [pytest.param(timed, since, id=sentence) for sentence, timed, since in SINCE]
)
def test_state_time(timed: str, since: float) -> None:
    agent = Agent("6001")
    for word in timed.split():
        seconds, record = word.split(":")
        agent.apply(said(record)[0], at(float(seconds)))
    assert agent.shown.since == at(since)


def test_setting_the_wall_clock_changes_no_elapsed_time() -> None:
    since = agent_after("A").shown.since
    assert since is not None
    assert since.elapsed_s(Moment(START.steady_s + 90, START.wall_s - 7200)) == 90
    assert since.elapsed_s(Moment(START.steady_s + 90, START.wall_s + 7200)) == 90


def test_no_elapsed_time_is_negative() -> None:
    assert START.elapsed_s(Moment(START.steady_s - 1, START.wall_s + 10)) == 0


def test_the_latest_call_is_the_latest_by_the_steady_clock() -> None:
    agent = Agent("6001")
    for record, moment in (
        ("G1", Moment(1000, 5000)),
        ("H2", Moment(1010, 1000)),  # the wall clock was set back
        ("N", Moment(1020, 1010)),
    ):
        agent.apply(said(record)[0], moment)
    assert agent.shown.state is ACD
    agent.apply(said("J1")[0], Moment(1030, 1020))
    assert agent.shown.state is NON_ACD_HOLD


# Reason code, path, directory number


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        pytest.param("A E07", "7", id="of make busy"),
        pytest.param("A C03", "3", id="of do not disturb"),
        pytest.param("A E00", "", id="00 is none"),
        pytest.param("A E0", "", id="0 is none"),
        pytest.param("A E-", "", id="blank is none"),
        pytest.param("A E07 E03", "3", id="the last one said"),
        pytest.param("A E07 E00", "", id="none said last"),
        pytest.param("A E07 C03", "3", id="of the state shown"),
        pytest.param("A E07 C00", "", id="not of the state beneath"),
        pytest.param("A E07 C03 D", "7", id="of make busy when do not disturb is removed"),
        pytest.param("A E07 G1", "", id="none during a call"),
        pytest.param("A G1 E07 J1", "7", id="again after the call"),
        pytest.param("A E07 T", "", id="none while ringing"),
        pytest.param("A E07 F", "", id="none when make busy is removed"),
        pytest.param("A E07 F E00", "", id="none left of the time before"),
        pytest.param("A E07 B", "", id="none when logged out"),
        pytest.param("A L1", "", id="none of the work timer"),
    ],
)
def test_reason_code(records: str, reason: str) -> None:
    assert agent_after(records).shown.reason_code == reason


@pytest.mark.parametrize(
    ("records", "flags", "reason"),
    [
        pytest.param("A", (False, False), "", id="neither is set"),
        pytest.param("A C03", (True, False), "3", id="do not disturb"),
        pytest.param("A E07", (False, True), "7", id="make busy"),
        pytest.param("A E07 C03 G1", (True, True), "7", id="both beneath a call, make busy's reason first"),
        pytest.param("A E00 C03 G1", (True, True), "3", id="where make busy has none, do not disturb's"),
        pytest.param("A E07 C03", (True, True), "3", id="of the state shown"),
        pytest.param("A E07 G1 F", (False, False), "", id="removed during a call"),
        pytest.param("A C03 E07 B", (False, False), "", id="cleared by the logout"),
    ],
)
def test_flags_set_beneath_a_call_are_kept(records: str, flags: tuple[bool, bool], reason: str) -> None:
    agent = agent_after(records)
    assert ((agent.detail.do_not_disturb, agent.detail.make_busy), agent.reason_code) == (flags, reason)


@pytest.mark.parametrize(
    ("records", "path"),
    [
        pytest.param("A G1", "860", id="of an ACD call"),
        pytest.param("A S1", "860", id="of a remote ACD call"),
        pytest.param("A G1 N1", "860", id="of a held ACD call"),
        pytest.param("A G1 N1 O1", "860", id="of a retrieved ACD call"),
        pytest.param("A G1 N1 I2", "860", id="of the held call during a consultation"),
        pytest.param("A H1", "", id="none of a personal call"),
        pytest.param("A I1", "", id="none of an outbound call"),
        pytest.param("A G1 T", "", id="none while ringing"),
        pytest.param("A G1 T U", "860", id="again after ringing"),
        pytest.param("A G1 J1", "", id="none after the call"),
        pytest.param("A G1 J1 L", "", id="none in the work timer"),
    ],
)
def test_path(records: str, path: str) -> None:
    assert agent_after(records).shown.path == path


@pytest.mark.parametrize("code", ["G", "S"])
def test_an_acd_call_s_path_is_not_taken_for_the_agent_s_set(code: str) -> None:
    assert agent_after(f"A {code}1").directory_number == "1001"
    assert agent_after(f"A {code}1 J1").directory_number == "1001"
    assert not agent_after(f"{code}1").directory_number


@pytest.mark.parametrize("code", sorted(set(CALL_EVENTS) - {"G", "S"}))
def test_every_other_record_names_the_agent_s_set(code: str) -> None:
    agent = agent_after("A")
    event = decode_record(call(code, number="1002"))
    assert isinstance(event, CallEvent)
    agent.apply(event, at(10))
    assert agent.directory_number == "1002"


# The result of apply


@pytest.mark.parametrize(
    ("records", "changes"),
    [
        pytest.param("A", True, id="the first record"),
        pytest.param("A A", True, id="a login again, which counts anew"),
        pytest.param("A U", False, id="an end of ringing that was none"),
        pytest.param("A F", True, id="in became idle"),
        pytest.param("A F F", False, id="make busy removed twice"),
        pytest.param("A E7 E7", False, id="make busy said twice"),
        pytest.param("A E7 E3", True, id="another reason"),
        pytest.param("A G1 E7", False, id="make busy beneath a call"),
        pytest.param("A G1 G1", True, id="another call on the same button"),
        pytest.param("A G1 N1 N1", False, id="a hold said twice"),
        pytest.param("A B B", False, id="a logout said twice"),
        pytest.param("A E7 T T", False, id="ringing said twice"),
    ],
)
def test_apply_returns_whether_the_shown_state_changed(
    records: str,
    changes: bool,  # noqa: FBT001 - a table's column
) -> None:
    *before, last = said(records)
    agent = Agent("6001")
    for event in before:
        agent.apply(event, START)
    shown = agent.shown
    assert agent.apply(last, at(5)) is changes
    assert (agent.shown != shown) is changes


# Any records

WORDS = [code + button for code, button in itertools.product(sorted(CALL_EVENTS), ["", "-", "1", "2", "9"])]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_state_and_word_agree_after_any_records(records: str) -> None:
    shown = agent_after(records).shown
    if not records:
        assert shown.state is UNKNOWN
        return
    words = {WORK_TIMER: {"timer"}, LOGGED_OUT: {"out"}, IDLE: {"in", "idle"}, RINGING: {*DataWord} - {"out"}}
    assert shown.data_word in words.get(shown.state, {"busy"})
    assert shown.confirmed
    assert shown.since is not None
    assert START <= shown.since <= at(10.0 * len(records.split()))
    assert not (shown.path and shown.state not in {ACD, ACD_HOLD})
    assert not (shown.reason_code and not shown.state.is_out_of_reach)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_login_and_logout_clear_whatever_came_before(records: str) -> None:
    assert agent_after(f"{records} A").shown.data_word is DataWord.IN
    assert agent_after(f"{records} A").shown.state is IDLE
    assert agent_after(f"{records} B").shown.state is LOGGED_OUT


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_every_state_is_left_by_the_records_that_end_it(records: str) -> None:
    assert agent_after(f"{records} J D F").shown.state is IDLE


def test_beyond_the_bound_the_oldest_calls_are_dropped() -> None:
    held = " ".join(f"H{button} N{button}" for button in range(1, MOST_CALLS + 2))
    others_end = " ".join(f"J{button}" for button in range(2, MOST_CALLS + 1))
    assert agent_after(f"{held} {others_end}").shown.state is NON_ACD_HOLD
    assert agent_after(f"{held} {others_end} J{MOST_CALLS + 1}").shown.state is IDLE


def test_calls_up_to_the_bound_are_kept() -> None:
    held = " ".join(f"H{button} N{button}" for button in range(1, MOST_CALLS + 1))
    answered_again = f"O{MOST_CALLS} N{MOST_CALLS} H{MOST_CALLS} N{MOST_CALLS}"
    others_end = " ".join(f"J{button}" for button in range(2, MOST_CALLS + 1))
    assert agent_after(f"{held} {answered_again} {others_end}").shown.state is NON_ACD_HOLD
    assert agent_after(f"{held} {answered_again} {others_end} J1").shown.state is IDLE
