"""The line to a phone system, as far as a person needs to know it."""

import enum
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


@dataclass(frozen=True, slots=True)
class Connection:
    """The line to a phone system at one time.

    Attributes:
        phase: How it stands.
        source: The phone system, ``host:port``; blank when none is named.
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
