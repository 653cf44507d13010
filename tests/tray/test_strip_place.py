"""The strip's place: as text, after a drop, and after its screen changed."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from desktop.tray.strip_place import SNAP, Edge, StripPlace

AREA = QRect(1920, 24, 1280, 1000)
"""A second screen with a panel at its upper edge."""
SIZE = QSize(700, 30)


def dropped(left: int, top: int) -> StripPlace:
    """Return the place of a strip that was dropped at these distances from the area's corner."""
    return StripPlace.at(QRect(AREA.topLeft() + QPoint(left, top), SIZE), AREA, "DP-2")


@pytest.mark.parametrize(
    "place",
    [
        StripPlace(Edge.TOP),
        StripPlace(Edge.BOTTOM, screen="DP-2"),
        StripPlace(Edge.LEFT, 0, 240, "DP-2"),
        StripPlace(Edge.RIGHT, 0, 240, "Dell @ home, 2"),
        StripPlace(Edge.NONE, 300, 240, r"\\.\DISPLAY1"),
    ],
)
def test_a_place_is_read_back_from_its_text(place: StripPlace) -> None:
    assert StripPlace.from_text(place.to_text()) == place


@pytest.mark.parametrize(
    "text", ["", "@DP-2", "middle@DP-2", "left,1@DP-2", "left,1,2,3@DP-2", "free,a,b@", "free,0,999999@"]
)
def test_an_invalid_place_is_none(text: str) -> None:
    assert StripPlace.from_text(text) is None


@pytest.mark.parametrize(
    ("left", "top", "edge"),
    [
        (300, SNAP, Edge.TOP),
        (300, SNAP + 1, Edge.NONE),
        (300, -40, Edge.TOP),
        (300, 1000 - 30 - SNAP, Edge.BOTTOM),
        (300, 1000 - 30 - SNAP - 1, Edge.NONE),
        (300, 1100, Edge.BOTTOM),
        (SNAP, 300, Edge.LEFT),
        (SNAP + 1, 300, Edge.NONE),
        (-200, 300, Edge.LEFT),
        (1280 - 700 - SNAP, 300, Edge.RIGHT),
        (1280 - 700 - SNAP - 1, 300, Edge.NONE),
        (0, 0, Edge.TOP),
    ],
)
def test_a_strip_dropped_near_an_edge_snaps_to_it(left: int, top: int, edge: Edge) -> None:
    assert dropped(left, top).edge is edge


def test_at_the_top_and_at_the_bottom_it_fills_the_edge() -> None:
    assert StripPlace(Edge.TOP).rect(SIZE, AREA) == QRect(1920, 24, 1280, 30)
    assert StripPlace(Edge.BOTTOM).rect(SIZE, AREA) == QRect(1920, 994, 1280, 30)


def test_anywhere_else_it_is_as_wide_as_its_content() -> None:
    assert dropped(300, 240).rect(SIZE, AREA) == QRect(2220, 264, 700, 30)
    assert dropped(3, 240).rect(SIZE, AREA) == QRect(1920, 264, 700, 30)
    assert dropped(577, 240).rect(SIZE, AREA) == QRect(2500, 264, 700, 30)


def test_at_the_right_it_grows_to_the_left() -> None:
    wider = QSize(800, 30)
    assert dropped(577, 240).rect(wider, AREA) == QRect(2400, 264, 800, 30)


@pytest.mark.parametrize("area", [QRect(0, 0, 640, 480), QRect(0, 0, 300, 200)])
@pytest.mark.parametrize("place", [dropped(300, 900), dropped(577, 900), dropped(3, 900), dropped(300, 999)])
def test_on_a_smaller_screen_all_of_it_is_visible(place: StripPlace, area: QRect) -> None:
    assert area.contains(place.rect(SIZE, area))


def test_a_larger_screen_leaves_it_at_its_edge() -> None:
    assert dropped(300, 990).rect(SIZE, QRect(0, 0, 3840, 2160)) == QRect(0, 2130, 3840, 30)
