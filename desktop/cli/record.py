"""The command ``record``: the stream is recorded without a board until the program is told to end."""

import pathlib
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer

from desktop.acd.connection import Lines
from desktop.feed.worker import Line
from desktop.live.line_feed import LineFeed
from desktop.live.recording import Recording
from desktop.recording.recorder import RecordingState, check_recordable
from desktop.recording.rolling import Limits
from desktop.system import clock
from desktop.system.exit_signals import ExitSignals

REPORT_MS: Final = 60_000
"""How often the command reports its progress."""


def run_record(lines: Sequence[Line], path: pathlib.Path, limits: Limits, say: Callable[[str], None]) -> int:
    """Keep the stream until told to end; give the exit code.

    Raises:
        RecordingError: It can't be kept there.

    """
    check_recordable(path)
    application = QCoreApplication(["tallymate"])
    recording = Recording(path, limits, clock.now)
    feeds = [LineFeed(line, clock.now) for line in lines]
    report = QTimer()
    report.timeout.connect(lambda: say(_describe(recording.state)))
    for feed in feeds:
        feed.heard.connect(recording.on_heard)
        feed.connection_changed.connect(recording.on_connection_changed)
        feed.dropped.connect(recording.on_dropped)
    with ExitSignals(application.exit):
        try:
            recording.start(Lines(tuple(feed.connection for feed in feeds)))
            for feed in feeds:
                feed.start()
            report.start(REPORT_MS)
            return application.exec()
        finally:
            report.stop()
            for feed in feeds:
                feed.stop()
            recording.stop()
            say(_describe(recording.last_state))


def _describe(state: RecordingState | None) -> str:
    if state is None:
        return "Nothing is recorded yet."
    lost = f", {state.dropped_bytes} bytes could not be written" if state.dropped_bytes else ""
    fault = f" ({state.fault})" if state.fault is not None else ""
    return f"{state.bytes_written} bytes of the stream are kept in {state.path}{lost}{fault}."
