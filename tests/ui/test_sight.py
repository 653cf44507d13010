"""The type legible at the viewing distance: the figures of desktop/boards/README.md, A1 and A2."""

import math

import pytest

from desktop.ui.brushes import Brushes, Face, Weight
from desktop.ui.sight import (
    KEY_ARC,
    TEXT_ARC,
    Legibility,
    ScreenSize,
    Sight,
    inches,
    metres,
    sight_of,
    verdict,
)

TABLE = [
    # diagonal, distance, capital height in pixels of 1920 x 1080 for text and for key figures
    (43, 3, 28, 35),
    (43, 5, 47, 59),
    (43, 8, 75, 94),
    (55, 3, 22, 28),
    (55, 5, 37, 46),
    (55, 8, 59, 73),
    (65, 3, 19, 23),
    (65, 5, 31, 39),
    (65, 8, 50, 62),
]


@pytest.mark.parametrize(("diagonal_in", "distance_m", "text_px", "key_px"), TABLE)
def test_capital_heights_match_the_table(
    diagonal_in: float, distance_m: float, text_px: int, key_px: int
) -> None:
    sight = Sight(1920, 1080, diagonal_in, distance_m)
    assert round(sight.cap_px(TEXT_ARC)) == text_px
    assert round(sight.cap_px(KEY_ARC)) == key_px
    four_k = Sight(3840, 2160, diagonal_in, distance_m)
    assert four_k.cap_px(TEXT_ARC) == pytest.approx(2 * sight.cap_px(TEXT_ARC))


@pytest.mark.parametrize(("diagonal_in", "distance_m", "text_px", "key_px"), TABLE)
def test_the_least_type_has_the_required_capital_height_in_the_drawn_font(
    brushes: Brushes, diagonal_in: float, distance_m: float, text_px: int, key_px: int
) -> None:
    sight = Sight(1920, 1080, diagonal_in, distance_m)
    for least, cap_px, cap in (
        (sight.least_text_px(brushes.cap_ratio), sight.cap_px(TEXT_ARC), text_px),
        (sight.least_name_px(brushes.cap_ratio), sight.cap_px(KEY_ARC), key_px),
    ):
        for weight in Weight:
            assert cap_px <= brushes.metrics(Face(least, weight)).capHeight() < cap + 2


def test_a_metre_requires_as_many_millimetres_as_the_criteria_say() -> None:
    sight = Sight(1920, 1080, 55, 1)
    assert sight.cap_mm(sight.cap_px(TEXT_ARC)) == pytest.approx(4.7, abs=0.05)
    assert sight.cap_mm(sight.cap_px(KEY_ARC)) == pytest.approx(5.8, abs=0.05)


def test_an_angle_and_a_distance_give_back_the_height() -> None:
    sight = Sight(1920, 1080, 55, 3)
    height = sight.cap_px(TEXT_ARC)
    assert sight.arc(height) == pytest.approx(TEXT_ARC)
    assert sight.farthest_m(height, TEXT_ARC) == pytest.approx(3)
    assert math.hypot(sight.width_mm, sight.height_mm) == pytest.approx(55 * 25.4)


@pytest.mark.parametrize(
    ("width_mm", "height_mm", "says"),
    [
        (1218, 685, 55),
        (527, 296, 23.8),
        (160, 90, None),  # an aspect, not a size
        (16, 9, None),
        (160, 100, None),
        (0, 0, None),
        (-1, -1, None),
        (100, 50, None),
        (4000, 2250, None),
    ],
)
def test_a_screen_has_the_size_it_reports_unless_that_is_impossible(
    width_mm: float, height_mm: float, says: float | None
) -> None:
    screen = ScreenSize(1920, 1080, width_mm, height_mm)
    if says is None:
        assert screen.diagonal_in is None
    else:
        assert screen.diagonal_in == pytest.approx(says, abs=0.1)


@pytest.mark.parametrize(
    ("screen", "set_in", "set_m", "diagonal_in", "distance_m"),
    [
        (ScreenSize(1920, 1080, 1218, 685), 0, 0, 55, 3),
        (ScreenSize(1920, 1080, 527, 296), 0, 0, 23.8, 0.8),
        (ScreenSize(3440, 1440, 800, 335), 0, 0, 34.1, 3),
        (ScreenSize(1920, 1080), 0, 0, 55, 3),
        (ScreenSize(1920, 1080, 527, 296), 65, 0, 65, 3),
        (ScreenSize(1920, 1080, 527, 296), 0, 2, 23.8, 2),
        (ScreenSize(1920, 1080), 34, 0, 34, 0.8),
    ],
)
def test_unset_values_come_from_the_screen_and_the_defaults(
    screen: ScreenSize, set_in: float, set_m: float, diagonal_in: float, distance_m: float
) -> None:
    sight = sight_of(screen, set_in, set_m)
    assert sight.diagonal_in == pytest.approx(diagonal_in, abs=0.1)
    assert sight.distance_m == distance_m


@pytest.mark.parametrize(
    ("name_arc", "text_arc", "legible", "sentence"),
    [
        (20, 16, Legibility.GOOD, "Text is 14.0 mm high at 3 m: good"),
        (25, 12, Legibility.NAMES_ONLY, "Text is 10.5 mm high at 3 m: good for names, small for the rest"),
        (15, 12, Legibility.TOO_SMALL, "Text is 10.5 mm high at 3 m: too small to read from there"),
    ],
)
def test_the_verdict_gives_the_text_height_and_whether_it_is_enough(
    name_arc: float, text_arc: float, legible: Legibility, sentence: str
) -> None:
    sight = Sight(1920, 1080, 55, 3)
    said = verdict(sight, name_cap_px=sight.cap_px(name_arc), text_cap_px=sight.cap_px(text_arc))
    assert (said.legible, said.sentence) == (legible, sentence)


def test_sizes_and_distances_are_written_without_needless_digits() -> None:
    assert [inches(55.0), inches(54.62)] == ["55 inches", "54.6 inches"]
    assert [metres(3.0), metres(0.8)] == ["3 m", "0.8 m"]
