"""Whether a person is at the computer, with a stand-in for the session."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.moment import Moment
from desktop.system.macos.session_watch import MacSessionWatch
from desktop.system.presence import Presence
from desktop.system.services import DesktopServices
from desktop.system.session_watch import SessionWatch
from desktop.system.windows.session_watch import (
    ACTIVE,
    LOCKED,
    UNLOCKED,
    Session,
    WindowsSessionWatch,
    notification_state,
    seconds_since_input,
    session_state,
)
from tests.support import START, Clock

DISCONNECTED = 4


class StandIn(SessionWatch):
    """A stand-in for a session that a test locks or leaves idle."""

    def __init__(self) -> None:
        self.locked = False
        self.idle = 0.0
        self.is_watching = False

    def start(self) -> None:
        self.is_watching = True

    def stop(self) -> None:
        self.is_watching = False

    def is_locked(self) -> bool:
        return self.locked

    def idle_s(self) -> float:
        return self.idle


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def presence(qtbot: QtBot, stand_in: StandIn, clock: Clock) -> Presence:  # noqa: ARG001 - signals
    return Presence(stand_in, clock)


def here(presence: Presence) -> bool:
    return presence.is_here


def watching(stand_in: StandIn) -> bool:
    return stand_in.is_watching


def later(seconds: float) -> Moment:
    return Moment(START.steady_s + seconds, START.wall_s + seconds)


def test_a_locked_screen_means_away_until_unlocked(
    qtbot: QtBot, presence: Presence, stand_in: StandIn, clock: Clock
) -> None:
    presence.poll()
    assert here(presence)
    stand_in.locked, stand_in.idle = True, 1.0
    presence.poll()
    assert not here(presence)
    clock.go_on(600)
    stand_in.idle = 0.0
    with qtbot.assertNotEmitted(presence.came_back):
        presence.poll()
    assert not here(presence)
    stand_in.locked = False
    with qtbot.waitSignal(presence.came_back) as back:
        presence.poll()
    assert back.args == [later(-1)]
    assert here(presence)


def test_without_input_a_person_is_away_since_the_last_input(
    qtbot: QtBot, presence: Presence, stand_in: StandIn, clock: Clock
) -> None:
    clock.go_on(299)
    stand_in.idle = 299.0
    presence.poll()
    assert presence.is_here
    clock.go_on(2)
    stand_in.idle = 301.0
    presence.poll()
    assert not here(presence)
    clock.go_on(1000)
    stand_in.idle = 0.5
    with qtbot.waitSignal(presence.came_back) as back:
        presence.poll()
    assert back.args == [START]


def test_it_polls_from_start_to_stop(
    qtbot: QtBot, stand_in: StandIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.system.presence.POLL_MS", 10)
    presence = Presence(stand_in, clock)
    presence.start()
    assert watching(stand_in)
    stand_in.locked = True
    qtbot.waitUntil(lambda: not presence.is_here)
    presence.stop()
    assert not watching(stand_in)
    stand_in.locked = False
    with qtbot.assertNotEmitted(presence.came_back, wait=50):
        pass


def test_without_information_somebody_is_assumed_present(clock: Clock) -> None:
    presence = Presence(SessionWatch(), clock)
    presence.poll()
    assert presence.is_here
    mac = MacSessionWatch("/no/such/library")
    mac.start()
    assert (mac.is_locked(), mac.idle_s()) == (False, 0.0)
    mac.stop()


@pytest.mark.parametrize(
    ("session", "is_locked"),
    [
        (None, False),
        ((ACTIVE, UNLOCKED), False),
        ((ACTIVE, LOCKED), True),
        ((DISCONNECTED, UNLOCKED), True),
        ((ACTIVE, -1), False),
    ],
)
def test_on_windows_a_locked_or_disconnected_session_is_locked(
    session: Session | None, *, is_locked: bool
) -> None:
    watch = WindowsSessionWatch(lambda: False, lambda: session, lambda: 12.5)
    watch.start()
    assert watch.is_locked() is is_locked
    assert watch.idle_s() == 12.5
    watch.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there they work")
def test_except_on_windows_its_functions_know_nothing() -> None:
    assert session_state() is None
    assert seconds_since_input() == 0.0
    assert notification_state() == 0


def test_this_computer_s_session_can_be_watched(qtbot: QtBot) -> None:  # noqa: ARG001 - sockets need an event loop
    services = DesktopServices("", lambda *_: True, print, lambda: False)
    watch = services.session_watch
    watch.start()
    assert watch.idle_s() >= 0
    watch.is_locked()
    watch.stop()


@pytest.mark.parametrize(
    ("state", "fills_screen", "is_quiet"),
    [
        (0, False, False),
        (1, False, True),
        (2, False, True),
        (2, True, False),
        (3, True, True),
        (4, True, True),
        (5, False, False),
        (6, False, True),
        (7, False, False),
    ],
)
def test_windows_busy_states_mean_quiet_except_for_our_own_full_screen(
    state: int, *, fills_screen: bool, is_quiet: bool
) -> None:
    assert WindowsSessionWatch(lambda: fills_screen, notifications=lambda: state).wants_quiet() is is_quiet


def test_a_system_that_says_nothing_wants_no_quiet() -> None:
    assert not SessionWatch().wants_quiet()
