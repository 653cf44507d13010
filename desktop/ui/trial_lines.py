"""What the test of a connection says, line by line."""

from collections import deque
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

_MOST_LINES: Final = 2_000
_SOON_MS: Final = 100


class TrialLines(QPlainTextEdit):
    """The last lines of a test, to be read and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._said: deque[str] = deque(maxlen=_MOST_LINES)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show_said)
        self.setReadOnly(True)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        # Read only, it would keep Tab to itself.
        self.setTabChangesFocus(True)
        self.setAccessibleName("What the test says")
        self.setPlaceholderText("Test connection shows here what comes from the phone system.")

    def begin(self) -> None:
        """Forget what another test said."""
        self._said.clear()
        self.clear()

    def say(self, line: str) -> None:
        """Show a line, together with those that follow at once: a busy line says thousands."""
        self._said.append(line)
        if not self._soon.isActive():
            self._soon.start(_SOON_MS)

    def show_said(self) -> None:
        """Show at once what was said."""
        self._soon.stop()
        if self._said:
            self.appendPlainText("\n".join(self._said))
            self._said.clear()
