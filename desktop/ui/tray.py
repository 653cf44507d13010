"""The tray icon that sums the floor up, its menu, and what it tells."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.acd.connection import LinePhase, Lines
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import connection_sentence, summary_lines
from desktop.ui.actions import Actions
from desktop.ui.badge import BadgeKind, badge_kind, draw_badge
from desktop.ui.brushes import Brushes

STEADY_MS = 3_000
"""A line that comes and goes is back only when it has stayed for so long."""
MOST_TIP_LENGTH = 127
"""What Windows shows of a tray icon's tooltip."""
_NO_MARKUP = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})
"""Some notification services take a text for markup, others show what was escaped for them as it is. So what
begins markup is said with what looks like it (specifications.freedesktop.org/notification-spec, Markup)."""


class Tray(QObject):
    """The tray icon.

    Arguments:
        brushes: To draw it with.
        actions: What its menu offers.
        status: Says how the lines stand, in a few words.

    """

    def __init__(self, brushes: Brushes, actions: Actions, status: Callable[[], str]) -> None:
        super().__init__()
        self._status = status
        self._brushes = brushes
        self._actions = actions
        self._summary = FloorSummary()
        self._lines = Lines()
        self._drawn: tuple[BadgeKind, int] | None = None
        self._told_lost: set[str] = set()
        self._back: set[str] = set()
        self._steady = QTimer(self)
        self._steady.setSingleShot(True)
        self._steady.timeout.connect(self._on_steady)
        self._menu = QMenu()
        actions.fill(self._menu)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(actions.show_board_asked)
        self._draw()

    @property
    def icon(self) -> QSystemTrayIcon:
        """Qt's icon."""
        return self._icon

    @property
    def menu(self) -> QMenu:
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
        """Take the icon away, before the program ends, and tell no more."""
        self._steady.stop()
        self._icon.hide()

    def on_summary_changed(self, summary: FloorSummary) -> None:
        """Sum up another floor."""
        self._summary = summary
        self._draw()

    def on_lines_changed(self, lines: Lines) -> None:
        """Show how the lines stand; tell when one is lost and when it is back, each once."""
        self._lines = lines
        self._draw()
        for connection in lines.connections:
            if connection.phase is LinePhase.LOST and connection.source not in self._told_lost:
                self._told_lost.add(connection.source)
                self.tell(
                    "No connection to the phone system",
                    connection_sentence(connection),
                    QSystemTrayIcon.MessageIcon.Warning,
                )
        self._told_lost &= {connection.source for connection in lines.connections}
        back = {connection.source for connection in lines.connections if connection.is_live}
        back &= self._told_lost
        if not back:
            self._steady.stop()
        elif back != self._back:
            self._steady.start(STEADY_MS)
        self._back = back

    def _on_steady(self) -> None:
        self._told_lost -= self._back
        for connection in self._lines.connections:
            if connection.source in self._back:
                self.tell("The phone system is back", connection_sentence(connection))
        self._back = set()

    def tell(
        self,
        title: str,
        text: str,
        icon: QSystemTrayIcon.MessageIcon = QSystemTrayIcon.MessageIcon.Information,
    ) -> None:
        """Show a notification, where there is a tray to show it."""
        if self.is_there():
            self._icon.showMessage(title, text.translate(_NO_MARKUP), icon)

    def _draw(self) -> None:
        kind = badge_kind(self._summary, self._lines)
        waiting = self._summary.confirmed_waiting if kind is BadgeKind.WAITING else 0
        if (kind, waiting) != self._drawn:
            self._drawn = (kind, waiting)
            self._icon.setIcon(draw_badge(self._brushes, kind, waiting))
        lines = (*summary_lines(self._summary), self._status())
        tip = "\n".join(lines)[:MOST_TIP_LENGTH]
        if tip != self._icon.toolTip():
            self._icon.setToolTip(tip)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self._actions.show_board_asked.emit()
