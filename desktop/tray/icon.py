"""The tray icon that sums the floor up, and its menu."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.acd.connection import Lines
from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary, summary_lines
from desktop.tray.badge import Badge, badge_of, draw_badge
from desktop.tray.menu import TrayMenu
from desktop.ui.kit import Kit

MOST_TIP_LENGTH = 127
"""What Windows shows of a tray icon's tooltip."""


class FloorIcon(QObject):
    """The tray icon, drawn from the floor.

    Signals:
        glance_asked: The floor is to be seen at a glance: the icon was clicked once.
        board_asked: The board is to be seen: it was clicked twice, or that was chosen in the menu.

    Arguments:
        kit: What all windows share, the icon among them.
        status: Returns how the lines stand, in a few words.

    Attributes:
        icon: Qt's icon.
        menu: What it offers.

    """

    glance_asked = Signal()
    board_asked = Signal()

    def __init__(self, kit: Kit, status: Callable[[], str]) -> None:
        super().__init__()
        self._status = status
        self._brushes = kit.brushes
        self._summary = FloorSummary()
        self._lines = Lines()
        self._alerts = Level.NONE
        self._open_alerts = 0
        self._drawn: Badge | None = None
        self._clicked = QElapsedTimer()
        self.icon = kit.tray
        self.menu = TrayMenu(kit)
        self.menu.glance_asked.connect(self.glance_asked)
        self.menu.board_asked.connect(self.board_asked)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self._draw()

    def show(self) -> None:
        """Show the icon; where the tray comes later, Qt adds it then."""
        self.menu.end_with_shared()
        self.icon.show()

    def close(self) -> None:
        """Take the icon and its menu away, before the program ends."""
        self.icon.hide()
        self.menu.deleteLater()

    def on_summary_changed(self, summary: FloorSummary) -> None:
        """Sum up another floor."""
        self._summary = summary
        self._draw()

    def show_alerts(self, count: int, worst: Level) -> None:
        """Mark the icon with what is open and wants attention.

        Arguments:
            count: How many alerts.
            worst: How bad the worst of them is.

        """
        self._open_alerts, self._alerts = count, worst
        self._draw()

    def on_lines_changed(self, lines: Lines) -> None:
        """Show how the lines stand."""
        self._lines = lines
        self._draw()

    def _draw(self) -> None:
        badge = badge_of(self._summary, self._lines, self._alerts)
        if badge != self._drawn:
            self._drawn = badge
            self.icon.setIcon(draw_badge(self._brushes, badge))
        alerts = f"{self._open_alerts} alert{'s' if self._open_alerts > 1 else ''} open"
        lines = (*summary_lines(self._summary), *([alerts] if self._open_alerts else []), self._status())
        tip = "\n".join(lines)[:MOST_TIP_LENGTH]
        if tip != self.icon.toolTip():
            self.icon.setToolTip(tip)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """Take a click: the first shows the floor at a glance, a second soon after it the board.

        Windows and the older trays of X11 tell of a double click after the click that began it; the newer
        ones (StatusNotifierItem) tell of two clicks. Where a click opens the menu, as on macOS and GNOME, the
        menu has both. Nothing waits to see whether a second click comes.
        """
        is_second = self._clicked.isValid() and self._clicked.elapsed() <= QApplication.doubleClickInterval()
        match reason:
            case QSystemTrayIcon.ActivationReason.DoubleClick:
                self._clicked.invalidate()
                self.board_asked.emit()
            case QSystemTrayIcon.ActivationReason.Trigger if is_second:
                self._clicked.invalidate()
                self.board_asked.emit()
            case QSystemTrayIcon.ActivationReason.Trigger:
                self._clicked.start()
                self.glance_asked.emit()
            case _:
                pass
