"""Choices that are pictures."""

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.boards.screens_editor import ScreensEditor
from desktop.boards.swatches import Swatch, SwatchesEditor
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.screen_button import ScreenButton, ScreenPlace
from desktop.ui.theme import themed
from tests.finding import the

DECLARED = settings_in(BoardSettings)
DESK = ScreenPlace(1, "DP-1", QRect(0, 0, 1920, 1080))
WALL = ScreenPlace(2, "HDMI-1", QRect(1920, 0, 3840, 2160))


@pytest.fixture
def screens(qtbot: QtBot) -> ScreensEditor:
    editor = ScreensEditor(DECLARED["screen"])
    qtbot.addWidget(editor)
    editor.show_screens((DESK, WALL))
    editor.show_value(0)
    editor.resize(500, editor.sizeHint().height())
    editor.show()
    return editor


def buttons(screens: ScreensEditor) -> dict[int, ScreenButton]:
    return {one.screen_number: one for one in screens.findChildren(ScreenButton) if one.isVisible()}


def edited(editor: ScreensEditor | SwatchesEditor) -> list[Any]:
    values: list[Any] = []
    editor.edited.connect(values.append)
    return values


def test_screens_are_drawn_as_they_are_arranged(screens: ScreensEditor) -> None:
    desk, wall = buttons(screens)[1], buttons(screens)[2]
    assert desk.geometry().right() < wall.geometry().left()
    assert wall.width() > 1.9 * desk.width()
    assert "HDMI-1" in wall.toolTip()


def test_a_click_selects_a_screen_or_none(qtbot: QtBot, screens: ScreensEditor) -> None:
    values = edited(screens)
    anywhere = the(QPushButton, screens)
    assert anywhere.isChecked()
    qtbot.mouseClick(buttons(screens)[2], Qt.MouseButton.LeftButton)
    assert buttons(screens)[2].isChecked()
    assert not anywhere.isChecked()
    qtbot.mouseClick(buttons(screens)[2], Qt.MouseButton.LeftButton)
    assert buttons(screens)[2].isChecked()
    qtbot.mouseClick(anywhere, Qt.MouseButton.LeftButton)
    assert values == [2, 2, 0]
    assert not buttons(screens)[2].isChecked()


def test_a_disconnected_screen_is_shown_as_such(screens: ScreensEditor) -> None:
    screens.show_value(3)
    missing = buttons(screens)[3]
    assert missing.isChecked()
    assert "not connected" in missing.accessibleName()
    screens.show_value(1)
    assert set(buttons(screens)) == {1, 2}


def test_each_preset_is_painted_in_its_own_colours(qtbot: QtBot, brushes: Brushes) -> None:
    editor = SwatchesEditor(DECLARED["preset"], brushes)
    qtbot.addWidget(editor)
    editor.show_value("calm")
    editor.resize(640, 130)
    editor.show()
    presets = DECLARED["preset"].metadata["choices"]
    for is_dark in (True, False):
        editor.show_dark(is_dark=is_dark)
        for swatch, preset in zip(editor.findChildren(Swatch), presets, strict=True):
            image = swatch.grab().toImage()
            points = ((x, y) for x in range(image.width()) for y in range(image.height()))
            colours = {QColor(image.pixel(x, y)).name() for x, y in points}
            theme = themed(preset, dark=is_dark)
            assert {theme.ground, theme.free.accent, theme.acd.accent, theme.acd.ground} <= colours
    values = edited(editor)
    mitel = next(one for one in editor.findChildren(Swatch) if one.text() == "Mitel")
    qtbot.mouseClick(mitel, Qt.MouseButton.LeftButton)
    assert values == ["mitel"]


def test_presets_wrap_to_as_many_lines_as_they_need(qtbot: QtBot, brushes: Brushes) -> None:
    editor = SwatchesEditor(DECLARED["preset"], brushes)
    qtbot.addWidget(editor)
    editor.show()
    for width in (300, 480, 640):
        editor.resize(width, 100)
        assert all(editor.rect().contains(one.geometry()) for one in editor.findChildren(Swatch))
