"""The one file that keeps all settings, in words that a person can read and change."""

import configparser
import contextlib
import dataclasses
import os
import pathlib
import shutil
from collections.abc import Iterable, Mapping
from typing import Any, Final

from desktop.settings.board import FIRST_BOARD, BoardSettings
from desktop.settings.declared import Field, SettingsError, describe, read_value, settings_in, write_value
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.program import Settings

_PROGRAM: Final = settings_in(Settings)
_BOARD: Final = settings_in(BoardSettings)
_LIMITS: Final = settings_in(LimitSettings)
_QUEUE_LIMITS: Final = settings_in(QueueLimitSettings)
_MOVED: Final = {
    ("start", "fullscreen"),
    ("start", "screen"),
    ("window", "window_place"),
    ("window", "window_screen"),
}
"""Where the first board's settings stand in files of version 0.1."""


class SettingsFile:
    """The settings as a file keeps them. What an option overrides for one run never gets here.

    Arguments:
        path: The file; made when missing.

    Raises:
        SettingsError: It can't be read, made or understood.

    Attributes:
        path: The file.
        settings: What it says of the program as a whole.
        boards: What it says of the boards; there is always one.
        limits: What it says of limits.
        queue_limits: What it says of limits of single queues.

    """

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self.settings = Settings()
        self.boards: tuple[BoardSettings, ...] = (BoardSettings(),)
        self.limits = LimitSettings()
        self.queue_limits: tuple[QueueLimitSettings, ...] = ()
        self._others: dict[str, dict[str, str]] = {}
        if path.exists() and not path.is_file() and not path.is_dir():
            # Reading a pipe would wait for ever, and a device is nothing to put a file in the place of.
            message = f"settings file {path} is no plain file"
            raise SettingsError(message)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self._write()
        except (OSError, UnicodeDecodeError) as error:
            message = f"settings file {path} can't be read: {_reason(error)}"
            raise SettingsError(message) from error
        else:
            self._parse(text)

    @property
    def foreign(self) -> list[str]:
        """What stands in the file that is no setting of this program, as ``[section] name``."""
        return [f"[{section}] {key}" for section, others in self._others.items() for key in others]

    def change(self, **values: object) -> None:
        """Change settings of the program and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        changed = dataclasses.replace(self.settings, **values)  # type: ignore[arg-type]
        if changed != self.settings:
            self.settings = changed
            self._write()

    def change_board(self, board_name: str, /, **values: object) -> None:
        """Change settings of one board, which may be its name, and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        self.change_boards(
            dataclasses.replace(board, **values) if board.name == board_name else board  # type: ignore[arg-type]
            for board in self.boards
        )

    def change_boards(self, boards: Iterable[BoardSettings]) -> None:
        """Take other boards and write the file.

        Raises:
            SettingsError: There is none, two have one name, or the file can't be written.

        """
        changed = tuple(boards)
        _check_names(changed)
        if changed != self.boards:
            self.boards = changed
            self._write()

    def change_limits(self, limits: LimitSettings, queue_limits: Iterable[QueueLimitSettings]) -> None:
        """Take other limits and write the file.

        Raises:
            SettingsError: The file can't be written.

        """
        changed = limits, tuple(queue_limits)
        if changed != (self.limits, self.queue_limits):
            self.limits, self.queue_limits = changed
            self._write()

    def _parse(self, text: str) -> None:
        parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # foreign keys stay as they are
        try:
            parser.read_string(text, source=self.path.name)
        except configparser.Error as error:
            message = f"settings file {self.path} can't be understood: {' '.join(str(error).split())}"
            raise SettingsError(message) from error
        program: dict[str, object] = {}
        limits: dict[str, object] = {}
        boards: dict[str, dict[str, object]] = {}
        queue_limits: dict[str, dict[str, object]] = {}
        moved: dict[str, object] = {}
        for section in parser.sections():
            kind, _, name = section.partition(" ")
            if kind == "board":
                declared, values = _BOARD, boards.setdefault(name or FIRST_BOARD, {})
            elif kind == "limits" and name:
                declared, values = _QUEUE_LIMITS, queue_limits.setdefault(name, {})
            elif section == "limits":
                declared, values = _LIMITS, limits
            else:
                declared = {key: one for key, one in _PROGRAM.items() if one.metadata["section"] == section}
                values = program
            for key, written in parser[section].items():
                if (section, key.lower()) in _MOVED:
                    moved |= self._read({key: written}, _BOARD, section)
                else:
                    values |= self._read({key: written}, declared, section)
        try:
            self.settings = Settings(**program)  # type: ignore[arg-type]
            self.limits = LimitSettings(**limits)  # type: ignore[arg-type]
            if not boards or moved:
                first = next(iter(boards), FIRST_BOARD)
                boards[first] = moved | boards.get(first, {})
            made = tuple(BoardSettings(name, **values) for name, values in boards.items())  # type: ignore[arg-type]
            _check_names(made)
            self.boards = made
            self.queue_limits = tuple(
                QueueLimitSettings(queue, **values)  # type: ignore[arg-type]
                for queue, values in queue_limits.items()
            )
        except SettingsError as error:
            message = f"settings file {self.path}: {error}"
            raise SettingsError(message) from error

    def _read(
        self, items: Mapping[str, str], declared: Mapping[str, Field], section: str
    ) -> dict[str, object]:
        """Read what is declared; what is not is kept as it stands."""
        values: dict[str, object] = {}
        for key, written in items.items():
            setting = declared.get(key.lower())
            if setting is None:
                self._others.setdefault(section, {})[key] = written
                continue
            try:
                values[setting.name] = read_value(setting, written)
            except ValueError as error:
                message = f"settings file {self.path}: {key}: {error}"
                raise SettingsError(message) from error
        return values

    def _write(self) -> None:
        # A link stays one, and whoever may read the file may read the next.
        path = self.path.resolve()
        new = path.with_name(path.name + ".new")
        try:
            new.write_text(self._text(), encoding="utf-8")
            if path.exists():
                shutil.copymode(path, new)
            new.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            message = f"settings file {self.path} can't be written: {_reason(error)}"
            raise SettingsError(message) from error

    def _text(self) -> str:
        sections: dict[str, list[str]] = {}
        for setting in _PROGRAM.values():
            sections.setdefault(setting.metadata["section"], []).extend(_lines(setting, self.settings))
        for board in self.boards:
            title = "board" if board.name == FIRST_BOARD else f"board {board.name}"
            sections[title] = [line for setting in _BOARD.values() for line in _lines(setting, board)]
        sections["limits"] = [line for setting in _LIMITS.values() for line in _lines(setting, self.limits)]
        for queue in self.queue_limits:
            title = f"limits {queue.queue}"
            sections[title] = [line for setting in _QUEUE_LIMITS.values() for line in _lines(setting, queue)]
        for section, others in self._others.items():
            if section in sections or section.partition(" ")[0] not in {"board", "limits"}:
                lines = sections.setdefault(section, [])
                lines.extend(f"{key} = {value.replace(chr(10), ' ')}" for key, value in others.items())
        texts = (f"[{section}]\n" + "\n".join(lines) for section, lines in sections.items())
        return "\n\n".join(texts) + "\n"


def _lines(setting: Field, settings: Any) -> tuple[str, str]:  # noqa: ANN401 - any class of settings
    value = write_value(getattr(settings, setting.name))
    return f"# {describe(setting)}", f"{setting.name} = {value}"


def _check_names(boards: tuple[BoardSettings, ...]) -> None:
    if not boards:
        message = "there has to be a board"
        raise SettingsError(message)
    names = [board.name.casefold() for board in boards]
    twice = next((board.name for board in boards if names.count(board.name.casefold()) > 1), None)
    if twice is not None:
        message = f"two boards are called {twice!r}"
        raise SettingsError(message)


def _reason(error: Exception) -> str:
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
