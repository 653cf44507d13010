"""Replaces a file whole, so that no reader sees half of one."""

import pathlib

from PySide6.QtCore import QIODevice, QSaveFile


def replace_file(path: pathlib.Path, content: bytes) -> str | None:
    """Replace a file or make it; give the reason when it fails, None when it does not."""
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    # Unbuffered, so that Qt says how much it wrote: why it could not write the rest it does not know.
    if file.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Unbuffered):
        written = file.write(content)
        if 0 <= written < len(content):
            return "only a part of it could be written, the disk is full"
        if written == len(content) and file.commit():
            return None
    return file.errorString()
