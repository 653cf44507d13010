"""The page of phone systems: their addresses, the patience with them, and a test of the connection."""

from typing import Final

from PySide6.QtWidgets import QSizePolicy

from desktop.live.connection_test import ConnectionTest
from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.settings_window.hosts_editor import HostsEditor
from desktop.ui.connection_log import ConnectionLog
from desktop.ui.fields import FieldPage
from desktop.ui.labels import plain_label
from desktop.ui.layouts import row

_DECLARED: Final = settings_in(Settings)
_LOG_HEIGHT: Final = 130


class PhonePage(FieldPage):
    """The phone systems.

    Arguments:
        test: Tests a connection.

    Attributes:
        hosts: The list of phone systems.

    """

    def __init__(self, test: ConnectionTest) -> None:
        super().__init__(Settings)
        self._port = Settings().port
        self.hosts = HostsEditor(_DECLARED["host"])
        self._log = ConnectionLog("Test connection")
        self._log.setMinimumHeight(_LOG_HEIGHT)
        # As high as there is room, so that the page need not scroll for it.
        self._log.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.add(
            plain_label("Several make one floor. Whoever looks after the phones knows their addresses."),
            self.hosts,
            *("port", "silent_after_s", "reconnect_after_s"),
            row(self._log.button, None),
            (self._log, 1),
        )
        self.hosts.edited.connect(self._set_place)
        self.hosts.typed.connect(self._set_place)
        self._log.test_asked.connect(test.start)
        test.said.connect(self._log.on_said)
        test.ended.connect(self._log.on_ended)
        self._set_place()

    def show_settings(self, settings: object) -> None:
        """Show the values of the settings of the program."""
        super().show_settings(settings)
        if isinstance(settings, Settings):
            self._port = settings.port
        self._set_place()

    def _set_place(self) -> None:
        self._log.set_place(self.hosts.to_test, self._port)
