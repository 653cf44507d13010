"""The whole floor in a few figures for the tray and the strip, whatever part boards show."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.connection import Freshness
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Changes
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.selection import Selection
from desktop.acd.summary import AgentCounter, FloorSummary, QueueSummary, summarize, summarize_queues
from desktop.acd.wording import clock, duration
from desktop.live.directory import WatchedDirectory
from desktop.live.floor import LiveFloor
from desktop.live.preferences import Preferences

TICK_MS = 1_000


class Overview(QObject):
    """The floor in a few figures.

    Signals:
        summary_changed: A `FloorSummary`, whenever a figure changes.
        trouble_changed: The queue that has been in trouble longest, in a few words; blank if there is none.

    Arguments:
        live_floor: The floor, its lines and the files that publish it.
        directory: The names.
        preferences: The limits.
        now: Returns the present moment.

    Attributes:
        limits: The limits in force.
        summary: The last `FloorSummary` emitted.
        trouble: The last trouble emitted.

    """

    summary_changed = Signal(object)
    trouble_changed = Signal(str)

    def __init__(
        self,
        live_floor: LiveFloor,
        directory: WatchedDirectory,
        preferences: Preferences,
        now: Callable[[], Moment],
    ) -> None:
        super().__init__()
        self._directory = directory
        self._preferences = preferences
        self.limits = preferences.limits
        self._names = DisplayNames()
        self._since: dict[tuple[QueueKind, str], Moment] = {}
        self.trouble = ""
        self._live_floor = live_floor
        self._floor = live_floor.floor
        self._freshness = Freshness(now, self._stale_since)
        self._counter = AgentCounter(self._floor.agents)
        self.summary = FloorSummary()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.update)
        live_floor.floor_changed.connect(self._on_floor_changed)
        live_floor.floor_forgotten.connect(self._on_floor_forgotten)
        live_floor.lines_changed.connect(self.update)
        directory.directory_changed.connect(self._take_names_and_limits)
        preferences.limits_changed.connect(self._take_names_and_limits)

    def _stale_since(self, source: str) -> Moment | None:
        return self._live_floor.lines.stale_since(source)

    def queues(self) -> tuple[QueueSummary, ...]:
        """Return the queues as they are now, the worst first."""
        return summarize_queues(
            self._floor.queues_shown(Selection()), self._freshness, self.limits, self._name
        )

    def start(self) -> None:
        """Start updating times."""
        self._tick.start(TICK_MS)
        self.update()

    def stop(self) -> None:
        """Stop updating times."""
        self._tick.stop()

    def update(self) -> None:
        """Sum up the floor, and emit the figures that changed."""
        queues = self._floor.queues_shown(Selection())
        summary = summarize(self._counter.counts, queues, self._freshness, self.limits)
        if summary != self.summary:
            self.summary = summary
            self.summary_changed.emit(summary)
        trouble = self._longest_trouble(queues)
        if trouble != self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit(trouble)

    def _take_names_and_limits(self) -> None:
        self._names, self.limits = DisplayNames(self._directory.directory), self._preferences.limits
        self.update()

    def _longest_trouble(self, queues: list[Queue]) -> str:
        """Describe the queue that has been in trouble longest; blank if none is in trouble."""
        now = self._freshness.clock()
        troubled = {
            (queue.kind, queue.number): (trouble, queue)
            for queue in queues
            if self._stale_since(queue.source) is None
            and (trouble := self.limits.queue_trouble(queue, now)).level is Level.TROUBLE
        }
        self._since = {key: self._since.get(key, now) for key in troubled}
        if not troubled:
            return ""
        key = min(troubled, key=lambda key: self._since[key].steady_s)
        trouble, queue = troubled[key]
        limit = f"limit {trouble.waiting:g}" if trouble.waiting else f"limit {duration(trouble.longest_s)}"
        return f"{self._name(queue)} {limit} since {clock(self._since[key])}"

    def _name(self, queue: Queue) -> str:
        return self._names.queue(queue, shared=self._floor.is_shared(queue))

    def _on_floor_changed(self, changes: Changes) -> None:
        self._counter.update(changes.agents)
        self.update()

    def _on_floor_forgotten(self) -> None:
        self._counter.rebuild()
        self.update()
