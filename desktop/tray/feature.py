"""The tray: icon and menu, the popover at the icon, and the desk strip."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction

from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.connection import Connections
from desktop.acd.limits import Level
from desktop.live.context import Context
from desktop.tray.icon import FloorIcon
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.on_demand_window import OnDemandWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.tray.popover import Popover
    from desktop.tray.strip import Strip

TICK_MS = 1_000


class TrayFeature(Feature):
    """The floor in the tray: icon, menu and popover, and the desk strip.

    Arguments:
        context: The parts that all features share.

    Attributes:
        icon: The tray icon.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preferences = context.preferences
        self._requests = context.requests
        self._look = context.kit.look()
        self._alerts: Sequence[AlertSummary] = ()
        self._muted_until: str | None = None
        self.icon = FloorIcon(context.kit, context.requests)
        self._popover_window = OnDemandWindow(context.kit.brushes, self._make_popover, stays=True)
        self._strip_window = OnDemandWindow(context.kit.brushes, self._make_strip)
        self._strip_action = QAction("Desk strip", self)
        self._strip_action.setCheckable(True)
        self._strip_action.setEnabled("strip" not in context.preferences.file.site.fixed.settings)
        self._strip_action.triggered.connect(self._on_strip_asked)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self.icon.popover_asked.connect(self._on_popover_asked)
        self.icon.menu.aboutToShow.connect(self._on_menu_opening)
        context.preferences.program_changed.connect(self._on_settings_changed)
        context.overview.summary_changed.connect(self.icon.on_summary_changed)
        context.live_floor.lines_changed.connect(self._on_lines_changed)
        context.requests.alerts_changed.connect(self._on_alerts_changed)
        context.requests.muted_changed.connect(self._on_muted_changed)

    @property
    def popover(self) -> "Popover | None":
        """The popover; None before it was shown."""
        return self._popover_window.window

    @property
    def strip(self) -> "Strip | None":
        """The desk strip; None while it is hidden."""
        return self._strip_window.window

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the action that shows and hides the desk strip."""
        return ((MenuGroup.VIEW, self._strip_action),)

    def start(self) -> None:
        """Show the icon, and the strip if it is wanted."""
        self.icon.show()
        if self._preferences.settings.strip:
            self._strip_action.setChecked(True)
            self._strip_window.ask().show()

    def stop(self) -> bool:
        """Remove icon, popover and strip."""
        self._tick.stop()
        self._popover_window.close()
        self.icon.close()
        self._strip_window.close()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._popover_window.set_theme(theme)
        self.icon.menu.set_theme(theme)
        self._strip_window.set_theme(theme)

    def _make_popover(self) -> "Popover":
        from desktop.tray.popover import Popover

        requests = self._requests
        popover = Popover(self._look, requests)
        for chosen in (requests.board_asked, requests.alert_asked, requests.alerts_asked):
            chosen.connect(popover.hide)
        popover.show_muted(self._muted_until)
        return popover

    def _make_strip(self) -> "Strip":
        from desktop.tray.strip import Strip

        context, kit = self._context, self._context.kit
        strip = Strip(kit.look(), kit.menu, kit.icon, kit.application)
        strip.put(self._preferences.settings.strip_place)
        strip.place_changed.connect(self._on_strip_moved)
        strip.hide_asked.connect(self._on_strip_asked)
        strip.board_asked.connect(context.requests.board_asked)
        strip.on_lines_changed(context.live_floor.lines)
        strip.on_summary_changed(context.overview.summary)
        strip.show_trouble(context.overview.trouble)
        context.live_floor.lines_changed.connect(strip.on_lines_changed)
        context.overview.summary_changed.connect(strip.on_summary_changed)
        context.overview.trouble_changed.connect(strip.show_trouble)
        return strip

    def _on_strip_asked(self, is_wanted: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signals
        self._preferences.change(strip=is_wanted)

    def _on_strip_moved(self, place: str) -> None:
        self._preferences.change(strip_place=place)

    def _on_settings_changed(self) -> None:
        is_wanted = self._preferences.settings.strip
        if is_wanted is self._strip_action.isChecked() and is_wanted is (self.strip is not None):
            return
        self._strip_action.setChecked(is_wanted)
        if is_wanted:
            self._strip_window.ask().come_forward()
        else:
            self._strip_window.close()

    def _on_alerts_changed(self, alerts: Sequence[AlertSummary]) -> None:
        """Show open alerts; unacknowledged ones mark the icon."""
        self._alerts = tuple(alerts)
        self.icon.menu.attention.setVisible(True)
        new = [alert for alert in alerts if not alert.is_handled]
        self.icon.show_alerts(len(new), max((alert.level for alert in new), default=Level.NONE))
        self._fill_menu()
        if self._is_popover_visible:
            self._fill_popover()

    def _on_muted_changed(self, muted_for: MuteDuration | None, until: str | None) -> None:
        self._muted_until = until
        self.icon.menu.show_muted(muted_for, until)
        if self.popover is not None:
            self.popover.show_muted(until)

    def _on_popover_asked(self) -> None:
        self._requests.hush_asked.emit()
        self._refresh_popover()
        self._popover_window.ask().toggle(self.icon.icon.geometry())
        if self._is_popover_visible:
            self._tick.start(TICK_MS)

    def _on_tick(self) -> None:
        if self._is_popover_visible:
            self._refresh_popover()
        else:
            self._tick.stop()

    def _on_menu_opening(self) -> None:
        # Opening the menu ends the sound: where a click opens it, there is no other way.
        self._requests.hush_asked.emit()
        self._requests.alerts_wanted.emit()
        self._fill_menu()

    def _fill_menu(self) -> None:
        self.icon.menu.show_alerts(self._alerts, self._context.kit.now())
        self.icon.menu.show_queues(self._context.overview.queues())

    def _on_lines_changed(self, lines: Connections) -> None:
        self._look.lines = lines
        self.icon.on_lines_changed(lines)
        if self._is_popover_visible:
            self._refresh_popover()

    @property
    def _is_popover_visible(self) -> bool:
        return self.popover is not None and self.popover.isVisible()

    def _refresh_popover(self) -> None:
        self._requests.alerts_wanted.emit()
        self._fill_popover()

    def _fill_popover(self) -> None:
        popover = self._popover_window.ask()
        popover.show_floor(self._context.overview.summary, self._context.overview.queues())
        popover.show_alerts(self._alerts)
