"""Composes the floor at a glance: the popover at the tray icon and the lines of its menu that change."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.acd.alerts.mute import MuteFor
from desktop.acd.connection import Lines
from desktop.acd.limits import Level
from desktop.acd.summary import AlertSummary
from desktop.live.listening import Listening
from desktop.live.overview import Overview
from desktop.tray.icon import Tray
from desktop.tray.popover import FloorNow
from desktop.ui.kit import Kit
from desktop.ui.theme import Theme

TICK_MS = 1_000


class Glance(QObject):
    """The popover and the menu, shown from the floor as it is at that moment.

    Signals:
        board_asked: The board is to be seen.
        alerts_wanted: What is open is about to be shown: `take_alerts` may bring the figures of now.
        alert_asked: An alert was chosen; with its key.
        alerts_asked: All alerts are to be seen.
        mute_asked: Alerts are not to be told for a while; with a `MuteFor`.
        unmute_asked: They are to be told again.

    Arguments:
        kit: What all windows share.
        tray: Whose icon and menu.
        overview: Sums the floor up.
        listening: Tells how the lines stand.

    """

    board_asked = Signal()
    alerts_wanted = Signal()
    alert_asked = Signal(object)
    alerts_asked = Signal()
    mute_asked = Signal(object)
    unmute_asked = Signal()

    def __init__(self, kit: Kit, tray: Tray, overview: Overview, listening: Listening) -> None:
        super().__init__()
        self._now = kit.now
        self._tray = tray
        self._overview = overview
        self._look = kit.look()
        self._alerts: Sequence[AlertSummary] = ()
        self._offers_all = False
        self._popover = FloorNow(self._look)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        tray.glance_asked.connect(self._on_asked)
        tray.menu.aboutToShow.connect(self._on_menu_opening)
        listening.lines_changed.connect(self._on_lines_changed)
        for source in (self._popover, tray.menu):
            source.alert_asked.connect(self.alert_asked)
            source.unmute_asked.connect(self.unmute_asked)
        self._popover.board_asked.connect(self._on_board_asked)
        self._popover.alerts_asked.connect(self._on_alerts_asked)
        tray.menu.alerts_asked.connect(self._on_alerts_asked)
        self._popover.alert_asked.connect(self._popover.hide)
        tray.menu.mute_asked.connect(self.mute_asked)

    @property
    def popover(self) -> FloorNow:
        """The popover."""
        return self._popover

    def take_alerts(self, alerts: Sequence[AlertSummary], *, offers_all: bool = True) -> None:
        """Take what is open, the worst first; the icon is marked with what nobody took note of.

        Arguments:
            alerts: Them.
            offers_all: Whether there is a window with all of them.

        """
        self._alerts, self._offers_all = tuple(alerts), offers_all
        self._tray.menu.attention.setVisible(offers_all)
        wanting = [alert for alert in alerts if not alert.is_known]
        self._tray.show_alerts(len(wanting), max((alert.level for alert in wanting), default=Level.NONE))
        self._fill_menu()
        if self._popover.isVisible():
            self._fill_popover()

    def take_muted(self, muted_for: MuteFor | None, until: str | None) -> None:
        """Take whether alerts are muted.

        Arguments:
            muted_for: What was chosen; None when they are not muted.
            until: Up to when, as a time of day; None when they are not muted.

        """
        self._tray.menu.show_muted(muted_for, until)
        self._popover.show_muted(until)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._popover.set_theme(theme)
        self._tray.menu.set_theme(theme)

    def close(self) -> None:
        """Take the popover from the screen, for good."""
        self._tick.stop()
        self._popover.hide()
        self._popover.deleteLater()

    def _show(self) -> None:
        self.alerts_wanted.emit()
        self._fill_popover()

    def _fill_popover(self) -> None:
        self._popover.show_floor(self._overview.summary, self._overview.queues())
        self._popover.show_alerts(self._alerts, offers_all=self._offers_all)

    def _on_asked(self) -> None:
        self._show()
        self._popover.toggle(self._tray.icon.geometry())
        if self._popover.isVisible():
            self._tick.start(TICK_MS)

    def _on_tick(self) -> None:
        if self._popover.isVisible():
            self._show()
        else:
            self._tick.stop()

    def _on_menu_opening(self) -> None:
        self.alerts_wanted.emit()
        self._fill_menu()

    def _fill_menu(self) -> None:
        menu = self._tray.menu
        menu.show_alerts(self._alerts, self._now())
        menu.show_queues(self._overview.queues())

    def _on_lines_changed(self, lines: Lines) -> None:
        self._look.lines = lines
        if self._popover.isVisible():
            self._show()

    def _on_board_asked(self) -> None:
        self._popover.hide()
        self.board_asked.emit()

    def _on_alerts_asked(self) -> None:
        self._popover.hide()
        self.alerts_asked.emit()
