"""Layout of the key figures and the queue cards above the tiles."""

import math
from dataclasses import dataclass
from typing import Final

from desktop.boards.head_fit import HeadFit
from desktop.boards.view import KeyFigure
from desktop.ui.brushes import Face, TextMeasure

KEY_EDGE: Final = 1.3
KEY_BETWEEN: Final = 1.6
"""Room beside the key figures and between them, in units."""
SYMBOL_ROOM: Final = 1.2
"""Room of a symbol before a word, in sizes of its type."""
CARD_PAD: Final = 0.75
"""Padding between a card's edge and its content, in units."""
LABELS: Final = {
    KeyFigure.WAITING: "callers waiting",
    KeyFigure.LONGEST: "longest",
    KeyFigure.FREE: "nobody free",
    KeyFigure.ON_CALLS: "on calls",
    KeyFigure.WORK_TIMER: "work timer",
    KeyFigure.OUT_OF_REACH: "out of reach",
}
"""The longest text below each key figure."""
_WIDEST_CARD: Final = 1.7
"""Factor on the needed width of a card, up to which it fills the room."""
_TALLEST_CARDS: Final = 0.42
"""Share of the board's height; the agents need the rest."""


@dataclass(frozen=True, slots=True)
class CardsFit:
    """The layout of queue cards; lengths in pixels.

    Attributes:
        is_compact: Whether each has only two lines because there are many.
        columns: Number of columns.
        rows: Number of rows.
        rows_seen: Number of rows visible at a time.
        width: Width of a card.
        height: Height of a card.
        gap: Gap between cards.

    """

    is_compact: bool
    columns: int
    rows: int
    rows_seen: int
    width: int
    height: int
    gap: int

    @property
    def scrolls(self) -> bool:
        """Whether not all are visible."""
        return self.rows > self.rows_seen

    @property
    def total_height(self) -> int:
        """Height of the visible rows."""
        return self.rows_seen * (self.height + self.gap) - self.gap


@dataclass(frozen=True, slots=True)
class Queues:
    """The queues shown.

    Attributes:
        names: The names on their cards.
        has_system_names: Whether some names include the phone system's, which takes smaller type.
        bar_width: The width of a scroll bar where there are too many.

    """

    names: tuple[str, ...]
    has_system_names: bool = False
    bar_width: int = 0


@dataclass(frozen=True, slots=True)
class HeadLayout:
    """The places of the key figures and the queue cards; lengths in pixels.

    Attributes:
        is_beside: Whether the cards are beside the key figures, not below them.
        key_width: Width of the panel with the key figures.
        key_height: Height of that panel.
        cards: The cards; None where there are none.
        height: Height of both together.

    """

    is_beside: bool
    key_width: int
    key_height: int
    cards: CardsFit | None
    height: int

    @property
    def has_compact_cards(self) -> bool:
        """Whether the queue cards are compact."""
        return self.cards is not None and self.cards.is_compact

    @property
    def shape(self) -> tuple[bool, bool, int]:
        """The visible arrangement: whether cards are beside, whether they are compact, their columns."""
        return self.is_beside, self.has_compact_cards, self.cards.columns if self.cards is not None else 0


def usual_text(figure: KeyFigure) -> str:
    """Return a key figure at its usual width."""
    return "00:00" if figure is KeyFigure.LONGEST else "00"


def key_width(fit: HeadFit, measure: TextMeasure, figures: tuple[KeyFigure, ...]) -> int:
    """Return the width that the key figures need, in pixels."""
    columns = (max(measure(LABELS[one], fit.label), measure(usual_text(one), fit.key)) for one in figures)
    return math.ceil(sum(columns) + key_around(fit, len(figures)))


def key_around(fit: HeadFit, columns: int) -> float:
    """Return the room beside and between that many key figures, in pixels."""
    return fit.unit * (2 * KEY_EDGE + (columns - 1) * KEY_BETWEEN)


def narrowest_card(fit: HeadFit, measure: TextMeasure, queues: Queues, *, is_compact: bool) -> int:
    """Return the width of the narrowest card that cuts none of the queues' texts, in pixels."""
    full_face = fit.compact_faces[0] if queues.has_system_names else fit.name
    names = set(queues.names) or {""}
    return max(_card_width(fit, measure, name, full_face, is_compact=is_compact) for name in names)


def _card_width(fit: HeadFit, measure: TextMeasure, name: str, full_face: Face, *, is_compact: bool) -> int:
    name_face, figure, label = fit.compact_faces if is_compact else (full_face, fit.figure, fit.label)
    side = figure if is_compact else fit.side
    figures = measure("000" if is_compact else "00", figure) + fit.unit * 0.6 + measure("00:00", side)
    limit = measure("limit", label) + label.px * SYMBOL_ROOM
    under = max(measure("waiting", label), limit) + fit.unit + measure("000 in", label)
    names = max(measure("Group 000", name_face), measure(name, name_face))
    if is_compact:
        names += fit.unit + max(measure("last run", label), limit)
        under = 0
    return math.ceil(max(figures, under, names) + 2 * fit.unit * CARD_PAD)


def fit_cards(fit: HeadFit, measure: TextMeasure, queues: Queues, width: int, tallest: int) -> CardsFit:
    """Lay queue cards out in a width, in rows that together are no higher than `tallest`."""
    count = max(1, len(queues.names))

    def columns_in(width: int, narrowest: int, gap: int) -> int:
        return max(1, (width + gap) // (narrowest + gap))

    least, gap, height = narrowest_card(fit, measure, queues, is_compact=False), fit.unit, fit.panel_height
    is_compact = columns_in(width, least, gap) < count
    if is_compact:
        least, gap, height = (
            narrowest_card(fit, measure, queues, is_compact=True),
            fit.tile_gap,
            fit.compact_height,
        )
    rows_seen = max(1, (tallest + gap) // (height + gap))
    rows = math.ceil(count / columns_in(width, least, gap))
    if rows > rows_seen:
        width -= queues.bar_width
        rows = math.ceil(count / columns_in(width, least, gap))
    columns = math.ceil(count / rows)
    # Few compact rows are as high as the panel beside them.
    height = max(height, (fit.panel_height + gap) // rows - gap)
    widest = round(least * _WIDEST_CARD)
    return CardsFit(
        is_compact,
        columns,
        rows,
        min(rows, rows_seen),
        min(widest, (width + gap) // columns - gap),
        height,
        gap,
    )


def lay_head_out(
    fit: HeadFit,
    measure: TextMeasure,
    queues: Queues,
    figures: tuple[KeyFigure, ...],
    size: tuple[int, int],
) -> HeadLayout:
    """Lay key figures and queue cards out: side by side if at least one whole card fits."""
    width, board_height = size[0] - 2 * fit.unit, size[1]
    own = key_width(fit, measure, figures)
    if not queues.names:
        height = fit.panel_height
        return HeadLayout(is_beside=True, key_width=width, key_height=height, cards=None, height=height)
    room = width - own - fit.unit
    tallest = round(board_height * _TALLEST_CARDS)
    below = fit_cards(fit, measure, queues, width, tallest)
    if room >= narrowest_card(fit, measure, queues, is_compact=False):
        cards = fit_cards(fit, measure, queues, room, tallest)
        if below.scrolls or not cards.scrolls:
            height = max(cards.total_height, fit.panel_height)
            return HeadLayout(is_beside=True, key_width=own, key_height=height, cards=cards, height=height)
    height = fit.key_height + fit.unit + below.total_height
    return HeadLayout(is_beside=False, key_width=width, key_height=fit.key_height, cards=below, height=height)
