"""Notifications: what every system has, with what stands behind it as an argument."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.focus import Focus
from desktop.system.here import DesktopServices
from desktop.system.notifier import MOST_TEXT, MOST_TITLE, BalloonNotifier, Note, Urgency
from desktop.system.windows.focus import WindowsFocus


class Balloons:
    """A tray icon that shows messages."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.shown: list[tuple[str, str, Urgency]] = []

    def show(self, title: str, text: str, urgency: Urgency) -> bool:
        if self.is_there:
            self.shown.append((title, text, urgency))
        return self.is_there


SALES = Note("sales", "Sales: 7 callers waiting", "Over 5 for 30 s.", Urgency.URGENT)
BEN = Note("ben", "Ben K. do not disturb", "48 min")


def test_a_balloon_says_what_there_is_to_say() -> None:
    balloons = Balloons()
    assert BalloonNotifier(balloons.show, print).show(SALES)
    assert balloons.shown == [("Sales: 7 callers waiting", "Over 5 for 30 s.", Urgency.URGENT)]


def test_a_click_is_on_the_balloon_that_came_last() -> None:
    clicked: list[str] = []
    notifier = BalloonNotifier(Balloons().show, clicked.append)
    notifier.was_clicked()
    notifier.show(SALES)
    notifier.show(BEN)
    notifier.was_clicked()
    assert clicked == ["ben"]


def test_what_has_ended_is_not_clicked_any_more() -> None:
    clicked: list[str] = []
    notifier = BalloonNotifier(Balloons().show, clicked.append)
    notifier.show(SALES)
    notifier.withdraw("ben")
    notifier.withdraw("sales")
    notifier.was_clicked()
    assert clicked == []
    assert not notifier.can_withdraw


def test_without_a_tray_nothing_is_shown_and_that_is_told() -> None:
    assert not BalloonNotifier(Balloons(is_there=False).show, print).show(SALES)


def test_no_markup_gets_in_and_nothing_gets_too_long() -> None:
    balloons = Balloons()
    BalloonNotifier(balloons.show, print).show(Note("a", "<b>R&D</b>" * 20, "<img src='x'>&amp;" * 90))
    title, text, _ = balloons.shown[0]
    assert not set("<>") & set(title)
    assert not set("<>&") & set(text)
    assert title.startswith("\u2039b\u203aR&D")
    assert len(title) == MOST_TITLE
    assert len(text) == MOST_TEXT


def test_every_system_has_one(qtbot: QtBot) -> None:  # noqa: ARG001 - the bus is a QObject
    balloons = Balloons()
    notifier = DesktopServices("", BalloonNotifier(balloons.show, print), print, lambda: False).notifier
    assert notifier.can_withdraw is (sys.platform == "linux")
    assert notifier.show(SALES)
    assert len(balloons.shown) == 1
    notifier.stop()


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
def test_what_windows_says_counts_but_for_our_own_full_screen(
    state: int, *, fills_screen: bool, is_quiet: bool
) -> None:
    assert WindowsFocus(lambda: fills_screen, lambda: state).wants_quiet() is is_quiet


def test_a_system_that_says_nothing_wants_no_quiet() -> None:
    assert not Focus().wants_quiet()
