"""Notifications of the tray icon, with a stand-in for the icon."""

import sys

from pytestqt.qtbot import QtBot

from desktop.system.notifier import MOST_TEXT, MOST_TITLE, Notification, Notifier, Urgency
from desktop.system.services import DesktopServices


class Balloons:
    """A tray icon that shows messages."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.shown: list[tuple[str, str, Urgency]] = []

    def show(self, title: str, text: str, urgency: Urgency) -> bool:
        if self.is_there:
            self.shown.append((title, text, urgency))
        return self.is_there


SALES = Notification("sales", "Sales: 7 callers waiting", "Over 5 for 30 s.", Urgency.URGENT)
BEN = Notification("ben", "Ben K. do not disturb", "48 min")


def test_a_balloon_shows_title_and_text() -> None:
    balloons = Balloons()
    assert Notifier(balloons.show, print).show(SALES)
    assert balloons.shown == [("Sales: 7 callers waiting", "Over 5 for 30 s.", Urgency.URGENT)]


def test_a_click_counts_for_the_latest_balloon() -> None:
    clicked: list[str] = []
    notifier = Notifier(Balloons().show, clicked.append)
    notifier.on_message_clicked()
    notifier.show(SALES)
    notifier.show(BEN)
    notifier.on_message_clicked()
    assert clicked == ["ben"]


def test_an_ended_notification_can_not_be_clicked() -> None:
    clicked: list[str] = []
    notifier = Notifier(Balloons().show, clicked.append)
    notifier.show(SALES)
    notifier.withdraw("ben")
    notifier.withdraw("sales")
    notifier.on_message_clicked()
    assert clicked == []
    assert not notifier.can_withdraw


def test_without_a_tray_nothing_is_shown_and_show_says_so() -> None:
    assert not Notifier(Balloons(is_there=False).show, print).show(SALES)


def test_markup_is_disarmed_and_long_texts_are_cut() -> None:
    balloons = Balloons()
    Notifier(balloons.show, print).show(Notification("a", "<b>R&D</b>" * 20, "<img src='x'>&amp;" * 90))
    title, text, _ = balloons.shown[0]
    assert not set("<>") & set(title)
    assert not set("<>&") & set(text)
    assert title.startswith("\u2039b\u203aR&D")
    assert len(title) == MOST_TITLE
    assert len(text) == MOST_TEXT


def test_every_system_has_a_notifier(qtbot: QtBot) -> None:  # noqa: ARG001 - the bus is a QObject
    balloons = Balloons()
    notifier = DesktopServices("", balloons.show, print, lambda: False).notifier
    assert notifier.can_withdraw is (sys.platform == "linux")
    assert notifier.show(SALES)
    assert len(balloons.shown) == 1
    notifier.stop()
