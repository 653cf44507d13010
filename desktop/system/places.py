"""Where this program's files are on this computer."""

import pathlib
from typing import Final

from PySide6.QtCore import QStandardPaths

_NAME = "TallyMate"


def data_folder() -> pathlib.Path:
    """Give the per-user data folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericDataLocation)


def settings_folder() -> pathlib.Path:
    """Give the per-user settings folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericConfigLocation)


EXAMPLE_DIRECTORY: Final = "directory.example.csv"
"""The file with the example of a directory, among the resources: the demonstration's names."""


def resources_folder() -> pathlib.Path:
    """Give the folder with fonts and icons: inside the package once installed, beside it in a checkout."""
    package = pathlib.Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _generic(location: QStandardPaths.StandardLocation) -> pathlib.Path:
    return pathlib.Path(QStandardPaths.writableLocation(location)) / _NAME
