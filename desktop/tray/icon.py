"""The tray icon that sums the floor up, its menu, and what it tells."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.acd.connection import Lines
from desktop.acd.limits import Level
from desktop.acd.plain_text import text_without_markup, title_without_markup
from desktop.acd.summary import FloorSummary, summary_lines
from desktop.tray.badge import Badge, badge_of, draw_badge
from desktop.tray.menu import TrayMenu
from desktop.ui.actions import Actions
from desktop.ui.brushes import Brushes

MOST_TIP_LENGTH = 127
"""What Windows shows of a tray icon's tooltip."""


class Tray(QObject):
    """The tray icon.

    Signals:
        glance_asked: The floor is to be seen at a glance: it was clicked once.
        message_clicked: The notification that it showed last was clicked.

    Arguments:
        brushes: To draw it with.
        actions: What its menu offers.
        status: Says how the lines stand, in a few words.

    """

    glance_asked = Signal()
    message_clicked = Signal()

    def __init__(self, brushes: Brushes, actions: Actions, status: Callable[[], str]) -> None:
        super().__init__()
        self._status = status
        self._brushes = brushes
        self._actions = actions
        self._summary = FloorSummary()
        self._lines = Lines()
        self._alerts = Level.NONE
        self._open_alerts = 0
        self._drawn: Badge | None = None
        self._clicked = QElapsedTimer()
        self._menu = TrayMenu(actions, brushes)
        self._menu.glance_asked.connect(self.glance_asked)
        self._menu.board_asked.connect(actions.show_board_asked)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self._draw()

    @property
    def icon(self) -> QSystemTrayIcon:
        """Qt's icon."""
        return self._icon

    @property
    def menu(self) -> TrayMenu:
        """What it offers."""
        return self._menu

    @staticmethod
    def is_there() -> bool:
        """Tell whether a tray can show it; Qt's other answers are yes even where there is none."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon; where the tray comes later, Qt adds it then."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away, before the program ends."""
        self._icon.hide()

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

    def tell(
        self,
        title: str,
        text: str,
        icon: QSystemTrayIcon.MessageIcon = QSystemTrayIcon.MessageIcon.Information,
    ) -> bool:
        """Show a notification; tell whether there is a tray to show it."""
        is_there = self.is_there()
        if is_there:
            self._icon.showMessage(title_without_markup(title), text_without_markup(text), icon)
        return is_there

    def _draw(self) -> None:
        badge = badge_of(self._summary, self._lines, self._alerts)
        if badge != self._drawn:
            self._drawn = badge
            self._icon.setIcon(draw_badge(self._brushes, badge))
        alerts = f"{self._open_alerts} alert{'s' if self._open_alerts > 1 else ''} open"
        lines = (*summary_lines(self._summary), *([alerts] if self._open_alerts else []), self._status())
        tip = "\n".join(lines)[:MOST_TIP_LENGTH]
        if tip != self._icon.toolTip():
            self._icon.setToolTip(tip)

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
                self._actions.show_board_asked.emit()
            case QSystemTrayIcon.ActivationReason.Trigger if is_second:
                self._clicked.invalidate()
                self._actions.show_board_asked.emit()
            case QSystemTrayIcon.ActivationReason.Trigger:
                self._clicked.start()
                self.glance_asked.emit()
            case _:
                pass
