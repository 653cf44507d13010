"""How the strip is painted."""

import enum

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from desktop.tray.strip_line import Ending, Figure, StripFaces, StripLine, Wording, fitting
from desktop.ui.brushes import Plate, draw_rim
from desktop.ui.look import Look


class Border(enum.Enum):
    """What sets the strip off from the windows below."""

    ALL = enum.auto()
    ABOVE = enum.auto()
    BELOW = enum.auto()
    KEYS = enum.auto()
    """A clear one: keys reach it."""


class StripPainter:
    """Paints one strip once.

    Arguments:
        painter: On the strip.
        size: Of the strip.
        look: Fonts, shapes and colours.
        faces: The type.

    """

    def __init__(self, painter: QPainter, size: QSize, look: Look, faces: StripFaces) -> None:
        self._painter = painter
        self._size = size
        self._look = look
        self._faces = faces
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, line: StripLine, border: Border) -> None:
        """Paint the ground, then as much as there is room for."""
        size, look, faces, measure = self._size, self._look, self._faces, self._look.brushes.width
        hatch = look.theme.quiet if line.is_old else ""
        plate = Plate(size.width(), size.height(), 0, look.theme.panel, hatch=hatch)
        look.brushes.draw_plate(self._painter, QPointF(0, 0), plate)
        form = fitting(line, size.width(), faces, measure)
        left = float(faces.pad)
        for figure in form.figures:
            self._paint_figure(figure, form.wording, left)
            left += figure.width(form.wording, faces, measure) + faces.gap
        if form.ending is not None:
            self._paint_ending(line.ending, form.ending)
        self._paint_border(border)

    def _paint_figure(self, figure: Figure, wording: Wording, left: float) -> None:
        brushes, faces = self._look.brushes, self._faces
        if figure.shape:
            self._paint_shape(figure.shape, left, figure.shape_ink)
        shape = faces.shape_room if figure.shape else 0
        room = QRectF(left + shape, 0, figure.figure_width(faces, brushes.width), self._size.height())
        brushes.draw_text(self._painter, room, figure.figure, faces.figure, figure.ink)
        word, face = figure.word(wording), figure.word_face(faces)
        room.setLeft(left + figure.word_left(faces, brushes.width))
        room.setWidth(brushes.width(word, face))
        brushes.draw_text(self._painter, room, word, face, figure.word_ink)

    def _paint_ending(self, ending: Ending, text: str) -> None:
        brushes, faces = self._look.brushes, self._faces
        width = ending.width(text, faces, brushes.width)
        room = QRectF(self._size.width() - faces.pad - width, 0, width, self._size.height())
        if ending.shape:
            self._paint_shape(ending.shape, room.left(), ending.shape_ink)
            room.setLeft(room.left() + faces.shape_room)
        brushes.draw_text(self._painter, room, text, faces.word, ending.ink)

    def _paint_shape(self, shape: str, left: float, ink: str) -> None:
        px = self._faces.shape_px
        room = QRectF(round(left), (self._size.height() - px) // 2, px, px)
        self._look.brushes.draw_shape(self._painter, shape, room, ink)

    def _paint_border(self, border: Border) -> None:
        theme, width, height = self._look.theme, self._size.width(), self._size.height()
        match border:
            case Border.KEYS:
                draw_rim(self._painter, QRectF(0, 0, width, height), 0, theme.acd.accent, 2)
            case Border.ALL:
                draw_rim(self._painter, QRectF(0, 0, width, height), 0, theme.line, 1)
            case Border.ABOVE:
                self._painter.fillRect(QRectF(0, 0, width, 1), QColor(theme.line))
            case Border.BELOW:
                self._painter.fillRect(QRectF(0, height - 1, width, 1), QColor(theme.line))
