"""Shared by several commands: the parser, readers of option values, and the settings below the options."""

import argparse
import glob
import logging
import math
import os
import pathlib
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn, TypeVar

from desktop.acd.plain_text import printable
from desktop.settings import DEFAULT_PORT, Settings, SettingsError, SettingsFile, read_site, wrong_value
from desktop.settings.chosen import PROGRAM, SettingsSnapshot
from desktop.system.console import show_message
from desktop.system.places import SETTINGS_FILE, settings_folder, site_settings_file

_FILE_OPTIONS: Final = ("data_file", "detail_file")
_Value = TypeVar("_Value", str, int)
_Number = TypeVar("_Number", int, float)

_log = logging.getLogger(__name__)


class Parser(argparse.ArgumentParser):
    """A parser that reports an error in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message and exit with code 2."""
        if message.startswith("argument command: invalid choice"):
            message += "; name the phone system with --host"
        if sys.stderr is None:  # a Windows program without a console
            show_message(printable(message))
        self.exit(2, f"tallymate: error: {printable(message)}\n")


def add_listening(parser: Parser, port: str = "TCP port to listen on (default %(default)s)") -> None:
    """Add the options of a command that listens on a port of this computer."""
    parser.add_argument(
        "--listen", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (default %(default)s)"
    )
    parser.add_argument("--port", type=setting("port"), default=DEFAULT_PORT, help=port)


def add_settings(parser: Parser, what: str = "the settings file") -> None:
    """Add the option of a command that only reads the settings."""
    parser.add_argument(
        "--settings",
        type=pathlib.Path,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help=f"{what}, which stays unchanged (default: the program's own)",
    )


def settings_path(options: argparse.Namespace) -> pathlib.Path:
    """Return the path of the settings file."""
    path: pathlib.Path | None = options.settings
    return path or settings_folder() / SETTINGS_FILE


def read_settings(options: argparse.Namespace) -> tuple[SettingsSnapshot, pathlib.Path]:
    """Return the settings and the folder of their file, for a command that only reads them.

    Raises:
        SettingsError: The file that was named does not exist, or it is wrong.

    """
    path = settings_path(options)
    site = read_site(site_settings_file())
    if path.exists():
        return SettingsFile(path, site, is_read_only=True).chosen, path.parent
    if options.settings is not None:
        message = f"settings file {path} is not there"
        raise SettingsError(message)
    return site.chosen, path.parent


def open_settings(options: argparse.Namespace) -> SettingsFile:
    """Return the settings file, which is created if missing.

    Raises:
        SettingsError: It can't be kept.

    """
    from desktop.live.files import ensure_folder

    path = options.settings or ensure_folder(settings_folder()) / SETTINGS_FILE
    return SettingsFile(path, read_site(site_settings_file()))


def settings_given(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings for which an option was given, by name."""
    if options.host is not None:
        options.host = ", ".join(options.host)
    given = {name: value for name, value in vars(options).items() if name in PROGRAM and value is not None}
    # Paths of options are relative to the current folder, those of settings to the folder of their file.
    return given | {name: os.path.abspath(given[name]) for name in _FILE_OPTIONS if name in given}  # noqa: PTH100 - keeps links


def warn_of_settings(file: SettingsFile) -> None:
    """Log which settings are not in force, and why."""
    for warning in file.warnings:
        _log.warning("%s", warning)


def no_phone_system(file: SettingsFile) -> SettingsError:
    """Return the error for a command that needs a phone system when none is named."""
    return SettingsError(f"no phone system is named: use --host, or set host in {file.path}")


def check_play(options: argparse.Namespace) -> None:
    """Check that no two options exclude each other.

    Raises:
        SettingsError: Two options exclude each other.

    """
    play = "--demo" if options.demo else "--replay" if options.replay else ""
    wrong = {
        "--demo and --replay don't go together": options.demo and options.replay,
        f"--host does not go with {play}": play and options.host,
        f"--port does not go with {play}": play and options.port,
        "--speed goes only with --replay": options.speed and not options.replay,
        "--at goes only with --demo or --replay": not play and getattr(options, "at", None) is not None,
    }
    for message, is_so in wrong.items():
        if is_so:
            raise SettingsError(message)


def files(text: str) -> Sequence[pathlib.Path]:
    """Read the name of a file or a pattern, which no shell expands on Windows."""
    path = pathlib.Path(text)
    found = sorted(path.parent.glob(path.name)) if glob.has_magic(path.name) and not path.exists() else []
    return found or [path]


def host(text: str) -> str:
    """Read the hosts of phone systems."""
    return _checked("host", text)


def setting(name: str) -> Callable[[str], int]:
    """Return a reader of whole numbers in the range of the setting of that name."""
    return lambda text: _checked(name, whole(-math.inf, math.inf)(text))


def speed(text: str) -> float:
    """Read a playback speed: a factor, or ``max`` for infinity."""
    return math.inf if text == "max" else number(0.01, 1000)(text)


def whole(low: float, high: float) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""
    return _in_range(int, "a whole number", low, high)


def number(low: float, high: float) -> Callable[[str], float]:
    """Return a reader of numbers in a range."""
    return _in_range(float, "a number", low, high)


def _checked(name: str, value: _Value) -> _Value:
    wrong = wrong_value(Settings, name, value)
    if wrong is not None:
        raise argparse.ArgumentTypeError(wrong)
    return value


def _in_range(kind: Callable[[str], _Number], what: str, low: float, high: float) -> Callable[[str], _Number]:
    def read(text: str) -> _Number:
        try:
            value = kind(text)
        except ValueError:
            message = f"{text!r} is not {what}"
            raise argparse.ArgumentTypeError(message) from None
        if not low <= value <= high:
            message = f"{value} is not from {low:g} to {high:g}"
            raise argparse.ArgumentTypeError(message)
        return value

    return read
