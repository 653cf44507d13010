"""What the painters of a board need besides what all painters do."""

from dataclasses import dataclass, field

from desktop.acd.alerts.borders import AlertBorders
from desktop.acd.connection import Freshness
from desktop.boards.view import BoardView
from desktop.ui.look import Look


@dataclass(slots=True)
class BoardLook(Look):
    """One board's look.

    Attributes:
        view: What was chosen for the board.
        borders: What has a border because an alert is open on it.

    """

    view: BoardView = field(default_factory=BoardView)
    borders: AlertBorders = field(default_factory=AlertBorders)

    @property
    def freshness(self) -> Freshness:
        """The age of figures, for code that does not paint."""
        return Freshness(self.clock, self.stale_since)
