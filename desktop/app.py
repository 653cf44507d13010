"""The composition root: the program without a screen, and its commands."""

import datetime as dt
import logging
import os
import pathlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop.acd.heard import Heard
from desktop.acd.wording import describe_event
from desktop.feed.check import ConnectionCheck
from desktop.feed.worker import Line
from desktop.listening import Listening
from desktop.settings import Settings, SettingsFile, read_places
from desktop.simulator.floor import Plan
from desktop.simulator.server import SimulatorServer, Stage
from desktop.system import clock
from desktop.system.exit_signals import ExitSignals
from desktop.system.worker_thread import WorkerThread

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program is to do.

    Attributes:
        settings: The settings with the options of this run over them.
        settings_file: Where they are kept, without those options.
        data_file: Where mitel_data.json is kept.
        demo: Whether to listen to a simulated phone system.
        screen_is_option: Whether the screen was chosen for this run alone.

    """

    settings: Settings
    settings_file: SettingsFile
    data_file: pathlib.Path
    demo: bool = False
    screen_is_option: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The phone systems to listen to."""
        if self.demo:
            return ()
        settings = self.settings
        return lines_to(read_places(settings.host, settings.port), settings)


def lines_to(places: Iterable[tuple[str, int]], settings: Settings) -> tuple[Line, ...]:
    """Give lines to these hosts and ports, as patient as the settings say."""
    return tuple(
        Line(host, port, settings.silent_after_s, settings.reconnect_after_s) for host, port in places
    )


class Console(QObject):
    """Says each event in plain words as it happens."""

    def on_heard(self, heard: Heard) -> None:
        """Say what happened; refresh reports tell nothing."""
        for event in heard.events:
            words = describe_event(event)
            if words is not None:
                _log.info("%s", words)


class Demonstration:
    """A simulated phone system on a thread of its own, and a line to it."""

    def __init__(self, listening: Listening, settings: Settings) -> None:
        start = dt.datetime.now().astimezone()
        self._server = SimulatorServer(Plan(), Stage(start), clock.now)
        self._thread = WorkerThread(self._server, "demonstration")
        self._joint = _DemonstrationJoint(listening, settings)
        self._server.listening.connect(self._joint.on_listening)
        self._server.failed.connect(self._joint.on_failed)

    def start(self) -> None:
        """Begin the shift."""
        self._thread.start()

    def stop(self) -> bool:
        """End it."""
        return self._thread.stop()


class _DemonstrationJoint(QObject):
    def __init__(self, listening: Listening, settings: Settings) -> None:
        super().__init__()
        self._listening = listening
        self._settings = settings

    def on_listening(self, port: int) -> None:
        self._listening.listen_to(lines_to([("127.0.0.1", port)], self._settings))

    def on_failed(self, reason: str) -> None:
        _log.error("The demonstration can't start: %s", reason)


def run_headless(run: Run) -> int:
    """Listen without a screen until told to end; give the exit code."""
    application = QCoreApplication(["tallymate"])
    listening = Listening(run.lines, run.data_file)
    console = Console()
    listening.heard.connect(console.on_heard)
    return run_until_told(application, run, listening)


def run_until_told(
    application: QCoreApplication, run: Run, listening: Listening, close: Callable[[], None] = lambda: None
) -> int:
    """Run the event loop between the start and the stop of everything; give the exit code.

    Arguments:
        application: Qt's.
        run: What this run is to do.
        listening: What is started and stopped.
        close: Takes from the screen what stands there.

    """
    _log.info("Data file: %s", run.data_file)
    demonstration = Demonstration(listening, run.settings) if run.demo else None
    ended = True
    # Not quit(): that asks the windows first, and a board's window stays while there is a tray.
    with ExitSignals(application.exit):
        try:
            listening.start()
            if demonstration is not None:
                demonstration.start()
            code = application.exec()
        finally:
            close()
            ended = listening.stop()
            if demonstration is not None:
                ended = demonstration.stop() and ended
    if not ended:
        # A thread may hang in a share that answers no more; Qt would abort the process over it.
        _log.error("The data file's folder or the network does not answer; ending without it.")
        logging.shutdown()
        os._exit(1)
    return code


def run_check(line: Line, seconds: float, say: Callable[[str], None]) -> int:
    """Try a phone system out; give exit code 0 if real records came, else 1."""
    application = QCoreApplication(["tallymate"])
    check = ConnectionCheck(line.host, line.port, seconds, clock.now)
    check.said.connect(say)
    check.ended.connect(lambda came: application.exit(0 if came else 1))
    with ExitSignals(lambda: application.exit(1)):
        try:
            check.start()
            return application.exec()
        finally:
            check.stop()


def run_simulator(plan: Plan, stage: Stage, say: Callable[[str], None]) -> int:
    """Be a phone system until told to end; give the exit code."""
    application = QCoreApplication(["tallymate"])
    server = SimulatorServer(plan, stage, clock.now)
    failures: list[str] = []
    server.failed.connect(failures.append)
    server.listening.connect(
        lambda port: say(
            f"Simulated phone system on {stage.address}:{port}: {plan.agents} agents, {plan.groups} groups,"
            f" {plan.paths} paths. The shift begins when the first client connects."
        )
    )
    with ExitSignals(application.exit):
        try:
            server.start()
            if failures:
                say(f"tallymate: error: can't listen on {stage.address}:{stage.port}: {failures[0]}")
                return 2
            return application.exec()
        finally:
            server.stop()
