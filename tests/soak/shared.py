"""Four figures that two processes share, so that each knows the other's progress."""

import mmap
import pathlib
from typing import Final

_FIGURES: Final = 4
_SIZE: Final = _FIGURES * 8


class Shared:
    """Each figure is written by one process and read by both.

    Attributes:
        simulated_s: Seconds that the phone system has played; written by it.
        hours_sent: Hours that it has sent; written by it.
        heard_bytes: Bytes that the program has read; written by the program.
        hours_over: Hours that the phone system may end; written by the program.

    Arguments:
        path: The shared file; made if it is missing.

    """

    def __init__(self, path: pathlib.Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _SIZE)
        self._figures = memoryview(self._map).cast("d")

    def close(self) -> None:
        """Close the file."""
        self._figures.release()
        self._map.close()

    @property
    def simulated_s(self) -> float:
        """Seconds that the phone system has played."""
        return float(self._figures[0])

    @simulated_s.setter
    def simulated_s(self, seconds: float) -> None:
        self._figures[0] = seconds

    @property
    def hours_sent(self) -> int:
        """Hours that the phone system has sent."""
        return int(self._figures[1])

    @hours_sent.setter
    def hours_sent(self, hours: int) -> None:
        self._figures[1] = hours

    @property
    def heard_bytes(self) -> int:
        """Bytes that the program has read."""
        return int(self._figures[2])

    @heard_bytes.setter
    def heard_bytes(self, count: int) -> None:
        self._figures[2] = count

    @property
    def hours_over(self) -> int:
        """Hours that the phone system may end."""
        return int(self._figures[3])

    @hours_over.setter
    def hours_over(self, hours: int) -> None:
        self._figures[3] = hours
