"""What a person chose for one board, all of it together."""

import enum
from dataclasses import dataclass

from desktop.acd.display_names import DisplayNames
from desktop.acd.limits import Limits
from desktop.acd.selection import Selection


class Figure(enum.StrEnum):
    """A big figure."""

    WAITING = "waiting"
    LONGEST = "longest"
    FREE = "free"
    ON_CALLS = "on_calls"
    WORK_TIMER = "work_timer"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class BoardView:
    """What one board shows and how.

    Attributes:
        choice: Which agents and queues, in which order.
        naming: What they are called.
        limits: From when on something is too much.
        figures: The big figures in their order.
        animate: Whether a tile lights up for a moment when what its agent does changes.
        page_s: Seconds that each page stays where more than one is needed.

    """

    choice: Selection = Selection()
    naming: DisplayNames = DisplayNames()
    limits: Limits = Limits()
    figures: tuple[Figure, ...] = (Figure.WAITING, Figure.LONGEST, Figure.FREE)
    animate: bool = True
    page_s: int = 15
