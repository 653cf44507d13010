"""The question which phone systems to listen to, with a test of the connection."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.acd.moment import Moment
from desktop.live.connection_test import ConnectionTest
from desktop.setup.connect_dialog import ConnectDialog
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style


class PhoneSystemQuestion(QObject):
    """Shows the dialog and runs its test.

    Signals:
        chosen: The user chose a host and a port, as they go into the settings.

    Arguments:
        now: Returns the present moment.

    """

    chosen = Signal(str, int)

    def __init__(self, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._test = ConnectionTest(now)
        self._style = ""
        self._dialog: ConnectDialog | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._style = window_style(theme)
        if self._dialog is not None:
            self._dialog.setStyleSheet(self._style)

    def ask(self, host: str, port: int, window: QWidget) -> None:
        """Show the dialog, unless it is open.

        Arguments:
            host: What to begin with.
            port: What to begin with.
            window: The window that the dialog belongs to.

        """
        if self._dialog is not None:
            return
        dialog = self._dialog = ConnectDialog(host, port, window)
        dialog.setStyleSheet(self._style)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(self.stop)
        # Its window may be deleted first.
        dialog.destroyed.connect(self.stop)
        dialog.form.use(self._test)
        dialog.open()

    def _on_accepted(self) -> None:
        if self._dialog is not None:
            self.chosen.emit(self._dialog.host, self._dialog.port)

    def stop(self) -> None:
        """End a test under way and forget the dialog."""
        self._dialog = None
        self._test.stop()
