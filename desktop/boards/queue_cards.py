"""The queues as cards: name, calls waiting, longest waiting counting on, agents logged in."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.acd.limits import Level, QueueTrouble
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.wording import clock_forms, longest_text
from desktop.boards.glow import Glow
from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.head_layout import CARD_PAD, SYMBOL_ROOM, CardsFit, Queues
from desktop.boards.icon_view import IconView, SizedDelegate, has_keyboard
from desktop.boards.look import BoardLook
from desktop.boards.panel import panel_plate
from desktop.boards.queue_model import QueueListModel
from desktop.boards.spoken import trouble_words
from desktop.ui.brushes import LEFT, RIGHT, Face, Weight, draw_rim
from desktop.ui.levels import LEVEL_SHAPES, key_ink, level_ink

_LONGEST_NAME = 16
"""Letters of a name that may make cards wider; a phone system's name may be of any length."""


class QueueCardDelegate(SizedDelegate):
    """Paints a card.

    Attributes:
        fit: The sizes of type.
        card: The size of a card.
        compact: Whether each has only two lines because there are many.
        named: Whether some names include the phone system's, which takes smaller type.

    """

    def __init__(self, queues: QueueListModel, look: BoardLook, glow: Glow, parent: QWidget) -> None:
        super().__init__(parent)
        self._queues = queues
        self._glow = glow
        self.fit = fit_head(1, 1)
        self.card = QSize(1, 1)
        self.compact = False
        self.named = False
        self._look = look

    @property
    def _name_face(self) -> Face:
        return self.fit.compact[0] if self.named else self.fit.name

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        where: QRect = option.rect
        queue = self._queues.queue(index.row())
        card = QRectF(where.left(), where.top(), self.card.width(), self.card.height())
        look = self._look
        trouble = self._trouble(queue)
        plate = panel_plate(look, self.fit, self.card, is_old=self._is_old(queue), level=trouble.level)
        look.brushes.draw_plate(painter, card.topLeft(), plate)
        strength = self._glow.strength(_glow_key(queue.kind, queue.number))
        if strength:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(look.theme.text)
            colour.setAlphaF(strength * 0.9)
            draw_rim(painter, card, self.fit.corner, colour, max(2.0, self.fit.unit * 0.25))
        if has_keyboard(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Inside the rim, which marks trouble.
            rim = plate.rim_width
            ring = card.adjusted(rim, rim, -rim, -rim)
            draw_rim(painter, ring, self.fit.corner - rim, look.theme.text, 2.0)
        inside = card.adjusted(self.fit.unit * CARD_PAD, 0, -self.fit.unit * CARD_PAD, 0)
        names = self._queues.name(index.row()), self._queues.name(index.row(), short=True)
        if self.compact:
            self._paint_two_lines(painter, inside, names, queue)
        else:
            self._paint_three_lines(painter, inside, names, queue)

    def _is_old(self, queue: Queue) -> bool:
        look = self._look
        return look.is_stale(queue.source) or not queue.confirmed or not queue.is_current(look.clock())

    def _trouble(self, queue: Queue) -> QueueTrouble:
        look = self._look
        is_old = self._is_old(queue)
        if is_old:
            return QueueTrouble()
        trouble = look.view.limits.queue_trouble(queue, look.clock())
        # An open alert keeps its border until it ends, even if a figure swings around its limit.
        return replace(trouble, level=max(trouble.level, look.borders.queue(queue)))

    def _paint_limit(self, painter: QPainter, line: QRectF, face: Face, queue: Queue, room: float) -> bool:
        """Paint symbol and limit of a queue in trouble; return whether it is in trouble."""
        trouble = self._trouble(queue)
        if trouble.level is Level.NONE:
            return False
        look = self._look
        ink = level_ink(look.theme, trouble.level)
        px = round(face.px * 0.95)
        strong = Face(face.px, Weight.STRONG)
        words = [" · ".join(trouble_words(queue, look)), *trouble_words(queue, look), "limit", ""]
        fits = (text for text in words if px * SYMBOL_ROOM + look.brushes.width(text, strong) <= room)
        where = QRectF(line.left(), line.center().y() - px / 2, px, px)
        look.brushes.draw_shape(painter, LEVEL_SHAPES[trouble.level], where, ink)
        after = line.adjusted(px * SYMBOL_ROOM, 0, 0, 0)
        look.brushes.draw_text(painter, after, next(fits, ""), strong, ink)
        return True

    def _label(self, queue: Queue, room: float) -> str:
        """Return what the figure counts; for an old one, its time."""
        if not self._is_old(queue):
            return "waiting"
        if queue.received is None:
            return "last run"
        full, short = clock_forms(queue.received, self._look.clock())
        sentence = f"at {full}" if full == short else full
        fits = self._look.brushes.width(sentence, self.fit.label) <= room
        return sentence if fits else short

    def _paint_three_lines(
        self, painter: QPainter, inside: QRectF, names: tuple[str, str], queue: Queue
    ) -> None:
        look, fit, draw = self._look, self.fit, self._look.brushes.draw_text
        quiet = look.theme.quiet
        text = quiet if self._is_old(queue) else look.theme.text
        name_height, figure_height, label_height = (
            fit.name.px * SYMBOL_ROOM,
            fit.figure.px * 1.12,
            fit.label.px * SYMBOL_ROOM,
        )
        top = inside.top() + (inside.height() - name_height - figure_height - label_height) / 2
        line = QRectF(inside.left(), top, inside.width(), name_height)
        name_face = self._name_face
        draw(painter, line, self._fitting(names, name_face, line.width()), name_face, text)
        line = QRectF(inside.left(), line.bottom(), inside.width(), figure_height)
        longest = longest_text(queue.longest_waiting_s(look.figures_at(queue.source)))
        waiting = str(queue.waiting)
        room = line.width() - look.brushes.width(longest, fit.side) - fit.unit * 0.5
        fits = look.brushes.width(waiting, fit.figure) <= room
        trouble = self._trouble(queue)
        waiting_ink = key_ink(look.theme, trouble.level) if trouble.waiting else text
        draw(painter, line, waiting, fit.figure if fits else fit.side, waiting_ink)
        # Both figures have the same baseline.
        drop = (look.brushes.metrics(fit.figure).capHeight() - look.brushes.metrics(fit.side).capHeight()) / 2
        longest_ink = key_ink(look.theme, trouble.level) if trouble.longest_s else text
        draw(painter, line.translated(0, drop), longest, fit.side, longest_ink, RIGHT)
        line = QRectF(inside.left(), line.bottom(), inside.width(), label_height)
        agents = f"{queue.agents} in"
        room = line.width() - look.brushes.width(agents, fit.label) - fit.unit * 0.4
        if not self._paint_limit(painter, line, fit.label, queue, room):
            draw(painter, line, self._label(queue, room), fit.label, quiet, LEFT)
        draw(painter, line, agents, fit.label, quiet, RIGHT)

    def _paint_two_lines(
        self, painter: QPainter, inside: QRectF, names: tuple[str, str], queue: Queue
    ) -> None:
        look, draw = self._look, self._look.brushes.draw_text
        name_face, figure, label = self.fit.compact
        quiet = look.theme.quiet
        text = quiet if self._is_old(queue) else look.theme.text
        name_height, figure_height = name_face.px * SYMBOL_ROOM, figure.px * 1.2
        top = inside.top() + (inside.height() - name_height - figure_height) / 2
        line = QRectF(inside.left(), top, inside.width(), name_height)
        side = f"{queue.agents} in" if not self._is_old(queue) else self._label(queue, 0.0)
        side_width = look.brushes.width(side, label)
        if self._trouble(queue).level is not Level.NONE:
            side, side_width = "", look.brushes.width("limit 00", label) + label.px * SYMBOL_ROOM
            self._paint_limit(
                painter, line.adjusted(line.width() - side_width, 0, 0, 0), label, queue, side_width
            )
        room = line.width() - side_width - self.fit.unit * 0.4
        draw(painter, line, self._fitting(names, name_face, room), name_face, text)
        draw(painter, line, side, label, quiet, RIGHT)
        line = QRectF(inside.left(), line.bottom(), inside.width(), figure_height)
        trouble = self._trouble(queue)
        waiting, longest = (
            str(queue.waiting),
            longest_text(queue.longest_waiting_s(look.figures_at(queue.source))),
        )
        waiting_ink = key_ink(look.theme, trouble.level) if trouble.waiting else text
        longest_ink = key_ink(look.theme, trouble.level) if trouble.longest_s else text
        draw(painter, line, waiting, figure, waiting_ink)
        draw(painter, line, longest, figure, longest_ink, RIGHT)

    def _fitting(self, names: tuple[str, str], face: Face, room: float) -> str:
        full, short = names
        return full if self._look.brushes.width(full, face) <= room else short


class QueueCards(IconView):
    """All queues shown, in one row if they fit.

    Arguments:
        model: The queues.
        look: How they look.

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
        """What has to be laid out."""
        model = self._queues
        names = [(model.name(row), model.name(row, short=True)) for row in range(model.rowCount())]
        return Queues(
            tuple(short[:_LONGEST_NAME] for _, short in names),
            named=any(full != short for full, short in names),
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

    def set_fit(self, fit: HeadFit, cards: CardsFit, *, named: bool) -> None:
        """Set the sizes."""
        delegate = self._delegate
        delegate.fit = fit
        delegate.compact = cards.compact
        delegate.named = named
        delegate.card = QSize(cards.width, cards.height)
        self.lay_out(delegate.card + QSize(cards.gap, cards.gap), scrolls=cards.scrolls)


def _glow_key(kind: QueueKind, number: str) -> str:
    return f"{kind.name} {number}"
