"""Writes the lines' bytes to the recording on a thread of its own, so that a slow disk stalls nothing."""

import contextlib
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QSemaphore, QTimer, Signal

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.recording.entries import (
    MOST_DATA_BYTES,
    BytesCame,
    BytesDropped,
    ClockSet,
    Entry,
    LineChanged,
    RecordingError,
    entry_line,
)
from desktop.recording.rolling import RollingFile, SizeLimits, check_file
from desktop.settings.probe import why_not_writable

MOST_WAITING_BYTES: Final = 64 * 1024 * 1024
"""A disk that hangs must not fill the memory: bytes beyond this are counted and not kept."""
SYNC_MS: Final = 1_000
RETRY_MS: Final = 5_000
CLOCK_SET_S: Final = 1.0
"""A smaller step of the wall clock against the steady one is ordinary trimming."""
_LIMITS: Final = SizeLimits()


@dataclass(frozen=True, slots=True)
class RecordingState:
    """The state of a recording.

    Attributes:
        path: The file.
        bytes_written: How many bytes of the lines this run recorded.
        since: When this run began to record.
        fault: What is wrong, in words; None if nothing is.
        dropped_bytes: How many bytes of the lines could not be written.

    """

    path: pathlib.Path
    bytes_written: int
    since: Moment
    fault: str | None = None
    dropped_bytes: int = 0


class Recorder(QObject):
    """Appends what lines bring to a file.

    While the file can't be written, as when the disk is full, it retries; then it notes the lost bytes.

    Signals:
        state_changed: A `RecordingState`: at once when the fault changes, else at most once a second.

    Arguments:
        path: The file; see `check_recordable`.
        clock: Returns the present moment.
        limits: The size limits.
        makes_folder: Whether to create the file's folder if it is missing at the start.

    Attributes:
        capacity: How many more bytes may wait here. A sender acquires the number of its bytes first.

    """

    state_changed = Signal(object)

    def __init__(
        self,
        path: pathlib.Path,
        clock: Callable[[], Moment],
        limits: SizeLimits = _LIMITS,
        *,
        makes_folder: bool = False,
    ) -> None:
        super().__init__()
        self._path = path
        self._clock = clock
        self._makes_folder = makes_folder
        self._file = RollingFile(path, limits)
        self._since = clock()
        self._fault: str | None = None
        self._written = 0
        self._dropped = 0
        self._unmarked: int | None = None
        self._wall_ahead_s: float | None = None
        self._told: RecordingState | None = None
        self._is_paused = False
        self.capacity = QSemaphore(MOST_WAITING_BYTES)
        self._sync, self._retry = QTimer(self), QTimer(self)
        for timer, slot in ((self._sync, self._on_sync_due), (self._retry, self._on_retry_due)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)

    def start(self) -> None:
        """Begin to record, also after a pause; call it in the worker's thread."""
        self._since = self._clock()
        self._fault = self._unmarked = self._wall_ahead_s = self._told = None
        self._written = self._dropped = 0
        self._is_paused = False
        if self._makes_folder:
            with contextlib.suppress(OSError):  # opening the file gives the better reason
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._try(lambda: self._file.open(self._clock().wall_s))
        self._tell()

    def pause(self) -> None:
        """Flush everything to the disk and close the file."""
        self._mark_dropped()
        self._is_paused = True
        self._sync.stop()
        self._retry.stop()
        self._file.close()
        self._tell()

    def stop(self) -> None:
        """Stop for good."""
        self.pause()

    def on_heard(self, heard: Batch) -> None:
        """Record the bytes of a read."""
        if not self._is_paused:  # a read may be under way when the recording is switched off
            self._note_clock(heard.at)
            for start in range(0, len(heard.data), MOST_DATA_BYTES):
                data = heard.data[start : start + MOST_DATA_BYTES]
                if self._keep(BytesCame(heard.at.wall_s, heard.source, data), len(data)):
                    self._written += len(data)
        self.capacity.release(len(heard.data))

    def on_line_changed(self, connection: Connection, at: Moment) -> None:
        """Record a new phase of a line."""
        if self._is_paused:
            return
        self._note_clock(at)
        phase, reason = connection.phase.value, connection.reason
        self._keep(LineChanged(at.wall_s, connection.source, phase, reason), 0)

    def on_missed(self, count: int) -> None:
        """Count bytes that were dropped because too many waited to be written."""
        self._dropped += count
        self._unmarked = (self._unmarked or 0) + count
        if not self._retry.isActive():
            self._mark_dropped()

    def _note_clock(self, now: Moment) -> None:
        wall_ahead_s = now.wall_s - now.steady_s
        before, self._wall_ahead_s = self._wall_ahead_s, wall_ahead_s
        if before is not None and abs(wall_ahead_s - before) >= CLOCK_SET_S:
            self._keep(ClockSet(now.wall_s, wall_ahead_s - before), 0)
        elif before is not None:
            self._wall_ahead_s = before  # many small steps add up

    def _keep(self, entry: Entry, size: int) -> bool:
        """Write an entry or count it as missing; return whether it was written."""
        is_kept = not self._retry.isActive() and self._try(
            lambda: self._file.append(entry_line(entry), entry.at_s)
        )
        if not is_kept:
            self._dropped += size
            self._unmarked = (self._unmarked or 0) + size
        if not self._sync.isActive():
            self._sync.start(SYNC_MS)
        return is_kept

    def _try(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except (OSError, RecordingError) as error:
            self._file.close()
            self._fault = getattr(error, "strerror", None) or str(error)
            self._retry.start(RETRY_MS)
        else:
            self._fault = self._file.housekeeping_fault
        if self._told is None or self._told.fault != self._fault:
            self._tell()
        return not self._retry.isActive()

    def _on_sync_due(self) -> None:
        if self._file.is_open:
            self._try(self._file.sync)
        self._tell()

    def _on_retry_due(self) -> None:
        if self._unmarked is None:
            self._try(lambda: self._file.open(self._clock().wall_s))
        else:
            self._mark_dropped()

    def _mark_dropped(self) -> None:
        """Write how many bytes are missing, as soon as the file can be written again."""
        if self._unmarked is None:
            return
        at_s = self._clock().wall_s
        line = entry_line(BytesDropped(at_s, self._unmarked))
        if self._try(lambda: self._file.append(line, at_s)):
            self._unmarked = None

    def _tell(self) -> None:
        state = RecordingState(self._path, self._written, self._since, self._fault, self._dropped)
        if state != self._told:
            self._told = state
            self.state_changed.emit(state)


def check_recordable(path: pathlib.Path) -> None:
    """Make sure that a recording can be written there.

    Raises:
        RecordingError: The folder is missing or read-only, or there is another file of that name.

    """
    reason = why_not_writable(path)
    if reason is not None:
        message = f"recording {path}{reason}"
        raise RecordingError(message)
    check_file(path)
