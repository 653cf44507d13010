"""Composes the demonstration off screen, to find out whether the program works on this computer."""

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
from desktop.app.service import make_listening, make_recording, run_until_told
from desktop.live.listening import Listening
from desktop.live.run import Run
from desktop.publish.data_file import find_data_file
from desktop.settings import Settings, SettingsFile
from desktop.system.places import SETTINGS_FILE

PATIENCE_S: Final = 60.0
"""A computer on which the demonstration is not on the board after so long would be no joy to use."""
_LOOK_MS: Final = 100
_MANY_COLOURS: Final = 20


class TrialError(Exception):
    """Something does not work; the text says what was found."""


class Trial:
    """The demonstration off screen, in a folder of its own, until its agents are on the board.

    Arguments:
        folder: An empty one.

    """

    def __init__(self, folder: pathlib.Path) -> None:
        self._data_file = folder / "mitel_data.json"
        self._settings_file = SettingsFile(folder / SETTINGS_FILE)
        self._recording_file = folder / "stream.jsonl"
        self._records = 0
        self._colours = 0
        self._icon = 0
        self._code = 1

    def hear(self) -> str:
        """Run the program until it shows what it hears."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        run = Run(Settings(), self._settings_file, self._data_file, self._recording_file, demo=True)
        application = Application(["tallymate"])
        try:
            application.setStyle("Fusion")
            application.setQuitOnLastWindowClosed(False)
            listening = make_listening(run)
            recording = make_recording(run, listening)
            desk = Desk(application, run, listening, recording)
            watch = Watch(listening, desk.picture, application.exit)
            self._code = run_until_told(application, run, listening, recording, desk.open, desk.close)
            watch.stop()
            self._records, self._colours = watch.records, watch.colours
            self._icon = _colours(application.windowIcon().pixmap(64).toImage())
        finally:
            application.shutdown()
        if not self._records:
            message = f"no record came over the loopback line in {PATIENCE_S:g} s"
            raise TrialError(message)
        return f"{self._records} records over the loopback line"

    def board(self) -> str:
        """Look at what was painted."""
        found = f"{self._colours} colours in the board, {self._icon} in the icon"
        if self._colours < _MANY_COLOURS or self._icon < _MANY_COLOURS:
            raise TrialError(found)
        return found

    def data_file(self) -> str:
        """Read back what was written."""
        found = find_data_file(self._data_file)
        if found is None or found.fault is not None:
            raise TrialError("is not there" if found is None else found.fault or "")
        if self._code or not found.snapshot.agents:
            message = f"{len(found.snapshot.agents)} agents, exit code {self._code}"
            raise TrialError(message)
        return f"written and read back, {len(found.snapshot.agents)} agents"


class Watch(QObject):
    """Waits until records came and the board shows them.

    Arguments:
        listening: Where they come.
        picture: Gives what the board shows.
        end: Ends the event loop.

    Attributes:
        records: How many events came.
        colours: How many colours the board had at the last look.

    """

    def __init__(
        self, listening: Listening, picture: Callable[[], QImage], end: Callable[[], object]
    ) -> None:
        super().__init__()
        self._picture = picture
        self._end = end
        self._until = time.monotonic() + PATIENCE_S
        self.records = 0
        self.colours = 0
        listening.heard.connect(self._on_heard)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start(_LOOK_MS)

    def stop(self) -> None:
        """Look no more."""
        self._tick.stop()

    def _on_heard(self, heard: Batch) -> None:
        self.records += len(heard.events)

    def _on_tick(self) -> None:
        self.colours = _colours(self._picture())
        if (self.records and self.colours >= _MANY_COLOURS) or time.monotonic() > self._until:
            self._end()


def _colours(image: QImage) -> int:
    """Count colours, up to as many as an empty window never has."""
    found: set[int] = set()
    for y in range(0, image.height(), 2):
        found.update(image.pixel(x, y) for x in range(0, image.width(), 2))
        if len(found) > 10 * _MANY_COLOURS:
            break
    return len(found)
