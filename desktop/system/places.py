"""The places of this program's files on this computer."""

import os
import pathlib
import sys
from typing import Final

from PySide6.QtCore import QByteArray, QCryptographicHash, QStandardPaths

from desktop.system.frozen import is_frozen

_NAME = "TallyMate"
SETTINGS_FILE: Final = "settings.ini"
"""The name of a settings file, a person's own as well as the site's."""

PORTABLE: Final = "portable.ini"
"""If this file is beside the program, the program keeps its files beside itself too, in the folder data."""
LOG_FILE: Final = "tallymate.log"
EXAMPLE_DIRECTORY: Final = "directory.example.csv"
"""The example of a directory file, among the resources: the names of the demonstration."""


def data_folder() -> pathlib.Path:
    """Return the per-user data folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericDataLocation)


def settings_folder() -> pathlib.Path:
    """Return the per-user settings folder; it may not exist yet."""
    return _generic(QStandardPaths.StandardLocation.GenericConfigLocation)


def site_settings_file() -> pathlib.Path:
    """Return the settings file that a site sets up for everyone on this computer; it may not exist.

    On Windows it is in the folder TallyMate of ``%PROGRAMDATA%``, on macOS in that of ``/Library/Application
    Support``, else in the folder tallymate of the first of ``XDG_CONFIG_DIRS`` that has it: ``/etc/xdg``.
    """
    if sys.platform == "darwin":
        return pathlib.Path("/Library/Application Support") / _NAME / SETTINGS_FILE
    # The first one is the person's own (doc.qt.io/qt-6/qstandardpaths.html, GenericConfigLocation).
    folders = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.GenericConfigLocation)[1:]
    if sys.platform == "win32":
        # On Windows, the folder of the program itself comes after that for all users.
        return pathlib.Path(folders[0]) / _NAME / SETTINGS_FILE
    files = [pathlib.Path(folder) / _NAME.lower() / SETTINGS_FILE for folder in folders]
    return next((file for file in files if file.is_file()), files[0])


def log_folder(settings_path: pathlib.Path) -> pathlib.Path:
    """Return the folder of a run's log and crashes: runs with other settings files have their own."""
    logs = data_folder() / "logs"
    return logs if settings_path == settings_folder() / SETTINGS_FILE else logs / settings_key(settings_path)


def lock_folder() -> pathlib.Path:
    """Return the folder of the locks of running programs; it may not exist yet."""
    return data_folder() / "running"


def settings_key(settings_path: pathlib.Path) -> str:
    """Return a short unique name of a settings file, however its path is written."""
    return short_key(os.path.normcase(os.path.realpath(settings_path)))


def short_key(text: str) -> str:
    """Return a name of 16 hexadecimal digits that is practically unique to the text.

    Qt makes the hash, since hashlib loads OpenSSL, which takes 4 MB.
    """
    data = QByteArray(text.encode("utf-8", "surrogateescape"))
    digest = QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode()[:16]


def resources_folder() -> pathlib.Path:
    """Return the folder with fonts and icons: inside the package once installed, beside it in a checkout."""
    package = pathlib.Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _generic(location: QStandardPaths.StandardLocation) -> pathlib.Path:
    portable = _portable_folder()
    if portable is not None:
        return portable
    return pathlib.Path(QStandardPaths.writableLocation(location)) / _NAME


def _portable_folder() -> pathlib.Path | None:
    """Return the folder beside the program if it is portable; a checkout and a wheel never are."""
    if not is_frozen():
        return None
    beside = pathlib.Path(sys.executable).parent
    return beside / "data" if (beside / PORTABLE).is_file() else None
