"""A desktop to test on: an X server with a tray host, or with a session bus and services."""

import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final, Self

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

ROOT: Final = pathlib.Path(__file__).parent.parent.parent
PATIENCE_S: Final = 30.0
SIZE: Final = (1280, 720)
TRAY_HEIGHT: Final = 24
TOOLS: Final = ("Xvfb", "import", "trayer", "dbus-daemon", "dunst", "dunstctl", "xdotool", "xrandr")


def wait_until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.1)


class Desktop:
    """Starts processes and stops them again in reverse order.

    Arguments:
        home: A folder of its own.
        size: The X server's desktop, in pixels.

    """

    def __init__(self, home: pathlib.Path, size: tuple[int, int] = SIZE) -> None:
        missing = [tool for tool in TOOLS if shutil.which(tool) is None]
        if missing and not os.environ.get("CI"):
            pytest.skip(f"not installed: {', '.join(missing)}")
        assert not missing
        self.home = home
        self.size = size
        self.processes: list[subprocess.Popen[str]] = []
        hidden = {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
        self.environment = {key: value for key, value in os.environ.items() if key not in hidden} | {
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "QT_FATAL_WARNINGS": "0",
        }

    def __enter__(self) -> Self:
        reader, writer = os.pipe()
        width, height = self.size
        # Without -noreset the server resets when its last client leaves, such as the one that takes a
        # picture, and drops a program that connects at that moment.
        screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
        self.start("Xvfb", "-displayfd", str(writer), *screen, pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as displays:
            self.environment["DISPLAY"] = f":{displays.readline().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            self.stop(process)

    def start(
        self, *command: str, pass_fds: Sequence[int] = (), output: int = subprocess.DEVNULL
    ) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL if output == subprocess.DEVNULL else None,
            text=True,
            pass_fds=pass_fds,
        )
        self.processes.append(process)
        return process

    def stop(self, process: "subprocess.Popen[str]") -> int:
        if process in self.processes:
            self.processes.remove(process)
        process.terminate()
        code = process.wait(PATIENCE_S)
        if process.stdout is not None:
            process.stdout.close()
        return code

    def add_monitor(self, name: str, place: QRect) -> None:
        """Make a part of the desktop a monitor; the first one replaces the X server's own."""
        width, height = place.width(), place.height()
        geometry = f"{width}/508x{height}/286+{place.left()}+{place.top()}"
        self.tool("xrandr", "--setmonitor", name, geometry, "none")
        # It also tries to shrink the desktop to the active outputs, of which there are none: an error.
        self.tool("xrandr", "--output", "screen", "--off")
        assert "screen" not in self.monitors()
        assert name in self.monitors()

    def take_monitor(self, name: str) -> None:
        """Remove a monitor."""
        self.tool("xrandr", "--delmonitor", name)
        assert name not in self.monitors()

    def monitors(self) -> set[str]:
        """Return the names of the monitors."""
        lines = self.tool("xrandr", "--listmonitors").splitlines()[1:]
        return {line.split()[1].lstrip("+*") for line in lines}

    def start_tray_host(self) -> None:
        """Start a tray of the older kind, in which icons are windows."""
        place = ["--edge", "bottom", "--align", "left", "--widthtype", "pixel", "--width", "100"]
        size = ["--heighttype", "pixel", "--height", str(TRAY_HEIGHT), "--transparent", "false"]
        self.start("trayer", *place, *size, "--SetDockType", "false", "--tint", "0x000000")
        wait_until(lambda: bool(self.tool("xdotool", "search", "--class", "trayer")), "no tray host")

    def start_bare_bus(self, *options: str) -> str:
        """Start a session bus without services; return its address."""
        command = ("dbus-daemon", "--session", "--nofork", "--print-address", *options)
        bus = self.start(*command, output=subprocess.PIPE)
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        return address

    def start_service(self, module: str, *options: str) -> "subprocess.Popen[str]":
        """Start one of our services on the bus; its output can be read line by line."""
        service = self.start(sys.executable, "-m", module, *options, output=subprocess.PIPE)
        assert service.stdout is not None
        assert service.stdout.readline() == "ready\n"
        return service

    def start_session_bus(self) -> None:
        """Start a session bus with a tray of the newer kind and a notification service."""
        self.start_bare_bus()
        self.start_service("tests.screen.status_notifier_watcher")
        self.start("dunst")
        wait_until(lambda: self.tool("dunstctl", "is-paused").strip() == "false", "no notification service")

    def start_program(self, *options: str) -> "subprocess.Popen[str]":
        return self.start(sys.executable, "-m", "desktop", "--log-level", "warning", *options)

    def tool(self, *command: str) -> str:
        """Run a tool to its end; return its output, blank if it failed."""
        result = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        return result.stdout if result.returncode == 0 else ""

    def picture(self) -> QImage:
        """Return a picture of the screen."""
        file = self.home / "screen.png"
        self.tool("import", "-window", "root", str(file))
        return QImage(str(file))
