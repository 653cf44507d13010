"""The history of alerts as lines of a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.acd.alerts.history import LONGEST_LINE, LONGEST_TEXT, HistoryEntry, entry_of, line_of
from desktop.acd.moment import Moment

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.integers(0, 4_000_000_000_000), TEXTS, TEXTS.filter(bool), TEXTS, TEXTS, TEXTS)
def test_a_written_entry_is_read_back(
    at_ms: int, rule: str, what: str, text: str, note: str, by: str
) -> None:
    entry = HistoryEntry(Moment(0.0, at_ms / 1000), rule, what, text, note, by)
    line = line_of(entry)
    assert len(line.split("\n")) == 1
    assert len(line) <= LONGEST_LINE
    read = entry_of(line)
    assert read is not None
    assert abs(read.at.wall_s - entry.at.wall_s) < 0.0005
    assert (read.rule, read.what, read.text, read.note, read.by) == (rule, what, text, note, by)


def test_a_line_is_readable_by_people() -> None:
    entry = HistoryEntry(
        Moment(7.0, 1_790_000_000), "Callers", "acknowledged", "Sales: 7", "Änne helps", "anna"
    )
    assert line_of(entry).endswith(
        '"rule": "Callers", "what": "acknowledged", "text": "Sales: 7", "note": "Änne helps", "by": "anna"}'
    )
    assert line_of(entry).startswith('{"when": "2026-09-2')


@given(st.text(max_size=200))
def test_any_line_is_an_entry_or_is_rejected(line: str) -> None:
    assert entry_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[" * 100_000,
        '{"when": "2026-01-05T14:03:07+00:00"}',
        '{"when": "2026-01-05T14:03:07", "what": "opened"}',
        '{"when": 5, "what": "opened"}',
        '{"when": "99999-01-05T14:03:07+00:00", "what": "opened"}',
        '{"when": "2026-01-05T14:03:07+00:00", "what": "opened", "text": 5}',
        '{"when": "2026-01-05T14:03:07+00:00", "what": "opened", "text": "\\ud800"}',
        '{"when": "2026-01-05T14:03:07+00:00", "what": "opened", "te',
        '{"when": "2026-01-05T14:03:07+00:00", "what": "' + LONGEST_LINE * "x" + '"}',
    ],
)
def test_anything_else_is_rejected(line: str) -> None:
    assert entry_of(line) is None


def test_a_text_that_is_too_long_is_cut() -> None:
    read = entry_of(line_of(HistoryEntry(Moment(0, 0), "r", "opened", "x" * 10_000)))
    assert read is not None
    assert read.text == "x" * LONGEST_TEXT
