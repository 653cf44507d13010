"""Composes the supervisor's desk: alerts, who hears of them, their list, and where each of them shows."""

import logging

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.acd.directory import Directory
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.acd.summary import AlertSummary
from desktop.acd.wording import clock_forms
from desktop.alerts.history import HISTORY_FILE_NAME, KeptHistory
from desktop.alerts.notifications import Telling
from desktop.alerts.presenter import Attending
from desktop.alerts.watch import Alerting
from desktop.boards.open_boards import Boards
from desktop.live.listening import Listening
from desktop.live.run import Run
from desktop.settings import AlertingSettings, SettingsError
from desktop.system.places import resources_folder
from desktop.tray.glance import Glance
from desktop.tray.icon import Tray
from desktop.ui.kit import Kit
from desktop.ui.theme import Theme

_log = logging.getLogger(__name__)


class Supervising(QObject):
    """Everything about alerts, joined to boards, tray and settings.

    Attributes:
        alerting: The rules, and what is open.
        telling: Tells what matters, of alerts and of the program itself.
        attending: The window with what needs attention.

    Arguments:
        kit: What all windows share.
        run: What this run is to do.
        listening: Where the floor comes from.
        boards: Show borders, and what an alert is about.
        tray: Whose icon is marked.
        glance: Lists what is open.

    """

    def __init__(
        self,
        kit: Kit,
        run: Run,
        listening: Listening,
        boards: Boards,
        tray: Tray,
        glance: Glance,
    ) -> None:
        super().__init__()
        self._now = kit.now
        self._file = run.settings_file
        self._boards = boards
        self._glance = glance
        self.telling = Telling(
            tray,
            self._alerting_settings,
            self._flash,
            self._fills_screen,
            resources_folder(),
            kit.now,
            kit.play,
        )
        self.alerting = Alerting(
            listening,
            run.settings_file,
            kit.now,
            self.telling.wants_quiet,
            can_withdraw=self.telling.can_withdraw,
            is_play=run.is_play,
        )
        # What a demonstration or a recording came to is nothing that happened.
        folder = None if run.is_play else run.log_folder
        self._history = KeptHistory(
            folder / HISTORY_FILE_NAME if folder is not None else None,
            run.settings_file.alerting.history_days,
            kit.now,
        )
        place = run.settings_file.alerting.window_place
        self.attending = Attending(kit, self.alerting, self._history, place)
        self._join(tray)

    def _join(self, tray: Tray) -> None:
        alerting, telling, attending, glance = self.alerting, self.telling, self.attending, self._glance
        alerting.told.connect(telling.take)
        alerting.rims_changed.connect(self._boards.take_rims)
        alerting.changed.connect(self._show_alerts)
        alerting.muted_changed.connect(self._show_muted)
        telling.alerts_clicked.connect(attending.show_notice)
        telling.came_back.connect(self._on_came_back)
        glance.alerts_wanted.connect(self._show_alerts)
        glance.alerts_asked.connect(self._on_alerts_asked)
        glance.alert_asked.connect(self._on_alert_asked)
        glance.mute_asked.connect(alerting.mute_for)
        glance.unmute_asked.connect(alerting.unmute)
        # Where a click opens the menu there is no other.
        tray.glance_asked.connect(telling.hush)
        tray.menu.aboutToShow.connect(telling.hush)
        attending.point_asked.connect(self._boards.point_at)
        attending.placed.connect(self._on_placed)

    def start(self) -> None:
        """Begin to look after what is wrong."""
        self._history.start()
        self.telling.start()
        self.alerting.start()

    def stop(self) -> bool:
        """End it, and take the window from the screen; tell whether every thread ended in time."""
        self.attending.close()
        self.alerting.stop()
        ended = self._history.stop()
        return self.telling.stop() and ended

    def take(self, directory: Directory, limits: Limits) -> None:
        """Take other names and limits."""
        self.alerting.take(directory, limits)

    def on_settings_changed(self) -> None:
        """Take other rules, or what holds for all of them."""
        self._history.take_days(self._file.alerting.history_days)
        self.alerting.take_rules()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.attending.set_theme(theme)

    def _alerting_settings(self) -> AlertingSettings:
        return self._file.alerting

    def _show_alerts(self) -> None:
        now = self._now()
        self._glance.take_alerts(
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
        self._glance.take_muted(self.alerting.muted_for, text)

    def _on_alerts_asked(self) -> None:
        self.attending.show()

    def _on_alert_asked(self, key: object) -> None:
        self.attending.show_notice([key])  # type: ignore[list-item]  # what `_show_alerts` gave

    def _on_came_back(self, since: Moment) -> None:
        if self.alerting.muted_until_s or self.telling.wants_quiet():
            # It is in the list.
            return
        # Of this run alone, whatever the clock on the wall was set to meanwhile.
        entries = [entry for entry in self._history.entries if entry.at.steady_s >= since.steady_s]
        text = self.alerting.while_away(entries, since)
        if text:
            self.telling.say_of_alerts("while away", "While you were away", text)

    def _on_placed(self, place: str) -> None:
        try:
            self._file.change_alerting(window_place=place)
        except SettingsError as error:
            _log.warning("%s", error)

    def _flash(self) -> None:
        # Only what stands in the taskbar can be marked there.
        shown = (one.window for one in self._boards if one.window.isVisible())
        window = next(shown, None)
        if window is not None:
            QApplication.alert(window)

    def _fills_screen(self) -> bool:
        return any(one.window.isActiveWindow() and one.window.isFullScreen() for one in self._boards)
