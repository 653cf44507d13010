"""The board on the second of two screens, one of which comes and goes."""

import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect

from desktop.ui.theme import DARK
from tests.screen.desktop import Desktop, wait_until
from tests.screen.service_output import ServiceOutput

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="an X server and its tools"),
    pytest.mark.usefixtures("qapp"),
]

DESK = QRect(0, 0, 1280, 720)
TV = QRect(1280, 0, 1280, 720)


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    with Desktop(tmp_path, (DESK.width() + TV.width(), TV.height())) as desktop:
        desktop.add_monitor("desk", DESK)
        yield desktop


@pytest.fixture
def two_screens(desktop: Desktop) -> Desktop:
    desktop.add_monitor("tv", TV)
    return desktop


def start(desktop: Desktop, *options: str, place: str = "100,100,700,500") -> "subprocess.Popen[str]":
    file = desktop.home / "settings.ini"
    file.write_text(f"[board]\ntheme = dark\n[window]\nwindow_place = {place}\n")
    return desktop.start_program("--demo", "--settings", str(file), *options)


def board(desktop: Desktop) -> QRect | None:
    """Return the board's place; None while it is not visible."""
    windows = desktop.tool("xdotool", "search", "--onlyvisible", "--name", "^TallyMate").split()
    if not windows:
        return None
    lines = desktop.tool("xdotool", "getwindowgeometry", "--shell", windows[0]).splitlines()
    values = dict(line.split("=") for line in lines)
    return QRect(*(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")))


def wait_for_board(desktop: Desktop, place: QRect | None) -> None:
    """Wait until it is visible and painted: earlier, keys and brief changes of monitors are lost."""
    wait_until(lambda: board(desktop) == place, f"the board is not at {place}")
    if place is not None:
        wait_until(lambda: corners(desktop, place) == {DARK.ground}, "the corners are not the board's")


def corners(desktop: Desktop, place: QRect) -> set[str]:
    picture = desktop.picture()
    return {
        picture.pixelColor(x, y).name()
        for x in (place.left(), place.right())
        for y in (place.top(), place.bottom())
    }


def test_full_screen_goes_to_the_chosen_screen_and_covers_it(two_screens: Desktop) -> None:
    program = start(two_screens, "--fullscreen", "--screen", "2")
    wait_for_board(two_screens, TV)
    assert corners(two_screens, DESK) == {"#000000"}
    assert two_screens.stop(program) == 0


def test_a_screen_switched_on_again_gets_its_board_back(two_screens: Desktop) -> None:
    program = start(two_screens, "--fullscreen", "--screen", "2")
    wait_for_board(two_screens, TV)
    for _ in range(2):
        two_screens.take_monitor("tv")
        # The other screen is in use.
        wait_for_board(two_screens, None)
        two_screens.add_monitor("tv", TV)
        wait_for_board(two_screens, TV)
    assert two_screens.stop(program) == 0


def test_a_screen_that_comes_back_in_another_size_is_filled(two_screens: Desktop) -> None:
    program = start(two_screens, "--fullscreen", "--screen", "2")
    wait_for_board(two_screens, TV)
    two_screens.take_monitor("tv")
    # Qt does not notice a monitor that disappears and reappears at once, which no real one does.
    wait_for_board(two_screens, None)
    small = QRect(1280, 0, 800, 600)
    two_screens.add_monitor("tv", small)
    wait_for_board(two_screens, small)
    assert two_screens.stop(program) == 0


def test_another_screen_that_comes_and_goes_changes_nothing(two_screens: Desktop) -> None:
    program = start(two_screens, "--fullscreen", "--screen", "1")
    wait_for_board(two_screens, DESK)
    two_screens.take_monitor("tv")
    two_screens.add_monitor("tv", TV)
    wait_for_board(two_screens, DESK)
    assert two_screens.stop(program) == 0


def test_any_replacement_of_the_only_screen_is_filled(desktop: Desktop) -> None:
    program = start(desktop, "--fullscreen")
    wait_for_board(desktop, DESK)
    # As in a remote desktop session: another screen replaces the one before.
    desktop.take_monitor("desk")
    desktop.add_monitor("remote", TV)
    wait_for_board(desktop, TV)
    desktop.add_monitor("desk", DESK)
    wait_for_board(desktop, DESK)
    assert desktop.stop(program) == 0


def test_the_only_screen_that_was_off_is_filled_again(desktop: Desktop) -> None:
    program = start(desktop, "--fullscreen")
    wait_for_board(desktop, DESK)
    desktop.take_monitor("desk")
    assert desktop.monitors() == set()
    # Qt does not notice a monitor that reappears at once, which no real one does; nothing shows when it has.
    time.sleep(3)
    larger = QRect(0, 0, 1920, 720)
    desktop.add_monitor("desk", larger)
    wait_for_board(desktop, larger)
    assert desktop.stop(program) == 0


def test_f11_and_escape(desktop: Desktop) -> None:
    program = start(desktop)
    window = QRect(100, 100, 700, 500)
    wait_for_board(desktop, window)
    desktop.tool("xdotool", "search", "--onlyvisible", "--name", "^TallyMate", "windowfocus", "--sync")
    for key in ("F11", "Escape"):
        desktop.tool("xdotool", "key", "F11")
        wait_for_board(desktop, DESK)
        desktop.tool("xdotool", "key", key)
        wait_for_board(desktop, window)
    assert desktop.stop(program) == 0


def test_the_display_is_kept_awake_while_the_board_fills_the_screen(desktop: Desktop) -> None:
    desktop.start_bare_bus()
    heard = ServiceOutput(desktop.start_service("tests.screen.idle_inhibitor", "saver"))

    def said() -> str:
        while (line := heard.next()) == "left":
            pass
        return line

    try:
        program = start(desktop, "--fullscreen")
        assert said() == "inhibit|TallyMate|The board fills a screen|3000000001"
        wait_for_board(desktop, DESK)
        desktop.tool("xdotool", "key", "Escape")
        assert said() == "uninhibit|3000000001"
        desktop.tool("xdotool", "key", "F11")
        assert said() == "inhibit|TallyMate|The board fills a screen|3000000002"
        # Once the board is painted the answer has come too; a request without one ends with the connection.
        wait_until(
            lambda: corners(desktop, DESK) == {DARK.ground}, "the board does not fill its screen again"
        )
        assert desktop.stop(program) == 0
        assert said() == "uninhibit|3000000002"
    finally:
        heard.stop()
