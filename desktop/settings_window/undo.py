"""What was set when the window of settings was opened, to tell what was changed and to undo it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from desktop.settings import (
    AlertingSettings,
    AlertSettings,
    BoardSettings,
    LimitSettings,
    QueueLimitSettings,
    SettingsFile,
)
from desktop.settings.declared import settings_in
from desktop.settings_window.program_pages import OFFERED, ProgramPages

KEPT_FOR_YOU: Final = tuple(
    name for name, declared in settings_in(BoardSettings).items() if declared.metadata["kept_for_you"]
)
BY_WINDOW: Final = (*KEPT_FOR_YOU, "shown")
"""What a person changes at the windows themselves."""
OFFERED_OF_ALERTS: Final = tuple(
    name for name, declared in settings_in(AlertingSettings).items() if not declared.metadata["kept_for_you"]
)


@dataclass(frozen=True, slots=True)
class Before:
    """What was when the window was opened.

    Attributes:
        boards: All of them.
        limits: Of every queue and every agent.
        queue_limits: Of single queues.
        alerts: The rules.
        alerting: Of alerts as a whole, those that the page offers, by their names.
        program: Of the program, those that the pages offer, by their names.
        is_at_sign_in: Whether the program starts at sign-in.
        strip: Whether the desk strip is to be seen.

    """

    boards: tuple[BoardSettings, ...]
    limits: LimitSettings
    queue_limits: tuple[QueueLimitSettings, ...]
    alerts: tuple[AlertSettings, ...]
    alerting: Mapping[str, object]
    program: Mapping[str, object]
    is_at_sign_in: bool
    strip: bool

    @property
    def chosen(self) -> "Before":
        """The same without what the program keeps by itself."""
        nowhere = dict.fromkeys(KEPT_FOR_YOU, "")
        boards = tuple(replace(board, **nowhere) for board in self.boards)  # type: ignore[arg-type]  # by name
        return replace(self, boards=boards)


def state_of(file: SettingsFile, pages: ProgramPages) -> Before:
    """Give what is set now."""
    return Before(
        file.boards,
        file.limits,
        file.queue_limits,
        file.alerts,
        {name: getattr(file.alerting, name) for name in OFFERED_OF_ALERTS},
        {name: getattr(file.settings, name) for name in OFFERED},
        pages.is_at_sign_in,
        file.settings.strip,
    )
