"""The test of a connection: the button that starts it, and what it finds, line by line."""

from collections import deque
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

_MOST_LINES: Final = 2_000
_COLLECT_MS: Final = 100


class ConnectionLog(QPlainTextEdit):
    """The last lines of a test, to be read and copied.

    Signals:
        test_asked: A connection is to be tested: hosts and port.

    Arguments:
        button: The text of the button.

    Attributes:
        button: Starts a test; place it where it belongs.

    """

    test_asked = Signal(str, int)

    def __init__(self, button: str) -> None:
        super().__init__()
        self.button = QPushButton(button)
        self._host, self._port = "", 0
        self._is_testing = False
        self._lines: deque[str] = deque(maxlen=_MOST_LINES)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_lines)
        self.setReadOnly(True)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # A text to read would otherwise keep Tab to itself.
        self.setTabChangesFocus(True)
        self.setAccessibleName("What the test says")
        self.setPlaceholderText("Test connection shows here what comes from the phone system.")
        self.button.clicked.connect(self._on_clicked)

    def set_place(self, host: str, port: int) -> None:
        """Set what the next test connects to; a blank host disables the button."""
        self._host, self._port = host, port
        self._enable()

    # Declared as slots: connecting any other method changes the class for Qt, which styles the widget again
    # and then forgets the window's font.
    @Slot(str)
    def on_said(self, line: str) -> None:
        """Add a line of the test; lines are shown together, since a busy phone system makes thousands."""
        self._lines.append(line)
        if not self._soon.isActive():
            self._soon.start(_COLLECT_MS)

    @Slot()
    def on_ended(self) -> None:
        """Allow another test."""
        self._show_lines()
        self._is_testing = False
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(bool(self._host) and not self._is_testing)

    def _show_lines(self) -> None:
        self._soon.stop()
        if self._lines:
            self.appendPlainText("\n".join(self._lines))
            self._lines.clear()

    def _on_clicked(self) -> None:
        self._is_testing = True
        self._lines.clear()
        self.clear()
        self._enable()
        self.test_asked.emit(self._host, self._port)
