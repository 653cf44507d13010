"""Starts the program at sign-in on Linux.

Source: specifications.freedesktop.org/autostart-spec, and desktop-entry-spec for the format of the file.
"""

import pathlib
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop.system.autostart import FileAutostart

FILE: Final = "tallymate.desktop"
_OFF: Final = {"Hidden=true", "X-GNOME-Autostart-enabled=false"}
"""Lines by which a desktop's own settings switch it off."""


class LinuxAutostart(FileAutostart):
    """An entry that every desktop starts.

    Arguments:
        command: The program and its arguments.
        folder: The folder of the entries; None for the person's own.

    """

    def __init__(self, command: Sequence[str], folder: pathlib.Path | None = None) -> None:
        if folder is None:
            config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
            folder = pathlib.Path(config) / "autostart"
        super().__init__(folder / FILE)
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Return whether the entry is there and not switched off."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        return not {line.replace(" ", "") for line in lines} & _OFF

    def content(self) -> bytes:
        """Return the entry."""
        return (
            "[Desktop Entry]\n"
            "Type=Application\n"
            "Name=TallyMate\n"
            "Comment=Agents and queues of the call centre\n"
            f"Exec={' '.join(_quoted(part) for part in self._command)}\n"
            "Icon=tallymate\n"
            "Terminal=false\n"
            "X-GNOME-Autostart-enabled=true\n"
        ).encode()


def _quoted(part: str) -> str:
    """Quote a part of a command, then escape it as any text of such a file; a per cent sign is doubled."""
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, "\\" + sign)
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'
