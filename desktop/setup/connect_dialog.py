"""The dialog that asks which phone system to listen to."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from desktop.acd.moment import Moment
from desktop.setup.phone_system_step import PhoneSystemStep
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column

_SIZE: Final = (720, 520)
_QUESTION: Final = (
    "Which Mitel phone system? Whoever looks after the phones knows its address. Where there are several,"
    " name them all with commas between."
)


class ConnectDialog(QDialog):
    """The form for a phone system, and a button that connects to it.

    Arguments:
        host: The first host.
        port: The first port.
        now: Returns the present moment.
        parent: The window it belongs to.

    Attributes:
        form: Host, port and a test of the connection.

    """

    def __init__(self, host: str, port: int, now: Callable[[], Moment], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Connect to the phone system")
        self.form = PhoneSystemStep(host, port, now)
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
        self.setLayout(
            column(plain_label(_QUESTION), (self.form, 1), buttons, spacing=14, margins=(20, 20, 20, 16))
        )
        self.resize(*_SIZE)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self.form.log.stop)
        self._on_changed()

    def _on_changed(self) -> None:
        self._ok.setEnabled(self.form.is_answered)
