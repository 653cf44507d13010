"""What the program imports at its start, and what only on first use."""

import subprocess
import sys

import pytest

from tests.program import PATIENCE_S, ROOT, Program, wait_until

LATER = {
    "desktop.simulator.floor",
    "desktop.simulator.server",
    "desktop.recording.playback",
    "desktop.recording.replay",
    "desktop.cli.selftest",
    "desktop.cli.picture",
}
"""For demonstrations, recordings and other commands."""
NO_ROOMS = (
    "desktop.ui",
    "desktop.boards",
    "desktop.alerts",
    "desktop.tray",
    "desktop.recording",
    "desktop.acd.alerts",
)
"""Modules that a service without a recording never loads."""
WINDOWS = {
    "desktop.alerts.window",
    "desktop.alerts.rules_page",
    "desktop.boards.boards_page",
    "desktop.boards.limits_page",
    "desktop.boards.preview",
    "desktop.diagnostics.window",
    "desktop.names.window",
    "desktop.settings_window.about_page",
    "desktop.settings_window.window",
    "desktop.setup.assistant",
}
"""Windows, pages of settings and the assistant are loaded when they open."""


def loaded_at_start(program: Program, *options: str) -> set[str]:
    """Return the modules that the program has loaded when it has written its first file."""
    data_file = program.home / "mitel_data.json"
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "desktop", *options, "--data-file", str(data_file)],
        cwd=ROOT,
        env=program.environment,
        stdout=subprocess.DEVNULL,
        stderr=(errors := (program.home / "errors.txt").open("wb")),
    )
    try:
        wait_until(data_file.exists)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        errors.close()
    lines = (program.home / "errors.txt").read_text().splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def within(modules: set[str], *rooms: str) -> list[str]:
    return sorted(
        name for name in modules if any(name == room or name.startswith(f"{room}.") for room in rooms)
    )


def test_a_service_loads_no_windows_no_recording_and_no_simulator(program: Program) -> None:
    modules = loaded_at_start(program, "--headless", "--host", "127.0.0.1:1")
    assert within(modules, *NO_ROOMS) == []
    assert sorted(LATER & modules) == []
    assert {"PySide6.QtGui", "PySide6.QtWidgets"} & modules == set()
    assert {"ctypes", "csv", "platform"} & modules == set()


@pytest.mark.skipif(sys.platform != "linux", reason="off screen")
def test_the_board_loads_no_other_window(program: Program) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    modules = loaded_at_start(program, "--host", "127.0.0.1:1")
    assert "desktop.boards.board" in modules
    assert sorted((LATER | WINDOWS) & modules) == []
