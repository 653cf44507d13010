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
from desktop.app.service import make_listening, make_recording, run_until_told
from desktop.live.listening import Listening
from desktop.live.run import Run
from desktop.publish.data_file import find_data_file
from desktop.settings import Settings, SettingsFile
from desktop.system.places import SETTINGS_FILE

PATIENCE_S: Final = 60.0
"""How long to wait for the board; a slower computer is too slow for the program."""
_POLL_MS: Final = 100
_MANY_COLOURS: Final = 20


class DemonstrationError(Exception):
    """The program does not work; the text says what was found."""


class Demonstration:
    """The whole program with the demonstration, run off screen until its agents are on the board.

    Arguments:
        folder: An empty folder for its files.

    """

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder
        self._data_file = folder / "mitel_data.json"
        self._colours = 0
        self._icon_colours = 0
        self._code = 1

    def run(self) -> str:
        """Run the program until it shows what it receives; return what was received."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        settings_file = SettingsFile(self._folder / SETTINGS_FILE)
        run = Run(Settings(), settings_file, self._data_file, self._folder / "stream.jsonl", demo=True)
        application = Application(["tallymate"])
        try:
            application.setStyle("Fusion")
            application.setQuitOnLastWindowClosed(False)
            listening = make_listening(run)
            recording = make_recording(run, listening)
            desk = Desk(application, run, listening, recording)
            watch = _BoardWatch(listening, desk.picture, application.exit)
            self._code = run_until_told(application, run, listening, recording, desk.open, desk.close)
            watch.stop()
            self._colours = watch.colours
            self._icon_colours = _count_colours(application.windowIcon().pixmap(64).toImage())
        finally:
            application.shutdown()
        if not watch.records:
            message = f"no record came over the loopback connection in {PATIENCE_S:g} s"
            raise DemonstrationError(message)
        return f"{watch.records} records over the loopback connection"

    def check_board(self) -> str:
        """Check what was painted; return it in words."""
        found = f"{self._colours} colours on the board, {self._icon_colours} in the icon"
        if self._colours < _MANY_COLOURS or self._icon_colours < _MANY_COLOURS:
            raise DemonstrationError(found)
        return found

    def check_data_file(self) -> str:
        """Check what was written; return it in words."""
        found = find_data_file(self._data_file)
        if found is None or found.fault is not None:
            raise DemonstrationError("is not there" if found is None else found.fault or "")
        if self._code or not found.snapshot.agents:
            message = f"{len(found.snapshot.agents)} agents, exit code {self._code}"
            raise DemonstrationError(message)
        return f"written and read back, {len(found.snapshot.agents)} agents"


class _BoardWatch(QObject):
    """Waits until records came and the board shows them, then ends the event loop.

    Arguments:
        listening: Where the records come from.
        picture: Returns what the board shows.
        end: Ends the event loop.

    Attributes:
        records: Number of events so far.
        colours: Number of colours on the board when it was last looked at.

    """

    def __init__(
        self, listening: Listening, picture: Callable[[], QImage], end: Callable[[], object]
    ) -> None:
        super().__init__()
        self._picture = picture
        self._end = end
        self._deadline = time.monotonic() + PATIENCE_S
        self.records = 0
        self.colours = 0
        listening.heard.connect(self._on_heard)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._on_poll)
        self._poll.start(_POLL_MS)

    def stop(self) -> None:
        """Stop looking at the board."""
        self._poll.stop()

    def _on_heard(self, batch: Batch) -> None:
        self.records += len(batch.events)

    def _on_poll(self) -> None:
        self.colours = _count_colours(self._picture())
        if (self.records and self.colours >= _MANY_COLOURS) or time.monotonic() > self._deadline:
            self._end()


def _count_colours(image: QImage) -> int:
    """Count the colours of an image, up to more than an empty window has."""
    found: set[int] = set()
    for y in range(0, image.height(), 2):
        found.update(image.pixel(x, y) for x in range(0, image.width(), 2))
        if len(found) > 10 * _MANY_COLOURS:
            break
    return len(found)
