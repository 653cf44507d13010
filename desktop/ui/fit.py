"""How large everything on a board is, from the room there is and what has to be shown in it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.ui.brushes import Face, Weight

Measure = Callable[[str, Face], float]
"""Gives the width of a text in pixels."""

SMALLEST_NAME_PX: Final = 15
LARGEST_NAME_SHARE: Final = 0.085
"""Of the height there is: a name larger than that shouts."""
PREFER_FULL_WORDS: Final = 0.7
"""Full words may cost this much of the size that short ones would allow ..."""
SMALLEST_WITH_FULL_WORDS: Final = 0.04
"""... while a name keeps this share of the height there is; below it, size is worth more than words."""
TALLEST: Final = 1.45
"""How much taller than it must be a tile may grow to fill the room."""
WIDEST: Final = 1.8
"""How much wider than it must be a tile may grow to fill the room."""

_FULL_TIME: Final = "00:00"
_SHORT_TIME: Final = "00h00"
_DETAILS: Final = ("path 0000", "since 00:00")
_SHORT_DETAILS: Final = ("P 000", "00:00")
"""What stands beside the name: a path, a reason, or since when it is old."""


@dataclass(frozen=True, slots=True)
class TileFaces:
    """The type on a tile.

    Attributes:
        name: The agent's name or ID.
        state: The state's word and the time.
        detail: Path and reason code.

    """

    name: Face
    state: Face
    detail: Face

    @property
    def bar(self) -> int:
        """Width of the bar of the state's accent at the left."""
        return max(3, round(self.name.px * 0.16))

    @property
    def pad(self) -> int:
        """Room between a tile's edge and what stands in it."""
        return round(self.name.px * 0.45)

    @property
    def shape_px(self) -> int:
        """Size of the state's shape."""
        return round(self.state.px * 0.95)

    @property
    def shape_room(self) -> float:
        """Width of the state's shape with the room behind it."""
        return self.state.px * 1.35

    @property
    def line_heights(self) -> tuple[float, float]:
        """Of the name's line and the state's."""
        return self.name.px * 1.2, self.state.px * 1.25

    @property
    def height(self) -> int:
        """Of the lowest tile that holds both lines."""
        return round(sum(self.line_heights) + self.name.px * 0.42)

    def time_width(self, measure: Measure, *, short: bool) -> float:
        """Give the width of the longest time in a state."""
        return measure(_SHORT_TIME if short else _FULL_TIME, self.state)

    def width(self, longest: str, measure: Measure, *, short_words: bool, short_details: bool = True) -> int:
        """Give the narrowest tile that holds the longest name, a detail, any state's word and time, uncut."""
        words = SHORT_STATE_WORDS if short_words else STATE_WORDS
        word = max(measure(word, self.state) for word in words.values())
        state_line = (
            self.shape_room + word + self.state.px * 0.5 + self.time_width(measure, short=short_words)
        )
        details = _SHORT_DETAILS if short_details else _DETAILS
        detail = max(measure(text, self.detail) for text in details)
        name_line = measure(longest, self.name) + self.name.px * 0.4 + detail
        return math.ceil(self.bar + 2 * self.pad + max(state_line, name_line))


def tile_faces(name_px: int) -> TileFaces:
    """Give the type on a tile whose name has that size."""
    return TileFaces(
        Face(name_px, Weight.KEY),
        Face(max(12, round(name_px * 0.74)), Weight.STRONG),
        Face(max(11, round(name_px * 0.6)), Weight.PLAIN),
    )


@dataclass(frozen=True, slots=True)
class TileFit:
    """How agent tiles are laid out; lengths in pixels.

    Attributes:
        faces: The type on them.
        width: Of a tile.
        height: Of a tile.
        gap: Between tiles.
        short_words: Whether states are said in short words, on every tile alike.
        short_details: The same of paths and reason codes.
        scrolls: Whether there are more than fit even at the smallest size.

    """

    faces: TileFaces
    width: int
    height: int
    gap: int
    short_words: bool
    short_details: bool
    scrolls: bool
    pages: int = 1
    per_page: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """The room for agent tiles and what has to stand in it; lengths in pixels.

    Attributes:
        width: Of the room.
        height: Of the room.
        gap: Between tiles, unless they are small; their corners have it as radius.
        count: How many tiles.
        longest: The longest name.

    """

    width: int
    height: int
    gap: int
    count: int
    longest: str
    least_name_px: int = 0
    least_text_px: int = 0


def fit_tiles(room: Room, measure: Measure) -> TileFit:
    """Lay tiles out: as large as fits, with full words where that does not cost much size."""
    full = _largest_that_fits(room, measure, short_words=False)
    short = _largest_that_fits(room, measure, short_words=True)
    if full.scrolls:
        return full if short.scrolls else short
    name_px = full.faces.name.px
    worth_it = name_px >= short.faces.name.px * PREFER_FULL_WORDS
    return full if worth_it and name_px >= room.height * SMALLEST_WITH_FULL_WORDS else short


def _largest_that_fits(room: Room, measure: Measure, *, short_words: bool) -> TileFit:
    low, high = SMALLEST_NAME_PX, max(SMALLEST_NAME_PX, round(room.height * LARGEST_NAME_SHARE))
    best = _lay_out(room, tile_faces(low), measure, short_words=short_words)
    while low < high and not best.scrolls:
        middle = (low + high + 1) // 2
        tried = _lay_out(room, tile_faces(middle), measure, short_words=short_words)
        if tried.scrolls:
            high = middle - 1
        else:
            low, best = middle, tried
    return best


def _lay_out(room: Room, faces: TileFaces, measure: Measure, *, short_words: bool) -> TileFit:
    gap = min(room.gap, max(4, round(faces.name.px * 0.42)))
    width = faces.width(room.longest, measure, short_words=short_words)
    columns = max(1, (room.width + gap) // (width + gap))
    rows = math.ceil(max(room.count, 1) / columns)
    height = faces.height
    scrolls = rows * (height + gap) - gap > room.height
    if not scrolls:
        height = min(round(height * TALLEST), (room.height + gap) // rows - gap)
    # As many columns as the rows need, so that the last row is as full as can be.
    columns = math.ceil(max(room.count, 1) / rows)
    widest = round(width * WIDEST)
    width = max(min(width, room.width), min(widest, (room.width + gap) // columns - gap))
    short_details = width < faces.width(room.longest, measure, short_words=short_words, short_details=False)
    return TileFit(faces, width, height, gap, short_words, short_details, scrolls)


@dataclass(frozen=True, slots=True)
class HeadFit:
    """How the figures above the tiles are laid out; lengths in pixels.

    Attributes:
        unit: The gap between everything.
        key: Type of the three key figures.
        figure: Type of a card's calls waiting.
        side: Type of a card's longest waiting.
        name: Type of a queue's name.
        label: Type of labels.
        chip: Type of the words in the chips.
        small: Type of the line below the tiles.

    """

    unit: int
    key: Face
    figure: Face
    side: Face
    name: Face
    label: Face
    chip: Face
    small: Face

    @property
    def panel_height(self) -> int:
        """Of the panel with the key figures, and of a queue card."""
        return round(self.name.px * 1.3 + self.figure.px * 1.12 + self.label.px * 1.3 + self.unit * 1.5)

    @property
    def compact(self) -> tuple[Face, Face, Face]:
        """Type of name, figures and label of a queue card where there are many."""
        return (
            Face(max(13, round(self.name.px * 0.8)), self.name.weight),
            Face(round(self.side.px * 0.95), self.side.weight),
            Face(max(12, round(self.label.px * 0.75)), self.label.weight),
        )

    @property
    def compact_height(self) -> int:
        """Of a queue card where there are many."""
        name, figure, _ = self.compact
        return round(name.px * 1.3 + figure.px * 1.2 + self.unit * 0.8)

    @property
    def chip_height(self) -> int:
        """Of a chip."""
        return round(self.chip.px * 1.8)

    @property
    def corner(self) -> float:
        """Radius of the corners of panels and cards."""
        return self.unit * 0.62

    @property
    def tile_gap(self) -> int:
        """Between tiles, and between cards where there are many."""
        return round(self.unit * 0.62)


def fit_head(width: int, height: int) -> HeadFit:
    """Size the figures above the tiles by the window: 1 at 1920 x 1080."""
    scale = max(0.5, min(width / 1920, height / 1080))
    return HeadFit(
        unit=round(22 * scale),
        key=Face(round(90 * scale), Weight.KEY),
        figure=Face(round(72 * scale), Weight.KEY),
        side=Face(round(36 * scale), Weight.STRONG),
        name=Face(max(14, round(31 * scale)), Weight.STRONG),
        label=Face(max(13, round(29 * scale)), Weight.PLAIN),
        chip=Face(max(13, round(29 * scale)), Weight.STRONG),
        small=Face(max(13, round(17 * scale)), Weight.PLAIN),
    )
