"""Starts the program at sign-in on macOS, as a launch agent (launchd.plist(5))."""

import contextlib
import pathlib
import plistlib
from collections.abc import Sequence
from typing import Final

from desktop.system.autostart import Autostart

LABEL: Final = "tallymate"


def agents_folder() -> pathlib.Path:
    """Give the folder of the person's own agents; it may not exist yet."""
    return pathlib.Path.home() / "Library" / "LaunchAgents"


class MacAutostart(Autostart):
    """A launch agent, which the system reads at the next sign-in.

    Arguments:
        command: The program and its arguments.
        folder: Where the agents are.

    """

    def __init__(self, command: Sequence[str], folder: pathlib.Path) -> None:
        self._command = list(command)
        self._file = folder / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Tell whether the agent is there and not disabled."""
        try:
            found = plistlib.loads(self._file.read_bytes())
        except (OSError, plistlib.InvalidFileException, ValueError):
            return False
        return isinstance(found, dict) and not found.get("Disabled", False)

    def turn(self, *, on: bool) -> None:
        """Write the agent or remove it.

        Raises:
            OSError: It can't be written or removed.

        """
        if not on:
            self._file.unlink(missing_ok=True)
            return
        agent = {
            "Label": LABEL,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(self._file.name + ".new")
        try:
            new.write_bytes(plistlib.dumps(agent))
            new.replace(self._file)
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
