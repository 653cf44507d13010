"""Decides when mitel_data.json is written: the first change at once, the last one always."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.moment import Moment
from desktop.acd.snapshot import Snapshot
from desktop.publish.writer import WriteOutcome

PAUSE_MS: Final = 100
LONGEST_RETRY_MS: Final = 5_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublishState:
    """How the keeping of the file stands.

    Attributes:
        written: When it was last written; None when it was not yet.
        fault: Why it can't be written, in words; None when it can.

    """

    written: Moment | None = None
    fault: str | None = None


class Publisher(QObject):
    """Paces the writer: at most one snapshot under way, then a pause, and what changed meanwhile after it.

    Signals:
        snapshot_taken: A `Snapshot` for the writer.
        last_snapshot_taken: The same, when no other follows.
        state_changed: A `PublishState`.

    Arguments:
        take_snapshot: Gives what the file must say now.

    """

    snapshot_taken = Signal(object)
    last_snapshot_taken = Signal(object)
    state_changed = Signal(object)

    def __init__(self, take_snapshot: Callable[[], Snapshot]) -> None:
        super().__init__()
        self._take_snapshot = take_snapshot
        self._dirty = False
        self._under_way = False
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

    @property
    def is_settled(self) -> bool:
        """Whether the file says what it must."""
        return not self._dirty and not self._under_way

    def flush(self) -> None:
        """Hand the last state over without a pause, if the file may not say it yet."""
        self._pause.stop()
        if not self.is_settled:
            self._dirty = False
            self._under_way = True
            self.last_snapshot_taken.emit(self._take_snapshot())

    def on_write_ended(self, outcome: WriteOutcome) -> None:
        """Take note of how a writing went."""
        self._under_way = False
        if outcome.fault is None:
            if self._state.fault is not None:
                _log.warning("The data file is written again.")
            self._state = PublishState(written=outcome.at)
            self._retry_ms = PAUSE_MS
        else:
            if self._state.fault is None:
                _log.warning("The data file can't be written, trying on: %s", outcome.fault)
            self._state = PublishState(self._state.written, outcome.fault)
            self._dirty = True
            self._retry_ms = min(self._retry_ms * 2, LONGEST_RETRY_MS)
        self.state_changed.emit(self._state)
        self._pause.start(self._retry_ms)

    def _write_if_due(self) -> None:
        if self._dirty and not self._under_way and not self._pause.isActive():
            self._write()

    def _write(self) -> None:
        self._dirty = False
        self._under_way = True
        self.snapshot_taken.emit(self._take_snapshot())
