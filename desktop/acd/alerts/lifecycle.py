"""The life of one alert: over the limit, open, ended; with the delays and the dead band of its rule."""

import enum
import math
from dataclasses import dataclass, field
from typing import Final

from desktop.acd.alerts.alert import Alert, EventKind, Reading, Subject
from desktop.acd.alerts.hours import ALWAYS
from desktop.acd.alerts.rule import GROWING, Rule
from desktop.acd.limits import Level, Limit
from desktop.acd.moment import Moment

TOLERANCE_S: Final = 0.001
"""Tolerance for the rounding of times that were added and subtracted."""
_ANYTHING: Final = 0.5
"""A value below this counts as none at all, whatever the dead band says."""
_MUCH_WORSE: Final = 2.0
"""Growth since it was acknowledged that raises the alert again."""


class Phase(enum.Enum):
    """The phase of an alert."""

    PENDING = "pending"
    """Over the limit for less than the rule's delay."""
    OPEN = "open"
    ENDING = "ending"
    """Below the dead band for less than the rule's delay."""


@dataclass(slots=True, eq=False)
class Lifecycle:
    """The state machine of one alert.

    Attributes:
        rule: The rule; an equivalent one may take its place.
        subject: What the alert is about.
        reading: The latest reading.
        held_from_start: Whether the condition held when it could first be known.
        phase: The phase.
        value: The value that was compared with the limit last.

    """

    rule: Rule
    subject: Subject
    reading: Reading
    held_from_start: bool
    phase: Phase = Phase.PENDING
    value: float = 0.0
    _limit: float = 0.0
    _is_unconfirmed: bool = False
    _worse_from: float = math.inf
    _level: Level = field(init=False)
    _over: Moment = field(init=False)
    _since: Moment = field(init=False)
    _opened: Moment = field(init=False)

    def __post_init__(self) -> None:
        self._over = self._since = self._opened = self.reading.at
        self._level = self.rule.level

    def step(
        self, reading: Reading | None, value: float, limit: float, board: Limit, now: Moment
    ) -> EventKind | None:
        """Process a new reading; return what happened, if anything. A dropped or ended alert is over.

        Arguments:
            reading: The reading; None where nothing is known now.
            value: The value to compare with the limit.
            limit: The value from which it is over the limit.
            board: The board's limit, for the level.
            now: The present.

        """
        if self.phase is Phase.PENDING:
            if reading is None or value + TOLERANCE_S < limit:
                return EventKind.DROPPED
            self._take(reading, value, limit)
            if self._since.elapsed_s(now) + TOLERANCE_S < self.rule.start_after_s:
                return None
            self.phase, self._opened = Phase.OPEN, now
            self._level = self._level_of(value, board)
            return EventKind.OPENED
        if reading is None:
            self.phase, self._is_unconfirmed = Phase.OPEN, True
            return None
        self._is_unconfirmed = False
        if value + TOLERANCE_S < max(limit - self.rule.dead_band, min(limit, _ANYTHING)):
            if self.phase is Phase.OPEN:
                self.phase, self._since = Phase.ENDING, now
            is_over = self._since.elapsed_s(now) + TOLERANCE_S >= self.rule.end_after_s
            return EventKind.ENDED if is_over else None
        self.phase = Phase.OPEN
        self._take(reading, value, limit)
        return self._worsen(value, board)

    def due_s(self, board: Limit) -> float:
        """Return when time alone may change it, on the steady clock; infinity for never."""
        match self.phase:
            case Phase.PENDING:
                return self._since.steady_s + self.rule.start_after_s
            case Phase.ENDING:
                return self._since.steady_s + self.rule.end_after_s
            case Phase.OPEN:
                if not self.reading.grows or self._is_unconfirmed:
                    return math.inf
                bounds = (board.trouble if self.rule.follows_board else 0, self._worse_from)
                ahead_s = min(
                    (bound - self.value for bound in bounds if bound > self.value), default=math.inf
                )
                return self.reading.at.steady_s + ahead_s

    def take_larger(self, reading: Reading) -> bool:
        """Take a reading that is merely larger and changes nothing else; return whether it was taken."""
        if (
            self.phase is not Phase.OPEN
            or self._is_unconfirmed
            or self.rule.follows_board
            or self._worse_from < math.inf
            or reading.value < self.value
            or self.rule.hours is not ALWAYS
        ):
            return False
        self.reading, self.value = reading, reading.value
        return True

    def acknowledge(self, value: float) -> None:
        """From now on count it as worse only once it is much worse than this value."""
        self._worse_from = value * _MUCH_WORSE if self.rule.condition in GROWING else math.inf

    def unacknowledge(self) -> None:
        """Forget the acknowledged value."""
        self._worse_from = math.inf

    def held_s(self) -> float:
        """Return for how long it was over the limit, once it ended."""
        return self._over.elapsed_s(self._since)

    def alert(self) -> Alert:
        """Return the alert as it is now."""
        return Alert(
            self.rule,
            self.subject,
            self._level,
            self._limit,
            self.reading,
            self._over,
            self._opened,
            self.held_from_start,
            self._is_unconfirmed,
        )

    def _take(self, reading: Reading, value: float, limit: float) -> None:
        self.reading, self.value, self._limit = reading, value, limit

    def _worsen(self, value: float, board: Limit) -> EventKind | None:
        before, self._level = self._level, self._level_of(value, board)
        if value + TOLERANCE_S >= self._worse_from:
            self._worse_from = math.inf
            return EventKind.WORSENED
        return EventKind.WORSENED if self._level > before else None

    def _level_of(self, value: float, board: Limit) -> Level:
        if not self.rule.follows_board or not board.trouble:
            return self.rule.level
        # The dead band also applies on the way back from trouble.
        band = self.rule.dead_band if self._level is Level.TROUBLE else 0
        return Level.TROUBLE if value + TOLERANCE_S >= board.trouble - band else self.rule.level
