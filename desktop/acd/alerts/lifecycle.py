"""The course of one alert: over the limit, told, below it, over; with the rule's delays and dead band."""

import enum
import math
from typing import Final

from desktop.acd.alerts.alert import Alert, EventKind, Reading, Subject
from desktop.acd.alerts.hours import ALWAYS
from desktop.acd.alerts.rule import GROWING, Rule
from desktop.acd.limits import Level, Limit
from desktop.acd.moment import Moment

A_MOMENT_S: Final = 0.001
"""Times are added and taken away again: what is this close is reached."""
_ANYTHING: Final = 0.5
"""A figure below this is none at all, whatever the dead band says."""
_MUCH_WORSE: Final = 2.0
"""By so much it must have grown since somebody took note to be worse than what he took note of."""


class Phase(enum.Enum):
    """How far an alert is."""

    PENDING = "pending"
    """Over the limit, not for long enough to be told."""
    OPEN = "open"
    ENDING = "ending"
    """Told, and below the dead band, not for long enough to be over."""


class Lifecycle:
    """The course of one alert.

    Arguments:
        rule: Whose.
        subject: What it is about.
        was_already: Whether it held when it could first be known.
        reading: What is known, over the limit.

    Attributes:
        phase: How far it is.
        was_already: As given.
        value: What was held against the limit last.

    """

    __slots__ = (
        "_is_doubtful",
        "_level",
        "_limit",
        "_opened",
        "_over",
        "_reading",
        "_rule",
        "_since",
        "_subject",
        "_worse_from",
        "phase",
        "value",
        "was_already",
    )

    def __init__(self, rule: Rule, subject: Subject, reading: Reading, *, was_already: bool) -> None:
        self._rule = rule
        self._subject = subject
        self._reading = reading
        self._over = self._since = self._opened = reading.at
        self._level = rule.level
        self._limit = 0.0
        self._is_doubtful = False
        self._worse_from = math.inf
        self.value = 0.0
        self.phase = Phase.PENDING
        self.was_already = was_already

    def step(
        self, reading: Reading | None, value: float, limit: float, board: Limit, now: Moment
    ) -> EventKind | None:
        """Go on; tell what happened, if anything did. One that is dropped or ended is over.

        Arguments:
            reading: What is known now; None where nothing is.
            value: What of it is held against the limit.
            limit: From when on it is over.
            board: The board's limit, for the level.
            now: The present.

        """
        if self.phase is Phase.PENDING:
            if reading is None or value + A_MOMENT_S < limit:
                return EventKind.DROPPED
            self._take(reading, value, limit)
            if self._since.elapsed_s(now) + A_MOMENT_S < self._rule.start_after_s:
                return None
            self.phase, self._opened = Phase.OPEN, now
            self._level = self._level_of(value, board)
            return EventKind.OPENED
        if reading is None:
            self.phase, self._is_doubtful = Phase.OPEN, True
            return None
        self._is_doubtful = False
        if value + A_MOMENT_S < max(limit - self._rule.dead_band, min(limit, _ANYTHING)):
            if self.phase is Phase.OPEN:
                self.phase, self._since = Phase.ENDING, now
            is_over = self._since.elapsed_s(now) + A_MOMENT_S >= self._rule.end_after_s
            return EventKind.ENDED if is_over else None
        self.phase = Phase.OPEN
        self._take(reading, value, limit)
        return self._worsen(value, board)

    def due_s(self, board: Limit) -> float:
        """Give when it may go on by time alone, on the steady clock; infinite for never."""
        match self.phase:
            case Phase.PENDING:
                return self._since.steady_s + self._rule.start_after_s
            case Phase.ENDING:
                return self._since.steady_s + self._rule.end_after_s
            case Phase.OPEN:
                if not self._reading.grows or self._is_doubtful:
                    return math.inf
                bounds = (board.trouble if self._rule.follows_board else 0, self._worse_from)
                ahead_s = min(
                    (bound - self.value for bound in bounds if bound > self.value), default=math.inf
                )
                return self._reading.at.steady_s + ahead_s

    def just_grows(self, reading: Reading) -> bool:
        """Take a figure that can only have grown; tell whether nothing else can come of it."""
        if (
            self.phase is not Phase.OPEN
            or self._is_doubtful
            or self._rule.follows_board
            or self._worse_from < math.inf
            or reading.value < self.value
            or self._rule.hours is not ALWAYS
        ):
            return False
        self._reading, self.value = reading, reading.value
        return True

    def take_rule(self, rule: Rule) -> None:
        """Take a rule that holds as the other one did, and is told in another way."""
        self._rule = rule

    def take_note(self, value: float) -> None:
        """Somebody took note of how it is: it is worse from when it is much worse than that."""
        self._worse_from = value * _MUCH_WORSE if self._rule.condition in GROWING else math.inf

    def forget_note(self) -> None:
        """Nobody took note: it is no worse for how far it has come since."""
        self._worse_from = math.inf

    def refresh(self, reading: Reading) -> None:
        """Take the figures of now, of something of which nothing else changed."""
        self._reading = reading

    def held_s(self) -> float:
        """Give for how long it was over, from when it ended on."""
        return self._over.elapsed_s(self._since)

    def alert(self) -> Alert:
        """Give it as it is now."""
        return Alert(
            self._rule,
            self._subject,
            self._level,
            self._limit,
            self._reading,
            self._over,
            self._opened,
            self.was_already,
            self._is_doubtful,
        )

    def _take(self, reading: Reading, value: float, limit: float) -> None:
        self._reading, self.value, self._limit = reading, value, limit

    def _worsen(self, value: float, board: Limit) -> EventKind | None:
        before, self._level = self._level, self._level_of(value, board)
        if self._level is before and value + A_MOMENT_S < self._worse_from:
            return None
        if value + A_MOMENT_S >= self._worse_from:
            self._worse_from = math.inf
            return EventKind.WORSENED
        return EventKind.WORSENED if self._level > before else None

    def _level_of(self, value: float, board: Limit) -> Level:
        if not self._rule.follows_board or not board.trouble:
            return self._rule.level
        # The dead band holds for the way back from trouble as well.
        band = self._rule.dead_band if self._level is Level.TROUBLE else 0
        return Level.TROUBLE if value + A_MOMENT_S >= board.trouble - band else self._rule.level
