"""Several boards of one floor, each with its choice and its look, joined as the program joins them."""

import json
import pathlib

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.boards.agent_model import KEY_ROLE
from desktop.boards.feature import BoardsFeature
from desktop.boards.open_boards import Boards, OpenBoard
from desktop.settings import BoardSettings, SettingsFile
from desktop.setup.connect_dialog import ConnectDialog
from desktop.tray.feature import TrayFeature
from desktop.ui.theme import themed
from tests.faults.joined import JoinedProgram, StartProgram
from tests.support import PhoneSystem, call, group, path, wire

RECORDS = (call("A", "6001"), call("E", "6002", "07"), group("610", 7), group("611", 0), path("860", 1))
SALES = BoardSettings("Sales TV", groups=("610",), agents=("6001",), theme="dark", preset="mitel")


@pytest.fixture
def program(qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram) -> JoinedProgram:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*RECORDS))
    qtbot.waitUntil(lambda: len(program.tiles()) == 2)
    return program


def boards(program: JoinedProgram) -> Boards:
    return program.feature(BoardsFeature).boards


def board_of(program: JoinedProgram, name: str) -> OpenBoard:
    one = boards(program).named(name)
    assert one is not None
    return one


def names(program: JoinedProgram) -> list[str]:
    return [one.settings.name for one in boards(program)]


def keys(program: JoinedProgram, name: str) -> list[str]:
    model = board_of(program, name).board.tiles.model()
    return [model.index(row, 0).data(KEY_ROLE) for row in range(model.rowCount())]


def cards(program: JoinedProgram, name: str) -> list[str]:
    model = board_of(program, name).board.cards.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def add(program: JoinedProgram, *more: BoardSettings) -> None:
    program.settings_file.change_boards([*program.settings_file.chosen.boards, *more])
    boards(program).apply()


def test_a_new_board_shows_its_choice_at_once(program: JoinedProgram) -> None:
    add(program, SALES)
    sales = board_of(program, "Sales TV")
    assert sales.window.isVisible()
    assert (keys(program, "Sales TV"), cards(program, "Sales TV")) == (["6001"], ["Group 610"])
    assert sales.board.look.theme == themed("mitel", dark=True)
    assert sorted(keys(program, "Board")) == ["6001", "6002"]
    assert cards(program, "Board") == ["Group 610", "Group 611"]


def test_records_reach_every_board(qtbot: QtBot, program: JoinedProgram, phone_system: PhoneSystem) -> None:
    add(program, SALES)
    phone_system.send(wire(call("C", "6001"), call("A", "6003"), group("610", 2)))
    qtbot.waitUntil(lambda: len(keys(program, "Board")) == 3)
    assert keys(program, "Sales TV") == ["6001"]
    sales = board_of(program, "Sales TV").board
    assert sales.key_figures.accessibleName().startswith("2 callers waiting")


def test_the_title_names_the_board_if_there_are_several(program: JoinedProgram) -> None:
    boards(program).show_status()
    assert program.window.windowTitle() == "TallyMate - Live"
    add(program, SALES)
    boards(program).show_status()
    assert board_of(program, "Sales TV").window.windowTitle() == "Sales TV - Live"


def test_a_renamed_board_keeps_its_window(program: JoinedProgram) -> None:
    add(program, SALES)
    window = board_of(program, "Sales TV").window
    program.settings_file.change_board("Sales TV", name="Wall", preset="calm")
    boards(program).apply()
    assert board_of(program, "Wall").window is window
    assert names(program) == ["Board", "Wall"]


def test_a_removed_board_s_window_closes(program: JoinedProgram) -> None:
    add(program, SALES)
    window = board_of(program, "Sales TV").window
    program.settings_file.change_boards(program.settings_file.chosen.boards[:1])
    boards(program).apply()
    assert names(program) == ["Board"]
    assert not window.isVisible()


def test_a_further_board_that_was_closed_stays_closed(program: JoinedProgram) -> None:
    add(program, SALES)
    board_of(program, "Sales TV").window.close()
    assert not board_of(program, "Sales TV").window.isVisible()
    assert program.window.isVisible()
    assert [board.shown for board in SettingsFile(program.settings_file.path).chosen.boards] == [True, False]
    boards(program).show("Sales TV")
    assert [board.shown for board in SettingsFile(program.settings_file.path).chosen.boards] == [True, True]


def test_each_board_keeps_its_place(qtbot: QtBot, program: JoinedProgram) -> None:
    add(program, SALES)
    window = board_of(program, "Sales TV").window
    window.setGeometry(40, 50, 700, 500)
    qtbot.waitUntil(lambda: window.width() == 700)
    program.stop()
    assert SettingsFile(program.settings_file.path).chosen.boards[1].window_place == "40,50,700,500"


def test_the_menu_offers_every_board_and_every_screen(program: JoinedProgram) -> None:
    menu = program.feature(BoardsFeature).menu
    program.context.kit.menu.aboutToShow.emit()
    assert not menu.menuAction().isVisible(), "one board on one screen needs no list"
    add(program, SALES)
    program.context.kit.menu.aboutToShow.emit()
    assert menu.menuAction().isVisible()
    assert [action.text() for action in menu.actions()] == ["Board", "Sales TV"]
    program.context.kit.menu.aboutToShow.emit()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(menu.findChildren(QMenu)) == 2, "the menus of before are gone"
    sales = menu.actions()[1].menu()
    assert isinstance(sales, QMenu)
    show, fill = sales.actions()
    assert (show.text(), fill.text()[:23]) == ("Show", "Full screen on screen 1")
    fill.trigger()
    window = board_of(program, "Sales TV").window
    assert window.isFullScreen()
    assert not program.window.isFullScreen()
    window.leave_full_screen()


def test_f11_acts_on_the_active_board(qtbot: QtBot, program: JoinedProgram) -> None:
    add(program, SALES)
    window = board_of(program, "Sales TV").window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    program.action("Full screen").trigger()
    assert window.isFullScreen()
    assert not program.window.isFullScreen()
    window.leave_full_screen()


def test_a_full_screen_is_legible_from_where_people_are_and_a_window_is_for_the_desk(
    program: JoinedProgram,
) -> None:
    add(program, BoardSettings("Wall", diagonal_in=55.0, distance_m=3.0))
    wall = board_of(program, "Wall")
    assert wall.board.least_px == (0, 0)
    wall.window.fill_screen(None)
    name_px, text_px = wall.board.least_px
    assert name_px > text_px > 0
    program.settings_file.change_board("Wall", distance_m=6.0)
    boards(program).apply()
    assert wall.board.least_px[0] > 1.9 * name_px
    wall.window.leave_full_screen()
    assert wall.board.least_px == (0, 0)


def test_names_follow_the_directory_file(qtbot: QtBot, program: JoinedProgram) -> None:
    def shown() -> set[str]:
        model = program.board.tiles.model()
        return {model.index(row, 0).data() for row in range(model.rowCount())}

    file = program.data_file.parent / "directory.csv"
    head = "kind,number,name,groups\n"
    file.write_text(f"{head}agent,6001,Olga Wagner,610\ngroup,610,Sales,\n", encoding="utf-8")
    qtbot.waitUntil(lambda: shown() == {"Olga Wagner", "6002"}, timeout=10_000)
    assert cards(program, "Board") == ["Sales", "Group 611"]
    file.write_text(f"{head}agent,6001,Ben Okafor,610\n", encoding="utf-8")
    qtbot.waitUntil(lambda: shown() == {"Ben Okafor", "6002"}, timeout=10_000)


def test_the_strip_is_shown_and_that_choice_is_kept(program: JoinedProgram) -> None:
    assert program.feature(TrayFeature).strip is None
    program.action("Desk strip").trigger()
    strip = program.strip
    assert strip.isVisible()
    assert SettingsFile(program.settings_file.path).chosen.settings.strip
    strip.close()
    assert not strip.isVisible()
    assert not program.action("Desk strip").isChecked()
    assert not SettingsFile(program.settings_file.path).chosen.settings.strip


def test_the_strip_names_the_queue_in_trouble_and_since_when(
    qtbot: QtBot, program: JoinedProgram, phone_system: PhoneSystem
) -> None:
    overview = program.context.overview
    qtbot.waitUntil(lambda: overview.trouble.startswith("Group 610 limit 6 since "))
    program.action("Desk strip").trigger()
    assert "Group 610 limit 6 since" in program.strip.accessibleName()
    phone_system.send(wire(group("610", 1)))
    qtbot.waitUntil(lambda: overview.trouble == "")


def test_the_detail_file_has_the_directory_s_names(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path
) -> None:
    names = "kind,number,name,groups\nagent,6001,Olga Wagner,\ngroup,610,Sales,\n"
    (tmp_path / "directory.csv").write_text(names, encoding="utf-8")
    start_program(port=phone_system.port, detail_file="detail.json")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*RECORDS))

    def named() -> tuple[object, ...]:
        try:
            content = json.loads((tmp_path / "detail.json").read_bytes())
        except FileNotFoundError:
            return ()
        agents, groups = content["agents"], content["groups"]
        return tuple(found.get("name") for found in (*agents.values(), *groups.values()))

    qtbot.waitUntil(lambda: named() == ("Olga Wagner", None, "Sales", None), timeout=10_000)


def test_a_board_added_later_shows_the_floor_and_its_faults(program: JoinedProgram) -> None:
    boards(program).show_file_fault(program.data_file, "disk full")
    add(program, SALES)
    footer = board_of(program, "Sales TV").board.footer
    said = [label.accessibleName() for label in footer.findChildren(QLabel)]
    assert not said[1].endswith("none yet")
    assert "disk full" in said[2]
    assert board_of(program, "Sales TV").window.windowTitle() == "Sales TV - Live"


def test_a_removed_board_comes_back_in_its_place(qtbot: QtBot, program: JoinedProgram) -> None:
    add(program, SALES)
    window = board_of(program, "Sales TV").window
    window.setGeometry(40, 50, 700, 500)
    qtbot.waitUntil(lambda: window.width() == 700)
    boards(program).keep_places()
    removed = program.settings_file.chosen.boards[1]
    program.settings_file.change_boards(program.settings_file.chosen.boards[:1])
    boards(program).apply()
    add(program, removed)
    window = board_of(program, "Sales TV").window
    qtbot.waitUntil(lambda: window.geometry().getRect() == (40, 50, 700, 500))


def test_a_board_of_a_chosen_screen_keeps_its_place_on_it(program: JoinedProgram) -> None:
    screen = program.window.screen().name()
    placed = BoardSettings("Wall", screen=1, window_place="40,50,700,500", window_screen=screen)
    add(program, placed)
    assert board_of(program, "Wall").window.geometry().getRect() == (40, 50, 700, 500)


def test_the_first_board_can_go_while_it_asks_for_the_phone_system(
    qtbot: QtBot, program: JoinedProgram
) -> None:
    add(program, SALES)
    program.action("Phone system").trigger()
    dialog = program.window.findChild(ConnectDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.finished):
        program.settings_file.change_boards(program.settings_file.chosen.boards[1:])
        boards(program).apply()
    assert names(program) == ["Sales TV"]
    program.action("Phone system").trigger()
    again = board_of(program, "Sales TV").window.findChild(ConnectDialog)
    assert again is not None
    again.reject()


def test_an_outdated_menu_does_nothing(program: JoinedProgram) -> None:
    boards(program).fill_screen("Gone", None)
    boards(program).show("Gone")
    assert not program.window.isFullScreen()


def point_at(program: JoinedProgram, kind: SubjectKind, key: str = "") -> bool:
    return boards(program).point_at(Subject(kind, key))


def test_a_board_that_shows_the_pointed_at_agent_comes_forward(program: JoinedProgram) -> None:
    add(program, SALES)
    sales, first = board_of(program, "Sales TV"), board_of(program, "Board")
    first.window.hide()
    assert point_at(program, SubjectKind.AGENT, "6001")
    assert not first.window.isVisible()
    assert sales.board.tiles.currentIndex().data(KEY_ROLE) == "6001"
    assert sales.board.tiles.glow.strength("6001") > 0.5
    # Only the first one shows this agent, and it was hidden.
    assert point_at(program, SubjectKind.AGENT, "6002")
    assert first.window.isVisible()
    assert first.window.focusWidget() is first.board.tiles


def test_cards_are_pointed_at_as_tiles_are(qtbot: QtBot, program: JoinedProgram) -> None:
    first = board_of(program, "Board").board
    for kind, key in ((SubjectKind.GROUP, "611"), (SubjectKind.TEAM, "611")):
        first.cards.setCurrentIndex(first.cards.model().index(0, 0))
        assert point_at(program, kind, key)
        assert first.cards.currentIndex().data() == "Group 611"
    assert board_of(program, "Board").window.focusWidget() is first.cards
    # It lights up and settles by itself.
    qtbot.waitUntil(lambda: first.cards.glow.strength("GROUP 611") < 0.9)
    before = first.cards.grab().toImage()
    first.cards.glow.forget()
    assert first.cards.grab().toImage() != before


def test_if_no_board_shows_it_the_first_board_comes_forward(program: JoinedProgram) -> None:
    window = board_of(program, "Board").window
    for kind, key in (
        (SubjectKind.AGENT, "7777"),
        (SubjectKind.AGENT, ""),
        (SubjectKind.GROUP, "999"),
        (SubjectKind.TEAM, ""),
        (SubjectKind.LINE, "pbx:15373"),
        (SubjectKind.FILE, "data file"),
    ):
        window.hide()
        assert not point_at(program, kind, key)
        assert window.isVisible()
