"""Chooses the services of the operating system that the program runs on.

Only this module knows which systems there are; each system's own modules are loaded here, on first use.
"""

import sys
from collections.abc import Callable, Sequence

from desktop.system.autostart import Autostart
from desktop.system.awake import Inhibitor
from desktop.system.focus import Focus
from desktop.system.notifier import BalloonNotifier, Notifier, OnClicked
from desktop.system.presence import InputWatch
from desktop.system.sounds import NoPlayer, Player

# ruff: noqa: PLC0415 - loaded on first use


class DesktopServices:
    """What reaches the person and knows whether to; on Linux all of it shares one session bus.

    Call `stop` in a ``finally``.

    Attributes:
        notifier: Shows notifications.
        focus: Knows whether the person does not want to be disturbed.
        input_watch: Knows whether the person is there; `Presence` starts and stops it.

    Arguments:
        icon: The program's icon as a ``file:`` address.
        balloon: Shows notifications where the system has no service for them.
        on_clicked: Takes the ID of the notification that was clicked.
        fills_screen: Tells whether a window of this program in front fills a screen.

    """

    def __init__(
        self, icon: str, balloon: BalloonNotifier, on_clicked: OnClicked, fills_screen: Callable[[], bool]
    ) -> None:
        self.notifier: Notifier = balloon
        self.focus = Focus()
        self.input_watch = InputWatch()
        self._bus = None
        if sys.platform == "win32":
            from desktop.system.windows.focus import WindowsFocus
            from desktop.system.windows.presence import WindowsInputWatch

            self.focus, self.input_watch = WindowsFocus(fills_screen), WindowsInputWatch()
        elif sys.platform == "darwin":
            from desktop.system.macos.presence import MacInputWatch

            self.input_watch = MacInputWatch()
        elif sys.platform == "linux":
            from desktop.system.linux.bus import Bus, session_bus_address, system_bus_address
            from desktop.system.linux.focus import LinuxFocus
            from desktop.system.linux.notifier import LinuxNotifier
            from desktop.system.linux.presence import LinuxInputWatch

            self._bus = Bus(session_bus_address())
            self.notifier = LinuxNotifier(self._bus, icon, balloon, on_clicked)
            self.focus = LinuxFocus(self._bus)
            self.input_watch = LinuxInputWatch(self._bus, Bus(system_bus_address()))

    def start(self) -> None:
        """Look for the system's services."""
        if self._bus is not None:
            self._bus.start()

    def stop(self) -> None:
        """Show no more notifications and disconnect."""
        self.notifier.stop()
        if self._bus is not None:
            self._bus.stop()


def inhibitor() -> Inhibitor:
    """Return what keeps the display awake."""
    chosen = Inhibitor()
    if sys.platform == "win32":
        from desktop.system.windows.awake import WindowsInhibitor

        chosen = WindowsInhibitor()
    elif sys.platform == "darwin":
        from desktop.system.macos.awake import MacInhibitor

        chosen = MacInhibitor()
    elif sys.platform == "linux":
        from desktop.system.linux.awake import BusInhibitor, LinuxInhibitor
        from desktop.system.linux.bus import Bus, session_bus_address

        chosen = LinuxInhibitor(BusInhibitor(Bus(session_bus_address())))
    return chosen


def autostart(command: Sequence[str]) -> Autostart:
    """Return what starts the program at sign-in.

    Arguments:
        command: The program and its arguments.

    """
    chosen = Autostart()
    if sys.platform == "win32":
        from desktop.system.windows.autostart import WindowsAutostart

        chosen = WindowsAutostart(command)
    elif sys.platform == "darwin":
        from desktop.system.macos.autostart import MacAutostart

        chosen = MacAutostart(command)
    elif sys.platform == "linux":
        from desktop.system.linux.autostart import LinuxAutostart

        chosen = LinuxAutostart(command)
    return chosen


def player() -> Player:
    """Return what plays sounds."""
    chosen: Player = NoPlayer("this system has no way to play them")
    if sys.platform == "win32":
        from desktop.system.windows.sounds import WindowsPlayer

        chosen = WindowsPlayer()
    elif sys.platform == "darwin":
        from desktop.system.program_player import AFPLAY, ProgramPlayer

        chosen = ProgramPlayer(AFPLAY)
    elif sys.platform == "linux":
        from desktop.system.linux.sounds import linux_player

        chosen = linux_player()
    return chosen
