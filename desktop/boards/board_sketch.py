"""A board in small, drawn in true proportion with an invented floor: for the fitting page."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.acd.agent import AgentState
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.boards.board_fit import CARD_PAD, KEY_BETWEEN, KEY_EDGE, BoardFit
from desktop.boards.legibility import SAMPLE_NAMES, SAMPLE_QUEUES
from desktop.ui.brushes import LEFT, RIGHT, SHAPES, Brushes, Face, rounded
from desktop.ui.theme import Theme, Tone

_TIMES: Final = (
    "3:31",
    "0:45",
    "8:38",
    "4:22",
    "2:19",
    "7:55",
    "2:30",
    "1:17",
    "9:52",
    "0:33",
    "5:11",
    "6:41",
)
_FLOOR: Final = (
    (0.03, AgentState.RINGING),
    (0.45, AgentState.ACD),
    (0.52, AgentState.NON_ACD),
    (0.58, AgentState.OUTBOUND),
    (0.67, AgentState.WORK_TIMER),
    (0.74, AgentState.DO_NOT_DISTURB),
    (0.94, AgentState.IDLE),
    (1.0, AgentState.LOGGED_OUT),
)
"""Up to which share of the agents do what."""
_CARDS: Final = (("7", "3:42", "22 in"), ("2", "0:51", "19 in"), ("0", "–", "11 in"), ("0", "–", "4 in"))  # noqa: RUF001 - a dash is meant
_KEYS: Final = (("9", "callers waiting"), ("3:42", "longest"), ("7", "free"))


class BoardSketch:
    """Draws a board.

    Arguments:
        brushes: Fonts and shapes.

    """

    def __init__(self, brushes: Brushes) -> None:
        self._brushes = brushes

    def draw(self, painter: QPainter, board: BoardFit, size: tuple[int, int], theme: Theme) -> None:
        """Draw a board of that size in pixels with its top left at the painter's origin."""
        width, height = size
        painter.fillRect(QRectF(0, 0, width, height), QColor(theme.ground))
        self._draw_keys(painter, board, theme)
        self._draw_cards(painter, board, theme)
        self._draw_chips(painter, board, theme, width)
        tiles = board.tiles
        for number in tiles.on_page(0):
            row, column = divmod(number, tiles.columns)
            left = board.head.unit + column * (tiles.width + tiles.gap)
            top = board.tiles_top + row * (tiles.height + tiles.gap)
            self.draw_tile(painter, board, theme, QPointF(left, top), number)

    def draw_tile(
        self, painter: QPainter, board: BoardFit, theme: Theme, top_left: QPointF, number: int
    ) -> None:
        """Draw one tile of a board, the first being 0."""
        tiles, faces, draw = board.tiles, board.tiles.faces, self._brushes.draw_text
        state = _state(number, tiles.per_page)
        tone = theme.tone(state)
        tile = QRectF(top_left.x(), top_left.y(), tiles.width, tiles.height)
        path = rounded(tile, tiles.gap)
        painter.fillPath(path, QColor(tone.ground))
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(tile.left(), tile.top(), faces.bar, tile.height()), QColor(tone.accent))
        painter.restore()
        name_height, state_height = tiles.line_heights
        left = tile.left() + faces.bar + faces.pad
        top = tile.center().y() - (name_height + state_height) / 2
        line = QRectF(left, top, tile.right() - faces.pad - left, name_height)
        name = SAMPLE_NAMES[number % len(SAMPLE_NAMES)]
        off = state is AgentState.LOGGED_OUT
        draw(painter, line, name, faces.name, tone.accent if off else theme.text)
        line = QRectF(left, line.bottom(), line.width(), state_height)
        px = faces.shape_px
        shape = QRectF(left, line.center().y() - px / 2, px, px)
        self._brushes.draw_shape(painter, SHAPES[state], shape, tone.accent)
        words = SHORT_STATE_WORDS if tiles.short_words else STATE_WORDS
        draw(painter, line.adjusted(faces.shape_room, 0, 0, 0), words[state], faces.state, tone.accent)
        if not off:
            draw(painter, line, _TIMES[number % len(_TIMES)], faces.state, theme.text, RIGHT)

    def _draw_panel(self, painter: QPainter, where: QRectF, corner: float, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.line), 2))
        painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(where, corner, corner)

    def _draw_keys(self, painter: QPainter, board: BoardFit, theme: Theme) -> None:
        head, layout, draw = board.head, board.layout, self._brushes.draw_text
        panel = QRectF(head.unit, head.unit, layout.key_width, layout.key_height)
        self._draw_panel(painter, panel, head.corner, theme)
        figure_height, label_height = head.key.px * 1.12, head.label.px * 1.3
        top = panel.center().y() - (figure_height + label_height) / 2
        left = panel.left() + head.unit * KEY_EDGE
        needed = [
            max(self._brushes.width(figure, head.key), self._brushes.width(label, head.label))
            for figure, label in _KEYS
        ]
        spare = panel.width() - head.unit * (2 * KEY_EDGE + 2 * KEY_BETWEEN) - sum(needed)
        for (figure, label), own in zip(_KEYS, needed, strict=True):
            width = own + max(0.0, spare) / len(_KEYS)
            colour = theme.free.accent if label == "free" else theme.text
            draw(painter, QRectF(left, top, width, figure_height), figure, head.key, colour)
            line = QRectF(left, top + figure_height, width, label_height)
            draw(painter, line, label, head.label, theme.quiet)
            left += width + head.unit * KEY_BETWEEN

    def _draw_cards(self, painter: QPainter, board: BoardFit, theme: Theme) -> None:
        head, layout, draw = board.head, board.layout, self._brushes.draw_text
        cards = layout.cards
        if cards is None:
            return
        first = QPointF(head.unit, head.unit)
        first += (
            QPointF(layout.key_width + head.unit, 0)
            if layout.beside
            else QPointF(0, layout.key_height + head.unit)
        )
        for number, (name, figures) in enumerate(zip(SAMPLE_QUEUES.names, _CARDS, strict=True)):
            row, column = divmod(number, cards.columns)
            left = first.x() + column * (cards.width + cards.gap)
            top = first.y() + row * (cards.height + cards.gap)
            card = QRectF(left, top, cards.width, cards.height)
            self._draw_panel(painter, card, head.corner, theme)
            inside = card.adjusted(head.unit * CARD_PAD, 0, -head.unit * CARD_PAD, 0)
            waiting, longest, agents = figures
            lines: tuple[tuple[float, tuple[str, Face], tuple[str, Face]], ...]
            if cards.compact:
                name_face, figure, label = head.compact
                lines = (
                    (name_face.px * 1.3, (name, name_face), (agents, label)),
                    (figure.px * 1.2, (waiting, figure), (longest, figure)),
                )
            else:
                lines = (
                    (head.name.px * 1.3, (name, head.name), ("", head.label)),
                    (head.figure.px * 1.12, (waiting, head.figure), (longest, head.side)),
                    (head.label.px * 1.3, ("waiting", head.label), (agents, head.label)),
                )
            top = card.center().y() - sum(height for height, _, _ in lines) / 2
            for height, (left_text, left_face), (right_text, right_face) in lines:
                line = QRectF(inside.left(), top, inside.width(), height)
                quiet = left_text == "waiting"
                draw(painter, line, left_text, left_face, theme.quiet if quiet else theme.text, LEFT)
                quiet = right_text == agents
                draw(painter, line, right_text, right_face, theme.quiet if quiet else theme.text, RIGHT)
                top += height

    def _draw_chips(self, painter: QPainter, board: BoardFit, theme: Theme, width: int) -> None:
        head, layout = board.head, board.layout
        face = head.chip
        top = head.unit + layout.height + head.unit
        left = float(head.unit)
        room = width - head.unit - self._brushes.width("Live 14:03", head.label) - head.unit
        for shape, text, tone in _chips(theme):
            chip = QRectF(left, top, self._brushes.width(text, face) + face.px * 2.5, head.chip_height)
            if chip.right() > room:
                break
            painter.fillPath(rounded(chip, chip.height() / 2), QColor(tone.ground))
            px = round(face.px * 0.9)
            where = QRectF(chip.left() + face.px * 0.65, chip.center().y() - px / 2, px, px)
            self._brushes.draw_shape(painter, shape, where, tone.accent)
            words = chip.adjusted(face.px * 1.8, 0, 0, 0)
            self._brushes.draw_text(painter, words, text, face, tone.accent)
            left = chip.right() + head.unit * 0.6
        line = QRectF(0, top, width - head.unit, head.chip_height)
        self._brushes.draw_text(painter, line, "Live 14:03", head.label, theme.quiet, RIGHT)


def _state(number: int, count: int) -> AgentState:
    share = (number + 0.5) / max(1, count)
    return next(state for up_to, state in _FLOOR if share <= up_to)


def _chips(theme: Theme) -> tuple[tuple[str, str, Tone], ...]:
    return (
        ("idle", "7 free", theme.free),
        ("acd", "29 ACD", theme.acd),
        ("non_acd", "7 other", theme.other_call),
        ("work_timer", "6 work", theme.work_timer),
        ("make_busy", "5 away", theme.out_of_reach),
        ("logged_out", "6 off", theme.off),
    )
