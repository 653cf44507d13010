"""Burn-in protection: the picture moves a little, and no further than its margin."""

import pytest
from PySide6.QtCore import QObject, QPoint
from pytestqt.qtbot import QtBot

from desktop.boards import pixel_shift
from desktop.boards.pixel_shift import LARGEST_TRAVEL_PX, STEPS, PixelShift, offset


@pytest.mark.parametrize("margin", [5, 11, 15, 22, 44])
def test_the_picture_stays_inside_its_margin_and_within_24_pixels(margin: int) -> None:
    way = [offset(minute, margin) for minute in range(STEPS)]
    for axis in ([point.x() for point in way], [point.y() for point in way]):
        assert max(abs(value) for value in axis) < margin
        assert 0 < max(axis) - min(axis) <= LARGEST_TRAVEL_PX


def test_it_moves_by_a_few_pixels_each_minute() -> None:
    for minute in range(STEPS):
        step = offset(minute + 1, 22) - offset(minute, 22)
        assert 1 <= max(abs(step.x()), abs(step.y())) <= 3


@pytest.mark.parametrize("margin", [5, 11, 22, 44])
def test_it_begins_at_the_picture_s_position(margin: int) -> None:
    assert offset(0, margin) == QPoint(0, 0)


def test_it_returns_to_where_it_began() -> None:
    assert offset(STEPS, 22) == offset(0, 22)
    assert len({offset(minute, 22).toTuple() for minute in range(STEPS)}) > STEPS // 2


def test_a_picture_without_a_margin_stands_still() -> None:
    assert {offset(minute, 1).toTuple() for minute in range(STEPS)} == {(0, 0)}


def test_it_moves_between_start_and_stop_and_returns_when_stopped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixel_shift, "MINUTE_MS", 10)
    parent = QObject()
    motion = PixelShift(parent)
    assert motion.offset(22) == QPoint(0, 0)
    with qtbot.waitSignal(motion.moved):
        motion.start()
        assert motion.offset(22) == QPoint(0, 0)
    first = motion.offset(22)
    assert first != QPoint(0, 0)
    with qtbot.waitSignal(motion.moved):
        pass
    assert motion.offset(22) != first
    with qtbot.waitSignal(motion.moved):
        motion.stop()
    assert motion.offset(22) == QPoint(0, 0)
    motion.stop()
    motion.start()
    assert motion.offset(22) == QPoint(0, 0)
    motion.stop()
