"""Asks which phone system to listen to, and lets a person try it out first."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from desktop.setup.phone_system_form import PhoneSystemForm
from desktop.ui.labels import plain_label

_SPACE: Final = 14
_SIZE: Final = (720, 520)


class ConnectDialog(QDialog):
    """The form for a phone system, and a button that connects to it.

    Arguments:
        host: What to begin with.
        port: What to begin with.
        wrong_host: Says what is wrong with a host; None when nothing is.
        parent: The window it belongs to.

    Attributes:
        form: What is asked.

    """

    def __init__(
        self, host: str, port: int, wrong_host: Callable[[str], str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connect to the phone system")
        self.form = PhoneSystemForm(host, port, wrong_host)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Connect")
        for button in buttons.buttons():
            button.setIcon(QIcon())
            # Enter connects, wherever the focus is.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        self._ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(_SPACE)
        layout.addWidget(
            plain_label(
                "Which Mitel phone system? Whoever looks after the phones knows its address. Where there are"
                " several, name them all with commas between."
            )
        )
        layout.addWidget(self.form, stretch=1)
        layout.addWidget(buttons)
        self.resize(*_SIZE)
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    @property
    def host(self) -> str:
        """What was typed."""
        return self.form.host

    @property
    def port(self) -> int:
        """What was chosen."""
        return self.form.port

    def _on_changed(self) -> None:
        self._ok.setEnabled(self.form.is_usable)
