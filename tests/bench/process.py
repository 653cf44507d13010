"""The program in a process of its own, with that process's CPU time and memory."""

import os
import pathlib
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Final, Self

from tests.bench.screen import SIZE

PATIENCE_S: Final = 120.0
_HIDDEN: Final = {
    *("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"),
    "PYTHONDONTWRITEBYTECODE",
}
_OF_A_PROCESS: Final = 2
"""CPUCLOCK_SCHED: a process's CPU clock, by its ID (Linux, posix-timers)."""


class Process:
    """A Python module that runs with folders of its own. Its output is read line by line.

    Arguments:
        folder: Its data and settings; made when missing.
        module: The module.
        options: Its options.
        environment: Additional environment variables.

    Attributes:
        started_ns: Its start on the monotonic clock.

    """

    def __init__(
        self, folder: pathlib.Path, module: str, *options: str, environment: Mapping[str, str]
    ) -> None:
        folder.mkdir(exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if key not in _HIDDEN}
        own = {
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
        }
        self._module = module
        self.started_ns = time.monotonic_ns()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *options],
            env=kept | own | dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        process = self._process
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    @property
    def process_id(self) -> int:
        """Its process ID."""
        return self._process.pid

    def tell(self, command: str) -> None:
        """Write a line to its input."""
        if self._process.stdin is not None:
            self._process.stdin.write(f"{command}\n".encode())
            self._process.stdin.flush()

    def read(self, word: str, patience_s: float = PATIENCE_S) -> list[str]:
        """Wait for a line that begins with that word; return what follows it.

        Raises:
            ChildProcessError: It ended, or printed no such line for so long.

        """
        end = time.monotonic() + patience_s
        while (line := self._next_line(end)) is not None:
            first, *rest = line.split() or [""]
            if first == word:
                return rest
        message = f"{self._module} said no {word!r} within {patience_s:g} s"
        raise ChildProcessError(message)

    def _next_line(self, end: float) -> str | None:
        """Return the next line; None if none came until then."""
        if self._process.stdout is None:
            return None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._unread:
            left_s = end - time.monotonic()
            if left_s <= 0 or not select.select([descriptor], [], [], left_s)[0]:
                return None
            data = os.read(descriptor, 65_536)
            if not data:
                message = f"{self._module} ended with exit code {self._process.wait()}"
                raise ChildProcessError(message)
            self._unread += data
        line, self._unread = self._unread.split(b"\n", 1)
        return line.decode()

    def cpu_s(self) -> float:
        """Return the CPU seconds of all its threads so far."""
        return cpu_s(self._process.pid)

    def memory(self) -> dict[str, float]:
        """Return its memory in megabytes of a million bytes, by the kernel's names (``Rss``, ``Pss``)."""
        text = pathlib.Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii")
        fields = (line.split() for line in text.splitlines()[1:])
        return {name.rstrip(":"): int(kilobytes) * 1024 / 1e6 for name, kilobytes, _ in fields}


def cpu_s(process_id: int) -> float:
    """Return the CPU seconds of a process so far."""
    return time.clock_gettime(~process_id << 3 | _OF_A_PROCESS)


class Program(Process):
    """TallyMate, listening to a port on this computer.

    Arguments:
        folder: A folder for its data, settings and data file.
        port: The phone system's port.
        screen: The environment of the screen for its board; None for no board.
        module: The module that runs it.
        data_file: The data file of an earlier run.
        boards: Number of boards, each with a window of its own.

    Attributes:
        data_file: The path of its data file.

    """

    def __init__(
        self,
        folder: pathlib.Path,
        port: int,
        screen: Mapping[str, str] | None,
        *,
        module: str = "desktop",
        data_file: bytes = b"",
        boards: int = 1,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.data_file = folder / "mitel_data.json"
        if data_file:
            self.data_file.write_bytes(data_file)
        width, height = SIZE
        settings = folder / "settings.ini"
        titles = ["[board]", *(f"[board {number}]" for number in range(2, boards + 1))]
        text = "".join(f"{title}\nwindow_place = 0,0,{width},{height}\n" for title in titles)
        settings.write_text(text, encoding="utf-8")
        options = ["--settings", str(settings), "--data-file", str(self.data_file), "--log-level", "error"]
        options += ["--host", "127.0.0.1", "--port", str(port)]
        if screen is None:
            options.append("--headless")
        super().__init__(folder, module, *options, environment=screen or {})
