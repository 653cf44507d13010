"""Tries rules of alerts on a recording while the windows go on."""

import logging
import pathlib
import threading
import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.acd.moment import Moment
from desktop.recording.entries import RecordingError
from desktop.recording.playback import Playback
from desktop.recording.rehearsal import Rehearsed, Terms, rehearse
from desktop.system.worker_thread import WorkerThread

_TELL_S: Final = 0.2
_BURST_S: Final = 0.002
_REST_S: Final = 0.004
"""After each burst the windows have their turn: Python runs one thread at a time, and a window that paints
would have to wait for it anew with every stroke."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TryingFailed:
    """Why nothing came of it."""

    reason: str


class _Cancelled(Exception):  # noqa: N818 - nothing is wrong
    """It is not wanted any more."""


class _Trier(QObject):
    """A worker that tries once, as soon as it starts.

    Signals:
        reached: How far it is in the recording: a `Moment`.
        ended: What came of it: `Rehearsed`, `TryingFailed`, or None when it was not wanted any more.

    """

    reached = Signal(object)
    ended = Signal(object)

    def __init__(self, file: pathlib.Path, terms: Terms, cancelled: threading.Event) -> None:
        super().__init__()
        self._file = file
        self._terms = terms
        self._cancelled = cancelled
        self._told_s = self._rested_s = time.monotonic()

    def start(self) -> None:
        """Try, to the end of the recording."""
        try:
            outcome: Rehearsed | TryingFailed | None = rehearse(
                Playback((self._file,)), self._terms, self._on_reached
            )
        except RecordingError as error:
            outcome = TryingFailed(str(error))
        except _Cancelled:
            outcome = None
        self.ended.emit(outcome)

    def stop(self) -> None:
        """End."""

    def _on_reached(self, at: Moment) -> None:
        if self._cancelled.is_set():
            raise _Cancelled
        now_s = time.monotonic()
        if now_s - self._rested_s >= _BURST_S:
            time.sleep(_REST_S)
            self._rested_s = time.monotonic()
        if now_s - self._told_s >= _TELL_S:
            self._told_s = now_s
            self.reached.emit(at)


class Trying(QObject):
    """Tries rules on one recording at a time. Call `stop` in a ``finally``.

    Signals:
        reached: How far it is in the recording: a `Moment`.
        ended: What came of it: `Rehearsed`, `TryingFailed`, or None when it was cancelled.

    """

    reached = Signal(object)
    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self._thread = WorkerThread("trying")

    @property
    def is_busy(self) -> bool:
        """Whether it tries."""
        return self._thread.is_running

    def start(self, file: pathlib.Path, terms: Terms) -> None:
        """Begin, unless it tries already.

        Arguments:
            file: A recording.
            terms: The rules, and what they are tried with.

        """
        if self.is_busy:
            return
        self._cancelled = threading.Event()
        trier = _Trier(file, terms, self._cancelled)
        trier.reached.connect(self.reached)
        trier.ended.connect(self._on_ended)
        self._thread.start(trier)

    def cancel(self) -> None:
        """Try no longer; `ended` tells when that is so."""
        self._cancelled.set()

    def stop(self) -> bool:
        """Try no longer; tell whether the thread ended in time."""
        self.cancel()
        ended = self._thread.stop()
        if not ended:
            _log.warning("A recording does not answer.")
        return ended

    def _on_ended(self, outcome: object) -> None:
        if self.stop():
            self.ended.emit(outcome)
