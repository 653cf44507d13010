"""The first start in the whole program, and changing to a demonstration and back."""

import dataclasses
import gc
import json
import pathlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.acd.floor import Floor
from desktop.app.desk import Desk
from desktop.app.screen import show_in_turn
from desktop.boards.board import Board
from desktop.boards.open_boards import Boards
from desktop.boards.window import BoardWindow
from desktop.cli.command_line import make_parser
from desktop.cli.program import make_run
from desktop.live.files import files_of_run
from desktop.live.preferences import Preferences
from desktop.live.run import Run
from desktop.settings import Settings, SettingsFile, read_site
from desktop.setup.assistant import SetupAssistant
from desktop.setup.connect_dialog import ConnectDialog
from desktop.setup.runs import demonstration_of, real_of
from desktop.setup.window import AssistantWindow
from desktop.system.autostart import Autostart
from desktop.tray.menu import TrayMenu
from desktop.ui.brushes import Brushes
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, group, wire

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
PATIENCE_S = 20.0
STEP_MS = 20
Script = Iterator[Callable[[], bool]]


class SignIn(Autostart):
    """A stand-in for the system's service that starts programs at sign-in."""

    is_possible = True

    def __init__(self, fault: OSError | None = None) -> None:
        self.fault = fault
        self.on = False
        self.changes: list[bool] = []

    def is_on(self) -> bool:
        return self.on

    def turn(self, *, on: bool) -> None:
        if self.fault is not None:
            raise self.fault
        self.on = on
        self.changes.append(on)


@pytest.fixture
def home(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """Make a person's home in which nothing is set up."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path


def real_file(home: pathlib.Path) -> pathlib.Path:
    return home / "data" / "TallyMate" / "mitel_data.json"


def demonstration_file(home: pathlib.Path) -> pathlib.Path:
    return home / "data" / "TallyMate" / "demo" / "mitel_data.json"


def first_run(home: pathlib.Path, **given: object) -> Run:
    file = SettingsFile(home / "config" / "settings.ini")
    settings = Settings(**given)  # type: ignore[arg-type]  # by name
    files = files_of_run(settings, file.path.parent)
    return Run(
        settings,
        file,
        files.data_file,
        files.record_file,
        directory_file=files.directory_file,
        given=given,
    )


def kept(home: pathlib.Path) -> SettingsFile:
    return SettingsFile(home / "config" / "settings.ini")


class Play(QObject):
    """Plays a script while one run changes to the next; each of its steps waits for a condition."""

    def __init__(self, application: QApplication, script: Script) -> None:
        super().__init__()
        self._application = application
        self._script = script
        self._reached: Callable[[], bool] = lambda: True
        self._until_s = time.monotonic() + PATIENCE_S
        self.error: BaseException | None = None
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start(STEP_MS)

    def _on_tick(self) -> None:
        try:
            if self._reached():
                self._until_s = time.monotonic() + PATIENCE_S
                self._reached = next(self._script)
            assert time.monotonic() < self._until_s, "it did not come to be"
        except StopIteration:
            self._end()
        except BaseException as error:  # noqa: BLE001 - raised again outside Qt's loop
            self.error = error
            self._end()

    def _end(self) -> None:
        self._tick.stop()
        self._application.exit()


@pytest.fixture
def play(qtbot: QtBot, qapp: QApplication) -> Callable[[Run, Script], None]:
    def go(run: Run, script: Script) -> None:
        playing = Play(qapp, script)
        show_in_turn(qapp, run)
        if playing.error is not None:
            raise playing.error
        qtbot.waitUntil(lambda: not shown(BoardWindow))

    return go


def shown(kind: type[QWidget]) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def asked() -> AssistantWindow:
    window = shown(AssistantWindow)[0]
    assert isinstance(window, AssistantWindow)
    return window


def is_asked() -> bool:
    return bool(shown(AssistantWindow)) and asked().isActiveWindow()


def click(text: str) -> None:
    the(QAbstractButton, asked(), text).click()


def menu_action(text: str) -> QAction:
    menu = the(QToolButton, shown(BoardWindow)[0], "Menu").menu()
    return next(one for one in menu.actions() if one.text() == text and one.isVisible())


def says(reason: str) -> bool:
    labels = [one for one in asked().findChildren(QLabel) if one.objectName() == "reason" and one.isVisible()]
    return reason in [one.accessibleName() for one in labels]


def agents_in(path: pathlib.Path) -> set[str]:
    return set(json.loads(path.read_bytes())["agents"]) if path.exists() else set()


def answer_phone_system(port: int) -> None:
    the(QLineEdit, asked()).setText("127.0.0.1")
    the(QSpinBox, asked()).setValue(port)


@pytest.fixture
def fresh(start_program: StartProgram, home: pathlib.Path) -> JoinedProgram:
    return start_program(home / "config", host="")


def open_assistant(qtbot: QtBot, program: JoinedProgram) -> AssistantWindow:
    qtbot.waitUntil(is_asked)
    program.desk.next_run = None
    return asked()


def test_a_first_start_opens_the_assistant_and_a_test_shows_live_records(
    qtbot: QtBot, fresh: JoinedProgram, phone_system: PhoneSystem
) -> None:
    open_assistant(qtbot, fresh)
    assert fresh.window.findChild(ConnectDialog) is None
    click("&Next")
    answer_phone_system(phone_system.port)
    click("&Test connection")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(group("610", 2)))
    lines = the(QPlainTextEdit, asked())
    qtbot.waitUntil(lambda: "group 610: 2 waiting" in lines.toPlainText())
    asked().reject()
    qtbot.waitUntil(lambda: not phone_system.clients)


def test_cancelling_leaves_everything_as_it_is_and_the_program_usable(
    qtbot: QtBot, fresh: JoinedProgram, phone_system: PhoneSystem
) -> None:
    before = fresh.settings_file.path.read_bytes()
    open_assistant(qtbot, fresh)
    click("&Next")
    answer_phone_system(phone_system.port)
    click("Cancel")
    assert not shown(AssistantWindow)
    assert fresh.settings_file.path.read_bytes() == before
    assert fresh.desk.next_run is None
    assert fresh.window.isVisible()
    fresh.action("Set up").trigger()
    qtbot.waitUntil(is_asked)
    click("&Next")
    assert not the(QLineEdit, asked()).text()
    asked().reject()


@pytest.mark.parametrize(
    "settings", [{"minimized": True}, {"set_up": True}, {"host": "127.0.0.1", "port": 1}, {}]
)
def test_the_assistant_opens_only_at_a_first_start_by_a_person(
    qtbot: QtBot, start_program: StartProgram, home: pathlib.Path, settings: dict[str, object]
) -> None:
    program = start_program(home / "config", **({"host": ""} | settings))
    qtbot.wait(50)
    assert bool(shown(AssistantWindow)) == (not settings)
    for dialog in program.window.findChildren(ConnectDialog):
        dialog.reject()


def run_chosen(
    qtbot: QtBot, run: Run, autostart: SignIn, program: JoinedProgram, answer: Callable[[], None]
) -> Run:
    """Return the run that the program changes to after these answers in the assistant."""
    context = program.context
    preferences = Preferences(run, context.live_floor, context.recording, context.directory)
    assisting = SetupAssistant(
        dataclasses.replace(context, run=run, autostart=autostart, preferences=preferences)
    )
    try:
        assisting.show()
        qtbot.waitUntil(is_asked)
        with qtbot.waitSignal(assisting.run_chosen, timeout=5000) as chosen:
            answer()
    finally:
        assert assisting.stop()
        assisting.deleteLater()
    assert chosen.args is not None
    made: Run = chosen.args[0]
    return made


@pytest.fixture
def kit_program(start_program: StartProgram, tmp_path: pathlib.Path) -> JoinedProgram:
    other = tmp_path / "other"
    other.mkdir()
    return start_program(other, port=1)


def answer_by_keyboard(qtbot: QtBot, *texts_and_keys: str | Qt.Key) -> None:
    for one in texts_and_keys:
        focused = asked().focusWidget() or asked()
        if isinstance(one, str):
            qtbot.keyClicks(focused, one)
        else:
            qtbot.keyClick(focused, one)


def test_by_keyboard_alone_a_supervisor_is_set_up(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    enter, autostart = Qt.Key.Key_Return, SignIn()

    def answer() -> None:
        answer_by_keyboard(qtbot, enter, "127.0.0.1:4711", enter, enter, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
        answer_by_keyboard(qtbot, Qt.Key.Key_Space, enter)

    before = first_run(home)
    before.settings_file.change(minimized=True)
    run = run_chosen(qtbot, before, autostart, kit_program, answer)
    file = kept(home)
    # From the next start on: the person who has just set it up wants to see it.
    assert (file.chosen.settings.minimized, run.minimized) == (True, False)
    assert (file.chosen.settings.host, file.chosen.settings.set_up, file.chosen.settings.strip) == (
        "127.0.0.1:4711",
        True,
        False,
    )
    assert not file.chosen.settings.data_file
    assert (file.chosen.boards[0].fullscreen, file.chosen.boards[0].shown) == (False, True)
    assert [(line.host, line.port) for line in run.lines] == [("127.0.0.1", 4711)]
    assert run.data_file == real_file(home)
    assert autostart.changes == [True]


def test_by_mouse_alone_a_television_is_set_up(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    autostart = SignIn()
    run = first_run(home)
    run.settings_file.change(minimized=True, strip=True)

    def press(text: str) -> None:
        qtbot.mouseClick(the(QAbstractButton, asked(), text), Qt.MouseButton.LeftButton)

    def answer() -> None:
        press("&Next")
        the(QLineEdit, asked()).setText("pbx")
        press("&Next")
        press("A TV on the wall")
        press("Screen size: more")
        press("Distance: less")
        press("&Next")
        press("&Finish")

    made = run_chosen(qtbot, run, autostart, kit_program, answer)
    board = kept(home).chosen.boards[0]
    assert (board.fullscreen, board.shown) == (True, True)
    assert (board.screen, board.diagonal_in > 0, board.distance_m > 0) == (0, True, True)
    assert (kept(home).chosen.settings.minimized, kept(home).chosen.settings.strip) == (False, False)
    assert not made.settings.minimized
    assert autostart.changes == [True]


def test_another_place_for_the_data_file_is_checked_and_saved(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    def answer() -> None:
        asked().go_to(1)
        the(QLineEdit, asked()).setText("pbx")
        asked().go_to(3)
        field = the(QLineEdit, asked(), "Data file")
        for text, reason in (
            ("", "The file needs a place."),
            (str(home / "config" / "settings.ini"), "That is already in use for: settings."),
            ("mitel_data.json", "The whole path is needed, from the drive or the root on."),
            (str(home), "That is a folder."),
            (str(home / "none" / "x.json"), f"There is no folder {home / 'none'}."),
        ):
            field.setText(text)
            qtbot.waitUntil(partial(says, reason))
            assert not the(QAbstractButton, asked(), "&Finish").isEnabled()
        field.setText(str(home / "x.json"))
        qtbot.waitUntil(the(QAbstractButton, asked(), "&Finish").isEnabled)
        click("&Finish")

    run = run_chosen(qtbot, first_run(home), SignIn(), kit_program, answer)
    assert run.data_file == home / "x.json"
    assert kept(home).chosen.settings.data_file == str(home / "x.json")


def test_a_place_named_by_an_option_is_not_saved(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    def answer() -> None:
        asked().go_to(1)
        the(QLineEdit, asked()).setText("pbx")
        asked().go_to(3)
        assert the(QLineEdit, asked(), "Data file").text() == str(home / "option.json")
        click("&Finish")

    given = first_run(home, data_file=str(home / "option.json"))
    run = run_chosen(qtbot, given, SignIn(), kit_program, answer)
    assert run.data_file == home / "option.json"
    assert not kept(home).chosen.settings.data_file


def test_settings_that_can_not_be_saved_are_reported_and_apply_until_the_end(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    def answer() -> None:
        asked().go_to(1)
        the(QLineEdit, asked()).setText("pbx")
        asked().go_to(3)
        click("&Start TallyMate when I sign in to this PC")
        click("&Finish")
        assert any("the registry is closed" in label.text() for label in asked().findChildren(QLabel))
        click("&Finish")

    autostart = SignIn(OSError(5, "the registry is closed"))
    run = run_chosen(qtbot, first_run(home), autostart, kit_program, answer)
    assert run.settings.host == "pbx"


def test_a_failure_leaves_everything_as_it_is(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    run = first_run(home)
    before = run.settings_file.path.read_bytes()

    def answer() -> None:
        asked().go_to(1)
        the(QLineEdit, asked()).setText("pbx")
        asked().go_to(3)
        field = the(QLineEdit, asked(), "Data file")
        field.setText(str(home / "x.json"))
        finish = the(QAbstractButton, asked(), "&Finish")
        qtbot.waitUntil(finish.isEnabled)
        # It appeared after the check.
        (home / "x.json").mkdir()
        finish.click()
        assert any("x.json is a folder" in label.text() for label in asked().findChildren(QLabel))
        assert run.settings_file.path.read_bytes() == before
        (home / "x.json").rmdir()
        finish.click()

    assert run_chosen(qtbot, run, SignIn(), kit_program, answer).data_file == home / "x.json"


def test_settings_fixed_by_the_site_are_not_asked(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    site = home / "site.ini"
    fixed = "[fixed]\nsettings = host, strip, data_file, boards\n"
    site.write_text(f"[phone system]\nhost = pbx\n[strip]\nstrip = yes\n{fixed}")
    run = first_run(home)
    file = SettingsFile(run.settings_file.path, read_site(site))

    def answer() -> None:
        click("&Next")
        assert asked().files.isVisible()
        assert not the(QLineEdit, asked(), "Data file").isEnabled()
        assert any(label.text() == "Set by your site." for label in asked().findChildren(QLabel))
        click("&Finish")

    made = run_chosen(
        qtbot, replace(run, settings_file=file, settings=file.chosen.settings), SignIn(), kit_program, answer
    )
    assert (made.settings.host, made.settings.strip, made.settings.set_up) == ("pbx", True, True)


def test_a_setting_changed_since_the_start_overrides_an_option(
    qtbot: QtBot, home: pathlib.Path, kit_program: JoinedProgram
) -> None:
    run = first_run(home, host="option")
    run.settings_file.change(host="set")

    def answer() -> None:
        click("&Next")
        assert the(QLineEdit, asked()).text() == "set"
        for text in ("&Next", "&Next", "&Finish"):
            click(text)

    made = run_chosen(
        qtbot, replace(run, settings=run.settings_file.chosen.settings), SignIn(), kit_program, answer
    )
    assert made.settings.host == "set"


def runs_in_memory() -> Counter[str]:
    """Count the parts of runs that are still in memory, by class name."""
    parts = (Desk, Boards, Board, Brushes, TrayMenu, Floor)
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, parts))


def test_a_demonstration_does_not_touch_the_real_data_file(
    home: pathlib.Path, phone_system: PhoneSystem, play: Callable[[Run, Script], None]
) -> None:
    """From the first start on: look around, then connect, all in one run of the program."""
    # Leftovers of earlier tests do not count.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    of_others = runs_in_memory()

    def script() -> Script:
        yield is_asked
        click("Show me a demonstration")
        click("&Show it")
        yield lambda: not shown(AssistantWindow) and len(agents_in(demonstration_file(home))) > 5
        assert not agents_in(real_file(home))
        assert not kept(home).chosen.settings.set_up
        menu_action("Connect your phone system...").trigger()
        yield is_asked
        answer_phone_system(phone_system.port)
        for text in ("&Next", "&Next", "&Finish"):
            click(text)
        yield lambda: bool(phone_system.clients)
        phone_system.send(wire(call("A", "7777")))
        yield lambda: agents_in(real_file(home)) == {"7777"}
        assert set((runs_in_memory() - of_others).values()) == {1}
        assert len(shown(BoardWindow)) == 1
        assert menu_action("Set up again...")

    play(first_run(home), script())
    assert agents_in(real_file(home)) == {"7777"}
    assert "7777" not in agents_in(demonstration_file(home))
    assert kept(home).chosen.settings.set_up


def test_a_tv_board_fills_the_screen_when_the_assistant_is_done(
    home: pathlib.Path, phone_system: PhoneSystem, play: Callable[[Run, Script], None]
) -> None:
    def script() -> Script:
        yield is_asked
        click("&Next")
        answer_phone_system(phone_system.port)
        click("&Next")
        click("A TV on the wall")
        click("&Next")
        click("&Finish")
        yield lambda: bool(shown(BoardWindow)) and shown(BoardWindow)[0].isFullScreen()
        if sys.platform == "linux":
            assert list((home / "config" / "autostart").iterdir())

    play(first_run(home), script())


def test_agents_of_a_former_phone_system_are_not_restored(
    home: pathlib.Path, phone_system: PhoneSystem, play: Callable[[Run, Script], None]
) -> None:
    def script() -> Script:
        yield lambda: bool(phone_system.clients)
        phone_system.send(wire(call("A", "6001")))
        yield lambda: agents_in(real_file(home)) == {"6001"}
        menu_action("Set up again...").trigger()
        yield is_asked
        asked().go_to(1)
        the(QLineEdit, asked()).setText("127.0.0.1:1")
        for text in ("&Next", "&Next", "&Finish"):
            click(text)
        yield lambda: not shown(AssistantWindow) and not phone_system.clients and bool(shown(BoardWindow))
        yield lambda: agents_in(real_file(home)) == set()

    play(first_run(home, host="127.0.0.1", port=phone_system.port), script())


def test_a_late_failure_of_the_data_file_leaves_the_program_as_it_was(
    home: pathlib.Path,
    phone_system: PhoneSystem,
    play: Callable[[Run, Script], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder appears in the file's place between the last check and the start."""
    wanted = home / "x.json"
    quit_ = Desk.quit

    def quit_late(desk: Desk) -> None:
        if desk.next_run is not None:
            wanted.mkdir()
        quit_(desk)

    monkeypatch.setattr(Desk, "quit", quit_late)

    def script() -> Script:
        yield lambda: bool(phone_system.clients)
        menu_action("Set up again...").trigger()
        yield is_asked
        asked().go_to(3)
        the(QLineEdit, asked(), "Data file").setText(str(wanted))
        yield the(QAbstractButton, asked(), "&Finish").isEnabled
        click("&Finish")
        yield lambda: phone_system.connections == 2
        phone_system.send(wire(call("A", "6001")))
        yield lambda: agents_in(real_file(home)) == {"6001"}

    play(first_run(home, host="127.0.0.1", port=phone_system.port), script())


def test_options_apply_to_the_real_phone_system_and_never_to_a_demonstration(home: pathlib.Path) -> None:
    run = first_run(home, host="pbx", data_file=str(home / "option.json"))
    shown_instead = demonstration_of(run)
    assert shown_instead.demo
    assert shown_instead.data_file == demonstration_file(home)
    assert (shown_instead.detail_file, shown_instead.lines) == (None, ())
    back = real_of(shown_instead, {})
    assert (back.data_file, back.settings.host, back.is_play) == (home / "option.json", "pbx", False)
    other = real_of(shown_instead, {"host": "other"})
    assert [line.host for line in other.lines] == ["other"]


def test_a_file_that_an_option_names_for_a_demonstration_never_becomes_the_real_one(
    home: pathlib.Path,
) -> None:
    settings, named = home / "config" / "settings.ini", home / "named.json"
    options = ["--demo", "--settings", str(settings), "--data-file", str(named)]
    run = make_run(make_parser(options).parse_args(options))
    assert run.data_file == named
    assert real_of(run, {"host": "pbx"}).data_file == real_file(home)
