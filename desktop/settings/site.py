"""The settings that a site makes for everyone on a computer, below each person's own; it can fix some."""

import pathlib
from dataclasses import dataclass, field
from typing import Any, Final

from desktop.settings.chosen import BOARD, PROGRAM, FixedSettings, SettingsSnapshot, not_kept
from desktop.settings.declared import SettingsError
from desktop.settings.ini import Sections, load_text, read_sections, reason_of
from desktop.settings.layer import FIXED, Layer
from desktop.settings.section_kinds import BOARDS, NAMED

_KINDS: Final = frozenset(kind.fixed_by for kind in NAMED)
_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of the site.

    Attributes:
        path: The file; None where none was looked for.
        chosen: The settings for everyone who chooses nothing else.
        fixed: The settings that only the site can set.
        problems: What is wrong with the file, a line each.
        foreign: Entries that are no setting of this program, as ``[section] name``.

    """

    path: pathlib.Path | None = None
    chosen: SettingsSnapshot = field(default_factory=SettingsSnapshot)
    fixed: FixedSettings = field(default_factory=FixedSettings)
    problems: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def fixed_on_board(self, name: str) -> dict[str, Any]:
        """Return the settings that are fixed on a board, with the values of the site's own board."""
        boards = self.chosen.boards
        like = self.chosen.named(BOARDS, name) or (boards[0] if boards else None)
        defaults = {setting: BOARD[setting].default for setting in self.fixed.of_boards}
        return defaults if like is None else {setting: getattr(like, setting) for setting in defaults}


def read_site(path: pathlib.Path) -> Site:
    """Read the site's file. Never raises: what is wrong is listed, and the rest counts."""
    try:
        text = load_text(path)
        if text is None:
            return Site(path)
        sections = read_sections(text)
    except SettingsError as error:
        return Site(path, problems=(f"the site's settings file {path} {error}; it does not count",))
    except OSError as error:
        problem = f"the site's settings file {path} can't be read: {reason_of(error)}; it does not count"
        return Site(path, problems=(problem,))
    fixed, unknown = _read_fixed(sections)
    layer = Layer(sections, SettingsSnapshot(), FixedSettings(), path.parent)
    problems = (*layer.problems, *(f"[{FIXED}] settings: {name!r} can't be fixed" for name in unknown))
    return Site(
        path,
        layer.chosen,
        fixed,
        tuple(f"the site's settings file {path}, {problem}" for problem in problems),
        tuple(f"[{section}] {key}" for section, items in layer.foreign.items() for key in items),
    )


def _read_fixed(sections: Sections) -> tuple[FixedSettings, list[str]]:
    """Read names of settings, of sections, of kinds of them, or ``all``; return also the unknown names."""
    written = sections.get(FIXED, {}).get("settings", "").split(",")
    names = [name.strip() for name in written if name.strip()]
    section_of = {name: PROGRAM[name].metadata["section"] for name in not_kept(PROGRAM)}
    of_boards, is_all = not_kept(BOARD).intersection(names), _ALL in names
    fixed = FixedSettings(
        frozenset(name for name, section in section_of.items() if is_all or {name, section} & {*names}),
        of_boards,
        _KINDS if is_all else _KINDS.intersection(names),
    )
    known = {_ALL, *section_of, *section_of.values(), *of_boards, *_KINDS}
    return fixed, [name for name in names if name not in known]
