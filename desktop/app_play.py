"""Composes phone systems inside the program: a simulated one to show it, or those of a recording."""

import datetime as dt
import logging
import pathlib
from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.feed.playback import Playback
from desktop.feed.replay import ReplayServer, ReplayStage
from desktop.listening import Listening, lines_to
from desktop.settings import Settings
from desktop.simulator.floor import Plan
from desktop.simulator.server import SimulatorServer, Stage
from desktop.system import clock
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


class Playing(QObject):
    """Phone systems on threads of their own, on free ports of this computer alone, and the lines to them.

    Arguments:
        listening: What is to listen to them.
        settings: How patiently.
        servers: The phone systems.

    """

    def __init__(
        self, listening: Listening, settings: Settings, servers: Sequence[SimulatorServer | ReplayServer]
    ) -> None:
        super().__init__()
        self._listening = listening
        self._settings = settings
        self._ports: list[int] = []
        for server in servers:
            server.listening.connect(self._on_listening)
            server.failed.connect(self._on_failed)
        self._threads = [WorkerThread(server, "demonstration") for server in servers]

    def start(self) -> None:
        """Let them begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> bool:
        """End them; tell whether every thread ended in time."""
        return all([thread.stop() for thread in self._threads])  # noqa: C419 - each is to be stopped

    def _on_listening(self, port: int) -> None:
        self._ports.append(port)
        if len(self._ports) == len(self._threads):
            places = [("127.0.0.1", port) for port in sorted(self._ports)]
            self._listening.listen_to(lines_to(places, self._settings))

    def _on_failed(self, reason: str) -> None:
        _log.error("No port of this computer can be listened on: %s", reason)


def demonstration(listening: Listening, settings: Settings) -> Playing:
    """Give a simulated phone system whose shift begins now."""
    stage = Stage(dt.datetime.now().astimezone())
    return Playing(listening, settings, [SimulatorServer(Plan(), stage, clock.now)])


def replaying(path: pathlib.Path, speed: float, listening: Listening, settings: Settings) -> Playing:
    """Give the phone systems of a recording.

    Raises:
        RecordingError: There is nothing in it that can be replayed.

    """
    playback = Playback([path])
    stage = ReplayStage(speed=speed)
    servers = [
        ReplayServer(playback, recorded.source, stage, clock.now) for recorded in playback.survey().recorded
    ]
    return Playing(listening, settings, servers)
