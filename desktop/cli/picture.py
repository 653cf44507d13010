"""Composes a picture of a board, painted without a screen: the same state gives the same picture."""

import logging
import math
import os
import pathlib
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.acd.directory import Directory
from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, theme_of, view_of
from desktop.live.directory_file import DirectoryError, load_directory, read_directory
from desktop.live.scene import PictureError, PictureOrder, Scene, make_scene
from desktop.publish.replacing import replace_file
from desktop.settings.probe import why_not_writable
from desktop.system.display import why_no_painting
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder
from desktop.ui.brushes import FAMILIES, Brushes
from desktop.ui.sight import ScreenSize

_log = logging.getLogger(__name__)

SMALLEST: Final = (640, 360)
"""On a smaller board, before it is scaled, words would not fit their places."""
_DOTS_PER_METRE: Final = 3780
"""96 to the inch: the file says it, and it must not depend on the computer."""
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
"""What else Qt is told by the environment about how large things are, and what they look like."""


def run_picture(order: PictureOrder, say: Callable[[str], None]) -> int:
    """Make a picture of a board; give the exit code.

    Raises:
        PictureError: It can't be painted as wanted, or kept where it is wanted.
        RecordingError: There is nothing in the recordings that can be shown.
        DataFileError: There is no data file, or it says nothing.

    """
    smallest = [math.ceil(length * order.scale) for length in SMALLEST]
    if order.width < smallest[0] or order.height < smallest[1]:
        message = f"at --scale {order.scale:g} --size is at least {smallest[0]}x{smallest[1]}"
        raise PictureError(message)
    reason = why_not_writable(order.out)
    if reason is not None:
        message = f"picture {order.out}{reason}"
        raise PictureError(message)
    reason = why_no_painting()
    if reason is not None:
        raise PictureError(reason)
    scene = make_scene(order)
    application = _make_application(order.scale)
    content = _png(_paint(order, scene))
    application.shutdown()
    reason = replace_file(order.out, content)
    if reason is not None:
        message = f"picture {order.out} can't be written: {reason}"
        raise PictureError(message)
    say(f"The picture is in {order.out}.")
    return 0


def _make_application(scale: float) -> QApplication:
    """Have Qt paint off screen, whatever this computer's screens are like."""
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


def _paint(order: PictureOrder, scene: Scene) -> QImage:
    board = _board(order, scene)
    # A whole number of pixels of a scaled screen may be a part of one more in the board's own measure.
    board.resize(math.ceil(order.width / order.scale), math.ceil(order.height / order.scale))
    image = QImage(order.width, order.height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(order.scale)
    board.render(image)
    return image


def _board(order: PictureOrder, scene: Scene) -> Board:
    """Give the board, as it is on a full screen."""
    settings = order.board
    brushes = Brushes(resources_folder())
    # Dark, where only the system's would say which.
    look = BoardLook(brushes, theme_of(settings, system_is_dark=True), lambda: scene.at, play=scene.play)
    look.view = view_of(
        settings, order.limits, _directory(order.directory_file or resources_folder() / EXAMPLE_DIRECTORY)
    )
    board = Board(scene.floor, look)
    width, height = math.ceil(order.width / order.scale), math.ceil(order.height / order.scale)
    board.set_leasts(*least_px(settings, ScreenSize(width, height), brushes.cap_ratio))
    board.on_lines_changed(scene.lines)
    return board


def _directory(path: pathlib.Path) -> Directory:
    """Read the names; without them everything has its number."""
    try:
        content = load_directory(path)
    except DirectoryError as error:
        _log.warning("%s", error)
        return Directory()
    return read_directory(content or b"").directory


def _png(image: QImage) -> bytes:
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        message = "Qt can't write a PNG"
        raise PictureError(message)
    return bytes(content.data())
