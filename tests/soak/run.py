"""The soak itself: phone system and program side by side, examined after the first hour and each day."""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.system.exit_signals import exit_signals
from tests.soak.process import Resources, held
from tests.soak.program import SoakedProgram
from tests.soak.shared import Shared
from tests.soak.times import DAY_HOURS, HOUR_S

ROOT: Final = pathlib.Path(__file__).resolve().parents[2]
LOOK_MS: Final = 5
SETTLE_MS: Final = 500
"""Longer than the program's pauses between writes and between paints."""
PATIENCE_MS: Final = 60_000


class SoakError(Exception):
    """The soak could not finish."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The extent of a soak.

    Attributes:
        hours: Hours of the simulated floor; the line is lost and reconnected after each.
        agents: Agents on the floor.
        seed: The same seed gives the same floor.

    """

    hours: int
    agents: int = 60
    seed: int = 1

    @property
    def last(self) -> int:
        """The last hour, counted from 1; only its beginning is played."""
        return self.hours + 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a soak.

    Attributes:
        file: The final data file.
        shown: The tiles at the end, while the line was up.
        calculated: The result expected from the bytes that were sent.
        program: The program, with what arrived and was recorded.
        first_hour: What the process held after the first hour, with the line up.
        last_hour: The same at the end.
        before_start: What the process held before the program was made.
        after_stop: What it held after the program was deleted.

    """

    file: dict[str, Any]
    shown: dict[str, list[object]]
    calculated: dict[str, Any]
    program: SoakedProgram
    first_hour: Resources
    last_hour: Resources
    before_start: Resources
    after_stop: Resources


def soak(application: QApplication, plan: Plan, say: Callable[[str], None]) -> Outcome:
    """Run a soak.

    Arguments:
        application: Qt's.
        plan: Its extent.
        say: Gets lines on the progress.

    Raises:
        SoakError: It made no progress, or the phone system failed.

    """
    with (
        tempfile.TemporaryDirectory(prefix="tallymate-soak-") as name,
        contextlib.closing(Shared(pathlib.Path(name) / "shared")) as shared,
        _phone_system(plan, pathlib.Path(name) / "shared") as (process, port),
    ):
        before_start = held()
        program = SoakedProgram(application, pathlib.Path(name), port, shared)
        watch = Watch(plan, shared, program, say)
        try:
            with program.running():
                watch.until_over()
        finally:
            program.let_go()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if watch.first_hour is None or watch.last_hour is None:
            message = f"{watch.fault} in hour {shared.hours_over + 1}, at {program.counts.bytes} bytes heard"
            raise SoakError(message)
        after_stop = held()
        shared.hours_over = plan.last
        calculated, _ = process.communicate(timeout=PATIENCE_MS / 1000)
        return Outcome(
            json.loads(program.data_file.read_bytes()),
            watch.shown,
            json.loads(calculated),
            program,
            watch.first_hour,
            watch.last_hour,
            before_start,
            after_stop,
        )


@contextlib.contextmanager
def _phone_system(plan: Plan, shared: pathlib.Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Run the phone system; return it and its port."""
    what = {"--hours": plan.hours, "--agents": plan.agents, "--seed": plan.seed, "--shared": shared}
    options = [str(word) for pair in what.items() for word in pair]
    command = [sys.executable, "-m", "tests.soak.phone_system", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline() if process.stdout is not None else ""
            if not port:
                message = "the phone system did not start"
                raise SoakError(message)
            yield process, int(port)
        finally:
            process.kill()


class Watch(QObject):
    """Follows the phone system's progress, and examines this process from time to time.

    Arguments:
        plan: The extent of the soak.
        shared: The progress of both processes.
        program: The program to watch.
        say: Gets lines on the progress.

    Attributes:
        first_hour: What this process held after the first hour.
        last_hour: What it held at the end.
        shown: The tiles at the end.
        fault: Why it did not finish.

    """

    def __init__(
        self, plan: Plan, shared: Shared, program: SoakedProgram, say: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.first_hour: Resources | None = None
        self.last_hour: Resources | None = None
        self.shown: dict[str, list[object]] = {}
        self.fault = ""
        self._plan = plan
        self._shared = shared
        self._program = program
        self._say = say
        self._began_s = time.monotonic()
        self._heard_bytes = 0
        self._loop = QEventLoop()
        self._look = QTimer(self)
        self._look.timeout.connect(self._on_look)
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self._on_settled)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(lambda: self._give_up("nothing more came"))

    def until_over(self) -> None:
        """Run the event loop until the last hour was received, or nothing more arrives."""
        self._patience.start(PATIENCE_MS)
        self._look.start(LOOK_MS)
        with exit_signals(lambda: self._give_up("it was told to end")):
            self._loop.exec()
        for timer in (self._look, self._settling, self._patience):
            timer.stop()

    def _give_up(self, fault: str) -> None:
        self.fault = fault
        self._loop.quit()

    def _on_look(self) -> None:
        if self._program.counts.bytes != self._heard_bytes:
            self._heard_bytes = self._program.counts.bytes
            self._patience.start(PATIENCE_MS)
        hour = self._shared.hours_sent
        if hour == self._shared.hours_over:
            return
        if hour in {1, self._plan.last} or hour % DAY_HOURS == 0:
            self._look.stop()
            self._settling.start(SETTLE_MS)
        else:
            self._shared.hours_over = hour

    def _on_settled(self) -> None:
        hour = self._shared.hours_sent
        here = held()
        self.first_hour = self.first_hour or here
        self._say(
            f"after {self._shared.simulated_s / HOUR_S:.0f} h: {here.memory_bytes / 1e6:.1f} MB,"
            f" {len(here.threads)} threads, {len(here.descriptors)} descriptors, {here.objects} objects,"
            f" {self._program.counts.records} records, {time.monotonic() - self._began_s:.0f} s"
        )
        if hour == self._plan.last:
            self.last_hour = here
            self.shown = self._program.shown
            self._loop.quit()
        else:
            self._shared.hours_over = hour
            self._look.start(LOOK_MS)
