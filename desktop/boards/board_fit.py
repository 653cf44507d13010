"""How a whole board is laid out: the figures above give room where that saves a page of agents."""

import math
from dataclasses import dataclass, replace
from typing import Final

from desktop.boards.tile_fit import HeadFit, TileFit, TileRoom, fit_head, fit_tiles, most_on_page
from desktop.ui.brushes import Face, Measure

KEY_EDGE: Final = 1.3
KEY_BETWEEN: Final = 1.6
"""Room beside the key figures and between them, in units."""
SYMBOL_ROOM: Final = 1.2
"""Of a symbol before a word, in sizes of its type."""
CARD_PAD: Final = 0.75
"""Room between a card's edge and what stands in it, in units."""

_WIDEST_CARD: Final = 1.7
"""How much wider than it must be a card may grow to fill the room."""
_TALLEST_CARDS: Final = 0.42
"""Of the board's height: the agents need the rest."""
_TALLEST_HEAD: Final = 0.66
"""The same of all that stands above them, where people are far away."""
_FEWEST_ON_PAGE: Final = 6
"""Smaller text is better than more pages than anyone waits for."""
_LARGE_KEY: Final = 0.055
"""Of the board's height: key figures as large are seen first."""
_SMALL_KEY_COSTS: Final = 1.35
"""Smaller ones are as bad as so many times the pages, which never makes two pages of one."""
_SHARES: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)
"""How large the head is of what looks best; 0.76 is hardly seen to be less."""
_KEY_SHARES: Final = (1.0, 0.9, 0.8, 0.7, 0.6)
_LEASTS: Final = (1.0, 0.85, 0.72, 0.6, 0.5, 0.4)
"""How much of what is legible is kept where the screen is too small for where people are."""


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """A big figure as wide as it usually is.

    Attributes:
        label: What stands below it, at its longest.
        usual: The figure.

    """

    label: str
    usual: str


USUAL_FIGURES: Final = (
    KeyColumn("callers waiting", "00"),
    KeyColumn("longest", "00:00"),
    KeyColumn("nobody free", "00"),
)


@dataclass(frozen=True, slots=True)
class CardsFit:
    """How queue cards are laid out; lengths in pixels.

    Attributes:
        compact: Whether there are so many that each has two lines only.
        columns: Of cards.
        rows: All of them.
        rows_seen: Those seen at a time.
        width: Of a card.
        height: Of a card.
        gap: Between cards.

    """

    compact: bool
    columns: int
    rows: int
    rows_seen: int
    width: int
    height: int
    gap: int

    @property
    def scrolls(self) -> bool:
        """Whether not all are seen."""
        return self.rows > self.rows_seen

    @property
    def total_height(self) -> int:
        """Of the rows seen."""
        return self.rows_seen * (self.height + self.gap) - self.gap


@dataclass(frozen=True, slots=True)
class Queues:
    """The queues shown.

    Attributes:
        names: What stands on their cards.
        named: Whether some bear a phone system's name too, which takes smaller type.
        bar_width: The room that a scroll bar takes where there are too many.

    """

    names: tuple[str, ...]
    named: bool = False
    bar_width: int = 0


@dataclass(frozen=True, slots=True)
class HeadLayout:
    """Where the key figures and the queue cards are; lengths in pixels.

    Attributes:
        beside: Whether the cards are beside the key figures, not below them.
        key_width: Of the panel with the key figures.
        key_height: The same.
        cards: The cards; None where there are none.
        height: Of both together.

    """

    beside: bool
    key_width: int
    key_height: int
    cards: CardsFit | None
    height: int

    @property
    def shape(self) -> tuple[bool, bool, int]:
        """What a person sees change: where the cards are, their kind, and their columns."""
        cards = self.cards
        return self.beside, cards is not None and cards.compact, cards.columns if cards is not None else 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a board shows.

    Attributes:
        agents: How many tiles.
        longest: The longest name on them.
        queues: The queues that have cards.
        below_px: What the line below the tiles takes; 0 without it.
        figures: The big figures.

    """

    agents: int
    longest: str
    queues: Queues
    below_px: int = 0
    figures: tuple[KeyColumn, ...] = USUAL_FIGURES


def _smallest(*faces: Face) -> int:
    sizes: list[int] = [face.px for face in faces]
    return min(sizes)


@dataclass(frozen=True, slots=True)
class BoardFit:
    """How a whole board is laid out.

    Attributes:
        head: The sizes above the tiles.
        layout: Where things are above the tiles.
        tiles: The tiles of a page.
        tiles_top: Where they begin, in pixels from the board's top.
        least_name_px: The least type of names and key figures that was kept; lower than what was asked for
            where the screen is too small for where people are.
        least_text_px: The same of everything else.

    """

    head: HeadFit
    layout: HeadLayout
    tiles: TileFit
    tiles_top: int
    least_name_px: int
    least_text_px: int

    @property
    def smallest_name_px(self) -> int:
        """The smallest type of any name and key figure."""
        head = self.head
        figures = (head.compact[1],) if self.has_compact_cards else (head.figure, head.side)
        return _smallest(head.key, *figures, self.tiles.faces.name)

    @property
    def smallest_text_px(self) -> int:
        """The smallest type of any text meant for the room."""
        head, tiles = self.head, self.tiles.faces
        names = (head.compact[0], head.compact[2]) if self.has_compact_cards else (head.name,)
        return _smallest(*names, head.label, head.chip, tiles.state, tiles.detail)

    @property
    def has_compact_cards(self) -> bool:
        """Whether queue cards are of the small kind."""
        return self.layout.cards is not None and self.layout.cards.compact


def key_width(fit: HeadFit, measure: Measure, figures: tuple[KeyColumn, ...]) -> int:
    """Give the width that the key figures need, in pixels."""
    columns = (max(measure(column.label, fit.label), measure(column.usual, fit.key)) for column in figures)
    return math.ceil(sum(columns) + key_around(fit, len(figures)))


def key_around(fit: HeadFit, columns: int) -> float:
    """Give the room beside and between so many key figures, in pixels."""
    return fit.unit * (2 * KEY_EDGE + (columns - 1) * KEY_BETWEEN)


def narrowest_card(fit: HeadFit, measure: Measure, queues: Queues, *, compact: bool) -> int:
    """Give the width of the narrowest card that shows any of the queues uncut, in pixels."""
    names = set(queues.names) or {""}
    return max(_card_width(fit, measure, name, compact=compact, named=queues.named) for name in names)


def _card_width(fit: HeadFit, measure: Measure, name: str, *, compact: bool, named: bool) -> int:
    full_name = fit.compact[0] if named else fit.name
    name_face, figure, label = fit.compact if compact else (full_name, fit.figure, fit.label)
    side = figure if compact else fit.side
    figures = measure("000" if compact else "00", figure) + fit.unit * 0.6 + measure("00:00", side)
    limit = measure("limit", label) + label.px * SYMBOL_ROOM
    under = max(measure("waiting", label), limit) + fit.unit + measure("000 in", label)
    names = max(measure("Group 000", name_face), measure(name, name_face))
    if compact:
        names += fit.unit + max(measure("last run", label), limit)
        under = 0
    return math.ceil(max(figures, under, names) + 2 * fit.unit * CARD_PAD)


def fit_cards(fit: HeadFit, measure: Measure, queues: Queues, width: int, tallest: int) -> CardsFit:
    """Lay queue cards out in a width, in rows that are together no higher than the tallest allowed."""
    count = max(1, len(queues.names))

    def columns_in(width: int, narrowest: int, gap: int) -> int:
        return max(1, (width + gap) // (narrowest + gap))

    least, gap, height = narrowest_card(fit, measure, queues, compact=False), fit.unit, fit.panel_height
    compact = columns_in(width, least, gap) < count
    if compact:
        least, gap, height = (
            narrowest_card(fit, measure, queues, compact=True),
            fit.tile_gap,
            fit.compact_height,
        )
    rows_seen = max(1, (tallest + gap) // (height + gap))
    rows = math.ceil(count / columns_in(width, least, gap))
    if rows > rows_seen:
        width -= queues.bar_width
        rows = math.ceil(count / columns_in(width, least, gap))
    columns = math.ceil(count / rows)
    # A few compact rows are as high as the panel beside them.
    height = max(height, (fit.panel_height + gap) // rows - gap)
    widest = round(least * _WIDEST_CARD)
    return CardsFit(
        compact,
        columns,
        rows,
        min(rows, rows_seen),
        min(widest, (width + gap) // columns - gap),
        height,
        gap,
    )


def lay_head_out(
    fit: HeadFit, measure: Measure, contents: Contents, width: int, board_height: int
) -> HeadLayout:
    """Lay key figures and queue cards out: side by side where at least one whole card fits there."""
    queues = contents.queues
    own = key_width(fit, measure, contents.figures)
    if not queues.names:
        return HeadLayout(
            beside=True,
            key_width=width,
            key_height=fit.panel_height,
            cards=None,
            height=fit.panel_height,
        )
    room = width - own - fit.unit
    tallest = round(board_height * _TALLEST_CARDS)
    below = fit_cards(fit, measure, queues, width, tallest)
    if room >= narrowest_card(fit, measure, queues, compact=False):
        cards = fit_cards(fit, measure, queues, room, tallest)
        if below.scrolls or not cards.scrolls:
            height = max(cards.total_height, fit.panel_height)
            return HeadLayout(beside=True, key_width=own, key_height=height, cards=cards, height=height)
    height = fit.key_height + fit.unit + below.total_height
    return HeadLayout(beside=False, key_width=width, key_height=fit.key_height, cards=below, height=height)


def fit_board(
    size: tuple[int, int],
    contents: Contents,
    measure: Measure,
    least_name_px: int = 0,
    least_text_px: int = 0,
) -> BoardFit:
    """Lay a board out.

    In room mode (leasts above 0) the head gives room, down to what is legible, where that saves a page of
    agents. Where the screen is too small for what must be on every page, text is smaller than the leasts.

    Arguments:
        size: The board's width and height in pixels.
        contents: What is to be shown.
        measure: Gives the width of a text.
        least_name_px: The least type of names and key figures; 0 in desk mode.
        least_text_px: The least type of everything else.

    """
    if not least_name_px:
        board = _with_head(size, contents, measure, fit_head(*size), (0, 0))
        return board.filled()
    for least in _LEASTS:
        leasts = max(1, math.ceil(least_name_px * least)), math.ceil(least_text_px * least)
        heads = [fit_head(*size, leasts[1], leasts[0], share=share) for share in _SHARES]
        boards = [_with_head(size, contents, measure, head, leasts) for head in heads]
        legible = [board for board in boards if board.is_legible]
        if legible:
            return min(legible, key=lambda board: board.rank).filled()
    return boards[-1].filled()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A board of which the tiles are not laid out yet."""

    head: HeadFit
    layout: HeadLayout
    room: TileRoom
    measure: Measure
    most: int
    tiles_top: int
    board_height: int
    bar_width: int

    @property
    def rank(self) -> tuple[float, bool]:
        """Few pages come first, then whole cards; else the first is the largest."""
        pages = math.ceil(self.room.count / max(1, self.most))
        cost = _SMALL_KEY_COSTS if self.head.key.px < self.board_height * _LARGE_KEY else 1.0
        compact = self.layout.cards is not None and self.layout.cards.compact
        return pages * cost, compact

    @property
    def is_legible(self) -> bool:
        if self.layout.cards is not None and self.layout.cards.scrolls:
            return False
        if self.tiles_top > self.board_height * _TALLEST_HEAD:
            return False
        return self.most >= min(self.room.count, _FEWEST_ON_PAGE)

    def filled(self) -> BoardFit:
        tiles = fit_tiles(self.room, self.measure)
        if tiles.scrolls:
            tiles = fit_tiles(replace(self.room, width=self.room.width - self.bar_width), self.measure)
        return BoardFit(
            self.head,
            self.layout,
            tiles,
            self.tiles_top,
            self.room.least_name_px,
            self.room.least_text_px,
        )


def _with_large_key(
    head: HeadFit, layout: HeadLayout, measure: Measure, contents: Contents, size: tuple[int, int]
) -> tuple[HeadFit, HeadLayout]:
    """Let the key figures, which the eye meets first, grow where nothing else has to give way."""
    width, height = size
    full = fit_head(width, height).key.px
    for share in _KEY_SHARES:
        px = round(full * share)
        if px <= head.key.px:
            break
        larger = replace(head, key=replace(head.key, px=px))
        tried = lay_head_out(larger, measure, contents, width - 2 * head.unit, height)
        needed = px * 1.12 + head.label.px * 1.3 + head.unit * 0.4
        if tried.height == layout.height and tried.shape == layout.shape and needed <= tried.key_height:
            return larger, tried
    return head, layout


def _with_head(
    size: tuple[int, int], contents: Contents, measure: Measure, head: HeadFit, leasts: tuple[int, int]
) -> _Draft:
    width, height = size
    unit = head.unit
    inside = width - 2 * unit
    layout = lay_head_out(head, measure, contents, inside, height)
    if leasts[0]:
        head, layout = _with_large_key(head, layout, measure, contents, size)
    top = unit + layout.height + unit + head.chip_height + unit
    bottom = height - (contents.below_px or unit)
    room = TileRoom(
        inside, max(1, bottom - top), head.tile_gap, contents.agents, contents.longest, leasts[0], leasts[1]
    )
    most = most_on_page(room, measure) if room.has_pages else 0
    return _Draft(head, layout, room, measure, most, top, height, contents.queues.bar_width)
