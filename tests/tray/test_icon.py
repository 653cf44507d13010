"""The tray icon, its tooltip and its menu."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import AlertKey, Subject, SubjectKind
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.connection import Connection, Connections
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.summary import FloorSummary, QueueSummary
from desktop.live.requests import Requests
from desktop.protocol.line import LinePhase
from desktop.tray.badge import SIZES, Badge, BadgeKind, badge_of, draw_badge
from desktop.tray.icon import LONGEST_TIP, FloorIcon
from desktop.tray.menu import MOST_ALERTS, MOST_LETTERS, MOST_QUEUES, TrayMenu
from desktop.ui.brushes import Brushes
from desktop.ui.kit import Kit
from tests.support import START

LIVE = Connections((Connection(LinePhase.LIVE, "192.168.201.2:15373", START),))
LOST = Connections((Connection(LinePhase.LOST, "192.168.201.2:15373", START, "refused"),))
SILENT = Connections((Connection(LinePhase.SILENT, "192.168.201.2:15373", START),))
CONNECTING = Connections((Connection(LinePhase.CONNECTING, "192.168.201.2:15373", START),))


@pytest.fixture
def requests() -> Requests:
    return Requests()


@pytest.fixture
def tray(kit: Kit, requests: Requests) -> FloorIcon:
    return FloorIcon(kit, requests)


@pytest.mark.parametrize(
    ("summary", "lines", "kind"),
    [
        (FloorSummary(free=3), LIVE, BadgeKind.FREE),
        (FloorSummary(free=0, acd=9), LIVE, BadgeKind.BUSY),
        (FloorSummary(waiting=2, confirmed_waiting=2, free=3), LIVE, BadgeKind.WAITING),
        (FloorSummary(waiting=2, confirmed_waiting=0, free=3), LIVE, BadgeKind.FREE),
        (
            FloorSummary(waiting=2, confirmed_waiting=2, free=3, longest_level=Level.ATTENTION),
            LIVE,
            BadgeKind.ATTENTION,
        ),
        (
            FloorSummary(
                waiting=9,
                confirmed_waiting=9,
                free=3,
                waiting_level=Level.TROUBLE,
                longest_level=Level.ATTENTION,
            ),
            LIVE,
            BadgeKind.TROUBLE,
        ),
        (FloorSummary(waiting=2, confirmed_waiting=2, acd=3), LIVE, BadgeKind.TROUBLE),
        (FloorSummary(waiting=2, confirmed_waiting=2), LIVE, BadgeKind.WAITING),
        (FloorSummary(waiting=2, free=3), LOST, BadgeKind.STALE),
        (FloorSummary(waiting=2, free=3), SILENT, BadgeKind.STALE),
        (FloorSummary(), CONNECTING, BadgeKind.STARTING),
        (FloorSummary(), Connections(), BadgeKind.STARTING),
    ],
)
def test_the_icon_shows_the_most_important_figure(
    summary: FloorSummary, lines: Connections, kind: BadgeKind
) -> None:
    assert badge_of(summary, lines).kind is kind


@pytest.mark.parametrize("kind", BadgeKind)
@pytest.mark.parametrize("size", SIZES)
def test_at_every_size_the_icon_is_a_ground_with_a_white_sign(
    brushes: Brushes, kind: BadgeKind, size: int
) -> None:
    image = draw_badge(brushes, Badge(kind, 24)).pixmap(QSize(size, size)).toImage()
    assert image.pixelColor(size // 2, 1).name() == kind.value[0]
    assert white_share(image) > 0.08


def test_different_numbers_are_different_icons_at_16_pixels(brushes: Brushes) -> None:
    for alerts in (Level.NONE, Level.TROUBLE):
        images = [image_of(brushes, Badge(BadgeKind.WAITING, n, alerts)) for n in range(1, 100)]
        pictures = {bytes(image.constBits()) for image in images}
        assert len(pictures) == 99


def test_every_kind_of_icon_is_distinct_even_in_grey(brushes: Brushes) -> None:
    badges = [Badge(kind, 3) for kind in BadgeKind if kind.value[1]]
    badges += [Badge(BadgeKind.WAITING, 3), Badge(BadgeKind.STALE, 0, Level.ATTENTION)]
    grey = [image_of(brushes, badge).convertToFormat(QImage.Format.Format_Grayscale8) for badge in badges]
    assert len({bytes(image.constBits()) for image in grey}) == len(badges)


@pytest.mark.parametrize("size", SIZES)
def test_open_alerts_are_a_mark_set_off_from_the_icon(brushes: Brushes, size: int) -> None:
    images = {
        level: draw_badge(brushes, Badge(BadgeKind.TROUBLE, 24, level)).pixmap(QSize(size, size)).toImage()
        for level in Level
    }
    at = size - max(3, round(size * 0.17))
    colours = {images[level].pixelColor(at, size - at - 1).name() for level in Level}
    assert len(colours) == 3
    # The gap between mark and ground is transparent.
    along = [images[Level.TROUBLE].pixelColor(x, 1).alpha() for x in range(size // 3, size)]
    assert min(along[:-2]) < 128
    lower = [images[level].pixelColor(size // 2, size - 2).name() for level in Level]
    assert set(lower) == {BadgeKind.TROUBLE.value[0]}


def image_of(brushes: Brushes, badge: Badge) -> QImage:
    return draw_badge(brushes, badge).pixmap(QSize(16, 16)).toImage()


def test_a_number_fits_its_icon_with_a_margin_at_both_sides(brushes: Brushes) -> None:
    for size in SIZES:
        image = draw_badge(brushes, Badge(BadgeKind.WAITING, 88)).pixmap(QSize(size, size)).toImage()
        edges = [image.pixelColor(x, y) for x in (0, size - 1) for y in range(size // 3, 2 * size // 3)]
        assert all(colour.name() == BadgeKind.WAITING.value[0] for colour in edges), size


def test_the_tooltip_sums_up_the_floor(tray: FloorIcon) -> None:
    tray.on_lines_changed(LIVE)
    tray.on_summary_changed(
        FloorSummary(
            waiting=7, longest_s=222, free=5, acd=20, other_calls=3, out_of_reach=4, queues_known=True
        )
    )
    assert tray.icon.toolTip() == ("7 waiting, longest 3:42\n5 free, 23 on calls, 4 out of reach\nLive")


def test_the_tooltip_is_never_longer_than_windows_shows(tray: FloorIcon) -> None:
    many = FloorSummary(
        waiting=99999,
        longest_s=99999.0,
        free=99999,
        acd=99999,
        other_calls=99999,
        out_of_reach=99999,
        queues_known=True,
    )
    tray.on_summary_changed(many)
    tray.on_lines_changed(LOST)
    assert len(tray.icon.toolTip()) <= LONGEST_TIP
    assert "No data since" in tray.icon.toolTip()


def test_the_menu_ends_with_the_common_actions(tray: FloorIcon, kit: Kit) -> None:
    offered = [QAction(text, kit.menu) for text in ("Show board", "", "Settings...")]
    offered[1].setSeparator(True)
    offered[2].setCheckable(True)
    kit.menu.addActions(offered)
    tray.show()
    offered[2].setChecked(True)
    for _ in range(3):
        tray.menu.show_queues([SALES, BILLING])
        tray.menu.show_alerts([ALERT], LATER)
        tray.menu.show_queues([])
    assert tray.menu.actions()[-3:] == offered
    assert offered[2].isChecked(), "lines that change leave the rest as it is"
    tray.icon.hide()


SALES = QueueSummary("610", "R&D", 7, 222.0, Level.TROUBLE)
BILLING = QueueSummary("611", "Billing", 0)
OLD_ONE = QueueSummary("612", "Returns", 0, is_old=True)
KEY = AlertKey("callers", Subject(SubjectKind.GROUP, "610"))
ALERT = AlertSummary(KEY, "Sales over 5 waiting", Level.TROUBLE, START)
LATER = Moment(START.steady_s + 130, START.wall_s + 130)


def visible(menu: TrayMenu) -> list[QAction]:
    return [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]


def texts(menu: TrayMenu) -> list[str]:
    return [action.text() for action in visible(menu)]


def test_the_menu_lists_open_alerts_and_queues_with_their_figures(
    qtbot: QtBot, tray: FloorIcon, requests: Requests
) -> None:
    menu = tray.menu
    menu.show_alerts([ALERT], LATER)
    menu.show_queues([SALES, BILLING, OLD_ONE])
    assert texts(menu)[:5] == [
        "Sales over 5 waiting, 2 min",
        "R&&D: 7 waiting, longest 3:42",
        "Billing: nobody waiting",
        "Returns: not known now",
        "The floor now",
    ]
    first, second, third = visible(menu)[:3]
    assert not first.icon().isNull()
    assert not second.icon().isNull()
    assert third.icon().isNull()
    with qtbot.waitSignal(requests.alert_asked) as asked:
        first.trigger()
    assert asked.args == [KEY]
    with qtbot.waitSignal(requests.board_asked):
        second.trigger()
    with qtbot.waitSignal(menu.popover_asked):
        visible(menu)[4].trigger()
    menu.show_alerts([], LATER)
    menu.show_queues([BILLING])
    assert texts(menu)[:2] == ["Billing: nobody waiting", "The floor now"]
    assert visible(menu)[0].icon().isNull()


def test_the_menu_s_length_is_bounded(tray: FloorIcon) -> None:
    menu = tray.menu
    menu.show_alerts([AlertSummary(KEY, "x" * 500, Level.ATTENTION, START) for n in range(50)], LATER)
    menu.show_queues([SALES] * 50)
    listed = texts(menu)
    assert len([text for text in listed if text.startswith("xxx")]) == MOST_ALERTS
    assert len([text for text in listed if text.startswith("R&&D")]) == MOST_QUEUES
    assert "and 40 more queues" in listed
    assert max(map(len, listed[:MOST_ALERTS])) <= MOST_LETTERS


def test_the_menu_mutes_alerts_and_shows_the_present_choice(
    qtbot: QtBot, tray: FloorIcon, requests: Requests
) -> None:
    menu = tray.menu
    assert "Mute alerts" not in texts(menu)
    menu.show_muted(None, None)
    assert "Mute alerts" in texts(menu)
    quarter, hour, today = menu.mute.actions()[:3]
    assert [action.text() for action in (quarter, hour, today)] == [
        "For 15 minutes",
        "For 60 minutes",
        "For today",
    ]
    assert not menu.unmute.isEnabled()
    with qtbot.waitSignal(requests.mute_asked) as asked:
        hour.trigger()
    assert asked.args == [MuteDuration.HOUR]
    # The answer that they are muted has not arrived yet.
    assert not hour.isChecked()
    menu.show_muted(MuteDuration.HOUR, "15:03")
    assert [action.isChecked() for action in (quarter, hour, today)] == [False, True, False]
    assert menu.mute.title() == "Muted until 15:03"
    with qtbot.waitSignal(requests.unmute_asked):
        menu.unmute.trigger()
    menu.show_muted(None, None)
    assert not hour.isChecked()
    assert menu.mute.title() == "Mute alerts"


def test_a_click_opens_the_popover_and_a_double_click_the_board(
    qtbot: QtBot, tray: FloorIcon, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = QSystemTrayIcon.ActivationReason
    with qtbot.waitSignal(tray.popover_asked), qtbot.assertNotEmitted(requests.board_asked):
        tray.icon.activated.emit(reason.Trigger)
    # Newer trays report a double click like this.
    with qtbot.waitSignal(requests.board_asked), qtbot.assertNotEmitted(tray.popover_asked):
        tray.icon.activated.emit(reason.Trigger)
    with qtbot.waitSignal(tray.popover_asked):
        tray.icon.activated.emit(reason.Trigger)
    # Windows and older trays report it like this.
    with qtbot.waitSignal(requests.board_asked), qtbot.assertNotEmitted(tray.popover_asked):
        tray.icon.activated.emit(reason.DoubleClick)
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: -1)
    for _ in range(2):
        with qtbot.waitSignal(tray.popover_asked), qtbot.assertNotEmitted(requests.board_asked):
            tray.icon.activated.emit(reason.Trigger)
    with qtbot.assertNotEmitted(tray.popover_asked), qtbot.assertNotEmitted(requests.board_asked):
        tray.icon.activated.emit(reason.Context)


def test_the_tooltip_says_how_many_alerts_are_open(tray: FloorIcon) -> None:
    tray.on_lines_changed(LIVE)
    tray.show_alerts(2, Level.TROUBLE)
    assert "\n2 alerts open\n" in tray.icon.toolTip()
    tray.show_alerts(1, Level.TROUBLE)
    assert "\n1 alert open\n" in tray.icon.toolTip()
    tray.show_alerts(0, Level.NONE)
    assert "alert" not in tray.icon.toolTip()


def white_share(image: QImage) -> float:
    white = [
        1
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixelColor(x, y)).lightness() > 200
    ]
    return len(white) / (image.width() * image.height())
