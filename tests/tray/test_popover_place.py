"""The popover's place: at the icon, never beyond an edge."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from desktop.tray.popover_place import GAP, anchor_of, place_for

SCREEN = QRect(0, 0, 1920, 1080)
BAR_BELOW = QRect(0, 0, 1920, 1040)
BAR_ABOVE = QRect(0, 28, 1920, 1052)
BAR_LEFT = QRect(60, 0, 1860, 1080)
BAR_RIGHT = QRect(0, 0, 1860, 1080)
SIZE = QSize(360, 400)
NOWHERE = QRect()


def icon_at(x: int, y: int) -> QRect:
    return QRect(x - 12, y - 12, 24, 24)


def around(x: int, y: int) -> QRect:
    return QRect(x - 16, y - 16, 32, 32)


@pytest.mark.parametrize(
    ("available", "icon", "at"),
    [
        (BAR_BELOW, icon_at(1400, 1060), QPoint(1400 - 181, 1040 - GAP - 400)),
        (BAR_BELOW, icon_at(1890, 1060), QPoint(1920 - GAP - 360, 1040 - GAP - 400)),
        (BAR_BELOW, icon_at(5, 1060), QPoint(GAP, 1040 - GAP - 400)),
        (BAR_ABOVE, icon_at(1890, 14), QPoint(1920 - GAP - 360, 28 + GAP)),
        (BAR_LEFT, icon_at(30, 1060), QPoint(60 + GAP, 1080 - GAP - 400)),
        (BAR_RIGHT, icon_at(1890, 500), QPoint(1860 - GAP - 360, 500 - 201)),
        (BAR_BELOW, None, QPoint(1920 - GAP - 360, 1040 - GAP - 400)),
        (BAR_ABOVE, None, QPoint(1920 - GAP - 360, 28 + GAP)),
        (SCREEN, icon_at(1800, 1068), QPoint(1920 - GAP - 360, 1056 - GAP - 400)),
    ],
)
def test_it_is_at_the_icon_on_the_edge_of_the_task_bar(
    available: QRect, icon: QRect | None, at: QPoint
) -> None:
    place = place_for(SIZE, icon, SCREEN, available)
    assert (place - at).manhattanLength() <= 2
    assert available.contains(QRect(place, SIZE))
    assert icon is None or not icon.intersects(QRect(place, SIZE))


def test_a_popover_larger_than_the_screen_shows_its_beginning() -> None:
    assert place_for(QSize(360, 2000), icon_at(1890, 1060), SCREEN, BAR_BELOW).y() == GAP


SCREENS = [(SCREEN, BAR_BELOW), (QRect(1920, 0, 1280, 1024), QRect(1920, 0, 1280, 984))]


@pytest.mark.parametrize(
    ("icon", "pointer", "anchor"),
    [
        # The icon is known, and the pointer on it.
        (icon_at(1800, 1060), QPoint(1802, 1061), icon_at(1800, 1060)),
        # Reached by keyboard: the pointer is elsewhere.
        (icon_at(1800, 1060), QPoint(700, 500), icon_at(1800, 1060)),
        # The icon is unknown, but was clicked.
        (NOWHERE, QPoint(1700, 1062), around(1700, 1062)),
        (NOWHERE, QPoint(3000, 1000), around(3000, 1000)),
        # The icon is reported in pixels of another scale: the pointer counts.
        (icon_at(900, 530), QPoint(1800, 1060), around(1800, 1060)),
        # A task bar that hides itself leaves the whole screen to windows.
        (NOWHERE, QPoint(1700, 1020), around(1700, 1020)),
        (NOWHERE, QPoint(700, 500), None),
        (icon_at(9000, 9000), QPoint(700, 500), None),
    ],
)
def test_it_opens_at_the_icon_or_the_pointer(icon: QRect, pointer: QPoint, anchor: QRect | None) -> None:
    assert anchor_of(icon, pointer, SCREENS) == anchor
