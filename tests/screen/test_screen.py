"""The program on a real X server, with a real tray host and a real notification service."""

import json
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from desktop.tray.badge import BadgeKind
from desktop.ui.theme import DARK, LIGHT
from tests.pixels import count_colour
from tests.program import free_port
from tests.screen.desktop import PATIENCE_S, SIZE, TRAY_HEIGHT, Desktop, wait_until

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="an X server and its tools"),
    pytest.mark.usefixtures("qapp"),
]

CLOSE_THE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app import desk as app_desk
from desktop.__main__ import main
from desktop.boards.window import BoardWindow

def close():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, BoardWindow):
            window.close()
            print("closed", window.isVisible(), flush=True)

open_desk = app_desk.Desk.open
def open_and_close(desk):
    open_desk(desk)
    QTimer.singleShot(1000, close)
app_desk.Desk.open = open_and_close
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    with Desktop(tmp_path) as desktop:
        yield desktop


def settings(desktop: Desktop, theme: str) -> str:
    width, height = SIZE
    file = desktop.home / "settings.ini"
    file.write_text(
        f"[board]\ntheme = {theme}\n[window]\nwindow_place = 0,0,{width},{height - TRAY_HEIGHT}\n"
    )
    return str(file)


def agents_in(file: pathlib.Path) -> dict[str, str]:
    if not file.exists():
        return {}
    agents: dict[str, str] = json.loads(file.read_text())["agents"]
    return agents


def notifications(desktop: Desktop) -> list[str]:
    """Return the titles sent to the notification service, oldest first."""
    desktop.tool("dunstctl", "close-all")
    history = json.loads(desktop.tool("dunstctl", "history") or '{"data": [[]]}')
    return [entry["summary"]["data"] for entry in reversed(history["data"][0])]


def told_of_data(desktop: Desktop) -> list[str]:
    """Return the titles without the times in them."""
    return [title.split(" since ")[0] for title in notifications(desktop)]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_window_and_the_tray_icon_appear(desktop: Desktop, name: str) -> None:
    theme = LIGHT if name == "light" else DARK
    desktop.start_tray_host()
    bottom = SIZE[1] - TRAY_HEIGHT
    icons = [kind.value[0] for kind in BadgeKind]
    before = desktop.picture()
    assert sum(count_colour(before, colour, top=bottom) for colour in icons) == 0
    data_file = desktop.home / "mitel_data.json"
    program = desktop.start_program(
        "--demo", "--settings", settings(desktop, name), "--data-file", str(data_file)
    )
    wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")

    def all_there() -> bool:
        picture = desktop.picture()
        return (
            count_colour(picture, theme.ground, bottom=bottom) > 10_000
            and count_colour(picture, theme.acd.ground, bottom=bottom) > 5_000
            and count_colour(picture, theme.panel, bottom=bottom) > 10_000
            and sum(count_colour(picture, colour, top=bottom) for colour in icons) > 100
        )

    wait_until(all_there, "window or tray icon is not in the picture")
    assert desktop.stop(program) == 0
    after = desktop.picture()
    assert sum(count_colour(after, colour, top=bottom) for colour in icons) == 0


def test_full_screen_covers_the_screen(desktop: Desktop) -> None:
    program = desktop.start_program("--demo", "--settings", settings(desktop, "dark"), "--fullscreen")
    width, height = SIZE

    def corners() -> set[str]:
        assert program.poll() is None
        picture = desktop.picture()
        return {picture.pixelColor(x, y).name() for x in (0, width - 1) for y in (0, height - 1)}

    wait_until(lambda: corners() == {DARK.ground}, "the corners are not the board's")
    assert desktop.stop(program) == 0


def test_a_second_start_shows_the_first_instance_in_full_screen(desktop: Desktop) -> None:
    desktop.start_tray_host()
    options = ("--settings", settings(desktop, "dark"), "--data-file", str(desktop.home / "mitel_data.json"))
    first = desktop.start_program("--demo", "--minimized", *options)
    icons = [kind.value[0] for kind in BadgeKind]
    bottom = SIZE[1] - TRAY_HEIGHT
    wait_until(
        lambda: sum(count_colour(desktop.picture(), colour, top=bottom) for colour in icons) > 100,
        "no tray icon",
    )
    assert count_colour(desktop.picture(), DARK.ground, bottom=bottom) == 0
    second = desktop.start_program("--host", "127.0.0.1", *options)
    assert second.wait(PATIENCE_S) == 0
    wait_until(
        lambda: count_colour(desktop.picture(), DARK.ground, bottom=bottom) > 10_000, "the board is not shown"
    )
    third = desktop.start_program("--host", "127.0.0.1", "--fullscreen", "--screen", "1", *options)
    assert third.wait(PATIENCE_S) == 0
    width, height = SIZE

    def corners() -> set[str]:
        picture = desktop.picture()
        return {picture.pixelColor(x, y).name() for x in (0, width - 1) for y in (0, height - 1)}

    wait_until(lambda: corners() == {DARK.ground}, "the corners are not the board's")
    assert desktop.start_program("--quit", *options[:2]).wait(PATIENCE_S) == 0
    assert first.wait(PATIENCE_S) == 0


def test_minimized_it_is_only_in_the_tray(desktop: Desktop) -> None:
    desktop.start_tray_host()
    data_file = desktop.home / "mitel_data.json"
    desktop.start_program(
        *("--demo", "--minimized", "--settings", settings(desktop, "light"), "--data-file", str(data_file))
    )
    wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")
    bottom = SIZE[1] - TRAY_HEIGHT
    icons = [kind.value[0] for kind in BadgeKind]

    def icon_px() -> int:
        picture = desktop.picture()
        return sum(count_colour(picture, colour, top=bottom) for colour in icons)

    wait_until(lambda: icon_px() > 100, "no icon in the tray")
    assert count_colour(desktop.picture(), LIGHT.ground, bottom=bottom) == 0


def test_a_loss_and_the_return_reach_the_notification_service(desktop: Desktop) -> None:
    desktop.start_session_bus()
    port = str(free_port())
    simulator = desktop.start(sys.executable, "-m", "desktop", "simulate", "--port", port)
    data_file = desktop.home / "mitel_data.json"
    file = desktop.home / "settings.ini"
    file.write_text("[alert No data]\nlimit = 1\nend_after_s = 0\n")
    options = ("--host", "127.0.0.1", "--port", port, "--data-file", str(data_file))
    program = desktop.start_program(*options, "--settings", str(file))
    wait_until(lambda: bool(agents_in(data_file)), "no agent")
    desktop.stop(simulator)
    wait_until(lambda: f"No data from 127.0.0.1:{port}" in told_of_data(desktop), "the loss was not told")
    desktop.start(sys.executable, "-m", "desktop", "simulate", "--port", port)
    wait_until(
        lambda: any("heard again" in title for title in told_of_data(desktop)), "the return was not told"
    )
    assert desktop.stop(program) == 0


def test_closing_the_window_leaves_the_tray_and_says_so(desktop: Desktop) -> None:
    desktop.start_session_bus()
    options = ["--demo", "--settings", settings(desktop, "light"), "--log-level", "warning"]
    program = desktop.start(sys.executable, "-c", CLOSE_THE_WINDOW, *options, output=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stdout.readline() == "closed False\n"
    wait_until(
        lambda: notifications(desktop) == ["TallyMate goes on in the tray"], "that it goes on was not told"
    )
    assert count_colour(desktop.picture(), LIGHT.panel) == 0
    assert program.poll() is None
    assert desktop.stop(program) == 0


def test_without_a_tray_host_closing_the_window_ends_the_program(desktop: Desktop) -> None:
    options = ["--demo", "--settings", settings(desktop, "light"), "--log-level", "warning"]
    program = desktop.start(sys.executable, "-c", CLOSE_THE_WINDOW, *options, output=subprocess.PIPE)
    assert program.wait(PATIENCE_S) == 0


def test_a_click_on_the_icon_shows_the_floor_and_two_show_the_board(desktop: Desktop) -> None:
    desktop.start_tray_host()
    data_file = desktop.home / "mitel_data.json"
    program = desktop.start_program(
        *("--demo", "--minimized", "--settings", settings(desktop, "light"), "--data-file", str(data_file))
    )
    wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")
    bottom = SIZE[1] - TRAY_HEIGHT
    icons = [kind.value[0] for kind in BadgeKind]

    def at_icon() -> tuple[int, int]:
        picture = desktop.picture()
        found = [
            (x, y)
            for y in range(bottom, SIZE[1])
            for x in range(picture.width())
            if picture.pixelColor(x, y).name() in icons
        ]
        return found[len(found) // 2] if found else (0, 0)

    def panel_pixels() -> int:
        return count_colour(desktop.picture(), LIGHT.panel, bottom=bottom)

    wait_until(lambda: at_icon() != (0, 0), "no tray icon")
    left, top = (str(at) for at in at_icon())
    desktop.tool("xdotool", "mousemove", left, top, "click", "1")
    wait_until(lambda: panel_pixels() > 20_000, "the floor is not shown")
    picture = desktop.picture()
    shown = [
        (x, y)
        for y in range(0, bottom, 4)
        for x in range(0, picture.width(), 4)
        if picture.pixelColor(x, y).name() == LIGHT.panel
    ]
    # Above the tray, which is at the lower left.
    assert bottom - 40 < max(y for _, y in shown) < bottom
    assert max(x for x, _ in shown) < 500
    assert count_colour(picture, LIGHT.free.ground, bottom=bottom) > 100
    desktop.tool("xdotool", "key", "Escape")
    wait_until(lambda: panel_pixels() == 0, "the floor does not go away")
    desktop.tool("xdotool", "mousemove", left, top, "click", "--repeat", "2", "--delay", "60", "1")
    wait_until(lambda: count_colour(desktop.picture(), LIGHT.ground, bottom=bottom) > 10_000, "no board")
    assert desktop.stop(program) == 0


def test_a_tray_of_another_program_shows_the_floor_and_lists_the_queues(desktop: Desktop) -> None:
    desktop.start_session_bus()
    data_file = desktop.home / "mitel_data.json"
    program = desktop.start_program(
        *("--demo", "--minimized", "--settings", settings(desktop, "light"), "--data-file", str(data_file))
    )
    wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")
    watcher = "org.kde.StatusNotifierWatcher"
    asked = [
        "org.freedesktop.DBus.Properties.Get",
        f"string:{watcher}",
        "string:RegisteredStatusNotifierItems",
    ]
    to_watcher = ["--session", "--print-reply", f"--dest={watcher}", "/StatusNotifierWatcher"]
    (item,) = re.findall(r'string "([^"]+)"', desktop.tool("dbus-send", *to_watcher, *asked))
    to_item = ["--session", "--print-reply", f"--dest={item}"]

    def click() -> None:
        method = "org.kde.StatusNotifierItem.Activate"
        desktop.tool("dbus-send", *to_item, "/StatusNotifierItem", method, "int32:0", "int32:0")

    def menu() -> str:
        about = ["com.canonical.dbusmenu.AboutToShow", "int32:0"]
        layout = ["com.canonical.dbusmenu.GetLayout", "int32:0", "int32:-1", "array:string:"]
        desktop.tool("dbus-send", *to_item, "/MenuBar", *about)
        return desktop.tool("dbus-send", *to_item, "/MenuBar", *layout)

    wait_until(lambda: "Sales: " in menu(), "the menu does not list the queues")
    assert '"The floor now"' in menu()
    click()
    wait_until(lambda: count_colour(desktop.picture(), LIGHT.panel) > 20_000, "the floor is not shown")
    desktop.tool("xdotool", "key", "Escape")
    wait_until(lambda: count_colour(desktop.picture(), LIGHT.panel) == 0, "the floor does not go away")
    click()
    click()
    wait_until(lambda: count_colour(desktop.picture(), LIGHT.ground) > 10_000, "no board")
    assert desktop.stop(program) == 0
