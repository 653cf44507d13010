"""The step that asks where the phone system is, and tests the connection."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSpinBox

from desktop.acd.moment import Moment
from desktop.settings import Settings, wrong_value
from desktop.setup.step import SetupStep
from desktop.ui.connection_log import ConnectionLog
from desktop.ui.labels import hidden_label, say
from desktop.ui.layouts import column

_SPACE = 14
_LEAST_LOG_HEIGHT = 96


class PhoneSystemStep(SetupStep):
    """Host and port, what is wrong with them, and a test of the connection.

    Arguments:
        host: The first host.
        port: The first port.
        now: Returns the present moment.

    Attributes:
        log: Tests the connection.

    """

    short = "Phone system"
    title = "Where is the phone system?"
    intro = (
        "Whoever looks after the phones knows its address. Where there are several, name them all with commas"
        " between."
    )

    def __init__(self, host: str, port: int, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._host = QLineEdit(host)
        self._host.setPlaceholderText("192.168.201.2")
        self._host.setMinimumWidth(320)
        self._port = QSpinBox()
        self._port.setRange(1, 65535)
        # A style sheet's padding does not reach the text of a spin box.
        self._port.lineEdit().setTextMargins(8, 0, 8, 0)
        self._port.setValue(port)
        self._reason = hidden_label("reason")
        self.log = ConnectionLog("&Test connection", now)
        # Enter connects, wherever the focus is: during a test the button is disabled and loses the focus.
        self.log.button.setAutoDefault(False)
        self.log.setMinimumHeight(_LEAST_LOG_HEIGHT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(_SPACE)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        for at, (title, field) in enumerate((("&Name or address", self._host), ("&Port", self._port))):
            label = QLabel(title)
            label.setBuddy(field)
            grid.addWidget(label, at, 0)
        grid.addWidget(self._host, 0, 1, 1, 3)
        grid.addWidget(self._port, 1, 1)
        grid.addWidget(self.log.button, 1, 3)
        self.setLayout(column(grid, self._reason, (self.log, 1), spacing=_SPACE))
        self.setFocusProxy(self._host)
        self._host.textChanged.connect(self._on_changed)
        self._port.valueChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def host(self) -> str:
        """The host as typed."""
        return self._host.text().strip()

    @property
    def port(self) -> int:
        """The port."""
        return self._port.value()

    @property
    def is_answered(self) -> bool:
        """Whether the host is valid."""
        return bool(self.host) and self._wrong() is None

    def _wrong(self) -> str | None:
        return wrong_value(Settings, "host", self.host)

    def _on_changed(self) -> None:
        say(self._reason, self._wrong())
        self.log.set_place(self.host if self.is_answered else "", self.port)
        self.changed.emit()
