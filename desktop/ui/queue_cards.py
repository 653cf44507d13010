"""The queues as cards: name, calls waiting, longest waiting counting on, agents logged in."""

import math

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.acd.queue import Queue
from desktop.ui.brushes import LEFT, RIGHT, draw_hatch, draw_rim, rounded
from desktop.ui.fit import HeadFit, fit_head
from desktop.ui.icon_view import IconView, SizedDelegate, has_keyboard
from desktop.ui.look import Look
from desktop.ui.models import SHOWN_ROLE, longest_text

_PAD = 0.75
"""Room between a card's edge and what stands in it, in units."""
_WIDEST = 1.7
"""How much wider than it must be a card may grow to fill the room."""


class QueueCardDelegate(SizedDelegate):
    """Paints a card.

    Attributes:
        fit: The sizes of type.
        card: The size of a card.
        compact: Whether there are so many that each has two lines only.

    """

    def __init__(self, look: Look, fit: HeadFit, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit = fit
        self.card = QSize(1, 1)
        self.compact = False
        self._look = look

    @property
    def gap(self) -> int:
        """Between cards."""
        return self.fit.tile_gap if self.compact else self.fit.unit

    def narrowest(self, *, compact: bool) -> int:
        """Give the narrowest card that shows everything uncut."""
        fit, width = self.fit, self._look.brushes.width
        name, figure, label = fit.compact if compact else (fit.name, fit.figure, fit.label)
        side = figure if compact else fit.side
        figures = width("000" if compact else "00", figure) + fit.unit * 0.6 + width("00:00", side)
        under = width("waiting", label) + fit.unit + width("000 in", label)
        names = width("Group 000", name)
        if compact:
            names += fit.unit + width("000 in", label)
            under = 0
        return math.ceil(max(figures, under, names) + 2 * fit.unit * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        where: QRect = option.rect
        queue: Queue = index.data(SHOWN_ROLE)
        card = QRectF(where.left(), where.top(), self.card.width(), self.card.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, queue)
        if has_keyboard(option):
            draw_rim(painter, card, self.fit.corner, self._look.theme.text, 2.0)
        inside = card.adjusted(self.fit.unit * _PAD, 0, -self.fit.unit * _PAD, 0)
        if self.compact:
            self._paint_two_lines(painter, inside, index.data(), queue)
        else:
            self._paint_three_lines(painter, inside, index.data(), queue)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, queue: Queue) -> None:
        look = self._look
        path = rounded(card, self.fit.corner)
        painter.fillPath(path, QColor(look.theme.panel))
        if look.stale or not queue.confirmed or not queue.is_current(look.clock()):
            draw_hatch(painter, path, look.theme.quiet, max(8.0, self.fit.unit * 0.8))
        draw_rim(painter, card, self.fit.corner, look.theme.line, max(1.0, self.fit.unit * 0.06))

    def _paint_three_lines(self, painter: QPainter, inside: QRectF, name: str, queue: Queue) -> None:
        look, fit, draw = self._look, self.fit, self._look.brushes.draw_text
        text, quiet = look.ink(look.theme.text), look.theme.quiet
        name_height, figure_height, label_height = fit.name.px * 1.3, fit.figure.px * 1.12, fit.label.px * 1.3
        top = inside.top() + (inside.height() - name_height - figure_height - label_height) / 2
        line = QRectF(inside.left(), top, inside.width(), name_height)
        draw(painter, line, name, fit.name, text)
        line = QRectF(inside.left(), line.bottom(), inside.width(), figure_height)
        longest = longest_text(queue.longest_waiting_s(look.figures_at()))
        waiting = str(queue.waiting)
        room = line.width() - look.brushes.width(longest, fit.side) - fit.unit * 0.5
        fits = look.brushes.width(waiting, fit.figure) <= room
        draw(painter, line, waiting, fit.figure if fits else fit.side, text)
        # Both figures stand on one line of writing.
        drop = (look.brushes.metrics(fit.figure).capHeight() - look.brushes.metrics(fit.side).capHeight()) / 2
        draw(painter, line.translated(0, drop), longest, fit.side, text, RIGHT)
        line = QRectF(inside.left(), line.bottom(), inside.width(), label_height)
        draw(painter, line, "waiting", fit.label, quiet, LEFT)
        draw(painter, line, f"{queue.agents} in", fit.label, quiet, RIGHT)

    def _paint_two_lines(self, painter: QPainter, inside: QRectF, name: str, queue: Queue) -> None:
        look, draw = self._look, self._look.brushes.draw_text
        name_face, figure, label = self.fit.compact
        text, quiet = look.ink(look.theme.text), look.theme.quiet
        name_height, figure_height = name_face.px * 1.3, figure.px * 1.2
        top = inside.top() + (inside.height() - name_height - figure_height) / 2
        line = QRectF(inside.left(), top, inside.width(), name_height)
        draw(painter, line, name, name_face, text)
        draw(painter, line, f"{queue.agents} in", label, quiet, RIGHT)
        line = QRectF(inside.left(), line.bottom(), inside.width(), figure_height)
        draw(painter, line, str(queue.waiting), figure, text)
        longest = longest_text(queue.longest_waiting_s(look.figures_at()))
        draw(painter, line, longest, figure, text, RIGHT)


class QueueCards(IconView):
    """All queues shown, in one row while they fit there.

    Arguments:
        model: The queues.
        look: How they look.

    """

    def __init__(self, model: QAbstractItemModel, look: Look) -> None:
        super().__init__("Queues")
        self.setModel(model)
        self._delegate = QueueCardDelegate(look, fit_head(1, 1), self)
        self.setItemDelegate(self._delegate)

    @property
    def narrowest(self) -> int:
        """The narrowest full card."""
        return self._delegate.narrowest(compact=False)

    def fit_into(self, fit: HeadFit, width: int, tallest: int) -> int:
        """Lay the cards out in a width; give the height of the rows seen, at most the tallest allowed."""
        delegate = self._delegate
        delegate.fit = fit
        delegate.compact = False
        count = max(1, self.model().rowCount())
        delegate.compact = self._columns(width) < count
        card_height = fit.compact_height if delegate.compact else fit.panel_height
        gap = delegate.gap
        rows_seen = max(1, (tallest + gap) // (card_height + gap))
        rows = math.ceil(count / self._columns(width))
        scrolls = rows > rows_seen
        if scrolls:
            width -= self.bar_width
            rows = math.ceil(count / self._columns(width))
        columns = math.ceil(count / rows)
        # A few compact rows are as high as the panel beside them.
        card_height = max(card_height, (fit.panel_height + gap) // rows - gap)
        widest = round(delegate.narrowest(compact=delegate.compact) * _WIDEST)
        delegate.card = QSize(min(widest, (width + gap) // columns - gap), card_height)
        self.lay_out(delegate.card + QSize(gap, gap), scrolls=scrolls)
        return min(rows, rows_seen) * (card_height + gap) - gap

    def _columns(self, width: int) -> int:
        delegate = self._delegate
        narrowest = delegate.narrowest(compact=delegate.compact)
        return max(1, (width + delegate.gap) // (narrowest + delegate.gap))
