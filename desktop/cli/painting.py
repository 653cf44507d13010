"""Paints a board off screen: the same state gives the same picture on every computer."""

import math
import os
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.acd.directory import Directory
from desktop.acd.limits import Limits
from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, view_of
from desktop.live.scene import Scene
from desktop.settings import BoardSettings
from desktop.system.places import resources_folder
from desktop.ui.brushes import FAMILIES, Brushes
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import themed

_DOTS_PER_METRE: Final = 3780
"""96 to the inch: the file contains it, so it must not depend on the computer."""
_UNWANTED: Final = (
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_FONT_DPI",
    "QT_QPA_FONTDIR",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR_ROUNDING_POLICY",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "QT_USE_PHYSICAL_DPI",
)
"""Environment variables that change sizes or looks in Qt."""


def paint_png(
    scene: Scene,
    settings: BoardSettings,
    limits: Limits,
    directory: Directory,
    size: tuple[int, int],
    scale: float,
) -> bytes:
    """Paint a board as it looks on a full screen; return the PNG, empty if Qt can't write one.

    Arguments:
        scene: The floor and its lines.
        settings: The settings of the board.
        limits: The limits of attention and of trouble.
        directory: The names.
        size: Width and height of the picture in its own pixels.
        scale: The scaling of the screen.

    """
    application = _make_application(scale)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    # The board's own pixels: a fraction of one is rounded up to cover the picture.
    width, height = (math.ceil(length / scale) for length in size)
    board = _make_board(scene, settings, limits, directory, ScreenSize(width, height))
    board.resize(width, height)
    board.render(image)
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    is_written = QImageWriter(buffer, QByteArray(b"png")).write(image)
    application.shutdown()
    return bytes(content.data()) if is_written else b""


def _make_application(scale: float) -> QApplication:
    """Make Qt paint off screen, whatever the screens of this computer are."""
    for name in _UNWANTED:
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    application = QApplication(["tallymate"])
    application.setStyle("Fusion")
    font = application.font()
    font.setFamilies(list(FAMILIES))
    application.setFont(font)
    return application


def _make_board(
    scene: Scene, settings: BoardSettings, limits: Limits, directory: Directory, size: ScreenSize
) -> Board:
    brushes = Brushes(resources_folder())
    # There is no system theme to follow: dark.
    theme = themed(settings.preset, dark=settings.theme != "light")
    look = BoardLook(brushes, theme, lambda: scene.at, source_label=scene.source_label)
    look.view = view_of(settings, limits, directory)
    board = Board(scene.floor, look)
    board.set_least_sizes(*least_px(settings, size, brushes.cap_ratio))
    board.on_lines_changed(scene.lines)
    return board
