"""The queues as cards: name, calls waiting, longest wait, agents logged in."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from desktop.acd.limits import Level, QueueTrouble
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.wording import clock_forms, longest_text
from desktop.boards.glow import Glow
from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.head_layout import CARD_PAD, SYMBOL_ROOM, CardsFit, Queues
from desktop.boards.icon_view import IconView, SizedDelegate, has_keyboard
from desktop.boards.look import BoardLook
from desktop.boards.queue_model import QueueListModel
from desktop.boards.spoken import trouble_words
from desktop.ui.brushes import LEFT, RIGHT, Face, Weight, draw_rim
from desktop.ui.levels import LEVEL_SHAPES, key_ink, level_ink

_LONGEST_NAME = 16
"""Letters of a name that cards are widened for; a phone system's name may be of any length."""


@dataclass(frozen=True, slots=True)
class _Card:
    """The content of a card.

    Attributes:
        queue: The queue.
        names: Its name in full and short.
        is_old: Whether its figures are stale.
        trouble: The limits that it has reached; none if its figures are stale.

    """

    queue: Queue
    names: tuple[str, str]
    is_old: bool
    trouble: QueueTrouble


class QueueCardDelegate(SizedDelegate):
    """Paints a card.

    Attributes:
        fit: The sizes of type.
        card_size: The size of a card.
        is_compact: Whether each has only two lines because there are many.
        has_system_names: Whether some names include the phone system's, which takes smaller type.

    """

    def __init__(self, queues: QueueListModel, look: BoardLook, glow: Glow, view: QListView) -> None:
        super().__init__(view)
        self._queues = queues
        self._glow = glow
        self.fit = fit_head(1, 1)
        self.card_size = QSize(1, 1)
        self.is_compact = False
        self.has_system_names = False
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        look, where = self._look, QRectF(QPointF(option.rect.topLeft()), QSizeF(self.card_size))
        card = self._card(index.row())
        plate = look.panel(self.fit, self.card_size, is_old=card.is_old, level=card.trouble.level)
        look.brushes.draw_plate(painter, where.topLeft(), plate)
        strength = self._glow.strength(_glow_key(card.queue.kind, card.queue.number))
        if strength:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(look.theme.text)
            colour.setAlphaF(strength * 0.9)
            draw_rim(painter, where, self.fit.corner, colour, max(2.0, self.fit.unit * 0.25))
        if has_keyboard(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Inside the rim, which marks trouble.
            rim = plate.rim_width
            ring = where.adjusted(rim, rim, -rim, -rim)
            draw_rim(painter, ring, self.fit.corner - rim, look.theme.text, 2.0)
        inside = where.adjusted(self.fit.unit * CARD_PAD, 0, -self.fit.unit * CARD_PAD, 0)
        paint_lines = self._paint_two_lines if self.is_compact else self._paint_three_lines
        paint_lines(painter, inside, card)

    def _card(self, row: int) -> _Card:
        queues, look, now = self._queues, self._look, self._look.clock()
        queue, names = queues.queue(row), (queues.name(row), queues.name(row, short=True))
        if look.is_stale(queue.source) or not queue.confirmed or not queue.is_current(now):
            return _Card(queue, names, is_old=True, trouble=QueueTrouble())
        trouble = look.view.limits.queue_trouble(queue, now)
        # An open alert keeps its border until it ends, even if a figure swings around its limit.
        level = max(trouble.level, look.borders.queue(queue))
        return _Card(queue, names, is_old=False, trouble=replace(trouble, level=level))

    def _text_ink(self, card: _Card) -> str:
        return self._look.theme.quiet if card.is_old else self._look.theme.text

    def _paint_three_lines(self, painter: QPainter, inside: QRectF, card: _Card) -> None:
        fit, width = self.fit, self._look.brushes.width
        heights = (fit.name.px * SYMBOL_ROOM, fit.figure.px * 1.12, fit.label.px * SYMBOL_ROOM)
        top = inside.top() + (inside.height() - heights[0] - heights[1] - heights[2]) / 2
        line = QRectF(inside.left(), top, inside.width(), heights[0])
        name_face = fit.compact_faces[0] if self.has_system_names else fit.name
        self._paint_name(painter, line, card, name_face, line.width())
        line = QRectF(inside.left(), line.bottom(), inside.width(), heights[1])
        self._paint_figures(painter, line, card, fit.figure, fit.side)
        line = QRectF(inside.left(), line.bottom(), inside.width(), heights[2])
        agents, quiet = f"{card.queue.agents} in", self._look.theme.quiet
        room = line.width() - width(agents, fit.label) - fit.unit * 0.4
        if card.trouble.level is Level.NONE:
            self._look.brushes.draw_text(painter, line, self._label(card, room), fit.label, quiet, LEFT)
        else:
            self._paint_limit(painter, line, card, fit.label, room)
        self._look.brushes.draw_text(painter, line, agents, fit.label, quiet, RIGHT)

    def _paint_two_lines(self, painter: QPainter, inside: QRectF, card: _Card) -> None:
        brushes, (name_face, figure, label) = self._look.brushes, self.fit.compact_faces
        name_height, figure_height = name_face.px * SYMBOL_ROOM, figure.px * 1.2
        top = inside.top() + (inside.height() - name_height - figure_height) / 2
        line = QRectF(inside.left(), top, inside.width(), name_height)
        if card.trouble.level is Level.NONE:
            side = self._label(card, 0.0) if card.is_old else f"{card.queue.agents} in"
            side_width = brushes.width(side, label)
            brushes.draw_text(painter, line, side, label, self._look.theme.quiet, RIGHT)
        else:
            side_width = brushes.width("limit 00", label) + label.px * SYMBOL_ROOM
            right = line.adjusted(line.width() - side_width, 0, 0, 0)
            self._paint_limit(painter, right, card, label, side_width)
        self._paint_name(painter, line, card, name_face, line.width() - side_width - self.fit.unit * 0.4)
        line = QRectF(inside.left(), line.bottom(), inside.width(), figure_height)
        self._paint_figures(painter, line, card, figure, figure)

    def _paint_name(self, painter: QPainter, line: QRectF, card: _Card, face: Face, room: float) -> None:
        brushes, (full, short) = self._look.brushes, card.names
        name = full if brushes.width(full, face) <= room else short
        brushes.draw_text(painter, line, name, face, self._text_ink(card))

    def _paint_figures(self, painter: QPainter, line: QRectF, card: _Card, figure: Face, side: Face) -> None:
        """Paint calls waiting, in smaller type if they are many, and the longest wait."""
        look, brushes, queue = self._look, self._look.brushes, card.queue
        text, marked = self._text_ink(card), key_ink(look.theme, card.trouble.level)
        waiting, longest = (
            str(queue.waiting),
            longest_text(queue.longest_waiting_s(look.figures_at(queue.source))),
        )
        room = line.width() - brushes.width(longest, side) - self.fit.unit * 0.5
        face = figure if brushes.width(waiting, figure) <= room else side
        brushes.draw_text(painter, line, waiting, face, marked if card.trouble.waiting else text)
        # Both figures have the same baseline.
        drop = (brushes.metrics(figure).capHeight() - brushes.metrics(side).capHeight()) / 2
        ink = marked if card.trouble.longest_s else text
        brushes.draw_text(painter, line.translated(0, drop), longest, side, ink, RIGHT)

    def _paint_limit(self, painter: QPainter, line: QRectF, card: _Card, face: Face, room: float) -> None:
        """Paint the symbol and the limit of a queue in trouble."""
        look = self._look
        ink = level_ink(look.theme, card.trouble.level)
        px = round(face.px * 0.95)
        strong = Face(face.px, Weight.STRONG)
        limits = trouble_words(card.queue, look)
        words = [" · ".join(limits), *limits, "limit", ""]
        fits = (text for text in words if px * SYMBOL_ROOM + look.brushes.width(text, strong) <= room)
        where = QRectF(line.left(), line.center().y() - px / 2, px, px)
        look.brushes.draw_shape(painter, LEVEL_SHAPES[card.trouble.level], where, ink)
        after = line.adjusted(px * SYMBOL_ROOM, 0, 0, 0)
        look.brushes.draw_text(painter, after, next(fits, ""), strong, ink)

    def _label(self, card: _Card, room: float) -> str:
        """Return the label of calls waiting; for an old figure, its time."""
        if not card.is_old:
            return "waiting"
        if card.queue.received is None:
            return "last run"
        full, short = clock_forms(card.queue.received, self._look.clock())
        sentence = f"at {full}" if full == short else full
        fits = self._look.brushes.width(sentence, self.fit.label) <= room
        return sentence if fits else short


class QueueCards(IconView):
    """All queues shown, in one row if they fit.

    Arguments:
        model: The queues.
        look: The look of the board.

    Attributes:
        glow: The cards that light up.

    """

    def __init__(self, model: QueueListModel, look: BoardLook) -> None:
        super().__init__("Queues")
        self._queues = model
        self.setModel(model)
        self.glow = Glow(look.clock, self)
        self.glow.stepped.connect(self._on_glow_stepped)
        self._delegate = QueueCardDelegate(model, look, self.glow, self)
        self.setItemDelegate(self._delegate)

    @property
    def queues(self) -> Queues:
        """The queues as the layout needs them."""
        model = self._queues
        names = [(model.name(row), model.name(row, short=True)) for row in range(model.rowCount())]
        return Queues(
            tuple(short[:_LONGEST_NAME] for _, short in names),
            has_system_names=any(full != short for full, short in names),
            bar_width=self.bar_width,
        )

    def point_at(self, kind: QueueKind, number: str) -> bool:
        """Light a queue's card up and move the keyboard there; return whether it has one."""
        index = self._queues.find(kind, number)
        if not index.isValid():
            return False
        self.go_to(index)
        self.glow.light(_glow_key(kind, number))
        return True

    def shows(self, kind: QueueKind, number: str) -> bool:
        """Return whether a queue has a card."""
        return self._queues.find(kind, number).isValid()

    def _on_glow_stepped(self, _: list[str]) -> None:
        self.viewport().update()

    def set_fit(self, fit: HeadFit, cards: CardsFit, *, has_system_names: bool) -> None:
        """Set the sizes."""
        delegate = self._delegate
        delegate.fit = fit
        delegate.is_compact = cards.is_compact
        delegate.has_system_names = has_system_names
        delegate.card_size = QSize(cards.width, cards.height)
        self.lay_out(delegate.card_size + QSize(cards.gap, cards.gap), scrolls=cards.scrolls)


def _glow_key(kind: QueueKind, number: str) -> str:
    return f"{kind.name} {number}"
