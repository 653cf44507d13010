"""The settings of boards and limits through the file: any number of sections, each with a name."""

import dataclasses
import pathlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.settings import (
    FIRST_BOARD,
    BoardSettings,
    LimitSettings,
    QueueLimitSettings,
    SettingsError,
    SettingsFile,
    wrong_value,
)
from desktop.settings.declared import settings_in

FIELDS = settings_in(BoardSettings)

# For every setting a value that is not its default.
OTHER: dict[str, object] = {
    "shown": False,
    "fullscreen": True,
    "screen": 2,
    "locked": True,
    "diagonal_in": 54.6,
    "distance_m": 2.5,
    "page_s": 20,
    "queues": "both",
    "groups": ("101", "102"),
    "paths": ("501",),
    "agents": ("0601", "6002"),
    "order": "id",
    "group_by": "state",
    "show_logged_out": False,
    "figures": ("free", "waiting", "on_calls"),
    "theme": "dark",
    "preset": "okabe-ito",
    "names": "initials",
    "hide_reasons": True,
    "hide_break_times": True,
    "animate": False,
    "window_place": "-10,20,800,600",
    "window_screen": "\\\\.\\DISPLAY1 é",
}


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "tallymate.ini"


def test_every_setting_has_another_value_for_these_tests() -> None:
    assert set(OTHER) == set(FIELDS)
    assert all(getattr(BoardSettings(), name) != value for name, value in OTHER.items())


@pytest.mark.parametrize("name", FIELDS)
def test_a_setting_round_trips_through_the_file(path: pathlib.Path, name: str) -> None:
    SettingsFile(path).change_board(FIRST_BOARD, **{name: OTHER[name]})
    (again,) = SettingsFile(path).chosen.boards
    assert getattr(again, name) == OTHER[name]
    assert again == dataclasses.replace(BoardSettings(), **{name: OTHER[name]})  # type: ignore[arg-type]  # by name


def test_there_is_one_board_at_first(path: pathlib.Path) -> None:
    assert SettingsFile(path).chosen.boards == (BoardSettings(),)
    assert "[board]" in path.read_text(encoding="utf-8")


def test_boards_keep_their_names_order_and_settings(path: pathlib.Path) -> None:
    boards = [BoardSettings("Sales TV", **OTHER), BoardSettings("Supervisors"), BoardSettings()]  # type: ignore[arg-type]
    SettingsFile(path).change_boards(boards)
    assert SettingsFile(path).chosen.boards == tuple(boards)
    assert "[board Sales TV]" in path.read_text(encoding="utf-8")


def test_a_board_can_be_renamed(path: pathlib.Path) -> None:
    SettingsFile(path).change_board(FIRST_BOARD, name="Wall", theme="dark")
    assert SettingsFile(path).chosen.boards == (BoardSettings("Wall", theme="dark"),)


def test_removing_a_board_removes_its_section(path: pathlib.Path) -> None:
    path.write_text("[board]\n[board Old]\nmine = 1\n", encoding="utf-8")
    file = SettingsFile(path)
    file.change_boards(file.chosen.boards[:1])
    assert "Old" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("boards", "reason"),
    [
        ([], "there has to be a board"),
        ([BoardSettings("TV"), BoardSettings("tv")], "two boards are called"),
    ],
)
def test_no_boards_and_equal_names_are_refused(
    path: pathlib.Path, boards: list[BoardSettings], reason: str
) -> None:
    file = SettingsFile(path)
    with pytest.raises(SettingsError, match=reason):
        file.change_boards(boards)
    assert SettingsFile(path).chosen.boards == (BoardSettings(),)


@pytest.mark.parametrize("name", ["", " TV", "TV ", "a]b", "a\nb", "x" * 41])
def test_a_name_that_a_title_can_not_hold_is_refused(name: str) -> None:
    with pytest.raises(SettingsError):
        BoardSettings(name)


def test_board_settings_of_version_0_1_become_the_first_board_s(path: pathlib.Path) -> None:
    path.write_text(
        "[start]\nfullscreen = yes\nscreen = 2\n[window]\nwindow_place = 1,2,800,600\n[board]\norder = id\n",
        encoding="utf-8",
    )
    file = SettingsFile(path)
    assert file.chosen.boards == (
        BoardSettings(fullscreen=True, screen=2, window_place="1,2,800,600", order="id"),
    )
    assert file.foreign == []
    file.change(minimized=True)
    assert SettingsFile(path).chosen.boards == file.chosen.boards


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("queues = all", "queues: 'all' is none of auto, groups, paths, both"),
        ("queues =", "queues: '' is none of auto, groups, paths, both"),
        ("order = age", "order: 'age' is none of trouble, state, time, name, id"),
        ("theme = pink", "theme: 'pink' is none of system, light, dark"),
        ("screen = -1", "screen: -1 is not from 0 to 64"),
        ("screen = left", "screen: 'left' is not a whole number"),
        ("diagonal_in = 4", "diagonal_in: 4 is not 0 nor from 5 to 150"),
        ("distance_m = 41", "distance_m: 41 is not 0 nor from 0.3 to 40"),
        ("figures = waiting, mood", "figures: 'mood' is none of waiting, longest, free"),
    ],
)
def test_a_wrong_value_is_ignored_and_reported_with_its_reason(
    path: pathlib.Path, line: str, reason: str
) -> None:
    path.write_text(f"[board TV]\n{line}\nlocked = yes\n", encoding="utf-8")
    file = SettingsFile(path)
    (problem,) = file.problems
    assert f"[board TV] {reason}" in problem
    assert file.chosen.boards == (BoardSettings("TV", locked=True),)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=4).map(tuple))
def test_picked_numbers_are_accepted_or_refused(path: pathlib.Path, numbers: tuple[str, ...]) -> None:
    path.unlink(missing_ok=True)
    file = SettingsFile(path)
    unique = tuple(dict.fromkeys(numbers))
    if wrong_value(BoardSettings, "agents", unique) is None:
        file.change_board(FIRST_BOARD, agents=unique)
        assert SettingsFile(path).chosen.boards[0].agents == unique


def test_limits_round_trip_with_those_of_single_queues(path: pathlib.Path) -> None:
    limits = LimitSettings(waiting_attention=2, do_not_disturb_trouble_s=0)
    single = [QueueLimitSettings("group 101", waiting_trouble=9), QueueLimitSettings("path 501")]
    SettingsFile(path).change_limits(limits, single)
    again = SettingsFile(path)
    assert (again.chosen.limits, again.chosen.queue_limits) == (limits, tuple(single))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("limits sales", "a queue is named as 'group 101' or 'path 501'"),
        ("board tv", "two boards are called 'tv'"),
        (f"board {41 * 'x'}", "a name has at most 40 letters"),
    ],
)
def test_an_invalid_section_is_ignored_and_stays_in_the_file(
    path: pathlib.Path, title: str, reason: str
) -> None:
    path.write_text(f"[board TV]\n[{title}]\nmine = 2\n", encoding="utf-8")
    file = SettingsFile(path)
    (problem,) = file.problems
    assert problem == f"settings file {path}: [{title}]: {reason}"
    assert (file.chosen.boards, file.chosen.queue_limits) == ((BoardSettings("TV"),), ())
    file.change_board("TV", locked=True)
    assert SettingsFile(path).problems == (problem,)
    assert f"[{title}]\nmine = 2\n" in path.read_text(encoding="utf-8")
