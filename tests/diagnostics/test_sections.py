"""The sections of the diagnostics about the stream."""

import pytest

from desktop.acd.connection import Connection
from desktop.acd.plain_text import printable
from desktop.diagnostics import sections
from desktop.diagnostics.journal import Journal
from desktop.diagnostics.report import Report, Section
from desktop.diagnostics.sections import LineReading
from desktop.protocol.decoder import Decoder, UnreadableBytes
from desktop.protocol.line import LinePhase
from tests.diagnostics.test_journal import PBX, heard, here
from tests.support import START, call, group, wire

LIVE = Connection(LinePhase.LIVE, PBX, START, last_heard=START)


def test_each_phone_system_has_its_state_and_its_figures() -> None:
    journal = Journal()
    now = here(8, 30)
    journal.note_heard(heard(call("A"), group("610", 1), at=now))
    decoder = Decoder()
    decoder.receive_data(wire(call("A"), call("A"), call("B").replace("01B", "05B")) + b"rubbish\r\n")
    readings = (
        LineReading(LIVE, decoder.unread, lost_before=1),
        LineReading(Connection(LinePhase.LOST, "other:15373", now, "refused"), UnreadableBytes()),
    )
    section = sections.phone_systems(journal, readings, now)
    assert [dict(zip(section.columns, row, strict=True)) for row in section.rows] == [
        {
            "Phone system": PBX,
            "Connection": "Live",
            "Bytes": f"{len(wire(call('A'), group('610', 1)))}",
            "Records": "2",
            "This minute": "2",
            "Lost": "3 (2 since it was last lost)",
            "Repeated": "1",
            "Unreadable": "1",
            "Its clock": "agrees with this computer's",
        },
        {
            "Phone system": "other:15373",
            "Connection": "No data since 08:30",
            "Bytes": "0",
            "Records": "0",
            "This minute": "0",
            "Lost": "0",
            "Repeated": "0",
            "Unreadable": "0",
            "Its clock": "not heard yet",
        },
    ]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("083002", "agrees with this computer's"),
        ("083003", "3 seconds ahead"),
        ("082540", "4 minutes 20 seconds behind"),
        ("153000", "7 hours ahead"),
        ("996100", "says 996100, which is no time"),
    ],
)
def test_a_phone_system_s_clock_is_described_in_words(time: str, words: str) -> None:
    journal = Journal()
    now = here(8, 30)
    journal.note_heard(heard(call("A").replace("083000", time), at=now))
    assert sections.phone_systems(journal, (LineReading(LIVE, UnreadableBytes()),), now).rows[0][-1] == words


def test_the_last_records_are_listed_in_words_and_raw_newest_first() -> None:
    journal = Journal()
    journal.note_heard(
        heard(call("A", "6001"), "74R13024320140115", group("610", 2, 5, "0134"), at=here(8, 30, 1))
    )
    assert sections.last_records(journal).rows == (
        (
            *("08:30:01", "08:30:00", "K", "group 610: 2 waiting, 5 logged in, longest 01:34"),
            *("01K08300061000200501340000000", PBX),
        ),
        ("08:30:01", "13:02:43", "R", "refresh report of 2014-01-15", "74R13024320140115", PBX),
        ("08:30:01", "08:30:00", "A", "agent 6001 logged in", "01A0830001001   6001   00", PBX),
    )


def test_every_received_code_is_listed_in_words() -> None:
    journal = Journal()
    journal.note_heard(heard(*[call(code) for code in "ABCDEFGHIJLMNOPSTU"], group("610", 1)))
    rows = sections.codes(journal).rows
    assert rows[0] == ("1", "A", "agent logged in", PBX)
    assert ("1", "K", "figures of an agent group", PBX) in rows
    assert len({words for _, _, words, _ in rows}) == len(rows) == 19


def test_unreadable_records_are_listed_by_reason_with_their_bytes() -> None:
    decoder = Decoder()
    decoder.receive_data(b"GET /\r\n\x1b[31mred\xff\r\n\x0203X083000x\r\n")
    section = sections.unreadable((LineReading(LIVE, decoder.unread),))
    assert section.rows == (
        (
            *("2", "not a record (two digits, a capital letter, six digits expected)"),
            *("GET /", "47 45 54 20 2f", PBX),
        ),
        ("", "", r"\x1b[31mredÿ", "1b 5b 33 31 6d 72 65 64 ff", ""),
        ("1", "unknown function code", "03X083000x", "30 33 58 30 38 33 30 30 30 78", PBX),
    )


def test_if_everything_was_readable_it_says_so() -> None:
    section = sections.unreadable((LineReading(LIVE, UnreadableBytes()),))
    assert section.to_text().endswith("All that came could be read.")


def test_the_text_lists_every_minute_of_the_hour() -> None:
    journal = Journal()
    journal.note_heard(heard(*[call("A")] * 7))
    section = sections.minutes(journal, START)
    figures = [figure for row in section.rows for figure in row[1:]]
    assert len(figures) == 60
    assert figures[-1] == "7"
    assert section.rows[-1][0] == "9 to 0"


def test_a_report_is_one_text_with_aligned_columns() -> None:
    section = Section("Files", ("File", "Fault"), (("mitel_data.json", "none"), ("b", "no space left")))
    assert Report("TallyMate 1", (section, Section("Empty", ("A",), ()))).to_text() == (
        "TallyMate 1\n\n"
        "Files\n"
        "-----\n"
        "File             Fault\n"
        "mitel_data.json  none\n"
        "b                no space left\n\n"
        "Empty\n"
        "-----\n"
        "Nothing yet.\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ÿ", "plain ÿ"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\x00", r"a\nb\x00"),
        ("\u202eevil", r"\u202eevil"),
        ("\x85", r"\x85"),
    ],
)
def test_control_characters_in_a_report_are_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_phone_system_can_not_forge_a_line_of_a_report() -> None:
    journal = Journal()
    journal.note_heard(heard(call("A") + "\x85\x1b[2JFiles"))
    assert len(sections.last_records(journal).to_text().splitlines()) == 4
