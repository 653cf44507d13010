"""One settings file on top of the settings below it, value by value: a wrong one affects no other."""

import dataclasses
import pathlib
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from desktop.settings.chosen import BY_SITE, PROGRAM, FixedSettings, SettingsSnapshot, not_kept
from desktop.settings.declared import Field, read_value, wrong
from desktop.settings.ini import FILE, Sections, has_first_format
from desktop.settings.section_kinds import BOARDS, KINDS, NAMED, SectionKind

_Settings = TypeVar("_Settings")

FIXED: Final = "fixed"
"""The section of a site's file with the names of what it fixes."""
REMOVED: Final = "removed"
"""The key that removes a board, a queue or a rule of the file below."""
_MOVED: Final = {
    ("start", "fullscreen"),
    ("start", "screen"),
    ("window", "window_place"),
    ("window", "window_screen"),
}
"""Where files of version 0.1 have settings of the first board."""


@dataclasses.dataclass(frozen=True, slots=True)
class IgnoredLine:
    """A line that does not count. It stays in the file until someone changes the setting.

    Attributes:
        written: The value as it is written.
        reason: Why it does not count.

    """

    written: str
    reason: str


class Layer:
    """The content of one file.

    Arguments:
        sections: The content of the file.
        below: The settings below it.
        fixed: The settings that it can't change.
        folder: The folder in which its relative paths begin; None leaves paths as they are.

    Attributes:
        chosen: The settings with this file. The file's boards, queues and rules come before those below.
        ignored: Lines that do not count, by section and setting.
        ignored_sections: Whole sections that do not count.
        foreign: The entries that are no setting of this program.
        problems: What is wrong, a line each, for the person who can correct it.

    """

    def __init__(
        self,
        sections: Sections,
        below: SettingsSnapshot,
        fixed: FixedSettings,
        folder: pathlib.Path | None = None,
    ) -> None:
        self.ignored: dict[tuple[str, str], IgnoredLine] = {}
        self.ignored_sections: Sections = {}
        self.foreign: Sections = {}
        self.problems: tuple[str, ...] = ()
        self._below = below
        self._fixed = fixed
        self._folder = folder
        self._has_first_format = has_first_format(sections)
        self._program: dict[str, object] = {}
        self._values: dict[str, dict[str, dict[str, object]]] = {kind.part: {} for kind in KINDS}
        self._removed: dict[str, set[str]] = {kind.part: set() for kind in NAMED}
        for title, items in _moved(sections).items():
            self._read_section(title, items)
        parts: dict[str, Any] = {
            kind.part: self._make_named(kind)
            if kind.key
            else _changed(getattr(below, kind.part), self._values[kind.part].get("", {}))
            for kind in KINDS
        }
        self.chosen = SettingsSnapshot(settings=_changed(below.settings, self._program), **parts)

    def _read_section(self, title: str, items: Mapping[str, str]) -> None:
        if title in {FILE, FIXED}:
            self._read_own(title, items)
            return
        first, _, name = title.partition(" ")
        for kind in KINDS:
            if not kind.key and title == kind.title:
                self._values[kind.part][""] = self._read_values(
                    title, items, kind.declared, self._fixed.names_of(kind)
                )
                return
            if kind.key and first == kind.title:
                self._read_named(kind, title, name or kind.usual, items)
                return
        declared = {key: one for key, one in PROGRAM.items() if one.metadata["section"] == title}
        self._program |= self._read_values(title, items, declared, self._fixed.settings)

    def _read_own(self, title: str, items: Mapping[str, str]) -> None:
        """Read a section that says something about the file itself."""
        known = "version" if title == FILE else "settings"
        for key, written in items.items():
            if key != known or (title == FIXED and self._folder is None):
                self.foreign.setdefault(title, {})[key] = written

    def _read_named(self, kind: SectionKind, title: str, name: str, items: Mapping[str, str]) -> None:
        there = self._values[kind.part]
        is_fixed = self._fixed.has_all(kind)
        reason = kind.wrong_name(name)
        if reason is None and name.casefold() in {one.casefold() for one in there}:
            reason = f"two {kind.plural} are called {name!r}"
        is_removed = not is_fixed and items.get(REMOVED, "").lower() == "yes"
        if reason is None and not is_removed and len(there) >= kind.most:
            reason = kind.too_many
        if reason is not None:
            self.ignored_sections[title] = dict(items)
            self._complain(f"[{title}]", reason)
        elif is_fixed and (kind is not BOARDS or self._below.named(kind, name) is None):
            self.ignored_sections[title] = dict(items)
        elif is_removed:
            self._removed[kind.part].add(name.casefold())
        else:
            there[name] = self._read_values(title, items, kind.declared, self._fixed.names_of(kind))

    def _read_values(
        self, title: str, items: Mapping[str, str], declared: Mapping[str, Field], fixed: frozenset[str]
    ) -> dict[str, object]:
        """Return the values that are declared and right; what is not declared is kept as it stands."""
        values: dict[str, object] = {}
        for key, written in items.items():
            setting = declared.get(key.lower())
            if setting is None:
                if key != REMOVED:
                    self.foreign.setdefault(title, {})[key] = written
                continue
            reason: str | None
            try:
                value = read_value(setting, written)
                reason = wrong(setting, value)
            except ValueError as error:
                value, reason = None, str(error)
            if setting.name in fixed:
                self.ignored[title, setting.name] = IgnoredLine(written, BY_SITE)
            elif reason is not None:
                self.ignored[title, setting.name] = IgnoredLine(written, reason)
                self._complain(f"[{title}] {key}", reason)
            elif not (self._has_first_format and value == setting.default):
                values[setting.name] = self._placed(setting, value)
        return values

    def _placed(self, setting: Field, value: object) -> object:
        """Resolve a path against the folder of its file, unless it begins in each person's home folder."""
        is_path = setting.metadata["is_path"] and isinstance(value, str) and value
        if self._folder is None or not is_path or str(value).startswith("~"):
            return value
        return str(self._folder / str(value))

    def _complain(self, what: str, reason: str) -> None:
        self.problems = (*self.problems, f"{what}: {reason}")

    def _make_named(self, kind: SectionKind) -> tuple[Any, ...]:
        below = self._below.all_of(kind)
        made = []
        for name, values in self._values[kind.part].items():
            like = self._below.named(kind, name)
            if like is None and below and name == kind.usual and not set(values) & not_kept(kind.declared):
                # The first board was not added by the person: it existed while the site had no boards.
                continue
            made.append(_changed(like or self._new(kind, name), values))
        gone = {kind.name_of(one).casefold() for one in made} | self._removed[kind.part]
        made += [one for one in below if kind.name_of(one).casefold() not in gone]
        if kind is BOARDS and self._fixed.has_all(BOARDS) and below:
            order = [board.name for board in below]
            made.sort(key=lambda board: order.index(board.name))
        return tuple(made)

    def _new(self, kind: SectionKind, name: str) -> Any:  # noqa: ANN401 - settings of that kind
        """Return settings of that name with the defaults; a board has what the site fixed on every board."""
        new = kind.make(name)
        if kind is not BOARDS:
            return new
        first = self._below.boards[0] if self._below.boards else kind.make()
        return dataclasses.replace(new, **{name: getattr(first, name) for name in self._fixed.of_boards})


def _moved(sections: Sections) -> Sections:
    """Move the first board's settings of version 0.1 to their present section."""
    moved = {
        key.lower(): written
        for section, items in sections.items()
        for key, written in items.items()
        if (section, key.lower()) in _MOVED
    }
    if not moved:
        return sections
    first = next((title for title in sections if title.partition(" ")[0] == "board"), "board")
    kept = {
        section: {key: written for key, written in items.items() if (section, key.lower()) not in _MOVED}
        for section, items in sections.items()
    }
    return kept | {first: moved | kept.get(first, {})}


def _changed(settings: _Settings, values: Mapping[str, object]) -> _Settings:
    return dataclasses.replace(settings, **values) if values else settings  # type: ignore[type-var]  # all are
