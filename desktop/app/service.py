"""The program without a screen, and the start and stop that both programs share."""

import logging
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop.acd.batch import Batch
from desktop.acd.moment import Moment
from desktop.acd.wording import describe_event
from desktop.live.floor import LiveFloor
from desktop.live.run import Run
from desktop.system import clock
from desktop.system.exit_signals import exit_signals
from desktop.system.log_file import EVENTS
from desktop.system.one_instance import OneInstance

if TYPE_CHECKING:
    from desktop.app.played_systems import PlayedSystems
    from desktop.live.recording import Recording

_log = logging.getLogger(__name__)
_events = logging.getLogger(EVENTS)


class EventLog(QObject):
    """Logs each event in plain words as it happens."""

    def on_heard(self, heard: Batch) -> None:
        """Log the events of a read, except refresh reports."""
        for event in heard.events:
            words = describe_event(event)
            if words is not None:
                _events.info("%s", words)


def run_headless(run: Run, instance: OneInstance) -> int:
    """Listen without a screen until told to end; return the exit code."""
    application = QCoreApplication(["tallymate"])
    instance.quit_asked.connect(application.quit)
    instance.listen(has_window=False)
    live_floor = make_live_floor(run)
    event_log = EventLog()
    if _events.isEnabledFor(logging.INFO):
        live_floor.heard.connect(event_log.on_heard)
    # Without a screen nobody can switch it on later.
    recording = make_recording(run, live_floor) if run.settings.record else None
    if run.detail_file is None or run.directory_file is None:
        return run_until_told(application, run, live_floor, recording)
    from desktop.live.directory import WatchedDirectory

    directory = WatchedDirectory(run.directory_file)
    directory.directory_changed.connect(live_floor.take_names)
    return run_until_told(application, run, live_floor, recording, directory.start, directory.stop)


def make_live_floor(run: Run, now: Callable[[], Moment] = clock.now) -> LiveFloor:
    """Return the live floor of this run."""
    return LiveFloor(run.lines, run.data_file, now, run.detail_file, is_restored=not run.is_play)


def make_recording(run: Run, live_floor: LiveFloor, now: Callable[[], Moment] = clock.now) -> "Recording":
    """Return the recording, which can be switched on and off."""
    from desktop.live.recording import Recording

    return Recording(live_floor, run.recording_file, run.recording_limits, now)


def run_until_told(
    application: QCoreApplication,
    run: Run,
    live_floor: LiveFloor,
    recording: "Recording | None",
    show: Callable[[], None] = lambda: None,
    close: Callable[[], bool] = lambda: True,
) -> int:
    """Run the event loop between the start and the stop of everything; return the exit code.

    Arguments:
        application: The Qt application.
        run: This run of the program.
        live_floor: The lines and the files; started and stopped.
        recording: Started if the settings say so, and stopped; None without a screen if they do not.
        show: Shows the windows.
        close: Closes them; returns whether every thread ended in time.

    Raises:
        RecordingError: The recording holds nothing to replay.

    """
    for publication in live_floor.files.all:
        _log.info("%s: %s", publication.name.capitalize(), publication.path)
    # Before any window is shown: reading a long recording takes a while, and windows would not respond.
    played_systems = _make_played_systems(run, live_floor)
    ended = True
    # Not quit(): it asks the windows first, and a board refuses to close while there is a tray.
    with exit_signals(application.exit):
        try:
            show()
            if recording is not None and played_systems is None and run.settings.record:
                # Before the lines start, so that what they bring at once is recorded too.
                recording.start()
            live_floor.start()
            if played_systems is not None:
                played_systems.start()
            code = application.exec()
        finally:
            ended = close()
            ended = live_floor.stop() and ended
            if recording is not None:
                ended = recording.stop() and ended
            if played_systems is not None:
                ended = played_systems.stop() and ended
    if not ended:
        # A thread may hang in a network share; Qt would abort the process because of it.
        _log.error("The data file's folder or the network does not respond; ending without it.")
        logging.shutdown()
        os._exit(1)
    return code


def _make_played_systems(run: Run, live_floor: LiveFloor) -> "PlayedSystems | None":
    if not run.is_play:
        return None
    from desktop.app.played_systems import recorded_systems, simulated_systems

    if run.replay:
        return recorded_systems(run.replay, run.speed, live_floor, run.settings)
    return simulated_systems(live_floor, run.settings)
