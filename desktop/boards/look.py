"""The state that the painters of a board read, in addition to that of all painters."""

from dataclasses import dataclass, field

from PySide6.QtCore import QSize

from desktop.acd.alerts.borders import AlertBorders
from desktop.acd.connection import Freshness
from desktop.acd.limits import Level
from desktop.boards.head_fit import HeadFit
from desktop.boards.view import BoardView
from desktop.ui.brushes import Plate
from desktop.ui.levels import level_ink
from desktop.ui.look import Look


@dataclass(slots=True)
class BoardLook(Look):
    """One board's look.

    Attributes:
        view: The content chosen for the board.
        borders: The subjects of open alerts, which get a border.

    """

    view: BoardView = field(default_factory=BoardView)
    borders: AlertBorders = field(default_factory=AlertBorders)

    @property
    def freshness(self) -> Freshness:
        """The age of figures, for code that does not paint."""
        return Freshness(self.clock, self.stale_since)

    def panel(self, fit: HeadFit, size: QSize, *, is_old: bool, level: Level) -> Plate:
        """Return the background of the panel of key figures or of a queue card."""
        widths = {Level.NONE: 0.06, Level.ATTENTION: 0.12, Level.TROUBLE: 0.18}
        return Plate(
            size.width(),
            size.height(),
            fit.corner,
            self.theme.panel,
            rim=level_ink(self.theme, level) or self.theme.line,
            rim_width=max(1.0, fit.unit * widths[level]),
            hatch=self.theme.quiet if is_old else "",
            hatch_step=max(8.0, fit.unit * 0.8),
        )
