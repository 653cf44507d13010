"""One read of a line, frozen so that it can cross threads."""

from typing import NamedTuple

from desktop.acd.moment import Moment
from desktop.protocol.events import Event


class Batch(NamedTuple):
    """The bytes of one read of a line and the events that they completed.

    Attributes:
        source: The name of the phone system, by default ``host:port``.
        at: When it was read.
        data: The bytes; none for a tail that was taken after a silence.
        events: The events, in the order in which they arrived.

    """

    source: str
    at: Moment
    data: bytes
    events: tuple[Event, ...]
