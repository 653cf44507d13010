"""Asking for the phone system, and keeping what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.acd.moment import Moment
from desktop.live.testing import Testing
from desktop.settings import Settings, wrong_value
from desktop.setup.connect_dialog import ConnectDialog
from desktop.setup.phone_system_form import PhoneSystemForm
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style


class Connecting(QObject):
    """The dialog that asks which phone systems to listen to, and the test behind its button.

    Signals:
        chosen: Host and port as they go into the settings.

    Arguments:
        now: Gives the present moment.

    """

    chosen = Signal(str, int)

    def __init__(self, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._testing = Testing(now)
        self._style = ""
        self._dialog: ConnectDialog | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._style = window_style(theme)
        if self._dialog is not None:
            self._dialog.setStyleSheet(self._style)

    def ask(self, host: str, port: int, window: QWidget) -> None:
        """Ask, unless the question stands already.

        Arguments:
            host: What to begin with.
            port: What to begin with.
            window: What the dialog stands over.

        """
        if self._dialog is not None:
            return
        dialog = self._dialog = ConnectDialog(host, port, wrong_host, window)
        dialog.setStyleSheet(self._style)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(self.stop)
        # The window that it stands over may go.
        dialog.destroyed.connect(self.stop)
        serve(self._testing, dialog.form)
        dialog.open()

    def _on_accepted(self) -> None:
        if self._dialog is not None:
            self.chosen.emit(self._dialog.host, self._dialog.port)

    def stop(self) -> None:
        """End a test that is under way, and let go of the dialog."""
        self._dialog = None
        self._testing.stop()


def wrong_host(host: str) -> str | None:
    """Say what is wrong with hosts as people write them; None when nothing is."""
    return wrong_value(Settings, "host", host)


def serve(testing: Testing, form: PhoneSystemForm) -> None:
    """Try out what this form asks for, and say there what is found."""
    form.log.test_asked.connect(testing.start)
    testing.said.connect(form.log.on_said)
    testing.ended.connect(form.log.on_ended)
