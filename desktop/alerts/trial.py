"""A trial of rules on a recording, while the windows stay responsive."""

import logging
import pathlib
import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.acd.moment import Moment
from desktop.recording.entries import RecordingError
from desktop.recording.playback import Playback
from desktop.recording.rehearsal import RehearsalResult, TrialConditions, rehearse
from desktop.system.worker_thread import WorkerThread

_REPORT_S: Final = 0.2
_BURST_S: Final = 0.002
_REST_S: Final = 0.004
"""The pause after each burst. Python runs one thread at a time, so a window that paints would otherwise wait
for this one at every stroke."""

_log = logging.getLogger(__name__)


class _Cancelled(Exception):  # noqa: N818 - no error
    """The user cancelled the trial."""


class RuleTrial(QObject):
    """Tries rules on one recording at a time. Call `stop` in a ``finally``.

    Signals:
        reached: The position in the recording: a `Moment`.
        ended: A `RehearsalResult`, or what is wrong with the recording as text, blank if the trial was
            cancelled. The owner then calls `stop`, and may start another trial.

    """

    reached = Signal(object)
    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self._thread = WorkerThread("trial")

    @property
    def is_busy(self) -> bool:
        """Whether a trial is running."""
        return self._thread.is_running

    def start(self, file: pathlib.Path, terms: TrialConditions) -> None:
        """Begin, unless a trial is running.

        Arguments:
            file: A recording.
            terms: The rules and the conditions of the trial.

        """
        if not self.is_busy:
            self._cancelled.clear()
            self._thread.start()
            self._thread.call(self._run, file, terms)

    def cancel(self) -> None:
        """Cancel the trial; `ended` follows."""
        self._cancelled.set()

    def stop(self) -> bool:
        """Cancel the trial and wait; return whether the thread ended in time."""
        self.cancel()
        ended = self._thread.stop()
        if not ended:
            _log.warning("The trial of rules on a recording did not end in time")
        return ended

    def _run(self, file: pathlib.Path, terms: TrialConditions) -> None:
        """Try the rules; called in the thread."""
        result: RehearsalResult | str = ""
        reported_s = rested_s = time.monotonic()

        def watch(at: Moment) -> None:
            nonlocal reported_s, rested_s
            if self._cancelled.is_set():
                raise _Cancelled
            now_s = time.monotonic()
            if now_s - rested_s >= _BURST_S:
                time.sleep(_REST_S)
                rested_s = time.monotonic()
            if now_s - reported_s >= _REPORT_S:
                reported_s = now_s
                self.reached.emit(at)

        try:
            result = rehearse(Playback((file,)), terms, watch)
        except RecordingError as error:
            result = str(error)
        except _Cancelled:
            pass
        self.ended.emit(result)
