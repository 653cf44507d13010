"""What a simulated shift has told so far, for those who come to it later."""

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
"""What a simulated phone system says within so long comes in one read."""


def told_so_far(
    plan: Plan, start: dt.datetime, gone_on_s: float, now: Moment
) -> Iterator[tuple[tuple[Event, ...], Moment]]:
    """Give what a shift told from its beginning on, each part with the moment at which it came.

    Arguments:
        plan: What floor.
        start: The phone system's time of day at the beginning.
        gone_on_s: How long the shift has gone on, in seconds.
        now: The moment at which that is so.

    """
    floor, decoder = SimulatedFloor(plan, start), Decoder()
    for step in range(1, math.ceil(gone_on_s / _STEP_S) + 1):
        until_s = min(step * _STEP_S, gone_on_s)
        records = floor.records_until(until_s)
        if records:
            yield tuple(decoder.receive_data(b"".join(records))), now.before(gone_on_s - until_s)
