"""Which screen is filled when screens come and go, with stand-ins for several screens."""

from typing import cast

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from pytestqt.qtbot import QtBot

from desktop.boards import home_screen
from desktop.boards.home_screen import HomeScreen, ScreenIdentity

HERE, THERE = QPoint(0, 0), QPoint(1920, 0)


def test_a_monitor_is_found_by_its_serial_number_on_another_connector() -> None:
    mark = ScreenIdentity("DP-1", "P2419", "A17", HERE)
    moved = ScreenIdentity("DP-2", "P2419", "A17", THERE)
    assert mark.find([ScreenIdentity("DP-1", "P2419", "B99", HERE), moved]) == 1


def test_a_monitor_without_a_serial_number_is_found_by_its_name() -> None:
    mark = ScreenIdentity("DP-2", "", "", THERE)
    assert mark.find([ScreenIdentity("DP-1", "", "", THERE), ScreenIdentity("DP-2", "", "", HERE)]) == 1


def test_of_two_monitors_of_one_name_the_one_in_the_same_place_is_found() -> None:
    mark = ScreenIdentity("LG TV", "", "", THERE)
    assert mark.find([ScreenIdentity("LG TV", "", "", HERE), ScreenIdentity("LG TV", "", "", THERE)]) == 1


def test_a_missing_monitor_is_not_found() -> None:
    assert (
        ScreenIdentity("DP-2", "P2419", "A17", HERE).find([ScreenIdentity("DP-1", "P2419", "", HERE)]) is None
    )


class FakeScreen(QObject):
    """A stand-in for a QScreen."""

    geometryChanged = Signal(QRect)  # noqa: N815 - Qt's name

    def __init__(self, name: str, left: int = 0) -> None:
        super().__init__()
        self._name = name
        self.rect = QRect(left, 0, 1920, 1080)

    def name(self) -> str:
        return self._name

    def model(self) -> str:
        return ""

    def serialNumber(self) -> str:
        return ""

    def geometry(self) -> QRect:
        return self.rect


class FakeApplication(QObject):
    """A stand-in for the application's screens."""

    screenAdded = Signal(object)  # noqa: N815 - Qt's name
    screenRemoved = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self, *screens: FakeScreen) -> None:
        super().__init__()
        self.there = list(screens)

    def screens(self) -> list[FakeScreen]:
        return list(self.there)

    def primaryScreen(self) -> FakeScreen:
        return self.there[0]

    def add(self, screen: FakeScreen) -> None:
        self.there.append(screen)
        self.screenAdded.emit(screen)

    def take(self, screen: FakeScreen) -> None:
        self.there.remove(screen)
        self.screenRemoved.emit(screen)


@pytest.fixture(autouse=True)
def settles_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_screen, "SETTLE_MS", 10)


def home_on(application: FakeApplication, screen: FakeScreen | int) -> HomeScreen:
    home = HomeScreen(cast("QGuiApplication", application))
    if isinstance(screen, int):
        home.choose_number(screen)
    else:
        home.choose(cast("QScreen", screen))
    return home


def test_of_two_identical_tvs_the_other_is_not_filled(qtbot: QtBot) -> None:
    desk, left, right = FakeScreen("desk"), FakeScreen("LG TV", 1920), FakeScreen("LG TV", 3840)
    application = FakeApplication(desk, left, right)
    home = home_on(application, right)
    with qtbot.waitSignal(home.went), qtbot.assertNotEmitted(home.came, wait=50):
        application.take(right)
    assert home.filled is None
    back = FakeScreen("LG TV", 3840)
    with qtbot.waitSignal(home.came) as came:
        application.add(back)
    assert came.args == [back]


def test_a_remote_session_that_swaps_the_screens_at_once_is_filled(qtbot: QtBot) -> None:
    tv = FakeScreen("TV")
    application = FakeApplication(tv)
    home = home_on(application, tv)
    remote = FakeScreen("RDP")
    with qtbot.waitSignal(home.came) as came, qtbot.assertNotEmitted(home.went):
        application.add(remote)
        application.take(tv)
    assert came.args == [remote]
    again = FakeScreen("TV")
    with qtbot.waitSignal(home.came) as came:
        application.add(again)
        application.take(remote)
    assert came.args == [again]


def test_an_additional_screen_changes_nothing_and_is_not_covered(qtbot: QtBot) -> None:
    tv = FakeScreen("TV")
    application = FakeApplication(tv)
    home = home_on(application, tv)
    with qtbot.assertNotEmitted(home.came, wait=50):
        application.add(FakeScreen("desk", 1920))
    with qtbot.waitSignal(home.went), qtbot.assertNotEmitted(home.came, wait=50):
        application.take(tv)


def test_a_screen_of_another_size_is_filled_anew(qtbot: QtBot) -> None:
    tv = FakeScreen("TV")
    home = home_on(FakeApplication(tv), tv)
    tv.rect = QRect(0, 0, 3840, 2160)
    with qtbot.waitSignal(home.came) as came:
        tv.geometryChanged.emit(tv.rect)
    assert came.args == [tv]


def test_a_screen_that_is_off_at_the_start_is_filled_when_it_appears(qtbot: QtBot) -> None:
    desk = FakeScreen("desk")
    application = FakeApplication(desk)
    home = home_on(application, 2)
    assert home.filled == cast("QScreen", desk)
    tv = FakeScreen("TV", 1920)
    with qtbot.waitSignal(home.came) as came:
        application.add(tv)
    assert came.args == [tv]
    # From now on it is that one, whatever its number.
    with qtbot.waitSignal(home.went):
        application.take(tv)
    application.there.insert(0, FakeScreen("TV", -1920))
    with qtbot.waitSignal(home.came) as came:
        application.screenAdded.emit(application.there[0])
    assert came.args == [application.there[0]]


def test_a_forgotten_screen_is_not_filled_when_it_returns(qtbot: QtBot) -> None:
    tv, desk = FakeScreen("TV"), FakeScreen("desk", 1920)
    application = FakeApplication(tv, desk)
    home = home_on(application, tv)
    home.forget()
    with qtbot.assertNotEmitted(home.came, wait=50), qtbot.assertNotEmitted(home.went):
        application.take(tv)
        application.add(FakeScreen("TV"))
        tv.geometryChanged.emit(tv.rect)
