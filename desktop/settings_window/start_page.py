"""The page of the start: when the program starts, and how."""

from typing import Final

from PySide6.QtCore import Signal

from desktop.settings_window.program_page import ProgramPage
from desktop.ui.controls import TickBox
from desktop.ui.labels import plain_label

_USUAL: Final = "It starts in the tray; a board that fills its screen is shown."


class StartPage(ProgramPage):
    """The start.

    Signals:
        autostart_asked: The program is to start at sign-in, or no longer.

    """

    autostart_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._autostart = TickBox("Start when I sign in")
        self._autostart.setAccessibleDescription(_USUAL)
        self._autostart_said = plain_label("")
        self._add_heading("At sign-in")
        self._layout.addWidget(self._autostart)
        self._layout.addWidget(self._autostart_said)
        self._add_heading("At every start")
        self._add_form("minimized")
        self._add_heading("For whoever looks after the program")
        self._add_form("log_level")
        self._layout.addStretch(1)
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
        self._autostart_said.setText(fault or (_USUAL if is_possible else "That is not possible here."))
        self._autostart_said.setObjectName("quiet" if fault is None else "reason")
        # A style sheet looks at an object's name only when it is told to.
        self._autostart_said.style().unpolish(self._autostart_said)
        self._autostart_said.style().polish(self._autostart_said)
