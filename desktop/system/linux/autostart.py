"""Starts the program at sign-in on Linux.

Source: specifications.freedesktop.org/autostart-spec, and desktop-entry-spec for the form of the file.
"""

import contextlib
import pathlib
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop.system.autostart import Autostart

FILE: Final = "tallymate.desktop"
_OFF: Final = ("Hidden=true", "X-GNOME-Autostart-enabled=false")
"""How a desktop's own settings switch it off."""


def autostart_folder() -> pathlib.Path:
    """Give the folder whose entries are started; it may not exist yet."""
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return pathlib.Path(config) / "autostart"


class LinuxAutostart(Autostart):
    """An entry that every desktop starts.

    Arguments:
        command: The program and its arguments.
        folder: Where the entries are.

    """

    def __init__(self, command: Sequence[str], folder: pathlib.Path) -> None:
        self._command = tuple(command)
        self._file = folder / FILE

    def is_on(self) -> bool:
        """Tell whether the entry is there and nobody switched it off."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        return not {line.replace(" ", "") for line in lines} & set(_OFF)

    def turn(self, *, on: bool) -> None:
        """Write the entry or remove it.

        Raises:
            OSError: It can't be written or removed.

        """
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(self._file.name + ".new")
        try:
            new.write_text(self._entry(), encoding="utf-8")
            new.replace(self._file)
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)

    def _entry(self) -> str:
        return (
            "[Desktop Entry]\n"
            "Type=Application\n"
            "Name=TallyMate\n"
            "Comment=Agents and queues of the call centre\n"
            f"Exec={' '.join(_quoted(part) for part in self._command)}\n"
            "Icon=tallymate\n"
            "Terminal=false\n"
            "X-GNOME-Autostart-enabled=true\n"
        )


def _quoted(part: str) -> str:
    """Quote a part of a command, and that as any text of such a file; a per cent sign is doubled."""
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, "\\" + sign)
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'
