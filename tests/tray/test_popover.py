"""The popover: content, mouse, keyboard, and that no text is cut."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import AlertKey, Subject, SubjectKind
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.connection import Connections
from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary, QueueSummary
from desktop.live.requests import Requests
from desktop.tray.popover import MOST_ALERTS, MOST_QUEUES, Popover, can_be_translucent
from desktop.tray.popover_rows import AgentChips, AlertRow, Header, LinkRow, PopoverRow, QueueRow
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import DARK, LIGHT, PRESETS, Theme, themed
from tests.drawing import DrawnTexts
from tests.drawn_boards import LIVE, LOST
from tests.support import START, Clock


def key_of(rule: str) -> AlertKey:
    return AlertKey(rule, Subject(SubjectKind.GROUP, "610"))


QUEUES = (
    QueueSummary("610", "Sales", 7, 222.0, Level.TROUBLE),
    QueueSummary("611", "Support", 2, 51.0, Level.ATTENTION),
    QueueSummary("612", "Billing", 0),
)
ALERTS = (
    AlertSummary(key_of("sales"), "Sales over 5 waiting", Level.TROUBLE, START),
    AlertSummary(key_of("ana"), "Ana M. do not disturb, lunch", Level.ATTENTION, START),
    AlertSummary(key_of("ben"), "Ben K. on hold", Level.ATTENTION, START, said="Acknowledged"),
)
SUMMARY = FloorSummary(
    waiting=9, free=7, acd=29, other_calls=7, work_timer=6, out_of_reach=5, queues_known=True
)
ICON = QRect(700, 776, 24, 24)
Make = Callable[..., Popover]


@pytest.fixture
def requests() -> Requests:
    return Requests()


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, brushes: Brushes, clock: Clock, requests: Requests) -> Make:
    # The pointer is not at the icon, as when it was opened by keyboard.
    QCursor.setPos(qapp.primaryScreen().geometry().center())

    def start(theme: Theme = LIGHT, summary: FloorSummary = SUMMARY, lines: Connections = LIVE) -> Popover:
        look = Look(brushes, theme, clock)
        look.lines = lines
        clock.go_on(130)
        popover = Popover(look, requests)
        qtbot.addWidget(popover)
        popover.show_floor(summary, QUEUES)
        popover.show_alerts(ALERTS)
        return popover

    return start


@pytest.fixture
def popover(qtbot: QtBot, make: Make) -> Popover:
    popover = make()
    popover.show_at(ICON)
    qtbot.waitUntil(popover.isActiveWindow)
    return popover


def names(popover: Popover, kind: type[QWidget]) -> list[str]:
    return [part.accessibleName() for part in popover.findChildren(kind) if part.isVisible()]


def test_it_sums_up_the_floor(popover: Popover) -> None:
    assert names(popover, QueueRow) == [
        "Trouble: Sales, 7 waiting, longest 3 minutes 42 seconds",
        "Attention: Support, 2 waiting, longest 51 seconds",
        "Billing, 0 waiting",
    ]
    assert names(popover, AgentChips) == ["7 free, 29 ACD, 7 other, 6 work timer, 5 out of reach"]
    assert names(popover, AlertRow) == [
        "Trouble: Sales over 5 waiting, for 2 minutes 10 seconds",
        "Attention: Ana M. do not disturb, lunch, for 2 minutes 10 seconds",
        "Attention: Ben K. on hold, for 2 minutes 10 seconds, acknowledged",
    ]
    assert names(popover, Header)[0].startswith("The floor now. Live, ")
    assert names(popover, LinkRow) == ["Show board", "All alerts"]


def test_screen_readers_get_the_popover_s_text_from_qt(popover: Popover) -> None:
    row = popover.findChildren(QueueRow)[0]
    spoken = QAccessible.queryAccessibleInterface(row)
    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == row.accessibleName()


@pytest.mark.parametrize("theme", [themed(name, dark=dark) for name in PRESETS for dark in (False, True)])
def test_every_text_fits_its_place(make: Make, drawn: DrawnTexts, theme: Theme) -> None:
    popover = make(theme, replace(SUMMARY, ringing=12, free=123, acd=456, other_calls=78))
    popover.show_muted("Tue 14:30")
    popover.show_at(ICON)
    popover.grab()
    assert {"The floor now", "Sales", "3:42", "7", "123 free", "2 min", "Show board"} <= set(drawn.texts)
    assert "Muted until Tue 14:30. Unmute" in drawn.texts
    assert drawn.cut == []


def test_a_lost_line_is_named_and_its_figures_are_muted(make: Make) -> None:
    popover = make(lines=LOST)
    popover.show_floor(SUMMARY, [replace(queue, is_old=True, level=Level.NONE) for queue in QUEUES])
    popover.show_at(ICON)
    assert names(popover, Header)[0].startswith("The floor now. No data since ")
    assert names(popover, QueueRow)[0].endswith("not current")
    picture = popover.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(300) for y in range(50, 250)}
    assert LIGHT.free.ground not in colours
    assert LIGHT.off.ground in colours


def test_its_size_is_bounded(make: Make) -> None:
    popover = make()
    many = [replace(QUEUES[2], number=str(n), name="x" * 500, waiting=1) for n in range(200)]
    popover.show_floor(SUMMARY, many)
    popover.show_alerts([replace(ALERTS[0], key=key_of(str(n)), text="y" * 500) for n in range(70)])
    popover.show_at(ICON)
    assert len(names(popover, QueueRow)) == MOST_QUEUES
    assert len(names(popover, AlertRow)) == MOST_ALERTS
    assert names(popover, LinkRow) == [
        f"and {200 - MOST_QUEUES} more queues, {200 - MOST_QUEUES} waiting",
        "Show board",
        f"All alerts ({70 - MOST_ALERTS} more)",
    ]
    assert popover.width() < 500
    popover.show_floor(FloorSummary(), [])
    popover.show_alerts([])
    assert names(popover, LinkRow) == ["No queues known yet", "Show board", "All alerts"]
    assert names(popover, AgentChips) == ["Agents not known yet"]
    assert popover.height() < 250


def test_it_stays_on_the_screen_as_it_grows(popover: Popover) -> None:
    available = popover.screen().availableGeometry()
    for count in (1, 3, 0, 3):
        popover.show_floor(SUMMARY, QUEUES[:count])
        panel = popover.geometry().adjusted(12, 12, -12, -12)
        assert available.contains(panel)
        assert available.bottom() - panel.bottom() < 40


@pytest.mark.usefixtures("popover")
def test_escape_closes_it(qtbot: QtBot, popover: Popover) -> None:
    qtbot.keyClick(popover.focusWidget(), Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_it_closes_when_it_loses_the_focus(qtbot: QtBot, popover: Popover) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not popover.isVisible())


def test_a_click_on_the_icon_closes_it_too(popover: Popover) -> None:
    popover.toggle(ICON)
    assert not popover.isVisible()
    popover.toggle(ICON)
    assert popover.isVisible()


def test_the_click_that_closes_it_does_not_reopen_it(
    qtbot: QtBot, popover: Popover, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not popover.isVisible())
    # Pressing the icon took the keyboard focus; now the button is released.
    popover.toggle(ICON)
    assert not popover.isVisible()
    monkeypatch.setattr("desktop.tray.popover._SAME_CLICK_MS", -1)
    popover.toggle(ICON)
    assert popover.isVisible()


def test_everything_is_reached_and_activated_by_keyboard(
    qtbot: QtBot, popover: Popover, requests: Requests
) -> None:
    board: list[bool] = []
    chosen: list[object] = []
    everything: list[bool] = []
    requests.board_asked.connect(lambda: board.append(True))
    requests.alert_asked.connect(chosen.append)
    requests.alerts_asked.connect(lambda: everything.append(True))
    reached = []
    for _ in range(8):
        at = popover.focusWidget()
        assert isinstance(at, PopoverRow)
        reached.append(at.accessibleName())
        qtbot.keyClick(at, Qt.Key.Key_Return)
        qtbot.keyClick(at, Qt.Key.Key_Down)
    assert reached == [*names(popover, QueueRow), *names(popover, AlertRow), *names(popover, LinkRow)]
    assert (len(board), chosen, len(everything)) == (4, [alert.key for alert in ALERTS], 1)
    first = popover.focusWidget()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.keyClick(popover.focusWidget(), Qt.Key.Key_Up)
    assert popover.focusWidget() is first


def test_everything_is_activated_by_mouse(qtbot: QtBot, popover: Popover, requests: Requests) -> None:
    row = popover.findChildren(AlertRow)[1]
    with qtbot.waitSignal(requests.alert_asked) as asked:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [key_of("ana")]
    with qtbot.waitSignal(requests.board_asked):
        qtbot.mouseClick(popover.findChildren(QueueRow)[0], Qt.MouseButton.LeftButton)
    popover.show_muted("14:30")
    (unmute,) = (link for link in popover.findChildren(LinkRow) if link.text().startswith("Muted"))
    with qtbot.waitSignal(requests.unmute_asked):
        qtbot.mouseClick(unmute, Qt.MouseButton.LeftButton)


def test_the_focus_rim_appears_with_the_first_key(qtbot: QtBot, popover: Popover) -> None:
    row = popover.findChildren(QueueRow)[0]
    before = row.grab().toImage()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert row.grab().toImage() == before
    next_row = popover.focusWidget()
    with_rim = next_row.grab().toImage()
    qtbot.keyClick(next_row, Qt.Key.Key_Down)
    assert next_row.grab().toImage() != with_rim


def test_markup_is_shown_verbatim(make: Make) -> None:
    popover = make()
    popover.show_floor(SUMMARY, [replace(QUEUES[0], name="<b>R&D</b>")])
    row = popover.findChildren(QueueRow)[0]
    assert "&lt;b&gt;R&amp;D" in row.toolTip()


def test_its_colours_follow_the_theme(popover: Popover) -> None:
    popover.set_theme(DARK)
    picture = popover.grab().toImage()
    assert picture.pixelColor(popover.width() // 2, 20).name() == DARK.panel


def test_only_where_windows_may_be_translucent_are_its_corners_round() -> None:
    assert can_be_translucent("windows")
    assert not can_be_translucent("xcb")
