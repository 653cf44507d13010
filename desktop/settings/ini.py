"""A settings file as text: its sections of names and values, and its format."""

import configparser
import contextlib
import os
import pathlib
from typing import Final

from desktop.settings.declared import SettingsError

Sections = dict[str, dict[str, str]]
"""The written values, by title of the section and name."""

VERSION: Final = 2
"""The format that this program writes. The first format had no number and held every setting."""
FILE: Final = "file"
"""The section with the number of the format."""
MAX_BYTES: Final = 1024 * 1024
"""The largest size of a settings file."""
_REMEMBERED: Final = ("window", "told_about_tray")
"""Only the program writes this setting: a file with it and without a number has the first format."""


def load_text(path: pathlib.Path) -> str | None:
    """Read a settings file's text; None where there is none.

    Raises:
        SettingsError: It is too large or not text; the message follows the file's name.
        OSError: It can't be read.

    """
    if path.exists() and not path.is_file():
        # Reading a pipe would wait for ever, and no file can take the place of a device.
        message = "is no plain file"
        raise OSError(message)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(content) > MAX_BYTES:
        message = "can't be understood: it is larger than any settings"
        raise SettingsError(message)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = f"can't be understood: {error}"
        raise SettingsError(message) from error


def read_sections(text: str) -> Sections:
    """Split the text of a settings file into sections.

    Raises:
        SettingsError: It can't be understood, or has a newer format; the message follows the file's name.

    """
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # foreign keys stay as they are
    try:
        parser.read_string(text, source="it")
    except configparser.Error as error:
        message = f"can't be understood: {' '.join(str(error).split())}"
        raise SettingsError(message) from error
    sections = {title: dict(parser[title]) for title in parser.sections()}
    written = sections.get(FILE, {}).get("version", "")
    version = VERSION
    with contextlib.suppress(ValueError):
        version = int(written)
    if version > VERSION:
        message = "was written by a newer version of this program"
        raise SettingsError(message)
    return sections


def has_first_format(sections: Sections) -> bool:
    """Return whether this is a file of version 0.1, which held every setting, chosen or not."""
    title, name = _REMEMBERED
    return FILE not in sections and name in sections.get(title, {})


def reason_of(error: Exception) -> str:
    """Return why a file could not be read or written."""
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
