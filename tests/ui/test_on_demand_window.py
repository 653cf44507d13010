"""A window that exists only while it is open."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.brushes import Brushes, Face, Plate, Weight
from desktop.ui.on_demand_window import OnDemandWindow
from desktop.ui.theme import Theme

FACE = Face(20, Weight.PLAIN)
PLATE = Plate(100, 50, 4, "#ffffff")


class Window(QLabel):
    def set_theme(self, theme: Theme) -> None: ...


@pytest.fixture
def shown(qtbot: QtBot, brushes: Brushes) -> OnDemandWindow[Window]:
    shown = OnDemandWindow(brushes, Window)
    with qtbot.waitExposed(shown.ask()):
        shown.ask().show()
    return shown


def test_it_is_deleted_when_it_is_closed(qtbot: QtBot, shown: OnDemandWindow[Window]) -> None:
    window = shown.ask()
    with qtbot.waitSignals([window.destroyed, shown.closed]):
        window.close()
    assert shown.window is None


def test_what_it_was_painted_with_is_freed_and_made_again(
    qtbot: QtBot, brushes: Brushes, shown: OnDemandWindow[Window]
) -> None:
    width, picture = brushes.width("6001 Anna", FACE), brushes.plate(PLATE, 1.0).toImage()
    shown.ask().close()
    qtbot.waitUntil(lambda: not brushes.plate.cache_info().currsize)
    assert not brushes.font.cache_info().currsize
    assert brushes.width("6001 Anna", FACE) == width
    assert brushes.plate(PLATE, 1.0).toImage() == picture
