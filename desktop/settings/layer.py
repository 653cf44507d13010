"""What one settings file says, over what holds without it: value by value, a wrong one costs no other."""

import dataclasses
import pathlib
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from desktop.settings.alerts import MOST_ALERTS, AlertSettings, wrong_alert_name
from desktop.settings.board import FIRST_BOARD, BoardSettings, wrong_board_name
from desktop.settings.chosen import (
    ALERT,
    ALERTING,
    BOARD,
    BY_SITE,
    LIMITS,
    PROGRAM,
    QUEUE_LIMITS,
    Chosen,
    Fixed,
)
from desktop.settings.declared import Field, read_value, wrong
from desktop.settings.ini import FILE, Sections, is_of_first_form
from desktop.settings.limits import QueueLimitSettings, wrong_queue

_Settings = TypeVar("_Settings")

FIXED: Final = "fixed"
"""The section in which a site says what only it sets."""
REMOVED: Final = "removed"
"""Stands in a section for a board, a queue or a rule that is there without this file and not wanted here."""
_MOVED: Final = {
    ("start", "fullscreen"),
    ("start", "screen"),
    ("window", "window_place"),
    ("window", "window_screen"),
}
"""Where the first board's settings stand in files of version 0.1."""


@dataclasses.dataclass(frozen=True, slots=True)
class Idle:
    """A line that does not count. It stays where it is until someone changes the setting.

    Attributes:
        written: The value as it is written.
        reason: Why it does not count.

    """

    written: str
    reason: str


class Layer:
    """What a file says.

    Arguments:
        sections: The file.
        below: What holds without it.
        fixed: What this file can't change.
        folder: Where paths begin that stand in it; None leaves them as they are.

    Attributes:
        chosen: What holds with it. Boards are those of the file, then those below.
        idle: Lines that do not count, by section and setting.
        idle_sections: The same, sections as a whole.
        foreign: What is no setting of this program.
        problems: What is wrong, a line each, for the person who can mend it.

    """

    def __init__(
        self, sections: Sections, below: Chosen, fixed: Fixed, folder: pathlib.Path | None = None
    ) -> None:
        self.idle: dict[tuple[str, str], Idle] = {}
        self.idle_sections: Sections = {}
        self.foreign: Sections = {}
        self.problems: tuple[str, ...] = ()
        self._below = below
        self._fixed = fixed
        self._folder = folder
        self._is_first_form = is_of_first_form(sections)
        self._program: dict[str, object] = {}
        self._limits: dict[str, object] = {}
        self._boards: dict[str, dict[str, object]] = {}
        self._queues: dict[str, dict[str, object]] = {}
        self._alerts: dict[str, dict[str, object]] = {}
        self._alerting: dict[str, object] = {}
        self._removed: set[str] = set()
        for title, items in _moved(sections).items():
            self._read_section(title, items)
        self.chosen = Chosen(
            _changed(below.settings, self._program),
            self._make_boards(),
            _changed(below.limits, self._limits),
            self._make_queues(),
            self._make_alerts(),
            _changed(below.alerting, self._alerting),
        )

    def _read_section(self, title: str, items: Mapping[str, str]) -> None:
        kind, _, name = title.partition(" ")
        if title in {FILE, FIXED}:
            self._read_else(title, items)
        elif kind == "board":
            self._read_board(title, name or FIRST_BOARD, items)
        elif title == "limits":
            fixed = frozenset(LIMITS) if self._fixed.limits else frozenset[str]()
            self._limits = self._values(title, items, LIMITS, fixed)
        elif kind == "limits":
            self._read_queue(title, name, items)
        elif title == "alerts":
            self._alerting = self._values(title, items, ALERTING, frozenset())
        elif kind == "alert":
            self._read_alert(title, name, items)
        else:
            declared = {key: one for key, one in PROGRAM.items() if one.metadata["section"] == title}
            self._program |= self._values(title, items, declared, self._fixed.settings)

    def _read_else(self, title: str, items: Mapping[str, str]) -> None:
        known = "version" if title == FILE else "settings"
        for key, written in items.items():
            if key != known or (title == FIXED and self._folder is None):
                self.foreign.setdefault(title, {})[key] = written

    def _read_board(self, title: str, name: str, items: Mapping[str, str]) -> None:
        reason = wrong_board_name(name)
        if reason is None and name.casefold() in {one.casefold() for one in self._boards}:
            reason = f"two boards are called {name!r}"
        if reason is not None:
            self._leave_out(title, items, reason)
        elif self._fixed.boards and self._below.board(name) is None:
            self.idle_sections[title] = dict(items)
        elif not self._is_removed(f"board {name.casefold()}", items, can_be=not self._fixed.boards):
            fixed = not_kept(BOARD) if self._fixed.boards else self._fixed.of_boards
            self._boards[name] = self._values(title, items, BOARD, fixed)

    def _read_queue(self, title: str, queue: str, items: Mapping[str, str]) -> None:
        reason = wrong_queue(queue)
        if reason is not None:
            self._leave_out(title, items, reason)
        elif self._fixed.limits:
            self.idle_sections[title] = dict(items)
        elif not self._is_removed(title, items, can_be=True):
            self._queues[queue] = self._values(title, items, QUEUE_LIMITS, frozenset())

    def _read_alert(self, title: str, name: str, items: Mapping[str, str]) -> None:
        reason = wrong_alert_name(name)
        if reason is None and name.casefold() in {one.casefold() for one in self._alerts}:
            reason = f"two rules are called {name!r}"
        if reason is not None:
            self._leave_out(title, items, reason)
        elif self._fixed.alerts:
            self.idle_sections[title] = dict(items)
        elif self._is_removed(f"alert {name.casefold()}", items, can_be=True):
            return
        elif len(self._alerts) >= MOST_ALERTS:
            self._leave_out(title, items, f"there are more than {MOST_ALERTS} rules")
        else:
            self._alerts[name] = self._values(title, items, ALERT, frozenset())

    def _is_removed(self, what: str, items: Mapping[str, str], *, can_be: bool) -> bool:
        if can_be and items.get(REMOVED, "").lower() == "yes":
            self._removed.add(what)
            return True
        return False

    def _leave_out(self, title: str, items: Mapping[str, str], reason: str) -> None:
        self.idle_sections[title] = dict(items)
        self._tell(f"[{title}]", reason)

    def _values(
        self, title: str, items: Mapping[str, str], declared: Mapping[str, Field], fixed: frozenset[str]
    ) -> dict[str, object]:
        """Read what is declared and right; what is not declared is kept as it stands."""
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
                self.idle[title, setting.name] = Idle(written, BY_SITE)
            elif reason is not None:
                self.idle[title, setting.name] = Idle(written, reason)
                self._tell(f"[{title}] {key}", reason)
            elif not (self._is_first_form and value == setting.default):
                values[setting.name] = self._placed(setting, value)
        return values

    def _placed(self, setting: Field, value: object) -> object:
        """Let a path begin in its own file's folder, but for one that begins in each person's."""
        is_path = setting.metadata["is_path"] and isinstance(value, str) and value
        if self._folder is None or not is_path or str(value).startswith("~"):
            return value
        return str(self._folder / str(value))

    def _tell(self, what: str, reason: str) -> None:
        self.problems = (*self.problems, f"{what}: {reason}")

    def _make_boards(self) -> tuple[BoardSettings, ...]:
        below = self._below.boards
        boards = []
        for name, values in self._boards.items():
            like = self._below.board(name)
            if like is None and below and name == FIRST_BOARD and not set(values) & not_kept(BOARD):
                # Nobody made it: it was there while the site had no boards.
                continue
            like = like or dataclasses.replace(BoardSettings(name), **self.fixed_on_boards())
            boards.append(_changed(like, values))
        there = {board.name.casefold() for board in boards}
        boards += [
            board
            for board in below
            if board.name.casefold() not in there and f"board {board.name.casefold()}" not in self._removed
        ]
        if self._fixed.boards and below:
            order = [board.name for board in below]
            boards.sort(key=lambda board: order.index(board.name))
        return tuple(boards)

    def fixed_on_boards(self) -> dict[str, Any]:
        """Give what the site fixed on every board, as its first one has it."""
        first = self._below.boards[0] if self._below.boards else BoardSettings()
        return {name: getattr(first, name) for name in self._fixed.of_boards}

    def _make_queues(self) -> tuple[QueueLimitSettings, ...]:
        queues = [
            _changed(self._below.queue(queue) or QueueLimitSettings(queue), values)
            for queue, values in self._queues.items()
        ]
        there = {one.queue for one in queues}
        below = self._below.queue_limits
        return (
            *queues,
            *(one for one in below if one.queue not in there and f"limits {one.queue}" not in self._removed),
        )

    def _make_alerts(self) -> tuple[AlertSettings, ...]:
        alerts = [
            _changed(self._below.alert(name) or AlertSettings(name), values)
            for name, values in self._alerts.items()
        ]
        there = {alert.name.casefold() for alert in alerts} | {
            what.removeprefix("alert ") for what in self._removed if what.startswith("alert ")
        }
        return (*alerts, *(one for one in self._below.alerts if one.name.casefold() not in there))


def not_kept(declared: Mapping[str, Field]) -> frozenset[str]:
    """Give the names of what people set, not the program by itself."""
    return frozenset(name for name, one in declared.items() if not one.metadata["kept_for_you"])


def _moved(sections: Sections) -> Sections:
    """Put the first board's settings of version 0.1 where they stand now."""
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
