"""Asks which phone system to listen to."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)


class ConnectDialog(QDialog):
    """Two fields and the reason why what was typed can't be used, if it can't.

    Arguments:
        host: What to begin with.
        port: What to begin with.
        wrong_host: Says what is wrong with a host; None when nothing is.
        parent: The window it belongs to.

    """

    def __init__(
        self, host: str, port: int, wrong_host: Callable[[str], str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._wrong_host = wrong_host
        self.setWindowTitle("Connect to the phone system")
        self._host = QLineEdit(host)
        self._host.setPlaceholderText("192.168.201.2")
        self._host.setMinimumWidth(280)
        self._port = QSpinBox()
        self._port.setRange(1, 65535)
        self._port.setValue(port)
        self._reason = QLabel()
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Connect")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("&Name or address", self._host)
        form.addRow("&Port", self._port)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._reason)
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

    def _on_typed(self) -> None:
        wrong = self._wrong_host(self.host)
        self._reason.setText(wrong or "")
        self._reason.setVisible(wrong is not None)
        self._ok.setEnabled(bool(self.host) and wrong is None)
