"""The pointer hides when nobody moves it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.boards import pointer_hider
from desktop.boards.pointer_hider import PointerHider
from tests.finding import the_timer


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(pointer_hider, "REST_MS", 20)
    window = QWidget()
    # It gets no moves, as the board's lists do not.
    inside = QWidget()
    QVBoxLayout(window).addWidget(inside)
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    return window


def is_hidden(window: QWidget) -> bool:
    return window.cursor().shape() is Qt.CursorShape.BlankCursor


def move(window: QWidget, x: int, y: int) -> None:
    QTest.mouseMove(window.windowHandle(), QPoint(x, y))
    QGuiApplication.processEvents()


def test_it_hides_when_idle_and_shows_when_moved(qtbot: QtBot, window: QWidget) -> None:
    hider = PointerHider(window)
    hider.start()
    assert not is_hidden(window)
    qtbot.waitUntil(lambda: is_hidden(window))
    for x in (50, 60):
        move(window, x, 50)
        assert not is_hidden(window)
        qtbot.waitUntil(lambda: is_hidden(window))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(60, 50))
    assert not is_hidden(window)
    hider.stop()


def test_a_move_event_without_a_move_does_not_show_it(qtbot: QtBot, window: QWidget) -> None:
    hider = PointerHider(window)
    hider.start()
    move(window, 50, 50)
    qtbot.waitUntil(lambda: is_hidden(window))
    at = QPointF(50, 50)
    none = Qt.MouseButton.NoButton
    again = QMouseEvent(
        *(QEvent.Type.MouseMove, at, window.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    )
    QGuiApplication.sendEvent(window.windowHandle(), again)
    assert is_hidden(window)
    hider.stop()


def test_when_stopped_it_shows_and_stays(qtbot: QtBot, window: QWidget) -> None:
    hider = PointerHider(window)
    hider.start()
    qtbot.waitUntil(lambda: is_hidden(window))
    hider.stop()
    assert not is_hidden(window)
    move(window, 50, 50)
    assert not the_timer(hider).isActive()
