"""Where the phone system is, and what a test of it says: for each window that asks."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.labels import plain_label
from desktop.ui.trial_lines import TrialLines

_SPACE = 14
_LEAST_LINES_HEIGHT = 96


class PhoneSystemForm(QWidget):
    """Two fields, the reason why what was typed can't be used, and what a test of it says.

    Signals:
        changed: Something else stands there.
        test_asked: What was typed is to be tried out: host and port.

    Arguments:
        host: What to begin with.
        port: What to begin with.
        wrong_host: Says what is wrong with a host; None when nothing is.

    """

    changed = Signal()
    test_asked = Signal(str, int)

    def __init__(self, host: str, port: int, wrong_host: Callable[[str], str | None]) -> None:
        super().__init__()
        self._wrong_host = wrong_host
        self._is_testing = False
        self._host = QLineEdit(host)
        self._host.setPlaceholderText("192.168.201.2")
        self._host.setMinimumWidth(320)
        self._port = QSpinBox()
        self._port.setRange(1, 65535)
        # A style sheet's padding does not reach the text of a spin box.
        self._port.lineEdit().setTextMargins(8, 0, 8, 0)
        self._port.setValue(port)
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._test = QPushButton("&Test connection")
        # Enter connects, wherever the focus is: while a test runs its button gives it to another.
        self._test.setAutoDefault(False)
        self._test_lines = TrialLines()
        self._test_lines.setMinimumHeight(_LEAST_LINES_HEIGHT)
        self._lay_out()
        self.setFocusProxy(self._host)
        self._test.clicked.connect(self._on_test_clicked)
        self._host.textChanged.connect(self._on_typed)
        self._port.valueChanged.connect(self.changed)
        self._on_typed()

    @property
    def host(self) -> str:
        """What was typed."""
        return self._host.text().strip()

    @property
    def port(self) -> int:
        """What was chosen."""
        return self._port.value()

    @property
    def is_usable(self) -> bool:
        """Whether there can be a phone system."""
        return bool(self.host) and self._wrong_host(self.host) is None

    def on_test_said(self, line: str) -> None:
        """Show a line of the test."""
        self._test_lines.say(line)

    def on_test_ended(self) -> None:
        """Allow another test."""
        self._test_lines.show_said()
        self._is_testing = False
        self._test.setEnabled(self.is_usable)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_SPACE)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        for row, (title, field) in enumerate((("&Name or address", self._host), ("&Port", self._port))):
            label = QLabel(title)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
        grid.addWidget(self._host, 0, 1, 1, 3)
        grid.addWidget(self._port, 1, 1)
        grid.addWidget(self._test, 1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(grid)
        layout.addWidget(self._reason)
        layout.addWidget(self._test_lines, stretch=1)

    def _on_test_clicked(self) -> None:
        self._is_testing = True
        self._test.setEnabled(False)
        self._test_lines.begin()
        self.test_asked.emit(self.host, self.port)

    def _on_typed(self) -> None:
        wrong = self._wrong_host(self.host)
        self._reason.setText(wrong or "")
        self._reason.setVisible(wrong is not None)
        self._test.setEnabled(self.is_usable and not self._is_testing)
        self.changed.emit()
