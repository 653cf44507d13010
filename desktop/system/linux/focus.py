"""Whether the desktop's notification service is set to do not disturb."""

from desktop.system.focus import Focus
from desktop.system.linux.bus import BooleanProperty, Bus
from desktop.system.linux.notifier import NOTIFICATIONS


class LinuxFocus(Focus):
    """Follows the notification service's property ``Inhibited``, which Plasma has.

    A service without it holds notifications back by itself.

    Arguments:
        bus: The session bus; its owner starts and stops it.

    """

    def __init__(self, bus: Bus) -> None:
        self._inhibited = BooleanProperty(bus, NOTIFICATIONS, "Inhibited")

    def wants_quiet(self) -> bool:
        """Tell whether the service last said so."""
        return self._inhibited.is_set
