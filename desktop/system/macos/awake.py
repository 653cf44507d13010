"""Keeps the display awake on macOS, with the system's own program for that."""

import os
import subprocess
from collections.abc import Sequence
from typing import Final

from desktop.system.awake import Inhibitor

CAFFEINATE: Final = "/usr/bin/caffeinate"
ENDS_WITHIN_S: Final = 1.0


class MacInhibitor(Inhibitor):
    """Runs ``caffeinate``, which ends by itself if this program dies.

    Arguments:
        command: The program with its options.

    """

    def __init__(self, command: Sequence[str] = (CAFFEINATE, "-d", "-w", str(os.getpid()))) -> None:
        super().__init__()
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Start the program."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the system's own program by its full path
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            self.warn(str(error))

    def release(self) -> None:
        """End the program."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
