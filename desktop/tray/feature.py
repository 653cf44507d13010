"""The tray: icon and menu, the popover at the icon, and the desk strip."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from desktop.acd.alerts.mute import MuteFor
from desktop.acd.connection import Lines
from desktop.acd.limits import Level
from desktop.acd.summary import AlertSummary
from desktop.live.context import Context
from desktop.tray.desk_strip import DeskStrip
from desktop.tray.icon import FloorIcon
from desktop.tray.popover import FloorNow
from desktop.tray.strip import Strip
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.theme import Theme
from desktop.ui.window_style import menu_style

TICK_MS = 1_000


class TrayFeature(Feature):
    """The floor at a glance: icon, menu and popover show it as it is at that moment.

    Arguments:
        context: What every feature is made from.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        kit, requests = context.kit, context.requests
        self._now = kit.now
        self._overview = context.overview
        self._requests = requests
        self._look = kit.look()
        self._alerts: Sequence[AlertSummary] = ()
        self._icon = FloorIcon(kit, self._look.status)
        self._popover = FloorNow(self._look)
        self._strip = DeskStrip(context)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        menu = self._icon.menu
        self._icon.glance_asked.connect(self._on_glance_asked)
        self._icon.board_asked.connect(requests.board_asked)
        menu.aboutToShow.connect(self._on_menu_opening)
        context.overview.summary_changed.connect(self._icon.on_summary_changed)
        context.listening.lines_changed.connect(self._on_lines_changed)
        for source in (self._popover, menu):
            source.alert_asked.connect(requests.alert_asked)
            source.unmute_asked.connect(requests.unmute_asked)
            source.alerts_asked.connect(requests.alerts_asked)
        self._popover.board_asked.connect(requests.board_asked)
        for chosen in (self._popover.alert_asked, self._popover.alerts_asked, self._popover.board_asked):
            chosen.connect(self._popover.hide)
        menu.mute_asked.connect(requests.mute_asked)
        requests.alerts_changed.connect(self._on_alerts_changed)
        requests.muted_changed.connect(self._on_muted_changed)

    @property
    def icon(self) -> FloorIcon:
        """The tray icon."""
        return self._icon

    @property
    def popover(self) -> FloorNow:
        """The popover."""
        return self._popover

    @property
    def strip(self) -> Strip:
        """The desk strip."""
        return self._strip.strip

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return what the menus offer: the desk strip."""
        return ((MenuGroup.VIEW, self._strip.action),)

    def start(self) -> None:
        """Show the icon, and the strip if it is wanted."""
        self._icon.show()
        self._strip.open()

    def stop(self) -> bool:
        """Take icon, popover and strip from the screen, for good."""
        self._tick.stop()
        self._popover.hide()
        self._popover.deleteLater()
        self._icon.close()
        self._strip.close()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._popover.set_theme(theme)
        self._icon.menu.set_theme(theme)
        self._icon.menu.setStyleSheet(menu_style(theme))
        self._strip.set_theme(theme)

    def _on_alerts_changed(self, alerts: Sequence[AlertSummary]) -> None:
        """Take what is open, the worst first; the icon is marked with what nobody took note of."""
        self._alerts = tuple(alerts)
        self._icon.menu.attention.setVisible(True)
        wanting = [alert for alert in alerts if not alert.is_known]
        self._icon.show_alerts(len(wanting), max((alert.level for alert in wanting), default=Level.NONE))
        self._fill_menu()
        if self._popover.isVisible():
            self._fill_popover()

    def _on_muted_changed(self, muted_for: MuteFor | None, until: str | None) -> None:
        self._icon.menu.show_muted(muted_for, until)
        self._popover.show_muted(until)

    def _show(self) -> None:
        self._requests.alerts_wanted.emit()
        self._fill_popover()

    def _fill_popover(self) -> None:
        self._popover.show_floor(self._overview.summary, self._overview.queues())
        self._popover.show_alerts(self._alerts, offers_all=True)

    def _on_glance_asked(self) -> None:
        self._requests.hush_asked.emit()
        self._show()
        self._popover.toggle(self._icon.icon.geometry())
        if self._popover.isVisible():
            self._tick.start(TICK_MS)

    def _on_tick(self) -> None:
        if self._popover.isVisible():
            self._show()
        else:
            self._tick.stop()

    def _on_menu_opening(self) -> None:
        # Where a click opens the menu, nothing else ends a sound.
        self._requests.hush_asked.emit()
        self._requests.alerts_wanted.emit()
        self._fill_menu()

    def _fill_menu(self) -> None:
        self._icon.menu.show_alerts(self._alerts, self._now())
        self._icon.menu.show_queues(self._overview.queues())

    def _on_lines_changed(self, lines: Lines) -> None:
        self._look.lines = lines
        self._icon.on_lines_changed(lines)
        if self._popover.isVisible():
            self._show()
