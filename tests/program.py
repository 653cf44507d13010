"""The program itself, in a process of its own."""

import pathlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).parent.parent
PATIENCE_S = 30.0


@dataclass
class Program:
    """The program with folders of its own.

    Attributes:
        home: Its folder.
        environment: Its environment.
        before: A command prefix that runs the program.

    """

    home: pathlib.Path
    environment: dict[str, str]
    before: tuple[str, ...] = ()

    def start(self, *options: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*self.before, sys.executable, "-m", "desktop", *options],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *options: str) -> tuple[int, str, str]:
        process = self.start(*options)
        out, err = process.communicate(timeout=PATIENCE_S)
        return process.returncode, out, err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.01)
