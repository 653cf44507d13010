"""The demonstration off screen, which shows whether the program works on this computer."""

import os
import pathlib
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from desktop.acd.batch import Batch
from desktop.app.desk import Desk
from desktop.app.screen import Application
from desktop.app.service import make_live_floor, make_recording, run_until_told
from desktop.live.run import Run
from desktop.publish.data_file import find_data_file
from desktop.settings import Settings, SettingsFile
from desktop.system.places import SETTINGS_FILE

PATIENCE_S: Final = 60.0
"""How long to wait for the board; a slower computer is too slow for the program."""
_POLL_MS: Final = 100
_MANY_COLOURS: Final = 20


class DemonstrationError(Exception):
    """The program does not work; the text says why."""


class Demonstration(QObject):
    """The whole program with the demonstration, run off screen until its agents are on the board.

    Arguments:
        folder: An empty folder for its files.

    """

    def __init__(self, folder: pathlib.Path) -> None:
        super().__init__()
        self._folder = folder
        self._data_file = folder / "mitel_data.json"
        self._records = 0
        self._colours = 0
        self._icon_colours = 0
        self._code = 1

    def run(self) -> str:
        """Run the program until the board shows what was received; return a description of that."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        settings_file = SettingsFile(self._folder / SETTINGS_FILE)
        run = Run(Settings(), settings_file, self._data_file, self._folder / "stream.jsonl", demo=True)
        application = Application(["tallymate"])
        try:
            application.setStyle("Fusion")
            application.setQuitOnLastWindowClosed(False)
            live_floor = make_live_floor(run)
            recording = make_recording(run, live_floor)
            desk = Desk(application, run, live_floor, recording)
            live_floor.heard.connect(self._on_heard)
            deadline = time.monotonic() + PATIENCE_S
            poll = QTimer()
            poll.timeout.connect(lambda: self._look_at(desk.picture(), deadline, application.exit))
            poll.start(_POLL_MS)
            self._code = run_until_told(application, run, live_floor, recording, desk.open, desk.close)
            poll.stop()
            self._icon_colours = _count_colours(application.windowIcon().pixmap(64).toImage())
        finally:
            application.shutdown()
        if not self._records:
            message = f"no record came over the loopback connection in {PATIENCE_S:g} s"
            raise DemonstrationError(message)
        return f"{self._records} records over the loopback connection"

    def check_board(self) -> str:
        """Check the painted board and the icon; return a description."""
        found = f"{self._colours} colours on the board, {self._icon_colours} in the icon"
        if self._colours < _MANY_COLOURS or self._icon_colours < _MANY_COLOURS:
            raise DemonstrationError(found)
        return found

    def check_data_file(self) -> str:
        """Check the data file; return a description."""
        found = find_data_file(self._data_file)
        if found is None or found.fault is not None:
            raise DemonstrationError("is not there" if found is None else found.fault or "")
        if self._code or not found.snapshot.agents:
            message = f"{len(found.snapshot.agents)} agents, exit code {self._code}"
            raise DemonstrationError(message)
        return f"written and read back, {len(found.snapshot.agents)} agents"

    def _on_heard(self, batch: Batch) -> None:
        self._records += len(batch.events)

    def _look_at(self, board: QImage, deadline: float, end: Callable[[], object]) -> None:
        """End the event loop once records came and the board shows them, or at the deadline."""
        self._colours = _count_colours(board)
        if (self._records and self._colours >= _MANY_COLOURS) or time.monotonic() > deadline:
            end()


def _count_colours(image: QImage) -> int:
    """Count the colours of an image, up to more than an empty window has."""
    found: set[int] = set()
    for y in range(0, image.height(), 2):
        found.update(image.pixel(x, y) for x in range(0, image.width(), 2))
        if len(found) > 10 * _MANY_COLOURS:
            break
    return len(found)
