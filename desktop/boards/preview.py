"""The small picture of a board in the settings: a real board, painted out of sight."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, theme_of, view_of
from desktop.live.context import Context
from desktop.live.scene import demonstrated_scene
from desktop.settings import BoardSettings
from desktop.ui.brushes import rounded
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import LIGHT

USUAL_SCREEN: Final = ScreenSize(1920, 1080)
"""Assumed for a screen that is not connected."""
PREVIEW_WIDTH: Final = 232
_RADIUS: Final = 8
_REPAINT_MS: Final = 1000
_EXAMPLE_S: Final = 300.0


class PreviewPicture(QWidget):
    """A board as it looks now, painted small."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAccessibleName("The board as it looks now")
        self.setFixedSize(PREVIEW_WIDTH, PREVIEW_WIDTH * 9 // 16)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture, of `PREVIEW_WIDTH` and any height."""
        self._picture = picture
        size = picture.deviceIndependentSize().toSize()
        if not size.isEmpty() and size != self.size():
            self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the picture and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect())
        painter.setClipPath(rounded(where, _RADIUS))
        painter.drawPixmap(0, 0, self._picture)
        painter.setClipping(False)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()


class Preview(QWidget):
    """A board as it is on its full screen, painted small; an example of one while no agent is known.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kit = context.kit
        self._live_floor = context.live_floor
        self._caption = plain_label("", "quiet")
        self._picture = PreviewPicture()
        self.setLayout(column(self._caption, self._picture, spacing=8))
        self._is_example, self._board = self._make()
        self._again = QTimer(self)
        self._again.timeout.connect(self._paint)
        self._again.start(_REPAINT_MS)

    def stop(self) -> None:
        """Stop repainting, and release the board."""
        self._again.stop()
        self._board.deleteLater()

    def show_board(self, settings: BoardSettings, screen: ScreenSize) -> None:
        """Show a board as it is on that screen."""
        if self._is_example is bool(self._live_floor.floor.agents):
            self._board.deleteLater()
            self._is_example, self._board = self._make()
        if self._is_example:
            # The example does not have the agents and queues chosen for the board.
            settings = replace(settings, groups=(), paths=(), agents=())
        self._board.resize(screen.width_px, screen.height_px)
        self._board.set_least_sizes(*least_px(settings, screen, self._kit.brushes.cap_ratio))
        self._board.set_theme(theme_of(settings))
        limits, directory = self._context.preferences.limits, self._context.directory.directory
        self._board.show_view(view_of(settings, limits, directory))
        self._paint()

    def _paint(self) -> None:
        """Paint the board as it is now."""
        self._board.catch_up()
        ratio = self.devicePixelRatioF()
        picture = self._board.picture(PREVIEW_WIDTH * ratio / self._board.width())
        picture.setDevicePixelRatio(ratio)
        self._picture.show_picture(picture)
        self._caption.setText(
            "An example, on the full screen" if self._is_example else "As it looks on the full screen"
        )

    def _make(self) -> tuple[bool, Board]:
        """Return whether the board is an example, and the board."""
        kit, live_floor = self._kit, self._live_floor
        if not live_floor.floor.agents:
            scene = demonstrated_scene(_EXAMPLE_S)
            example = Board(scene.floor, BoardLook(kit.brushes, LIGHT, lambda: scene.at))
            example.on_lines_changed(scene.lines)
            return True, example
        board = Board(live_floor.floor, BoardLook(kit.brushes, LIGHT, kit.now, source_label=kit.source_label))
        live_floor.floor_changed.connect(board.on_floor_changed)
        live_floor.floor_forgotten.connect(board.on_floor_forgotten)
        live_floor.lines_changed.connect(board.on_lines_changed)
        board.on_lines_changed(live_floor.lines)
        return False, board
