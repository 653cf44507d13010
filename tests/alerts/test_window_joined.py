"""The alerts window, joined with alerts and history as the program joins them."""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import Alert, AlertKey, Reading, Subject, SubjectKind
from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.alerts.mute import MuteDuration, end_of_day_s
from desktop.acd.alerts.open_alerts import OpenAlert
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.wording import clock as time_of_day
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.history import AlertHistory
from desktop.alerts.watch import AlertWatch
from desktop.alerts.window import AlertsWindow
from desktop.live.floor import LiveFloor
from desktop.live.terms import rules_of
from desktop.settings import RuleSettings, SettingsFile
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import DARK
from tests.acd.alerts.watched import LIMITS, NAMES
from tests.alerts.live_floor import LiveFloorStandIn
from tests.support import START, Clock, group

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RULE = RuleSettings("callers", limit=5, start_after_s=0, end_after_s=0, rest_s=0)
SALES = AlertKey("callers", Subject(SubjectKind.GROUP, "610"))
SUPPORT = AlertKey("callers", Subject(SubjectKind.GROUP, "611"))


@dataclass
class JoinedWindow:
    """The parts, and the window's signals."""

    heard: LiveFloorStandIn
    alerts: AlertWatch
    history: AlertHistory
    window: AlertsWindow
    placed: list[str] = field(default_factory=list)

    @property
    def cards(self) -> list[AlertCard]:
        return self.window.open_page.cards

    @property
    def said(self) -> list[str]:
        return [card.accessibleName() for card in self.cards]


@pytest.fixture
def joined(
    qtbot: QtBot, brushes: Brushes, clock: Clock, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[JoinedWindow]:
    monkeypatch.setattr("desktop.alerts.watch.person_here", lambda: "anna")
    file = SettingsFile(tmp_path / "settings.ini")
    file.change_rules([RULE])
    heard = LiveFloorStandIn(clock)
    alerts = AlertWatch(cast(LiveFloor, heard), file, clock, lambda: False, can_withdraw=True)
    alerts.take(NAMES, LIMITS)
    history = AlertHistory(None, 30, clock)
    history.start()
    alerts.entries_added.connect(history.add)
    window = AlertsWindow(Look(brushes, DARK, clock), QIcon(), alerts, history, "30,40,700,500")
    qtbot.addWidget(window)
    joined = JoinedWindow(heard, alerts, history, window)
    window.placed.connect(joined.placed.append)
    window.set_theme(DARK)
    heard.hear(group("610", 7), group("611", 6))
    yield joined
    window.hide()
    alerts.stop()
    assert history.stop()


def test_acknowledging_and_snoozing_are_shown_and_kept(joined: JoinedWindow, clock: Clock) -> None:
    joined.window.show_open()
    assert len(joined.said) == 2
    first, second = joined.cards
    joined.alerts.acknowledge(first.key, "Ben helps")
    joined.alerts.snooze(second.key, MuteDuration.QUARTER)
    now = clock()
    later = time_of_day(now._replace(wall_s=now.wall_s + 900))
    assert f"Acknowledged by anna at {time_of_day(now)}: Ben helps" in " ".join(joined.said)
    assert f"Snoozed by anna until {later}" in " ".join(joined.said)
    joined.alerts.take_back(first.key)
    assert "Acknowledged" not in " ".join(joined.said)
    assert [(entry.what, entry.by) for entry in joined.history.entries[2:]] == [
        ("acknowledged", "anna"),
        ("snoozed", "anna"),
        ("taken back", "anna"),
    ]


def test_opening_and_ending_alerts_are_shown(qtbot: QtBot, joined: JoinedWindow) -> None:
    joined.window.show_open()
    joined.heard.hear(group("610", 0))
    qtbot.waitUntil(lambda: [card.key for card in joined.cards] == [SUPPORT])
    window = joined.window
    window.hide()
    joined.heard.hear(group("611", 0))
    assert len(joined.cards) == 1
    joined.window.show_open()
    assert joined.cards == []


def test_the_history_is_exported_for_a_spreadsheet(
    qtbot: QtBot, joined: JoinedWindow, tmp_path: pathlib.Path
) -> None:
    joined.window.show_open()
    window = joined.window
    for folder, said in ((tmp_path, "Saved to"), (tmp_path / "nowhere", "Can't write")):
        path = folder / "out.csv"
        with qtbot.waitSignal(joined.history.exported):
            window.history_page.export_asked.emit(str(path), joined.history.entries)
        assert window.history_page.said.startswith(f"{said} {path}")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfwhen,rule,what,text,note,by\r\n")
    assert len(content.splitlines()) == 3


def test_a_lone_surrogate_in_a_name_does_not_prevent_the_export(
    qtbot: QtBot, joined: JoinedWindow, tmp_path: pathlib.Path
) -> None:
    joined.window.show_open()
    window = joined.window
    with qtbot.waitSignal(joined.history.exported):
        window.history_page.export_asked.emit(
            str(tmp_path / "out.csv"), [HistoryEntry(START, "r", "opened", "Ben \ud83d")]
        )
    assert b"Ben ?" in (tmp_path / "out.csv").read_bytes()


def test_the_window_s_place_is_kept(joined: JoinedWindow) -> None:
    joined.window.show_open()
    window = joined.window
    assert window.width() == 700
    window.setGeometry(60, 70, 640, 480)
    window.hide()
    assert joined.placed == ["60,70,640,480"]
    window.show_open()
    assert window.width() == 640


def test_only_a_present_acknowledgement_or_snooze_is_described() -> None:
    (rule,) = rules_of([RULE])
    alert = Alert(rule, SALES.subject, Level.ATTENTION, 5, Reading(START), START, START)
    assert OpenAlert(alert).said(START) == ""
    ended = Moment(START.steady_s - 1, START.wall_s - 1)
    assert OpenAlert(alert, snoozed_until=ended).said(START) == ""
    assert OpenAlert(alert, acknowledged=START).said(START) == f"Acknowledged at {time_of_day(START)}"


def test_for_today_means_until_midnight() -> None:
    assert MuteDuration.QUARTER.seconds(START) == 900
    assert MuteDuration.HOUR.seconds(START) == 3600
    assert MuteDuration.TODAY.seconds(START) == end_of_day_s(START.wall_s) - START.wall_s


def test_the_history_of_the_window_grows_as_it_happens(joined: JoinedWindow) -> None:
    joined.window.show_open()
    window = joined.window
    before = window.history_page.total
    joined.history.add([HistoryEntry(START, "callers", "opened", "x")])
    assert window.history_page.total == before + 1
