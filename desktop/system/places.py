"""Where this program's files are on this computer."""

import os
import pathlib
import sys
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop.system.frozen import is_frozen
from desktop.system.short_key import short_key

_NAME = "TallyMate"
SETTINGS_FILE: Final = "settings.ini"
"""What a settings file is called, a person's own as well as the site's."""

PORTABLE: Final = "portable.ini"
"""Where this file is beside the program, the program keeps its own beside itself too, in the folder data."""
LOG_FILE: Final = "tallymate.log"


def data_folder() -> pathlib.Path:
    """Give the per-user data folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericDataLocation)


def settings_folder() -> pathlib.Path:
    """Give the per-user settings folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericConfigLocation)


def site_settings_file() -> pathlib.Path:
    """Give the settings file that a site sets up for everyone on this computer; it may not exist.

    On Windows it is in the folder TallyMate of ``%PROGRAMDATA%``, on macOS in that of ``/Library/Application
    Support``, else in the folder tallymate of the first of ``XDG_CONFIG_DIRS`` that has it: ``/etc/xdg``.
    """
    if sys.platform == "darwin":
        return pathlib.Path("/Library/Application Support") / _NAME / SETTINGS_FILE
    # The first one is the person's own (doc.qt.io/qt-6/qstandardpaths.html, GenericConfigLocation).
    folders = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.GenericConfigLocation)[1:]
    if sys.platform == "win32":
        # Behind the folder for all users Windows names the program's own.
        return pathlib.Path(folders[0]) / _NAME / SETTINGS_FILE
    files = [pathlib.Path(folder) / _NAME.lower() / SETTINGS_FILE for folder in folders]
    return next((file for file in files if file.is_file()), files[0])


def log_folder(settings_path: pathlib.Path) -> pathlib.Path:
    """Give the folder of a run's log and crashes: runs with other settings files have their own."""
    logs = data_folder() / "logs"
    return logs if settings_path == settings_folder() / SETTINGS_FILE else logs / settings_key(settings_path)


def lock_folder() -> pathlib.Path:
    """Give the folder of the locks of running programs; it may not exist yet."""
    return data_folder() / "running"


def settings_key(settings_path: pathlib.Path) -> str:
    """Give a short name that a settings file has alone, however its path is written."""
    return short_key(os.path.normcase(os.path.realpath(settings_path)))


EXAMPLE_DIRECTORY: Final = "directory.example.csv"
"""The file with the example of a directory, among the resources: the demonstration's names."""


def resources_folder() -> pathlib.Path:
    """Give the folder with fonts and icons: inside the package once installed, beside it in a checkout."""
    package = pathlib.Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _generic(location: QStandardPaths.StandardLocation) -> pathlib.Path:
    portable = _portable_folder()
    if portable is not None:
        return portable
    return pathlib.Path(QStandardPaths.writableLocation(location)) / _NAME


def _portable_folder() -> pathlib.Path | None:
    """Give the folder beside the program where that was asked for; a checkout and a wheel have none."""
    if not is_frozen():
        return None
    beside = pathlib.Path(sys.executable).parent
    return beside / "data" if (beside / PORTABLE).is_file() else None
