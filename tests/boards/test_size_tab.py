"""The tab *Size and distance*: by mouse, by keyboard, and its texts."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from desktop.boards.room_picture import RoomPicture
from desktop.boards.size_tab import SizeTab
from desktop.settings import BoardSettings
from desktop.ui.brushes import Brushes
from desktop.ui.screen_button import screen_size
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import DARK, LIGHT
from tests.drawing import DrawnTexts
from tests.finding import the

TV_55 = ScreenSize(1920, 1080, 1218, 685)
DESK_24 = ScreenSize(1920, 1080, 527, 296)
SILENT = ScreenSize(1920, 1080)


class OpenTab:
    """A page, and its signals."""

    def __init__(self, page: SizeTab) -> None:
        self.page = page
        self.told: list[tuple[float, float]] = []
        page.fitted.connect(self._on_changed)

    def _on_changed(self, diagonal_in: float, distance_m: float) -> None:
        self.told.append((diagonal_in, distance_m))

    def said(self) -> str:
        return " | ".join(label.text() for label in self.page.findChildren(QLabel))

    def slider(self, name: str) -> QSlider:
        return next(s for s in self.page.findChildren(QSlider) if name in s.accessibleName())

    def tick(self, name: str) -> QCheckBox:
        return next(c for c in self.page.findChildren(QCheckBox) if name in c.accessibleName())

    def button(self, name: str) -> QToolButton:
        return next(b for b in self.page.findChildren(QToolButton) if b.accessibleName() == name)


@pytest.fixture
def make_page(qtbot: QtBot, brushes: Brushes) -> Iterator["MakePage"]:
    make = MakePage(qtbot, brushes)
    yield make
    for page in make.pages:
        page.hide()


class MakePage:
    def __init__(self, qtbot: QtBot, brushes: Brushes) -> None:
        self._qtbot = qtbot
        self._brushes = brushes
        self.pages: list[SizeTab] = []

    def __call__(
        self,
        screen: ScreenSize = TV_55,
        agents: int = 60,
        diagonal_in: float = 0.0,
        distance_m: float = 0.0,
    ) -> OpenTab:
        page = SizeTab(self._brushes)
        page.set_theme(DARK)
        page.show_screen(screen, agents)
        page.show_board(BoardSettings(diagonal_in=diagonal_in, distance_m=distance_m))
        self._qtbot.addWidget(page)
        self.pages.append(page)
        page.resize(820, 660)
        page.show()
        return OpenTab(page)


def test_it_begins_with_the_screen_s_size_and_says_that_all_is_good(make_page: MakePage) -> None:
    opened = make_page()
    assert "Text is 14.3 mm high at 3 m: good" in opened.said()
    assert "All 60 agents are on one page." in opened.said()
    assert opened.tick("Screen").text() == "as the screen says: 55 inches"
    assert opened.tick("Distance").text() == "usual for that screen: 3 m"
    assert opened.tick("Agents").text() == "as many as there are: 60"
    assert (opened.page.room.diagonal_in, opened.page.room.distance_m) == (0, 0)
    assert opened.told == []


def test_a_desk_and_a_screen_of_unknown_size_have_their_own_defaults(make_page: MakePage) -> None:
    desk = make_page(DESK_24)
    assert desk.tick("Distance").text() == "usual for that screen: 0.8 m"
    silent = make_page(SILENT)
    assert silent.tick("Screen").text() == "the screen doesn't say: 55 inches"


def test_earlier_settings_are_shown(make_page: MakePage) -> None:
    opened = make_page(diagonal_in=65, distance_m=4.5)
    assert (opened.page.room.diagonal_in, opened.page.room.distance_m) == (65, 4.5)
    assert not opened.tick("Screen").isChecked()
    assert "65 inches" in opened.said()
    assert "4.5 m" in opened.said()


def test_a_handle_is_dragged_by_mouse_and_the_tick_restores_the_default(
    qtbot: QtBot, make_page: MakePage
) -> None:
    opened = make_page()
    slider = opened.slider("Distance")
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle.center())
    qtbot.mouseMove(slider, handle.center() + QPoint(slider.width() // 3, 0))
    qtbot.mouseRelease(
        slider, Qt.MouseButton.LeftButton, pos=handle.center() + QPoint(slider.width() // 3, 0)
    )
    diagonal_in, distance_m = opened.told[-1]
    assert diagonal_in == 0
    assert distance_m == opened.page.room.distance_m > 5
    tick = opened.tick("Distance")
    assert not tick.isChecked()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.height() // 2))
    assert opened.told[-1] == (0.0, 0.0)
    assert "at 3 m: good" in opened.said()


def test_the_buttons_change_a_value_by_one_step(qtbot: QtBot, make_page: MakePage) -> None:
    opened = make_page()
    qtbot.mouseClick(opened.button("Screen: more"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(opened.button("Distance: less"), Qt.MouseButton.LeftButton)
    assert opened.told == [(56, 0), (56, 2.9)]


def test_a_larger_screen_changes_the_default_but_not_a_chosen_value(
    qtbot: QtBot, make_page: MakePage
) -> None:
    opened = make_page(DESK_24)
    slider = opened.slider("Screen")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert opened.tick("Distance").text() == "usual for that screen: 3 m"
    assert opened.page.room.sight.distance_m == 3
    qtbot.keyClick(opened.slider("Distance"), Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert opened.page.room.sight.distance_m == pytest.approx(3.1)


def test_agents_that_do_not_fit_are_on_pages_and_a_sufficient_screen_is_named(
    qtbot: QtBot, make_page: MakePage
) -> None:
    opened = make_page(agents=60)
    slider = opened.slider("Agents")
    for _ in range(4):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert "80 agents are on 2 pages of 40, which turn by themselves." in opened.said()
    assert "A 65-inch screen would show all on one page." in opened.said()
    assert opened.told == []  # the number of agents is no setting


def test_a_screen_too_far_away_is_reported_with_a_remedy(qtbot: QtBot, make_page: MakePage) -> None:
    opened = make_page()
    qtbot.keyClick(opened.slider("Distance"), Qt.Key.Key_End)
    assert "at 12 m: too small to read from there" in opened.said()
    assert "It can be read from up to " in opened.said()


def test_every_control_is_reached_by_keyboard_in_order_and_has_a_name(
    qtbot: QtBot, make_page: MakePage
) -> None:
    opened = make_page()
    opened.page.activateWindow()
    opened.tick("Screen").setFocus()
    reached = []
    for _ in range(12):
        focused = opened.page.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached[0] == "Screen: as the screen says: 55 inches"
    assert list(dict.fromkeys(reached)) == [
        "Screen: as the screen says: 55 inches",
        "Screen",
        "Distance: usual for that screen: 3 m",
        "Distance",
        "Agents: as many as there are: 60",
        "Agents",
        "Each page stays",
    ]
    assert opened.slider("Screen").accessibleDescription() == "55 inches"
    picture = the(RoomPicture, opened.page)
    assert picture.accessibleName().startswith("The board on its screen. Text is 14.3 mm high at 3 m: good.")


@pytest.mark.parametrize("agents", [0, 1, 60, 300, 10_000])
@pytest.mark.parametrize(("screen", "distance_m"), [(TV_55, 3), (TV_55, 12), (DESK_24, 0.3), (SILENT, 8)])
def test_no_text_in_the_picture_is_cut(
    make_page: MakePage, drawn: DrawnTexts, screen: ScreenSize, distance_m: float, agents: int
) -> None:
    opened = make_page(screen, agents, distance_m=distance_m)
    opened.page.grab()
    assert {"callers waiting", "Olga W.", "Sales"} <= set(drawn.texts)
    assert drawn.cut == []


def test_the_picture_is_in_the_colours_of_the_theme(make_page: MakePage) -> None:
    opened = make_page()
    opened.page.set_theme(LIGHT)
    image = the(RoomPicture, opened.page).grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)]
    colours = Counter(image.pixelColor(x, y).name() for x, y in points)
    # Edges of letters may have any colour.
    assert colours[LIGHT.panel] > len(points) / 10
    assert colours[DARK.panel] < len(points) / 100


def test_the_sample_seen_from_a_chair_has_the_board_s_visual_angle(
    make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = make_page()
    picture = the(RoomPicture, opened.page)
    monkeypatch.setattr("desktop.boards.room_picture.screen_size", lambda _: ScreenSize(1920, 1080, 527, 296))
    # 14 mm at 3 m are 2.8 mm at 0.6 m; of 55 and 23.8 inches with the same number of pixels.
    assert picture.chair_scale == pytest.approx(0.2 * 1218 / 527, rel=0.01)
    monkeypatch.setattr("desktop.boards.room_picture.screen_size", lambda _: SILENT)
    assert picture.chair_scale is None
    opened.page.grab()


def test_a_screen_s_size_is_read_from_it(qapp: QApplication) -> None:
    screen = qapp.primaryScreen()
    size = screen_size(screen)
    assert (size.width_px, size.height_px) == (screen.geometry().width(), screen.geometry().height())
    assert size.width_mm == screen.physicalSize().width()
