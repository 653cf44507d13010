"""The longest time an event loop was blocked, and a process's commands on its input."""

import os
import sys
import time
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

TICK_MS: Final = 5


class Heartbeat(QObject):
    """Measures the longest time for which this thread's event loop was blocked.

    Arguments:
        parent: Its owner.

    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._beat_ns = time.monotonic_ns()
        self._longest_ns = 0
        ticks = QTimer(self)
        ticks.setTimerType(Qt.TimerType.PreciseTimer)
        ticks.timeout.connect(self.beat)
        ticks.start(TICK_MS)

    @property
    def longest_ms(self) -> float:
        """The longest time so far."""
        return self._longest_ns / 1e6

    def beat(self) -> None:
        """Note that the event loop is running."""
        now_ns = time.monotonic_ns()
        self._longest_ns = max(self._longest_ns, now_ns - self._beat_ns)
        self._beat_ns = now_ns

    def reset(self) -> None:
        """Forget the longest time."""
        self._longest_ns = 0


class Console(QObject):
    """Reads commands on this process's input.

    Signals:
        told: A command came.

    Arguments:
        parent: Its owner.

    """

    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_readable)

    def _on_readable(self) -> None:
        for word in os.read(sys.stdin.fileno(), 1024).decode().split():
            self.told.emit(word)


def say(*words: object) -> None:
    """Print a line at once."""
    print(*words, flush=True)
