"""The time a window takes from a change until it is painted and idle."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tests.bench.heartbeat import say
from tests.bench.paint_clock import PaintClock

LARGEST: Final = (3840, 2160)
SMALLEST: Final = (3400, 1900)
STEPS: Final = 30
"""Number of steps from the largest to the smallest size."""
PATIENCE_S: Final = 30
_S: Final = 1e9
_MS: Final = 1e6


class TimedWindow:
    """Times changes, including repaints that follow for the same reason.

    Arguments:
        window: A window that was shown.

    """

    def __init__(self, window: QWidget) -> None:
        self._painted_ns = 0
        self._clock = PaintClock(window, self._on_painted)

    def _on_painted(self, now_ns: int) -> None:
        self._painted_ns = now_ns

    def ms(self, tell: Callable[[], object]) -> float:
        """Change the window; return the milliseconds until nothing was left to do.

        Raises:
            TimeoutError: It was not painted.

        """
        QCoreApplication.processEvents()
        began_ns = time.monotonic_ns()
        tell()
        while self._painted_ns < began_ns:
            QCoreApplication.processEvents()
            if time.monotonic_ns() - began_ns > PATIENCE_S * _S:
                message = f"nothing was painted within {PATIENCE_S} s"
                raise TimeoutError(message)
        # Painting twice counts as taking twice the time.
        QCoreApplication.processEvents()
        return (time.monotonic_ns() - began_ns) / _MS

    def say(self, name: str, told: Iterable[Callable[[], object]]) -> None:
        """Print the times of these changes under one name; each starts when the one before is done."""
        say(name, *(f"{self.ms(tell):.3f}" for tell in told))


def sizes() -> list[tuple[int, int]]:
    """Return the sizes of a window whose corner is dragged inwards and back."""
    (width, height), (least_width, least_height) = LARGEST, SMALLEST
    steps = [*range(1, STEPS + 1), *range(STEPS - 1, -1, -1)]
    return [
        (width - (width - least_width) * step // STEPS, height - (height - least_height) * step // STEPS)
        for step in steps
    ]
