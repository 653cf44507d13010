"""The text of one record: every code field by field, every tolerance, and the round trip."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.protocol.events import (
    CALL_EVENTS,
    REPORTS,
    AcdCallAnswered,
    CallEvent,
    Event,
    GroupReported,
    MakeBusySet,
    PathReported,
    QueueReported,
    Refreshed,
    RemoteAcdCallAnswered,
)
from desktop.protocol.records import (
    UnreadableReason,
    call_text,
    decode_record,
    has_fixed_fields,
    looks_like_record,
    refresh_text,
    report_text,
)

CALL_CODES = "ABCDEFGHIJLMNOPSTU"

record_numbers = st.integers(0, 99)
times = st.from_regex(r"[0-9]{6}", fullmatch=True)
numbers = st.from_regex(r"[!-~]{0,7}", fullmatch=True)
buttons = st.from_regex(r"([1-9][0-9]?)?", fullmatch=True)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.from_regex(rf"[0-9]{{{count}}}", fullmatch=True)


def decoded_call(text: str) -> CallEvent:
    event = decode_record(text)
    assert isinstance(event, CallEvent)
    return event


def decoded_report(text: str) -> QueueReported:
    event = decode_record(text)
    assert isinstance(event, QueueReported)
    return event


@pytest.mark.parametrize("code", CALL_CODES)
def test_a_call_event_gives_every_field(code: str) -> None:
    event = decoded_call(f"07{code}1302431234567*0060010212")
    assert type(event) is CALL_EVENTS[code]
    assert event.code == code
    assert event.record_number == 7
    assert event.time == "130243"
    assert event.directory_number == "1234567"
    assert event.agent_id == "*006001"
    assert event.button_number == "212"
    assert event.raw == f"07{code}1302431234567*0060010212"


@pytest.mark.parametrize("code", CALL_CODES)
def test_a_call_event_s_fields_are_filled_with_spaces(code: str) -> None:
    event = decoded_call(f"99{code}0000001001   6001   01")
    assert (event.record_number, event.time) == (99, "000000")
    assert (event.directory_number, event.agent_id, event.button_number) == ("1001", "6001", "1")


@pytest.mark.parametrize("code", CALL_CODES)
def test_trailing_spaces_may_be_missing_from_a_call_event(code: str) -> None:
    full = f"01{code}0830001001   6001     "
    for length in range(len(full.rstrip()), len(full) + 1):
        event = decoded_call(full[:length])
        assert (event.directory_number, event.agent_id, event.button_number) == ("1001", "6001", "")


@pytest.mark.parametrize(
    ("text", "directory_number", "agent_id"),
    [
        pytest.param("01E0830001001          00", "1001", "", id="an agent ID of spaces is no agent"),
        pytest.param("01E0830001001", "1001", "", id="a missing agent ID is no agent"),
        pytest.param("01E083000       6001   00", "", "6001", id="a directory number may be blank"),
        pytest.param("01E083000", "", "", id="everything after the time may be missing"),
        pytest.param("01E0830000001   0000   00", "0001", "0000", id="leading zeros are text"),
        pytest.param("01E083000*1001  *6001  00", "*1001", "*6001", id="an asterisk is text"),
        pytest.param("01E0830001001   0      00", "1001", "0", id="an agent ID of a single 0 is an agent"),
        pytest.param("01E083000  1001   6001 00", "1001", "6001", id="spaces in front are not part of it"),
    ],
)
def test_directory_number_and_agent_id(text: str, directory_number: str, agent_id: str) -> None:
    event = decoded_call(text)
    assert event.directory_number == directory_number
    assert event.agent_id == agent_id


@pytest.mark.parametrize(
    ("rest", "button"),
    [
        pytest.param("", "", id="missing is none"),
        pytest.param(" ", "", id="one space is none"),
        pytest.param("  ", "", id="two spaces are none"),
        pytest.param("0", "", id="0 is none"),
        pytest.param("00", "", id="00 is none"),
        pytest.param("000", "", id="000 is none"),
        pytest.param("1", "1", id="one digit"),
        pytest.param("01", "1", id="a leading zero is the same button"),
        pytest.param(" 1", "1", id="a leading space is the same button"),
        pytest.param("10", "10", id="a zero behind counts"),
        pytest.param("12", "12", id="two digits"),
        pytest.param("012", "12", id="three digits"),
        pytest.param("01 XYZ", "1", id="what follows a space is not the button"),
        pytest.param("01XYZ", "1", id="what is no digit is not the button"),
        pytest.param("XYZ", "", id="no digit at all is none"),
        pytest.param("01\xff\0", "1", id="bytes behind it are kept but not read"),
    ],
)
@pytest.mark.parametrize("code", ["C", "E", "G", "J"])
def test_the_button_number_and_the_reason_code_in_its_place(code: str, rest: str, button: str) -> None:
    event = decoded_call(f"01{code}0830001001   6001   {rest}")
    assert event.button_number == button
    assert event.raw.endswith(rest)


@pytest.mark.parametrize(("code", "kind"), [("G", AcdCallAnswered), ("S", RemoteAcdCallAnswered)])
def test_an_acd_call_has_the_path_in_the_directory_number_field(
    code: str, kind: type[AcdCallAnswered]
) -> None:
    event = decode_record(f"14{code}080005P860   6018   01")
    assert type(event) is kind
    assert event.directory_number == "P860"
    assert event.path == "860"
    assert event.agent_id == "6018"
    assert event.button_number == "1"


@pytest.mark.parametrize(
    ("rest", "remote"),
    [
        pytest.param("", "", id="none"),
        pytest.param("0000000", "0000000", id="seven zeros"),
        pytest.param("0020130", "0020130", id="calls waiting remotely"),
        pytest.param("12", "12", id="fewer"),
        pytest.param("00201309999", "00201309999", id="more"),
        pytest.param("  x", "  x", id="not even digits"),
    ],
)
def test_a_group_report_s_further_digits_are_kept_raw(rest: str, remote: str) -> None:
    event = decode_record(f"22K1302436100120170459{rest}")
    assert event == GroupReported(
        22, "130243", f"22K1302436100120170459{remote}", "610", "012", "017", "0459"
    )


@pytest.mark.parametrize(("code", "kind"), [("K", GroupReported), ("Q", PathReported)])
def test_a_report_gives_every_field_as_received(code: str, kind: type[QueueReported]) -> None:
    event = decoded_report(f"98{code}2359590079990019959")
    assert type(event) is kind
    assert (event.record_number, event.time) == (98, "235959")
    assert event.reporting_number == "007"
    assert event.waiting == "999"
    assert event.agents == "001"
    assert event.longest == "9959"


def test_the_one_public_real_record_is_read() -> None:
    text = "74R13024320140115"
    assert decode_record(text) == Refreshed(74, "130243", text, "20140115")


def test_a_refresh_report_may_have_more_after_its_date() -> None:
    assert decode_record("74R13024320140115  x") == Refreshed(
        74, "130243", "74R13024320140115  x", "20140115"
    )


def test_the_codes_a_to_u_and_no_others_are_known() -> None:
    known = {
        chr(code)
        for code in range(ord("A"), ord("Z") + 1)
        if decode_record(f"01{chr(code)}0830006100010010000") is not UnreadableReason.UNKNOWN_CODE
    }
    assert known == set("ABCDEFGHIJKLMNOPQRSTU")
    assert set(CALL_EVENTS) == set(CALL_CODES)
    assert set(REPORTS) == {"K", "Q"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", UnreadableReason.NOT_A_RECORD, id="nothing"),
        pytest.param("hello", UnreadableReason.NOT_A_RECORD, id="words"),
        pytest.param("1A0830001001", UnreadableReason.NOT_A_RECORD, id="one digit of the record number"),
        pytest.param("001A083000", UnreadableReason.NOT_A_RECORD, id="three digits of the record number"),
        pytest.param("01a0830001001", UnreadableReason.NOT_A_RECORD, id="a small letter"),
        pytest.param("01A08300", UnreadableReason.NOT_A_RECORD, id="five digits of the time"),
        pytest.param("01A08:30:00", UnreadableReason.NOT_A_RECORD, id="a time with colons"),
        pytest.param("0\xb2A0830001001", UnreadableReason.NOT_A_RECORD, id="a digit that is not ASCII"),
        pytest.param("0\u0661A0830001001", UnreadableReason.NOT_A_RECORD, id="a digit of another script"),
        pytest.param(
            "01K08300061000\u06610050000", UnreadableReason.BAD_REPORT, id="figures of another script"
        ),
        pytest.param("01R0830002014011\u0661", UnreadableReason.BAD_REPORT, id="a date of another script"),
        pytest.param(" 01A0830001001", UnreadableReason.NOT_A_RECORD, id="a space in front"),
        pytest.param("01V0830001001   6001   00", UnreadableReason.UNKNOWN_CODE, id="the first unknown code"),
        pytest.param("01Z0830001001   6001   00", UnreadableReason.UNKNOWN_CODE, id="the last unknown code"),
        pytest.param("01K083000610001005000", UnreadableReason.BAD_REPORT, id="a group report cut short"),
        pytest.param("01Q083000610001005000", UnreadableReason.BAD_REPORT, id="a path report cut short"),
        pytest.param("01K083000610 01005 0000", UnreadableReason.BAD_REPORT, id="a group report with spaces"),
        pytest.param("01Q0830006100010050 00", UnreadableReason.BAD_REPORT, id="a path report with a space"),
        pytest.param(
            "01K083000P100010050000", UnreadableReason.BAD_REPORT, id="a group number that is no digits"
        ),
        pytest.param(
            "01K0830006\xb900010050000", UnreadableReason.BAD_REPORT, id="figures that are not ASCII"
        ),
        pytest.param("01R0830002014011", UnreadableReason.BAD_REPORT, id="a date cut short"),
        pytest.param("01R0830002014-1-5", UnreadableReason.BAD_REPORT, id="a date with dashes"),
        pytest.param("01R083000", UnreadableReason.BAD_REPORT, id="no date"),
        pytest.param(
            "01A083000100\xe9   6001   00", UnreadableReason.NOT_TEXT, id="an accent in a directory number"
        ),
        pytest.param("01A0830001001   60\x0001   00", UnreadableReason.NOT_TEXT, id="a NUL in an agent ID"),
        pytest.param("01A0830001001   6001\t  00", UnreadableReason.NOT_TEXT, id="a tab in an agent ID"),
    ],
)
def test_an_unreadable_record_gives_the_reason(text: str, reason: UnreadableReason) -> None:
    assert decode_record(text) is reason


@pytest.mark.parametrize(
    ("text", "has"),
    [
        pytest.param("01G083000P860   6001   ", True, id="a call event with 24 characters from STX"),
        pytest.param("01G083000P860   6001   01", True, id="a call event with its button number"),
        pytest.param("01G083000P860   6001  ", False, id="a call event with 23"),
        pytest.param("01K0830006100010050000", True, id="a group report with 23"),
        pytest.param("01K083000610001005000", False, id="a group report with 22"),
        pytest.param("01Q0830006100010050000", True, id="a path report with 23"),
        pytest.param("01Q083000610001005000", False, id="a path report with 22"),
        pytest.param("74R13024320140115", True, id="a refresh report with 18"),
        pytest.param("74R1302432014011", False, id="a refresh report with 17"),
        pytest.param("x" * 40, False, id="what is no record, however long"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_records_with_all_fixed_fields_are_complete(text: str, has: bool) -> None:  # noqa: FBT001 - a table's column
    assert has_fixed_fields(text) is has


def test_only_the_start_of_a_record_is_recognised_as_one() -> None:
    assert looks_like_record("01A083000")
    assert not looks_like_record("01A08300")
    assert not looks_like_record("0000000")


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(CALL_EVENTS)), record_numbers, times, numbers, numbers, buttons)
def test_a_written_call_event_is_read_back(
    code: str, number: int, time: str, directory_number: str, agent_id: str, button: str
) -> None:
    kind = CALL_EVENTS[code]
    text = call_text(kind, number, time, directory_number, agent_id, button)
    assert decode_record(text) == kind(number, time, text, directory_number, agent_id, button)
    assert has_fixed_fields(text)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(REPORTS)),
    record_numbers,
    times,
    st.tuples(digits(3), digits(3), digits(3), digits(4)),
)
def test_a_written_report_is_read_back(
    code: str, record_number: int, time: str, figures: tuple[str, str, str, str]
) -> None:
    kind = REPORTS[code]
    text = report_text(kind, record_number, time, *figures)
    assert decode_record(text) == kind(record_number, time, text, *figures)
    assert has_fixed_fields(text)


@settings(deadline=None, max_examples=50)
@given(record_numbers, times, digits(8))
def test_a_written_refresh_report_is_read_back(number: int, time: str, date: str) -> None:
    text = refresh_text(number, time, date)
    assert decode_record(text) == Refreshed(number, time, text, date)
    assert has_fixed_fields(text)


def test_a_call_event_is_written_as_the_phone_system_does() -> None:
    assert call_text(MakeBusySet, 3, "080000", "1001", "6001", "7") == "03E0800001001   6001   07"


def test_a_group_report_is_written_with_its_further_digits_and_a_path_report_without() -> None:
    figures = ("610", "001", "005", "0130")
    assert report_text(GroupReported, 3, "080000", *figures) == "03K08000061000100501300000000"
    assert report_text(PathReported, 3, "080000", *figures) == "03Q0800006100010050130"


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(max_size=40),
        st.builds(
            lambda code, rest: f"01{code}083000{rest}",
            st.sampled_from("ABEGJKQRSTUVZ"),
            st.text(st.characters(max_codepoint=255), max_size=30),
        ),
    )
)
def test_any_text_is_an_event_or_a_reason(text: str) -> None:
    decoded = decode_record(text)
    assert isinstance(decoded, Event | UnreadableReason)
    if isinstance(decoded, Event):
        assert decoded.raw == text
        assert text[2] == decoded.code
    if isinstance(decoded, CallEvent):
        assert re.fullmatch(r"([1-9][0-9]*)?", decoded.button_number)
        assert re.fullmatch(r"([!-~]([ -~]{0,5}[!-~])?)?", decoded.agent_id)
        assert re.fullmatch(r"([!-~]([ -~]{0,5}[!-~])?)?", decoded.directory_number)
