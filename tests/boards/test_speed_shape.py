"""The work for a floor of thousands, counted and not timed: only for what is in sight, and once."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.agent import Agent, AgentState
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Floor
from desktop.acd.roster import Roster
from desktop.acd.selection import AgentOrder, Selection
from desktop.boards.agent_model import KEY_ROLE
from desktop.boards.agent_tiles import AgentTiles
from desktop.boards.board import Board
from desktop.boards.tile_delegate import AgentTileDelegate
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.ui.brushes import Brushes
from desktop.ui.theme import LIGHT
from tests.drawn_boards import LIVE, LOST, MakeBoard, ticks
from tests.support import Clock, call, floor_after, wire

AGENTS = 2000
FIRST = 10_000
BY_ID = BoardView(Selection(order=AgentOrder.ID))
BY_STATE = BoardView(Selection(order=AgentOrder.STATE))


class CountedAgents(dict[str, Agent]):
    """The agents of a floor, noting each look-up."""

    def __init__(self, agents: dict[str, Agent]) -> None:
        super().__init__(agents)
        self.for_whom: Counter[str] = Counter()

    def __getitem__(self, agent_id: str) -> Agent:
        self.for_whom[agent_id] += 1
        return super().__getitem__(agent_id)


class CountedNames(dict[str, DirectoryEntry]):
    """Entries of a directory, noting each look-up of a name."""

    def __init__(self, entries: dict[str, DirectoryEntry], of_whom: Counter[str]) -> None:
        super().__init__(entries)
        self.of_whom = of_whom

    def get(self, agent_id: str, default: DirectoryEntry | None = None) -> DirectoryEntry | None:  # type: ignore[override]
        self.of_whom[agent_id] += 1
        return super().get(agent_id, default)


class PaintCounter:
    """Counts what was painted of the tiles."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self.tiles: Counter[str] = Counter()
        self.clocks: Counter[str] = Counter()
        paint_view, paint_tile, paint_time = (
            AgentTiles.paintEvent,
            AgentTileDelegate.paint_agent,
            AgentTileDelegate.paint_time,
        )

        def view(tiles: AgentTiles, event: QPaintEvent) -> None:
            self.times += 1
            paint_view(tiles, event)

        def tile(delegate: AgentTileDelegate, *args: object) -> None:
            self.tiles[args[-1].agent_id] += 1  # type: ignore[attr-defined]
            paint_tile(delegate, *args)  # type: ignore[arg-type]

        def time(delegate: AgentTileDelegate, *args: object) -> None:
            self.clocks[args[-1].agent_id] += 1  # type: ignore[attr-defined]
            paint_time(delegate, *args)  # type: ignore[arg-type]

        patch.setattr(AgentTiles, "paintEvent", view)
        patch.setattr(AgentTileDelegate, "paint_agent", tile)
        patch.setattr(AgentTileDelegate, "paint_time", time)

    def by(self, qtbot: QtBot, do: Callable[[], object]) -> "PaintCounter":
        """Count what an action has painted, and nothing from before it."""
        QApplication.processEvents()
        self.times = 0
        self.tiles.clear()
        self.clocks.clear()
        do()
        qtbot.waitUntil(lambda: self.times > 0)
        # Nothing of it may follow later.
        for _ in range(3):
            QApplication.processEvents()
        return self


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> PaintCounter:
    return PaintCounter(monkeypatch)


def staffed(agents: int = AGENTS) -> Floor:
    states = ("A", "G", "E", "C", "T")
    ids = [str(FIRST + number) for number in range(agents)]
    logged_in = (call("A", agent) for agent in ids)
    doing = (call(states[number % 5], agent, "01") for number, agent in enumerate(ids))
    return floor_after(*logged_in, *doing)


@pytest.fixture
def open_board(make_board: MakeBoard, qtbot: QtBot) -> Iterator[Callable[..., Board]]:
    windows: list[QWidget] = []

    def make(floor: Floor, view: BoardView = BY_ID, *, in_pages: bool = True) -> Board:
        board = make_board(floor, view=view, size=(1920, 1080))
        board.hide()
        if in_pages:
            board.set_least_sizes(20, 14)
        # In a window, as in the program: Qt paints widgets with a background of their own separately.
        window = QWidget()
        windows.append(window)
        window.resize(board.size())
        board.setParent(window)
        board.show()
        with qtbot.waitExposed(window):
            window.show()
        ticks(board).stop()
        for _ in range(3):
            QApplication.processEvents()
        return board

    yield make
    for window in windows:
        # The board leaves the window as it entered it.
        for board in window.findChildren(Board):
            board.setParent(None)
        window.close()


def in_sight(board: Board) -> list[str]:
    tiles, model = board.tiles, board.tiles.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    seen = tiles.viewport().rect()
    return [index.data(KEY_ROLE) for index in indexes if tiles.visualRect(index).intersects(seen)]


def on_screen(board: Board) -> QImage:
    """Return what is on the screen, without painting it again."""
    return board.screen().grabWindow(board.window().winId()).toImage()


def ringing(board: Board) -> set[str]:
    agents = board.floor.agents
    return {agent for agent in agents if agents[agent].shown.state is AgentState.RINGING}


def tick(board: Board, clock: Clock) -> None:
    clock.go_on(1)
    ticks(board).timeout.emit()


def hear(board: Board, clock: Clock, *records: str) -> None:
    changes = board.floor.apply(Decoder().receive_data(wire(*records)), clock.now)
    board.on_floor_changed(changes)


@pytest.mark.parametrize("in_pages", [True, False], ids=["in pages", "that scrolls"])
def test_a_tick_reads_only_the_agents_in_sight(
    qtbot: QtBot,
    clock: Clock,
    painted: PaintCounter,
    open_board: Callable[..., Board],
    in_pages: bool,  # noqa: FBT001 - a case
) -> None:
    floor = staffed()
    board = open_board(floor, in_pages=in_pages)
    tick(board, clock)
    asked = CountedAgents(floor.agents)
    floor.agents = asked
    painted.by(qtbot, lambda: tick(board, clock))
    seen = in_sight(board)
    assert 100 < len(seen) < AGENTS / 2
    assert asked.for_whom.keys() <= set(seen)
    assert set(painted.clocks) <= set(seen)


def test_a_tick_paints_only_the_times(
    qtbot: QtBot, clock: Clock, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    board = open_board(staffed())
    tick(board, clock)
    painted.by(qtbot, lambda: tick(board, clock))
    assert painted.tiles.total() == 0
    assert set(painted.clocks.values()) == {1}
    assert len(painted.clocks) == len(in_sight(board))


def test_times_painted_by_a_tick_look_like_a_full_paint(
    qtbot: QtBot, clock: Clock, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    board = open_board(staffed(40))
    tick(board, clock)
    before = on_screen(board)
    painted.by(qtbot, lambda: tick(board, clock))
    alone = on_screen(board)
    painted.by(qtbot, board.update)
    assert alone != before
    assert on_screen(board) == alone


def test_a_tile_that_changes_in_its_place_is_painted_alone(
    qtbot: QtBot, clock: Clock, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    board = open_board(staffed())
    agent = in_sight(board)[7]
    painted.by(qtbot, lambda: hear(board, clock, call("B", agent)))
    assert painted.tiles.keys() == {agent}


def test_a_moved_tile_is_painted_with_the_tiles_between(
    qtbot: QtBot, clock: Clock, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    view = BoardView(Selection(order=AgentOrder.STATE), animate=False)
    board = open_board(staffed(100), view, in_pages=False)
    columns = board.tiles.tile_fit.columns
    agent = in_sight(board)[2 * columns]
    painted.by(qtbot, lambda: hear(board, clock, call("I" if agent in ringing(board) else "T", agent)))
    assert agent in painted.tiles
    assert len(painted.tiles) < 100
    assert set(painted.tiles.values()) == {1}


def test_changes_out_of_sight_paint_no_tile(
    qtbot: QtBot, clock: Clock, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    board = open_board(staffed())
    painted.by(qtbot, board.update)
    last = str(FIRST + AGENTS - 1)
    painted.times = 0
    painted.tiles.clear()
    hear(board, clock, call("B", last))
    for _ in range(3):
        QApplication.processEvents()
    assert painted.tiles.total() == 0


@pytest.mark.parametrize("in_pages", [True, False], ids=["in pages", "that scrolls"])
@pytest.mark.parametrize("what", ["turned", "resized", "dressed", "joined", "chosen", "lost"])
def test_a_board_is_painted_once(
    qtbot: QtBot,
    clock: Clock,
    painted: PaintCounter,
    open_board: Callable[..., Board],
    what: str,
    in_pages: bool,  # noqa: FBT001 - a case
) -> None:
    board = open_board(staffed(), in_pages=in_pages)
    tick(board, clock)
    dos: dict[str, Callable[[], object]] = {
        "turned": lambda: board.tiles.turn(1) if in_pages else board.tiles.verticalScrollBar().setValue(500),
        "resized": lambda: board.resize(1777, 999),
        "dressed": lambda: board.set_theme(LIGHT),
        "joined": lambda: hear(board, clock, call("A", str(FIRST - 1))),
        "chosen": lambda: board.show_view(BY_STATE),
        "lost": lambda: board.on_lines_changed(LOST),
    }
    painted.by(qtbot, dos[what])
    assert painted.times == 1
    assert set(painted.tiles.values()) == {1}
    assert painted.tiles.keys() == set(in_sight(board))


def test_each_kind_of_ground_is_drawn_once(
    qtbot: QtBot, painted: PaintCounter, open_board: Callable[..., Board]
) -> None:
    board = open_board(staffed())
    brushes: Brushes = board.look.brushes
    painted.by(qtbot, board.update)
    before = brushes.plate.cache_info().misses
    painted.by(qtbot, board.update)
    assert brushes.plate.cache_info().misses == before
    painted.by(qtbot, lambda: board.resize(1777, 999))
    assert brushes.plate.cache_info().misses - before < 20


def test_opening_a_board_sorts_every_agent_once(
    make_board: MakeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt: list[Roster] = []
    rebuild = Roster.rebuild

    def note(roster: Roster) -> None:
        rebuilt.append(roster)
        rebuild(roster)

    monkeypatch.setattr(Roster, "rebuild", note)
    board = make_board(staffed())
    assert len(rebuilt) == 1
    board.on_lines_changed(LIVE)
    assert len(rebuilt) == 1
    # Old figures are no trouble, so the order may change.
    board.on_lines_changed(Connections((replace(LOST.connections[0], source=""),)))
    assert len(rebuilt) == 2
    board.hide()


def test_only_a_new_agent_s_name_is_measured(clock: Clock, open_board: Callable[..., Board]) -> None:
    named: Counter[str] = Counter()
    entries = CountedNames(
        {str(FIRST + number): DirectoryEntry(f"Agent {number}") for number in range(-1, AGENTS)}, named
    )
    board = open_board(staffed(), BoardView(names=DisplayNames(Directory(MappingProxyType(entries)))))
    board.hide()
    named.clear()
    hear(board, clock, call("A", str(FIRST - 1)))
    assert named.keys() == {str(FIRST - 1)}
