"""Setting up: the assistant of the first start, and the dialog that asks for the phone system."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.acd.wording import lines_sentence
from desktop.live.context import Context
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.menu_text import plain
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.window_style import window_style

if TYPE_CHECKING:
    from desktop.setup.assistant import SetupAssistant
    from desktop.setup.connect_dialog import ConnectDialog

STATUS_TICK_MS = 5_000


class SetupFeature(Feature):
    """The assistant, and the dialog that asks for the phone system.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = LIGHT
        self._dialog: ConnectDialog | None = None
        self._assistant: SetupAssistant | None = None
        run, fixed = context.run, context.preferences.file.site.fixed.settings
        self._connect = QAction("Phone system...", self)
        self._connect.setEnabled(not run.is_play and "host" not in fixed)
        self._connect.triggered.connect(self.ask_for_phone_system)
        self._set_up = QAction("Set up again...", self)
        self._set_up.triggered.connect(self.show_assistant)
        if run.is_play:
            # The data of a phone system must not get into the demonstration's file: that takes another run.
            self._connect.setVisible(False)
            self._set_up.setText("Connect your phone system...")
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_connection)
        context.live_floor.lines_changed.connect(self._show_connection)

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the actions that ask for the phone system and show the assistant."""
        return tuple((MenuGroup.SET_UP, action) for action in (self._connect, self._set_up))

    def start(self) -> None:
        """Ask for the phone system if none is known and the user asked for the program."""
        self._tick.start(STATUS_TICK_MS)
        run = self._context.run
        if self._connect.isEnabled() and not run.lines and not run.minimized:
            ask = self.ask_for_phone_system if run.settings.set_up else self.show_assistant
            QTimer.singleShot(0, self, ask)

    def stop(self) -> bool:
        """Close everything; return whether the assistant's thread ended in time."""
        self._tick.stop()
        if self._dialog is not None:
            self._dialog.form.log.stop()
        self._forget_dialog()
        return self._assistant is None or self._assistant.stop()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        if self._dialog is not None:
            self._dialog.setStyleSheet(window_style(theme))
        if self._assistant is not None:
            self._assistant.set_theme(theme)

    def show_assistant(self) -> None:
        """Show the assistant of the first start."""
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
        if self._dialog is not None:
            return
        from desktop.setup.connect_dialog import ConnectDialog

        settings, now = self._context.preferences.settings, self._context.kit.now
        dialog = self._dialog = ConnectDialog(settings.host, settings.port, now, window)
        dialog.setStyleSheet(window_style(self._theme))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(self._forget_dialog)
        # Its window may be deleted first.
        dialog.destroyed.connect(self._forget_dialog)
        dialog.open()

    def _on_accepted(self) -> None:
        if self._dialog is not None:
            self._context.preferences.change(host=self._dialog.form.host, port=self._dialog.form.port)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _show_connection(self) -> None:
        sentence = lines_sentence(self._context.live_floor.lines, self._context.kit.now())
        self._connect.setText(plain(f"Phone system... ({sentence})"))
