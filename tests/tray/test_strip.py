"""The strip: content, look, place, mouse and keyboard."""

import time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QGuiApplication, QIcon, QImage, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Connection, Connections
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.summary import FloorSummary
from desktop.protocol.line import LinePhase
from desktop.tray.strip import SMALLEST_PX, STEP, Strip
from desktop.tray.strip_content import StripSizes, content_of, fitting
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.ui.theme import DARK, LIGHT, Theme
from tests.drawing import DrawnTexts
from tests.drawn_boards import LIVE
from tests.pixels import count_colour
from tests.support import Clock

# The strip may snap away from the pointer, and menus grab the keyboard, which the offscreen platform lacks.
pytestmark = pytest.mark.qt_log_ignore(
    "occurs outside target window", "does not support grabbing the keyboard", extend=True
)

NOON = Moment(1000.0, time.mktime((2026, 3, 10, 12, 0, 0, 0, 0, -1)))
LOST = Connections((Connection(LinePhase.LOST, "pbx:15373", NOON, "refused", last_heard=NOON),))
TROUBLE = "Sales over 5 since 11:58"
SOME_FREE = FloorSummary(
    waiting=9,
    confirmed_waiting=9,
    longest_s=222,
    free=7,
    acd=25,
    other_calls=4,
    work_timer=6,
    out_of_reach=5,
    queues_known=True,
)
NOBODY_FREE = FloorSummary(waiting=9, confirmed_waiting=9, longest_s=222, acd=29, queues_known=True)
CROWD = FloorSummary(
    waiting=128,
    confirmed_waiting=128,
    longest_s=3599,
    acd=4000,
    work_timer=250,
    out_of_reach=1200,
    queues_known=True,
)
IN_THE_MIDDLE = "free,60,200@"


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = NOON
    return clock


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication, brushes: Brushes, clock: Clock, menu: QMenu) -> Strip:
    strip = Strip(Look(brushes, DARK, clock), menu, QIcon(), qapp)
    qtbot.addWidget(strip)
    strip.on_lines_changed(LIVE)
    strip.on_summary_changed(SOME_FREE)
    return strip


def area() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def picture(strip: Strip, width: int = 1200) -> QImage:
    """Return its picture at a width; the offscreen platform's screen is only 800 pixels wide."""
    strip.resize(width, strip.height())
    return strip.grab().toImage()


def drag(strip: Strip, by: QPoint, *, drop: bool = True) -> None:
    """Drag the strip as a mouse does: the strip follows, so the pointer stays on it."""
    window = strip.windowHandle()
    pointer = strip.mapToGlobal(QPoint(40, 12))
    end = pointer + by
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(pointer))
    while pointer != end:
        left = end - pointer
        pointer += QPoint(max(-10, min(10, left.x())), max(-10, min(10, left.y())))
        QTest.mouseMove(window, window.mapFromGlobal(pointer))
    if drop:
        QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=window.mapFromGlobal(pointer))


def test_it_shows_callers_free_agents_and_the_other_states(strip: Strip, drawn: DrawnTexts) -> None:
    picture(strip)
    words = ["9", "waiting", "3:42", "longest", "7", "free"]
    more = ["29", "on calls", "6", "work timer", "5", "out of reach", "12:00"]
    assert drawn.texts == [*words, *more]


def test_trouble_is_shown_in_the_time_s_place(strip: Strip, drawn: DrawnTexts) -> None:
    strip.show_trouble(TROUBLE)
    picture(strip)
    assert drawn.texts[-1] == TROUBLE
    strip.show_trouble("")
    picture(strip)
    assert drawn.texts[-1] == "12:00"


def test_the_longest_waiting_counts_on_and_so_does_the_time(
    strip: Strip, clock: Clock, drawn: DrawnTexts
) -> None:
    clock.go_on(61)
    strip.on_summary_changed(FloorSummary(waiting=1, confirmed_waiting=1, longest_s=283, queues_known=True))
    picture(strip)
    assert "4:43" in drawn.texts
    assert drawn.texts[-1] == "12:01"


def test_unknown_figures_are_a_dash_and_not_zero(strip: Strip, drawn: DrawnTexts) -> None:
    strip.on_summary_changed(FloorSummary())
    picture(strip)
    assert "0" not in drawn.texts
    assert drawn.texts.count("–") == 6  # noqa: RUF001 - a dash is meant
    assert strip.accessibleName() == "Callers waiting not known, agents not known"


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_callers_are_red_when_nobody_is_free(strip: Strip, theme: Theme, drawn: DrawnTexts) -> None:
    strip.set_theme(theme)
    before = picture(strip)
    assert count_colour(before, theme.alarm) == 0
    assert count_colour(before, theme.free.accent) > 20
    strip.on_summary_changed(NOBODY_FREE)
    drawn.texts.clear()
    after = picture(strip)
    assert count_colour(after, theme.alarm) > 40
    assert count_colour(after, theme.free.accent) == 0
    assert {"nobody free", "none free"} & set(drawn.texts)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_old_figures_look_old(strip: Strip, theme: Theme, drawn: DrawnTexts) -> None:
    strip.set_theme(theme)
    middle = QRect(950, 0, 100, strip.height())
    assert count_colour(picture(strip).copy(middle), theme.panel) > 2800
    strip.on_lines_changed(LOST)
    drawn.texts.clear()
    old = picture(strip)
    assert count_colour(old, theme.free.accent) == 0
    assert count_colour(old, theme.text) == 0
    assert count_colour(old.copy(middle), theme.panel) < 2500
    assert drawn.texts[-1] == "No data since 12:00"
    assert count_colour(old.copy(QRect(1000, 0, 200, strip.height())), theme.alarm) > 20


def test_a_lost_line_comes_before_other_trouble(strip: Strip, drawn: DrawnTexts) -> None:
    strip.show_trouble(TROUBLE)
    strip.on_lines_changed(LOST)
    picture(strip)
    assert drawn.texts[-1] == "No data since 12:00"
    assert strip.accessibleName().endswith(f"No data since 12:00. {TROUBLE}")


def test_the_loss_of_one_of_two_phone_systems_makes_sums_unconfirmed(strip: Strip, drawn: DrawnTexts) -> None:
    strip.on_lines_changed(Connections((*LIVE.connections, *LOST.connections)))
    image = picture(strip)
    assert drawn.texts[-1] == "1 of 2 without data since 12:00"
    assert count_colour(image, DARK.free.accent) > 20
    assert count_colour(image.copy(QRect(850, 0, 60, strip.height())), DARK.panel) < 1600


def test_a_demonstration_says_that_it_is_one(
    qtbot: QtBot, qapp: QApplication, brushes: Brushes, clock: Clock, menu: QMenu, drawn: DrawnTexts
) -> None:
    strip = Strip(Look(brushes, LIGHT, clock, source_label="Demonstration"), menu, QIcon(), qapp)
    qtbot.addWidget(strip)
    strip.on_lines_changed(LIVE)
    picture(strip)
    assert drawn.texts[-1] == "Demonstration 12:00"


@pytest.mark.parametrize("lines", [LIVE, LOST, Connections()])
@pytest.mark.parametrize("trouble", ["", TROUBLE, "x" * 120])
@pytest.mark.parametrize("summary", [SOME_FREE, NOBODY_FREE, CROWD, FloorSummary()])
def test_nothing_is_cut_and_nothing_overlaps_at_any_width(
    brushes: Brushes, clock: Clock, summary: FloorSummary, trouble: str, lines: Connections
) -> None:
    sizes = StripSizes(SMALLEST_PX, brushes.width)
    content = content_of(summary, Look(brushes, DARK, clock, lines=lines), trouble)
    for width in range(120, 3841):
        form = fitting(content, width, sizes)
        assert form.width(content, sizes) <= width
        assert form.figures
    assert len(form.figures) == 6
    assert form.ending == content.ending.texts[0]


@pytest.mark.parametrize("summary", [SOME_FREE, CROWD])
def test_nothing_that_is_painted_is_cut(strip: Strip, drawn: DrawnTexts, summary: FloorSummary) -> None:
    strip.on_summary_changed(summary)
    strip.show_trouble(TROUBLE)
    for width in (*range(120, 1200, 7), 1920, 3840):
        picture(strip, width)
    assert drawn.texts
    assert drawn.cut == []


def test_at_its_narrowest_it_shows_how_many_wait(strip: Strip, drawn: DrawnTexts) -> None:
    picture(strip, 120)
    assert drawn.texts[:2] == ["9", "wait"]


def test_trouble_takes_precedence_over_secondary_figures(strip: Strip, drawn: DrawnTexts) -> None:
    strip.on_lines_changed(LOST)
    picture(strip, 460)
    assert "free" in drawn.texts
    assert "out of reach" not in drawn.texts
    assert drawn.texts[-1].startswith("No data")


def test_trouble_keeps_a_word_on_a_narrow_strip(strip: Strip, drawn: DrawnTexts) -> None:
    strip.on_lines_changed(LOST)
    picture(strip, 220)
    assert drawn.texts[-1] == "No data"


def test_its_height_follows_its_text(strip: Strip, brushes: Brushes) -> None:
    assert 28 <= strip.height() <= 34
    face = StripSizes(SMALLEST_PX, brushes.width).figure
    assert strip.height() >= brushes.metrics(face).height() * 1.5
    font = QFont(strip.font())
    font.setPixelSize(24)
    strip.setFont(font)
    assert 55 <= strip.height() <= 64


def test_it_is_a_frameless_window_above_others_and_not_in_the_task_bar(strip: Strip) -> None:
    flags = strip.windowFlags()
    assert flags & Qt.WindowType.WindowType_Mask == Qt.WindowType.Tool
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert strip.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_the_first_time_it_fills_the_lower_edge_of_the_main_screen(strip: Strip) -> None:
    strip.put("")
    assert (strip.width(), strip.x()) == (area().width(), area().x())
    assert strip.geometry().bottom() == area().bottom()


def test_it_is_dragged_and_remembers_its_place(qtbot: QtBot, strip: Strip) -> None:
    strip.put("top@")
    strip.show()
    with qtbot.waitSignal(strip.place_changed) as told:
        drag(strip, QPoint(0, 150))
    name = strip.screen().name()
    assert told.args == [strip.place]
    assert strip.place.endswith(f",150@{name}")
    assert strip.y() == area().y() + 150
    assert strip.width() < area().width() or strip.place.startswith("left")
    strip.hide()
    geometry = strip.geometry()
    strip.put("bottom@")
    strip.put(told.args[0])
    assert strip.geometry() == geometry


def test_dragged_to_an_edge_it_fills_the_edge(strip: Strip) -> None:
    strip.put(IN_THE_MIDDLE)
    strip.show()
    drag(strip, QPoint(0, 10 - strip.y()))
    assert strip.place == f"top@{strip.screen().name()}"
    assert strip.geometry() == QRect(area().topLeft(), area().topRight() + QPoint(0, strip.height() - 1))
    drag(strip, QPoint(0, area().height() - strip.height() - 10))
    assert strip.place == f"bottom@{strip.screen().name()}"
    assert strip.geometry().bottomLeft() == area().bottomLeft()
    strip.hide()


def test_while_dragged_it_shows_where_it_would_go(qtbot: QtBot, strip: Strip) -> None:
    strip.put(IN_THE_MIDDLE)
    strip.show()
    with qtbot.assertNotEmitted(strip.place_changed):
        drag(strip, QPoint(0, 5 - strip.y()), drop=False)
        assert strip.width() == area().width()
    with qtbot.waitSignal(strip.place_changed):
        strip.hide()


def test_a_click_moves_nothing(qtbot: QtBot, strip: Strip) -> None:
    strip.put(IN_THE_MIDDLE)
    strip.show()
    before = strip.geometry()
    with qtbot.assertNotEmitted(strip.place_changed):
        drag(strip, QPoint(2, 2))
    assert strip.geometry() == before
    strip.hide()


def test_a_strip_whose_screen_is_gone_moves_to_another_and_keeps_its_place(
    qtbot: QtBot, strip: Strip
) -> None:
    with qtbot.assertNotEmitted(strip.place_changed):
        strip.put("right,0,5000@DP-9")
    assert area().contains(strip.geometry())
    assert strip.geometry().right() == area().right()
    assert strip.place == "right,0,5000@DP-9"


def test_arrow_keys_move_it(qtbot: QtBot, strip: Strip) -> None:
    strip.put("top@")
    strip.come_forward()
    qtbot.waitUntil(strip.hasFocus)
    with qtbot.waitSignal(strip.place_changed):
        qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert strip.y() == area().y() + STEP
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert strip.y() == area().y() + 2 * STEP
    for _ in range(60):
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert strip.place.startswith("left,")
    for _ in range(60):
        qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert strip.place.startswith("bottom@")
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert strip.geometry().bottom() == area().bottom() - STEP
    strip.hide()


def test_the_focus_is_visible_once_keys_reach_it(qtbot: QtBot, strip: Strip) -> None:
    strip.put("top@")
    assert picture(strip).pixelColor(300, 0) == QColor(DARK.panel)
    strip.come_forward()
    qtbot.waitUntil(strip.hasFocus)
    assert picture(strip).pixelColor(300, 0) == QColor(DARK.acd.accent)
    strip.hide()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_asks_for_the_board(qtbot: QtBot, strip: Strip, key: Qt.Key) -> None:
    strip.show()
    with qtbot.waitSignal(strip.board_asked):
        qtbot.keyClick(strip, key)
    strip.hide()


def test_escape_does_nothing(qtbot: QtBot, strip: Strip) -> None:
    strip.show()
    with qtbot.assertNotEmitted(strip.hide_asked):
        qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.isVisible()
    strip.hide()


def test_a_double_click_asks_for_the_board(qtbot: QtBot, strip: Strip) -> None:
    strip.put(IN_THE_MIDDLE)
    strip.show()
    with qtbot.waitSignal(strip.board_asked), qtbot.assertNotEmitted(strip.place_changed):
        QTest.mouseDClick(strip.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    strip.hide()


def test_closing_leaves_the_decision_to_the_owner(qtbot: QtBot, strip: Strip) -> None:
    strip.show()
    with qtbot.waitSignal(strip.hide_asked):
        strip.close()
    assert strip.isVisible()
    strip.hide()


def test_its_menu_has_the_tray_menu_s_actions_and_hide(qtbot: QtBot, strip: Strip, menu: QMenu) -> None:
    for text in ("Show board", "Settings...", "Quit"):
        menu.addAction(text)
    strip.put(IN_THE_MIDDLE)
    strip.show()
    (shown,) = strip.findChildren(QMenu)
    for _ in range(2):
        QTest.mouseClick(strip.windowHandle(), Qt.MouseButton.RightButton, pos=QPoint(30, 10))
        qtbot.waitUntil(shown.isVisible)
        shown.close()
    texts = [action.text() for action in shown.actions()]
    assert texts == [*(action.text() for action in menu.actions()), "", "Hide strip"]
    with qtbot.waitSignal(strip.hide_asked):
        shown.actions()[-1].trigger()
    assert "Hide strip" not in [action.text() for action in menu.actions()]
    strip.hide()


def test_all_of_it_is_read_aloud(strip: Strip) -> None:
    strip.show_trouble(TROUBLE)
    read = QAccessible.queryAccessibleInterface(strip)
    assert read.text(QAccessible.Text.Name) == (
        "9 callers waiting, longest 3 minutes 42 seconds, 7 free, 29 on calls, 6 in work timer,"
        f" 5 out of reach. {TROUBLE}"
    )
    assert "Drag" in read.text(QAccessible.Text.Description)
    strip.on_lines_changed(LOST)
    assert "No data since 12:00" in read.text(QAccessible.Text.Name)


def test_trouble_from_outside_is_one_line_of_plain_text(strip: Strip, drawn: DrawnTexts) -> None:
    strip.show_trouble("<b>Sales</b>\nover 5 " + "!" * 10_000)
    picture(strip, 3000)
    assert drawn.texts[-1].startswith("<b>Sales</b> over 5 !!!")
    assert len(drawn.texts[-1]) <= 120
    assert "<b>Sales</b> over 5" in QTextDocumentFragment.fromHtml(strip.toolTip()).toPlainText()


def test_unchanged_figures_are_not_repainted(qtbot: QtBot, strip: Strip, drawn: DrawnTexts) -> None:
    strip.show()
    qtbot.waitExposed(strip)
    QApplication.processEvents()
    drawn.texts.clear()
    strip.on_summary_changed(SOME_FREE)
    QApplication.processEvents()
    assert drawn.texts == []
    strip.on_summary_changed(NOBODY_FREE)
    qtbot.waitUntil(lambda: bool(drawn.texts))
    strip.hide()


@pytest.mark.parametrize(
    ("level", "colour"),
    [(Level.NONE, DARK.text), (Level.ATTENTION, DARK.attention), (Level.TROUBLE, DARK.alarm)],
)
def test_too_many_callers_are_coloured(strip: Strip, level: Level, colour: str) -> None:
    strip.set_theme(DARK)
    strip.on_lines_changed(LIVE)
    strip.on_summary_changed(
        FloorSummary(waiting=7, confirmed_waiting=7, free=2, queues_known=True, waiting_level=level)
    )
    image = picture(strip)
    seen = {image.pixelColor(x, y).name() for x in range(100) for y in range(image.height())}
    assert colour in seen
