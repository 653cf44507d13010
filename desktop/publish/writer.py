"""Writes a file for other programs on a thread of its own, so that a slow network share stalls nothing."""

import pathlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from desktop.acd.moment import Moment
from desktop.publish.replacing import replace_file

TRIES: Final = 5
LAST_TRIES: Final = 100
PAUSE_S: Final = 0.02
"""On Windows a reader that holds the file makes the replacing fail; readers hold it for a moment only."""


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """How one writing went.

    Attributes:
        at: When it ended.
        took_s: How long it took, in seconds.
        fault: Why it failed, in words; None when it did not.

    """

    at: Moment
    took_s: float = 0.0
    fault: str | None = None


class FileWriter(QObject):
    """Replaces the file whole, so that no reader sees half of one.

    Signals:
        write_ended: A `WriteOutcome`, one for each snapshot.

    Arguments:
        path: The file.
        encode: Makes a snapshot the file's content.
        clock: Gives the present moment.

    """

    write_ended = Signal(object)

    def __init__(
        self, path: pathlib.Path, encode: Callable[[Any], bytes], clock: Callable[[], Moment]
    ) -> None:
        super().__init__()
        self._path = path
        self._encode = encode
        self._clock = clock

    def start(self) -> None:
        """Begin; there is nothing to open."""

    def stop(self) -> None:
        """End. What was asked for before is written by then."""

    def on_moved(self, path: pathlib.Path) -> None:
        """Write to another place from now on."""
        self._path = path

    def on_snapshot_taken(self, snapshot: object) -> None:
        """Write a snapshot."""
        self._write(snapshot, TRIES)

    def on_last_snapshot_taken(self, snapshot: object) -> None:
        """Write the last snapshot; nobody tries again after that, so try for longer."""
        self._write(snapshot, LAST_TRIES)

    def _write(self, snapshot: object, tries: int) -> None:
        began = self._clock()
        content = self._encode(snapshot)
        fault = self._replace(content)
        for _ in range(tries - 1):
            if fault is None:
                break
            time.sleep(PAUSE_S)
            fault = self._replace(content)
        now = self._clock()
        self.write_ended.emit(WriteOutcome(now, began.elapsed_s(now), fault))

    def _replace(self, content: bytes) -> str | None:
        """Replace the file; give the reason when it fails, None when it does not."""
        return replace_file(self._path, content)
