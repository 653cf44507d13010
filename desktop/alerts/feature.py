"""The feature of alerts: rules, notifications, the alerts window, and what boards and tray show of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.moment import Moment
from desktop.acd.wording import clock_forms
from desktop.alerts.history import HISTORY_FILE_NAME, AlertHistory
from desktop.alerts.notifications import Notifications
from desktop.alerts.watch import AlertWatch
from desktop.live.context import Context
from desktop.system.notifier import Notification, Urgency
from desktop.ui.feature import Feature
from desktop.ui.on_demand_window import OnDemandWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.alerts.settings_pages import AlertsSettingsPages
    from desktop.alerts.window import AlertsWindow


class AlertsFeature(Feature):
    """Alerts, connected with the requests of other features.

    Arguments:
        context: The parts that all features share.

    Attributes:
        watch: The rules and the open alerts.
        notifications: Notifies of alerts and of the program itself.
        history: The history of alerts.

    """

    settings_titles = ("Alerts",)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        kit, run = context.kit, context.run
        self._now = kit.now
        self._preferences = context.preferences
        self._requests = context.requests
        self._pages: AlertsSettingsPages | None = None
        self.notifications = Notifications(context)
        self.watch = AlertWatch(
            context.live_floor,
            self._preferences.file,
            kit.now,
            self.notifications.wants_quiet,
            can_withdraw=self.notifications.notifier.can_withdraw,
            is_play=run.is_play,
        )
        # A demonstration or a recording has no history.
        folder = None if run.is_play else run.log_folder
        self.history = AlertHistory(
            folder / HISTORY_FILE_NAME if folder is not None else None,
            self._preferences.file.chosen.alerts.history_days,
            kit.now,
        )
        self._shown = OnDemandWindow(kit.brushes, self._make_window)
        self._join()
        self._take_names_and_limits()

    def settings_pages(self) -> "AlertsSettingsPages":
        """Return the page of alerts."""
        if self._pages is None:
            from desktop.alerts.settings_pages import AlertsSettingsPages

            pages = AlertsSettingsPages(self._context)
            pages.sound_asked.connect(self.notifications.sounds.play)
            self._pages = pages
        return self._pages

    def start(self) -> None:
        """Start the history, the notifications and the rules."""
        self.history.start()
        self.notifications.start()
        self.watch.start()

    def stop(self) -> bool:
        """Close the window and end; return whether every thread ended in time."""
        self._shown.close()
        self.watch.stop()
        ended = self.history.stop()
        return self.notifications.stop() and ended

    def set_theme(self, theme: Theme) -> None:
        """Apply colours."""
        self._shown.set_theme(theme)

    @property
    def window(self) -> "AlertsWindow | None":
        """The alerts window; None while it is not open."""
        return self._shown.window

    def show(self, key: AlertKey | None = None) -> None:
        """Show the window in front of the others, at one alert; None for the worst."""
        self._shown.ask().show_open(key)

    def _join(self) -> None:
        watch, notifications = self.watch, self.notifications
        requests, preferences = self._requests, self._preferences
        watch.entries_added.connect(self.history.add)
        watch.noticed.connect(notifications.take)
        watch.borders_changed.connect(requests.borders_changed)
        watch.changed.connect(self._show_alerts)
        watch.muted_changed.connect(self._show_muted)
        notifications.alerts_clicked.connect(self._on_notice_clicked)
        notifications.clicked.connect(requests.board_asked)
        notifications.came_back.connect(self._on_came_back)
        requests.alerts_wanted.connect(self._show_alerts)
        requests.alerts_asked.connect(self.show)
        requests.alert_asked.connect(self._on_go_asked)
        requests.mute_asked.connect(watch.mute_for)
        requests.unmute_asked.connect(watch.unmute)
        requests.hush_asked.connect(notifications.sounds.hush)
        requests.notification_asked.connect(notifications.show)
        preferences.alerts_changed.connect(self._on_settings_changed)
        preferences.limits_changed.connect(self._take_names_and_limits)
        self._context.directory.directory_changed.connect(self._take_names_and_limits)

    def _take_names_and_limits(self) -> None:
        self.watch.take(self._context.directory.directory, self._preferences.limits)

    def _on_settings_changed(self) -> None:
        self.history.take_days(self._preferences.file.chosen.alerts.history_days)
        self.watch.take_rules()

    def _show_alerts(self) -> None:
        self._requests.alerts_changed.emit(self.watch.summaries())

    def _show_muted(self) -> None:
        until_s = self.watch.muted_until_s
        now = self._now()
        until = Moment(now.steady_s + until_s - now.wall_s, until_s)
        text = clock_forms(until, now)[0] if until_s else None
        self._requests.muted_changed.emit(self.watch.muted_for, text)

    def _make_window(self) -> "AlertsWindow":
        from desktop.alerts.window import AlertsWindow

        kit, place = self._context.kit, self._preferences.file.chosen.alerts.window_place
        window = AlertsWindow(kit.look(), kit.icon, self.watch, self.history, place)
        window.open_page.go_asked.connect(self._on_go_asked)
        window.placed.connect(self._on_placed)
        return window

    def _on_notice_clicked(self, keys: Sequence[AlertKey]) -> None:
        """Show the alerts of a notice, the worst first: a single one by its tile, several in the window."""
        if len(keys) == 1:
            self._on_go_asked(keys[0])
        else:
            self.show(keys[0] if keys else None)

    def _on_go_asked(self, key: AlertKey) -> None:
        self._requests.subject_asked.emit(key.subject)

    def _on_came_back(self, since: Moment) -> None:
        if self.watch.muted_until_s or self.notifications.wants_quiet():
            # The list of open alerts shows it.
            return
        # By the steady clock: the wall clock may have been set meanwhile.
        entries = [entry for entry in self.history.entries if entry.at.steady_s >= since.steady_s]
        text = self.watch.while_away(entries, since)
        if text:
            self.notifications.show_of_alerts(
                Notification("while away", "While you were away", text, Urgency.LOW)
            )

    def _on_placed(self, place: str) -> None:
        self._preferences.save_alerts(window_place=place)
