"""Starts the program when its person signs in."""

import pathlib
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

from desktop.system.frozen import is_frozen

MINIMIZED = "--minimized"
"""Whoever signs in did not ask for a window; a board that is to fill its screen does so all the same."""

_WITHOUT_CONSOLE: Final = "TallyMate.exe"
"""The frozen program's name in build.spec."""


class Autostart(ABC):
    """A service of the operating system that starts the program when its person signs in."""

    @property
    def is_possible(self) -> bool:
        """Whether there is such a service here."""
        return True

    @abstractmethod
    def is_on(self) -> bool:
        """Tell whether the program starts then, also after changes in the system's own settings."""

    @abstractmethod
    def turn(self, *, on: bool) -> None:
        """Have the program start then, or no longer.

        Raises:
            OSError: It can't be changed.

        """


class NoAutostart(Autostart):
    """Starts nothing: the system has no such service, or this run is none to be repeated."""

    @property
    def is_possible(self) -> bool:
        """Whether there is such a service here."""
        return False

    def is_on(self) -> bool:
        """Tell that it is not."""
        return False

    def turn(self, *, on: bool) -> None:
        """Do nothing."""


def start_command(arguments: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the command that starts this program at sign-in, with more arguments of its own."""
    program = pathlib.Path(sys.executable)
    if sys.platform == "win32":
        # The other ones, tallymate-cli.exe and python.exe, open a console.
        quiet = program.with_name(_WITHOUT_CONSOLE if is_frozen() else "pythonw.exe")
        program = quiet if quiet.exists() else program
    if is_frozen():
        return (str(program), MINIMIZED, *arguments)
    return (str(program), "-m", __name__.partition(".")[0], MINIMIZED, *arguments)


def autostart_here(command: Sequence[str]) -> Autostart:
    """Give the service of this operating system.

    Arguments:
        command: The program and its arguments.

    """
    autostart: Autostart = NoAutostart()
    if sys.platform == "win32":
        from desktop.system.windows import autostart as autostart_windows  # noqa: PLC0415 - each system loads its own

        autostart = autostart_windows.WindowsAutostart(command, autostart_windows.CurrentUser())
    elif sys.platform == "darwin":
        from desktop.system.macos import autostart as autostart_macos  # noqa: PLC0415 - each system loads its own

        autostart = autostart_macos.MacAutostart(command, autostart_macos.agents_folder())
    elif sys.platform == "linux":
        from desktop.system.linux import autostart as autostart_linux  # noqa: PLC0415 - each system loads its own

        autostart = autostart_linux.LinuxAutostart(command, autostart_linux.autostart_folder())
    return autostart
