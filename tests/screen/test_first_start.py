"""The first start on a real X server, on the smallest supported screen."""

import json
import pathlib
import sys
from collections.abc import Iterator

import pytest

from desktop.ui.theme import LIGHT
from tests.pixels import count_colour
from tests.screen.desktop import Desktop, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an X server is needed")
WINDOW = "Set up TallyMate"


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    with Desktop(tmp_path) as desktop:
        desktop.environment["QT_SCALE_FACTOR"] = "1.5"
        yield desktop


def assistants(desktop: Desktop) -> list[str]:
    return desktop.tool("xdotool", "search", "--onlyvisible", "--name", WINDOW).split()


def test_by_keyboard_alone_a_fresh_program_shows_a_demonstration(desktop: Desktop) -> None:
    program = desktop.start_program()
    wait_until(lambda: bool(assistants(desktop)), "nothing is asked")
    lines = desktop.tool("xdotool", "getwindowgeometry", "--shell", assistants(desktop)[0]).splitlines()
    geometry = dict(line.split("=") for line in lines)
    # Leaves room for a frame and a task bar.
    assert int(geometry["WIDTH"]) <= desktop.size[0] - 40
    assert int(geometry["HEIGHT"]) <= desktop.size[1] - 80
    wait_until(lambda: count_colour(desktop.picture(), LIGHT.chosen.ground) > 5_000, "no card is chosen")
    desktop.tool("xdotool", "windowfocus", "--sync", assistants(desktop)[0])
    desktop.tool("xdotool", "key", "Down")
    desktop.tool("xdotool", "key", "Return")
    data = desktop.home / "data" / "TallyMate"
    shown = data / "demo" / "mitel_data.json"
    wait_until(lambda: shown.exists() and bool(json.loads(shown.read_bytes())["agents"]), "no demonstration")
    assert not assistants(desktop)
    assert json.loads((data / "mitel_data.json").read_bytes())["agents"] == {}
    assert desktop.stop(program) == 0
