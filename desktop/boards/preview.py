"""Composes the small picture of a board in the settings: a real board, painted out of sight."""

import pathlib
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu

from desktop.acd.connection import Lines
from desktop.acd.directory import Directory
from desktop.acd.floor import Changes, Floor
from desktop.acd.limits import Limits
from desktop.boards.board import Board
from desktop.boards.footer import Footer
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, theme_of, view_of
from desktop.live.listening import Listening
from desktop.live.scene import demonstrated_scene
from desktop.settings import BoardSettings
from desktop.ui.kit import Kit
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import LIGHT

PAINTED_WIDTH: Final = 1280
"""Painted so wide, then made smaller: text stays in proportion, and a 4K screen costs no more."""
_REPAINT_MS: Final = 1000
_EXAMPLE_S: Final = 300.0
USUAL_SCREEN: Final = ScreenSize(1920, 1080)
"""Taken for one that is not there."""


class Preview(QObject):
    """Paints a board as it is on its full screen; an example of one while no agent is known.

    Signals:
        picture_changed: A `QPixmap` of the board, and whether it is an example.

    Arguments:
        kit: What all windows share.
        listening: Where the floor comes from.
        data_file: Where mitel_data.json is kept.

    """

    picture_changed = Signal(QPixmap, bool)

    def __init__(self, kit: Kit, listening: Listening, data_file: pathlib.Path) -> None:
        super().__init__()
        self._kit = kit
        self._listening = listening
        self._data_file = data_file
        self._board: Board | None = None
        self._look: BoardLook | None = None
        self._is_example = False
        self._width = 1
        self._ratio = 1.0
        self._again = QTimer(self)
        self._again.timeout.connect(self.paint)

    def start(self, width: int, ratio: float) -> None:
        """Paint from now on.

        Arguments:
            width: Of the picture.
            ratio: How many of the screen's pixels are one of these.

        """
        self._width, self._ratio = width, ratio
        if self._again.isActive():
            return
        self._make(is_example=not self._listening.floor.agents)
        self._listening.floor_changed.connect(self._on_floor_changed)
        self._listening.floor_forgotten.connect(self._on_floor_forgotten)
        self._listening.lines_changed.connect(self._on_lines_changed)
        self._again.start(_REPAINT_MS)

    def stop(self) -> None:
        """Paint no more."""
        if not self._again.isActive():
            return
        self._again.stop()
        self._listening.floor_changed.disconnect(self._on_floor_changed)
        self._listening.floor_forgotten.disconnect(self._on_floor_forgotten)
        self._listening.lines_changed.disconnect(self._on_lines_changed)
        self._forget()

    def show(
        self,
        settings: BoardSettings,
        limits: Limits,
        directory: Directory,
        screen: ScreenSize,
        *,
        system_is_dark: bool,
    ) -> None:
        """Show a board as it is on that screen."""
        if self._board is None or self._look is None:
            return
        is_example = not self._listening.floor.agents
        if is_example is not self._is_example:
            self._make(is_example=is_example)
        height = round(PAINTED_WIDTH * screen.height_px / screen.width_px)
        least = [
            round(px * PAINTED_WIDTH / screen.width_px)
            for px in least_px(settings, screen, self._kit.brushes.cap_ratio)
        ]
        if is_example:
            # Whom it shows is not to be found in the example.
            settings = replace(settings, groups=(), paths=(), agents=())
        self._board.resize(PAINTED_WIDTH, height)
        self._board.set_leasts(*least)
        self._board.set_theme(theme_of(settings, system_is_dark=system_is_dark))
        self._board.show_view(view_of(settings, limits, directory))
        self.paint()

    def paint(self) -> None:
        """Paint it as it is now."""
        if self._board is None:
            return
        self._board.catch_up()
        size = QSize(self._width, round(self._width * self._board.height() / self._board.width()))
        picture = self._board.grab().scaled(
            size * self._ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(self._ratio)
        self.picture_changed.emit(picture, self._is_example)

    def _make(self, *, is_example: bool) -> None:
        self._forget()
        self._is_example = is_example
        if is_example:
            scene = demonstrated_scene(_EXAMPLE_S)
            look = BoardLook(self._kit.brushes, LIGHT, lambda: scene.at)
            self._board = self._make_board(scene.floor, look, scene.lines)
        else:
            kit = self._kit
            look = BoardLook(kit.brushes, LIGHT, kit.now, play=kit.play)
            self._board = self._make_board(self._listening.floor, look, self._listening.lines)
        self._look = look

    def _make_board(self, floor: Floor, look: BoardLook, lines: Lines) -> Board:
        menu = QMenu()
        footer = Footer(look, menu, self._data_file)
        footer.hide()
        board = Board(floor, look, footer)
        menu.setParent(board, menu.windowFlags())
        board.on_lines_changed(lines)
        return board

    def _forget(self) -> None:
        if self._board is not None:
            self._board.deleteLater()
        self._board = self._look = None

    def _on_floor_changed(self, changes: Changes) -> None:
        if self._board is not None and not self._is_example:
            self._board.on_floor_changed(changes)

    def _on_floor_forgotten(self) -> None:
        if self._board is not None and not self._is_example:
            self._board.on_floor_forgotten()

    def _on_lines_changed(self, lines: Lines) -> None:
        if self._board is not None and not self._is_example:
            self._board.on_lines_changed(lines)
