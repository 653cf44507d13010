"""Whether the person is at this computer: some alerts sound only then, others are repeated on return."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.moment import Moment
from desktop.system.session_watch import SessionWatch

AWAY_AFTER_S: Final = 300.0
"""Time without input after which the person counts as away."""
POLL_MS: Final = 2_000
"""Polling interval."""


class Presence(QObject):
    """Knows whether the person is here, and reports when the person comes back.

    Call `stop` in a ``finally``.

    Signals:
        came_back: The person is back; with the `Moment` at which the absence began.

    Arguments:
        watch: The state of the session.
        now: Returns the present moment.
        away_after_s: Seconds without input after which the person counts as away.

    """

    came_back = Signal(object)

    def __init__(
        self, watch: SessionWatch, now: Callable[[], Moment], away_after_s: float = AWAY_AFTER_S
    ) -> None:
        super().__init__()
        self._watch = watch
        self._now = now
        self._away_after_s = away_after_s
        self._away_since: Moment | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_here(self) -> bool:
        """Whether the person is here, as far as the system knows."""
        return self._away_since is None

    def start(self) -> None:
        """Start polling."""
        self._watch.start()
        self._timer.start()

    def stop(self) -> None:
        """Stop polling."""
        self._timer.stop()
        self._watch.stop()

    def poll(self) -> None:
        """Check now, and report a return."""
        idle_s = self._watch.idle_s()
        is_away = self._watch.is_locked() or idle_s >= self._away_after_s
        if is_away and self._away_since is None:
            now = self._now()
            # Locked after the last input, or idle since: in both cases the absence began with that input.
            self._away_since = Moment(now.steady_s - idle_s, now.wall_s - idle_s)
        elif not is_away and self._away_since is not None:
            since, self._away_since = self._away_since, None
            self.came_back.emit(since)
