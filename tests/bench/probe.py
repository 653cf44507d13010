"""The real program, started as ``tallymate`` is, which prints what is painted on its screen.

It prints ``first WIDTH HEIGHT TILE_WIDTH TILE_HEIGHT NS`` when the board was painted for the first time. It
prints more only on commands on its input, since nobody may be reading:

- ``follow``: from then on ``painted AGENT STATE NS`` when a tile was painted with another state;
- ``reset``: forget the longest time for which the window's event loop was blocked;
- ``figures``: print ``figures RECORDS LOST UNREADABLE AGENTS GAP_MS``, the counts and that longest time.

Times are of the monotonic clock, which all processes share.
"""

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from desktop.__main__ import main
from desktop.acd.batch import Batch
from desktop.boards.agent_model import SHOWN_ROLE
from desktop.boards.agent_tiles import AgentTiles
from desktop.live.floor import LiveFloor
from tests.bench.heartbeat import Console, Heartbeat, say
from tests.bench.paint_clock import PaintClock


class Probe(QObject):
    """Observes the program on its main thread, and follows commands on the program's input.

    Arguments:
        live_floor: Takes the program's records, and owns the probe.

    """

    def __init__(self, live_floor: LiveFloor) -> None:
        super().__init__(live_floor)
        self._live_floor = live_floor
        self._records = 0
        live_floor.heard.connect(self._on_heard)
        self._painted = [PaintedTiles(tiles) for tiles in _all_tiles()]
        self._heartbeat = Heartbeat(self)
        Console(self).told.connect(self._on_told)

    def _on_heard(self, heard: Batch) -> None:
        """Count the records given to the floor."""
        self._records += len(heard.events)

    def _on_told(self, word: str) -> None:
        self._heartbeat.beat()
        match word:
            case "follow":
                for painted in self._painted:
                    painted.is_followed = True
            case "reset":
                self._heartbeat.reset()
            case "figures":
                self._say_figures()

    def _say_figures(self) -> None:
        unread = [feed.unread for feed in self._live_floor.feeds]
        lost = sum(each.lost for each in unread)
        unreadable = sum(each.total for each in unread)
        agents = len(self._live_floor.floor.agents)
        say("figures", self._records, lost, unreadable, agents, self._heartbeat.longest_ms)


class PaintedTiles(QObject):
    """Prints when tiles were painted, and which of them show another state than before.

    Arguments:
        tiles: The view.

    Attributes:
        is_followed: Whether somebody reads what is printed.

    """

    def __init__(self, tiles: AgentTiles) -> None:
        super().__init__(tiles)
        self.is_followed = False
        self._tiles = tiles
        self._region = QRegion()
        self._states: dict[str, str] = {}
        self._is_first = True
        tiles.viewport().installEventFilter(self)
        self._clock = PaintClock(tiles.window(), self._on_painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the region about to be painted."""
        if isinstance(event, QPaintEvent) and watched is self._tiles.viewport():
            self._region += event.region()
        return False

    def _on_painted(self, now_ns: int) -> None:
        region, self._region = self._region, QRegion()
        if region.isEmpty():
            return
        if self._is_first:
            self._is_first = False
            tile = self._tiles.visualRect(self._tiles.model().index(0, 0))
            window = self._tiles.window()
            say("first", window.width(), window.height(), tile.width(), tile.height(), now_ns)
        if self.is_followed:
            self._say_what_changed(region, now_ns)

    def _say_what_changed(self, region: QRegion, now_ns: int) -> None:
        model = self._tiles.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if region.contains(self._tiles.visualRect(index).center()):
                agent_id, state = index.data(), index.data(SHOWN_ROLE).state.value
                if self._states.get(agent_id) != state:
                    self._states[agent_id] = state
                    say("painted", agent_id, state, now_ns)


def _all_tiles() -> list[AgentTiles]:
    """Return the views of tiles: one, or none without a screen."""
    application = QApplication.instance()
    windows: list[QWidget] = application.topLevelWidgets() if isinstance(application, QApplication) else []
    found = (window.findChild(AgentTiles) for window in windows)
    return [tiles for tiles in found if isinstance(tiles, AgentTiles)]


def probed_main() -> int:
    """Run the program; the probe starts when the program starts to listen, before its event loop."""
    start = LiveFloor.start

    def start_with_probe(live_floor: LiveFloor) -> None:
        start(live_floor)
        Probe(live_floor)

    LiveFloor.start = start_with_probe  # type: ignore[assignment] # the program gives no other way in
    return main()


if __name__ == "__main__":
    sys.exit(probed_main())
