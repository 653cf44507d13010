"""The page of the start: when the program starts, and how."""

from typing import Final

from PySide6.QtCore import Signal

from desktop.settings import Settings
from desktop.ui.controls import TickBox
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, plain_label, say

_USUAL: Final = "It starts in the tray; a board that fills its screen is shown."


class StartPage(FieldPage):
    """The start.

    Signals:
        autostart_asked: The program is to start at sign-in, or no longer.

    """

    autostart_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__(Settings)
        self._autostart = TickBox("Start when I sign in")
        self._autostart.setAccessibleDescription(_USUAL)
        self._autostart_note = plain_label()
        self.add(
            *(heading("At sign-in"), self._autostart, self._autostart_note),
            *(heading("At every start"), "minimized"),
            *(heading("For whoever looks after the program"), "log_level"),
            None,
        )
        self._autostart.clicked.connect(self.autostart_asked)

    def show_autostart(self, *, is_on: bool, is_possible: bool, fault: str | None) -> None:
        """Show whether the program starts at sign-in.

        Arguments:
            is_on: Whether it does.
            is_possible: Whether that can be changed.
            fault: Why it could not be changed; None when it could.

        """
        self._autostart.setChecked(is_on)
        self._autostart.setEnabled(is_possible)
        usual = _USUAL if is_possible else "That is not possible here."
        say(self._autostart_note, fault or usual, "quiet" if fault is None else "reason")
