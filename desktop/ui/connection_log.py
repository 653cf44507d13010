"""The test of phone systems: the button that starts it, and what it finds, line by line."""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop.acd.moment import Moment
from desktop.feed.check import ConnectionCheck
from desktop.settings import read_addresses

TEST_S: Final = 30.0
_MOST_LINES: Final = 2_000
_COLLECT_MS: Final = 100


class ConnectionLog(QPlainTextEdit):
    """The last lines of a test, to be read and copied. Phone systems are tested one after the other.

    Arguments:
        button: The text of the button.
        now: Returns the present moment.

    Attributes:
        button: Starts a test; place it where it belongs.

    """

    def __init__(self, button: str, now: Callable[[], Moment]) -> None:
        super().__init__()
        self.button = QPushButton(button)
        self._now = now
        self._host, self._port = "", 0
        self._check: ConnectionCheck | None = None
        self._to_check: list[tuple[str, int]] = []
        self._lines: deque[str] = deque(maxlen=_MOST_LINES)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_lines)
        self.setReadOnly(True)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # Otherwise Tab would stay in the text.
        self.setTabChangesFocus(True)
        self.setAccessibleName("What the test says")
        self.setPlaceholderText("Test connection shows here what comes from the phone system.")
        self.button.clicked.connect(self._on_clicked)

    def set_place(self, host: str, port: int) -> None:
        """Set what the next test connects to; a blank host disables the button.

        Arguments:
            host: Names or addresses, as in the settings.
            port: The port of those without one of their own.

        """
        self._host, self._port = host, port
        self._enable()

    def stop(self) -> None:
        """End a test under way."""
        self._to_check.clear()
        if self._check is not None:
            self._check.stop()
            self._check.deleteLater()
            self._check = None

    # Declared as slots: connecting any other method changes the class for Qt, which styles the widget again
    # and then forgets the window's font.
    @Slot(str)
    def add_line(self, line: str) -> None:
        """Add a line of the test; lines are shown together, since a busy phone system makes thousands."""
        self._lines.append(line)
        if not self._soon.isActive():
            self._soon.start(_COLLECT_MS)

    @Slot()
    def _on_check_ended(self) -> None:
        if self._to_check:
            self.add_line("")
            self._check_next()
        else:
            self.stop()
            self._show_lines()
            self._enable()

    def _check_next(self) -> None:
        if self._check is not None:
            self._check.deleteLater()
        check = self._check = ConnectionCheck(*self._to_check.pop(0), TEST_S, self._now)
        check.setParent(self)  # deleted with the window
        check.said.connect(self.add_line)
        check.ended.connect(self._on_check_ended)
        check.start()

    def _enable(self) -> None:
        self.button.setEnabled(bool(self._host) and self._check is None)

    def _show_lines(self) -> None:
        self._soon.stop()
        if self._lines:
            self.appendPlainText("\n".join(self._lines))
            self._lines.clear()

    def _on_clicked(self) -> None:
        self.stop()
        self._lines.clear()
        self.clear()
        self._to_check = list(read_addresses(self._host, self._port))
        self._check_next()
        self._enable()
