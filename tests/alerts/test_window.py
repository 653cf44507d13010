"""The alerts window by keyboard and by mouse."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import AlertKey, Subject, SubjectKind
from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import LONGEST_NOTE, AlertSummary
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.wording import clock as time_of_day
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.history import AlertHistory
from desktop.alerts.open_page import MOST_CARDS
from desktop.alerts.watch import AlertWatch
from desktop.alerts.window import AlertsWindow
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import DARK, PRESETS, Theme, themed
from tests.support import START, Clock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


BEGAN = time_of_day(START)


def key_of(number: str) -> AlertKey:
    return AlertKey("callers", Subject(SubjectKind.GROUP, number))


SALES = AlertSummary(
    key_of("610"), "Sales: 7 callers waiting", Level.TROUBLE, START, "Limit 5 waiting. 4 free."
)
SUPPORT = AlertSummary(key_of("611"), "Support: 3 callers waiting", Level.ATTENTION, START)
BILLING = AlertSummary(
    key_of("612"),
    "Billing: <b>4</b> waiting",
    Level.ATTENTION,
    START,
    said="Acknowledged by anna at 14:05: Ben helps",
)


def entry(text: str, note: str = "", by: str = "") -> HistoryEntry:
    return HistoryEntry(Moment(0.0, START.wall_s), "callers", "opened", text, note, by)


ENTRIES = [entry("Sales: 7 waiting"), entry("Support: 3 waiting", "Ben helps", "anna"), entry("Äpfel")]


class Watch(QObject):
    """A stand-in for the alerts of a floor."""

    changed = Signal()

    def __init__(self, alerts: list[AlertSummary]) -> None:
        super().__init__()
        self.alerts = alerts
        self.asked: list[tuple[object, ...]] = []

    def summaries(self) -> list[AlertSummary]:
        return list(self.alerts)

    def acknowledge(self, key: AlertKey, note: str) -> None:
        self.asked.append(("acknowledge", key, note))

    def snooze(self, key: AlertKey, choice: MuteDuration) -> None:
        self.asked.append(("snooze", key, choice))

    def take_back(self, key: AlertKey) -> None:
        self.asked.append(("take back", key))


@dataclass
class Person:
    """A person at the window, and what they asked for."""

    qtbot: QtBot
    window: AlertsWindow
    alerts: list[AlertSummary]
    asked: list[tuple[object, ...]]

    def shows(self, *alerts: AlertSummary) -> None:
        self.alerts[:] = alerts
        self.window.refresh()

    def press(self, key: Qt.Key, *, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focus, text)

    def click(self, what: QWidget) -> None:
        self.qtbot.mouseClick(what, Qt.MouseButton.LeftButton)

    def button(self, text: str) -> QPushButton:
        (found,) = [
            one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible()
        ]
        return found

    @property
    def focus(self) -> QWidget:
        widget = self.window.focusWidget()
        assert widget is not None
        return widget

    @property
    def cards(self) -> list[AlertCard]:
        return self.window.open_page.cards

    @property
    def words(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    @property
    def table(self) -> QTableView:
        table = self.window.findChild(QTableView)
        assert table is not None
        return table

    @property
    def rows(self) -> list[str]:
        model = self.table.model()
        return [model.index(row, 2).data() for row in range(model.rowCount())]


def make(qtbot: QtBot, brushes: Brushes, clock: Clock, theme: Theme = DARK, place: str = "") -> Person:
    watch, history = Watch([SALES, SUPPORT, BILLING]), AlertHistory(None, 30, clock)
    look = Look(brushes, theme, clock)
    window = AlertsWindow(look, QIcon(), cast(AlertWatch, watch), history, place)
    qtbot.addWidget(window)
    window.set_theme(theme)
    person = Person(qtbot, window, watch.alerts, watch.asked)
    page = window.open_page
    page.go_asked.connect(lambda key: person.asked.append(("go", key)))
    window.history_page.export_asked.connect(
        lambda path, entries: person.asked.append(("export", path, entries))
    )
    window.placed.connect(lambda place: person.asked.append(("placed", place)))
    window.show_open()
    return person


@pytest.fixture
def person(qtbot: QtBot, brushes: Brushes, clock: Clock) -> Iterator[Person]:
    person = make(qtbot, brushes, clock)
    yield person
    person.window.hide()


def test_an_alert_is_fully_described_in_plain_words(person: Person, clock: Clock) -> None:
    clock.go_on(130)
    person.window.refresh()
    assert person.words[:4] == ["Trouble", f"for 2 min, since {BEGAN}", SALES.text, SALES.detail]
    assert "Billing: <b>4</b> waiting" in person.words
    assert BILLING.said in person.words
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in person.window.findChildren(QLabel)
        if label.text()
    )
    assert person.cards[0].accessibleName() == (
        f"Trouble: Sales: 7 callers waiting. since {BEGAN}. Limit 5 waiting. 4 free"
    )
    assert person.window.tabs.tabText(0) == "Open (2)"


def test_enter_and_a_click_go_to_the_tile(person: Person) -> None:
    assert person.focus is person.cards[0]
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Enter)
    person.click(person.cards[2])
    assert person.asked == [("go", SALES.key), ("go", SUPPORT.key), ("go", BILLING.key)]


def test_an_alert_is_acknowledged_with_a_note(person: Person) -> None:
    person.press(Qt.Key.Key_Tab)
    assert person.focus.accessibleName() == "Acknowledge: Sales: 7 callers waiting"
    person.press(Qt.Key.Key_Return)
    field = person.focus
    assert isinstance(field, QLineEdit)
    assert field.maxLength() == LONGEST_NOTE
    person.type("Ben helps")
    # Figures change, and so does the order, while a person writes.
    person.shows(SUPPORT, replace(SALES, text="Sales: 8 callers waiting"), BILLING)
    person.press(Qt.Key.Key_Return)
    assert person.asked == [("acknowledge", SALES.key, "Ben helps")]
    assert person.focus is person.cards[1]


def test_esc_closes_a_note_and_then_the_window(person: Person) -> None:
    person.press(Qt.Key.Key_A)
    person.type("x")
    person.press(Qt.Key.Key_Escape)
    assert person.window.isVisible()
    assert person.focus is person.cards[0]
    person.press(Qt.Key.Key_A)
    field = person.focus
    assert isinstance(field, QLineEdit)
    assert not field.text()
    person.click(person.button("Cancel"))
    person.press(Qt.Key.Key_A)
    person.click(person.button("Acknowledge"))
    person.press(Qt.Key.Key_Escape)
    assert not person.window.isVisible()
    assert person.asked[0] == ("acknowledge", SALES.key, "")
    assert [what for what, *_ in person.asked] == ["acknowledge", "placed"]


def test_snoozing_offers_three_times(person: Person) -> None:
    menu = person.cards[1].findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [choice.value for choice in MuteDuration]
    for action in menu.actions():
        action.trigger()
    assert person.asked == [("snooze", SUPPORT.key, choice) for choice in MuteDuration]


def test_an_acknowledgement_and_a_snooze_are_taken_back(person: Person) -> None:
    person.click(person.button("Take back"))
    person.cards[2].setFocus()
    person.press(Qt.Key.Key_A)
    person.press(Qt.Key.Key_S)
    person.press(Qt.Key.Key_Delete)
    assert person.asked == [("take back", BILLING.key)] * 2
    person.shows(SALES, SUPPORT, replace(BILLING, said=""))
    assert "Take back" not in [
        button.text() for button in person.window.findChildren(QPushButton) if button.isVisible()
    ]
    assert person.cards[2].accessibleDescription() == "Enter goes there, A acknowledges, S snoozes"


def test_every_button_is_reached_by_keyboard_in_visual_order(person: Person) -> None:
    person.shows(SUPPORT, SALES, BILLING)
    person.cards[0].setFocus()
    names = []
    for _ in range(8):
        names.append(person.focus.accessibleName().split(".")[0])
        person.press(Qt.Key.Key_Tab)
    assert names == [
        "Attention: Support: 3 callers waiting",
        "Acknowledge: Support: 3 callers waiting",
        "Snooze: Support: 3 callers waiting",
        "Trouble: Sales: 7 callers waiting",
        "Acknowledge: Sales: 7 callers waiting",
        "Snooze: Sales: 7 callers waiting",
        "Attention: Billing: <b>4</b> waiting",
        "Take back what was said: Billing: <b>4</b> waiting",
    ]


def test_an_ended_alert_disappears_and_the_focus_stays_near(person: Person) -> None:
    person.press(Qt.Key.Key_Down)
    person.shows(SALES, BILLING)
    assert person.focus is person.cards[1]
    person.shows()
    assert "Nothing needs attention" in person.words
    person.shows(SUPPORT)
    assert "Nothing needs attention" not in person.words


def test_alerts_beyond_the_listed_ones_are_counted(person: Person) -> None:
    person.shows(*[replace(SALES, key=key_of(str(number))) for number in range(MOST_CARDS + 7)])
    assert len(person.cards) == MOST_CARDS
    assert "and 7 more, none of them worse" in person.words


def test_it_comes_forward_at_the_requested_alert(person: Person) -> None:
    many = [replace(SALES, key=key_of(str(number))) for number in range(20)]
    person.shows(*many)
    person.window.hide()
    person.window.show_open(many[15].key)
    assert person.focus is person.cards[15]
    person.qtbot.waitUntil(lambda: not person.cards[15].visibleRegion().isEmpty())


def test_times_tick_only_while_they_are_visible(
    qtbot: QtBot, person: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.alerts.window.REFRESH_MS", 10)
    person.window.hide()
    assert not person.window.is_ticking
    clock.go_on(61)
    person.window.show()
    assert f"for 1 min, since {BEGAN}" in person.words
    clock.go_on(60)
    qtbot.waitUntil(lambda: f"for 2 min, since {BEGAN}" in person.words)


def test_the_history_can_be_searched(person: Person) -> None:
    person.window.history_page.show_entries(ENTRIES, 30)
    person.qtbot.keyClick(person.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert person.rows == ["Äpfel", "Support: 3 waiting", "Sales: 7 waiting"]
    assert "3 entries in the last 30 days." in person.words
    person.type("ANNA ben")
    assert person.rows == ["Support: 3 waiting"]
    assert "1 of 3 entries in the last 30 days." in person.words
    person.window.history_page.show_entries(
        [*ENTRIES, entry("Sales again"), entry("Support again", "ben", "anna")], 30
    )
    assert person.rows == ["Support again", "Support: 3 waiting"]
    person.window.history_page.search.setText("nobody")
    assert person.rows == []
    assert not person.button("&Export as CSV...").isEnabled()
    person.window.history_page.search.clear()
    person.window.history_page.show_entries(ENTRIES[:1], 1)
    assert person.rows == ["Sales: 7 waiting"]
    assert "1 entry since yesterday." in person.words
    person.window.history_page.show_entries([], 30)
    assert "No alerts in the last 30 days." in person.words


def test_the_shown_part_of_the_history_is_exported(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.window.history_page.show_entries(ENTRIES, 30)
    person.window.tabs.setCurrentIndex(1)
    person.window.history_page.search.setText("waiting")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    person.click(person.button("&Export as CSV..."))
    assert person.asked == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/data/out.csv", ""))
    person.click(person.button("&Export as CSV..."))
    assert person.asked == [("export", "/data/out.csv", ENTRIES[:2])]
    person.window.history_page.say_exported("/data/out.csv", None)
    assert "Saved to /data/out.csv." in person.words
    person.window.history_page.say_exported("/data/out.csv", "No space left")
    assert "Can't write /data/out.csv: No space left" in person.words


def test_the_window_reopens_in_its_place(qtbot: QtBot, brushes: Brushes, clock: Clock) -> None:
    person = make(qtbot, brushes, clock, place="30,40,600,400")
    geometry = person.window.geometry()
    assert (geometry.left(), geometry.top(), geometry.width(), geometry.height()) == (30, 40, 600, 400)
    person.window.setGeometry(50, 60, 620, 420)
    person.window.close()
    assert person.asked == [("placed", "50,60,620,420")]


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_window_is_painted_in_every_look(
    qtbot: QtBot, brushes: Brushes, clock: Clock, preset: str, *, dark: bool
) -> None:
    theme = themed(preset, dark=dark)
    person = make(qtbot, brushes, clock, theme)
    before = person.window.grab().toImage()
    person.window.set_theme(themed(preset, dark=not dark))
    assert person.window.grab().toImage() != before
    person.window.hide()
