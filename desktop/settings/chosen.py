"""All settings together, as one file or another says them."""

from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from desktop.settings.alerts import DEFAULT_ALERTS, AlertingSettings, AlertSettings
from desktop.settings.board import BoardSettings
from desktop.settings.declared import settings_in
from desktop.settings.limits import LimitSettings, QueueLimitSettings
from desktop.settings.program import Settings

PROGRAM: Final = settings_in(Settings)
BOARD: Final = settings_in(BoardSettings)
LIMITS: Final = settings_in(LimitSettings)
QUEUE_LIMITS: Final = settings_in(QueueLimitSettings)
ALERT: Final = settings_in(AlertSettings)
ALERTING: Final = settings_in(AlertingSettings)

_Settings = TypeVar("_Settings", bound=Any)

BY_SITE: Final = "it is set by your site"
"""Why a setting can't be changed that the site has fixed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is set.

    Attributes:
        settings: Of the program as a whole.
        boards: Of the boards. A site's file may say nothing of them.
        limits: Of every queue and every agent.
        queue_limits: Of single queues.
        alerts: Of each rule of alerts. Those of a new installation are there without any file.
        alerting: Of alerts as a whole.

    """

    settings: Settings = field(default_factory=Settings)
    boards: tuple[BoardSettings, ...] = ()
    limits: LimitSettings = field(default_factory=LimitSettings)
    queue_limits: tuple[QueueLimitSettings, ...] = ()
    alerts: tuple[AlertSettings, ...] = DEFAULT_ALERTS
    alerting: AlertingSettings = field(default_factory=AlertingSettings)

    def board(self, name: str) -> BoardSettings | None:
        """Give the board of that name; None where there is none."""
        return next((board for board in self.boards if board.name.casefold() == name.casefold()), None)

    def queue(self, queue: str) -> QueueLimitSettings | None:
        """Give the limits of a single queue; None where it has none of its own."""
        return next((limits for limits in self.queue_limits if limits.queue == queue), None)

    def alert(self, name: str) -> AlertSettings | None:
        """Give the rule of alerts of that name; None where there is none."""
        return next((alert for alert in self.alerts if alert.name.casefold() == name.casefold()), None)

    @property
    def without_kept(self) -> "Chosen":
        """The same with the defaults for what the program keeps by itself, such as windows' places."""
        return replace(
            self,
            settings=with_kept(self.settings, Settings()),
            boards=tuple(with_kept(board, BoardSettings()) for board in self.boards),
            alerting=with_kept(self.alerting, AlertingSettings()),
        )


def with_kept(settings: _Settings, like: _Settings) -> _Settings:
    """Return settings with what the program keeps by itself as another instance has it."""
    kept = (name for name, one in settings_in(type(settings)).items() if one.metadata["kept_for_you"])
    return replace(settings, **{name: getattr(like, name) for name in kept})


@dataclass(frozen=True, slots=True)
class Fixed:
    """What only the site sets.

    Attributes:
        settings: Settings of the program, by their names.
        of_boards: Settings of every board, by their names.
        boards: Whether the site says which boards there are, and all of them but where their windows are.
        limits: Whether the site says all limits.
        alerts: Whether the site says all rules of alerts.

    """

    settings: frozenset[str] = frozenset()
    of_boards: frozenset[str] = frozenset()
    boards: bool = False
    limits: bool = False
    alerts: bool = False

    def __bool__(self) -> bool:
        return bool(self.settings or self.of_boards or self.boards or self.limits or self.alerts)
