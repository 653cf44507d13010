"""Replacing a file as a whole, so that no reader sees half of it."""

import pathlib

from PySide6.QtCore import QIODevice, QSaveFile


def replace_file(path: pathlib.Path, content: bytes) -> str | None:
    """Replace or create a file; return the reason when that fails, otherwise None."""
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    # Unbuffered, so that Qt returns how much it wrote; it gives no reason for the rest.
    if file.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Unbuffered):
        written = file.write(content)
        if 0 <= written < len(content):
            return "only a part of it could be written, the disk is full"
        if written == len(content) and file.commit():
            return None
    return file.errorString()
