"""Setting up: the assistant of the first start, and the dialog that asks for the phone system."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.acd.wording import lines_sentence
from desktop.live.context import Context
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.menu_text import plain
from desktop.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from desktop.setup.assistant import SetupAssistant
    from desktop.setup.phone_system_question import PhoneSystemQuestion

STATUS_TICK_MS = 5_000


class SetupFeature(Feature):
    """The assistant, and the question which phone system to listen to.

    Arguments:
        context: What every feature is made from.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = LIGHT
        self._question: PhoneSystemQuestion | None = None
        self._assistant: SetupAssistant | None = None
        run, fixed = context.run, context.preferences.file.site.fixed.settings
        self._connect = QAction("Phone system...", self)
        self._connect.setEnabled(not run.is_play and "host" not in fixed)
        self._connect.triggered.connect(self.ask_for_phone_system)
        self._set_up = QAction("Set up again...", self)
        self._set_up.triggered.connect(self.show_assistant)
        if run.is_play:
            # What a phone system tells must not get into the demonstration's file: another run is for that.
            self._connect.setVisible(False)
            self._set_up.setText("Connect your phone system...")
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_connection)
        context.listening.lines_changed.connect(self._show_connection)

    @property
    def assistant(self) -> "SetupAssistant | None":
        """The assistant; None before it was asked for."""
        return self._assistant

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return what the menus offer: the phone system, and the assistant."""
        return tuple((MenuGroup.SET_UP, action) for action in (self._connect, self._set_up))

    def start(self) -> None:
        """Ask for the phone system if none is known and a person is there."""
        self._tick.start(STATUS_TICK_MS)
        run = self._context.run
        if self._connect.isEnabled() and not run.lines and not run.minimized:
            ask = self.ask_for_phone_system if run.settings.set_up else self.show_assistant
            QTimer.singleShot(0, self, ask)

    def stop(self) -> bool:
        """Take everything from the screen; return whether the assistant's thread ended in time."""
        self._tick.stop()
        if self._question is not None:
            self._question.stop()
        return self._assistant is None or self._assistant.close()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        for part in (self._question, self._assistant):
            if part is not None:
                part.set_theme(theme)

    def show_assistant(self) -> None:
        """Ask the questions of the first start."""
        from desktop.setup.assistant import SetupAssistant

        if self._assistant is None:
            self._assistant = SetupAssistant(self._context)
            self._assistant.set_theme(self._theme)
            self._assistant.run_chosen.connect(self._context.requests.run_asked)
        self._assistant.show()

    def ask_for_phone_system(self) -> None:
        """Ask which phone system to listen to, over the first board."""
        self._context.requests.board_window_asked.emit(self._ask_over)

    def _ask_over(self, window: QWidget) -> None:
        from desktop.setup.phone_system_question import PhoneSystemQuestion

        if self._question is None:
            self._question = PhoneSystemQuestion(self._context.kit.now)
            self._question.set_theme(self._theme)
            self._question.chosen.connect(self._on_chosen)
        settings = self._context.preferences.settings
        self._question.ask(settings.host, settings.port, window)

    def _on_chosen(self, host: str, port: int) -> None:
        self._context.preferences.change(host=host, port=port)

    def _show_connection(self) -> None:
        sentence = lines_sentence(self._context.listening.lines, self._context.kit.now())
        self._connect.setText(plain(f"Phone system... ({sentence})"))
