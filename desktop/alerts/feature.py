"""The supervisor's alerts: rules, who hears of them, their window, and where each of them shows."""

from typing import TYPE_CHECKING

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.moment import Moment
from desktop.acd.summary import AlertSummary
from desktop.acd.wording import clock_forms
from desktop.alerts.history import HISTORY_FILE_NAME, AlertHistory
from desktop.alerts.notifications import Telling
from desktop.alerts.presenter import AlertsPresenter
from desktop.alerts.watch import AlertWatch
from desktop.live.context import Context
from desktop.system.places import resources_folder
from desktop.ui.feature import Feature
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.alerts.settings_page import AlertPages


class AlertsFeature(Feature):
    """Everything about alerts.

    Arguments:
        context: What every feature is made from.

    Attributes:
        alerting: The rules, and what is open.
        telling: Tells a person what matters, of alerts and of the program itself.
        attending: The alerts window.
        history: What happened to alerts.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        kit, run = context.kit, context.run
        self._now = kit.now
        self._preferences = context.preferences
        self._requests = context.requests
        self._pages: AlertPages | None = None
        self.telling = Telling(
            kit.tray,
            lambda: self._preferences.file.alerting,
            self._requests.taskbar_asked.emit,
            self._fills_screen,
            resources_folder(),
            kit.now,
            kit.play,
        )
        self.alerting = AlertWatch(
            context.listening,
            self._preferences.file,
            kit.now,
            self.telling.wants_quiet,
            can_withdraw=self.telling.can_withdraw,
            is_play=run.is_play,
        )
        # A demonstration or a recording leaves no history: nothing of it happened now.
        folder = None if run.is_play else run.log_folder
        alerting = self._preferences.file.alerting
        self.history = AlertHistory(
            folder / HISTORY_FILE_NAME if folder is not None else None, alerting.history_days, kit.now
        )
        self.attending = AlertsPresenter(kit, self.alerting, self.history, alerting.window_place)
        self._join()
        self._take_names_and_limits()

    def settings_pages(self) -> "AlertPages":
        """Return the page of alerts."""
        if self._pages is None:
            from desktop.alerts.settings_page import AlertPages

            pages = AlertPages(self._context)
            pages.sound_asked.connect(self.telling.play)
            self._pages = pages
        return self._pages

    def start(self) -> None:
        """Begin to watch."""
        self.history.start()
        self.telling.start()
        self.alerting.start()

    def stop(self) -> bool:
        """End it, and take the window from the screen; return whether every thread ended in time."""
        self.attending.close()
        self.alerting.stop()
        ended = self.history.stop()
        return self.telling.stop() and ended

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.attending.set_theme(theme)

    def _join(self) -> None:
        alerting, telling, attending = self.alerting, self.telling, self.attending
        requests, preferences = self._requests, self._preferences
        alerting.noticed.connect(telling.take)
        alerting.rims_changed.connect(requests.rims_changed)
        alerting.changed.connect(self._show_alerts)
        alerting.muted_changed.connect(self._show_muted)
        telling.alerts_clicked.connect(attending.show_notice)
        telling.clicked.connect(requests.board_asked)
        telling.came_back.connect(self._on_came_back)
        attending.point_asked.connect(requests.subject_asked)
        attending.placed.connect(self._on_placed)
        requests.alerts_wanted.connect(self._show_alerts)
        requests.alerts_asked.connect(self._on_alerts_asked)
        requests.alert_asked.connect(self._on_alert_asked)
        requests.mute_asked.connect(alerting.mute_for)
        requests.unmute_asked.connect(alerting.unmute)
        requests.hush_asked.connect(telling.hush)
        requests.notification_asked.connect(telling.show)
        preferences.alerts_changed.connect(self._on_settings_changed)
        preferences.limits_changed.connect(self._take_names_and_limits)
        self._context.directory.directory_changed.connect(self._take_names_and_limits)

    def _take_names_and_limits(self) -> None:
        self.alerting.take(self._context.directory.directory, self._preferences.limits)

    def _on_settings_changed(self) -> None:
        self.history.take_days(self._preferences.file.alerting.history_days)
        self.alerting.take_rules()

    def _show_alerts(self) -> None:
        now = self._now()
        self._requests.alerts_changed.emit(
            [
                AlertSummary(
                    each.alert.key,
                    self.alerting.headline(each.alert),
                    each.alert.level,
                    each.alert.since,
                    is_known=not each.wants_attention(now),
                )
                for each in self.alerting.open_alerts()
            ]
        )

    def _show_muted(self) -> None:
        until_s = self.alerting.muted_until_s
        now = self._now()
        until = Moment(now.steady_s + until_s - now.wall_s, until_s)
        text = clock_forms(until, now)[0] if until_s else None
        self._requests.muted_changed.emit(self.alerting.muted_for, text)

    def _on_alerts_asked(self) -> None:
        self.attending.show()

    def _on_alert_asked(self, key: AlertKey) -> None:
        self.attending.show_notice([key])

    def _on_came_back(self, since: Moment) -> None:
        if self.alerting.muted_until_s or self.telling.wants_quiet():
            # It is in the list.
            return
        # Of this run alone, whatever the clock on the wall was set to meanwhile.
        entries = [entry for entry in self.history.entries if entry.at.steady_s >= since.steady_s]
        text = self.alerting.while_away(entries, since)
        if text:
            self.telling.say_of_alerts("while away", "While you were away", text)

    def _on_placed(self, place: str) -> None:
        self._preferences.keep_of_alerts(window_place=place)

    def _fills_screen(self) -> bool:
        active = self._context.kit.application.activeWindow()
        return active is not None and active.isFullScreen()
