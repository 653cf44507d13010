"""The program's parts in this process, joined as `run_with_screen` joins them."""

import json
import pathlib
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel

from desktop.acd.moment import Moment
from desktop.app.desk import Desk
from desktop.app.service import make_live_floor, make_recording
from desktop.boards.agent_model import SHOWN_ROLE
from desktop.boards.board import Board
from desktop.boards.feature import BoardsFeature
from desktop.boards.open_boards import Boards
from desktop.boards.window import BoardWindow
from desktop.live.context import Context
from desktop.live.run import Run
from desktop.settings import FIRST_BOARD, BoardSettings, Settings, SettingsFile, read_site
from desktop.settings.declared import settings_in
from desktop.system import clock
from desktop.system.autostart import Autostart
from desktop.tray.feature import TrayFeature
from desktop.tray.icon import FloorIcon
from desktop.tray.popover import Popover
from desktop.tray.strip import Strip
from desktop.ui.feature import Feature

AnyFeature = TypeVar("AnyFeature", bound=Feature)


class JoinedProgram:
    """The program's parts as `run_with_screen` joins them."""

    def __init__(
        self,
        application: QApplication,
        folder: pathlib.Path,
        now: Callable[[], Moment] = clock.now,
        /,
        **settings: object,
    ) -> None:
        self.data_file = folder / "mitel_data.json"
        self.settings_file = SettingsFile(folder / "settings.ini", read_site(folder / "site.ini"))
        autostart = settings.pop("autostart", None)
        assert autostart is None or isinstance(autostart, Autostart)
        board = {name: settings.pop(name) for name in settings_in(BoardSettings) if name in settings}
        self.settings_file.change_board(FIRST_BOARD, **board)
        settings = {"host": "127.0.0.1"} | settings
        self.recording_file = folder / "recording" / "stream.jsonl"
        chosen = Settings(**settings)  # type: ignore[arg-type]
        self.detail_file = folder / chosen.detail_file if chosen.detail_file else None
        run = Run(
            chosen,
            self.settings_file,
            self.data_file,
            self.recording_file,
            self.detail_file,
            directory_file=folder / "directory.csv",
        )
        self.live_floor = make_live_floor(run, now)
        self.recording = make_recording(run, self.live_floor, now)
        self.desk = Desk(application, run, self.live_floor, self.recording, now, autostart)
        self.running = False

    @property
    def context(self) -> Context:
        return self.desk.context

    def feature(self, kind: type[AnyFeature]) -> AnyFeature:
        return next(feature for feature in self.desk.features if isinstance(feature, kind))

    def action(self, begins: str) -> QAction:
        """Return the menu action whose text begins so."""
        actions = self.context.kit.menu.actions()
        return next(action for action in actions if action.text().startswith(begins))

    @property
    def boards(self) -> Boards:
        return self.feature(BoardsFeature).boards

    @property
    def board(self) -> Board:
        return self.boards.first.board

    def below(self, place: int) -> QLabel:
        """Return a text of the footer: 0 is the lines' state, 1 the last record, 2 the data file."""
        return self.board.footer.findChildren(QLabel)[place]

    @property
    def window(self) -> BoardWindow:
        return self.boards.first.window

    @property
    def tray(self) -> FloorIcon:
        return self.feature(TrayFeature).icon

    @property
    def strip(self) -> Strip:
        """The strip, once shown."""
        strip = self.feature(TrayFeature).strip
        assert strip is not None
        return strip

    @property
    def popover(self) -> Popover:
        """The popover, once shown."""
        popover = self.feature(TrayFeature).popover
        assert popover is not None
        return popover

    def start(self) -> None:
        self.running = True
        self.desk.open()
        self.live_floor.start()

    def stop(self) -> None:
        if self.running:
            self.running = False
            assert self.live_floor.stop()
            assert self.recording.stop()
            self.desk.close()

    def recorded(self) -> int:
        state = self.recording.state
        return state.bytes_written if state is not None else 0

    def file(self) -> dict[str, dict[str, object]]:
        content: dict[str, dict[str, object]] = json.loads(self.data_file.read_bytes())
        return content

    def tiles(self) -> dict[str, str]:
        model = self.board.tiles.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return {index.data(): index.data(SHOWN_ROLE).state.value for index in rows}


StartProgram = Callable[..., JoinedProgram]
