"""All settings together, as one file has them."""

from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from desktop.settings.alerts import DEFAULT_RULES, AlertSettings, RuleSettings
from desktop.settings.board import BoardSettings
from desktop.settings.declared import settings_in
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.program import Settings
from desktop.settings.section_kinds import BOARDS, SectionKind

PROGRAM: Final = settings_in(Settings)
BOARD: Final = BOARDS.declared

_Settings = TypeVar("_Settings", bound=Any)

BY_SITE: Final = "it is set by your site"
"""Why a setting that the site has fixed can't be changed."""


@dataclass(frozen=True, slots=True)
class SettingsSnapshot:
    """The values of all settings.

    Attributes:
        settings: The program as a whole.
        boards: The boards; a site's file may name none.
        limits: The limits of every queue and every agent.
        queue_limits: The limits of single queues.
        rules: The alert rules; those of a new installation need no file.
        alerts: The settings of all alerts.

    """

    settings: Settings = field(default_factory=Settings)
    boards: tuple[BoardSettings, ...] = ()
    limits: LimitSettings = field(default_factory=LimitSettings)
    queue_limits: tuple[QueueLimitSettings, ...] = ()
    rules: tuple[RuleSettings, ...] = DEFAULT_RULES
    alerts: AlertSettings = field(default_factory=AlertSettings)

    def named(self, kind: SectionKind, name: str) -> Any:  # noqa: ANN401 - settings of that kind
        """Return the settings of that kind and name; None where there are none."""
        return kind.find(name, self.all_of(kind))

    def all_of(self, kind: SectionKind) -> tuple[Any, ...]:
        """Return all settings of that kind."""
        part = getattr(self, kind.part)
        return tuple(part) if kind.key else (part,)

    @property
    def without_kept(self) -> "SettingsSnapshot":
        """The same with the defaults for what the program keeps by itself, such as the places of windows."""
        return replace(
            self,
            settings=with_kept(self.settings, Settings()),
            boards=tuple(with_kept(board, BoardSettings()) for board in self.boards),
            alerts=with_kept(self.alerts, AlertSettings()),
        )


def with_kept(settings: _Settings, like: _Settings) -> _Settings:
    """Return settings in which the values that the program keeps by itself are those of another instance."""
    kept = (name for name, one in settings_in(type(settings)).items() if one.metadata["kept_by_program"])
    return replace(settings, **{name: getattr(like, name) for name in kept})


@dataclass(frozen=True, slots=True)
class FixedSettings:
    """The settings that only the site sets.

    Attributes:
        settings: The names of settings of the program.
        of_boards: The names of settings of every board.
        kinds: Those of ``boards``, ``limits`` and ``alerts`` that the site sets as a whole. Of boards it also
            sets which there are, but not the places of their windows.

    """

    settings: frozenset[str] = frozenset()
    of_boards: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.settings or self.of_boards or self.kinds)

    def has_all(self, kind: SectionKind) -> bool:
        """Return whether all settings of that kind are fixed."""
        return kind.fixed_by in self.kinds

    def names_of(self, kind: SectionKind) -> frozenset[str]:
        """Return the names of the fixed settings in a section of that kind."""
        if self.has_all(kind):
            return not_kept(kind.declared)
        return self.of_boards if kind is BOARDS else frozenset()


def not_kept(declared: dict[str, Any]) -> frozenset[str]:
    """Return the names of the settings that people set, not the program by itself."""
    return frozenset(name for name, one in declared.items() if not one.metadata["kept_by_program"])
