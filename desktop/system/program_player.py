"""Plays a sound with a program of the system."""

import pathlib
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from typing import Final

from desktop.system.clip import LONGEST_S, Clip
from desktop.system.sounds import Player, PlayerError

AFPLAY: Final = ("/usr/bin/afplay",)
"""The player of macOS."""
_POLL_S: Final = 0.05
_LONGEST_S: Final = LONGEST_S + 2.0
"""A program that takes longer hangs and is killed."""


class ProgramPlayer(Player):
    """Runs a program with the clip's file as its last argument.

    Arguments:
        command: The program by its full path, with its options.

    """

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self._command = tuple(command)

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        """Play a clip."""
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder) / "alert.wav"
                file.write_bytes(clip.to_wav())
                code = self._run(file, is_hushed)
        except OSError as error:
            raise PlayerError(str(error)) from error
        if code:
            message = f"{self._command[0]} ended with code {code}"
            raise PlayerError(message)

    def _run(self, file: pathlib.Path, is_hushed: Callable[[], bool]) -> int:
        with subprocess.Popen(  # noqa: S603 - the system's own program by its full path
            (*self._command, file),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            left_s = _LONGEST_S
            while left_s > 0 and not is_hushed():
                try:
                    return process.wait(_POLL_S)
                except subprocess.TimeoutExpired:
                    left_s -= _POLL_S
            process.kill()
        return 0
