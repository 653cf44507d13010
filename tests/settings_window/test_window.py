"""The window around the pages of settings."""

from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from desktop.settings_window.window import SettingsWindow
from desktop.ui.theme import DARK, LIGHT


def test_its_texts_follow_the_colours(qtbot: QtBot) -> None:
    dialog = SettingsWindow()
    qtbot.addWidget(dialog)
    for theme in (LIGHT, DARK, LIGHT):
        dialog.set_theme(theme)
        palette = dialog.palette()
        assert palette.color(QPalette.ColorRole.Window).name() == theme.ground
        assert palette.color(QPalette.ColorRole.WindowText).name() == theme.text
