"""Days and hours by local wall time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.acd.alerts.hours import ALWAYS, EVERY_DAY, NEVER, Hours, Span, minutes_past
from desktop.acd.alerts.mute import end_of_day_s
from tests.acd.alerts.watched import at, berlin

NIGHT = Span(22 * 60, 7 * 60)
LUNCH = Span(12 * 60, 13 * 60)
MONDAY, SUNDAY = 0, 6


@pytest.mark.parametrize(
    ("hours", "text", "expected"),
    [
        (ALWAYS, "2026-01-05 03:00", True),
        (NEVER, "2026-01-05 03:00", False),
        (Hours(EVERY_DAY, (LUNCH,)), "2026-01-05 11:59:59", False),
        (Hours(EVERY_DAY, (LUNCH,)), "2026-01-05 12:00", True),
        (Hours(EVERY_DAY, (LUNCH,)), "2026-01-05 12:59:59", True),
        (Hours(EVERY_DAY, (LUNCH,)), "2026-01-05 13:00", False),
        (Hours(EVERY_DAY, (LUNCH, NIGHT)), "2026-01-05 23:00", True),
        (Hours(frozenset({MONDAY})), "2026-01-05 23:59", True),
        (Hours(frozenset({MONDAY})), "2026-01-06 00:00", False),
        # A span across midnight belongs to the day on which it began.
        (Hours(frozenset({MONDAY}), (NIGHT,)), "2026-01-05 03:00", False),
        (Hours(frozenset({MONDAY}), (NIGHT,)), "2026-01-05 22:00", True),
        (Hours(frozenset({MONDAY}), (NIGHT,)), "2026-01-06 06:59", True),
        (Hours(frozenset({MONDAY}), (NIGHT,)), "2026-01-06 07:00", False),
        (Hours(frozenset({SUNDAY}), (NIGHT,)), "2026-01-05 03:00", True),
        # From a time to itself is a whole day.
        (Hours(frozenset({MONDAY}), (Span(480, 480),)), "2026-01-06 07:59", True),
        (Hours(frozenset({MONDAY}), (Span(480, 480),)), "2026-01-06 08:00", False),
    ],
)
def test_hours_contain_the_times_within_their_spans(hours: Hours, text: str, *, expected: bool) -> None:
    assert hours.holds(berlin(at(text))) is expected


@pytest.mark.parametrize(
    ("evening", "hours_long"),
    [
        ("2026-03-28 22:00", 8),  # the clock is put forward
        ("2026-10-24 22:00", 10),  # the clock is put back
        ("2026-01-05 22:00", 9),
    ],
)
def test_a_night_lasts_as_long_as_the_clock_on_the_wall_says(evening: str, hours_long: int) -> None:
    night, start_s = Hours(EVERY_DAY, (NIGHT,)), at(evening)
    assert not night.holds(berlin(start_s - 1))
    assert all(night.holds(berlin(start_s + minute * 60)) for minute in range(hours_long * 60))
    assert not night.holds(berlin(start_s + hours_long * 3600))


@given(
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 1, 1)),  # noqa: DTZ001 - local wall time
)
def test_a_span_and_its_complement_cover_every_time_exactly_once(
    start: int, end: int, local: dt.datetime
) -> None:
    if start != end:
        spans = (Hours(EVERY_DAY, (Span(start, end),)), Hours(EVERY_DAY, (Span(end, start),)))
        assert [hours.holds(local) for hours in spans].count(True) == 1


def test_the_age_of_a_time_of_day() -> None:
    for text, expected in (("09:00", 60), ("08:00", 0), ("07:59", 1439), ("00:00", 960)):
        assert minutes_past(8 * 60, berlin(at(f"2026-01-05 {text}"))) == expected


@pytest.mark.parametrize("day", ["2026-01-05", "2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("time", ["00:00", "01:59", "12:00", "23:59:59"])
def test_a_day_ends_at_midnight(day: str, time: str) -> None:
    ends = berlin(end_of_day_s(at(f"{day} {time}"), berlin))
    assert (ends.date() - dt.date.fromisoformat(day)).days == 1
    assert ends.time() == dt.time()
