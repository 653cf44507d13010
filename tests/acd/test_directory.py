"""The directory, and the rows of its file."""

import pytest

from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.directory_rows import (
    LONGEST_NAME,
    MOST_AGENTS,
    MOST_GROUPS_OF_AGENT,
    Column,
    DirectoryRow,
    ParsedRows,
    RowProblem,
    parse_rows,
    problem_of,
    split_groups,
)
from desktop.acd.queue import QueueKind


def test_without_a_directory_every_number_stands_for_itself() -> None:
    nothing = Directory()
    assert nothing.agent_name("6001") == "6001"
    assert nothing.queue_name(QueueKind.GROUP, "610") is None
    assert nothing.queue_name(QueueKind.PATH, "610") is None
    assert nothing.reason("7") is None
    assert nothing.groups_of("6001") == ()
    assert nothing.group_title("610") == "Group 610"
    assert nothing.group_title("Night shift") == "Night shift"
    assert nothing == parse_rows([]).directory


def test_rows_name_agents_groups_paths_and_reasons() -> None:
    rows = [
        DirectoryRow("Agent", "6001", "Anna Fischer", "610; Support|Night shift"),
        DirectoryRow("GROUP", "610", "Sales"),
        DirectoryRow("group", "611", "Support"),
        DirectoryRow("path", "610", "Sales line"),
        DirectoryRow("reason", "07", "Lunch"),
    ]
    directory = parse_rows(rows).directory
    assert directory.agent_name("6001") == "Anna Fischer"
    assert directory.queue_name(QueueKind.GROUP, "610") == "Sales"
    assert directory.queue_name(QueueKind.PATH, "610") == "Sales line"
    assert directory.reason("7") == directory.reason("007") == "Lunch"
    # A group's name stands for its number; any other text is a label.
    assert directory.groups_of("6001") == ("610", "611", "Night shift")
    titles = [directory.group_title(group) for group in directory.groups_of("6001")]
    assert titles == ["Sales", "Support", "Night shift"]
    assert parse_rows(rows).problems == {}


def test_leading_zeros_that_excel_removed_from_reporting_numbers_are_restored() -> None:
    rows = [
        DirectoryRow("group", "7", "Sales"),
        DirectoryRow("path", "P86", "In"),
        DirectoryRow("agent", "0012", "Anna", "7"),
    ]
    directory = parse_rows(rows).directory
    assert directory.queue_name(QueueKind.GROUP, "007") == "Sales"
    assert directory.queue_name(QueueKind.PATH, "086") == "In"
    assert directory.groups_of("0012") == ("007",)
    # Agent IDs have no fixed length: nobody can know which zeros are missing.
    assert directory.agent_name("12") == "12"


def test_a_number_named_twice_is_reported_and_the_later_row_counts() -> None:
    rows = [DirectoryRow("group", "007", "Sales", line=2), DirectoryRow("group", "7", "Support", line=3)]
    understood = parse_rows(rows)
    assert understood.directory.queue_name(QueueKind.GROUP, "007") == "Support"
    assert understood.problems == {
        0: RowProblem(Column.NUMBER, "group 007 is named again in line 3, which counts")
    }
    assert (
        parse_rows([DirectoryRow("agent", "1"), DirectoryRow("agent", "1")])
        .problems[0]
        .text.endswith("further down, which counts")
    )


def test_a_wrong_row_does_not_replace_a_good_one() -> None:
    rows = [DirectoryRow("agent", "6001", "Anna"), DirectoryRow("agent", "6001", "a\tb")]
    assert parse_rows(rows).directory.agent_name("6001") == "Anna"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (DirectoryRow("agnet", "1"), Column.KIND, "kind 'agnet' is none of agent, group, path, reason"),
        (DirectoryRow("", "1"), Column.KIND, "the kind is missing, one of agent, group, path, reason"),
        (DirectoryRow("agent", ""), Column.NUMBER, "the number is missing"),
        (
            DirectoryRow("agent", "12345678"),
            Column.NUMBER,
            "'12345678' is no agent ID: it has at most 7 plain characters",
        ),
        (
            DirectoryRow("agent", "ä1"),
            Column.NUMBER,
            "'ä1' is no agent ID: it has at most 7 plain characters",
        ),
        (
            DirectoryRow("agent", "1,23E+08"),
            Column.NUMBER,
            "'1,23E+08' is what Excel made of a number: type it again, as text",
        ),
        (
            DirectoryRow("group", "6100"),
            Column.NUMBER,
            "'6100' is no reporting number: it has at most three digits",
        ),
        (DirectoryRow("path", "²"), Column.NUMBER, "'²' is no reporting number: it has at most three digits"),
        (DirectoryRow("reason", "x"), Column.NUMBER, "'x' is no reason code: it has digits alone"),
        (DirectoryRow("reason", "00"), Column.NUMBER, "'00' stands for no reason"),
        (DirectoryRow("agent", "1", "x" * 61), Column.NAME, "the name has 61 characters: it is cut to 60"),
        (
            DirectoryRow("agent", "1", "a\u202eb"),
            Column.NAME,
            "the name holds what can't be shown in one line",
        ),
        (
            DirectoryRow("path", "1", "In", "610"),
            Column.GROUPS,
            "only an agent has groups: these are not used",
        ),
        (
            DirectoryRow("agent", "1", "Anna", "|".join(map(str, range(51)))),
            Column.GROUPS,
            "51 groups are more than 50: these are not used",
        ),
        (
            DirectoryRow("agent", "1", "Anna", "x" * 61),
            Column.GROUPS,
            f"the group '{'x' * 30}...' has 61 characters: it is cut to 60",
        ),
    ],
)
def test_errors_are_reported_in_plain_words(row: DirectoryRow, column: Column, reason: str) -> None:
    assert problem_of(row) == RowProblem(column, reason)


def test_the_longest_permitted_texts_are_accepted() -> None:
    groups = ";".join(f"label {number}" for number in range(MOST_GROUPS_OF_AGENT))
    row = DirectoryRow("agent", "*000001", "x" * LONGEST_NAME, groups)
    assert problem_of(row) is None
    entry = parse_rows([row]).directory.agents["*000001"]
    assert (len(entry.name), len(entry.groups)) == (60, 50)


def test_a_name_that_is_too_long_is_cut_and_reported_but_counts() -> None:
    long = "Customer service for business customers in the north at weekdays only"
    cut = "Customer service for business customers in the north at wee…"
    rows = [
        DirectoryRow("agent", "6001", "A" * 59 + "bc", f"{long}; Night shift, {'B' * 61}"),
        DirectoryRow("group", "610", long),
        DirectoryRow("path", "860", "C" * 58 + " and more"),
        DirectoryRow("reason", "7", "D" * 61),
    ]
    understood = parse_rows(rows)
    directory = understood.directory
    assert directory.agent_name("6001") == "A" * 59 + "…"
    # Its full name still stands for its number.
    assert directory.groups_of("6001") == ("610", "Night shift", "B" * 59 + "…")
    assert directory.queue_name(QueueKind.GROUP, "610") == cut
    assert directory.queue_name(QueueKind.PATH, "860") == "C" * 58 + "…"
    assert directory.reason("7") == "D" * 59 + "…"
    assert {place: remark.column for place, remark in understood.problems.items()} == dict.fromkeys(
        range(4), Column.NAME
    )


def test_wrong_groups_cost_only_the_groups() -> None:
    directory = parse_rows(
        [DirectoryRow("agent", "1", "Anna", "a\tb"), DirectoryRow("path", "860", "In", "610")]
    ).directory
    assert directory.agents["1"] == DirectoryEntry("Anna")
    assert directory.queue_name(QueueKind.PATH, "860") == "In"


def test_a_directory_is_bounded() -> None:
    understood: ParsedRows = parse_rows(
        [DirectoryRow("agent", f"{n:05d}", "x") for n in range(MOST_AGENTS + 2)]
    )
    assert len(understood.directory.agents) == MOST_AGENTS
    assert set(understood.problems) == {MOST_AGENTS, MOST_AGENTS + 1}
    assert understood.problems[MOST_AGENTS].text == "there are more than 20000 of kind agent"


def test_groups_are_split_at_any_usual_separator_and_each_counts_once() -> None:
    assert split_groups(" 610 ;Sales|611,, 610 ") == ("610", "Sales", "611")
    assert split_groups(" ; ") == ()
