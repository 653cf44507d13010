"""The lines to the phone systems, as far as a person needs to know them."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.moment import Moment


class LinePhase(enum.Enum):
    """How the line stands."""

    NOT_SET = "not set"
    """No phone system is named."""
    CONNECTING = "connecting"
    """Nothing was heard yet."""
    LIVE = "live"
    """Bytes come."""
    SILENT = "silent"
    """The line is up, but nothing came for the set time."""
    LOST = "lost"
    """The line is down; it is tried again."""


_BEST_FIRST = (
    LinePhase.LIVE,
    LinePhase.CONNECTING,
    LinePhase.SILENT,
    LinePhase.LOST,
    LinePhase.NOT_SET,
)


@dataclass(frozen=True, slots=True)
class Connection:
    """The line to a phone system at one time.

    Attributes:
        phase: How it stands.
        source: The phone system, ``host:port``.
        since: Since when the phase holds.
        reason: For a lost line why, in plain words; for a connecting one how far it is.
        last_heard: When the last byte came; None when none did.

    """

    phase: LinePhase = LinePhase.NOT_SET
    source: str = ""
    since: Moment | None = None
    reason: str = ""
    last_heard: Moment | None = None

    @property
    def is_live(self) -> bool:
        """Whether figures can be taken for current."""
        return self.phase is LinePhase.LIVE

    @property
    def is_stale(self) -> bool:
        """Whether figures were current once and are no longer (board-design.md, A9)."""
        if self.phase is LinePhase.CONNECTING:
            return self.last_heard is not None
        return self.phase in {LinePhase.SILENT, LinePhase.LOST}

    @property
    def stale_since(self) -> Moment | None:
        """Up to when figures were current; None while they are."""
        return (self.last_heard or self.since) if self.is_stale else None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines to all phone systems at one time.

    Attributes:
        connections: One for each phone system, in the order in which they were named.

    """

    connections: tuple[Connection, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether any phone system is heard."""
        return any(connection.is_live for connection in self.connections)

    @property
    def is_stale(self) -> bool:
        """Whether all figures are old: none of the phone systems is heard, and one was."""
        return not self.is_live and any(connection.is_stale for connection in self.connections)

    @property
    def in_trouble(self) -> tuple[Connection, ...]:
        """The lines whose figures are old."""
        return tuple(connection for connection in self.connections if connection.is_stale)

    @property
    def unheard(self) -> tuple[Connection, ...]:
        """The lines of which nothing is heard now."""
        return tuple(connection for connection in self.connections if not connection.is_live)

    @property
    def best(self) -> Connection:
        """The line that stands best."""
        return min(self.connections, key=_rank, default=Connection())

    @property
    def worst(self) -> Connection:
        """The line that stands worst."""
        return max(self.connections, key=_rank, default=Connection())

    @property
    def phase(self) -> LinePhase:
        """How the line stands that stands best: with it the floor is heard or is not."""
        return self.best.phase

    def stale_since(self, source: str = "") -> Moment | None:
        """Up to when the figures of a phone system were current; None while they are.

        Arguments:
            source: The phone system; blank for what none of this run told, which is as old as all are.

        """
        for connection in self.connections:
            if connection.source == source:
                return connection.stale_since
        if not self.is_stale:
            return None
        return max((since for line in self.in_trouble if (since := line.stale_since)), default=None)


@dataclass(frozen=True, slots=True)
class Freshness:
    """What is old, and since when.

    Attributes:
        clock: Gives the present moment.
        stale_since: Up to when what a phone system told was current; None while it is. For a blank one, up to
            when anything was.

    """

    clock: Callable[[], Moment]
    stale_since: Callable[[str], Moment | None] = lambda _: None

    def figures_at(self, source: str) -> Moment:
        """Give the moment to which figures count on: now, or the last one known of."""
        return self.stale_since(source) or self.clock()

    def is_set_aside(self, source: str) -> bool:
        """Whether figures are old while others are not: they count in no sum."""
        return self.stale_since(source) is not None and self.stale_since("") is None


def _rank(connection: Connection) -> int:
    return _BEST_FIRST.index(connection.phase)
