"""The test of phone systems: whether they answer and send records."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.acd.moment import Moment
from desktop.feed.check import ConnectionCheck
from desktop.settings import read_places

TEST_S = 30.0


class ConnectionTest(QObject):
    """Tests phone systems, one after the other.

    Signals:
        said: A line of what the test finds.
        ended: All are tested.

    Arguments:
        now: Returns the present moment.

    """

    said = Signal(str)
    ended = Signal()

    def __init__(self, now: Callable[[], Moment]) -> None:
        super().__init__()
        self._now = now
        self._check: ConnectionCheck | None = None
        self._to_check: list[tuple[str, int]] = []

    def start(self, host: str, port: int) -> None:
        """Test phone systems; a test under way ends.

        Arguments:
            host: Names or addresses, as in the settings.
            port: For those without a port of their own.

        """
        self.stop()
        self._to_check = list(read_places(host, port))
        self._check_next()

    def stop(self) -> None:
        """End a test under way."""
        self._to_check.clear()
        if self._check is not None:
            self._check.stop()
            self._check.deleteLater()
            self._check = None

    def _check_next(self) -> None:
        host, port = self._to_check.pop(0)
        check = ConnectionCheck(host, port, TEST_S, self._now)
        check.said.connect(self.said)
        check.ended.connect(self._on_check_ended)
        self._check = check
        check.start()

    def _on_check_ended(self) -> None:
        remaining = list(self._to_check)
        self.stop()
        if not remaining:
            self.ended.emit()
            return
        self._to_check = remaining
        self.said.emit("")
        self._check_next()
