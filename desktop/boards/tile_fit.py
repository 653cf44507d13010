"""Layout of agent tiles in the available room.

In desk mode text is as large as fits, and tiles that do not fit scroll. In room mode text is never smaller
than people can read from where they are (`desktop.ui.sight`), and tiles that do not fit are on other pages.
"""

import bisect
import math
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.ui.brushes import Face, TextMeasure, Weight

SMALLEST_NAME_PX: Final = 15
LARGEST_NAME_SHARE: Final = 0.2
"""Largest share of the height for a name."""
FULL_WORDS_WORTH: Final = 1 / 0.7
"""Factor in size that full words may cost, while a name keeps `SMALLEST_WITH_FULL_WORDS`."""
SMALLEST_WITH_FULL_WORDS: Final = 0.04
"""Share of the height for a name; below it, size is worth more than words."""
LARGE_NAME_SHARE: Final = 0.12
"""Share of the height above which a larger name has no further value."""
DETAILS_WORTH: Final = 1.12
"""Worth of a detail that fits beside every name."""
MOST_AIR: Final = 1.3
"""Largest factor on the distance between the lines of a tile."""

_FULL_TIME: Final = "00:00"
_SHORT_TIME: Final = "0h00"
_DETAILS: Final = ("path 0000", "since 00:00")
_SHORT_DETAILS: Final = ("P 000", "00:00")
"""Details that may stand beside a name: a path, a reason, or the time since when it is stale."""
_REFERENCE_PX: Final = 100
_REFERENCE_FACES: Final = (
    Face(_REFERENCE_PX, Weight.KEY),
    Face(_REFERENCE_PX, Weight.STRONG),
    Face(_REFERENCE_PX, Weight.PLAIN),
)
_ABOUT: Final = 0.94
"""Share of the greatest width from which words are compared: their order depends on the size of type."""


@dataclass(frozen=True, slots=True)
class TileStyle:
    """The style of a tile.

    Attributes:
        has_short_words: Whether states are said in short words.
        has_details: Whether there is room for a detail on every tile.
        is_tight: Whether lines and edges are as close as possible.

    """

    has_short_words: bool = False
    has_details: bool = True
    is_tight: bool = False

    @property
    def worth(self) -> float:
        """The factor by which type may be smaller than with short words and no details."""
        words = 1.0 if self.has_short_words else FULL_WORDS_WORTH
        return words * (DETAILS_WORTH if self.has_details else 1.0)


@dataclass(frozen=True, slots=True)
class TileFaces:
    """The type on a tile.

    Attributes:
        name: The agent's name or ID.
        state: The state's word and the time.
        detail: Path and reason code.
        style: The style of the tiles.

    """

    name: Face
    state: Face
    detail: Face
    style: TileStyle = TileStyle()

    @property
    def bar(self) -> int:
        """Width of the bar at the left, in the state's accent."""
        return max(3, round(self.name.px * 0.16))

    @property
    def pad(self) -> int:
        """Distance between a tile's edge and its text."""
        return round(self.name.px * (0.3 if self.style.is_tight else 0.45))

    @property
    def shape_px(self) -> int:
        """Size of the state's shape."""
        return round(self.state.px * 0.95)

    @property
    def shape_room(self) -> float:
        """Width of the state's shape and the gap after it."""
        return self.state.px * 1.35

    @property
    def line_heights(self) -> tuple[float, float]:
        """Heights of the name's line and the state's."""
        # Capitals are 0.73 of the size high, descenders 0.2.
        name, state = (1.08, 1.1) if self.style.is_tight else (1.2, 1.25)
        return self.name.px * name, self.state.px * state

    @property
    def height(self) -> int:
        """Height of the lowest tile that holds both lines."""
        return math.ceil(sum(self.line_heights) + self.name.px * (0.2 if self.style.is_tight else 0.42))

    def time_width(self, measure: TextMeasure) -> float:
        """Return the width of the longest time in a state."""
        # From one hour on, the full form equals the short one.
        times = (_SHORT_TIME,) if self.style.has_short_words else (_FULL_TIME, _SHORT_TIME)
        return max(measure(time, self.state) for time in times)

    def width(self, longest: str, measure: TextMeasure, *, has_short_details: bool = True) -> int:
        """Return the width of the narrowest tile that cuts no name, detail, state or time."""
        return self.width_around(*self.text_widths(longest, measure, has_short_details=has_short_details))

    def text_widths(
        self, longest: str, measure: TextMeasure, *, has_short_details: bool = True
    ) -> tuple[float, float, float, float]:
        """Return the widths of the name, and of the widest word, time and detail; 0 without details."""
        words = _widest_words(measure, short=self.style.has_short_words)
        details = (_SHORT_DETAILS if has_short_details else _DETAILS) if self.style.has_details else ()
        return (
            measure(longest, self.name),
            max(measure(word, self.state) for word in words),
            self.time_width(measure),
            max((measure(text, self.detail) for text in details), default=0.0),
        )

    def width_around(self, name: float, word: float, time: float, detail: float) -> int:
        """Return the width of the narrowest tile around texts of those widths."""
        state = self.shape_room + word
        between = self.state.px * (0.3 if self.style.is_tight else 0.5)
        widest = max(state + between + time, name + (self.name.px * 0.4 + detail if detail else 0.0))
        return math.ceil(self.bar + 2 * self.pad + widest)


def tile_faces(name_px: int, style: TileStyle = TileStyle(), least_text_px: int = 0) -> TileFaces:
    """Return the type on a tile whose name has that size."""
    state_px = max(12, least_text_px, round(name_px * 0.74))
    detail_px = max(11, least_text_px, round(name_px * 0.6))
    return TileFaces(
        Face(name_px, Weight.KEY), Face(state_px, Weight.STRONG), Face(detail_px, Weight.PLAIN), style
    )


def _widest_words(measure: TextMeasure, *, short: bool) -> tuple[str, ...]:
    """Return the words that may be the widest at some size."""
    words = set((SHORT_STATE_WORDS if short else STATE_WORDS).values())
    widths = {word: measure(word, Face(_REFERENCE_PX, Weight.STRONG)) for word in words}
    widest = max(widths.values()) * _ABOUT
    return tuple(sorted(word for word, width in widths.items() if width >= widest))


@dataclass(frozen=True, slots=True)
class TileFit:
    """The layout of agent tiles; lengths in pixels.

    Attributes:
        faces: The type on them.
        width: Width of a tile.
        height: Height of a tile.
        gap: Gap between tiles.
        has_short_details: Whether paths and reason codes are short, on every tile alike.
        scrolls: Whether there are more than fit even at the smallest size.
        columns: Columns of a page.
        rows: Rows of a page.
        count: How many tiles there are on all pages.
        pages: How many pages there are.

    """

    faces: TileFaces
    width: int
    height: int
    gap: int
    has_short_details: bool
    scrolls: bool
    columns: int = 1
    rows: int = 1
    count: int = 0
    pages: int = 1

    @property
    def has_short_words(self) -> bool:
        """Whether states are said in short words, on every tile alike."""
        return self.faces.style.has_short_words

    @property
    def per_page(self) -> int:
        """How many tiles are on the fullest page."""
        return math.ceil(self.count / self.pages)

    @property
    def line_heights(self) -> tuple[float, float]:
        """Heights of a tile's lines, with air between them if the tile is higher than needed."""
        name, state = self.faces.line_heights
        air = min(MOST_AIR, self.height / self.faces.height)
        return name * air, state * air

    def on_page(self, page: int) -> range:
        """Return the numbers of the tiles on a page, from 0; pages are as even as possible."""
        fewer, one_more = divmod(self.count, self.pages)
        first = page * fewer + min(page, one_more)
        return range(first, first + fewer + (page < one_more))


@dataclass(frozen=True, slots=True)
class TileRoom:
    """The room for agent tiles and what has to fit in it; lengths in pixels.

    Attributes:
        width: Width of the room.
        height: Height of the room.
        gap: Gap between tiles, unless they are small; also the radius of their corners.
        count: How many tiles.
        longest: The longest name.
        least_name_px: The least type of a name; 0 where tiles may be small and scroll.
        least_text_px: The least type of everything else on a tile.

    """

    width: int
    height: int
    gap: int
    count: int
    longest: str
    least_name_px: int = 0
    least_text_px: int = 0

    @property
    def has_pages(self) -> bool:
        """Whether tiles that don't fit are on other pages; otherwise they scroll."""
        return self.least_name_px > 0


_DESK_STYLES: Final = (TileStyle(), TileStyle(has_short_words=True))
_AIRY_STYLES: Final = (
    *_DESK_STYLES,
    TileStyle(has_details=False),
    TileStyle(has_short_words=True, has_details=False),
)
_TIGHT_STYLES: Final = tuple(replace(style, is_tight=True) for style in _AIRY_STYLES)
_LESS: Final = 0.85


def fit_tiles(room: TileRoom, measure: TextMeasure) -> TileFit:
    """Lay tiles out: as large as fits, with full words if they cost little size."""
    if not room.has_pages:
        return _best(room, _DESK_STYLES, measure) or _tile_fit(room, measure)
    while not (most := most_on_page(room, measure)) and room.least_name_px > 1:
        # A screen that is too small for one legible tile still shows one.
        name_px, text_px = (math.floor(px * _LESS) for px in (room.least_name_px, room.least_text_px))
        room = replace(room, least_name_px=max(1, name_px), least_text_px=text_px)
    pages = max(1, math.ceil(room.count / max(1, most)))
    page = replace(room, count=math.ceil(room.count / pages))
    fit = _best(page, _AIRY_STYLES, measure) or _best(page, _TIGHT_STYLES, measure)
    return replace(fit or _tile_fit(page, measure), count=room.count, pages=pages)


def most_on_page(room: TileRoom, measure: TextMeasure) -> int:
    """Return how many tiles a page holds with the smallest type."""
    faces = tile_faces(max(room.least_name_px, 1), _TIGHT_STYLES[-1], room.least_text_px)
    columns, rows = _grid(room, faces, faces.width(room.longest, measure))
    return columns * rows


def _grid(room: TileRoom, faces: TileFaces, width: int) -> tuple[int, int]:
    """Return how many columns and rows of the smallest tiles fit."""
    gap = _gap(room, faces)
    return max(0, (room.width + gap) // (width + gap)), max(0, (room.height + gap) // (faces.height + gap))


def _gap(room: TileRoom, faces: TileFaces) -> int:
    return min(room.gap, max(4, round(faces.name.px * (0.25 if faces.style.is_tight else 0.42))))


def _best(room: TileRoom, styles: tuple[TileStyle, ...], measure: TextMeasure) -> TileFit | None:
    """Return the layout in the most valuable style, at the largest size that fits; None if none fits."""
    best, most = None, 0.0
    for style in styles:
        faces = _largest_that_fits(room, style, measure)
        if faces is None:
            continue
        small = not room.has_pages and faces.name.px < room.height * SMALLEST_WITH_FULL_WORDS
        worth = replace(style, has_short_words=style.has_short_words or small).worth
        worth *= min(faces.name.px, room.height * LARGE_NAME_SHARE)
        if worth > most:
            best, most = faces, worth
    return _tile_fit(room, measure, best) if best is not None else None


def _holds(room: TileRoom, faces: TileFaces, width: int) -> bool:
    """Return whether all tiles of that width fit."""
    columns, rows = _grid(room, faces, width)
    return columns * rows >= max(room.count, 1)


def _largest_that_fits(room: TileRoom, style: TileStyle, measure: TextMeasure) -> TileFaces | None:
    def faces(name_px: int) -> TileFaces:
        return tile_faces(name_px, style, room.least_text_px)

    def fits(name_px: int) -> bool:
        tile = faces(name_px)
        return _holds(room, tile, tile.width(room.longest, measure))

    # Each size of type loads another font, so the search scales widths that were measured at one size.
    reference = TileFaces(*_REFERENCE_FACES, style).text_widths(room.longest, measure)

    def about_fits(name_px: int) -> bool:
        tile = faces(name_px)
        sizes = tile.name.px, tile.state.px, tile.state.px, tile.detail.px
        widths = (width * px / _REFERENCE_PX for width, px in zip(reference, sizes, strict=True))
        return _holds(room, tile, tile.width_around(*widths))

    low = room.least_name_px or SMALLEST_NAME_PX
    high = max(low, round(room.height * LARGEST_NAME_SHARE))
    # The first that fits, from the largest down.
    name_px = high - bisect.bisect_left(range(high, low, -1), x=True, key=about_fits)
    while name_px < high and fits(name_px + 1):
        name_px += 1
    while not fits(name_px):
        if name_px == low:
            return None
        name_px -= 1
    return faces(name_px)


def _tile_fit(room: TileRoom, measure: TextMeasure, fitting: TileFaces | None = None) -> TileFit:
    """Lay tiles out, enlarged to fill the room; if no type fits, in the smallest one, with scrolling."""
    faces = fitting or tile_faces(SMALLEST_NAME_PX)
    gap, count = _gap(room, faces), max(room.count, 1)
    columns = min(count, max(1, _grid(room, faces, faces.width(room.longest, measure))[0]))
    rows = math.ceil(count / columns)
    height = faces.height
    if fitting is not None:
        # Only as many columns as the rows need, so that the last row is as full as possible.
        columns = math.ceil(count / rows)
        height = (room.height + gap) // rows - gap
    width = max(1, (room.width + gap) // columns - gap)
    needed = faces.width(room.longest, measure, has_short_details=False)
    return TileFit(
        faces,
        width,
        height,
        gap,
        has_short_details=width < needed,
        scrolls=rows * (height + gap) - gap > room.height,
        columns=columns,
        rows=rows,
        count=room.count,
    )
