"""The board off screen: what it shows of a floor, at any size, in both themes."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Connection, Connections
from desktop.acd.floor import Floor
from desktop.acd.selection import AgentOrder, QueueSelection, Selection
from desktop.boards.board import Board
from desktop.boards.queue_cards import QueueCardDelegate
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.ui.theme import DARK, LIGHT, PRESETS, Theme, themed
from tests.drawing import DrawnTexts
from tests.drawn_boards import BUSY_FLOOR, DATA_FILE, LIVE, LOST, MakeBoard, picture, ticks
from tests.finding import the
from tests.support import START, Clock, call, floor_after, group, path, wire


def texts(board: Board) -> list[str]:
    return [label.text() for label in board.footer.findChildren(QLabel)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", [(560, 420), (1280, 720), (1920, 1080), (3840, 2160)])
def test_every_agent_has_a_tile_and_every_queue_a_card_at_any_size(
    make_board: MakeBoard, theme: Theme, size: tuple[int, int]
) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), theme=theme, size=size)
    image = picture(board)
    assert image.pixelColor(2, 2).name() == theme.ground
    tiles, cards = board.tiles, board.cards
    assert tiles.model().rowCount() == 60
    assert cards.model().rowCount() == 2
    first = tiles.visualRect(tiles.model().index(0, 0))
    assert first.top() == 0
    for row in range(60):
        tile = tiles.visualRect(tiles.model().index(row, 0))
        assert tile.left() + tiles.tile_fit.width <= board.width() - tiles.x()
        if not tiles.tile_fit.scrolls:
            assert tile.top() + tiles.tile_fit.height <= tiles.height()
    for row in range(2):
        card = cards.visualRect(cards.model().index(row, 0))
        assert cards.x() + card.right() <= board.width() + 1
        assert card.top() < cards.height()


def test_a_tile_is_painted_in_the_tone_of_its_state(make_board: MakeBoard) -> None:
    board = make_board(floor_after(call("A", "6001")), view=BoardView(animate=False))
    tiles = board.tiles

    def ground() -> str:
        tile = tiles.visualRect(tiles.model().index(0, 0))
        where = tiles.mapTo(board, tile.topLeft()) + QPoint(tiles.tile_fit.width // 2, 6)
        return picture(board).pixelColor(where).name()

    assert ground() == DARK.free.ground
    floor_events = Decoder().receive_data(wire(call("E", "6001")))
    board.on_floor_changed(board.floor.apply(floor_events, START))
    assert ground() == DARK.out_of_reach.ground


def test_figures_look_old_while_the_line_is_lost(make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    fresh = picture(board)
    board.on_lines_changed(LOST)
    old = picture(board)
    coloured = {DARK.free.ground, DARK.acd.ground, DARK.work_timer.ground, DARK.out_of_reach.ground}

    def colours(image: QImage) -> set[str]:
        return {
            image.pixelColor(x, y).name()
            for x in range(0, image.width(), 7)
            for y in range(0, image.height(), 7)
        }

    assert coloured <= colours(fresh)
    assert not coloured & colours(old)
    assert "refused" in texts(board)[0]
    assert "No data since" in board.chips.accessibleName()
    board.on_lines_changed(LIVE)
    assert coloured <= colours(picture(board))


def test_the_longest_waiting_counts_on_and_stops_when_the_line_is_lost(
    make_board: MakeBoard, clock: Clock
) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    clock.go_on(60)
    ticks(board).timeout.emit()
    assert "longest 4 minutes 42 seconds" in board.key_figures.accessibleName()
    board.on_lines_changed(
        Connections((Connection(LinePhase.LOST, "x:1", clock.now, "refused", last_heard=clock.now),))
    )
    clock.go_on(600)
    ticks(board).timeout.emit()
    assert "longest 4 minutes 42 seconds" in board.key_figures.accessibleName()


def test_the_key_figures_are_read_aloud_as_a_summary(make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    assert board.key_figures.accessibleName() == "7 callers waiting, longest 3 minutes 42 seconds, 30 free"
    assert board.chips.accessibleName() == (
        "30 free, 1 ringing, 20 ACD, 2 other calls, 4 work timer, 2 out of reach, 1 logged out. Live"
    )


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (QueueSelection.AUTO, ["Group 610"]),
        (QueueSelection.GROUPS, ["Group 610"]),
        (QueueSelection.PATHS, ["Path 610", "Path 860"]),
        (QueueSelection.BOTH, ["Group 610", "Path 610", "Path 860"]),
    ],
)
def test_cards_are_shown_for_the_chosen_queues(
    make_board: MakeBoard, choice: QueueSelection, names: list[str]
) -> None:
    board = make_board(
        floor_after(group("610", 1), path("860", 2), path("610", 3)), view=BoardView(Selection(choice))
    )
    model = board.cards.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == names


def test_paths_are_shown_until_group_reports_come(make_board: MakeBoard) -> None:
    board = make_board(floor_after(path("860", 2)))
    model = board.cards.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Path 860"]
    board.on_floor_changed(board.floor.apply(Decoder().receive_data(wire(group("610", 1))), START))
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Group 610"]


def test_many_queues_get_compact_cards_and_none_is_missing(make_board: MakeBoard) -> None:
    board = make_board(
        floor_after(call("A"), *[group(f"{610 + i}", i) for i in range(12)]), size=(1920, 1080)
    )
    cards = board.cards
    bottoms = [cards.visualRect(cards.model().index(row, 0)).bottom() for row in range(12)]
    delegate = cards.itemDelegate()
    assert isinstance(delegate, QueueCardDelegate)
    lowest = max(bottoms) - (cards.gridSize().height() - delegate.card_size.height())
    assert lowest <= cards.height()
    assert board.tiles.y() > cards.y() + lowest


def test_queues_that_do_not_fit_can_be_scrolled_to(make_board: MakeBoard) -> None:
    board = make_board(floor_after(call("A"), *[group(f"{610 + i}", i) for i in range(60)]))
    cards = board.cards
    cards.scrollTo(cards.model().index(59, 0))
    assert cards.visualRect(cards.model().index(59, 0)).bottom() <= cards.height()
    assert board.tiles.height() > board.height() * 0.3


def test_the_footer_names_connection_last_record_and_data_file(make_board: MakeBoard) -> None:
    board = make_board(floor_after(call("A")))
    board.footer.show_last_record(START)
    connection, last_record, data_file = texts(board)
    assert [label.accessibleName() for label in board.footer.findChildren(QLabel)] == texts(board)
    assert connection.startswith("Connected to 192.168.201.2:15373 since ")
    assert last_record.startswith("Last record ")
    assert data_file == str(DATA_FILE)
    board.footer.show_file_fault(DATA_FILE, "no space left")
    assert texts(board)[2] == f"Can't write {DATA_FILE}: no space left"


def test_text_from_the_phone_system_is_never_markup(make_board: MakeBoard) -> None:
    board = make_board(floor_after(call("A", "<b>x")))
    board.on_lines_changed(Connections((Connection(LinePhase.LOST, "<img src=x>", START, "<h1>big</h1>"),)))
    for label in board.footer.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "<h1>" not in label.toolTip()
    assert board.tiles.model().index(0, 0).data() == "<b>x"


def test_a_write_failure_stays_marked_after_a_change_of_theme(
    make_board: MakeBoard,
) -> None:
    board = make_board(floor_after(call("A")))
    board.footer.show_file_fault(DATA_FILE, "no space left")
    board.set_theme(LIGHT)
    label = board.footer.findChildren(QLabel)[2]
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.alarm


@pytest.mark.parametrize("width", [560, 700, 900, 1280, 1920])
def test_the_footer_is_never_cut(qtbot: QtBot, make_board: MakeBoard, width: int) -> None:
    board = make_board(floor_after(call("A")), size=(width, 600))
    board.on_lines_changed(LOST)
    board.footer.show_last_record(START)
    for label in board.footer.findChildren(QLabel):
        qtbot.waitUntil(lambda: label.fontMetrics().horizontalAdvance(label.text()) <= label.width())  # noqa: B023 - called within the same pass


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_coloured_key_figures_use_the_high_contrast_colours(
    make_board: MakeBoard, preset: str, *, dark: bool
) -> None:
    theme = themed(preset, dark=dark)

    def colours(*records: str) -> set[str]:
        board = make_board(floor_after(*records), theme=theme)
        image = board.key_figures.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert theme.key_free in colours(call("A"), group("610", 7))
    assert theme.key_alarm in colours(call("A"), call("E"), group("610", 7))


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_tiles_and_chips_on_a_similar_ground_have_an_edge(make_board: MakeBoard, *, dark: bool) -> None:
    theme = themed("high-contrast", dark=dark)
    board = make_board(floor_after(*BUSY_FLOOR), theme=theme)
    tiles = board.tiles
    row = next(row for row in range(60) if tiles.model().index(row, 0).data() == "6042")
    tile = tiles.visualRect(tiles.model().index(row, 0))
    middle = tiles.mapTo(board, tile.topLeft()) + QPoint(tiles.tile_fit.width // 2, 0)
    image = picture(board)
    assert image.pixelColor(middle).name() == theme.edge
    assert image.pixelColor(middle + QPoint(0, 4)).name() == theme.ground
    chips = board.chips.grab().toImage()
    assert theme.edge in {chips.pixelColor(x, 0).name() for x in range(100)}


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("waiting", [7, 42, 138, 2997])
def test_key_figures_are_never_cut(make_board: MakeBoard, size: tuple[int, int], waiting: int) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), size=size)
    panel = board.key_figures
    figures = [str(waiting), "12:34", str(waiting)]
    key, widths = panel.fit_figures(figures, panel.width())
    for figure, width in zip(figures, widths, strict=True):
        assert board.look.brushes.width(figure, key) <= width
    assert sum(widths) < panel.width()


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160)])
def test_key_figures_stay_where_they_are_while_they_change(
    make_board: MakeBoard, size: tuple[int, int]
) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), size=size)
    panel = board.key_figures
    fits = {
        (key, tuple(widths))
        for figures in (["0", "–", "9"], ["12", "0:07", "0"], ["7", "12:34", "42"])  # noqa: RUF001 - a dash is meant
        for key, widths in [panel.fit_figures(figures, panel.width())]
    }
    assert len(fits) == 1


def test_queues_of_the_last_file_do_not_count_as_callers(make_board: MakeBoard) -> None:
    floor = Floor()
    floor.restore(floor_after(group("610", 7)).snapshot())
    board = make_board(floor)
    assert (
        board.key_figures.accessibleName() == "Callers waiting not known, longest not known, free not known"
    )
    assert board.key_figures.summary.queues_stale


def test_an_empty_board_says_why_it_is_empty(make_board: MakeBoard) -> None:
    board = make_board(Floor())
    assert board.message == "Agents appear as soon as the phone system names them"
    board.on_lines_changed(LOST)
    assert "refused" in board.message
    board.on_floor_changed(board.floor.apply(Decoder().receive_data(wire(call("A"))), START))
    assert board.message == ""


def test_seconds_tick_only_while_the_board_is_visible(make_board: MakeBoard) -> None:
    board = make_board(floor_after(call("A")))
    assert ticks(board).isActive()
    board.hide()
    assert not ticks(board).isActive()


IN_ORDER_OF_ID = BoardView(Selection(order=AgentOrder.ID), animate=False)


def test_only_changed_figures_and_chips_are_repainted(
    qtbot: QtBot, make_board: MakeBoard, drawn: DrawnTexts
) -> None:
    floor = floor_after(*BUSY_FLOOR)
    board = make_board(floor, view=IN_ORDER_OF_ID, size=(1920, 1080))
    qtbot.waitUntil(lambda: {"callers waiting", "free", "4 work timer", "2 out of reach"} <= set(drawn.texts))
    free = int(next(text for text in drawn.texts if text.endswith(" free")).removesuffix(" free"))
    drawn.texts.clear()
    board.on_floor_changed(floor.apply(Decoder().receive_data(wire(call("C", "6050"))), START))
    qtbot.waitUntil(lambda: "3 out of reach" in drawn.texts)
    tile = [text for text in drawn.texts if text in {"6050", "0:00"} or "disturb" in text or text == "DND"]
    # The chips that count it, and the one key figure that does.
    others = sorted(text for text in drawn.texts if text not in tile)
    assert others == sorted([f"{free - 1} free", "3 out of reach", f"{free - 1}", "free"])
    assert len(tile) == 3


def test_painting_in_parts_looks_like_painting_the_whole(
    qtbot: QtBot, make_board: MakeBoard, clock: Clock
) -> None:
    floor = floor_after(*BUSY_FLOOR)
    board = make_board(floor, view=IN_ORDER_OF_ID, size=(1280, 720))
    board.footer.hide()
    qtbot.waitExposed(board)
    changes = (
        (call("C", "6050"),),
        (call("T", "6051"), call("B", "6052")),
        (group("610", 12, 22, "0342"),),
        tuple(call("C", f"{6021 + number}") for number in range(40)),
        tuple(call("D", f"{6021 + number}") for number in range(40)),
        (group("610", 0, 22, "0000"),),
    )
    for records in changes:
        clock.go_on(1)
        board.on_floor_changed(floor.apply(Decoder().receive_data(wire(*records)), clock.now))
        ticks(board).timeout.emit()
        QCoreApplication.processEvents()
        for part in (board.key_figures, board.chips):
            seen = board.screen().grabWindow(board.winId()).toImage().copy(part.geometry())
            assert seen == board.grab(part.geometry()).toImage()


def test_tiles_and_menu_can_be_reached_by_keyboard(qtbot: QtBot, make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR))
    board.activateWindow()
    board.cards.setFocus()
    reached = []
    for _ in range(3):
        focused = board.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == ["Queues", "Agents", "Menu"]
    board.tiles.setFocus()
    qtbot.keyClick(board.tiles, Qt.Key.Key_Right)
    assert board.tiles.currentIndex().isValid()


def test_a_wall_board_has_no_type_below_the_legible_size(make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), size=(1920, 1080))
    board.footer.hide()
    board.set_least_sizes(38, 31)
    fit = board.tiles.tile_fit
    assert fit.faces.name.px >= 38
    assert min(fit.faces.state.px, fit.faces.detail.px) >= 31
    assert (fit.pages, fit.scrolls) == (1, False)
    last = board.tiles.visualRect(board.tiles.model().index(59, 0))
    assert last.top() + fit.height <= board.tiles.height()
    board.set_least_sizes(0, 0)
    assert board.tiles.tile_fit.faces.name.px < 38


def test_a_detail_that_does_not_fit_beside_its_name_is_left_out_and_not_cut(
    make_board: MakeBoard, drawn: DrawnTexts
) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), size=(1920, 1080))
    board.footer.hide()
    board.set_least_sizes(38, 31)
    picture(board)
    assert drawn.cut == []
    assert "0:00" in drawn.texts


def test_from_afar_every_state_is_counted_and_no_text_is_cut(
    make_board: MakeBoard, drawn: DrawnTexts
) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), size=(1920, 1080), view=BoardView(animate=False))
    board.look.source_label = "Demonstration"
    board.footer.hide()
    board.set_least_sizes(65, 51)
    drawn.texts.clear()
    board.chips.grab()
    counted = {str(count) for _, count, _, _ in board.chips.counts() if count}
    assert counted <= {text.split()[0] for text in drawn.texts if text}
    assert "Demonstration" in " ".join(drawn.texts)
    assert drawn.cut == []


def test_the_menu_s_button_is_in_the_board_s_colours(make_board: MakeBoard) -> None:
    board = make_board(floor_after(*BUSY_FLOOR), theme=DARK)
    board.set_theme(LIGHT)
    palette = the(QToolButton, board.footer).palette()
    assert palette.color(QPalette.ColorRole.Button).name() == LIGHT.ground
