"""The page of the start: when the program starts, and how."""

import logging
from typing import Final

from desktop.live.context import Context
from desktop.settings import Settings
from desktop.system.autostart import Autostart
from desktop.ui.controls import TickBox
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, plain_label, say

_USUAL: Final = "It starts in the tray; a board that fills its screen is shown."

_log = logging.getLogger(__name__)


class StartPage(FieldPage):
    """The settings of the start.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__(Settings)
        self._preferences = context.preferences
        self._service = Autostart() if context.run.is_play else context.autostart
        self._was_on = self._service.is_on()
        self._autostart = TickBox("Start when I sign in")
        self._autostart.setAccessibleDescription(_USUAL)
        self._autostart_note = plain_label()
        self.add(
            *(heading("At sign-in"), self._autostart, self._autostart_note),
            *(heading("At every start"), "minimized"),
            *(heading("For whoever looks after the program"), "log_level"),
            None,
        )
        self._autostart.clicked.connect(self._on_autostart_clicked)
        self._show_autostart(None)

    @property
    def is_autostart_changed(self) -> bool:
        """Whether the start at sign-in was changed since the page was made."""
        return self._service.is_on() != self._was_on

    def restore_autostart(self) -> None:
        """Make the program start at sign-in as it did before."""
        self._start_at_sign_in(is_wanted=self._was_on)

    def _start_at_sign_in(self, *, is_wanted: bool) -> None:
        """Make the program start at sign-in, or not, and show why that failed."""
        fault = None
        try:
            if is_wanted != self._service.is_on():
                self._service.turn(on=is_wanted)
        except OSError as error:
            fault = f"That could not be changed: {error.strerror or error}"
            _log.warning("Cannot change the start at sign-in: %s", error)
        self._show_autostart(fault)

    def _show_autostart(self, fault: str | None) -> None:
        is_possible = self._service.is_possible
        self._autostart.setChecked(self._service.is_on())
        self._autostart.setEnabled(is_possible)
        usual = _USUAL if is_possible else "That is not possible here."
        say(self._autostart_note, fault or usual, "quiet" if fault is None else "reason")

    def _on_autostart_clicked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._start_at_sign_in(is_wanted=is_wanted)
        self._preferences.changed.emit()
