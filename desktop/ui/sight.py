"""The size at which text is legible from a distance (desktop/boards/README.md, A1 and A2)."""

import enum
import math
from dataclasses import dataclass
from typing import Final

TEXT_ARC: Final = 16.0
"""Least capital height of text meant for the room, in minutes of arc (ISO 9241-3, NUREG-0700)."""
KEY_ARC: Final = 20.0
"""Least capital height of key figures and agents' names, in minutes of arc (FAA human factors)."""
USUAL_DIAGONAL_IN: Final = 55.0
"""Assumed for a screen that reports no size, or an implausible one."""
LARGEST_ON_A_DESK_IN: Final = 34.0
DESK_DISTANCE_M: Final = 0.8
WALL_DISTANCE_M: Final = 3.0
SIZES_SOLD_IN: Final = (24, 27, 32, 43, 50, 55, 65, 75, 85, 98)
"""Diagonals of screens on the market."""

_PLAUSIBLE_IN: Final = (5.0, 150.0)
_ASPECTS: Final = frozenset({(16, 9), (16, 10), (4, 3), (5, 4), (21, 9)})
"""Some televisions report their aspect ratio in place of a size: 160 x 90 mm, or 16 x 9."""
_ASPECT_UNITS_MM: Final = (1, 10)
_MM_PER_IN: Final = 25.4
_AS_GOOD: Final = 0.985
"""Tolerance: type comes in whole pixels, and nobody sees a difference of a hundredth."""


@dataclass(frozen=True, slots=True)
class ScreenSize:
    """The size that a screen reports.

    Attributes:
        width_px: Its width in the pixels that windows are measured in.
        height_px: Its height in the same pixels.
        width_mm: Its width as reported; 0 if it reports none.
        height_mm: Its height as reported.

    """

    width_px: int
    height_px: int
    width_mm: float = 0.0
    height_mm: float = 0.0

    @property
    def diagonal_in(self) -> float | None:
        """The reported diagonal in inches; None if it is missing or implausible."""
        for unit in _ASPECT_UNITS_MM:
            if (self.width_mm / unit, self.height_mm / unit) in _ASPECTS:
                return None
        diagonal_in = math.hypot(self.width_mm, self.height_mm) / _MM_PER_IN
        low, high = _PLAUSIBLE_IN
        return diagonal_in if low <= diagonal_in <= high else None


@dataclass(frozen=True, slots=True)
class Sight:
    """A screen and how far away people are.

    Attributes:
        width_px: The screen's width in the pixels that windows are measured in.
        height_px: Its height in the same pixels.
        diagonal_in: Its diagonal in inches.
        distance_m: Distance from the eye to the screen, in metres.

    """

    width_px: int
    height_px: int
    diagonal_in: float
    distance_m: float

    @property
    def px_per_mm(self) -> float:
        """Pixels per millimetre."""
        return math.hypot(self.width_px, self.height_px) / (self.diagonal_in * _MM_PER_IN)

    @property
    def width_mm(self) -> float:
        """The screen's width in millimetres."""
        return self.width_px / self.px_per_mm

    @property
    def height_mm(self) -> float:
        """The screen's height in millimetres."""
        return self.height_px / self.px_per_mm

    def cap_px(self, minutes_of_arc: float) -> float:
        """Return the height in pixels that subtends an angle."""
        return 2000 * self.distance_m * math.tan(math.radians(minutes_of_arc / 60) / 2) * self.px_per_mm

    def cap_mm(self, px: float) -> float:
        """Return a height in millimetres."""
        return px / self.px_per_mm

    def arc(self, px: float) -> float:
        """Return the angle that a height subtends, in minutes of arc."""
        return math.degrees(2 * math.atan(self.cap_mm(px) / (2000 * self.distance_m))) * 60

    def farthest_m(self, px: float, minutes_of_arc: float) -> float:
        """Return the distance in metres up to which a height subtends that angle."""
        return self.cap_mm(px) / (2000 * math.tan(math.radians(minutes_of_arc / 60) / 2))

    def least_text_px(self, cap_ratio: float) -> int:
        """Return the smallest type for text meant for the room, in pixels.

        Arguments:
            cap_ratio: Height of capitals as a share of the type's size.

        """
        return math.ceil(self.cap_px(TEXT_ARC) / cap_ratio)

    def least_name_px(self, cap_ratio: float) -> int:
        """Return the smallest type for key figures and agents' names, in pixels, as `least_text_px` does."""
        return math.ceil(self.cap_px(KEY_ARC) / cap_ratio)


def usual_distance_m(diagonal_in: float) -> float:
    """Return the usual distance of people from a screen of that diagonal."""
    return DESK_DISTANCE_M if diagonal_in <= LARGEST_ON_A_DESK_IN else WALL_DISTANCE_M


def sight_of(screen: ScreenSize, diagonal_in: float = 0.0, distance_m: float = 0.0) -> Sight:
    """Return the sight of a screen.

    Arguments:
        screen: The screen as it reports itself.
        diagonal_in: The diagonal that was set; 0 takes the reported one, or `USUAL_DIAGONAL_IN` if that is
            implausible.
        distance_m: The distance that was set; 0 takes the usual one for a screen of that size.

    """
    diagonal_in = diagonal_in or screen.diagonal_in or USUAL_DIAGONAL_IN
    distance_m = distance_m or usual_distance_m(diagonal_in)
    return Sight(screen.width_px, screen.height_px, diagonal_in, distance_m)


class Legibility(enum.Enum):
    """How legible a board is from where people are, in words."""

    GOOD = "good"
    NAMES_ONLY = "good for names, small for the rest"
    TOO_SMALL = "too small to read from there"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on how legible a board is.

    Attributes:
        legible: How well it can be read.
        sentence: The same in words, with the height of the text.

    """

    legible: Legibility
    sentence: str


def verdict(sight: Sight, *, name_cap_px: float, text_cap_px: float) -> Verdict:
    """Judge how legible a board is.

    Arguments:
        sight: The screen and the distance.
        name_cap_px: Capital height of the smallest name or key figure.
        text_cap_px: Capital height of the smallest text meant for the room.

    """
    names_good = sight.arc(name_cap_px) >= KEY_ARC * _AS_GOOD
    text_good = sight.arc(text_cap_px) >= TEXT_ARC * _AS_GOOD
    if names_good and text_good:
        legible = Legibility.GOOD
    else:
        legible = Legibility.NAMES_ONLY if names_good else Legibility.TOO_SMALL
    height, distance = sight.cap_mm(text_cap_px), metres(sight.distance_m)
    return Verdict(legible, f"Text is {height:.1f} mm high at {distance}: {legible.value}")


def metres(distance_m: float) -> str:
    """Return a distance as text: ``3 m``, ``0.8 m``."""
    return f"{round(distance_m, 1):g} m"


def inches(diagonal_in: float) -> str:
    """Return a diagonal as text: ``55 inches``, ``54.6 inches``."""
    return f"{round(diagonal_in, 1):g} inches"
