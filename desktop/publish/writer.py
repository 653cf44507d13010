"""The writer of a file for other programs, on a thread of its own since network shares can be slow."""

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
"""Pause between tries. On Windows no file can be replaced while somebody reads it, which takes a moment."""


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """The result of a write.

    Attributes:
        at: When it ended.
        took_s: Its duration in seconds.
        fault: Why it failed; None when it did not.

    """

    at: Moment
    took_s: float = 0.0
    fault: str | None = None


class FileWriter(QObject):
    """Replaces the file as a whole, so that no reader sees half of it.

    Signals:
        write_ended: A `WriteOutcome` for each snapshot.

    Arguments:
        path: The file.
        encode: Returns the content of the file for a snapshot.
        clock: Returns the present moment.

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
        """Do nothing: there is nothing to open."""

    def stop(self) -> None:
        """Do nothing: everything is written by then."""

    def on_moved(self, path: pathlib.Path) -> None:
        """Write another file from now on."""
        self._path = path

    def on_snapshot_taken(self, snapshot: object, is_last: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        """Write a snapshot; try the last one for longer, since no other follows."""
        began = self._clock()
        content = self._encode(snapshot)
        fault = replace_file(self._path, content)
        for _ in range((LAST_TRIES if is_last else TRIES) - 1):
            if fault is None:
                break
            time.sleep(PAUSE_S)
            fault = replace_file(self._path, content)
        now = self._clock()
        self.write_ended.emit(WriteOutcome(now, began.elapsed_s(now), fault))
