"""The page of phone systems: their addresses, the timeouts of silence, and a test of the connection."""

from typing import Final

from PySide6.QtWidgets import QSizePolicy

from desktop.acd.wording import connection_sentence
from desktop.live.context import Context
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
    """The settings of phone systems, with a test.

    Arguments:
        context: The parts that all features share.

    Attributes:
        log: Tests the connection.

    """

    def __init__(self, context: Context) -> None:
        super().__init__(Settings)
        self._context = context
        self._hosts = HostsEditor(_DECLARED["host"])
        self.log = ConnectionLog("Test connection", context.kit.now)
        self.log.setMinimumHeight(_LOG_HEIGHT)
        # As high as there is room, so that the page need not scroll for it.
        self.log.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.add(
            plain_label("Several make one floor. Whoever looks after the phones knows their addresses."),
            self._hosts,
            *("port", "silent_after_s", "reconnect_after_s"),
            row(self.log.button, None),
            (self.log, 1),
        )
        self._hosts.edited.connect(self._set_place)
        self._hosts.typed.connect(self._set_place)
        context.live_floor.lines_changed.connect(self.show_status)

    def show_settings(self, settings: object) -> None:
        """Show the values of the settings of the program."""
        super().show_settings(settings)
        self._set_place()

    def show_status(self) -> None:
        """Show the state of each line, unless this run listens to other phone systems than these."""
        run, file, now = self._context.run, self._context.preferences.file, self._context.kit.now()
        if run.is_play or self._context.preferences.settings.host != file.chosen.settings.host:
            return
        # Each is shown below the name of its phone system.
        self._hosts.show_status(
            tuple(
                connection_sentence(one, now).replace(f" to {one.source}", "", 1)
                for one in self._context.live_floor.lines.connections
            )
        )

    def _set_place(self) -> None:
        self.log.set_place(self._hosts.to_test, self._context.preferences.file.chosen.settings.port)
