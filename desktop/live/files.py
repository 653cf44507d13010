"""The places of the program's files, as the settings name them, and checks of a place."""

import os
import pathlib
from dataclasses import dataclass, replace
from typing import Final

from desktop.publish.file_place import DataFileError, check_writable
from desktop.settings import Settings, SettingsError
from desktop.settings.probe import why_not_writable
from desktop.system.places import data_folder

DATA_FILE_NAME: Final = "mitel_data.json"
DIRECTORY_FILE_NAME: Final = "directory.csv"
RECORDING_FILE_NAME: Final = "stream.jsonl"
DEMONSTRATION: Final = "demo"
"""The folder of a demonstration, so that its agents are not restored on a real board."""
REPLAY: Final = "replay"
"""The folder of a recording that is played, for the same reason."""


@dataclass(frozen=True, slots=True)
class Files:
    """The places of the files.

    Attributes:
        data_file: mitel_data.json.
        detail_file: The detail file; None for none.
        directory_file: The names.
        record_file: The recording.

    """

    data_file: pathlib.Path
    detail_file: pathlib.Path | None
    directory_file: pathlib.Path
    record_file: pathlib.Path


def files_of(settings: Settings, folder: pathlib.Path) -> Files:
    """Return the places of the files.

    Arguments:
        settings: Their settings.
        folder: The folder of the settings file; relative paths start there.

    """
    return Files(
        path_of(settings.data_file, folder) or data_folder() / DATA_FILE_NAME,
        path_of(settings.detail_file, folder),
        path_of(settings.directory_file, folder) or folder / DIRECTORY_FILE_NAME,
        path_of(settings.record_file, folder) or data_folder() / "recording" / RECORDING_FILE_NAME,
    )


def files_of_run(settings: Settings, folder: pathlib.Path, play: str = "") -> Files:
    """Return the places of the files of a run, after a check that they can be written.

    Arguments:
        settings: Their settings; a demonstration or recording has its own data and detail files.
        folder: The folder of the settings file.
        play: `DEMONSTRATION` or `REPLAY`, which have their own folder; blank for a real phone system.

    Raises:
        SettingsError: The program's own folder can't be created.
        DataFileError: A file for other programs can't be written in its place.

    """
    files = files_of(settings, folder)
    if not settings.data_file:
        files = replace(files, data_file=ensure_folder(data_folder() / play) / DATA_FILE_NAME)
    if files.detail_file == files.data_file:
        message = f"data file and detail file can't both be {files.data_file}"
        raise DataFileError(message)
    check_writable(files.data_file, "data file")
    if files.detail_file is not None:
        check_writable(files.detail_file, "detail file")
    return files


def ensure_folder(path: pathlib.Path) -> pathlib.Path:
    """Create one of the program's own folders if it is missing; return its path.

    Raises:
        SettingsError: It can't be created.

    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"folder {path} can't be made: {error.strerror or error}"
        raise SettingsError(message) from error
    return path


def path_of(setting: str, folder: pathlib.Path) -> pathlib.Path | None:
    """Return the path of a setting, relative to the folder of the settings file; None if it is blank."""
    if not setting:
        return None
    path = folder / os.path.expanduser(setting)  # noqa: PTH111 - never raises
    return pathlib.Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were given


def why_not_there(name: str, text: str, settings: Settings, settings_path: pathlib.Path) -> str | None:
    """Return why a file can't be kept in a place, None if it can. May block while a network share hangs.

    Arguments:
        name: The setting of the place.
        text: Its new value.
        settings: The other settings.
        settings_path: The settings file.

    """
    if "\0" in text:
        return "no file is called that"
    files = files_of(replace(settings, **{name: text}), settings_path.parent)  # type: ignore[arg-type]  # a path
    wanted: pathlib.Path | None = getattr(files, name)
    if wanted is None:
        return None
    others = {one: getattr(files, one) for one in Files.__dataclass_fields__ if one != name}
    titles = {one: Settings.__dataclass_fields__[one].metadata["title"] for one in others}
    taken = [titles[one] for one, path in others.items() if path is not None and _is_one(path, wanted)]
    if _is_one(wanted, settings_path):
        taken.append("Settings")
    if taken:
        return f"that is already in use for: {taken[0].lower()}"
    reason = _why_not(name, wanted)
    return reason.lstrip(": ") if reason is not None else None


def _why_not(name: str, path: pathlib.Path) -> str | None:
    if name == "directory_file":
        # It may be missing or read-only.
        if path.is_dir():
            return "is a folder"
        return None if path.parent.is_dir() else f"there is no folder {path.parent}"
    if name == "record_file":
        # Its folder is created if it is missing.
        above = next((one for one in path.parents if one.exists()), path)
        if not path.parent.exists():
            return why_not_writable(above / path.name) if above.is_dir() else f"{above} is no folder"
    reason = why_not_writable(path)
    if reason is None and name == "record_file":
        from desktop.recording.entries import RecordingError  # noqa: PLC0415 - loaded on first use
        from desktop.recording.rolling import check_file  # noqa: PLC0415 - the same

        try:
            check_file(path)
        except RecordingError as error:
            return str(error).removeprefix(f"recording {path}")
    return reason


def _is_one(first: pathlib.Path, second: pathlib.Path) -> bool:
    return os.path.normcase(os.path.abspath(first)) == os.path.normcase(os.path.abspath(second))  # noqa: PTH100 - as given
