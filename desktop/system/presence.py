"""Whether somebody sits at this computer: some things are to be heard only then, others told on return."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.moment import Moment
from desktop.system.linux.session_bus import SessionBus

AWAY_AFTER_S: Final = 300.0
"""Who touches neither mouse nor keyboard for so long is away."""
LOOK_MS: Final = 2_000
"""So often it is looked whether somebody is there."""


class Watcher(ABC):
    """What the operating system knows of the person. No call waits for anybody."""

    @abstractmethod
    def start(self) -> None:
        """Begin to watch."""

    @abstractmethod
    def stop(self) -> None:
        """End it."""

    @abstractmethod
    def is_locked(self) -> bool:
        """Whether the screen is locked, or the session is not in front of anybody."""

    @abstractmethod
    def idle_s(self) -> float:
        """Give for how many seconds nobody has touched mouse or keyboard; 0 where that can't be known."""


class NoWatcher(Watcher):
    """Knows nothing: for it, somebody is there."""

    def start(self) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def is_locked(self) -> bool:
        """Never."""
        return False

    def idle_s(self) -> float:
        """Nothing."""
        return 0.0


class Presence(QObject):
    """Tells when the person goes away and comes back.

    Call `stop` in a ``finally``.

    Signals:
        went_away: The screen was locked, or nobody touched anything for a while.
        came_back: Somebody is there again; with the `Moment` from which on nobody was.

    Arguments:
        watcher: Knows it.
        now: Gives the present moment.
        away_after_s: Who touches nothing for so many seconds is away.

    """

    went_away = Signal()
    came_back = Signal(object)

    def __init__(
        self, watcher: Watcher, now: Callable[[], Moment], away_after_s: float = AWAY_AFTER_S
    ) -> None:
        super().__init__()
        self._watcher = watcher
        self._now = now
        self._away_after_s = away_after_s
        self._away_since: Moment | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    @property
    def is_here(self) -> bool:
        """Whether somebody is there, as far as one can know."""
        return self._away_since is None

    def start(self) -> None:
        """Begin to watch."""
        self._watcher.start()
        self._look.start()

    def stop(self) -> None:
        """End it."""
        self._look.stop()
        self._watcher.stop()

    def look(self) -> None:
        """Look now, and tell what is different."""
        idle_s = self._watcher.idle_s()
        is_away = self._watcher.is_locked() or idle_s >= self._away_after_s
        if is_away and self._away_since is None:
            now = self._now()
            # Locked right after the last touch, or idle all that time: in both cases nobody has looked since.
            self._away_since = Moment(now.steady_s - idle_s, now.wall_s - idle_s)
            self.went_away.emit()
        elif not is_away and self._away_since is not None:
            since, self._away_since = self._away_since, None
            self.came_back.emit(since)


def watcher_here(bus: SessionBus) -> Watcher:
    """Give what this operating system has.

    Arguments:
        bus: The session bus, where there is one; its owner opens and closes it.

    """
    watcher: Watcher = NoWatcher()
    if sys.platform == "win32":
        from desktop.system.windows import presence as presence_windows  # noqa: PLC0415 - each system loads its own

        watcher = presence_windows.WindowsWatcher(presence_windows.session_here, presence_windows.idle_here_s)
    elif sys.platform == "darwin":
        from desktop.system.macos import presence as presence_macos  # noqa: PLC0415 - each system loads its own

        watcher = presence_macos.MacWatcher()
    elif sys.platform == "linux":
        from desktop.system.linux import presence as presence_linux  # noqa: PLC0415 - each system loads its own

        watcher = presence_linux.LinuxWatcher(bus)
    return watcher
