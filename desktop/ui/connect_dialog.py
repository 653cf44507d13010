"""Asks which phone system to listen to, and lets a person try it out first."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.plain_label import plain_label
from desktop.ui.trial_lines import TrialLines

_SPACE = 14


class ConnectDialog(QDialog):
    """Two fields, the reason why what was typed can't be used, and what a test of it says.

    Signals:
        test_asked: What was typed is to be tried out: host and port.

    Arguments:
        host: What to begin with.
        port: What to begin with.
        wrong_host: Says what is wrong with a host; None when nothing is.
        parent: The window it belongs to.

    """

    test_asked = Signal(str, int)

    def __init__(
        self, host: str, port: int, wrong_host: Callable[[str], str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._wrong_host = wrong_host
        self.setWindowTitle("Connect to the phone system")
        self._host = QLineEdit(host)
        self._host.setPlaceholderText("192.168.201.2")
        self._host.setMinimumWidth(320)
        self._port = QSpinBox()
        self._port.setRange(1, 65535)
        # A style sheet's padding does not reach the text of a spin box.
        self._port.lineEdit().setTextMargins(8, 0, 8, 0)
        self._port.setValue(port)
        self._reason = plain_label("")
        self._test_lines = TrialLines()
        self._test_lines.setMinimumSize(680, 300)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._test = buttons.addButton("Test connection", QDialogButtonBox.ButtonRole.ActionRole)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Connect")
        for button in buttons.buttons():
            button.setIcon(QIcon())
            # Enter connects, wherever the focus is: while a test runs its button gives it to another.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        self._ok.setDefault(True)
        self._test.clicked.connect(self._on_test_clicked)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(_SPACE)
        form.setVerticalSpacing(10)
        form.addRow("&Name or address", self._host)
        form.addRow("&Port", self._port)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(_SPACE)
        layout.addWidget(
            plain_label(
                "Which Mitel phone system? Whoever looks after the phones knows its address. Where there are"
                " several, name them all with commas between."
            )
        )
        layout.addLayout(form)
        layout.addWidget(self._reason)
        layout.addWidget(self._test_lines)
        layout.addWidget(buttons)
        self._host.textChanged.connect(self._on_typed)
        self._on_typed()

    @property
    def host(self) -> str:
        """What was typed."""
        return self._host.text().strip()

    @property
    def port(self) -> int:
        """What was chosen."""
        return self._port.value()

    def on_test_said(self, line: str) -> None:
        """Show a line of the test."""
        self._test_lines.say(line)

    def on_test_ended(self) -> None:
        """Allow another test."""
        self._test_lines.show_said()
        self._test.setEnabled(True)

    def _on_test_clicked(self) -> None:
        self._test.setEnabled(False)
        self._test_lines.begin()
        self.test_asked.emit(self.host, self.port)

    def _on_typed(self) -> None:
        wrong = self._wrong_host(self.host)
        self._reason.setText(wrong or "")
        self._reason.setVisible(wrong is not None)
        usable = bool(self.host) and wrong is None
        self._ok.setEnabled(usable)
        self._test.setEnabled(usable)
