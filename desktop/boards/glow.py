"""The glow of tiles and cards: for a moment after a change, or to point at one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.agent import AgentState
from desktop.acd.moment import Moment

GLOW_S: Final = 1.2
_STEP_MS: Final = 80
_REST_S: Final = 2.0
"""A tile that changes again within this time does not glow again: nothing may flicker (A5)."""
_MOST: Final = 12
"""If more tiles change at once, as when a page turns or a line comes back, none glows."""


class Glow(QObject):
    """The tiles that glow, each with its strength.

    Signals:
        stepped: The keys of tiles to repaint.

    Arguments:
        clock: Returns the present moment.

    """

    stepped = Signal(object)

    def __init__(self, clock: Callable[[], Moment], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._states: dict[str, AgentState] = {}
        self._since: dict[str, Moment] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_step)

    def strength(self, key: str) -> float:
        """Return how strongly a tile glows: 1 just after a change, 0 from `GLOW_S` on."""
        since = self._since.get(key)
        return max(0.0, 1 - since.elapsed_s(self._clock()) / GLOW_S) if since is not None else 0.0

    def see(self, states: dict[str, AgentState], *, is_wanted: bool) -> None:
        """Compare the states of visible tiles; tiles that were visible with another state begin to glow."""
        before, self._states = self._states, states
        changed = [key for key, state in states.items() if before.get(key, state) is not state]
        if not is_wanted or not changed or len(changed) > _MOST:
            return
        now = self._clock()
        for key in changed:
            since = self._since.get(key)
            if since is None or since.elapsed_s(now) >= _REST_S:
                self._since[key] = now
        if self._since:
            self._start()

    def light(self, key: str) -> None:
        """Make a tile glow to point at it."""
        self._since[key] = self._clock()
        self._start()
        self.stepped.emit([key])

    def forget(self) -> None:
        """Forget all states, as when a page turns."""
        self._states = {}
        self._since.clear()
        self._timer.stop()

    def _start(self) -> None:
        # Not restarted: under steady change the timer would never fire.
        if not self._timer.isActive():
            self._timer.start(_STEP_MS)

    def _on_step(self) -> None:
        now = self._clock()
        lit = [
            key for key, since in self._since.items() if since.elapsed_s(now) < GLOW_S + 2 * _STEP_MS / 1000
        ]
        self._since = {key: since for key, since in self._since.items() if since.elapsed_s(now) < _REST_S}
        if not self._since:
            self._timer.stop()
        if lit:
            self.stepped.emit(lit)
