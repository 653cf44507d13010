"""Starts the program when the person signs in."""

import contextlib
import pathlib
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

from desktop.system.frozen import is_frozen

MINIMIZED = "--minimized"
"""No window opens at sign-in, except for a board that is to fill its screen."""

_WITHOUT_CONSOLE: Final = "TallyMate.exe"
"""The frozen program's name in build.spec."""


class Autostart:
    """A service of the operating system that starts the program at sign-in; this one never does."""

    is_possible = False
    """Whether there is such a service here."""

    def is_on(self) -> bool:
        """Return whether the program starts at sign-in, also after changes in the system's own settings."""
        return False

    def turn(self, *, on: bool) -> None:
        """Start the program at sign-in, or stop doing so.

        Raises:
            OSError: The system's setting can't be changed.

        """


class FileAutostart(Autostart, ABC):
    """A service that starts every program with a file in its folder.

    Arguments:
        file: The program's file; its folder may be missing.

    """

    is_possible = True

    def __init__(self, file: pathlib.Path) -> None:
        self._file = file

    @abstractmethod
    def content(self) -> bytes:
        """Return the content of the file."""

    def turn(self, *, on: bool) -> None:
        """Write the file or remove it.

        Raises:
            OSError: It can't be written or removed.

        """
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(self._file.name + ".new")
        try:
            new.write_bytes(self.content())
            new.replace(self._file)
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)


def start_command(arguments: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the command that starts this program at sign-in, followed by more arguments."""
    program = pathlib.Path(sys.executable)
    if sys.platform == "win32":
        # tallymate-cli.exe and python.exe would open a console.
        quiet = program.with_name(_WITHOUT_CONSOLE if is_frozen() else "pythonw.exe")
        program = quiet if quiet.exists() else program
    module = () if is_frozen() else ("-m", __name__.partition(".")[0])
    return (str(program), *module, MINIMIZED, *arguments)
