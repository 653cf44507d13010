"""A Windows of its own under Wine: its drive, processes and registry."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Final, Self

PATIENCE_S: Final = 120.0
_LOOK_S: Final = 0.1
_VALUE: Final = re.compile(r"    (.+?)    REG_\w+(?:    (.*))?")

UNINSTALL: Final = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\TallyMate"
"""The key of the list of apps."""


class WineError(Exception):
    """An expected result is missing; the text says which."""


class Wine:
    """A Wine prefix, made on entering; on leaving its processes end and it is deleted.

    Arguments:
        display: The X display for its windows; blank for none.
        environment: Added to this process's environment for its programs.

    Attributes:
        drive: Its drive C.
        local: The person's folder for programs and their data (``%LOCALAPPDATA%``).

    """

    def __init__(self, display: str = "", **environment: str) -> None:
        self._home = pathlib.Path(tempfile.mkdtemp(prefix="tallymate-wine-"))
        self._environment = {
            **os.environ,
            "DISPLAY": display,
            "WAYLAND_DISPLAY": "",
            "WINEPREFIX": str(self._home / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No offers to fetch .NET or a browser, no entries in this computer's own menus.
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d",
            "LANG": "C.UTF-8",
            **environment,
        }
        self.drive = self._home / "prefix" / "drive_c"
        self.local = pathlib.Path()
        self._wine = shutil.which("wine") or ""

    def __enter__(self) -> Self:
        if not self._wine:
            message = "wine is not installed (Debian's packages wine and wine64)"
            raise WineError(message)
        self.run("wineboot", "--init")
        self.run("winecfg", "-v", "win10")
        self.settle()
        (user,) = [path for path in (self.drive / "users").iterdir() if path.name != "Public"]
        self.local = user / "AppData" / "Local"
        return self

    def __exit__(self, *_: object) -> None:
        self._server("-k")
        self.settle()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self, *command: str | pathlib.Path) -> "subprocess.Popen[bytes]":
        """Start a program; its output is discarded."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            [self._wine, *command],
            env=self._environment,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            cwd=self._home,
        )

    def run(self, *command: str | pathlib.Path, within_s: float = PATIENCE_S) -> int:
        """Run a program to its end; return its exit code."""
        process = self.start(*command)
        try:
            return process.wait(within_s)
        except subprocess.TimeoutExpired:
            process.kill()
            message = f"{command[0]} did not end within {within_s:g} s"
            raise WineError(message) from None

    def heard(self, *command: str | pathlib.Path, within_s: float = PATIENCE_S) -> tuple[int, str]:
        """Run a program to its end; return its exit code and both its outputs.

        They go through a pipe, since Python for Windows accepts no plain file for its output there.
        """
        done = subprocess.run(
            [self._wine, *command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=within_s,
            cwd=self._home,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")

    def settle(self) -> None:
        """Wait until no process runs."""
        self._server("-w")

    def registry(self, key: str) -> dict[str, str]:
        """Return the values under a key of the person's part of the registry by their names."""
        values = {}
        code, said = self.heard("reg", "query", f"HKCU\\{key}")
        for line in said.splitlines() if code == 0 else ():
            found = _VALUE.fullmatch(line.rstrip())
            if found is not None:
                values[found[1]] = found[2] or ""
        return values

    def windows_path(self, path: pathlib.Path) -> str:
        """Return the Windows path of a file on drive C."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def path(self, windows: str) -> pathlib.Path:
        """Return the path on this computer for a Windows path."""
        return self.drive / windows.removeprefix("C:\\").replace("\\", "/")

    def _server(self, option: str) -> None:
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        subprocess.run([server, option], env=self._environment, check=False, timeout=PATIENCE_S)


def wait_until(condition: Callable[[], bool], what: str, within_s: float = 30.0) -> None:
    """Wait for a condition.

    Raises:
        WineError: It did not in time.

    """
    until = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > until:
            raise WineError(what)
        time.sleep(_LOOK_S)


def check(condition: bool, what: str) -> None:  # noqa: FBT001 - reads like assert
    """Check a condition.

    Raises:
        WineError: It does not hold.

    """
    if not condition:
        raise WineError(what)
