"""Starts the program at sign-in on Windows, by the person's own Run key.

Source: learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys. The installer writes the
same value. What a person switches off in the Task Manager or in the system's settings stands in another key,
whose format is not published: twelve bytes, of which the first is even while the program may start
(github.com/zzzgydi/auto-launch/pull/8, github.com/crystalidea/uninstall-tool/issues/180).
"""

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from desktop.system.autostart import Autostart

if sys.platform == "win32":
    import winreg

NAME: Final = "TallyMate"
RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class UserRegistry:
    """The person's own part of the registry; empty on other systems. Keys are named from its root."""

    def read(self, key: str, name: str) -> object:
        """Return a value; None where there is none."""
        if sys.platform == "win32":
            with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return winreg.QueryValueEx(opened, name)[0]
        return None

    def write(self, key: str, name: str, text: str | None) -> None:
        """Write a text, or remove the value.

        Raises:
            OSError: The registry refuses it.

        """
        if sys.platform == "win32":
            user, access = winreg.HKEY_CURRENT_USER, winreg.KEY_SET_VALUE
            if text is not None:
                with winreg.CreateKey(user, key) as opened:
                    winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)
            else:
                with (
                    contextlib.suppress(FileNotFoundError),
                    winreg.OpenKey(user, key, access=access) as opened,
                ):
                    winreg.DeleteValue(opened, name)


class WindowsAutostart(Autostart):
    """A value of the person's own Run key.

    Arguments:
        command: The program and its arguments.
        registry: The person's own part of the registry.

    """

    is_possible = True

    def __init__(self, command: Sequence[str], registry: UserRegistry | None = None) -> None:
        self._command = subprocess.list2cmdline(command)
        self._registry = registry or UserRegistry()

    def is_on(self) -> bool:
        """Return whether the value is there and not switched off."""
        if self._registry.read(RUN, NAME) is None:
            return False
        approved = self._registry.read(APPROVED, NAME)
        return not (isinstance(approved, bytes) and approved and approved[0] % 2)

    def turn(self, *, on: bool) -> None:
        """Write the value or remove it, and clear what was switched off elsewhere.

        Raises:
            OSError: The registry refuses it.

        """
        self._registry.write(RUN, NAME, self._command if on else None)
        self._registry.write(APPROVED, NAME, None)
