"""The joined program, with a clock that follows the phone system's."""

import contextlib
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.app.desk import Desk
from desktop.app.service import make_live_floor, make_recording
from desktop.boards.agent_model import SHOWN_ROLE
from desktop.boards.feature import BoardsFeature
from desktop.boards.open_boards import Boards
from desktop.live.run import Run
from desktop.protocol.decoder import UnreadableBytes
from desktop.protocol.line import LinePhase
from desktop.recording.recorder import RecordingState
from desktop.settings import FIRST_BOARD, Settings, SettingsFile
from tests.soak.shared import Shared
from tests.soak.times import START

ROLL_MB: Final = 1
KEEP_MB: Final = 4
"""Small, so that the recording's files are rolled and deleted all the time."""


@dataclass(slots=True)
class Counts:
    """Counters of what arrived."""

    bytes: int = 0
    records: int = 0
    lost_lines: int = 0


class SoakedProgram(QObject):
    """The program in a folder of its own, listening to the phone system of the soak.

    Arguments:
        application: Qt's.
        folder: For its files.
        port: Of the phone system.
        shared: The progress of both processes.

    Attributes:
        counts: What has arrived so far.
        recorded: The recording's state at the end.
        kept_bytes: Size of its files.

    """

    def __init__(self, application: QApplication, folder: pathlib.Path, port: int, shared: Shared) -> None:
        super().__init__()
        self.counts = Counts()
        self.recorded: RecordingState | None = None
        self.kept_bytes = 0
        self.data_file = folder / "mitel_data.json"
        self._shared = shared
        settings = Settings(host="127.0.0.1", port=port, record_roll_mb=ROLL_MB, record_keep_mb=KEEP_MB)
        settings_file = SettingsFile(folder / "settings.ini")
        settings_file.change_board(FIRST_BOARD, theme="light")
        recording_file = folder / "recording" / "stream.jsonl"
        run = Run(
            settings,
            settings_file,
            self.data_file,
            recording_file,
            directory_file=folder / "directory.csv",
        )
        self._live_floor = make_live_floor(run, self._now)
        self._live_floor.heard.connect(self._on_heard)
        self._live_floor.connection_changed.connect(self._on_connection_changed)
        self._recording = make_recording(run, self._live_floor, self._now)
        self._recording.state_changed.connect(self._on_recording_changed)
        self._desk = Desk(application, run, self._live_floor, self._recording, self._now)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Run between start and stop.

        Raises:
            TimeoutError: A thread did not end.

        """
        try:
            self._desk.open()
            self._live_floor.start()
            self._recording.start()
            yield
        finally:
            self._desk.close()
            ended = self._live_floor.stop()
            ended = self._recording.stop() and ended
            self.kept_bytes = sum(piece.stat().st_size for piece in self._recording.path.parent.iterdir())
        if not ended:
            message = "a thread did not end in time"
            raise TimeoutError(message)

    @property
    def _boards(self) -> Boards:
        return next(one.boards for one in self._desk.features if isinstance(one, BoardsFeature))

    def let_go(self) -> None:
        """Have Qt delete what was marked for deletion."""
        self._boards.first.window.deleteLater()
        self._desk.deleteLater()
        self._live_floor.deleteLater()

    @property
    def shown(self) -> dict[str, list[object]]:
        """The agents' tiles: state, and whether it is confirmed."""
        model = self._boards.first.board.tiles.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return {
            index.data(): [index.data(SHOWN_ROLE).state.value, index.data(SHOWN_ROLE).confirmed]
            for index in rows
        }

    @property
    def unread(self) -> UnreadableBytes:
        """Counts of unreadable data and of gaps in the record numbers."""
        return self._live_floor.feeds[0].unread

    def _now(self) -> Moment:
        elapsed_s = self._shared.simulated_s
        return Moment(elapsed_s, START.timestamp() + elapsed_s)

    def _on_heard(self, heard: Batch) -> None:
        self.counts.bytes += len(heard.data)
        self.counts.records += len(heard.events)
        self._shared.heard_bytes = self.counts.bytes

    def _on_connection_changed(self, connection: Connection) -> None:
        self.counts.lost_lines += connection.phase is LinePhase.LOST

    def _on_recording_changed(self, state: RecordingState | None) -> None:
        self.recorded = state or self.recorded
