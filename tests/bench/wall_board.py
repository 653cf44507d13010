"""A board of thousands of agents on a large screen, which times itself; a process of its own.

Its arguments are the number of agents, the least number of tiles on a page (0: as on a desk, where they
scroll), and ``all`` or ``resize``. Prints ``tiles SEEN PAGES COLUMNS ROWS WIDTH HEIGHT``, then lines of
milliseconds, each after its name.
"""

import functools
import pathlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu

from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Changes
from desktop.acd.selection import AgentOrder, Selection
from desktop.boards.agent_model import KEY_ROLE
from desktop.boards.board import TICK_MS, Board
from desktop.boards.home_screen import HomeScreen
from desktop.boards.look import BoardLook
from desktop.boards.view import BoardView
from desktop.boards.window import BoardWindow
from desktop.live.terms import limits_of
from desktop.settings import LimitSettings
from desktop.system.places import resources_folder
from desktop.ui.brushes import Brushes
from desktop.ui.theme import PRESETS, themed
from tests.bench.heartbeat import say
from tests.bench.timed_window import LARGEST, TimedWindow, sizes
from tests.bench.wall_floor import WallFloor

TIMES: Final = 30
CHANGES: Final = 200
BURSTS: Final = 10
BURST: Final = 300
OPENINGS: Final = 5
ORDERS: Final = (AgentOrder.TROUBLE, AgentOrder.STATE, AgentOrder.TIME)
_LARGEST_NAME_PX: Final = 90
_TEXT_SHARE: Final = 0.7
_FILE: Final = pathlib.Path("none.json")


class WallBoard(QObject):
    """A board over a floor of thousands.

    Arguments:
        application: Qt's.
        floor: The floor.
        tiles: The least number of tiles on a page; 0 for a board that scrolls.

    """

    def __init__(self, application: QApplication, floor: WallFloor, tiles: int) -> None:
        super().__init__()
        self._floor = floor
        limits = limits_of(LimitSettings(), ())
        # No page turns by itself while times are taken.
        self._view = BoardView(names=DisplayNames(floor.directory), limits=limits, page_s=3600)
        self._brushes = Brushes(resources_folder())
        self._menu = QMenu()
        self._board = self._make_board()
        self._window = BoardWindow(self._board, self._menu, QIcon(), HomeScreen(application))
        self._window.setGeometry(0, 0, *LARGEST)
        self._board.resize(*LARGEST)
        self._fill_pages(tiles)
        self._window.show()
        self._tick = next(timer for timer in self._board.findChildren(QTimer) if timer.interval() == TICK_MS)
        self._tick.stop()
        QCoreApplication.processEvents()
        self._timed = TimedWindow(self._window)
        fit = self._board.tiles.tile_fit
        say("tiles", self._in_sight, fit.pages, fit.columns, fit.rows, fit.width, fit.height)

    @property
    def _in_sight(self) -> int:
        return len(self._board.tiles.rows_in_sight())

    def measure(self) -> None:
        """Measure everything."""
        say("open", *(f"{_ms(self._make_board):.3f}" for _ in range(OPENINGS)))
        for preset in PRESETS:
            for name, dark in (("dark", True), ("light", False)):
                self._board.set_theme(themed(preset, dark=dark))
                self._timed.say(f"all-{preset}-{name}", [self._board.update] * TIMES)
        self._board.set_theme(themed("calm", dark=True))
        self._timed.say("tick", [self._go_on] * TIMES)
        self._timed.say("turn", [self._turn] * TIMES)
        self._show(AgentOrder.ID)
        model = self._board.tiles.model()
        agents = [model.index(row, 0).data(KEY_ROLE) for row in range(self._in_sight)]
        self._board.on_floor_changed(self._floor.make_busy(agents))
        self._timed.say("figure", self._changes(CHANGES, self._floor.make_busy))
        self._timed.say("state", self._changes(CHANGES, self._floor.ring))
        self._show(AgentOrder.STATE)
        self._timed.say("move", self._changes(TIMES, self._floor.ring))
        for order in ORDERS:
            self._show(order)
            self._timed.say(f"burst-{order}", self._bursts())
        self.measure_resizing()

    def measure_resizing(self) -> None:
        """Measure a window whose corner is dragged."""
        self._timed.say("resize", [functools.partial(self._window.resize, *size) for size in sizes()])

    def _make_board(self) -> Board:
        floor = self._floor
        look = BoardLook(
            self._brushes, themed("calm", dark=True), floor.clock, floor.lines(), view=self._view
        )
        return Board(floor.floor, look, self._menu)

    def _fill_pages(self, tiles: int) -> None:
        """Make the least type smaller until a page holds so many tiles."""
        if not tiles:
            return
        for px in range(_LARGEST_NAME_PX, 0, -1):
            self._board.set_least_sizes(px, round(px * _TEXT_SHARE))
            if self._board.tiles.tile_fit.per_page >= tiles:
                return

    def _show(self, order: AgentOrder) -> None:
        self._board.show_view(replace(self._view, selection=Selection(order=order)))
        self._board.tiles.turn(0)

    def _turn(self) -> None:
        self._board.tiles.turn(self._board.tiles.page + 1)

    def _go_on(self) -> None:
        self._floor.go_on(1)
        self._tick.timeout.emit()

    def _changes(
        self, count: int, change: Callable[[Sequence[str]], Changes]
    ) -> Iterator[Callable[[], object]]:
        """Change an agent's state twice, then that of the next one in sight."""
        model = self._board.tiles.model()
        for number in range(count // 2):
            agent_id = model.index(number % self._in_sight, 0).data(KEY_ROLE)
            for changes in (change([agent_id]) for _ in range(2)):
                # On a call nothing else would be shown.
                if changes:
                    yield functools.partial(self._board.on_floor_changed, changes)

    def _bursts(self) -> Iterator[Callable[[], object]]:
        for _ in range(BURSTS):
            changes = self._floor.ring(self._floor.some(BURST))
            yield functools.partial(self._board.on_floor_changed, changes)


def _ms(make: Callable[[], object]) -> float:
    began_ns = time.monotonic_ns()
    made = make()
    took_ms = (time.monotonic_ns() - began_ns) / 1e6
    del made
    return took_ms


def main(agents: int, tiles: int, what: str = "all") -> int:
    """Measure everything, or ``resize`` alone."""
    application = QApplication(["wall"])
    board = WallBoard(application, WallFloor(agents), tiles)
    if what == "all":
        board.measure()
    else:
        board.measure_resizing()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
