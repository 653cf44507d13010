"""What every painter on a board needs to know at the moment of painting."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.moment import Moment
from desktop.ui.brushes import Brushes
from desktop.ui.theme import Theme


@dataclass(slots=True)
class Look:
    """One board's look, shared by its painters; the board changes it and repaints.

    Attributes:
        brushes: Fonts and shapes.
        theme: Colours.
        clock: Gives the present moment.
        stale_since: Since when all figures are old; None while they are current.

    """

    brushes: Brushes
    theme: Theme
    clock: Callable[[], Moment]
    stale_since: Moment | None = None

    @property
    def stale(self) -> bool:
        """Whether all figures are old."""
        return self.stale_since is not None

    def figures_at(self) -> Moment:
        """Give the moment to which figures count on: now, or the last one known of."""
        return self.stale_since or self.clock()

    def ink(self, colour: str) -> str:
        """Give the colour to paint with: that one, or the quiet one where figures are old."""
        return self.theme.quiet if self.stale else colour
