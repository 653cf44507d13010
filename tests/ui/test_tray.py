"""The tray: what its icon, its tooltip, its menu and its notifications say."""

import pathlib

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import lines_status
from desktop.ui.actions import Actions
from desktop.ui.badge import SIZES, BadgeKind, badge_kind, draw_badge
from desktop.ui.brushes import Brushes
from desktop.ui.tray import MOST_TIP_LENGTH, Tray
from tests.support import START

LIVE = Lines((Connection(LinePhase.LIVE, "192.168.201.2:15373", START),))
LOST = Lines((Connection(LinePhase.LOST, "192.168.201.2:15373", START, "refused"),))
SILENT = Lines((Connection(LinePhase.SILENT, "192.168.201.2:15373", START),))
CONNECTING = Lines((Connection(LinePhase.CONNECTING, "192.168.201.2:15373", START),))
DATA_FILE = pathlib.Path("/data/R&D/mitel_data.json")
RECORDING_FILE = pathlib.Path("/data/stream.jsonl")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Notifications; off screen there is no tray that could show them."""
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(Tray, "tell", lambda _tray, title, text, _icon=None: shown.append((title, text)))
    return shown


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:  # noqa: ARG001 - actions need an application
    return Actions(DATA_FILE, RECORDING_FILE)


@pytest.fixture
def tray(brushes: Brushes, actions: Actions) -> Tray:
    made: list[Tray] = []
    made.append(Tray(brushes, actions, lambda: lines_status(made[0]._lines if made else Lines())))
    return made[0]


@pytest.mark.parametrize(
    ("summary", "lines", "kind"),
    [
        (FloorSummary(free=3), LIVE, BadgeKind.FREE),
        (FloorSummary(free=0, acd=9), LIVE, BadgeKind.BUSY),
        (FloorSummary(waiting=2, confirmed_waiting=2, free=3), LIVE, BadgeKind.WAITING),
        (FloorSummary(waiting=2, confirmed_waiting=0, free=3), LIVE, BadgeKind.FREE),
        (FloorSummary(waiting=2, free=3), LOST, BadgeKind.OLD),
        (FloorSummary(waiting=2, free=3), SILENT, BadgeKind.OLD),
        (FloorSummary(), CONNECTING, BadgeKind.STARTING),
        (FloorSummary(), Lines(), BadgeKind.STARTING),
    ],
)
def test_the_icon_says_what_matters_most(summary: FloorSummary, lines: Lines, kind: BadgeKind) -> None:
    assert badge_kind(summary, lines) is kind


@pytest.mark.parametrize("kind", BadgeKind)
@pytest.mark.parametrize("size", SIZES)
def test_at_every_size_the_icon_is_a_ground_with_something_white_in_it(
    brushes: Brushes, kind: BadgeKind, size: int
) -> None:
    image = draw_badge(brushes, kind, 24).pixmap(QSize(size, size)).toImage()
    assert image.pixelColor(size // 2, 1).name() == kind.value[0]
    assert white_share(image) > 0.08


def test_different_numbers_are_different_icons_at_16_pixels(brushes: Brushes) -> None:
    images = [
        draw_badge(brushes, BadgeKind.WAITING, n).pixmap(QSize(16, 16)).toImage() for n in range(1, 100)
    ]
    pictures = {bytes(image.constBits()) for image in images}
    assert len(pictures) == 99


def test_a_number_fits_its_icon_with_room_at_both_sides(brushes: Brushes) -> None:
    for size in SIZES:
        image = draw_badge(brushes, BadgeKind.WAITING, 88).pixmap(QSize(size, size)).toImage()
        edges = [image.pixelColor(x, y) for x in (0, size - 1) for y in range(size // 3, 2 * size // 3)]
        assert all(colour.name() == BadgeKind.WAITING.value[0] for colour in edges), size


def test_the_tooltip_sums_up(tray: Tray) -> None:
    tray.on_lines_changed(LIVE)
    tray.on_summary_changed(
        FloorSummary(
            waiting=7, longest_s=222, free=5, acd=20, other_calls=3, out_of_reach=4, queues_known=True
        )
    )
    assert tray.icon.toolTip() == ("7 waiting, longest 3:42\n5 free, 23 on calls, 4 out of reach\nLive")


def test_the_tooltip_is_never_longer_than_windows_shows(tray: Tray) -> None:
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
    assert len(tray.icon.toolTip()) <= MOST_TIP_LENGTH
    assert "No data since" in tray.icon.toolTip()


def test_a_loss_is_told_once_and_the_return_once(
    qtbot: QtBot, tray: Tray, told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.tray.STEADY_MS", 50)
    for connection in (CONNECTING, LIVE, SILENT, LIVE):
        tray.on_lines_changed(connection)
    assert told == []
    for connection in (LOST, CONNECTING, LOST, LOST):
        tray.on_lines_changed(connection)
    assert [title for title, _ in told] == ["No connection to the phone system"]
    assert "refused" in told[0][1]
    for connection in (LIVE, LOST, LIVE, LIVE):
        tray.on_lines_changed(connection)
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    qtbot.wait(100)
    assert [title for title, _ in told][1:] == ["The phone system is back"]


def test_the_menu_has_every_action(tray: Tray, actions: Actions) -> None:
    menu = tray.icon.contextMenu()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Show board",
        "Full screen",
        "Boards",
        "Desk strip",
        "Settings...",
        "Names...",
        "Phone system...",
        "Set up again...",
        "Data file: /data/R&&D/mitel_data.json",
        "Record the stream",
        "Diagnostics",
        "Quit",
    ]
    actions.show_connection("Connection to R&D lost")
    assert actions.connection.text() == "Phone system... (Connection to R&&D lost)"
    actions.show_recording(is_on=True, fault=None)
    assert actions.record.text() == f"Record the stream to {RECORDING_FILE}"
    actions.show_recording(is_on=True, fault="disk full")
    assert actions.record.text() == f"Record the stream to {RECORDING_FILE}: disk full"
    actions.show_recording(is_on=False, fault=None)
    assert actions.record.text() == "Record the stream"


def test_each_action_asks_for_what_it_says(qtbot: QtBot, actions: Actions) -> None:
    asked = [
        (actions.show_board, actions.show_board_asked),
        (actions.full_screen, actions.full_screen_asked),
        (actions.names, actions.names_asked),
        (actions.strip, actions.strip_asked),
        (actions.connection, actions.connect_asked),
        (actions.record, actions.record_asked),
        (actions.diagnostics, actions.diagnostics_asked),
        (actions.quit, actions.quit_asked),
    ]
    for action, signal in asked:
        with qtbot.waitSignal(signal):
            action.trigger()


def white_share(image: QImage) -> float:
    white = [
        1
        for x in range(image.width())
        for y in range(image.height())
        if QColor(image.pixelColor(x, y)).lightness() > 200
    ]
    return len(white) / (image.width() * image.height())
