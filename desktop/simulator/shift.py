"""The records of a simulated shift up to now, for clients that connect later."""

import datetime as dt
import math
from collections.abc import Iterator
from typing import Final

from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import Event
from desktop.simulator.floor import SimulatedFloor
from desktop.simulator.plan import Plan

_STEP_S: Final = 0.25
"""Records within this time come in one read."""


def told_so_far(
    plan: Plan, start: dt.datetime, gone_on_s: float, now: Moment
) -> Iterator[tuple[tuple[Event, ...], Moment]]:
    """Return the events of a shift from its beginning on, each read with its moment.

    Arguments:
        plan: The floor.
        start: The phone system's clock at the beginning.
        gone_on_s: How long the shift has lasted, in seconds.
        now: The moment at the end of that time.

    """
    floor, decoder = SimulatedFloor(plan, start), Decoder()
    for step in range(1, math.ceil(gone_on_s / _STEP_S) + 1):
        until_s = min(step * _STEP_S, gone_on_s)
        records = floor.records_until(until_s)
        if records:
            yield tuple(decoder.receive_data(b"".join(records))), now.before(gone_on_s - until_s)
