"""The page of alerts in the whole program: by mouse alone, and what it writes into the file."""

import dataclasses
import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from desktop.alerts.feature import AlertsFeature
from desktop.alerts.rule_list import RuleList
from desktop.alerts.rules_page import AlertsPage
from desktop.live.terms import rules_of
from desktop.recording.entries import BytesCame, RecordingBegan, entry_line
from desktop.settings import DEFAULT_RULES, RuleSettings, SettingsFile
from desktop.settings.alerts import CONDITIONS, DAYS
from desktop.settings_window.feature import SettingsFeature
from desktop.settings_window.window import SettingsWindow
from desktop.system.sounds import Sound
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, group, path, wire

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
LEFT = Qt.MouseButton.LeftButton
MIDNIGHT_S = 1_767_571_200.0
BOARD_RULE = "Callers waiting"


class Page:
    """The page in its window, used by mouse and keyboard."""

    def __init__(self, qtbot: QtBot, program: JoinedProgram) -> None:
        self.qtbot = qtbot
        self.program = program
        program.feature(SettingsFeature).show()
        window = program.feature(SettingsFeature).window
        assert window is not None
        self.window: SettingsWindow = window
        qtbot.waitUntil(window.isActiveWindow)
        pages = the(QListWidget, window, "pages")
        row = next(at for at in range(pages.count()) if pages.item(at).text() == "Alerts")
        qtbot.mouseClick(pages.viewport(), LEFT, pos=pages.visualItemRect(pages.item(row)).center())
        self.page = the(AlertsPage, window)
        self.alerts_told = 0
        program.context.preferences.alerts_changed.connect(self._on_told)

    def _on_told(self) -> None:
        self.alerts_told += 1

    @property
    def list(self) -> RuleList:
        return the(RuleList, self.window)

    @property
    def rule(self) -> RuleSettings:
        """The selected rule, as in the file."""
        return next(one for one in self.written.chosen.rules if one.name == self.page.rules.rule)

    @property
    def written(self) -> SettingsFile:
        folder = self.program.settings_file.path
        return SettingsFile(folder, self.program.settings_file.site, is_read_only=True)

    def press(self, text: str) -> None:
        self.qtbot.mouseClick(the(QAbstractButton, self.window, text), LEFT)

    def step(self, name: str, times: int) -> None:
        """Press an arrow of a number so many times; down if negative."""
        # New widgets get their size in the event loop.
        QApplication.processEvents()
        box = the(QDoubleSpinBox, self.window, name)
        at = QPoint(box.width() - 10, 8 if times > 0 else box.height() - 8)
        for _ in range(abs(times)):
            self.qtbot.mouseClick(box, LEFT, pos=at)

    def type_number(self, name: str, text: str) -> None:
        box = the(QDoubleSpinBox, self.window, name)
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, text)
        self.qtbot.keyClick(box, Qt.Key.Key_Return)

    def type_name(self, text: str) -> None:
        line = the(QLineEdit, self.window, "Name")
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)

    def add(self, what: str) -> None:
        self.press("+ Add rule")
        menu = next(one for one in self.page.findChildren(QMenu) if one.isVisible())
        action = next(one for one in menu.actions() if one.text() == what)
        self.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    def choose(self, name: str) -> None:
        at = [rule.name for rule in self.program.settings_file.chosen.rules].index(name)
        self.list.scrollTo(self.list.model().index(at, 0))
        where = self.list.visualRect(self.list.model().index(at, 0)).center()
        self.qtbot.mouseClick(self.list.viewport(), LEFT, pos=where)

    def tick_line(self, name: str, row: int) -> None:
        lines = the(QListView, self.window, name)
        where = lines.visualRect(lines.model().index(row, 0)).center()
        self.qtbot.mouseClick(lines.viewport(), LEFT, pos=where)

    def texts(self) -> set[str]:
        return {one.text() for one in self.window.findChildren(QLabel) if one.isVisible()}

    def sentence(self) -> str:
        described = Qt.ItemDataRole.AccessibleDescriptionRole
        return str(self.list.currentIndex().data(described))


@pytest.fixture
def program(qtbot: QtBot, start_program: StartProgram, phone_system: PhoneSystem) -> Iterator[JoinedProgram]:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A"), call("A", "6002"), group("101", 0), group("102", 3), path("501", 1)))
    qtbot.waitUntil(lambda: len(program.live_floor.floor.agents) == 2)
    yield program
    program.feature(SettingsFeature).close()


@pytest.fixture
def page(qtbot: QtBot, program: JoinedProgram) -> Page:
    return Page(qtbot, program)


def test_more_than_three_longer_than_one_and_a_half_minutes_not_at_lunch_by_mouse_alone(page: Page) -> None:
    page.add("Callers waiting")
    page.step("And the first waits at least", 1)
    page.press("+ 12:00-13:00")
    assert page.sentence() == (
        "Tell when more than 3 callers wait in any queue and the first has waited 1:30 or longer;"
        " not 12:00-13:00."
    )
    rule = page.rule
    assert (rule.what, rule.limit, rule.longest_s, rule.quiet, rule.on) == (
        *("callers-waiting", 4, 90),
        *("12:00-13:00", True),
    )
    assert rule.start_after_s == 0
    assert page.alerts_told == 3


def test_every_field_goes_from_the_page_to_the_file_and_back(page: Page) -> None:
    page.add("Callers waiting")
    page.type_name("Mine")
    page.press("More")
    page.type_number("Callers waiting", "7")
    page.type_number("And the first waits at least", "2:10")
    page.type_number("Tell when it holds for", "0:12")
    page.type_number("Ends when over for", "0:13")
    page.type_number("Ends when fewer by", "2")
    page.type_number("Tell again after", "5:00")
    page.type_number("Not again for", "0:14")
    page.press("Attention")
    page.press("+ 12:00-13:00")
    page.press("+ 8:00-17:00")
    page.press("Sunday")
    page.press("Sound")
    page.press("Taskbar")
    page.press("Say when it is over")
    for title, none in (("Agent groups", "All"), ("Paths", "None")):
        page.press(f"{title}: {none}")
        page.tick_line(title, 0)
    first = page.program.settings_file.chosen.rules[-1]
    page.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.rule == RuleSettings(
        "Mine",
        on=False,
        limit=7,
        level="attention",
        longest_s=130,
        start_after_s=12,
        end_after_s=13,
        dead_band=2,
        repeat_s=300,
        rest_s=14,
        days=tuple(DAYS)[:6],
        hours="8:00-17:00",
        quiet="12:00-13:00",
        ways=("notification", "sound", "border", "taskbar"),
        says_end=True,
        groups=first.groups,
        paths=first.paths,
    )
    assert first.groups
    assert first.paths
    # And back, in a newly opened window.
    before = page.rule
    page.program.feature(SettingsFeature).close()
    again = Page(page.qtbot, page.program)
    again.choose("Mine")
    again.press("More")
    again.step("Not again for", 1)
    assert again.rule == dataclasses.replace(before, rest_s=19)


def test_fields_of_agents_go_to_the_file_and_back(page: Page) -> None:
    page.add("Still logged in after the hour")
    page.step("After", 2)
    page.press("Agents: All")
    page.tick_line("Agents", 0)
    assert page.rule.hour == "20:30"
    assert len(page.rule.agents) == 1
    assert page.rule.what == "still-logged-in"


@pytest.mark.parametrize("what", CONDITIONS)
def test_a_rule_of_every_kind_is_in_force_once_added(page: Page, what: str) -> None:
    page.add(CONDITIONS[what])
    assert page.rule.what == what
    assert rules_of([page.rule])
    assert page.sentence().startswith("Tell when ")


def test_a_renamed_rule_stays_selected(page: Page) -> None:
    page.type_name("Too many")
    assert page.page.rules.rule == "Too many"
    assert page.written.chosen.rules[0] == dataclasses.replace(DEFAULT_RULES[0], name="Too many")


def test_changing_the_condition_renames_a_rule_that_was_not_named_by_hand(page: Page) -> None:
    page.add("Ringing too long")
    box = the(QComboBox, page.window, "What")
    box.setFocus()
    page.qtbot.keyClick(box, Qt.Key.Key_Up)
    assert (page.rule.name, page.rule.what) == ("A call too long on hold", "hold")
    page.type_name("Mine")
    page.qtbot.keyClick(box, Qt.Key.Key_Up)
    assert (page.rule.name, page.rule.what) == ("Mine", "work-timer")


def test_a_rule_is_duplicated_removed_and_taken_back(page: Page) -> None:
    page.press("Duplicate")
    assert page.rule == dataclasses.replace(DEFAULT_RULES[0], name="Callers waiting 2")
    page.choose("Longest waiting")
    page.press("Remove")
    assert "Longest waiting" not in {rule.name for rule in page.written.chosen.rules}
    assert page.page.rules.rule == "Callers waiting"
    assert "Longest waiting was removed." in page.texts()
    page.press("Undo")
    assert page.written.chosen.rules[:-1] == DEFAULT_RULES
    assert page.page.rules.rule == "Longest waiting"
    assert "Longest waiting was removed." not in page.texts()


def test_all_rules_can_go_and_come_back_by_undoing_all_changes(page: Page) -> None:
    for _ in DEFAULT_RULES:
        page.press("Remove")
    assert not page.written.chosen.rules
    assert "There is no rule: nothing is told." in page.texts()
    page.press("Undo changes")
    assert page.written.chosen.rules == DEFAULT_RULES
    assert page.page.rules.rule


def test_sounds_and_history_go_to_the_file_and_back_and_can_be_undone(page: Page) -> None:
    before = page.written.chosen.alerts
    tabs = the(QTabBar, page.window, "Settings of alerts")
    page.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    page.press("Sounds")
    page.press("Only while I'm here")
    page.type_number("Volume", "35")
    page.type_number("Keep the history for", "90")
    heard = page.written.chosen.alerts
    assert (heard.sounds, heard.sounds_only_here, heard.volume, heard.history_days) == (False, False, 35, 90)
    assert page.alerts_told == 4
    with page.qtbot.waitSignal(page.program.feature(AlertsFeature).settings_pages().sound_asked) as asked:
        page.press("Hear trouble")
    assert asked.args == [Sound.TROUBLE, 35]
    page.press("Undo changes")
    assert page.written.chosen.alerts == before
    assert the(QDoubleSpinBox, page.window, "Volume").value() == before.volume


def test_rules_fixed_by_the_site_stay(qtbot: QtBot, program: JoinedProgram) -> None:
    site = program.settings_file.site
    fixed = dataclasses.replace(site.fixed, kinds=frozenset({"alerts"}))
    program.settings_file.site = dataclasses.replace(site, fixed=fixed)
    page = Page(qtbot, program)
    assert "Set by your site." in page.texts()
    page.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert program.settings_file.chosen.rules == DEFAULT_RULES
    assert not page.alerts_told


def test_more_rules_than_the_file_holds_are_refused_with_the_reason(page: Page) -> None:
    many = [RuleSettings(f"Rule {number}") for number in range(200)]
    page.program.settings_file.change_rules(many)
    page.program.feature(AlertsFeature).settings_pages().show_settings()
    page.press("Duplicate")
    assert len(page.program.settings_file.chosen.rules) == 200
    assert any("more than 200 rules" in text for text in page.texts())


def recording(folder: pathlib.Path, *, hours: int = 1) -> pathlib.Path:
    """Return a recording in which seven callers wait for 20 seconds, every five minutes."""
    entries: list[bytes] = [entry_line(RecordingBegan(MIDNIGHT_S))]
    for at in range(0, hours * 3600, 10):
        waiting = 7 if at % 300 in {0, 10} and at >= 300 else 0
        entries.append(
            entry_line(BytesCame(MIDNIGHT_S + at, "pbx.example:15373", wire(group("101", waiting))))
        )
    file = folder / "monday.jsonl"
    file.write_bytes(b"".join(entries))
    return file


def try_on(page: Page, file: pathlib.Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
        page.press("Try on a recording...")


def test_a_tried_rule_shows_its_result_and_takes_the_suggested_delay(
    page: Page, tmp_path: pathlib.Path
) -> None:
    page.add("Callers waiting")
    page.step("And the first waits at least", -12)
    assert page.rule.longest_s == 0
    page.program.settings_file.change_rules([dataclasses.replace(page.rule, end_after_s=0, rest_s=0)])
    page.program.feature(AlertsFeature).settings_pages().show_settings()
    try_on(page, recording(tmp_path))
    said = (
        "Would have alerted 11 times, each for under a minute; suggested delay 30 s."
        " That is 11 in an hour, more than anyone acts on."
    )
    page.qtbot.waitUntil(lambda: said in page.texts())
    assert said in page.sentence()
    assert "Tried on 59 minutes 50 seconds of monday.jsonl." in page.texts()
    page.press("Use a delay of 30 s")
    assert page.rule.start_after_s == 30
    assert said not in page.texts()


def test_a_file_that_is_no_recording_is_reported_in_one_line(page: Page, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir", encoding="utf-8")
    try_on(page, file)
    page.qtbot.waitUntil(lambda: any("letter.txt" in text and "Try" not in text for text in page.texts()))
    assert the(QAbstractButton, page.window, "Try on a recording...").isEnabled()


def test_a_trial_runs_in_the_background_and_can_be_cancelled(page: Page, tmp_path: pathlib.Path) -> None:
    try_on(page, recording(tmp_path, hours=200))
    page.qtbot.waitUntil(lambda: any(text.startswith("Trying on monday.jsonl: 20") for text in page.texts()))
    page.press("Cancel")
    page.qtbot.waitUntil(lambda: not page.program.feature(AlertsFeature).settings_pages().is_trying)
    assert the(QAbstractButton, page.window, "Try on a recording...").isEnabled()
    assert not any(text.startswith(("Trying on", "Tried on")) for text in page.texts())


def test_closing_the_window_cancels_a_trial(page: Page, tmp_path: pathlib.Path) -> None:
    try_on(page, recording(tmp_path, hours=200))
    pages = page.program.feature(AlertsFeature).settings_pages()
    assert pages.is_trying
    page.program.feature(SettingsFeature).close()
    page.qtbot.waitUntil(lambda: not pages.is_trying)
