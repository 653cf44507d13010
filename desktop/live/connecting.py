"""Asking for the phone system, trying it out, and keeping what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.acd.moment import Moment
from desktop.feed.check import ConnectionCheck
from desktop.settings import Settings, read_places, wrong_value
from desktop.setup.connect_dialog import ConnectDialog
from desktop.setup.phone_system_form import PhoneSystemForm
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

TEST_S = 30.0


class Testing(QObject):
    """Tries phone systems out, one after the other.

    Signals:
        said: A line of what the test finds.
        ended: There is no more to try.

    Arguments:
        now: Gives the present moment.

    """

    said = Signal(str)
    ended = Signal()

    def __init__(self, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._now = now
        self._check: ConnectionCheck | None = None
        self._to_check: list[tuple[str, int]] = []

    def serve(self, form: PhoneSystemForm) -> None:
        """Try out what this form asks for, and say there what is found."""
        form.test_asked.connect(self.start)
        self.said.connect(form.on_test_said)
        self.ended.connect(form.on_test_ended)

    def start(self, host: str, port: int) -> None:
        """Try them out, in place of those that are being tried.

        Arguments:
            host: Names or addresses, as they go into the settings.
            port: Where none is said.

        """
        self.stop()
        self._to_check = list(read_places(host, port))
        self._check_next()

    def stop(self) -> None:
        """End a test that is under way."""
        self._to_check.clear()
        if self._check is not None:
            self._check.stop()
            self._check.deleteLater()
            self._check = None

    def _check_next(self) -> None:
        host, port = self._to_check.pop(0)
        check = ConnectionCheck(host, port, TEST_S, self._now)
        check.said.connect(self.said)
        check.ended.connect(self._on_check_ended)
        self._check = check
        check.start()

    def _on_check_ended(self) -> None:
        remaining = list(self._to_check)
        self.stop()
        if not remaining:
            self.ended.emit()
            return
        self._to_check = remaining
        self.said.emit("")
        self._check_next()


class Connecting(QObject):
    """The dialog that asks which phone systems to listen to, and the test behind its button.

    Signals:
        chosen: Host and port as they go into the settings.

    Arguments:
        window: Gives what the dialog belongs to.
        now: Gives the present moment.

    """

    chosen = Signal(str, int)

    def __init__(self, window: Callable[[], QWidget], now: Callable[[], Moment]) -> None:
        super().__init__()
        self._window = window
        self._testing = Testing(now)
        self._style = ""

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._style = window_style(theme)
        dialog = self._window().findChild(ConnectDialog)
        if dialog is not None:
            dialog.setStyleSheet(self._style)

    def ask(self, host: str, port: int) -> None:
        """Ask, unless the question stands already.

        Arguments:
            host: What to begin with.
            port: What to begin with.

        """
        if self._window().findChild(ConnectDialog) is not None:
            return
        dialog = ConnectDialog(host, port, wrong_host, self._window())
        dialog.setStyleSheet(self._style)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.chosen.emit(dialog.host, dialog.port))
        dialog.finished.connect(self.stop)
        self._testing.serve(dialog.form)
        dialog.open()

    def leave(self, window: QWidget) -> None:
        """Take the question back that stands in a window which is about to go."""
        dialog = window.findChild(ConnectDialog)
        if dialog is not None:
            dialog.reject()

    def stop(self) -> None:
        """End a test that is under way."""
        self._testing.stop()


def wrong_host(host: str) -> str | None:
    """Say what is wrong with hosts as people write them; None when nothing is."""
    return wrong_value(Settings, "host", host)
