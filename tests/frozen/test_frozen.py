"""The frozen program in processes of its own: with a screen, without one, from its selftest to its crash."""

import json
import pathlib
import signal
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage

from desktop import __version__
from desktop.tray.badge import BadgeKind
from desktop.ui.theme import DARK
from tests.pixels import count_colour
from tests.program import PATIENCE_S, Program, free_port
from tests.screen.desktop import SIZE, TRAY_HEIGHT, Desktop, wait_until

LOST = "No data from "


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    with Desktop(tmp_path) as desktop:
        # Python's variables would mislead the frozen program.
        del desktop.environment["PYTHONPATH"]
        yield desktop


def run(program: Program, frozen: str, *options: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [frozen, *options],
        cwd=program.home,
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE_S,
    )
    return done.returncode, done.stdout, done.stderr


def agents_in(file: pathlib.Path) -> dict[str, str]:
    if not file.exists():
        return {}
    agents: dict[str, str] = json.loads(file.read_text())["agents"]
    return agents


def test_the_selftest_passes_and_is_reported(program: Program, frozen: str) -> None:
    report = program.home / "report.json"
    code, out, _ = run(program, frozen, "--selftest", "--report", str(report))
    assert code == 0, out
    said = json.loads(report.read_text())
    assert said["passed"] is True
    details = {step["name"]: step["detail"] for step in said["steps"]}
    assert f"TallyMate {__version__} frozen" in details["versions"]
    from_source = program.run("--selftest")[1]
    assert f"{details['modules']} (" in from_source  # as many modules
    assert f"{details['resources']} (" in from_source


def test_the_version_and_wrong_options_are_reported(program: Program, frozen: str) -> None:
    assert run(program, frozen, "--version") == (0, f"TallyMate {__version__}\n", "")
    code, _, err = run(program, frozen, "--nonsense")
    assert (code, err) == (2, "tallymate: error: unrecognized arguments: --nonsense\n")


def test_its_picture_equals_that_of_the_source(program: Program, frozen: str) -> None:
    options = ("--demo", "--size", "640x360")
    code, _, err = run(program, frozen, "picture", str(program.home / "frozen.png"), *options)
    assert (code, err) == (0, "")
    assert program.run("picture", str(program.home / "source.png"), *options)[0] == 0
    frozen_picture, source = (QImage(str(program.home / name)) for name in ("frozen.png", "source.png"))
    assert not frozen_picture.isNull()
    assert frozen_picture == source


@pytest.mark.screen
def test_the_demonstration_is_on_the_screen_and_in_the_tray(
    qapp: object,  # noqa: ARG001 - pictures need an application
    desktop: Desktop,
    frozen: str,
) -> None:
    desktop.start_tray_host()
    width, height = SIZE
    bottom = height - TRAY_HEIGHT
    settings = desktop.home / "settings.ini"
    settings.write_text(f"[board]\ntheme = dark\nwindow_place = 0,0,{width},{bottom}\n")
    data_file = desktop.home / "mitel_data.json"
    program = desktop.start(
        *(frozen, "--demo", "--settings", str(settings), "--data-file", str(data_file)),
        *("--log-level", "warning"),
    )
    wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")
    icons = [kind.value[0] for kind in BadgeKind]

    def all_there() -> bool:
        picture = desktop.picture()
        return (
            count_colour(picture, DARK.ground, bottom=bottom) > 10_000
            and count_colour(picture, DARK.acd.ground, bottom=bottom) > 5_000
            and sum(count_colour(picture, colour, top=bottom) for colour in icons) > 100
        )

    wait_until(all_there, "window or tray icon is not in the picture")
    first = json.loads(data_file.read_text())["lastUpdate"]
    wait_until(lambda: json.loads(data_file.read_text())["lastUpdate"] > first, "the file is not current")
    assert desktop.start(frozen, "--quit", "--settings", str(settings)).wait(PATIENCE_S) == 0
    assert program.wait(PATIENCE_S) == 0


@pytest.mark.screen
def test_a_loss_reaches_the_notification_service(desktop: Desktop, frozen: str) -> None:
    desktop.start_session_bus()
    port = str(free_port())
    simulator = desktop.start(frozen, "simulate", "--port", port)
    data_file = desktop.home / "mitel_data.json"
    options = ("--host", "127.0.0.1", "--port", port, "--data-file", str(data_file))
    settings = desktop.home / "settings.ini"
    settings.write_text("[alert No data]\nlimit = 1\n")
    program = desktop.start(frozen, *options, "--settings", str(settings), "--log-level", "warning")
    wait_until(lambda: bool(agents_in(data_file)), "no agent")
    desktop.stop(simulator)

    def told() -> bool:
        desktop.tool("dunstctl", "close-all")
        history = json.loads(desktop.tool("dunstctl", "history") or '{"data": [[]]}')
        return any(entry["summary"]["data"].startswith(LOST) for entry in history["data"][0])

    wait_until(told, "the loss was not told")
    assert desktop.stop(program) == 0


def test_without_a_screen_it_keeps_the_file_and_its_log(program: Program, frozen: str) -> None:
    port = str(free_port())
    data_file = program.home / "mitel_data.json"
    command = [frozen, "simulate", "--port", port, "--speed", "20"]
    simulator = subprocess.Popen(command, env=program.environment, stdout=subprocess.PIPE, text=True)
    command = [frozen, "--headless", "--host", f"127.0.0.1:{port}", "--data-file", str(data_file)]
    service = subprocess.Popen([*command, "--log-level", "warning"], env=program.environment)
    try:
        wait_until(lambda: "busy" in agents_in(data_file).values(), "no agent on a call")
        assert run(program, frozen, "--quit") == (0, "TallyMate ended.\n", "")
        assert service.wait(PATIENCE_S) == 0
    finally:
        for process in (service, simulator):
            process.kill()
            process.communicate(timeout=PATIENCE_S)
    log = program.home / "data" / "TallyMate" / "logs" / "tallymate.log"
    assert f"Data file: {data_file}" in log.read_text()


def test_a_crash_leaves_a_log(program: Program, frozen: str) -> None:
    data_file = program.home / "mitel_data.json"
    command = [frozen, "--headless", "--demo", "--data-file", str(data_file), "--log-level", "warning"]
    process = subprocess.Popen(command, env=program.environment)
    wait_until(data_file.exists, "no data file")
    process.send_signal(signal.SIGSEGV)
    assert process.wait(PATIENCE_S) == -signal.SIGSEGV
    crash = program.home / "data" / "TallyMate" / "logs" / "crash.log"
    assert "Fatal Python error: Segmentation fault" in crash.read_text()
    assert "run_until_told" in crash.read_text()
