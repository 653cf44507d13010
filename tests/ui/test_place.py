"""The place of a window that reopens."""

import pytest
from PySide6.QtCore import QRect

from desktop.ui.place import FIRST_SIZE, WindowPlace, corrected

LEFT = QRect(0, 0, 1920, 1040)
RIGHT = QRect(1920, 0, 1920, 1040)


@pytest.mark.parametrize("maximized", [False, True])
def test_a_place_is_read_back_from_its_text(*, maximized: bool) -> None:
    place = WindowPlace(QRect(-10, 20, 800, 600), maximized)
    assert WindowPlace.from_text(place.to_text()) == place


@pytest.mark.parametrize("text", ["", "1,2,3", "99999999999,0,800,600", "a,b,c,d", "0,0,0,0", "0,0,-5,5"])
def test_an_invalid_place_is_none(text: str) -> None:
    assert WindowPlace.from_text(text) is None


def test_a_window_reopens_in_its_place() -> None:
    wanted = QRect(2000, 100, 800, 600)
    assert corrected(wanted, [LEFT, RIGHT], LEFT) == wanted


def test_a_window_whose_screen_is_gone_opens_in_the_middle_of_another() -> None:
    found = corrected(QRect(2000, 100, 800, 600), [LEFT], LEFT)
    assert LEFT.contains(found)
    assert (found.width(), found.height()) == (800, 600)
    assert abs(found.center().x() - LEFT.center().x()) <= 1


def test_a_window_larger_than_its_screen_is_shrunk_to_fit() -> None:
    found = corrected(QRect(0, 0, 3840, 2100), [LEFT], LEFT)
    assert found == LEFT


def test_a_window_half_off_its_screen_is_pulled_in() -> None:
    found = corrected(QRect(1700, 900, 800, 600), [LEFT], LEFT)
    assert LEFT.contains(found)


def test_the_first_time_it_is_in_the_middle_of_the_main_screen() -> None:
    found = corrected(None, [LEFT, RIGHT], RIGHT)
    assert found.size() == FIRST_SIZE
    assert RIGHT.contains(found)
