"""Four figures that two processes share, so that each knows how far the other is."""

import mmap
import pathlib
from typing import Final

_FIGURES: Final = 4
_SIZE: Final = _FIGURES * 8


class Shared:
    """Each figure is written by one process and read by both.

    Attributes:
        simulated_s: How far the phone system has played; written by it.
        hours_sent: How many hours it has sent; written by it.
        heard_bytes: What the program has taken in; written by the program.
        hours_over: How many hours the phone system may end; written by the program.

    Arguments:
        path: A file for them; it is made if it is missing.

    """

    def __init__(self, path: pathlib.Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _SIZE)
        self._figures = memoryview(self._map).cast("d")

    def close(self) -> None:
        """Let go of the file."""
        self._figures.release()
        self._map.close()

    @property
    def simulated_s(self) -> float:
        """How far the phone system has played."""
        return float(self._figures[0])

    @simulated_s.setter
    def simulated_s(self, seconds: float) -> None:
        self._figures[0] = seconds

    @property
    def hours_sent(self) -> int:
        """How many hours the phone system has sent."""
        return int(self._figures[1])

    @hours_sent.setter
    def hours_sent(self, hours: int) -> None:
        self._figures[1] = hours

    @property
    def heard_bytes(self) -> int:
        """What the program has taken in."""
        return int(self._figures[2])

    @heard_bytes.setter
    def heard_bytes(self, count: int) -> None:
        self._figures[2] = count

    @property
    def hours_over(self) -> int:
        """How many hours the phone system may end."""
        return int(self._figures[3])

    @hours_over.setter
    def hours_over(self, hours: int) -> None:
        self._figures[3] = hours
