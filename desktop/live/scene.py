"""The floor and its lines at one moment, without live lines."""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Final

from desktop.acd.connection import Connection, Connections
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.line import LinePhase
from desktop.simulator.plan import DEMO_ELAPSED_S, Plan

DEMO_CLOCK: Final = (2026, 1, 5, 14, 3, 7)
"""Local time in a picture of the demonstration, a Monday: the same picture on every computer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a board shows at one moment.

    Attributes:
        floor: Agents and queues.
        lines: The state of the lines to the phone systems.
        at: The moment.
        source_label: Label of the demonstration or recording shown.

    """

    floor: Floor
    lines: Connections
    at: Moment
    source_label: str


def demonstrated_scene(seconds: float | None) -> Scene:
    """Return a moment of the simulated shift: the same at every call."""
    from desktop.simulator.floor import events_so_far  # noqa: PLC0415 - loaded on first use

    ends_s = DEMO_ELAPSED_S if seconds is None else seconds
    end = Moment(ends_s, time.mktime((*DEMO_CLOCK, 0, 0, -1)))
    start = dt.datetime(*DEMO_CLOCK, tzinfo=dt.UTC) - dt.timedelta(seconds=ends_s)
    floor, source = Floor(), "a simulated phone system"
    for events, at in events_so_far(Plan(), start, ends_s, end):
        floor.apply(events, at, source)
    live = Connection(LinePhase.LIVE, source, end.before(ends_s), last_heard=end)
    return Scene(floor, Connections((live,)), end, "Demonstration")
