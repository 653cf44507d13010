"""Old figures look old, each by the line of its own phone system (desktop/boards/README.md, A9)."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Connection, Connections
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.acd.selection import QueueSelection, Selection
from desktop.boards.board import Board
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.ui.theme import DARK
from tests.drawing import DrawnTexts
from tests.drawn_boards import MakeBoard, picture, ticks
from tests.support import START, Clock, call, group, wire

NORTH, SOUTH = "pbx-north:15373", "pbx-south:15373"
NOON = Moment(1000.0, time.mktime((2026, 3, 10, 12, 0, 0, 0, 0, -1)))
"""A Tuesday."""


def live(source: str) -> Connection:
    return Connection(LinePhase.LIVE, source, NOON, last_heard=NOON)


def lost(source: str, phase: LinePhase = LinePhase.LOST) -> Connection:
    return Connection(phase, source, NOON, "refused", last_heard=NOON)


def two_floors() -> Floor:
    floor = Floor()
    for source, agent_id in ((NORTH, "6001"), (SOUTH, "7001")):
        records = wire(call("A", agent_id), call("G", agent_id, "01", "P860"), group("610", 3, 5, "0134"))
        floor.apply(Decoder().receive_data(records), NOON, source)
    return floor


def at(clock: Clock, seconds: float) -> None:
    clock.now = Moment(NOON.steady_s + seconds, NOON.wall_s + seconds)


def ground_of(board: Board, agent_id: str) -> str:
    tiles = board.tiles
    rows = [tiles.model().index(row, 0) for row in range(tiles.model().rowCount())]
    (index,) = [index for index in rows if index.data() == agent_id]
    corner = tiles.visualRect(index).topLeft()
    where = tiles.mapTo(board, corner) + QPoint(tiles.tile_fit.faces.bar // 2, tiles.tile_fit.height // 2)
    return picture(board).pixelColor(where).name()


def test_every_tile_and_every_card_says_since_when_it_is_old(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    board = make_board(two_floors(), size=(1920, 1080))
    at(clock, 90)
    board.on_lines_changed(Connections((lost(NORTH), lost(SOUTH))))
    drawn.texts.clear()
    picture(board)
    assert drawn.texts.count("since 12:00") == 2
    assert drawn.texts.count("at 12:00") == 2
    assert drawn.texts.count("No data since 12:00") == 1
    assert not {"path 860", "waiting"} & set(drawn.texts)
    assert drawn.cut == []


@pytest.mark.parametrize(("agents", "at_noon"), [(80, 80), (60, 0)])
def test_small_tiles_say_since_when_in_brief_or_not_at_all_but_never_as_a_bare_time(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts, agents: int, at_noon: int
) -> None:
    floor = Floor()
    records = wire(*[call("A", f"{6001 + i}") for i in range(agents)])
    floor.apply(Decoder().receive_data(records), NOON, NORTH)
    board = make_board(floor, size=(1920, 1080))
    at(clock, 90)
    board.on_lines_changed(Connections((lost(NORTH),)))
    drawn.texts.clear()
    picture(board)
    assert drawn.texts.count("at 12:00") == at_noon
    assert "12:00" not in drawn.texts
    assert drawn.cut == []


def test_the_present_time_beside_no_data_since_is_marked_as_now(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    board = make_board(two_floors(), size=(1920, 1080))
    at(clock, 120)
    board.on_lines_changed(Connections((live(NORTH), live(SOUTH))))
    drawn.texts.clear()
    board.chips.grab()
    assert "12:02" in drawn.texts
    board.on_lines_changed(Connections((lost(NORTH), lost(SOUTH))))
    drawn.texts.clear()
    board.chips.grab()
    assert {"No data since 12:00", "now 12:02"} <= set(drawn.texts)
    assert "12:02" not in drawn.texts


@pytest.mark.parametrize(
    ("days", "since", "on_tile"),
    [(0, "12:00", "since 12:00"), (1, "Tue 12:00", "Tue 12:00"), (9, "10 Mar 12:00", "10 Mar 12:00")],
)
def test_figures_older_than_today_name_their_day(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts, days: int, since: str, on_tile: str
) -> None:
    board = make_board(two_floors(), size=(1920, 1080))
    at(clock, days * 86_400 + 60)
    board.on_lines_changed(Connections((lost(NORTH), lost(SOUTH))))
    drawn.texts.clear()
    picture(board)
    assert f"No data since {since}" in drawn.texts
    assert on_tile in drawn.texts


def test_at_midnight_old_figures_begin_to_name_their_day(
    qtbot: QtBot, make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    clock.now = NOON
    board = make_board(two_floors(), size=(1920, 1080))
    at(clock, 12 * 3600 - 1)
    board.on_lines_changed(Connections((lost(NORTH), lost(SOUTH))))
    ticks(board).timeout.emit()
    qtbot.waitUntil(lambda: "since 12:00" in drawn.texts)
    at(clock, 12 * 3600)
    ticks(board).timeout.emit()
    drawn.texts.clear()
    qtbot.waitUntil(lambda: "Tue 12:00" in drawn.texts)
    assert any("lost since Tue 12:00" in label.text() for label in board.footer.findChildren(QLabel))


@pytest.mark.parametrize("phase", [LinePhase.LOST, LinePhase.SILENT, LinePhase.CONNECTING])
def test_the_loss_of_one_of_two_phone_systems_marks_only_its_own_figures(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts, phase: LinePhase
) -> None:
    board = make_board(two_floors(), size=(1920, 1080))
    at(clock, 65)
    board.on_lines_changed(Connections((live(NORTH), lost(SOUTH, phase))))
    assert ground_of(board, "6001") == DARK.acd.accent
    assert ground_of(board, "7001") == DARK.off.accent
    drawn.texts.clear()
    picture(board)
    # One phone system's times go on, the other's stand still: times in the state, and longest waiting.
    assert sorted(text for text in drawn.texts if text in {"1:05", "0:00"}) == ["0:00", "1:05"]
    assert sorted(text for text in drawn.texts if text in {"2:39", "1:34"}) == ["1:34", "2:39", "2:39"]
    assert drawn.texts.count("path 860") == drawn.texts.count("since 12:00") == 1
    assert "1 of 2 without data since 12:00" in drawn.texts
    assert drawn.cut == []
    drawn.texts.clear()
    board.cards.grab()
    assert drawn.texts.count("waiting") == drawn.texts.count("at 12:00") == 1


def test_old_figures_are_read_aloud_as_old_and_without_a_running_time(
    make_board: MakeBoard, clock: Clock
) -> None:
    board = make_board(two_floors(), view=BoardView(Selection(QueueSelection.GROUPS)))
    at(clock, 65)
    board.on_lines_changed(Connections((live(NORTH), lost(SOUTH))))
    role = Qt.ItemDataRole.AccessibleTextRole
    tiles, cards = board.tiles.model(), board.cards.model()
    assert [tiles.index(row, 0).data(role) for row in range(2)] == [
        "Agent 6001: ACD, path 860, for 1 minute 5 seconds",
        "Agent 7001: ACD, path 860, for 0 seconds, old since 12:00",
    ]
    assert [cards.index(row, 0).data(role) for row in range(2)] == [
        "Group 610 pbx-north: 3 waiting, longest 2 minutes 39 seconds, 5 logged in",
        "Group 610 pbx-south: 3 waiting, longest 1 minute 34 seconds, 5 logged in, old since 12:00",
    ]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_chips_keep_their_words_beside_the_longest_status_text(
    make_board: MakeBoard, clock: Clock, drawn: DrawnTexts, size: tuple[int, int]
) -> None:
    board = make_board(two_floors(), size=size)
    at(clock, 86_400)
    board.on_lines_changed(Connections((live(NORTH), lost(SOUTH))))
    drawn.texts.clear()
    picture(board)
    assert {"1 of 2 without data since Tue 12:00", "1 ACD", "1 unkn"} <= set(drawn.texts)


def test_a_sum_that_contains_old_figures_is_hatched_but_not_grey(make_board: MakeBoard, clock: Clock) -> None:
    board = make_board(two_floors(), size=(1280, 720))
    at(clock, 1)

    def panel_colours(lines: Connections) -> set[str]:
        board.on_lines_changed(lines)
        image: QImage = board.key_figures.grab().toImage()
        return {image.pixelColor(x, 8).name() for x in range(8, image.width() - 8)}

    assert panel_colours(Connections((live(NORTH), live(SOUTH)))) == {DARK.panel}
    assert len(panel_colours(Connections((live(NORTH), lost(SOUTH))))) > 1
    image = picture(board)
    assert any(image.pixelColor(x, y).name() == DARK.text for x in range(300) for y in range(0, 150, 2))


def test_after_reconnecting_unconfirmed_figures_are_hatched_and_keep_their_colour(
    make_board: MakeBoard,
) -> None:
    floor = Floor()
    floor.apply(Decoder().receive_data(wire(call("A", "6001"), call("A", "6002"))), START, NORTH)
    board = make_board(floor)

    def hatched() -> dict[str, bool]:
        image, tiles, found = picture(board), board.tiles, {}
        for row in range(2):
            index = tiles.model().index(row, 0)
            top_left = tiles.mapTo(board, tiles.visualRect(index).topLeft())
            y = top_left.y() + 8
            across = range(top_left.x() + 40, top_left.x() + tiles.tile_fit.width - 20)
            found[index.data()] = len({image.pixelColor(x, y).name() for x in across}) > 1
        return found

    assert hatched() == {"6001": False, "6002": False}
    board.on_floor_changed(floor.mark_unconfirmed(NORTH))
    assert hatched() == {"6001": True, "6002": True}
    assert ground_of(board, "6001") == DARK.free.accent
    board.on_floor_changed(floor.apply(Decoder().receive_data(wire(call("D", "6002"))), START, NORTH))
    assert hatched() == {"6001": True, "6002": False}


def test_the_name_of_a_phone_system_fits_on_the_cards(make_board: MakeBoard, drawn: DrawnTexts) -> None:
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        board = make_board(two_floors(), size=size)
        drawn.texts.clear()
        picture(board)
        assert any(text.endswith("610 pbx-north") for text in drawn.texts)
        assert any(text.endswith("610 pbx-south") for text in drawn.texts)
        assert drawn.cut == []


def test_a_tick_repaints_only_the_times_that_changed(
    qtbot: QtBot, make_board: MakeBoard, clock: Clock, drawn: DrawnTexts
) -> None:
    floor = Floor()
    floor.apply(Decoder().receive_data(wire(call("A", "6001"), call("G", "6002", "01", "P860"))), NOON, NORTH)
    clock.now = NOON
    board = make_board(floor)
    qtbot.waitUntil(lambda: {"6001", "6002", "Idle", "ACD", "path 860", "0:00"} <= set(drawn.texts))
    ticks(board).timeout.emit()
    QCoreApplication.processEvents()
    at(clock, 1)
    drawn.texts.clear()
    ticks(board).timeout.emit()
    QCoreApplication.processEvents()
    assert drawn.texts == ["0:01", "0:01"]
