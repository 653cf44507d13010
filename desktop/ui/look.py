"""The state that every painter reads while it paints."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.acd.connection import Connections
from desktop.acd.moment import Moment
from desktop.acd.wording import lines_sentence, lines_status
from desktop.ui.brushes import Brushes
from desktop.ui.theme import Theme


@dataclass(slots=True)
class Look:
    """One window's look, shared by its painters; the window changes it and repaints.

    Figures become stale with the line to the phone system that sent them, their ``source``; a blank source
    stands for the whole floor.

    Attributes:
        brushes: Fonts and shapes.
        theme: Colours.
        clock: Returns the present moment.
        lines: The state of the lines to the phone systems.
        source_label: Label of the demonstration or recording shown; blank for a real phone system.

    """

    brushes: Brushes
    theme: Theme
    clock: Callable[[], Moment]
    lines: Connections = field(default_factory=Connections)
    source_label: str = ""
    _known: tuple[Connections, dict[str, Moment | None]] | None = field(default=None, init=False, repr=False)

    def stale_since(self, source: str = "") -> Moment | None:
        """Return the moment up to which figures were current; None while they still are."""
        # Read several times for each tile; it changes only with the lines.
        if self._known is None or self._known[0] is not self.lines:
            self._known = self.lines, {}
        answers = self._known[1]
        if source not in answers:
            answers[source] = self.lines.stale_since(source)
        return answers[source]

    def is_stale(self, source: str = "") -> bool:
        """Return whether figures are stale."""
        return self.stale_since(source) is not None

    def figures_at(self, source: str = "") -> Moment:
        """Return the moment up to which durations count: now, or when the line was last live."""
        return self.stale_since(source) or self.clock()

    def ink(self, colour: str, source: str = "") -> str:
        """Return the colour to paint with: the given one, or the quiet one if the figures are stale."""
        return self.theme.quiet if self.is_stale(source) else colour

    def status(self) -> str:
        """Return the state of the lines in a few words."""
        status = lines_status(self.lines, self.clock())
        return f"{self.source_label}: {status}" if self.source_label else status

    def sentence(self) -> str:
        """Return the state of the lines with the time and the reason."""
        return lines_sentence(self.lines, self.clock())
