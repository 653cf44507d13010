"""The window with what needs attention, joined with alerts and history as the program joins them."""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import Alert, AlertKey, Subject, SubjectKind
from desktop.acd.alerts.floor_alerts import Outcome, end_of_day_s
from desktop.acd.alerts.history import Entry, OpenAlert
from desktop.acd.alerts.mute import MuteFor
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.moment import Moment
from desktop.acd.wording import clock as time_of_day
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.history import KeptHistory
from desktop.alerts.presenter import Attending, said_of
from desktop.alerts.watch import seconds_of
from desktop.ui.brushes import Brushes
from desktop.ui.kit import Kit
from desktop.ui.theme import DARK, LIGHT
from desktop.ui.tray_icon import TrayIcon
from tests.acd.alerts.watched import Desk
from tests.support import START, group

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RULE = Rule("callers", Condition.CALLERS_WAITING, limit=5)
SALES = AlertKey("callers", Subject(SubjectKind.GROUP, "610"))
SUPPORT = AlertKey("callers", Subject(SubjectKind.GROUP, "611"))


class Alerting(QObject):
    """Stands in for the program's alerting: a real desk without its timer."""

    changed = Signal()
    entries_added = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.at = Desk(RULE, person="anna")
        self.desk = self.at.desk

    def now(self) -> Moment:
        return self.at.now

    def hear(self, *records: str) -> None:
        before = len(self.at.entries)
        self.at.hear(*records)
        self._come(Outcome((), tuple(self.at.entries[before:])))

    def open_alerts(self) -> list[OpenAlert]:
        return self.desk.open_alerts(self.now())

    def headline(self, alert: Alert) -> str:
        return self.desk.headline(alert)

    def detail(self, alert: Alert) -> str:
        return self.desk.detail(alert)

    def acknowledge(self, key: AlertKey, note: str = "") -> None:
        self._come(self.desk.acknowledge(key, self.now(), note))

    def snooze(self, key: AlertKey, seconds: float) -> None:
        self._come(self.desk.snooze(key, seconds, self.now()))

    def take_back(self, key: AlertKey) -> None:
        self._come(self.desk.take_back(key, self.now()))

    def _come(self, outcome: Outcome) -> None:
        if outcome.entries:
            self.entries_added.emit(outcome.entries)
            self.changed.emit()


@dataclass
class Joined:
    """The parts, and what they told."""

    alerting: Alerting
    history: KeptHistory
    attending: Attending
    pointed: list[Subject] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)

    @property
    def windows(self) -> int:
        return int(self.attending.window is not None)

    @property
    def cards(self) -> list[AlertCard]:
        window = self.attending.window
        assert window is not None
        return window.open_page.cards

    @property
    def said(self) -> list[str]:
        return [card.accessibleName() for card in self.cards]


@pytest.fixture
def joined(qtbot: QtBot, qapp: QApplication, brushes: Brushes) -> Iterator[Joined]:  # noqa: ARG001 - an application
    alerting = Alerting()
    history = KeptHistory(None, 30, alerting.now)
    history.start()
    menu = QMenu()
    kit = Kit(qapp, brushes, menu, QAction(menu), TrayIcon(menu), QIcon(), alerting.now, "")
    attending = Attending(kit, alerting, history, "30,40,700,500")
    joined = Joined(alerting, history, attending)
    attending.point_asked.connect(joined.pointed.append)
    attending.placed.connect(joined.placed.append)
    attending.set_theme(DARK)
    alerting.hear(group("610", 7), group("611", 6))
    yield joined
    attending.close()
    assert history.stop()


def test_what_is_said_to_an_alert_is_shown_and_kept(joined: Joined) -> None:
    joined.attending.show()
    assert len(joined.said) == 2
    first, second = joined.cards
    first.acknowledge_asked.emit("Ben helps")
    second.snooze_asked.emit(MuteFor.QUARTER)
    now = joined.alerting.now()
    later = time_of_day(now._replace(wall_s=now.wall_s + 900))
    assert f"Acknowledged by anna at {time_of_day(now)}: Ben helps" in " ".join(joined.said)
    assert f"Snoozed by anna until {later}" in " ".join(joined.said)
    first.take_back_asked.emit()
    assert "Acknowledged" not in " ".join(joined.said)
    assert [(entry.what, entry.by) for entry in joined.history.entries[2:]] == [
        ("acknowledged", "anna"),
        ("snoozed", "anna"),
        ("taken back", "anna"),
    ]


def test_a_card_and_a_notice_of_one_lead_to_the_tile(joined: Joined) -> None:
    joined.attending.show_notice([SUPPORT])
    assert joined.pointed == [SUPPORT.subject]
    assert joined.windows == 0
    joined.attending.show_notice([SUPPORT, SALES])
    window = joined.attending.window
    assert window is not None
    focus = window.focusWidget()
    assert isinstance(focus, AlertCard)
    assert focus.key == SUPPORT
    focus.go_asked.emit()
    assert joined.pointed == [SUPPORT.subject] * 2
    # What a notice was about may be over by now.
    joined.attending.show_notice([])
    assert window.isVisible()


def test_what_comes_and_goes_is_shown_at_once(joined: Joined) -> None:
    joined.attending.show()
    joined.alerting.hear(group("610", 0))
    assert [card.key for card in joined.cards] == [SUPPORT]
    window = joined.attending.window
    assert window is not None
    window.hide()
    joined.alerting.hear(group("611", 0))
    assert len(joined.cards) == 1
    joined.attending.show()
    assert joined.cards == []


def test_the_history_is_exported_for_a_spreadsheet(
    qtbot: QtBot, joined: Joined, tmp_path: pathlib.Path
) -> None:
    joined.attending.show()
    window = joined.attending.window
    assert window is not None
    for folder, said in ((tmp_path, "Saved to"), (tmp_path / "nowhere", "Can't write")):
        path = folder / "out.csv"
        with qtbot.waitSignal(joined.history.exported):
            window.export_asked.emit(str(path), joined.history.entries)
        assert window.history_page._said.text().startswith(f"{said} {path}")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfwhen,rule,what,text,note,by\r\n")
    assert len(content.splitlines()) == 3


def test_half_a_letter_in_a_name_keeps_no_history_from_a_person(
    qtbot: QtBot, joined: Joined, tmp_path: pathlib.Path
) -> None:
    joined.attending.show()
    window = joined.attending.window
    assert window is not None
    with qtbot.waitSignal(joined.history.exported):
        window.export_asked.emit(str(tmp_path / "out.csv"), [Entry(START, "r", "opened", "Ben \ud83d")])
    assert b"Ben ?" in (tmp_path / "out.csv").read_bytes()


def test_the_window_is_kept_where_it_was(joined: Joined) -> None:
    joined.attending.show()
    window = joined.attending.window
    assert window is not None
    assert window.width() == 700
    window.setGeometry(60, 70, 640, 480)
    joined.attending.close()
    assert joined.placed == ["60,70,640,480"]
    joined.attending.set_theme(LIGHT)
    joined.attending.show()
    assert joined.attending.window is not None
    assert joined.attending.window.width() == 640


def test_what_holds_no_more_is_not_said(joined: Joined) -> None:
    alert = joined.alerting.open_alerts()[0].alert
    assert said_of(OpenAlert(alert), START) == ""
    ended = Moment(START.steady_s - 1, START.wall_s - 1)
    assert said_of(OpenAlert(alert, snoozed_until=ended), START) == ""
    assert said_of(OpenAlert(alert, acknowledged=START), START) == f"Acknowledged at {time_of_day(START)}"


def test_for_today_is_up_to_midnight() -> None:
    assert seconds_of(MuteFor.QUARTER, START) == 900
    assert seconds_of(MuteFor.HOUR, START) == 3600
    assert seconds_of(MuteFor.TODAY, START) == end_of_day_s(START.wall_s) - START.wall_s


def test_the_history_of_the_window_grows_as_it_happens(joined: Joined) -> None:
    joined.attending.show()
    window = joined.attending.window
    assert window is not None
    before = window.history_page._model.total
    joined.history.add([Entry(joined.alerting.now(), "callers", "opened", "x")])
    assert window.history_page._model.total == before + 1
