"""The directory's CSV file, as people, other programs and Excel make it."""

import os
import pathlib
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.acd.directory_rows import DirectoryRow
from desktop.acd.queue import QueueKind
from desktop.live import directory_file
from desktop.live.directory_file import (
    MAX_BYTES,
    MOST_LINES,
    DirectoryError,
    Table,
    directory_content,
    load_directory,
    read_directory,
)

RESOURCES = pathlib.Path(__file__).parent.parent.parent / "resources"
ROWS = (
    "kind,number,name,groups",
    'agent,6001,Jürgen Müller,"610;611"',
    "group,610,Sales,",
    "path,860,Hotline,",
    "reason,7,Lunch,",
)
TEXT = "\r\n".join(ROWS) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_format_that_excel_saves_is_read(encoding: str, separator: str, line_end: str) -> None:
    text = TEXT.replace(",", separator).replace("\r\n", line_end)
    state = read_directory(text.encode(encoding))
    assert state.problems == ()
    assert state.directory.agent_name("6001") == "Jürgen Müller"
    assert state.directory.groups_of("6001") == ("610", "611")
    assert state.directory.queue_name(QueueKind.PATH, "860") == "Hotline"
    assert state.directory.reason("7") == "Lunch"
    assert state.table.separator == separator


def test_utf16_big_endian_is_read_too() -> None:
    state = read_directory(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert state.directory.agent_name("6001") == "Jürgen Müller"


def test_columns_may_be_in_any_order_and_further_ones_are_kept() -> None:
    text = (
        "Team,NAME, Number ,Kind,notes\n"
        'red,Anna,6001,agent,"two\nlines, ""quoted"""\n'
        " blue ,Ben,6002,agent\n"
        ",Cem,6003,Agent,,,surplus\n"
    )
    state = read_directory(text.encode())
    assert state.directory.agent_name("6001") == "Anna"
    assert [row.line for row in state.table.rows] == [2, 4, 5]
    (problem,) = state.problems
    assert problem.startswith("line 5: 7 fields are more than the 5 columns of the first line: put quotation")
    again = directory_content(state.table).decode("utf-8-sig").split("\r\n")
    assert again == [
        "Team,NAME, Number ,Kind,notes,groups",
        'red,Anna,6001,agent,"two\nlines, ""quoted""",',
        " blue ,Ben,6002,agent,,",
        ",Cem,6003,Agent,,,,surplus",
        "",
    ]


def test_a_bad_line_is_reported_with_its_number_and_the_good_ones_are_kept() -> None:
    text = "\n\nkind;number;name\nagnet;6001;Anna\n;;\nagent;6002;Ben\nagent;6002;Cem\n"
    state = read_directory(text.encode())
    assert state.problems == (
        "line 4: kind 'agnet' is none of agent, group, path, reason",
        "line 6: agent 6002 is named again in line 7, which counts",
    )
    assert state.directory.agent_name("6002") == "Cem"
    assert len(state.table.rows) == 3


def test_only_the_first_problems_are_listed_one_by_one() -> None:
    text = "kind,number,name\n" + "agnet,1,x\n" * 32
    problems = read_directory(text.encode()).problems
    assert len(problems) == 21
    assert problems[-1] == "and 12 more"


def test_a_misplaced_quotation_mark_costs_only_its_line() -> None:
    text = (
        'kind,number,name\nagent,6001,"Anna\nagent,6002,Ben\n'
        'agent,6003,The 5" one\nagent,6004,"Dora"x\nagent,6005,Ed'
    )
    state = read_directory(text.encode())
    assert state.problems == (
        "line 2: a quotation mark is out of place",
        "line 5: a quotation mark is out of place",
    )
    names = {agent_id: entry.name for agent_id, entry in state.directory.agents.items()}
    assert names == {"6001": "Anna", "6002": "Ben", "6003": 'The 5" one', "6004": "Dorax", "6005": "Ed"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name,who\n", "line 1: it names no column kind and no column number; the first line names the"),
        (b"kind;number\n", "line 1: it names no column name; the first line names the columns: kind;number;"),
        (b"kind,number,name\n" + b"x" * 200_000, "the file has lines longer than any table has"),
        (b"x\n" * (MOST_LINES + 1), "the file has more than 50000 lines"),
    ],
)
def test_a_foreign_file_is_not_taken_for_an_empty_directory(content: bytes, problem: str) -> None:
    state = read_directory(content)
    assert state.problems[0].startswith(problem)
    assert not state.is_understood
    assert state.exists


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"sep=;\n"])
def test_an_empty_file_is_an_empty_directory(content: bytes) -> None:
    state = read_directory(content)
    assert (state.problems, state.table, state.is_understood) == ((), Table(), True)


def test_excels_sep_line_is_no_row() -> None:
    state = read_directory(b"sep=;\nkind;number;name\nagnet;1;x\nagent;6001;Anna\n")
    assert state.directory.agent_name("6001") == "Anna"
    assert state.problems[0].startswith("line 3: ")


def test_a_written_file_opens_correctly_in_excel() -> None:
    content = directory_content(Table((DirectoryRow("agent", "6001", "Jürgen", "610;611"),), separator=";"))
    assert content == '\ufeffkind;number;name;groups\r\nagent;6001;Jürgen;"610;611"\r\n'.encode()


PLAIN = st.text(st.characters(codec="utf-8"), max_size=20)
FIELD = PLAIN.map(str.strip)
OTHERS = st.lists(PLAIN, max_size=4).map(lambda texts: tuple([*texts, "x"] if texts else texts))
FILLED = st.builds(DirectoryRow, FIELD.filter(bool), FIELD, FIELD, FIELD, OTHERS)
KNOWN = ("kind", "number", "name", "groups")
FOREIGN = PLAIN.filter(lambda name: name.strip().casefold() not in KNOWN)
COLUMNS = st.lists(FOREIGN, max_size=3).flatmap(lambda more: st.permutations([*KNOWN, *more])).map(tuple)


@settings(deadline=None)
@given(st.lists(FILLED, max_size=8).map(tuple), COLUMNS, st.sampled_from(",;\t"))
@example((), ("sep=", *KNOWN), ",")
def test_a_written_directory_is_read_back(
    rows: tuple[DirectoryRow, ...], columns: tuple[str, ...], separator: str
) -> None:
    table = Table(rows, columns, separator)
    assert read_directory(directory_content(table)).table == table


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text('kind,number;agt\t"610\r\n\0=', max_size=200).map(str.encode))
@example(b'kind,number,name\n"\n')
@example(b"\xff\xfe\x00")
@example(b'kind,number,name\nagent,6001,"' + b"x" * 90_000)
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    for state in (read_directory(content), read_directory(b"kind,number,name\n" + content)):
        if state.is_understood:
            again = read_directory(directory_content(state.table))
            assert again.table.rows == state.table.rows
            assert again.directory == state.directory


def test_the_largest_permitted_file_is_read_quickly() -> None:
    # Each line opens a quotation that is never closed, which is the most work a file can cause.
    content = b"kind,number,name\n" + b'agent,1,"x' + b"\n" + (b'agent,1,"' + b"x" * 80 + b"\n") * 45_000
    assert len(content) < MAX_BYTES
    assert read_directory(content).problems[-1].startswith("and ")


def test_the_example_has_no_problems() -> None:
    state = read_directory((RESOURCES / "directory.example.csv").read_bytes())
    assert state.problems == ()
    directory = state.directory
    assert directory.agents
    assert directory.groups
    assert directory.paths
    assert directory.reasons
    assert read_directory(directory_content(state.table)).table == state.table


def test_a_missing_file_is_no_error(tmp_path: pathlib.Path) -> None:
    assert load_directory(tmp_path / "directory.csv") is None
    (tmp_path / "directory.csv").write_bytes(b"x")
    assert load_directory(tmp_path / "directory.csv") == b"x"


def test_an_unreadable_file_is_reported_with_its_path(tmp_path: pathlib.Path) -> None:
    with pytest.raises(DirectoryError, match="is no plain file"):
        load_directory(tmp_path)
    large = tmp_path / "large.csv"
    large.write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(DirectoryError, match=r"large\.csv has more than 5 MB"):
        load_directory(large)
    with pytest.raises(DirectoryError, match="can't be read: "):
        load_directory(tmp_path / ("x" * 500))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with a name in a folder")
def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DirectoryError, match="is no plain file"):
        load_directory(tmp_path / "pipe")


def test_on_windows_the_local_code_page_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_file.sys, "platform", "win32")  # type: ignore[attr-defined]
    monkeypatch.setattr(directory_file.locale, "getencoding", lambda: "cp1251")  # type: ignore[attr-defined]
    content = "kind,number,name\nagent,6001,Анна\n".encode("cp1251")
    assert read_directory(content).directory.agent_name("6001") == "Анна"
