"""What every painter on a board needs to know at the moment of painting."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.acd.alerts.rims import Rims
from desktop.acd.connection import Freshness, Lines
from desktop.acd.moment import Moment
from desktop.acd.wording import lines_sentence, lines_status
from desktop.ui.board_view import BoardView
from desktop.ui.brushes import Brushes
from desktop.ui.theme import Theme


@dataclass(slots=True)
class Look:
    """One board's look, shared by its painters; the board changes it and repaints.

    Figures are as old as the line to the phone system that told them, a ``source``; blank asks for the board
    as a whole.

    Attributes:
        brushes: Fonts and shapes.
        theme: Colours.
        clock: Gives the present moment.
        view: What was chosen for the board.
        lines: How the lines to the phone systems stand.
        rims: What has a border since an alert is open on it.
        play: What is shown instead of what happens, a demonstration or a recording; blank when that is shown.

    """

    brushes: Brushes
    theme: Theme
    clock: Callable[[], Moment]
    view: BoardView = field(default_factory=BoardView)
    lines: Lines = field(default_factory=Lines)
    rims: Rims = field(default_factory=Rims)
    play: str = ""
    _known: tuple[Lines, dict[str, Moment | None]] | None = field(default=None, init=False, repr=False)

    @property
    def ages(self) -> Freshness:
        """How old figures are, for what is not painted."""
        return Freshness(self.clock, self.stale_since)

    def stale_since(self, source: str = "") -> Moment | None:
        """Give up to when figures were current; None while they are."""
        # Asked several times for each tile, and the same as long as the lines stand as they do.
        if self._known is None or self._known[0] is not self.lines:
            self._known = self.lines, {}
        answers = self._known[1]
        if source not in answers:
            answers[source] = self.lines.stale_since(source)
        return answers[source]

    def is_stale(self, source: str = "") -> bool:
        """Whether figures are old."""
        return self.stale_since(source) is not None

    def figures_at(self, source: str = "") -> Moment:
        """Give the moment to which figures count on: now, or the last one known of."""
        return self.stale_since(source) or self.clock()

    def ink(self, colour: str, source: str = "") -> str:
        """Give the colour to paint with: that one, or the quiet one where figures are old."""
        return self.theme.quiet if self.is_stale(source) else colour

    def status(self) -> str:
        """Say how the lines stand, in a few words."""
        status = lines_status(self.lines, self.clock())
        return f"{self.play}: {status}" if self.play else status

    def sentence(self) -> str:
        """Say how the lines stand, with the time and the reason."""
        return lines_sentence(self.lines, self.clock())
