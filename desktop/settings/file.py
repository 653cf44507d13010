"""The one file that keeps a person's settings, in words that people can read and change.

It holds what differs from what the site and the program set; the rest stands in it behind semicolons. Nothing
that is wrong with it stops the start: a wrong value does not count, a damaged file is set aside.
"""

import contextlib
import dataclasses
import pathlib
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from desktop.settings.alerts import MOST_ALERTS, AlertingSettings, AlertSettings
from desktop.settings.board import FIRST_BOARD, BoardSettings
from desktop.settings.chosen import (
    ALERT,
    ALERTING,
    BOARD,
    BY_SITE,
    LIMITS,
    PROGRAM,
    QUEUE_LIMITS,
    Chosen,
    with_kept,
)
from desktop.settings.declared import Field, SettingsError, describe, difference, write_value
from desktop.settings.ini import FILE, VERSION, Sections, load_text, read_sections, reason_of
from desktop.settings.layer import REMOVED, Idle, Layer, not_kept
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.program import Settings
from desktop.settings.site import Site

_HEAD: Final = (
    "# Settings of TallyMate. A line behind a semicolon says what holds anyway: to set something else,\n"
    "# take the semicolon away and change the value.\n"
)
_MOST_ASIDE: Final = 100


class SettingsFile:
    """The settings as a file keeps them. What an option overrides for one run never gets here.

    Arguments:
        path: The file; made when missing.
        site: What the site sets.
        wall_s: Gives the time, in seconds since 1970, for the name of a file that is set aside.
        is_only_read: Whether the file is to stay as it is, even if it is missing or damaged.

    Raises:
        SettingsError: It can't be made, it is no plain file, or it is wrong and only read.

    Attributes:
        path: The file.
        site: As given.
        settings: What is set of the program as a whole.
        boards: What is set of the boards; there is always one.
        limits: What is set of limits.
        queue_limits: What is set of limits of single queues.
        alerts: The rules of what a supervisor is told of.
        alerting: What is set of alerts as a whole.
        problems: What was wrong with this file or the site's, a line each.

    """

    settings: Settings
    boards: tuple[BoardSettings, ...]
    limits: LimitSettings
    queue_limits: tuple[QueueLimitSettings, ...]
    alerts: tuple[AlertSettings, ...]
    alerting: AlertingSettings

    def __init__(
        self,
        path: pathlib.Path,
        site: Site | None = None,
        wall_s: Callable[[], float] = time.time,
        *,
        is_only_read: bool = False,
    ) -> None:
        self.path = path
        self.site = site or Site()
        self._wall_s = wall_s
        self.problems: tuple[str, ...] = self.site.problems
        self._why_not_kept: str | None = None
        self._mode_of = path
        self._idle: dict[tuple[str, str], Idle] = {}
        self._idle_sections: Sections = {}
        self._foreign: Sections = {}
        self._take(self._layer({}))
        try:
            text = load_text(path)
            layer = None if text is None else self._layer(read_sections(text))
        except SettingsError as error:
            self._on_damaged(str(error), is_only_read=is_only_read)
        except OSError as error:
            self._on_unreadable(error, is_only_read=is_only_read)
        else:
            if layer is not None:
                self._take(layer)
                if is_only_read and layer.problems:
                    raise SettingsError(self.problems[-1])
            elif not is_only_read:
                self._write()

    @property
    def foreign(self) -> list[str]:
        """What stands in the file that is no setting of this program, as ``[section] name``."""
        return [f"[{section}] {key}" for section, others in self._foreign.items() for key in others]

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the settings and what does not belong to them, a line each."""
        foreign = [f"the site's settings file {self.site.path}: {name}" for name in self.site.foreign]
        foreign += [f"settings file {self.path}: {name}" for name in self.foreign]
        return [*self.problems, *(f"{name} is no setting of this program" for name in foreign)]

    @property
    def chosen(self) -> Chosen:
        """All that is set, to be remembered and restored."""
        return Chosen(self.settings, self.boards, self.limits, self.queue_limits, self.alerts, self.alerting)

    def restore(self, chosen: Chosen) -> None:
        """Set everything as it was and write the file.

        What the program keeps by itself stays as it is, and so does which boards are shown: a person opens
        and closes their windows. What the site fixed stays too.

        Raises:
            SettingsError: The file can't be written.

        """
        now = self.chosen
        settings = with_kept(chosen.settings, now.settings)
        boards = []
        for board in chosen.boards:
            like = now.board(board.name) or board
            boards.append(dataclasses.replace(with_kept(board, like), shown=like.shown))
        for name in difference(now.settings, settings):
            self._idle.pop((PROGRAM[name].metadata["section"], name), None)
        self._set(
            dataclasses.replace(
                chosen,
                settings=settings,
                boards=self._with_fixed(tuple(boards)),
                alerting=with_kept(chosen.alerting, now.alerting),
            )
        )
        if self.chosen != now:
            self._write()

    def change(self, **values: object) -> None:
        """Change settings of the program and write the file.

        Raises:
            SettingsError: A value is wrong or fixed by the site, or the file can't be written.

        """
        changed = dataclasses.replace(self.settings, **values)  # type: ignore[arg-type]
        for name in self.site.fixed.settings & values.keys():
            if getattr(changed, name) != getattr(self.settings, name):
                message = f"{name}: {BY_SITE}"
                raise SettingsError(message)
        lines = {
            (PROGRAM[name].metadata["section"], name) for name in values.keys() - self.site.fixed.settings
        }
        was_wrong = bool(lines & self._idle.keys())
        for line in lines:
            self._idle.pop(line, None)
        if changed != self.settings or was_wrong:
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
        """Take other boards and write the file; what the site fixed on them stays.

        Raises:
            SettingsError: There is none, two have one name, or the file can't be written.

        """
        changed = tuple(boards)
        _check_names(changed)
        changed = self._with_fixed(changed)
        if changed != self.boards:
            self.boards = changed
            self._write()

    def change_limits(self, limits: LimitSettings, queue_limits: Iterable[QueueLimitSettings]) -> None:
        """Take other limits and write the file.

        Raises:
            SettingsError: The site fixed them, or the file can't be written.

        """
        changed = limits, tuple(queue_limits)
        if changed != (self.limits, self.queue_limits):
            if self.site.fixed.limits:
                message = f"limits: {BY_SITE}"
                raise SettingsError(message)
            self.limits, self.queue_limits = changed
            self._write()

    def change_alerts(self, alerts: Iterable[AlertSettings]) -> None:
        """Take other rules of alerts and write the file.

        Raises:
            SettingsError: Two have one name, there are too many, the site fixed them, or the file can't be
                written.

        """
        changed = tuple(alerts)
        _check_alerts(changed)
        if changed != self.alerts:
            if self.site.fixed.alerts:
                message = f"alerts: {BY_SITE}"
                raise SettingsError(message)
            self.alerts = changed
            self._write()

    def change_alerting(self, **values: object) -> None:
        """Change settings of alerts as a whole and write the file.

        Raises:
            SettingsError: A value is wrong or the file can't be written.

        """
        changed = dataclasses.replace(self.alerting, **values)  # type: ignore[arg-type]
        if changed != self.alerting:
            self.alerting = changed
            self._write()

    def _layer(self, sections: Sections) -> Layer:
        return Layer(sections, self.site.chosen, self.site.fixed)

    def _take(self, layer: Layer) -> None:
        boards = layer.chosen.boards or self._with_fixed((BoardSettings(),))
        self._set(dataclasses.replace(layer.chosen, boards=boards))
        self._idle = dict(layer.idle)
        self._idle_sections = layer.idle_sections
        self._foreign = layer.foreign
        self.problems += tuple(f"settings file {self.path}: {problem}" for problem in layer.problems)

    def _set(self, chosen: Chosen) -> None:
        self.settings = chosen.settings
        self.boards = chosen.boards
        self.limits, self.queue_limits = chosen.limits, chosen.queue_limits
        self.alerts, self.alerting = chosen.alerts, chosen.alerting

    def _with_fixed(self, boards: tuple[BoardSettings, ...]) -> tuple[BoardSettings, ...]:
        site, fixed = self.site.chosen.boards, self.site.fixed
        if fixed.boards and site:
            asked = Chosen(boards=boards)
            return tuple(with_kept(board, asked.board(board.name) or board) for board in site)
        if not fixed.of_boards:
            return boards
        return tuple(dataclasses.replace(board, **self.site.fixed_on_board(board.name)) for board in boards)

    def _on_damaged(self, reason: str, *, is_only_read: bool) -> None:
        message = f"settings file {self.path} {reason}"
        if is_only_read:
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

    def _on_unreadable(self, error: OSError, *, is_only_read: bool) -> None:
        if not error.errno:
            message = f"settings file {self.path} {error}"
            raise SettingsError(message) from error
        self._why_not_kept = f"settings file {self.path} can't be read: {reason_of(error)}"
        if is_only_read:
            raise SettingsError(self._why_not_kept) from error
        self.problems += (f"{self._why_not_kept}. It does not count, and changes are not kept",)

    def _set_aside(self) -> pathlib.Path:
        """Give the file a free name beside its own; give its path.

        Raises:
            OSError: It can't be renamed.

        """
        path = self.path.resolve()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._wall_s()))
        names = (f"-{count}" if count > 1 else "" for count in range(1, _MOST_ASIDE))
        for name in names:
            aside = path.with_name(f"{path.stem}.set-aside-{stamp}{name}{path.suffix}")
            if not aside.exists():
                return path.rename(aside)
        message = "too many of them stand there already"
        raise OSError(message)

    def _write(self) -> None:
        if self._why_not_kept is not None:
            raise SettingsError(self._why_not_kept)
        # A link stays one, and whoever may read the file may read the next.
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
        site, fixed = self.site.chosen, self.site.fixed
        sections: dict[str, list[str]] = {
            FILE: ["# The form of this file. Kept by the program.", f"version = {VERSION}"]
        }
        for setting in PROGRAM.values():
            title = setting.metadata["section"]
            lines = self._lines(title, {setting.name: setting}, self.settings, site.settings, fixed.settings)
            sections.setdefault(title, []).extend(lines)
        of_boards = not_kept(BOARD) if fixed.boards else fixed.of_boards
        for board in self.boards:
            title = "board" if board.name == FIRST_BOARD else f"board {board.name}"
            below = site.board(board.name) or BoardSettings(board.name)
            sections[title] = self._lines(title, BOARD, board, below, of_boards)
        of_limits = frozenset(LIMITS) if fixed.limits else frozenset[str]()
        sections["limits"] = self._lines("limits", LIMITS, self.limits, site.limits, of_limits)
        for queue in () if fixed.limits else self.queue_limits:
            title = f"limits {queue.queue}"
            queue_below = site.queue(queue.queue) or QueueLimitSettings(queue.queue)
            sections[title] = self._lines(title, QUEUE_LIMITS, queue, queue_below, frozenset())
        sections["alerts"] = self._lines("alerts", ALERTING, self.alerting, site.alerting, frozenset())
        for alert in () if fixed.alerts else self.alerts:
            title = f"alert {alert.name}"
            alert_below = site.alert(alert.name) or AlertSettings(alert.name)
            sections[title] = self._lines(title, ALERT, alert, alert_below, frozenset())
        for title in self._removed():
            sections[title] = ["# There without this file, and not wanted here.", f"{REMOVED} = yes"]
        for section, others in self._foreign.items():
            if section in sections or section.partition(" ")[0] not in {"board", "limits", "alert"}:
                lines = sections.setdefault(section, [])
                lines.extend(f"{key} = {value.replace(chr(10), ' ')}" for key, value in others.items())
        for section, others in self._idle_sections.items():
            sections.setdefault(section, [f"{key} = {_indented(value)}" for key, value in others.items()])
        texts = (f"[{section}]\n" + "\n".join(lines) for section, lines in sections.items())
        return _HEAD + "\n" + "\n\n".join(texts) + "\n"

    def _removed(self) -> list[str]:
        """Give the sections of what is there without this file and this person does not want."""
        site = self.site.chosen
        own = Chosen(boards=self.boards, queue_limits=self.queue_limits, alerts=self.alerts)
        titles = [
            "board" if board.name == FIRST_BOARD else f"board {board.name}"
            for board in site.boards
            if own.board(board.name) is None
        ]
        titles += [f"limits {one.queue}" for one in site.queue_limits if own.queue(one.queue) is None]
        return titles + [f"alert {one.name}" for one in site.alerts if own.alert(one.name) is None]

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
            idle = self._idle.get((title, name))
            if idle is not None and (value == usual or name in fixed):
                lines += [f"# Does not count: {idle.reason}.", f"{name} = {_indented(idle.written)}"]
                continue
            if name in fixed:
                lines.append("# Set by your site.")
            mark = ";" if value == usual or name in fixed else ""
            lines.append(f"{mark}{name} = {write_value(value)}")
        return lines


def _indented(written: str) -> str:
    """Write a value of several lines as it was."""
    return written.replace("\n", "\n    ")


def _check_names(boards: tuple[BoardSettings, ...]) -> None:
    if not boards:
        message = "there has to be a board"
        raise SettingsError(message)
    names = [board.name.casefold() for board in boards]
    twice = next((board.name for board in boards if names.count(board.name.casefold()) > 1), None)
    if twice is not None:
        message = f"two boards are called {twice!r}"
        raise SettingsError(message)


def _check_alerts(alerts: tuple[AlertSettings, ...]) -> None:
    names = [alert.name.casefold() for alert in alerts]
    twice = next((alert.name for alert in alerts if names.count(alert.name.casefold()) > 1), None)
    if twice is not None:
        message = f"two rules are called {twice!r}"
        raise SettingsError(message)
    if len(alerts) > MOST_ALERTS:
        message = f"there are more than {MOST_ALERTS} rules"
        raise SettingsError(message)
