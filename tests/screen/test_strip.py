"""The strip on a real X server: above others, dragged, and on screens that come and go."""

import os
import pathlib
import shutil
import sys
from collections.abc import Iterator

import pytest

from desktop.tray.strip import TITLE
from tests.screen.desktop import SIZE, Desktop, wait_until

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="an X server and its tools"),
]

SHOW_A_STRIP = """
import pathlib
import sys
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu
from desktop.acd.connection import Connection, Connections
from desktop.protocol.line import LinePhase
from desktop.acd.summary import FloorSummary
from desktop.system import clock
from desktop.system.places import resources_folder
from desktop.ui.brushes import Brushes
from desktop.ui.look import Look
from desktop.tray.strip import Strip
from desktop.ui.theme import DARK

application = QApplication(["strip"])
menu = QMenu()
menu.addAction("Show board")
strip = Strip(Look(Brushes(resources_folder()), DARK, clock.now), menu, QIcon(), application)
strip.on_lines_changed(Connections((Connection(LinePhase.LIVE, "pbx:1", clock.now()),)))
strip.on_summary_changed(FloorSummary(waiting=9, confirmed_waiting=9, longest_s=222, queues_known=True))
strip.place_changed.connect(lambda place: print("place", place, flush=True))
strip.board_asked.connect(lambda: print("board", flush=True))
strip.hide_asked.connect(lambda: print("hide", flush=True))
strip.put(sys.argv[1])
strip.come_forward() if "forward" in sys.argv else strip.show()
application.exec()
"""
WIDTH, HEIGHT = SIZE


class StripOnScreen:
    """A strip in a process of its own, seen through the X server."""

    def __init__(self, desktop: Desktop, *arguments: str) -> None:
        self.desktop = desktop
        self._file = desktop.home / "said.txt"
        self._lines_read = 0
        with self._file.open("w") as file:
            desktop.start(sys.executable, "-c", SHOW_A_STRIP, *arguments, output=file.fileno())
        wait_until(lambda: bool(self.window), "no strip")

    @property
    def window(self) -> str:
        found = self.desktop.tool("xdotool", "search", "--onlyvisible", "--name", TITLE)
        return found.strip()

    @property
    def geometry(self) -> tuple[int, int, int, int]:
        shell = self.desktop.tool("xdotool", "getwindowgeometry", "--shell", self.window)
        told = dict(line.split("=") for line in shell.splitlines())
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    def said(self) -> str:
        """Return the next line of its output."""
        wait_until(lambda: len(self._lines()) > self._lines_read, "the strip says nothing")
        self._lines_read += 1
        return self._lines()[self._lines_read - 1].rstrip()

    def _lines(self) -> list[str]:
        # An incomplete line is read when it is complete.
        return [line for line in self._file.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the mouse in steps, as a hand does."""
        tool = self.desktop.tool
        tool("xdotool", "mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 9):
            at = [str(round(a + (b - a) * step / 8)) for a, b in zip(start, end, strict=True)]
            tool("xdotool", "mousemove", "--sync", *at)
        tool("xdotool", "mouseup", "1")


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    missing = [tool for tool in ("xprop", "xrandr") if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    with Desktop(tmp_path) as desktop:
        yield desktop


def test_it_requests_to_be_above_others_and_out_of_the_task_bar(desktop: Desktop) -> None:
    strip = StripOnScreen(desktop, "top@")
    told = desktop.tool(
        "xprop", "-id", strip.window, "_NET_WM_STATE", "_NET_WM_WINDOW_TYPE", "_NET_WM_USER_TIME"
    )
    assert "_NET_WM_STATE_ABOVE" in told
    # EWMH: the first type counts, and no task bar lists a dock.
    assert "_NET_WM_WINDOW_TYPE(ATOM) = _NET_WM_WINDOW_TYPE_DOCK," in told
    # EWMH: a user time of 0 asks that the window not get the focus when shown.
    assert "_NET_WM_USER_TIME(CARDINAL) = 0" in told
    assert strip.geometry[:3] == (0, 0, WIDTH)


def test_it_is_dragged_to_the_middle_and_to_another_edge(desktop: Desktop) -> None:
    strip = StripOnScreen(desktop, "top@")
    strip.drag((600, 12), (700, 312))
    place = strip.said()
    assert place.startswith("place free,")
    left, top, width, _ = strip.geometry
    assert top == 300
    assert width < WIDTH
    assert left <= 700 <= left + width
    strip.drag((700, 312), (640, HEIGHT - 5))
    assert strip.said().startswith("place bottom@")
    assert strip.geometry[:3] == (0, HEIGHT - strip.geometry[3], WIDTH)


def test_the_mouse_opens_the_board_and_the_menu(desktop: Desktop) -> None:
    strip = StripOnScreen(desktop, "top@")
    desktop.tool("xdotool", "mousemove", "600", "12", "click", "--repeat", "2", "--delay", "50", "1")
    assert strip.said() == "board"
    desktop.tool("xdotool", "mousemove", "600", "12", "click", "3")
    desktop.tool("xdotool", "key", "--delay", "100", "Up", "Return")
    assert strip.said() == "hide"


def test_the_keyboard_moves_it_and_opens_its_menu(desktop: Desktop) -> None:
    strip = StripOnScreen(desktop, "top@", "forward")
    wait_until(lambda: desktop.tool("xdotool", "getwindowfocus").strip() == strip.window, "no keyboard")
    desktop.tool("xdotool", "key", "Down")
    assert strip.said().startswith("place free,")
    desktop.tool("xdotool", "key", "--delay", "200", "Menu", "Up", "Return")
    assert strip.said() == "hide"


def test_it_moves_to_another_screen_and_returns_to_its_own(desktop: Desktop) -> None:
    half = WIDTH // 2
    for number, name in enumerate(("DESK", "WALL")):
        geometry = f"{half}/300x{HEIGHT}/300+{number * half}+0"
        desktop.tool("xrandr", "--setmonitor", name, geometry, "screen" if number == 0 else "none")
    strip = StripOnScreen(desktop, "bottom@WALL")
    wait_until(lambda: strip.geometry[0] == half, "not on its screen")
    assert strip.geometry[2] == half
    desktop.tool("xrandr", "--delmonitor", "WALL")
    wait_until(lambda: strip.geometry[0] == 0, "not on the screen that is left")
    desktop.tool("xrandr", "--setmonitor", "WALL", f"{half}/300x{HEIGHT}/300+{half}+0", "none")
    wait_until(lambda: strip.geometry[0] == half, "not back")
    assert strip.geometry[1] + strip.geometry[3] == HEIGHT
