"""The real program, which says on its output what happens on its screen; started as ``tallymate`` is.

It says ``first WIDTH HEIGHT TILE_WIDTH TILE_HEIGHT NS`` when the board was painted for the first time. More
it says only when it is told to on its input, since nobody may be reading:

- ``follow``: from then on ``painted AGENT STATE NS`` when a tile was painted that shows another state;
- ``reset``: forget how long the window's event loop did not come round;
- ``figures``: ``figures RECORDS LOST UNREADABLE AGENTS GAP_MS``, what the floor got, and that longest time.

Times are of the monotonic clock, which all processes share.
"""

import os
import sys
import time
from collections.abc import Iterable
from types import ModuleType
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from desktop import app_with_screen, listening
from desktop.__main__ import main
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.protocol.events import Event
from desktop.ui.agent_tiles import AgentTiles
from desktop.ui.board_window import BoardWindow
from desktop.ui.models import SHOWN_ROLE

TICK_MS: Final = 5


class CountingFloor(Floor):
    """A floor that counts what it gets.

    Attributes:
        records: How many events it was given.

    """

    def __init__(self) -> None:
        super().__init__()
        self.records = 0

    def apply(self, events: Iterable[Event], now: Moment, source: str = "") -> Changes:
        """Count, then take the events."""
        given = tuple(events)
        self.records += len(given)
        return super().apply(given, now, source)


class AskedListening(listening.Listening):
    """The way of a record, which does what it is told on the program's input."""

    def start(self) -> None:
        """Begin to listen, and to watch how the event loop comes round."""
        super().start()
        self._came_round_ns = time.monotonic_ns()
        self._longest_ns = 0
        ticks = QTimer(self)
        ticks.setTimerType(Qt.TimerType.PreciseTimer)
        ticks.timeout.connect(self._on_came_round)
        ticks.start(TICK_MS)
        told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        told.activated.connect(self._on_told)

    def _on_came_round(self) -> None:
        now_ns = time.monotonic_ns()
        self._longest_ns = max(self._longest_ns, now_ns - self._came_round_ns)
        self._came_round_ns = now_ns

    def _on_told(self) -> None:
        for word in os.read(sys.stdin.fileno(), 1024).decode().split():
            match word:
                case "follow":
                    PaintedTiles.is_followed = True
                case "reset":
                    self._on_came_round()
                    self._longest_ns = 0
                case "figures":
                    self._say_figures()

    def _say_figures(self) -> None:
        self._on_came_round()
        unread = [feed.unread for feed in self.feeds]
        lost = sum(each.lost for each in unread)
        unreadable = sum(each.total for each in unread)
        records = self.floor.records if isinstance(self.floor, CountingFloor) else -1
        say("figures", records, lost, unreadable, len(self.floor.agents), self._longest_ns / 1e6)


class PaintedTiles(QObject):
    """Notes which part of the tiles was painted, and says which of them shows another state than before.

    Arguments:
        tiles: The view.

    Attributes:
        is_followed: Whether anybody reads what is said.

    """

    is_followed = False

    def __init__(self, tiles: AgentTiles) -> None:
        super().__init__()
        self._tiles = tiles
        self._region = QRegion()
        self._states: dict[str, str] = {}
        tiles.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is about to be painted."""
        if isinstance(event, QPaintEvent) and watched is self._tiles.viewport():
            self._region += event.region()
        return False

    def say_what_changed(self, now_ns: int) -> None:
        """Say it, as of a moment when the screen has it."""
        region, self._region = self._region, QRegion()
        if region.isEmpty() or not self.is_followed:
            return
        model = self._tiles.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if region.contains(self._tiles.visualRect(index).center()):
                agent_id, state = index.data(), index.data(SHOWN_ROLE).state.value
                if self._states.get(agent_id) != state:
                    self._states[agent_id] = state
                    say("painted", agent_id, state, now_ns)

    def tile_size(self) -> tuple[int, int]:
        """Give the size of a tile."""
        rect = self._tiles.visualRect(self._tiles.model().index(0, 0))
        return rect.width(), rect.height()


class StampedWindow(BoardWindow):
    """The board's window, which takes the time when it has been painted and is on its way to the screen."""

    _painted: PaintedTiles | None = None
    _is_first = True

    def event(self, event: QEvent) -> bool:
        """Let Qt paint all that is to be painted, then look at the clock."""
        taken = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self._on_updated(time.monotonic_ns())
        return taken

    def _on_updated(self, now_ns: int) -> None:
        tiles = self.findChild(AgentTiles)
        if not isinstance(tiles, AgentTiles):
            return
        if self._painted is None:
            self._painted = PaintedTiles(tiles)
        if self._is_first:
            self._is_first = False
            say("first", self.width(), self.height(), *self._painted.tile_size(), now_ns)
        self._painted.say_what_changed(now_ns)


def say(*words: object) -> None:
    """Say a line."""
    print(*words, flush=True)


def put(module: ModuleType, part: type[QObject | Floor | QWidget], name: str) -> None:
    """Put a part into the program in place of its own of that name.

    Raises:
        AttributeError: The program has none of that name any more.

    """
    if not issubclass(part, getattr(module, name)):
        message = f"{part} is no {name}"
        raise TypeError(message)
    setattr(module, name, part)


if __name__ == "__main__":
    put(listening, CountingFloor, "Floor")
    put(app_with_screen, AskedListening, "Listening")
    put(app_with_screen, StampedWindow, "BoardWindow")
    sys.exit(main())
