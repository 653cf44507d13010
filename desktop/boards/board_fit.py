"""Layout of a whole board: the head shrinks where that saves a page of agents."""

import math
from dataclasses import dataclass, replace
from typing import Final

from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.head_layout import HeadLayout, Queues, lay_head_out
from desktop.boards.tile_fit import TileFit, TileRoom, fit_tiles, most_on_page
from desktop.boards.view import USUAL_FIGURES, KeyFigure
from desktop.ui.brushes import Face, TextMeasure

_TALLEST_HEAD: Final = 0.66
"""Greatest height of the head in room mode, as a share of the board's height."""
_FEWEST_ON_PAGE: Final = 6
"""Tiles on a page below which text is made smaller rather than pages added."""
_LARGE_KEY: Final = 0.055
"""Share of the board's height from which key figures are seen first."""
_SMALL_KEY_COSTS: Final = 1.35
"""Factor on the number of pages for smaller key figures; below 2, so that one page beats two."""
_SHARES: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)
"""Sizes of the head to try, as shares of what looks best; 0.76 hardly looks smaller."""
_KEY_SHARES: Final = (1.0, 0.9, 0.8, 0.7, 0.6)
_LEASTS: Final = (1.0, 0.85, 0.72, 0.6, 0.5, 0.4)
"""Shares of the legible size to try if the screen is too small for the viewing distance."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents that a board is laid out for.

    Attributes:
        agents: Number of tiles.
        longest: The longest name on them.
        queues: The queues that have cards.
        below_px: Height of the footer; 0 without it.
        figures: The key figures.

    """

    agents: int
    longest: str
    queues: Queues
    below_px: int = 0
    figures: tuple[KeyFigure, ...] = USUAL_FIGURES


@dataclass(frozen=True, slots=True)
class BoardFit:
    """The layout of a whole board.

    Attributes:
        head: The sizes above the tiles.
        layout: The layout of the parts above the tiles.
        tiles: The tiles of a page.
        tiles_top: The top of the tiles, in pixels from the board's top.
        room: The room of the tiles. Its least sizes, which the head has too, are below those asked for if
            the screen is too small for the viewing distance.

    """

    head: HeadFit
    layout: HeadLayout
    tiles: TileFit
    tiles_top: int
    room: TileRoom

    @property
    def smallest_name_px(self) -> int:
        """The smallest type of names and key figures."""
        head = self.head
        figures = (head.compact_faces[1],) if self.layout.has_compact_cards else (head.figure, head.side)
        faces: list[Face] = [head.key, *figures, self.tiles.faces.name]
        return min(face.px for face in faces)

    @property
    def smallest_text_px(self) -> int:
        """The smallest type of other text meant for the room."""
        head, tiles = self.head, self.tiles.faces
        names = head.compact_faces[::2] if self.layout.has_compact_cards else (head.name,)
        faces: list[Face] = [*names, head.label, head.chip, tiles.state, tiles.detail]
        return min(face.px for face in faces)


def fit_board(
    size: tuple[int, int],
    contents: Contents,
    measure: TextMeasure,
    least_name_px: int = 0,
    least_text_px: int = 0,
) -> BoardFit:
    """Lay a board out.

    In room mode (least sizes above 0) the head shrinks, as long as it is legible, where that saves a page of
    agents. If the screen is too small for what must be on every page, text is below the least sizes.

    Arguments:
        size: The board's width and height in pixels.
        contents: The contents of the board.
        measure: Measures texts.
        least_name_px: The least type of names and key figures; 0 in desk mode.
        least_text_px: The least type of everything else.

    """
    if not least_name_px:
        board = _with_head(size, contents, measure, fit_head(*size), (0, 0))
        return board.filled()
    for least in _LEASTS:
        least_sizes = max(1, math.ceil(least_name_px * least)), math.ceil(least_text_px * least)
        heads = [fit_head(*size, least_sizes[1], least_sizes[0], share=share) for share in _SHARES]
        boards = [_with_head(size, contents, measure, head, least_sizes) for head in heads]
        legible = [board for board in boards if board.is_legible]
        if legible:
            return min(legible, key=lambda board: board.rank).filled()
    return boards[-1].filled()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A board whose tiles are not laid out yet."""

    head: HeadFit
    layout: HeadLayout
    room: TileRoom
    measure: TextMeasure
    most: int
    tiles_top: int
    board_height: int
    bar_width: int

    @property
    def rank(self) -> tuple[float, bool]:
        """Sort key: few pages first, then whole cards. Of equals the first draft has the largest head."""
        pages = math.ceil(self.room.count / max(1, self.most))
        cost = _SMALL_KEY_COSTS if self.head.key.px < self.board_height * _LARGE_KEY else 1.0
        return pages * cost, self.layout.has_compact_cards

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
        return BoardFit(self.head, self.layout, tiles, self.tiles_top, self.room)


def _with_large_key(
    head: HeadFit, layout: HeadLayout, measure: TextMeasure, contents: Contents, size: tuple[int, int]
) -> tuple[HeadFit, HeadLayout]:
    """Enlarge the key figures, which are seen first, where nothing else has to shrink."""
    full = fit_head(*size).key.px
    for share in _KEY_SHARES:
        px = round(full * share)
        if px <= head.key.px:
            break
        larger = replace(head, key=replace(head.key, px=px))
        tried = lay_head_out(larger, measure, contents.queues, contents.figures, size)
        needed = px * 1.12 + head.label.px * 1.3 + head.unit * 0.4
        if tried.height == layout.height and tried.shape == layout.shape and needed <= tried.key_height:
            return larger, tried
    return head, layout


def _with_head(
    size: tuple[int, int],
    contents: Contents,
    measure: TextMeasure,
    head: HeadFit,
    least_sizes: tuple[int, int],
) -> _Draft:
    width, height = size
    unit = head.unit
    layout = lay_head_out(head, measure, contents.queues, contents.figures, size)
    if least_sizes[0]:
        head, layout = _with_large_key(head, layout, measure, contents, size)
    top = unit + layout.height + unit + head.chip_height + unit
    bottom = height - (contents.below_px or unit)
    inside = width - 2 * unit, max(1, bottom - top)
    room = TileRoom(*inside, head.tile_gap, contents.agents, contents.longest, *least_sizes)
    most = most_on_page(room, measure) if room.has_pages else 0
    return _Draft(head, layout, room, measure, most, top, height, contents.queues.bar_width)
