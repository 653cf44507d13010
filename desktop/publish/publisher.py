"""When a file for other programs is written: the first change at once, the last one always."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.moment import Moment
from desktop.publish.writer import WriteOutcome

PAUSE_MS: Final = 100
LONGEST_RETRY_MS: Final = 5_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublishState:
    """The state of a published file.

    Attributes:
        written: When it was last written; None if never.
        took_s: The duration of that write in seconds.
        fault: Why it can't be written; None when it can.
        writes: Number of writes.
        failures: Number of failed writes.

    """

    written: Moment | None = None
    took_s: float = 0.0
    fault: str | None = None
    writes: int = 0
    failures: int = 0


class Publisher(QObject):
    """Paces the writer: one snapshot at a time, then a pause, then what has changed meanwhile.

    Signals:
        snapshot_taken: A frozen snapshot to write, and whether it is the last one.
        state_changed: A `PublishState`.

    Arguments:
        take_snapshot: Returns a frozen snapshot of what the file must contain now.
        what: The name of the file in the log, ``data file``.

    Attributes:
        state: The state of the file.

    """

    snapshot_taken = Signal(object, bool)
    state_changed = Signal(object)

    def __init__(self, take_snapshot: Callable[[], object], what: str = "data file") -> None:
        super().__init__()
        self._what = what
        self._take_snapshot = take_snapshot
        self._is_dirty = False
        self._under_way = 0
        self._is_over = False
        self._retry_ms = PAUSE_MS
        self.state = PublishState()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._write_if_due)

    def publish(self) -> None:
        """Write soon, since the content has changed."""
        self._is_dirty = True
        self._write_if_due()

    def start_over(self) -> None:
        """Write soon, without the wait after a failure."""
        self._pause.stop()
        self._retry_ms = PAUSE_MS
        self.publish()

    @property
    def is_settled(self) -> bool:
        """Whether the file is current."""
        return not self._is_dirty and self._under_way == 0

    def flush(self) -> None:
        """Write the last state now, unless the file has it."""
        self._pause.stop()
        if not self.is_settled:
            self._write(is_last=True)

    def stop(self) -> None:
        """Stop writing."""
        self._is_over = True
        self._pause.stop()

    def on_write_ended(self, outcome: WriteOutcome) -> None:
        """Process the result of a write."""
        self._under_way -= 1
        before = self.state
        if outcome.fault is None:
            if before.fault is not None:
                _log.warning("The %s can be written again.", self._what)
            self.state = replace(
                before, written=outcome.at, took_s=outcome.took_s, fault=None, writes=before.writes + 1
            )
            self._retry_ms = PAUSE_MS
        else:
            if before.fault is None:
                _log.warning("The %s can't be written; retrying: %s", self._what, outcome.fault)
            self.state = replace(before, fault=outcome.fault, failures=before.failures + 1)
            self._is_dirty = True
            self._retry_ms = min(self._retry_ms * 2, LONGEST_RETRY_MS)
        self.state_changed.emit(self.state)
        if not self._is_over:
            self._pause.start(self._retry_ms)

    def _write_if_due(self) -> None:
        if self._is_dirty and not self._under_way and not self._pause.isActive():
            self._write()

    def _write(self, *, is_last: bool = False) -> None:
        self._is_dirty = False
        self._under_way += 1
        self.snapshot_taken.emit(self._take_snapshot(), is_last)
