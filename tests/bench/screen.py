"""A screen to show boards on, of 1920x1080 unless another size is asked for."""

import json
import os
import pathlib
import shutil
import subprocess
from types import TracebackType
from typing import Final, Self

SIZE: Final = (1920, 1080)


class Screen:
    """An X server of its own, or Qt's offscreen platform if none is installed.

    Arguments:
        folder: A folder for its files.
        size: Its width and height in pixels.

    Attributes:
        environment: The environment of programs on it.
        name: Its description.
        process: The X server; None without one.

    """

    def __init__(self, folder: pathlib.Path, size: tuple[int, int] = SIZE) -> None:
        self._folder = folder
        self._size = size
        self.environment: dict[str, str] = {}
        self.name = ""
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if shutil.which("Xvfb") is None:
            self._use_memory()
        else:
            self._start_server()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()

    def _start_server(self) -> None:
        reader, writer = os.pipe()
        width, height = self._size
        screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), *screen],  # noqa: S607 - found in PATH, wherever it is installed
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader) as displays:
            display = displays.readline().strip()
        if not display:
            message = f"Xvfb ended with exit code {self.process.wait()}"
            raise ChildProcessError(message)
        self.environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
        self.name = "Xvfb"

    def _use_memory(self) -> None:
        width, height = self._size
        screen = {"name": "memory", "x": 0, "y": 0, "width": width, "height": height}
        file = self._folder / "screen.json"
        file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        self.environment = {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
        self.name = "Qt's off screen platform, since there is no Xvfb"
