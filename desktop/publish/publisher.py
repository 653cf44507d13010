"""Decides when a file for other programs is written: the first change at once, the last one always."""

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
    """How the keeping of the file stands.

    Attributes:
        written: When it was last written; None when it was not yet.
        took_s: How long that took, in seconds.
        fault: Why it can't be written, in words; None when it can.
        writings: How often it was written.
        failures: How often it could not be.

    """

    written: Moment | None = None
    took_s: float = 0.0
    fault: str | None = None
    writings: int = 0
    failures: int = 0


class Publisher(QObject):
    """Paces the writer: at most one snapshot under way, then a pause, and what changed meanwhile after it.

    Signals:
        snapshot_taken: What the writer is to write, frozen.
        last_snapshot_taken: The same, when no other follows.
        state_changed: A `PublishState`.

    Arguments:
        take_snapshot: Gives what the file must say now.
        what: What the file is called in the log, ``data file``.

    """

    snapshot_taken = Signal(object)
    last_snapshot_taken = Signal(object)
    state_changed = Signal(object)

    def __init__(self, take_snapshot: Callable[[], object], what: str = "data file") -> None:
        super().__init__()
        self._what = what
        self._take_snapshot = take_snapshot
        self._dirty = False
        self._under_way = 0
        self._is_over = False
        self._retry_ms = PAUSE_MS
        self._state = PublishState()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._write_if_due)

    @property
    def state(self) -> PublishState:
        """How the keeping of the file stands."""
        return self._state

    def publish(self) -> None:
        """Take note that what the file must say has changed."""
        self._dirty = True
        self._write_if_due()

    def start_over(self) -> None:
        """Have all of it written soon, however long the last failure is to be waited for."""
        self._pause.stop()
        self._retry_ms = PAUSE_MS
        self.publish()

    @property
    def is_settled(self) -> bool:
        """Whether the file says what it must."""
        return not self._dirty and self._under_way == 0

    def flush(self) -> None:
        """Hand the last state over without a pause, if the file may not say it yet."""
        self._pause.stop()
        if not self.is_settled:
            self._dirty = False
            self._under_way += 1
            self.last_snapshot_taken.emit(self._take_snapshot())

    def stop(self) -> None:
        """Hand nothing over any more."""
        self._is_over = True
        self._pause.stop()

    def on_write_ended(self, outcome: WriteOutcome) -> None:
        """Take note of how a writing went."""
        self._under_way -= 1
        before = self._state
        if outcome.fault is None:
            if before.fault is not None:
                _log.warning("The %s is written again.", self._what)
            self._state = replace(
                before, written=outcome.at, took_s=outcome.took_s, fault=None, writings=before.writings + 1
            )
            self._retry_ms = PAUSE_MS
        else:
            if before.fault is None:
                _log.warning("The %s can't be written, trying on: %s", self._what, outcome.fault)
            self._state = replace(before, fault=outcome.fault, failures=before.failures + 1)
            self._dirty = True
            self._retry_ms = min(self._retry_ms * 2, LONGEST_RETRY_MS)
        self.state_changed.emit(self._state)
        if not self._is_over:
            self._pause.start(self._retry_ms)

    def _write_if_due(self) -> None:
        if self._dirty and not self._under_way and not self._pause.isActive():
            self._write()

    def _write(self) -> None:
        self._dirty = False
        self._under_way += 1
        self.snapshot_taken.emit(self._take_snapshot())
