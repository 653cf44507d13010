"""Phone systems inside the program: a simulated one for a demonstration, or those of a recording."""

import datetime as dt
import logging
import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop.live.floor import LiveFloor
from desktop.live.run import lines_to
from desktop.settings import Settings
from desktop.system import clock
from desktop.system.worker_thread import WorkerThread

if TYPE_CHECKING:
    from desktop.recording.replay import ReplayServer
    from desktop.simulator.server import SimulatorServer

_SIMULATED: Final = "a simulated phone system"

_log = logging.getLogger(__name__)


class _PlayedSystem(QObject):
    """One phone system on a thread of its own, on a free port of this computer alone."""

    ready = Signal()

    def __init__(self, name: str, server: "SimulatorServer | ReplayServer") -> None:
        super().__init__()
        self.name = name
        self.port = 0
        self.worker_thread = WorkerThread("played system")
        self.server = server
        server.listening.connect(self._on_listening)
        server.failed.connect(self._on_failed)

    def _on_listening(self, port: int) -> None:
        self.port = port
        self.ready.emit()

    def _on_failed(self, reason: str) -> None:
        _log.error("Cannot listen on any local port: %s", reason)


class PlayedSystems(QObject):
    """Phone systems inside the program, and the lines to them.

    Arguments:
        live_floor: Listens to them.
        settings: The settings with the timeouts of the lines.
        servers: The phone systems by their names, in the order in which they are shown.

    """

    def __init__(
        self,
        live_floor: LiveFloor,
        settings: Settings,
        servers: Mapping[str, "SimulatorServer | ReplayServer"],
    ) -> None:
        super().__init__()
        self._live_floor = live_floor
        self._settings = settings
        self._played = [_PlayedSystem(name, server) for name, server in servers.items()]
        for played in self._played:
            played.ready.connect(self._on_ready)

    def start(self) -> None:
        """Start the phone systems."""
        for played in self._played:
            played.worker_thread.start(played.server)

    def stop(self) -> bool:
        """Stop them; return whether every thread ended in time."""
        return all([played.worker_thread.stop() for played in self._played])  # noqa: C419 - stop each

    def _on_ready(self) -> None:
        if all(played.port for played in self._played):
            lines = lines_to([("127.0.0.1", played.port) for played in self._played], self._settings)
            named = zip(lines, self._played, strict=True)
            self._live_floor.listen_to(tuple(replace(line, name=played.name) for line, played in named))


def simulated_systems(live_floor: LiveFloor, settings: Settings) -> PlayedSystems:
    """Return a simulated phone system in mid-shift, with its events so far already on the floor."""
    from desktop.simulator.floor import events_so_far
    from desktop.simulator.plan import DEMO_ELAPSED_S, Plan, Stage
    from desktop.simulator.server import SimulatorServer

    start = dt.datetime.now().astimezone() - dt.timedelta(seconds=DEMO_ELAPSED_S)
    live_floor.apply_earlier(events_so_far(Plan(), start, DEMO_ELAPSED_S, clock.now()), _SIMULATED)
    stage = Stage(start, elapsed_s=DEMO_ELAPSED_S)
    return PlayedSystems(live_floor, settings, {_SIMULATED: SimulatorServer(Plan(), stage, clock.now)})


def recorded_systems(
    paths: Sequence[pathlib.Path], speed: float, live_floor: LiveFloor, settings: Settings
) -> PlayedSystems:
    """Return the phone systems of recordings.

    Raises:
        RecordingError: There is nothing in them that can be replayed.

    """
    from desktop.recording.playback import Playback, describe_losses
    from desktop.recording.replay import ReplayServer, ReplayStage

    playback = Playback(paths)
    stage = ReplayStage(speed=speed)
    survey = playback.survey()
    for line in describe_losses(survey.damaged, survey.dropped):
        _log.warning("%s", line)
    names = [recorded.source for recorded in survey.recorded]
    return PlayedSystems(
        live_floor, settings, {name: ReplayServer(playback, name, stage, clock.now) for name in names}
    )
