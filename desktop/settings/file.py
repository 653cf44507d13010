"""The one file that keeps a person's settings, in words that people can read and change.

It holds what differs from the settings of the site and of the program; the other lines begin with a
semicolon. No error in it stops the start: a wrong value does not count, a damaged file is set aside.
"""

import contextlib
import dataclasses
import pathlib
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from desktop.settings.alerts import RuleSettings
from desktop.settings.board import BoardSettings
from desktop.settings.chosen import BY_SITE, PROGRAM, SettingsSnapshot, with_kept
from desktop.settings.declared import Field, SettingsError, describe, difference, write_value
from desktop.settings.ini import FILE, VERSION, Sections, load_text, read_sections, reason_of
from desktop.settings.layer import REMOVED, Layer
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.probe import paths_aside
from desktop.settings.section_kinds import BOARDS, KINDS, NAMED, RULES
from desktop.settings.site import Site

_HEAD: Final = (
    "# Settings of TallyMate. A line that begins with a semicolon shows the value in force: to set another\n"
    "# one, remove the semicolon and change the value.\n"
)


class SettingsFile:
    """The settings as a file keeps them, without what an option overrides for one run.

    Arguments:
        path: The file; created if missing.
        site: The settings of the site.
        wall_s: Returns the Unix time, for the name of a file that is set aside.
        is_read_only: Whether the file stays as it is, even if it is missing or damaged.

    Raises:
        SettingsError: It can't be created, it is no plain file, or it is wrong and `is_read_only`.

    Attributes:
        path: The file.
        site: The settings of the site.
        chosen: All that is set, to be remembered and restored; there is always a board.
        problems: What is wrong with this file or the site's, a line each.

    """

    chosen: SettingsSnapshot

    def __init__(
        self,
        path: pathlib.Path,
        site: Site | None = None,
        wall_s: Callable[[], float] = time.time,
        *,
        is_read_only: bool = False,
    ) -> None:
        self.path = path
        self.site = site or Site()
        self._wall_s = wall_s
        self.problems: tuple[str, ...] = self.site.problems
        self._why_not_kept: str | None = None
        self._mode_of = path
        self._take(self._layer({}))
        try:
            text = load_text(path)
            layer = None if text is None else self._layer(read_sections(text))
        except SettingsError as error:
            self._on_damaged(str(error), is_read_only=is_read_only)
        except OSError as error:
            self._on_unreadable(error, is_read_only=is_read_only)
        else:
            if layer is not None:
                self._take(layer)
                if is_read_only and layer.problems:
                    raise SettingsError(self.problems[-1])
            elif not is_read_only:
                self._write()

    @property
    def foreign(self) -> list[str]:
        """Entries of the file that are no setting of this program, as ``[section] name``."""
        return [f"[{section}] {key}" for section, others in self._content.foreign.items() for key in others]

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the settings and what does not belong to them, a line each."""
        foreign = [f"the site's settings file {self.site.path}: {name}" for name in self.site.foreign]
        foreign += [f"settings file {self.path}: {name}" for name in self.foreign]
        return [*self.problems, *(f"{name} is no setting of this program" for name in foreign)]

    def restore(self, chosen: SettingsSnapshot) -> None:
        """Restore all settings and write the file.

        What the program keeps by itself stays as it is, and so does which boards are shown: people open and
        close their windows. What the site fixed stays too.

        Raises:
            SettingsError: The file can't be written.

        """
        now = self.chosen
        settings = with_kept(chosen.settings, now.settings)
        boards = []
        for board in chosen.boards:
            like = now.named(BOARDS, board.name) or board
            boards.append(dataclasses.replace(with_kept(board, like), shown=like.shown))
        self._forget_ignored(difference(now.settings, settings))
        alerts = with_kept(chosen.alerts, now.alerts)
        self._change(chosen, settings=settings, boards=self._with_fixed(tuple(boards)), alerts=alerts)

    def change(self, **values: object) -> None:
        """Change settings of the program and write the file.

        Raises:
            SettingsError: A value is wrong or fixed by the site, or the file can't be written.

        """
        changed = dataclasses.replace(self.chosen.settings, **values)  # type: ignore[arg-type]  # by name
        fixed = self.site.fixed.settings
        for name in fixed & difference(self.chosen.settings, changed).keys():
            message = f"{name}: {BY_SITE}"
            raise SettingsError(message)
        had_ignored = self._forget_ignored(values.keys() - fixed)
        self._change(self.chosen, must_write=had_ignored, settings=changed)

    def change_board(self, board_name: str, /, **values: object) -> None:
        """Change settings of one board, which may be its name, and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        self.change_boards(
            dataclasses.replace(board, **values) if board.name == board_name else board  # type: ignore[arg-type]
            for board in self.chosen.boards
        )

    def change_boards(self, boards: Iterable[BoardSettings]) -> None:
        """Replace the boards and write the file; what the site fixed on them stays.

        Raises:
            SettingsError: There is none, two have one name, or the file can't be written.

        """
        changed = tuple(boards)
        if not changed:
            message = "there has to be a board"
            raise SettingsError(message)
        BOARDS.check(changed)
        self._change(self.chosen, boards=self._with_fixed(changed))

    def change_limits(self, limits: LimitSettings, queue_limits: Iterable[QueueLimitSettings]) -> None:
        """Replace the limits and write the file.

        Raises:
            SettingsError: The site fixed them, or the file can't be written.

        """
        self._change(self.chosen, limits=limits, queue_limits=tuple(queue_limits))

    def change_rules(self, rules: Iterable[RuleSettings]) -> None:
        """Replace the alert rules and write the file.

        Raises:
            SettingsError: Two have one name, there are too many, the site fixed them, or the file can't be
                written.

        """
        changed = tuple(rules)
        RULES.check(changed)
        self._change(self.chosen, rules=changed)

    def change_alerts(self, **values: object) -> None:
        """Change settings of all alerts and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        self._change(self.chosen, alerts=dataclasses.replace(self.chosen.alerts, **values))  # type: ignore[arg-type]

    def _change(self, chosen: SettingsSnapshot, *, must_write: bool = False, **parts: Any) -> None:  # noqa: ANN401 - any part
        """Set everything as it is in `chosen`, except for some parts, and write the file if that differs."""
        now, changed = self.chosen, dataclasses.replace(chosen, **parts)
        for kind in (kind for kind in KINDS if kind is not BOARDS and self.site.fixed.has_all(kind)):
            if now.all_of(kind) != changed.all_of(kind):
                message = f"{kind.fixed_by}: {BY_SITE}"
                raise SettingsError(message)
        if changed != now or must_write:
            self.chosen = changed
            self._write()

    def _forget_ignored(self, names: Iterable[str]) -> bool:
        """Drop the ignored lines of some settings of the program; return whether there were any."""
        lines = {(PROGRAM[name].metadata["section"], name) for name in names} & self._content.ignored.keys()
        for line in lines:
            del self._content.ignored[line]
        return bool(lines)

    def _layer(self, sections: Sections) -> Layer:
        return Layer(sections, self.site.chosen, self.site.fixed)

    def _take(self, layer: Layer) -> None:
        boards = layer.chosen.boards or self._with_fixed((BoardSettings(),))
        self.chosen = dataclasses.replace(layer.chosen, boards=boards)
        self._content = layer
        self.problems += tuple(f"settings file {self.path}: {problem}" for problem in layer.problems)

    def _with_fixed(self, boards: tuple[BoardSettings, ...]) -> tuple[BoardSettings, ...]:
        site, fixed = self.site.chosen.boards, self.site.fixed
        if fixed.has_all(BOARDS) and site:
            asked = SettingsSnapshot(boards=boards)
            return tuple(with_kept(board, asked.named(BOARDS, board.name) or board) for board in site)
        if not fixed.of_boards:
            return boards
        return tuple(dataclasses.replace(board, **self.site.fixed_on_board(board.name)) for board in boards)

    def _on_damaged(self, reason: str, *, is_read_only: bool) -> None:
        message = f"settings file {self.path} {reason}"
        if is_read_only:
            raise SettingsError(message)
        try:
            aside = self._set_aside()
        except OSError as error:
            # What can't be kept elsewhere must not be overwritten either.
            self._why_not_kept = f"{message}, and it can't be set aside: {reason_of(error)}"
            self.problems += (f"{self._why_not_kept}. It does not count, and changes are not kept",)
            return
        self.problems += (f"{message}. It does not count any more and is kept as {aside.name}",)
        self._mode_of = aside
        try:
            self._write()
        except SettingsError as error:
            self.problems += (str(error),)

    def _on_unreadable(self, error: OSError, *, is_read_only: bool) -> None:
        if not error.errno:
            message = f"settings file {self.path} {error}"
            raise SettingsError(message) from error
        self._why_not_kept = f"settings file {self.path} can't be read: {reason_of(error)}"
        if is_read_only:
            raise SettingsError(self._why_not_kept) from error
        self.problems += (f"{self._why_not_kept}. It does not count, and changes are not kept",)

    def _set_aside(self) -> pathlib.Path:
        """Give the damaged file a free name beside its own; return its path.

        Raises:
            OSError: It can't be renamed.

        """
        path = self.path.resolve()
        for aside in paths_aside(path, self._wall_s()):
            if not aside.exists():
                return path.rename(aside)
        message = "too many of them stand there already"
        raise OSError(message)

    def _write(self) -> None:
        if self._why_not_kept is not None:
            raise SettingsError(self._why_not_kept)
        # A link stays a link, and the new file has the mode of the old one.
        path = self.path.resolve()
        new = path.with_name(path.name + ".new")
        try:
            new.write_text(self._text(), encoding="utf-8")
            if self._mode_of.exists():
                shutil.copymode(self._mode_of, new)
            new.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            message = f"settings file {self.path} can't be written: {reason_of(error)}"
            raise SettingsError(message) from error

    def _text(self) -> str:
        """Return the content of the file."""
        site, fixed, chosen = self.site.chosen, self.site.fixed, self.chosen
        sections: dict[str, list[str]] = {
            FILE: ["# The format of this file. Kept by the program.", f"version = {VERSION}"]
        }
        for name, setting in PROGRAM.items():
            title = setting.metadata["section"]
            lines = self._lines(title, {name: setting}, self.chosen.settings, site.settings, fixed.settings)
            sections.setdefault(title, []).extend(lines)
        for kind in KINDS:
            is_left_out = fixed.has_all(kind) and kind in NAMED and kind is not BOARDS
            for one in () if is_left_out else chosen.all_of(kind):
                title, name = kind.title_of(one), kind.name_of(one)
                below = site.named(kind, name) or kind.make(name)
                sections[title] = self._lines(title, kind.declared, one, below, fixed.names_of(kind))
        for kind in NAMED:
            for one in site.all_of(kind):
                if chosen.named(kind, kind.name_of(one)) is None:
                    sections[kind.title_of(one)] = [
                        "# Exists without this file, and is removed by it.",
                        f"{REMOVED} = yes",
                    ]
        for section, others in self._content.foreign.items():
            if section in sections or section.partition(" ")[0] not in {kind.title for kind in NAMED}:
                lines = sections.setdefault(section, [])
                lines.extend(f"{key} = {value.replace(chr(10), ' ')}" for key, value in others.items())
        for section, others in self._content.ignored_sections.items():
            sections.setdefault(section, [f"{key} = {_indented(value)}" for key, value in others.items()])
        texts = (f"[{section}]\n" + "\n".join(lines) for section, lines in sections.items())
        return _HEAD + "\n" + "\n\n".join(texts) + "\n"

    def _lines(
        self,
        title: str,
        declared: Mapping[str, Field],
        settings: Any,  # noqa: ANN401 - any class of settings
        below: Any,  # noqa: ANN401 - the same
        fixed: frozenset[str],
    ) -> list[str]:
        lines = []
        for name, setting in declared.items():
            value, usual = getattr(settings, name), getattr(below, name)
            lines.append(f"# {describe(setting)}")
            ignored = self._content.ignored.get((title, name))
            if ignored is not None and (value == usual or name in fixed):
                lines += [f"# Does not count: {ignored.reason}.", f"{name} = {_indented(ignored.written)}"]
                continue
            if name in fixed:
                lines.append("# Set by your site.")
            mark = ";" if value == usual or name in fixed else ""
            lines.append(f"{mark}{name} = {write_value(value)}")
        return lines


def _indented(written: str) -> str:
    """Return a value as it is written, with all lines but the first indented."""
    return written.replace("\n", "\n    ")
