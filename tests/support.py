"""Parts of tests: records, a clock that is set by hand, a phone system on loopback."""

from desktop.acd.connection import Freshness
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.acd.selection import QueueSelection, Selection
from desktop.acd.summary import AgentCounter, FloorSummary, summarize
from desktop.protocol.decoder import Decoder
from tests.faults.phone_system import PhoneSystem
from tests.faults.records import call, group, path, wire

__all__ = ["START", "Clock", "PhoneSystem", "call", "floor_after", "group", "path", "summary_of", "wire"]

START = Moment(1000.0, 1_790_000_000.0)


def floor_after(*records: str, at: Moment = START) -> Floor:
    """Return a floor that heard these records."""
    floor = Floor()
    floor.apply(Decoder().receive_data(wire(*records)), at)
    return floor


def summary_of(
    floor: Floor, queues: QueueSelection = QueueSelection.AUTO, freshness: Freshness | None = None
) -> FloorSummary:
    """Sum up all agents of a floor and the queues of a selection."""
    shown = floor.queues_shown(Selection(queues))
    return summarize(AgentCounter(floor.agents).counts, shown, freshness or Freshness(lambda: START))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> Moment:
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now = Moment(self.now.steady_s + seconds, self.now.wall_s + seconds)
