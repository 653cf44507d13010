"""A picture of a board as it hangs in a room, and of a person in front of it."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.boards.board import Board
from desktop.boards.example import example_board
from desktop.ui.brushes import CENTRE, LEFT, Brushes, Face, Weight, rounded
from desktop.ui.screen_button import screen_size
from desktop.ui.sight import Sight, inches, metres, sight_of
from desktop.ui.theme import Theme

CHAIR_M: Final = 0.6
"""Distance from the screen at which a person sets the board up."""

_LABEL: Final = Face(13, Weight.PLAIN)
_GAP: Final = 18
_SIDE_HEIGHT: Final = 128
_SAMPLE_SHARE: Final = 0.3
_BEZEL: Final = 0.014
_STANDING_M: Final = 1.72
_SITTING_M: Final = 1.24
_EYE_BELOW_TOP_M: Final = 0.11
_WALL_CENTRE_M: Final = 1.6
_DESK_M: Final = 0.74
_SITS_UP_TO_M: Final = 1.5
_ABOVE_M: Final = 0.12
"""Room above the person or the screen, whichever is higher."""
_BEHIND_M: Final = 0.9
"""Room behind the person, and as much for the wall."""


class RoomPicture(QWidget):
    """Three views: a board on its screen, tiles as large as they look from there, the room from the side.

    Arguments:
        brushes: Fonts and shapes.
        theme: Colours.

    """

    def __init__(self, brushes: Brushes, theme: Theme) -> None:
        super().__init__()
        self._brushes = brushes
        self._theme = theme
        self._agents = 1
        self._sight = sight_of(screen_size(self.screen()))
        self._board: Board | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(560, 360)

    def sizeHint(self) -> QSize:
        """Return a size at which the names on the tiles can be seen."""
        return QSize(780, 450)

    def show_board(self, sight: Sight, agents: int) -> None:
        """Show a board with that many agents on another screen, or from another distance."""
        self._sight = sight
        if agents != self._agents:
            self._agents = agents
            self._forget_board()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        self._forget_board()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the three views."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        front = whole.adjusted(0, 0, 0, -_SIDE_HEIGHT - _GAP)
        scale = self.chair_scale
        if scale is not None:
            width = whole.width() * _SAMPLE_SHARE
            self._paint_sample(painter, QRectF(whole.right() - width, 0, width, front.height()), scale)
            front.setRight(whole.right() - width - _GAP)
        self._paint_front(painter, front)
        self._paint_side(painter, whole.adjusted(0, whole.height() - _SIDE_HEIGHT, 0, 0))
        painter.end()

    @property
    def chair_scale(self) -> float | None:
        """The size on this screen at which a pixel of the board looks from a chair as it does in the room.

        None where this screen doesn't report its size.
        """
        here = screen_size(self.screen())
        if here.diagonal_in is None:
            return None
        own = Sight(here.width_px, here.height_px, here.diagonal_in, CHAIR_M)
        return self._sight.cap_mm(1) * CHAIR_M / self._sight.distance_m * own.px_per_mm

    def _forget_board(self) -> None:
        if self._board is not None:
            self._board.deleteLater()
        self._board = None

    def _fitted_board(self) -> Board:
        """Return the board, made when it is first painted."""
        if self._board is None:
            self._board = example_board(self._brushes, self._theme, self._agents)
            # Not a child: the window's style sheet would change its looks.
            self.destroyed.connect(self._board.deleteLater)
        sight, ratio = self._sight, self._brushes.cap_ratio
        self._board.resize(sight.width_px, sight.height_px)
        self._board.set_least_sizes(sight.least_name_px(ratio), sight.least_text_px(ratio))
        return self._board

    def _paint_board(
        self, painter: QPainter, corner: QPointF, scale: float, part: QRect | None = None
    ) -> None:
        picture = self._fitted_board().picture(scale * self.devicePixelRatioF(), part)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawPixmap(corner, picture)

    def _paint_front(self, painter: QPainter, where: QRectF) -> None:
        theme, sight = self._theme, self._sight
        painter.fillPath(rounded(where, 12), QColor(theme.line))
        room = where.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        scale = min(room.width() / sight.width_px, room.height() / sight.height_px) / (1 + 2 * _BEZEL)
        screen = QRectF(0, 0, sight.width_px * scale, sight.height_px * scale)
        screen.moveCenter(room.center())
        bezel = screen.width() * _BEZEL
        frame = screen.adjusted(-bezel, -bezel, bezel, bezel)
        painter.fillPath(rounded(frame.translated(0, bezel), bezel), QColor(0, 0, 0, 60))
        painter.fillPath(rounded(frame, bezel), QColor("#05070a"))
        self._paint_board(painter, screen.topLeft(), scale)

    def _paint_sample(self, painter: QPainter, where: QRectF, scale: float) -> None:
        """Paint tiles as large as they look from where people are, seen from a chair."""
        painter.fillPath(rounded(where, 12), QColor(self._theme.panel))
        inside = where.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        line_height = _LABEL.px * 1.45
        distance = metres(self._sight.distance_m)
        caption = ("From your chair this is", "as large as the board", f"looks from {distance}:")
        for number, text in enumerate(caption):
            line = QRectF(inside.left(), inside.top() + number * line_height, inside.width(), line_height)
            self._brushes.draw_text(painter, line, text, _LABEL, self._theme.quiet)
        view = inside.adjusted(0, len(caption) * line_height + _GAP * 0.7, 0, 0)
        board = self._fitted_board()
        corner = board.tiles.pos() - QPoint(board.margin, board.margin)
        part = QRect(corner, (view.size() / scale).toSize()).intersected(board.rect())
        painter.save()
        painter.setClipPath(rounded(view, 8))
        painter.fillRect(view, QColor(self._theme.ground))
        self._paint_board(painter, view.topLeft(), scale, part)
        painter.restore()

    def _paint_side(self, painter: QPainter, where: QRectF) -> None:
        """Paint screen, person and distance from the side, all to one scale."""
        theme, sight = self._theme, self._sight
        painter.fillPath(rounded(where, 12), QColor(theme.panel))
        label_height = _LABEL.px * 1.7
        room = where.adjusted(_GAP, _GAP * 0.6, -_GAP, -label_height)
        sits = sight.distance_m <= _SITS_UP_TO_M
        tall = _SITTING_M if sits else _STANDING_M
        half = sight.height_mm / 2000
        centre = max(_DESK_M + 0.1 + half, tall - _EYE_BELOW_TOP_M - half * 0.3) if sits else _WALL_CENTRE_M
        centre = max(centre, half + 0.1)
        highest = max(tall, centre + half) + _ABOVE_M
        scale = min(room.width() / (sight.distance_m + 2 * _BEHIND_M), room.height() / highest)
        floor = room.bottom()
        width = (sight.distance_m + 2 * _BEHIND_M) * scale
        wall = room.center().x() - width / 2 + _BEHIND_M * scale
        person = wall + sight.distance_m * scale
        top, bottom = floor - (centre + half) * scale, floor - (centre - half) * scale
        eye = QPointF(person, floor - (tall - _EYE_BELOW_TOP_M) * scale)

        cone = QColor(theme.acd.accent)
        cone.setAlphaF(0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(cone)
        painter.drawPolygon(QPolygonF([eye, QPointF(wall, top), QPointF(wall, bottom)]))
        painter.setPen(QPen(QColor(theme.quiet), 1.5))
        painter.drawLine(QPointF(room.left(), floor), QPointF(room.right(), floor))
        thick = max(3.0, 0.06 * scale)
        if sits:
            desk = floor - _DESK_M * scale
            painter.setPen(QPen(QColor(theme.quiet), max(2.0, 0.03 * scale)))
            painter.drawLine(QPointF(wall - 0.3 * scale, desk), QPointF(wall + 0.5 * scale, desk))
            painter.drawLine(QPointF(wall, desk), QPointF(wall, floor))
            painter.drawLine(QPointF(wall - thick / 2, bottom), QPointF(wall - thick / 2, desk))
        else:
            painter.fillRect(
                QRectF(wall - thick * 1.8, room.top(), thick * 0.8, floor - room.top()), QColor(theme.line)
            )
        painter.fillPath(
            rounded(QRectF(wall - thick, top, thick, bottom - top), thick / 3), QColor(theme.acd.accent)
        )
        self._paint_person(painter, QPointF(person, floor), scale, sits=sits)

        line = QRectF(where.left() + _GAP, floor, where.width() - 2 * _GAP, label_height)
        middle = QRectF(wall, line.top(), person - wall, line.height())
        text = metres(sight.distance_m)
        text_width = self._brushes.width(text, _LABEL)
        if middle.width() < text_width + _GAP:
            middle.adjust(-text_width, 0, text_width, 0)
        self._brushes.draw_text(painter, middle, text, _LABEL, theme.text, CENTRE)
        self._brushes.draw_text(painter, line, inches(sight.diagonal_in), _LABEL, theme.quiet, LEFT)

    def _paint_person(self, painter: QPainter, feet: QPointF, scale: float, *, sits: bool) -> None:
        """Paint a person who looks to the left; their eyes are above that point of the floor."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.quiet))

        def part(left: float, bottom: float, width: float, height: float, radius: float) -> None:
            """Paint a part, in metres from the feet."""
            where = QRectF(
                feet.x() + left * scale, feet.y() - (bottom + height) * scale, width * scale, height * scale
            )
            painter.drawRoundedRect(where, radius * scale, radius * scale)

        tall = _SITTING_M if sits else _STANDING_M
        part(-0.05, tall - 0.24, 0.22, 0.24, 0.11)
        if sits:
            part(-0.03, 0.46, 0.26, 0.51, 0.1)
            part(-0.36, 0.46, 0.55, 0.16, 0.08)
            part(-0.38, 0.0, 0.14, 0.56, 0.06)
            part(0.1, 0.38, 0.2, 0.06, 0.03)
            part(0.16, 0.0, 0.06, 0.4, 0.02)
        else:
            part(-0.07, 0.8, 0.27, 0.65, 0.11)
            part(-0.03, 0.0, 0.19, 0.9, 0.07)
