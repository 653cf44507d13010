"""Starts the program at sign-in on macOS, as a launch agent (launchd.plist(5))."""

import pathlib
import plistlib
from collections.abc import Sequence
from typing import Final

from desktop.system.autostart import FileAutostart

LABEL: Final = "tallymate"


class MacAutostart(FileAutostart):
    """A launch agent, which the system reads at the next sign-in.

    Arguments:
        command: The program and its arguments.
        folder: The folder of the agents; None for the person's own.

    """

    def __init__(self, command: Sequence[str], folder: pathlib.Path | None = None) -> None:
        folder = folder or pathlib.Path.home() / "Library" / "LaunchAgents"
        super().__init__(folder / f"{LABEL}.plist")
        self._command = list(command)

    def is_on(self) -> bool:
        """Return whether the agent is there and not disabled."""
        try:
            found = plistlib.loads(self._file.read_bytes())
        except (OSError, plistlib.InvalidFileException, ValueError):
            return False
        return isinstance(found, dict) and not found.get("Disabled", False)

    def content(self) -> bytes:
        """Return the agent."""
        agent = {
            "Label": LABEL,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        return plistlib.dumps(agent)
