"""What a line brought, as it came and as it is understood."""

from dataclasses import dataclass

from desktop.acd.moment import Moment
from desktop.protocol.events import Event


@dataclass(frozen=True, slots=True)
class Heard:
    """What one read of a line brought.

    Attributes:
        source: The phone system, ``host:port``.
        at: When it was read.
        data: The bytes as they came; empty for a tail taken after silence.
        events: What they mean, in order.

    """

    source: str
    at: Moment
    data: bytes
    events: tuple[Event, ...]
