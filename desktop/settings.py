"""Every setting once, with type, default, range and description; read, checked and kept in one INI file."""

import configparser
import contextlib
import dataclasses
import os
import pathlib
import re
import shutil
from dataclasses import dataclass, field
from typing import Any, Final

DEFAULT_PORT: Final = 15373
_PORTS: Final = (1, 65535)
_LONGEST_QUOTE: Final = 40
_HOST: Final = re.compile(r"\w[\w.-]{0,252}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\w+)?")
"""A name, an address, or an address with colons."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}")


class SettingsError(Exception):
    """A settings file that can't be used; the text is one line for the person who can mend it."""


def _setting(  # noqa: PLR0913 - one declaration says all of a setting
    section: str,
    description: str,
    *,
    default: str | float | bool,
    span: tuple[float, float] | None = None,
    or_zero: bool = False,
    choices: tuple[str, ...] = (),
    kept_for_you: bool = False,
) -> Any:  # noqa: ANN401 - as dataclasses.field: the attribute's annotation says the type
    metadata = {
        "section": section,
        "description": description,
        "span": span,
        "or_zero": or_zero,
        "choices": choices,
        "kept_for_you": kept_for_you,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run. Names of fields are the names in the file."""

    host: str = _setting(
        "phone system",
        "Name or address of the Mitel phone system; blank asks in the window. Several with commas between;"
        " one with another port as name:port.",
        default="",
    )
    port: int = _setting(
        "phone system", "TCP port of its real time events stream.", default=DEFAULT_PORT, span=_PORTS
    )
    silent_after_s: float = _setting(
        "phone system",
        "Seconds without a byte after which the board shows that nothing is heard.",
        default=60.0,
        span=(5, 86400),
    )
    reconnect_after_s: float = _setting(
        "phone system",
        "Seconds without a byte after which the line is dropped and made again; 0 never does.",
        default=180.0,
        span=(5, 86400),
        or_zero=True,
    )
    data_file: str = _setting(
        "files",
        "Where mitel_data.json is kept, from this file's folder on; blank is the data folder.",
        default="",
    )
    detail_file: str = _setting(
        "files",
        "Where a file with more detail for other programs is kept, from this file's folder on; blank: none.",
        default="",
    )
    record: bool = _setting(
        "recording",
        "Keep the stream as it comes, to be replayed; it tells what each agent did.",
        default=False,
    )
    record_file: str = _setting(
        "recording",
        "Where it is kept, from this file's folder on; blank is the folder recording in the data folder.",
        default="",
    )
    record_roll_mb: int = _setting(
        "recording",
        "Megabytes after which a new piece begins, as it does each day.",
        default=16,
        span=(1, 1024),
    )
    record_keep_mb: int = _setting(
        "recording",
        "Megabytes of all pieces together; the oldest are deleted.",
        default=512,
        span=(2, 1048576),
    )
    queues: str = _setting(
        "board",
        "Queue cards: agent groups, paths, both, or auto (paths where no group reports come).",
        default="auto",
        choices=("auto", "groups", "paths", "both"),
    )
    order: str = _setting(
        "board", "Agents in order of what they do, or of their ID.", default="state", choices=("state", "id")
    )
    theme: str = _setting(
        "board", "Light, dark, or as the system is.", default="system", choices=("system", "light", "dark")
    )
    fullscreen: bool = _setting("start", "Start with the board on the full screen.", default=False)
    screen: int = _setting(
        "start",
        "Which screen the board starts on, from 1; 0 is the one it was on last.",
        default=0,
        span=(0, 64),
    )
    minimized: bool = _setting("start", "Start in the tray.", default=False)
    log_level: str = _setting(
        "start", "What is said on the console.", default="info", choices=("debug", "info", "warning", "error")
    )
    window_place: str = _setting(
        "window", "Left, top, width and height of the window.", default="", kept_for_you=True
    )
    window_screen: str = _setting("window", "The screen the window was on.", default="", kept_for_you=True)
    told_about_tray: bool = _setting(
        "window",
        "Whether closing the window has said that the tray icon stays.",
        default=False,
        kept_for_you=True,
    )

    def __post_init__(self) -> None:
        for setting in dataclasses.fields(self):
            reason = _wrong(setting, getattr(self, setting.name))
            if reason is not None:
                message = f"{setting.name}: {reason}"
                raise SettingsError(message)


def wrong_value(name: str, value: object) -> str | None:
    """Say what is wrong with a value for the setting of that name; None when nothing is."""
    return _wrong(_FIELDS[name], value)


def _wrong(setting: "dataclasses.Field[Any]", value: object) -> str | None:
    choices = setting.metadata["choices"]
    if choices and value not in choices:
        return f"{value!r} is none of {', '.join(choices)}"
    span = setting.metadata["span"]
    if span is not None and isinstance(value, int | float) and not span[0] <= value <= span[1]:
        zero = setting.metadata["or_zero"]
        if not (zero and value == 0):
            return (
                f"{_short(_write_value(value))} is not {'0 nor ' if zero else ''}from {span[0]} to {span[1]}"
            )
    if isinstance(value, str) and not value.isprintable():
        return f"{value!r} holds what can't be written in one line"
    if setting.name == "host" and isinstance(value, str):
        try:
            read_places(value, DEFAULT_PORT)
        except ValueError as error:
            return str(error)
    return None


def read_places(text: str, port: int) -> tuple[tuple[str, int], ...]:
    """Read hosts and ports as people write them: ``name``, ``name:port``, ``[address]:port``, with commas.

    Arguments:
        text: What was written.
        port: The port where none is written.

    Raises:
        ValueError: Something in it is no name or address; the text says what.

    """
    places = tuple(_read_place(place.strip(), port) for place in text.split(",") if text.strip())
    for place in places:
        if places.count(place) > 1:
            message = f"{place[0]!r} is named twice"
            raise ValueError(message)
    return places


def _read_place(text: str, port: int) -> tuple[str, int]:
    host, colon, written = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        host, written = text, str(port)
    host = host.removeprefix("[").removesuffix("]")
    if not (_HOST.fullmatch(host) and _WHOLE.fullmatch(written)):
        message = f"{text!r} is not a name or an address"
        raise ValueError(message)
    if not _PORTS[0] <= int(written) <= _PORTS[1]:
        message = f"{text!r}: port {written} is not from {_PORTS[0]} to {_PORTS[1]}"
        raise ValueError(message)
    return host, int(written)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


_FIELDS: Final = {setting.name: setting for setting in dataclasses.fields(Settings)}
_TRUE: Final = {"yes", "true", "on", "1"}
_FALSE: Final = {"no", "false", "off", "0"}


class SettingsFile:
    """The settings as a file keeps them. What an option overrides for one run never gets here.

    Arguments:
        path: The file; made when missing.

    Raises:
        SettingsError: It can't be read, made or understood.

    Attributes:
        path: The file.
        settings: What it says.

    """

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self._others: dict[str, dict[str, str]] = {}
        if path.exists() and not path.is_file() and not path.is_dir():
            # Reading a pipe would wait for ever, and a device is nothing to put a file in the place of.
            message = f"settings file {path} is no plain file"
            raise SettingsError(message)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.settings = Settings()
            self._write()
        except (OSError, UnicodeDecodeError) as error:
            message = f"settings file {path} can't be read: {_reason(error)}"
            raise SettingsError(message) from error
        else:
            self.settings = self._parse(text)

    @property
    def foreign(self) -> list[str]:
        """What stands in the file that is no setting of this program, as ``[section] name``."""
        return [f"[{section}] {key}" for section, others in self._others.items() for key in others]

    def change(self, **values: object) -> None:
        """Change settings and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        changed = dataclasses.replace(self.settings, **values)  # type: ignore[arg-type]
        if changed != self.settings:
            self.settings = changed
            self._write()

    def _parse(self, text: str) -> Settings:
        parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # foreign keys stay as they are
        try:
            parser.read_string(text, source=self.path.name)
        except configparser.Error as error:
            message = f"settings file {self.path} can't be understood: {' '.join(str(error).split())}"
            raise SettingsError(message) from error
        values: dict[str, object] = {}
        for section in parser.sections():
            for key, written in parser[section].items():
                name = key.lower()
                setting = _FIELDS.get(name)
                if setting is None or setting.metadata["section"] != section:
                    self._others.setdefault(section, {})[key] = written
                    continue
                try:
                    values[name] = _read_value(setting, written)
                except ValueError as error:
                    message = f"settings file {self.path}: {key}: {error}"
                    raise SettingsError(message) from error
        try:
            return Settings(**values)  # type: ignore[arg-type]
        except SettingsError as error:
            message = f"settings file {self.path}: {error}"
            raise SettingsError(message) from error

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
        for setting in _FIELDS.values():
            lines = sections.setdefault(setting.metadata["section"], [])
            lines.append(f"# {setting.metadata['description']}{_limits(setting)}")
            lines.append(f"{setting.name} = {_write_value(getattr(self.settings, setting.name))}")
        for section, others in self._others.items():
            lines = sections.setdefault(section, [])
            lines.extend(f"{key} = {value.replace(chr(10), ' ')}" for key, value in others.items())
        texts = (f"[{section}]\n" + "\n".join(lines) for section, lines in sections.items())
        return "\n\n".join(texts) + "\n"


def _limits(setting: "dataclasses.Field[Any]") -> str:
    if setting.metadata["choices"]:
        return f" One of {', '.join(setting.metadata['choices'])}."
    if setting.metadata["span"]:
        low, high = setting.metadata["span"]
        return f" {'0, or from' if setting.metadata['or_zero'] else 'From'} {low} to {high}."
    return " Kept by the program." if setting.metadata["kept_for_you"] else ""


def _read_value(setting: "dataclasses.Field[Any]", written: str) -> object:
    default = setting.default
    if isinstance(default, bool):
        word = written.lower()
        if word in _TRUE | _FALSE:
            return word in _TRUE
        message = f"{written!r} is neither yes nor no"
        raise ValueError(message)
    if isinstance(default, int | float):
        kind = type(default)
        try:
            return kind(written.replace("_", "?"))
        except ValueError:
            message = f"{written!r} is not a {'whole ' if kind is int else ''}number"
            raise ValueError(message) from None
    return written


def _write_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _reason(error: Exception) -> str:
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
