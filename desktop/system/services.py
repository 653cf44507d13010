"""Chooses the services of the operating system that the program runs on.

The only module that picks an implementation by system; small differences are tested where they occur.
"""

import sys
from collections.abc import Callable, Sequence

from desktop.system.autostart import Autostart
from desktop.system.awake import Inhibitor
from desktop.system.notifier import Notifier, ShowMessage
from desktop.system.session_watch import SessionWatch
from desktop.system.sounds import Player

# ruff: noqa: PLC0415 - loaded on first use


class DesktopServices:
    """Notifications, and the state of the person's session; on Linux both share one session bus.

    Call `stop` in a ``finally``.

    Attributes:
        notifier: Shows notifications.
        session_watch: Knows about the person's session; `Presence` starts and stops it.

    Arguments:
        icon: The program's icon as a ``file:`` address.
        show_message: Shows a title and a text at the tray icon; returns whether it could.
        on_clicked: Called with the ID of the notification that was clicked.
        fills_screen: Returns whether a window of this program in front fills a screen.

    """

    def __init__(
        self,
        icon: str,
        show_message: ShowMessage,
        on_clicked: Callable[[str], None],
        fills_screen: Callable[[], bool],
    ) -> None:
        self.notifier = Notifier(show_message, on_clicked)
        self.session_watch = SessionWatch()
        self._bus = None
        match sys.platform:
            case "win32":
                from desktop.system.windows.session_watch import WindowsSessionWatch

                self.session_watch = WindowsSessionWatch(fills_screen)
            case "darwin":
                from desktop.system.macos.session_watch import MacSessionWatch

                self.session_watch = MacSessionWatch()
            case "linux":
                from desktop.system.linux.bus import Bus, session_bus_address, system_bus_address
                from desktop.system.linux.notifier import LinuxNotifier
                from desktop.system.linux.session_watch import LinuxSessionWatch

                self._bus = Bus(session_bus_address())
                self.notifier = LinuxNotifier(self._bus, icon, show_message, on_clicked)
                self.session_watch = LinuxSessionWatch(self._bus, Bus(system_bus_address()))

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
    """Return the service that keeps the display awake."""
    match sys.platform:
        case "win32":
            from desktop.system.windows.awake import WindowsInhibitor

            return WindowsInhibitor()
        case "darwin":
            from desktop.system.macos.awake import MacInhibitor

            return MacInhibitor()
        case "linux":
            from desktop.system.linux.awake import LinuxInhibitor
            from desktop.system.linux.bus import Bus, session_bus_address

            return LinuxInhibitor(Bus(session_bus_address()))
    return Inhibitor()


def autostart(command: Sequence[str]) -> Autostart:
    """Return the service that starts the program, a command with its arguments, at sign-in."""
    match sys.platform:
        case "win32":
            from desktop.system.windows.autostart import WindowsAutostart

            return WindowsAutostart(command)
        case "darwin":
            from desktop.system.macos.autostart import MacAutostart

            return MacAutostart(command)
        case "linux":
            from desktop.system.linux.autostart import LinuxAutostart

            return LinuxAutostart(command)
    return Autostart()


def player() -> Player:
    """Return the service that plays sounds."""
    match sys.platform:
        case "win32":
            from desktop.system.windows.sounds import WindowsPlayer

            return WindowsPlayer()
        case "darwin":
            from desktop.system.program_player import AFPLAY, ProgramPlayer

            return ProgramPlayer(AFPLAY)
        case "linux":
            from desktop.system.linux.sounds import linux_player

            return linux_player()
    return Player("this system has no way to play them")
