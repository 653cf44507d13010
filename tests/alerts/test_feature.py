"""Alerts in the joined program: what a supervisor hears and sees, from a stream on a real socket."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueKind
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.feature import AlertsFeature
from desktop.alerts.notifications import Notifications
from desktop.names.feature import NamesFeature
from desktop.protocol.decoder import Decoder
from desktop.settings import RuleSettings
from desktop.system import clock
from desktop.system.presence import Presence
from desktop.system.sounds import Sound, Sounds
from desktop.ui.theme import DARK, LIGHT
from desktop.ui.tray_icon import TrayIcon
from tests.faults.joined import JoinedProgram, StartProgram
from tests.support import PhoneSystem, call, group, wire

WAITING = RuleSettings(
    "More than 3 wait", what="callers-waiting", limit=4, start_after_s=0, end_after_s=0, rest_s=0
)
FULL, OVER = group("610", 4, 5, "0030"), group("610", 0)

Watch = Callable[..., JoinedProgram]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of notifications; off screen there is neither tray nor service (tests/screen has them)."""
    titles: list[str] = []

    def tell(_tray: TrayIcon, title: str, _text: str, _icon: object = None) -> bool:
        titles.append(title)
        return True

    monkeypatch.setattr(TrayIcon, "tell", tell)
    return titles


@pytest.fixture
def watch(qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram) -> Watch:
    """Start a program with these rules that hears a phone system of one idle agent and an empty queue."""

    def start(*rules: RuleSettings, **alerts: object) -> JoinedProgram:
        program = start_program(port=phone_system.port)
        program.context.preferences.change_rules(rules)
        program.context.preferences.change_alerts(**alerts)
        qtbot.waitUntil(lambda: bool(phone_system.clients))
        phone_system.send(wire(call("A"), OVER))
        qtbot.waitUntil(lambda: "6001" in program.tiles() and "610" in program.file()["groups"])
        return program

    return start


def opened(program: JoinedProgram) -> list[str]:
    alert_watch = program.feature(AlertsFeature).watch
    return [each.text for each in alert_watch.summaries()]


def rim(program: JoinedProgram) -> Level:
    queue = program.live_floor.floor.queues[QueueKind.GROUP]["610"]
    return program.board.look.borders.queue(queue)


def test_an_alert_notifies_once_and_is_on_the_board_in_the_menu_and_in_the_history(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(WAITING)
    assert (told, rim(program)) == ([], Level.NONE)
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(told))
    assert [title.split(", longest")[0] for title in told] == ["Group 610: 4 callers waiting"]
    qtbot.waitUntil(lambda: rim(program) is Level.TROUBLE)
    assert "1 alert open" in program.tray.icon.toolTip()
    program.tray.menu.aboutToShow.emit()
    assert any(action.text().startswith("Group 610: 4 callers") for action in program.tray.menu.actions())
    assert [entry.what for entry in program.feature(AlertsFeature).history.entries] == ["opened"]
    phone_system.send(wire(OVER))
    qtbot.waitUntil(lambda: not opened(program))
    assert len(told) == 1
    qtbot.waitUntil(lambda: rim(program) is Level.NONE)
    assert "alert" not in program.tray.icon.toolTip()
    assert [entry.what for entry in program.feature(AlertsFeature).history.entries] == ["opened", "ended"]


def test_a_tile_says_that_an_alert_is_open_rather_than_long(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch
) -> None:
    program = watch(RuleSettings("Away", what="do-not-disturb", limit=1, start_after_s=0, level="attention"))
    phone_system.send(wire(call("C")))
    qtbot.waitUntil(lambda: bool(opened(program)))
    model = program.board.tiles.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "alert" in said
    assert "long" not in said


def test_rapid_changes_of_alerts_are_shown_at_intervals(qtbot: QtBot, watch: Watch) -> None:
    program = watch(WAITING)
    alert_watch, floor = program.feature(AlertsFeature).watch, program.live_floor.floor
    source = floor.queues[QueueKind.GROUP]["610"].source
    shown: list[int] = []
    alert_watch.changed.connect(lambda: shown.append(len(alert_watch.summaries())))
    for _ in range(20):
        for record in (OVER, FULL):
            changes = floor.apply(Decoder().receive_data(wire(record)), clock.now(), source)
            program.live_floor.floor_changed.emit(changes)
    assert len(shown) <= 1
    qtbot.waitUntil(lambda: shown[-1:] == [1])
    # A person's action shows at once.
    count = len(shown)
    alert_watch.acknowledge(alert_watch.summaries()[0].key)
    alert_watch.take_back(alert_watch.summaries()[0].key)
    assert len(shown) == count + 2


def test_an_acknowledged_alert_no_longer_marks_the_icon_and_stays_in_the_list(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(WAITING)
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(told))
    alert_watch = program.feature(AlertsFeature).watch
    key = alert_watch.summaries()[0].key
    alert_watch.acknowledge(key, "Overflow is on")
    assert "alert" not in program.tray.icon.toolTip()
    assert alert_watch.summaries()[0].said.endswith(": Overflow is on")
    alert_watch.take_back(key)
    assert "1 alert open" in program.tray.icon.toolTip()


def test_no_notification_while_muted_and_one_afterwards_for_open_alerts(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(WAITING)
    program.context.requests.mute_asked.emit(MuteDuration.HOUR)
    assert program.tray.menu.mute.title().startswith("Muted until ")
    assert program.settings_file.chosen.alerts.muted_until > clock.now().wall_s + 3500
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    assert told == []
    program.context.requests.unmute_asked.emit()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert program.tray.menu.mute.title() == "Mute alerts"
    assert program.settings_file.chosen.alerts.muted_until == 0


def test_alerts_stay_muted_across_a_restart(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, told: list[str]
) -> None:
    program = start_program(port=phone_system.port)
    program.feature(AlertsFeature).watch.mute_for(MuteDuration.TODAY)
    program.stop()
    again = start_program(port=phone_system.port)
    assert again.tray.menu.mute.title().startswith("Muted until ")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    assert told == []


def test_muting_by_a_wrong_clock_does_not_survive_a_restart(
    start_program: StartProgram, phone_system: PhoneSystem
) -> None:
    program = start_program(port=phone_system.port)
    program.settings_file.change_alerts(muted_until=clock.now().wall_s + 365 * 86_400)
    program.stop()
    again = start_program(port=phone_system.port)
    assert again.tray.menu.mute.title() == "Mute alerts"


def test_no_notification_during_a_presentation_until_it_is_over(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.acd.alerts.notices.POLL_S", 0.1)
    # The system's word; tests/screen asks a real service.
    quiet = [True]
    monkeypatch.setattr(Notifications, "wants_quiet", lambda _: quiet[0])
    program = watch(WAITING)
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    qtbot.wait(300)
    assert told == []
    quiet[0] = False
    qtbot.waitUntil(lambda: len(told) == 1)


@pytest.mark.parametrize("case", ["here", "away", "away, but wanted all the same"])
def test_sounds_follow_the_settings(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    loud = RuleSettings("Loud", limit=4, start_after_s=0, ways=("sound",))
    program = watch(loud, sounds_only_here="wanted" not in case, volume=30)
    sounds: list[tuple[Sound, int]] = []
    monkeypatch.setattr(Sounds, "play", lambda _, *what: sounds.append(what))
    monkeypatch.setattr(Presence, "is_here", case == "here")
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    assert sounds == [(Sound.TROUBLE, 30)] * (case != "away")


def test_a_returning_person_is_told_quietly_what_happened(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(RuleSettings("Silent", limit=4, start_after_s=0, ways=()))
    now = clock.now()
    notifications = program.feature(AlertsFeature).notifications
    notifications.presence.came_back.emit(Moment(now.steady_s - 60, now.wall_s - 60))
    assert told == []
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    notifications.presence.came_back.emit(Moment(now.steady_s - 60, now.wall_s - 60))
    assert told == ["While you were away"]
    program.context.kit.tray.messageClicked.emit()
    window = program.feature(AlertsFeature).window
    assert window is not None
    qtbot.waitUntil(window.isVisible)


def test_a_returning_person_is_told_even_if_the_clock_was_put_back_meanwhile(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(RuleSettings("Silent", limit=4, start_after_s=0, ways=()))
    now = clock.now()
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    program.feature(AlertsFeature).notifications.presence.came_back.emit(
        Moment(now.steady_s, now.wall_s + 3600)
    )
    assert told == ["While you were away"]


def test_a_returning_person_is_not_told_again_what_the_system_had_held_back(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    since, quiet = clock.now(), [True]
    # As Windows says while its screen is locked.
    monkeypatch.setattr(Notifications, "wants_quiet", lambda _: quiet[0])
    program = watch(WAITING)
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(opened(program)))
    assert told == []
    quiet[0] = False
    program.feature(AlertsFeature).notifications.presence.came_back.emit(since)
    assert [title.split(", longest")[0] for title in told] == ["Group 610: 4 callers waiting"]


def test_a_click_on_a_notification_leads_to_the_card(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(WAITING)
    program.window.hide()
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(told))
    program.context.kit.tray.messageClicked.emit()
    assert program.window.isVisible()


def test_a_file_that_can_not_be_written_is_an_alert_until_it_can(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(
        RuleSettings("File", what="file-fault", start_after_s=0, end_after_s=0, limit=0, says_end=True)
    )
    program.data_file.unlink()
    program.data_file.mkdir()
    phone_system.send(wire(FULL))
    qtbot.waitUntil(lambda: bool(told))
    alerts = program.feature(AlertsFeature).watch.summaries()
    assert [each.key.subject.kind for each in alerts] == [SubjectKind.FILE]
    program.data_file.rmdir()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=15_000)
    assert opened(program) == []


def test_a_program_that_is_ending_evaluates_no_rules(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch, told: list[str]
) -> None:
    program = watch(RuleSettings("No data", what="no-connection", limit=1, start_after_s=0))
    alert_watch = program.feature(AlertsFeature).watch
    alert_watch.stop()
    phone_system.close()
    qtbot.waitUntil(lambda: not program.live_floor.lines.is_live)
    assert not alert_watch.is_waiting
    assert told == []


def test_a_card_and_a_single_alert_s_notification_lead_to_the_tile(
    qtbot: QtBot, phone_system: PhoneSystem, watch: Watch
) -> None:
    program = watch(WAITING)
    feature = program.feature(AlertsFeature)
    pointed: list[Subject] = []
    program.context.requests.subject_asked.connect(pointed.append)
    phone_system.send(wire(group("611", 0), FULL, group("611", 4)))
    qtbot.waitUntil(lambda: len(opened(program)) == 2)
    first, second = [each.key for each in feature.watch.summaries()]
    feature.notifications.alerts_clicked.emit((second,))
    assert pointed == [second.subject]
    windows = [feature.window]
    feature.notifications.alerts_clicked.emit((second, first))
    window = feature.window
    assert windows == [None]
    assert window is not None
    focus = window.focusWidget()
    assert isinstance(focus, AlertCard)
    assert focus.key == second
    focus.go_asked.emit(focus.key)
    assert pointed == [second.subject] * 2
    # What a notice was about may be over by now.
    feature.notifications.alerts_clicked.emit(())
    assert window.isVisible()


def test_an_open_window_changes_from_light_to_dark_as_a_whole(watch: Watch) -> None:
    program = watch(WAITING)
    program.feature(AlertsFeature).show()
    program.feature(NamesFeature).show()
    windows = program.feature(AlertsFeature).window, program.feature(NamesFeature).window
    for theme in (DARK, LIGHT, DARK):
        program.feature(AlertsFeature).set_theme(theme)
        program.feature(NamesFeature).set_theme(theme)
        for window in windows:
            assert window is not None
            picture = window.grab().toImage()
            assert picture.pixelColor(2, picture.height() - 3).name() == theme.ground
