"""The tray icon with the floor's summary, and its menu."""

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.acd.connection import Connections
from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary, summary_lines
from desktop.live.requests import Requests
from desktop.tray.badge import Badge, badge_of, draw_badge
from desktop.tray.menu import TrayMenu
from desktop.ui.kit import Kit

Reason = QSystemTrayIcon.ActivationReason

LONGEST_TIP = 127
"""Characters of a tray icon's tooltip that Windows shows."""


class FloorIcon(QObject):
    """The tray icon, drawn from the floor.

    Signals:
        popover_asked: The user wants to see the popover: a click on the icon, or that line of the menu.

    Arguments:
        kit: The objects that all windows share, the icon among them.
        requests: Receives what the user chooses.

    Attributes:
        icon: Qt's icon.
        menu: Its menu.

    """

    popover_asked = Signal()

    def __init__(self, kit: Kit, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._look = kit.look()
        self._summary = FloorSummary()
        self._alerts = Level.NONE
        self._open_alerts = 0
        self._drawn: Badge | None = None
        self._clicked = QElapsedTimer()
        self.icon = kit.tray
        self.menu = TrayMenu(kit, requests)
        self.menu.popover_asked.connect(self.popover_asked)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self._draw()

    def show(self) -> None:
        """Show the icon; if the tray appears later, Qt adds the icon then."""
        self.menu.end_with_shared()
        self.icon.show()

    def close(self) -> None:
        """Remove the icon and its menu, before the program ends."""
        self.icon.hide()
        self.menu.deleteLater()

    def on_summary_changed(self, summary: FloorSummary) -> None:
        """Show another summary."""
        self._summary = summary
        self._draw()

    def show_alerts(self, count: int, worst: Level) -> None:
        """Mark the icon with open alerts that nobody acknowledged.

        Arguments:
            count: The number of alerts.
            worst: The worst level.

        """
        self._open_alerts, self._alerts = count, worst
        self._draw()

    def on_lines_changed(self, lines: Connections) -> None:
        """Show the state of the lines."""
        self._look.lines = lines
        self._draw()

    def _draw(self) -> None:
        badge = badge_of(self._summary, self._look.lines, self._alerts)
        if badge != self._drawn:
            self._drawn = badge
            self.icon.setIcon(draw_badge(self._look.brushes, badge))
        alerts = f"{self._open_alerts} alert{'s' if self._open_alerts > 1 else ''} open"
        lines = (*summary_lines(self._summary), *([alerts] if self._open_alerts else []), self._look.status())
        tip = "\n".join(lines)[:LONGEST_TIP]
        if tip != self.icon.toolTip():
            self.icon.setToolTip(tip)

    def _on_activated(self, reason: Reason) -> None:
        """Show the popover on a click, and the board on a second one soon after.

        Windows and older trays of X11 report a double click after the click that began it; newer trays
        (StatusNotifierItem) report two clicks. Where a click opens the menu, as on macOS and GNOME, the menu
        has both. Nothing waits for a possible second click.
        """
        is_second = self._clicked.isValid() and self._clicked.elapsed() <= QApplication.doubleClickInterval()
        match reason:
            case Reason.Trigger if not is_second:
                self._clicked.start()
                self.popover_asked.emit()
            case Reason.DoubleClick | Reason.Trigger:
                self._clicked.invalidate()
                self._requests.board_asked.emit()
