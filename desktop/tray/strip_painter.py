"""Paints the strip."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from desktop.tray.strip_content import StripContent, StripFigure, StripSizes, WordForm, fitting
from desktop.tray.strip_place import Edge
from desktop.ui.brushes import Face, Plate, draw_rim
from desktop.ui.look import Look


class StripPainter:
    """Paints one strip once.

    Arguments:
        painter: A painter on the strip.
        size: The strip's size.
        look: Fonts, symbols and colours.
        sizes: Fonts and distances.

    """

    def __init__(self, painter: QPainter, size: QSize, look: Look, sizes: StripSizes) -> None:
        self._painter = painter
        self._width, self._height = size.width(), size.height()
        self._look = look
        self._sizes = sizes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, content: StripContent, edge: Edge, *, has_focus: bool) -> None:
        """Paint the ground, then as much of the content as fits, then the border.

        Arguments:
            content: The content.
            edge: The edge that the strip is at.
            has_focus: Whether the border shows the keyboard focus.

        """
        look, sizes = self._look, self._sizes
        hatch = look.theme.quiet if content.is_old else ""
        plate = Plate(self._width, self._height, 0, look.theme.panel, hatch=hatch)
        look.brushes.draw_plate(self._painter, QPointF(0, 0), plate)
        form = fitting(content, self._width, sizes)
        left = float(sizes.pad)
        for figure in form.figures:
            self._paint_figure(figure, form.words, left)
            left += figure.width(form.words, sizes) + sizes.gap
        if form.ending is not None:
            ending = content.ending
            left = self._width - sizes.pad - ending.width(form.ending, sizes)
            left = self._paint_shape(ending.shape, left, ending.shape_ink)
            self._paint_text(form.ending, left, sizes.word, ending.ink)
        whole = QRectF(0, 0, self._width, self._height)
        if has_focus:
            draw_rim(self._painter, whole, 0, look.theme.acd.accent, 2)
        elif edge in {Edge.TOP, Edge.BOTTOM}:
            whole.setTop(self._height - 1 if edge is Edge.TOP else 0)
            whole.setHeight(1)
            self._painter.fillRect(whole, look.brushes.colour(look.theme.line))
        else:
            draw_rim(self._painter, whole, 0, look.theme.line, 1)

    def _paint_figure(self, figure: StripFigure, words: WordForm, left: float) -> None:
        left = self._paint_shape(figure.shape, left, figure.shape_ink)
        if figure.figure:
            left = self._paint_text(figure.figure, left, self._sizes.figure, figure.ink) + self._sizes.space
        self._paint_text(figure.word(words), left, figure.word_face(self._sizes), figure.word_ink)

    def _paint_text(self, text: str, left: float, face: Face, ink: str) -> float:
        """Paint a text; return its right edge."""
        width = self._sizes.measure(text, face)
        self._look.brushes.draw_text(self._painter, QRectF(left, 0, width, self._height), text, face, ink)
        return left + width

    def _paint_shape(self, shape: str, left: float, ink: str) -> float:
        """Paint a symbol, if there is one; return where the text behind it begins."""
        if not shape:
            return left
        px = self._sizes.shape
        room = QRectF(round(left), (self._height - px) // 2, px, px)
        self._look.brushes.draw_shape(self._painter, shape, room, ink)
        return left + self._sizes.shape_room
