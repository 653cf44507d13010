"""The state of the lines to the phone systems, and how old that makes the figures on screen."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.moment import Moment
from desktop.protocol.line import LinePhase, StreamLine

_BEST_FIRST = list(LinePhase)


@dataclass(frozen=True, slots=True)
class Connection:
    """The state of the line to one phone system.

    Attributes:
        phase: The phase.
        source: The name of the phone system, by default ``host:port``.
        since: When the phase began.
        reason: Why a line is lost, in plain words; the progress of a connecting one.
        last_heard: When the last byte came; None when none did.

    """

    phase: LinePhase = LinePhase.NOT_SET
    source: str = ""
    since: Moment | None = None
    reason: str = ""
    last_heard: Moment | None = None

    @classmethod
    def of(cls, line: StreamLine[Moment], source: str) -> "Connection":
        """Return the state of the line to a phone system."""
        status = line.status
        return cls(status.phase, source, status.since, status.reason, line.last_heard)

    @property
    def is_live(self) -> bool:
        """Whether figures can be taken for current."""
        return self.phase is LinePhase.LIVE

    @property
    def is_stale(self) -> bool:
        """Whether figures were current once and are no longer (desktop/boards/README.md, A9)."""
        if self.phase is LinePhase.CONNECTING:
            return self.last_heard is not None
        return self.phase in {LinePhase.SILENT, LinePhase.LOST}

    @property
    def stale_since(self) -> Moment | None:
        """When figures were last current; None while they are."""
        return (self.last_heard or self.since) if self.is_stale else None


@dataclass(frozen=True, slots=True)
class Connections:
    """The state of the lines to all phone systems.

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
        """Whether all figures are old: no phone system is heard, and one was."""
        return not self.is_live and bool(self.stale)

    @property
    def stale(self) -> tuple[Connection, ...]:
        """The lines whose figures are old."""
        return tuple(connection for connection in self.connections if connection.is_stale)

    @property
    def unheard(self) -> tuple[Connection, ...]:
        """The lines on which nothing is heard now."""
        return tuple(connection for connection in self.connections if not connection.is_live)

    @property
    def best(self) -> Connection:
        """The line in the best phase."""
        return min(self.connections, key=_rank, default=Connection())

    @property
    def worst(self) -> Connection:
        """The line in the worst phase."""
        return max(self.connections, key=_rank, default=Connection())

    @property
    def phase(self) -> LinePhase:
        """The best line's phase, which says whether the floor is heard."""
        return self.best.phase

    def stale_since(self, source: str = "") -> Moment | None:
        """Return when the figures of a phone system were last current; None while they are.

        Arguments:
            source: The phone system. Blank stands for figures that no phone system reported in this run:
                they are stale when all others are.

        """
        for connection in self.connections:
            if connection.source == source:
                return connection.stale_since
        if not self.is_stale:
            return None
        return max((since for line in self.stale if (since := line.stale_since)), default=None)


@dataclass(frozen=True, slots=True)
class Freshness:
    """Which figures are current, by the phone system that reported them.

    Attributes:
        clock: Returns the present moment.
        stale_since: Returns when a phone system's figures were last current, as `Connections.stale_since`.

    """

    clock: Callable[[], Moment]
    stale_since: Callable[[str], Moment | None] = lambda _: None

    def figures_at(self, source: str) -> Moment:
        """Return the moment up to which waiting times count on: now, or when they were last current."""
        return self.stale_since(source) or self.clock()

    def is_excluded(self, source: str) -> bool:
        """Return whether a phone system's figures are old while others are not: they count in no sum."""
        return self.stale_since(source) is not None and self.stale_since("") is None


def _rank(connection: Connection) -> int:
    return _BEST_FIRST.index(connection.phase)
