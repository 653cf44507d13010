"""Tiles on a board: pages on a wall, headings, limits, names, privacy, and lighting up."""

from types import MappingProxyType

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.acd.agent import AgentState
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.display_names import DisplayNames, NameStyle
from desktop.acd.floor import Floor
from desktop.acd.limits import Limit, Limits, QueueLimits
from desktop.acd.selection import AgentGrouping, AgentOrder, Selection
from desktop.boards.agent_model import KEY_ROLE
from desktop.boards.board import Board
from desktop.boards.glow import GLOW_S
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.ui.theme import DARK
from tests.drawing import DrawnTexts
from tests.drawn_boards import BUSY_FLOOR, MakeBoard, picture, ticks
from tests.finding import the_timer
from tests.support import Clock, call, floor_after, group, wire

WALL = (39, 31)
"""The smallest type on 55 inches, at three metres."""
STILL = BoardView(animate=False)


def crowd(count: int) -> Floor:
    return floor_after(*[call("A", f"{10_000 + number}") for number in range(count)], group("610", 0))


def keys(board: Board) -> list[str]:
    model = board.tiles.model()
    return [model.index(row, 0).data(KEY_ROLE) for row in range(model.rowCount())]


def hear(board: Board, clock: Clock, *records: str) -> None:
    board.on_floor_changed(board.floor.apply(Decoder().receive_data(wire(*records)), clock.now))


def on_a_wall(make_board: MakeBoard, floor: Floor, view: BoardView = STILL) -> Board:
    board = make_board(floor, view=view, size=(1920, 1080))
    board.footer.hide()
    board.set_least_sizes(*WALL)
    return board


def test_agents_beyond_one_page_are_spread_evenly_over_pages(make_board: MakeBoard) -> None:
    board = on_a_wall(make_board, crowd(240), BoardView(Selection(order=AgentOrder.ID)))
    pages = board.tiles.tile_fit.pages
    assert pages > 1
    seen: list[str] = []
    sizes = set()
    for page in range(pages):
        board.tiles.turn(page)
        sizes.add(len(keys(board)))
        seen += keys(board)
    assert seen == [f"{10_000 + number}" for number in range(240)]
    assert max(sizes) - min(sizes) <= 1
    board.tiles.turn(pages)
    assert board.tiles.page == 0


def test_there_is_never_a_scroll_bar_on_a_wall(qtbot: QtBot, make_board: MakeBoard) -> None:
    for count in (60, 240, 1000):
        board = on_a_wall(make_board, crowd(count))
        assert not board.tiles.tile_fit.scrolls
        assert not board.tiles.verticalScrollBar().isVisible()
        bar = board.tiles.verticalScrollBar()
        # Not even the last gap can be scrolled to. Qt lays out in the event loop.
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == bar.minimum())  # type: ignore[misc]


def test_pages_turn_by_themselves_and_the_figures_stay(
    qtbot: QtBot, make_board: MakeBoard, drawn: DrawnTexts
) -> None:
    board = on_a_wall(make_board, crowd(240))
    assert board.tiles.page_timer.isActive()
    assert board.tiles.page_timer.interval() == 15_000
    cards, figures = board.cards.geometry(), board.key_figures.geometry()
    with qtbot.waitSignal(board.tiles.page_turned) as turned:
        board.tiles.page_timer.timeout.emit()
    assert turned.args == [2, board.tiles.tile_fit.pages]
    assert (board.cards.geometry(), board.key_figures.geometry()) == (cards, figures)
    picture(board)
    assert f"Page 2 of {board.tiles.tile_fit.pages}" in drawn.texts


def test_a_hidden_board_turns_no_pages(make_board: MakeBoard) -> None:
    board = on_a_wall(make_board, crowd(240))
    board.hide()
    assert not board.tiles.page_timer.isActive()


def test_pages_are_turned_by_hand_too(qtbot: QtBot, make_board: MakeBoard) -> None:
    board = on_a_wall(make_board, crowd(240))
    board.tiles.setFocus()
    qtbot.keyClick(board.tiles, Qt.Key.Key_PageDown)
    assert board.tiles.page == 1
    qtbot.keyClick(board.tiles, Qt.Key.Key_PageUp)
    qtbot.keyClick(board.tiles, Qt.Key.Key_PageUp)
    assert board.tiles.page == board.tiles.tile_fit.pages - 1


def test_agents_in_trouble_are_on_the_first_page(make_board: MakeBoard, clock: Clock) -> None:
    limits = Limits(states=MappingProxyType({AgentState.MAKE_BUSY: Limit(60, 120)}))
    board = on_a_wall(make_board, crowd(240), BoardView(limits=limits, animate=False))
    hear(board, clock, call("E", "10239", "07"))
    assert keys(board)[0] == "10239"
    clock.go_on(61)
    ticks(board).timeout.emit()
    assert "long" in str(board.tiles.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_agent_too_long_in_a_state_has_a_rim_a_symbol_and_a_word(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    limits = Limits(states=MappingProxyType({AgentState.MAKE_BUSY: Limit(60, 120)}))
    board = make_board(floor_after(call("E", "6001")), view=BoardView(limits=limits, animate=False))
    for seconds, colour, word in ((61, DARK.attention, "long"), (60, DARK.alarm, "too long")):
        clock.go_on(seconds)
        ticks(board).timeout.emit()
        image = picture(board)
        assert word in drawn.texts
        tile = board.tiles.visualRect(board.tiles.model().index(0, 0))
        left = board.tiles.mapTo(board, tile.topLeft())
        assert image.pixelColor(left.x() + tile.width() // 2, left.y() + 1).name() == colour
    assert drawn.cut == []


def test_the_focus_does_not_cover_the_rim_of_trouble(make_board: MakeBoard, clock: Clock) -> None:
    limits = Limits(
        queues=QueueLimits(waiting=Limit(1, 2)),
        states=MappingProxyType({AgentState.MAKE_BUSY: Limit(1, 2)}),
    )
    floor = floor_after(call("E", "6001"), group("610", 7))
    board = make_board(floor, view=BoardView(limits=limits, animate=False))
    clock.go_on(3)
    ticks(board).timeout.emit()
    for view in (board.tiles, board.cards):
        index = view.model().index(0, 0)
        option = QStyleOptionViewItem()
        option.rect = QRect(QPoint(0, 0), view.gridSize())
        option.state = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        image = QImage(view.gridSize(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        view.itemDelegate().paint(painter, option, index)
        painter.end()
        down = [image.pixelColor(image.width() // 2, y).name() for y in range(image.height() // 2)]
        assert down[1] == DARK.alarm
        assert DARK.text in down


def test_headings_are_tiles_of_their_own(make_board: MakeBoard, drawn: DrawnTexts) -> None:
    directory = Directory(
        MappingProxyType(
            {"6001": DirectoryEntry("Olga Wagner", ("610",)), "6002": DirectoryEntry("Ben Okafor", ("610",))}
        ),
        MappingProxyType({"610": DirectoryEntry("Sales")}),
    )
    view = BoardView(Selection(grouping=AgentGrouping.GROUP), DisplayNames(directory), animate=False)
    board = make_board(floor_after(*[call("A", f"600{n}") for n in (1, 2, 3)]), view=view)
    assert keys(board) == ["", "6001", "6002", "", "6003"]
    picture(board)
    assert {"Sales", "2 of 2 free", "No group"} <= set(drawn.texts)
    said = board.tiles.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sales: 2 of 2 agents free"


def test_names_are_shortened_before_tiles_get_small(make_board: MakeBoard, drawn: DrawnTexts) -> None:
    entries = {f"{6001 + n}": DirectoryEntry(f"Wilhelmina{n} Featherstonehaugh") for n in range(60)}
    view = BoardView(names=DisplayNames(Directory(MappingProxyType(entries))), animate=False)
    board = make_board(floor_after(*BUSY_FLOOR), view=view, size=(1920, 1080))
    drawn.texts.clear()
    picture(board)
    assert "Wilhelmina0 F." in drawn.texts
    assert not [text for text in drawn.texts if "Featherstone" in text]
    assert drawn.cut == []


@pytest.mark.parametrize(
    ("naming", "shown", "hidden"),
    [
        (NameStyle.NAMES, "Olga Wagner", "OW"),
        (NameStyle.INITIALS, "OW", "Olga"),
        (NameStyle.IDS, "6001", "Olga"),
    ],
)
def test_tiles_show_no_more_than_the_privacy_settings_permit(
    make_board: MakeBoard, drawn: DrawnTexts, naming: NameStyle, shown: str, hidden: str
) -> None:
    directory = Directory(MappingProxyType({"6001": DirectoryEntry("Olga Wagner")}))
    view = BoardView(names=DisplayNames(directory, naming), animate=False)
    board = make_board(floor_after(call("E", "6001", "07")), view=view)
    picture(board)
    said = str(board.tiles.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert shown in drawn.texts
    assert shown in said
    assert not [text for text in [*drawn.texts, said] if hidden in text]


def test_reasons_and_times_of_breaks_may_be_hidden(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    view = BoardView(Selection(break_times=False), DisplayNames(hide_reasons=True), animate=False)
    board = make_board(floor_after(call("E", "6001", "07")), view=view)
    clock.go_on(65)
    drawn.texts.clear()
    picture(board)
    said = str(board.tiles.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Make busy" in drawn.texts
    assert not [text for text in drawn.texts if "1:05" in text or "7" in text]
    assert said == "Agent 6001: Make busy"


def test_a_change_lights_a_tile_up_once_and_it_settles(
    qtbot: QtBot, make_board: MakeBoard, clock: Clock
) -> None:
    board = make_board(
        floor_after(call("A", "6001"), call("A", "6002")), view=BoardView(Selection(order=AgentOrder.ID))
    )
    glow = board.tiles.glow
    clock.go_on(10)
    hear(board, clock, call("E", "6001"))
    assert glow.strength("6001") == 1
    assert glow.strength("6002") == 0
    clock.go_on(0.5)
    hear(board, clock, call("F", "6001"))
    assert 0 < glow.strength("6001") < 1, "another change within a moment adds no flicker"
    clock.go_on(GLOW_S)
    assert glow.strength("6001") == 0
    clock.go_on(10)
    qtbot.waitUntil(lambda: not the_timer(glow).isActive())


def test_nothing_lights_up_where_all_changes_at_once(make_board: MakeBoard, clock: Clock) -> None:
    board = make_board(crowd(30), view=BoardView(Selection(order=AgentOrder.ID)))
    hear(board, clock, *[call("E", f"{10_000 + number}") for number in range(30)])
    assert not any(board.tiles.glow.strength(key) for key in keys(board))


def test_lighting_up_can_be_switched_off(make_board: MakeBoard, clock: Clock) -> None:
    board = make_board(floor_after(call("A", "6001")), view=STILL)
    hear(board, clock, call("E", "6001"))
    assert board.tiles.glow.strength("6001") == 0


def test_changes_do_not_prolong_a_page(make_board: MakeBoard, clock: Clock) -> None:
    view = BoardView(Selection(grouping=AgentGrouping.STATE), animate=False)
    board = on_a_wall(make_board, crowd(240), view)
    turning = board.tiles.page_timer
    turning.setInterval(14_000)
    turning.start(15_000)
    before = turning.remainingTime()
    hear(board, clock, call("E", "10000", "07"))
    assert board.tiles.tile_fit.count == 242
    assert turning.remainingTime() <= before


def test_a_new_page_duration_applies_at_once(make_board: MakeBoard) -> None:
    board = on_a_wall(make_board, crowd(240))
    board.show_view(BoardView(animate=False, page_s=5))
    assert board.tiles.page_timer.interval() == 5_000


def test_a_tile_settles_even_under_steady_change(qtbot: QtBot, make_board: MakeBoard, clock: Clock) -> None:
    view = BoardView(Selection(order=AgentOrder.ID))
    board = make_board(floor_after(*[call("A", f"600{n}") for n in range(8)]), view=view)
    clock.go_on(10)
    hear(board, clock, call("E", "6001"))
    started = the_timer(board.tiles.glow).remainingTime()
    for code in ("E", "F", "E", "F"):
        hear(board, clock, call(code, "6002"))
    assert 0 <= the_timer(board.tiles.glow).remainingTime() <= started
    with qtbot.waitSignal(board.tiles.glow.stepped):
        pass


def test_the_keyboard_stays_at_an_agent_while_rows_come_and_go(make_board: MakeBoard, clock: Clock) -> None:
    board = make_board(
        floor_after(call("A", "6001"), call("A", "6003")), view=BoardView(Selection(order=AgentOrder.ID))
    )
    tiles = board.tiles
    tiles.setFocus()
    tiles.setCurrentIndex(tiles.model().index(1, 0))
    hear(board, clock, call("A", "6002"))
    assert tiles.currentIndex().data(KEY_ROLE) == "6003"
    assert tiles.currentIndex().row() == 2


def test_hidden_break_times_are_not_revealed_by_limits_or_order(make_board: MakeBoard, clock: Clock) -> None:
    limits = Limits(states=MappingProxyType({AgentState.MAKE_BUSY: Limit(60, 120)}))
    choice = Selection(order=AgentOrder.TIME, break_times=False)
    floor = floor_after(call("E", "6002"), call("A", "6001"))
    board = make_board(floor, view=BoardView(choice, limits=limits, animate=False))
    clock.go_on(500)
    board.catch_up()
    assert keys(board) == ["6001", "6002"]
    assert "long" not in str(board.tiles.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_pointing_at_an_agent_turns_to_the_page(make_board: MakeBoard) -> None:
    board = on_a_wall(make_board, crowd(240), BoardView(Selection(order=AgentOrder.ID)))
    tiles = board.tiles
    for agent_id in ("10239", "10000", "10120"):
        assert tiles.point_at(agent_id)
        assert agent_id in keys(board)
        assert tiles.currentIndex().data(KEY_ROLE) == agent_id
        assert tiles.glow.strength(agent_id) > 0.9
    assert not tiles.point_at("99999")
    assert not tiles.point_at("")
