"""Sums the whole floor up, whatever boards show of it: for the tray and the strip."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.ages import Ages
from desktop.acd.choice import Choice
from desktop.acd.floor import Changes
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.acd.summary import FloorSummary, summarize
from desktop.acd.tally import Tally
from desktop.listening import Listening

TICK_MS = 1_000


class Overview(QObject):
    """The floor in a few figures, told again whenever one of them changes.

    Signals:
        summary_changed: A `FloorSummary`.

    Arguments:
        listening: Where the floor comes from.
        now: Gives the present moment.

    Attributes:
        limits: From when on something is too much.

    """

    summary_changed = Signal(object)

    def __init__(self, listening: Listening, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.limits = Limits()
        self._listening = listening
        self._floor = listening.floor
        self._ages = Ages(now, self._stale_since)
        self._tally = Tally(self._floor)
        self._summary = FloorSummary()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.tell)
        listening.floor_changed.connect(self._on_floor_changed)
        listening.floor_forgotten.connect(self._on_floor_forgotten)
        listening.lines_changed.connect(self._on_lines_changed)

    def _stale_since(self, source: str) -> Moment | None:
        return self._listening.lines.stale_since(source)

    @property
    def summary(self) -> FloorSummary:
        """The last one told."""
        return self._summary

    def start(self) -> None:
        """Let times go on."""
        self._tick.start(TICK_MS)
        self.tell()

    def stop(self) -> None:
        """Let them stand still."""
        self._tick.stop()

    def tell(self) -> None:
        """Sum up, and tell if anything is different."""
        queues = self._floor.queues_shown(Choice())
        summary = summarize(self._tally.counts, queues, self._ages, self.limits)
        if summary != self._summary:
            self._summary = summary
            self.summary_changed.emit(summary)

    def _on_floor_changed(self, changes: Changes) -> None:
        self._tally.update(changes.agents)
        self.tell()

    def _on_floor_forgotten(self) -> None:
        self._tally.rebuild()
        self.tell()

    def _on_lines_changed(self) -> None:
        self.tell()
