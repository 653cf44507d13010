"""The page of limits."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.boards.limits_page import LimitsPage
from desktop.settings import LimitSettings, QueueLimitSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.theme import DARK
from desktop.ui.window_style import window_style

SALES = QueueLimitSettings("group 101", waiting_attention=1)
ADD = "+ Add limits of this queue"


@pytest.fixture
def page(qtbot: QtBot, brushes: Brushes) -> LimitsPage:
    page = LimitsPage(brushes)
    qtbot.addWidget(page)
    page.set_theme(DARK)
    page.show_queues({"group 101": "Sales (group 101)", "path 501": "Path 501"})
    page.show_limits(LimitSettings(), (SALES,))
    page.show()
    return page


def changes(page: LimitsPage) -> list[tuple[Any, Any]]:
    told: list[tuple[Any, Any]] = []
    page.changed.connect(lambda limits, single: told.append((limits, single)))
    return told


def box(page: LimitsPage, name: str) -> QDoubleSpinBox:
    return next(
        one for one in page.findChildren(QDoubleSpinBox) if one.accessibleName() == name and one.isVisible()
    )


def button(page: LimitsPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible())


def texts(page: LimitsPage) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def test_every_limit_has_an_editor(page: LimitsPage) -> None:
    assert set(page.editors) == set(settings_in(LimitSettings))


def test_there_is_a_row_for_each_limit(page: LimitsPage) -> None:
    assert texts(page) >= {
        "Callers waiting",
        "Longest waiting",
        "Ringing",
        "A call on hold",
        "ACD call",
        "Another call",
        "Work timer",
        "Do not disturb",
        "Make busy",
        "Attention from",
        "Trouble from",
    }


def test_a_limit_is_changed(page: LimitsPage) -> None:
    told = changes(page)
    box(page, "Work timer, attention").stepUp()
    assert told == [(LimitSettings(work_timer_attention_s=660), (SALES,))]


def test_a_trouble_limit_below_the_attention_limit_is_reported(page: LimitsPage) -> None:
    page.show_limits(LimitSettings(ringing_attention_s=60), ())
    (hint,) = (label for label in page.findChildren(QLabel) if label.text().startswith("Trouble comes"))
    field = page.editors["ringing_trouble_s"]
    QCoreApplication.processEvents()
    assert (hint.text(), hint.isVisible()) == ("Trouble comes before attention", True)
    assert abs(hint.geometry().center().y() - field.geometry().center().y()) <= 1
    assert hint.geometry().left() > field.geometry().right()
    assert hint.width() >= hint.sizeHint().width()
    page.show_limits(LimitSettings(), ())
    assert not any(text.startswith("Trouble comes") for text in texts(page))


def test_a_warning_about_limits_moves_nothing_under_the_mouse(page: LimitsPage) -> None:
    page.show_limits(LimitSettings(), ())
    QCoreApplication.processEvents()
    places = [control.mapTo(page, QPoint(0, 0)) for control in page.findChildren(QDoubleSpinBox)]
    add = button(page, ADD).mapTo(page, QPoint(0, 0))
    page.show_limits(LimitSettings(ringing_attention_s=60, waiting_attention=90), ())
    QCoreApplication.processEvents()
    assert [one.mapTo(page, QPoint(0, 0)) for one in page.findChildren(QDoubleSpinBox)] == places
    assert button(page, ADD).mapTo(page, QPoint(0, 0)) == add


def test_the_button_that_adds_a_queue_stays_under_the_mouse(qtbot: QtBot, page: LimitsPage) -> None:
    page.resize(1000, 900)
    page.show_limits(LimitSettings(), ())
    QCoreApplication.processEvents()
    add = button(page, ADD)
    before = add.mapTo(page, QPoint(0, 0))
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()
    assert add.mapTo(page, QPoint(0, 0)) == before


def test_a_queue_gets_limits_of_its_own_and_loses_them(qtbot: QtBot, page: LimitsPage) -> None:
    told = changes(page)
    qtbot.mouseClick(button(page, ADD), Qt.MouseButton.LeftButton)
    assert told.pop() == (LimitSettings(), (SALES, QueueLimitSettings("path 501")))
    assert not button(page, ADD).isEnabled()
    box(page, "Path 501: Callers waiting, trouble").stepUp()
    assert told.pop() == (LimitSettings(), (SALES, QueueLimitSettings("path 501", waiting_trouble=7)))
    remove = next(
        one for one in page.findChildren(QPushButton) if "Sales" in one.accessibleName() and one.isVisible()
    )
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert told.pop() == (LimitSettings(), (QueueLimitSettings("path 501", waiting_trouble=7),))
    assert "Sales (group 101)" not in texts(page)


def test_no_number_is_cut(page: LimitsPage, qtbot: QtBot) -> None:
    page.setStyleSheet(window_style(DARK))
    page.resize(850, 900)  # as much as the smallest window gives it
    boxes = [one for one in page.findChildren(QDoubleSpinBox) if one.isVisible()]
    qtbot.waitUntil(lambda: all(one.width() > 1 for one in boxes))
    assert len(boxes) == len(settings_in(LimitSettings)) + len(settings_in(QueueLimitSettings))
    for one in boxes:
        assert one.visibleRegion().boundingRect() == one.rect()
        room = one.lineEdit().width() - one.lineEdit().textMargins().left()
        assert one.fontMetrics().horizontalAdvance("999 callers") < room
