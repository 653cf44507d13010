"""The small picture of a board in the settings: a real board, painted out of sight."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, theme_of, view_of
from desktop.live.context import Context
from desktop.live.scene import demonstrated_scene
from desktop.settings import BoardSettings
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import LIGHT

USUAL_SCREEN: Final = ScreenSize(1920, 1080)
"""Assumed for a screen that is not there."""
_REPAINT_MS: Final = 1000
_EXAMPLE_S: Final = 300.0


class Preview(QObject):
    """Paints a board as it is on its full screen; an example of one while no agent is known.

    Signals:
        picture_changed: A `QPixmap` of the board, and whether it is an example.

    Arguments:
        context: What every feature is made from.

    """

    picture_changed = Signal(QPixmap, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kit = context.kit
        self._listening = context.listening
        self._board: Board | None = None
        self._is_example = False
        self._width = 1
        self._ratio = 1.0
        self._again = QTimer(self)
        self._again.timeout.connect(self.paint)

    def start(self, width: int, ratio: float) -> None:
        """Paint from now on.

        Arguments:
            width: Width of the picture.
            ratio: How many of the screen's pixels are one of these.

        """
        self._width, self._ratio = width, ratio
        if self._board is None:
            self._make()
            self._again.start(_REPAINT_MS)

    def stop(self) -> None:
        """Paint no more."""
        self._again.stop()
        self._forget()

    def show(self, settings: BoardSettings, screen: ScreenSize, *, system_is_dark: bool) -> None:
        """Show a board as it is on that screen."""
        if self._board is None:
            return
        if self._is_example is bool(self._listening.floor.agents):
            self._make()
        if self._is_example:
            # The agents and queues chosen for the board are not in the example.
            settings = replace(settings, groups=(), paths=(), agents=())
        self._board.resize(screen.width_px, screen.height_px)
        self._board.set_leasts(*least_px(settings, screen, self._kit.brushes.cap_ratio))
        self._board.set_theme(theme_of(settings, system_is_dark=system_is_dark))
        limits, directory = self._context.preferences.limits, self._context.directory.directory
        self._board.show_view(view_of(settings, limits, directory))
        self.paint()

    def paint(self) -> None:
        """Paint it as it is now."""
        if self._board is None:
            return
        self._board.catch_up()
        picture = self._board.picture(self._width * self._ratio / self._board.width())
        picture.setDevicePixelRatio(self._ratio)
        self.picture_changed.emit(picture, self._is_example)

    def _make(self) -> None:
        self._forget()
        kit, listening = self._kit, self._listening
        self._is_example = not listening.floor.agents
        if self._is_example:
            scene = demonstrated_scene(_EXAMPLE_S)
            self._board = Board(scene.floor, BoardLook(kit.brushes, LIGHT, lambda: scene.at))
            self._board.on_lines_changed(scene.lines)
            return
        board = self._board = Board(
            listening.floor, BoardLook(kit.brushes, LIGHT, kit.now, source_label=kit.source_label)
        )
        listening.floor_changed.connect(board.on_floor_changed)
        listening.floor_forgotten.connect(board.on_floor_forgotten)
        listening.lines_changed.connect(board.on_lines_changed)
        board.on_lines_changed(listening.lines)

    def _forget(self) -> None:
        if self._board is not None:
            self._board.deleteLater()
        self._board = None
