"""What one read of a line brought, frozen, so that it can cross threads."""

from typing import NamedTuple

from desktop.acd.moment import Moment
from desktop.protocol.events import Event


class Batch(NamedTuple):
    """What one read of a line brought.

    Attributes:
        source: The phone system, ``host:port``.
        at: When it was read.
        data: The bytes; none for a tail that was taken after a silence.
        events: What they completed, in order.

    """

    source: str
    at: Moment
    data: bytes
    events: tuple[Event, ...]
