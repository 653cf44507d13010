"""How a setting is declared, checked, read, written and described."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any, Final

from desktop import UserError

Field = dataclasses.Field[Any]
"""The declaration of a setting; its name is the name in the file."""

_LONGEST_QUOTE: Final = 40
_TRUE: Final = {"yes", "true", "on", "1"}
_FALSE: Final = {"no", "false", "off", "0"}
_NO_CHOICES: Final[Mapping[str, str]] = MappingProxyType({})


class SettingsError(UserError):
    """Settings can't be used."""


def setting(  # noqa: PLR0913 - one declaration says all of a setting
    section: str,
    description: str,
    *,
    default: str | float | bool | tuple[str, ...],
    title: str = "",
    span: tuple[float, float] | None = None,
    unit: str = "",
    or_zero: bool = False,
    zero_label: str = "",
    choices: Mapping[str, str] = _NO_CHOICES,
    check: Callable[[str], str | None] | None = None,
    kept_by_program: bool = False,
    is_path: bool = False,
) -> Any:  # noqa: ANN401 - as dataclasses.field: the attribute's annotation says the type
    """Declare a setting.

    Arguments:
        section: The section of the file; where it occurs several times, the first word of its title.
        description: Its meaning, for a person who reads the file.
        default: The default, of the setting's type; a tuple of texts is written with commas.
        title: Its name in windows; blank for what the program keeps by itself.
        span: The lowest and highest number.
        unit: The unit of a number, as windows write it.
        or_zero: Whether 0 is allowed besides.
        zero_label: The text in place of 0 in windows.
        choices: The allowed texts, or those of a tuple, each with its name in windows.
        check: Says what is wrong with a text; None when nothing is.
        kept_by_program: Whether the program keeps it by itself.
        is_path: Whether a text is the path of a file.

    """
    metadata = {
        "section": section,
        "description": description,
        "title": title,
        "span": span,
        "unit": unit,
        "or_zero": or_zero,
        "zero_label": zero_label,
        "choices": choices,
        "check": check,
        "kept_by_program": kept_by_program,
        "is_path": is_path,
    }
    return field(default=default, metadata=metadata)


def settings_in(kind: type[Any]) -> dict[str, Field]:
    """Return the settings that a class declares, by name, without other fields such as a board's name."""
    return {declared.name: declared for declared in dataclasses.fields(kind) if declared.metadata}


def check_all(settings: Any, title: str = "", wrong_title: str | None = None) -> None:  # noqa: ANN401 - any class
    """Check every setting of an instance, and its name.

    Arguments:
        settings: The instance.
        title: The title of its section.
        wrong_title: What is wrong with the name; None when nothing is.

    Raises:
        SettingsError: One is wrong.

    """
    if wrong_title is not None:
        message = f"{title}: {wrong_title}"
        raise SettingsError(message)
    for declared in settings_in(type(settings)).values():
        reason = wrong(declared, getattr(settings, declared.name))
        if reason is not None:
            message = f"{declared.name}: {reason}"
            raise SettingsError(message)


def difference(before: Any, after: Any) -> dict[str, object]:  # noqa: ANN401 - any class of settings
    """Return the settings that differ between two instances of a class, with their values in the second."""
    values = {name: getattr(after, name) for name in settings_in(type(before))}
    return {name: value for name, value in values.items() if value != getattr(before, name)}


def wrong_value(kind: type[Any], name: str, value: object) -> str | None:
    """Say what is wrong with a value for a class's setting of that name; None when nothing is."""
    return wrong(settings_in(kind)[name], value)


def wrong(declared: Field, value: object) -> str | None:
    """Say what is wrong with a value for a setting; None when nothing is."""
    choices = declared.metadata["choices"]
    for chosen in (value if isinstance(value, tuple) else (value,)) if choices else ():
        if chosen not in choices:
            return f"{chosen!r} is none of {', '.join(choices)}"
    span = declared.metadata["span"]
    if span is not None and isinstance(value, int | float) and not span[0] <= value <= span[1]:
        zero = declared.metadata["or_zero"]
        if not (zero and value == 0):
            return f"{_short(write_value(value))} is not {'0 nor ' if zero else ''}from {_span(declared)}"
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and not text.isprintable():
            return f"{text!r} holds what can't be written in one line"
        if isinstance(value, tuple) and (not text or "," in text or text != text.strip()):
            return f"{text!r} can't stand between commas"
    check = declared.metadata["check"]
    return check(value) if check is not None and isinstance(value, str) else None


def wrong_for(read: Callable[[str], object]) -> Callable[[str], str | None]:
    """Return a check that says why a function can't read a text; a blank text is valid."""

    def check(text: str) -> str | None:
        try:
            if text:
                read(text)
        except ValueError as error:
            return str(error)
        return None

    return check


def read_value(declared: Field, written: str) -> object:
    """Read a value from its form in a file.

    Raises:
        ValueError: It does not have the type of the setting; the text says so.

    """
    default = declared.default
    if isinstance(default, tuple):
        return tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
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


def write_value(value: object) -> str:
    """Return a value as a file has it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def describe(declared: Field) -> str:
    """Describe the meaning of a setting and its values."""
    return f"{declared.metadata['description']}{_limits(declared)}"


def _limits(declared: Field) -> str:
    if declared.metadata["choices"]:
        of = "Any" if isinstance(declared.default, tuple) else "One"
        return f" {of} of {', '.join(declared.metadata['choices'])}."
    if declared.metadata["span"]:
        return f" {'0, or from' if declared.metadata['or_zero'] else 'From'} {_span(declared)}."
    return " Kept by the program." if declared.metadata["kept_by_program"] else ""


def _span(declared: Field) -> str:
    low, high = declared.metadata["span"]
    return f"{low} to {high}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."
