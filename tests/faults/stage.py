"""The stage of a fault: the joined program, a clock that can be set, a heartbeat."""

import pathlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.acd.moment import Moment
from desktop.recording.entries import DamagedLine, Entry, read_entries
from desktop.system import clock
from tests.faults.joined import JoinedProgram
from tests.faults.phone_system import PhoneSystem

PATIENCE_S: Final = 20.0
BEAT_MS: Final = 5
_LOOK_MS: Final = 10
_SETTLED_MS: Final = 300


class ImpossibleFaultError(Exception):
    """This fault can't be made here; the text says why."""


class ShiftedClock:
    """This computer's clocks, with the changes made to them."""

    def __init__(self) -> None:
        self._steady_s = 0.0
        self._wall_s = 0.0
        self._held: Moment | None = None

    def __call__(self) -> Moment:
        now = self._held or clock.now()
        return Moment(now.steady_s + self._steady_s, now.wall_s + self._wall_s)

    def hold(self) -> None:
        """Stop the clocks, so that only deliberate changes show."""
        self._held = clock.now()

    def set_by(self, seconds: float) -> None:
        """Set the wall clock."""
        self._wall_s += seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass that Qt's timers do not count, like a computer's sleep."""
        self._steady_s += seconds
        self._wall_s += seconds


class Heartbeat(QObject):
    """Measures the longest time for which this thread's event loop was blocked."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s = 0.0
        self._last_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        self._last_s = time.perf_counter()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        if self._timer.isActive():
            self._on_beat()
            self._timer.stop()

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        self.longest_s = max(self.longest_s, now_s - self._last_s - BEAT_MS / 1000)
        self._last_s = now_s


class Stage:
    """The stage of one fault.

    Arguments:
        application: Qt's.
        folder: An empty folder for its files.
        patches: Sets attributes; undone by their owner.
        retry_s: The wait before a retry in a play of a thousand losses.

    Attributes:
        clock: The program's clock.
        heartbeat: Beats from the program's start on.
        on_end: What to undo at the end, the last first.

    """

    def __init__(
        self, application: QApplication, folder: pathlib.Path, patches: pytest.MonkeyPatch, retry_s: float
    ) -> None:
        self.folder = folder
        self.retry_s = retry_s
        self.clock = ShiftedClock()
        self.heartbeat = Heartbeat()
        self.on_end = ExitStack()
        self._application = application
        self._patches = patches

    def patch(self, what: str, by: object) -> None:
        """Replace a waiting time of the program with one that a test can wait for."""
        self._patches.setattr(what, by)

    def set_time_zone(self, name: str) -> None:
        """Set the time zone."""
        self._patches.setenv("TZ", name)
        time.tzset()

    def start(self, folder: pathlib.Path | None = None, **settings: object) -> JoinedProgram:
        """Start the program, with its files in the folder; from then on it has to answer."""
        program = JoinedProgram(self._application, folder or self.folder, self.clock, **settings)
        self.on_end.callback(_take_away, program)
        program.start()
        self.run(_SETTLED_MS)
        self.heartbeat.start()
        self.on_end.callback(self.heartbeat.stop)
        return program

    def phone_system(self) -> PhoneSystem:
        """Return a phone system controlled by the play."""
        system = PhoneSystem()
        system.listen()

        def close() -> None:
            system.close()
            self.wait_until(lambda: not system.clients, "the phone system's clients are gone")
            system.deleteLater()

        self.on_end.callback(close)
        return system

    def run(self, duration_ms: int) -> None:
        """Run the event loop."""
        loop = QEventLoop()
        QTimer.singleShot(duration_ms, loop.quit)
        loop.exec()

    def wait_until(self, condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Run the event loop until a condition holds."""
        loop = QEventLoop()
        look = QTimer(loop)
        end_s = time.monotonic() + patience_s
        look.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end_s else None)
        look.start(_LOOK_MS)
        if not condition():
            loop.exec()
        look.stop()
        assert condition(), f"it did not come to be in {patience_s:g} s: {what}"


@dataclass(frozen=True)
class Fault:
    """A fault, its required outcome, and the play that shows it.

    Attributes:
        name: What is wrong.
        outcome: What the program must do.
        play: Makes the fault and asserts the outcome.

    """

    name: str
    outcome: str
    play: Callable[[Stage], None]


@contextmanager
def a_stage(application: QApplication, folder: pathlib.Path, retry_s: float = 0.001) -> Iterator[Stage]:
    """Set up a stage, and clear it afterwards."""
    with pytest.MonkeyPatch.context() as patches:
        stage = Stage(application, folder, patches, retry_s)
        with stage.on_end:
            yield stage
    if sys.platform != "win32":
        time.tzset()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def recorded_entries(program: JoinedProgram) -> list[Entry | DamagedLine]:
    """Return the recording's entries, the oldest file first."""
    entries: list[Entry | DamagedLine] = []
    for piece in sorted(program.recording_file.parent.iterdir()):
        with piece.open("rb") as file:
            entries += read_entries(file)
    return entries


def _take_away(program: JoinedProgram) -> None:
    program.stop()
