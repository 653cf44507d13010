"""A connection to a bus that is made again when it is lost."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from desktop.system.linux.session_bus import SessionBus

AGAIN_MS: Final = 30_000
"""After so long a lost bus is looked for again."""


class KeptBus(SessionBus):
    """Like `SessionBus`, but from `start` to `stop` it opens itself anew.

    Several services of the program share one; each takes up its questions anew on `ready`. Call `stop` in a
    ``finally``.

    Arguments:
        address: As in ``DBUS_SESSION_BUS_ADDRESS``, blank where there is none: then it is `lost` once.
        parent: Of the object.

    """

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(address, parent)
        self._is_kept = False
        self._has_address = bool(address)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.open)
        self.lost.connect(self._on_lost)

    def start(self) -> None:
        """Connect, and again whenever that is lost."""
        self._is_kept = True
        self.open()

    def stop(self) -> None:
        """Send what was said and end the connection."""
        self._is_kept = False
        self._again.stop()
        self.close()

    def _on_lost(self) -> None:
        if self._is_kept and self._has_address:
            self._again.start(AGAIN_MS)
