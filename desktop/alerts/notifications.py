"""Notifications, sounds and the taskbar, to reach a person who looks elsewhere."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.notices import Notice, NoticeUpdate, Withdrawal
from desktop.acd.alerts.rule import Way
from desktop.acd.limits import Level
from desktop.live.context import Context
from desktop.system import services
from desktop.system.notifier import Notification, Urgency
from desktop.system.places import resources_folder
from desktop.system.presence import Presence
from desktop.system.sounds import Sound, Sounds

_SOUNDS: Final = {Level.NONE: Sound.SETTLED, Level.ATTENTION: Sound.ATTENTION, Level.TROUBLE: Sound.TROUBLE}
_ICONS: Final = {
    Urgency.LOW: QSystemTrayIcon.MessageIcon.Information,
    Urgency.NORMAL: QSystemTrayIcon.MessageIcon.Warning,
    Urgency.URGENT: QSystemTrayIcon.MessageIcon.Critical,
}
_MOST_REMEMBERED: Final = 200


class Notifications(QObject):
    """Notifies a person in the ways of the operating system.

    Signals:
        alerts_clicked: A notification of alerts was clicked; with their keys, the worst first.
        clicked: Another notification was clicked.
        came_back: The person is back; with the `Moment` at which the absence began.

    Arguments:
        context: The parts that all features share.

    Attributes:
        notifier: Shows and withdraws notifications.
        presence: Whether the person is there.
        sounds: Plays the sounds.

    """

    alerts_clicked = Signal(object)
    clicked = Signal()
    came_back = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._kit = context.kit
        self._file = context.preferences.file
        self._taskbar_asked = context.requests.taskbar_asked
        self._alerts: dict[str, tuple[AlertKey, ...]] = {}
        resources = resources_folder()
        icon = (resources / "icons" / "app.svg").absolute().as_uri()
        self._services = services.DesktopServices(
            icon, self._show_balloon, self._on_clicked, self._fills_screen
        )
        self.notifier = self._services.notifier
        self.presence = Presence(self._services.session_watch, self._kit.now)
        self.presence.came_back.connect(self.came_back)
        self.sounds = Sounds(resources / "sounds", services.player)
        self._kit.tray.messageClicked.connect(self.notifier.on_message_clicked)

    def wants_quiet(self) -> bool:
        """Return whether the operating system asks not to disturb."""
        return self._services.session_watch.wants_quiet()

    def start(self) -> None:
        """Connect to the services of the system."""
        self._services.start()
        self.presence.start()

    def stop(self) -> bool:
        """Withdraw the notifications of alerts and end; return whether every thread ended in time.

        After the end nothing would withdraw them, and a click on them would have no effect.
        """
        self.presence.stop()
        for note_id in self._alerts:
            self.notifier.withdraw(note_id)
        self._alerts.clear()
        self._services.stop()
        return self.sounds.stop()

    def take(self, updates: Iterable[NoticeUpdate]) -> None:
        """Show and withdraw notices, in order."""
        for update in updates:
            match update:
                case Notice():
                    self._show(update)
                case Withdrawal():
                    self._alerts.pop(update.id, None)
                    self.notifier.withdraw(update.id)

    def show(self, note: Notification) -> None:
        """Show a notification about the program itself; a later one with its ID takes its place."""
        self._alerts.pop(note.id, None)
        self.notifier.show(note)

    def show_of_alerts(self, note: Notification) -> None:
        """Show a notification from which a click leads to the alerts window."""
        self._remember(note.id, ())
        self.notifier.show(note)

    def _show(self, notice: Notice) -> None:
        if Way.NOTIFICATION in notice.ways:
            self._remember(notice.id, notice.alerts)
            urgency = Urgency.LOW if notice.level is Level.NONE else Urgency.NORMAL
            title = f"{self._kit.source_label}: {notice.title}" if self._kit.source_label else notice.title
            self.notifier.show(Notification(notice.id, title, notice.text, urgency))
        settings = self._file.chosen.alerts
        is_heard = settings.sounds and (self.presence.is_here or not settings.sounds_only_here)
        if Way.SOUND in notice.ways and is_heard:
            self.sounds.play(_SOUNDS[notice.level], settings.volume)
        if Way.TASKBAR in notice.ways:
            self._taskbar_asked.emit()

    def _remember(self, note_id: str, alerts: tuple[AlertKey, ...]) -> None:
        self._alerts.pop(note_id, None)
        self._alerts[note_id] = alerts
        while len(self._alerts) > _MOST_REMEMBERED:
            del self._alerts[next(iter(self._alerts))]

    def _fills_screen(self) -> bool:
        """Return whether a window of this program fills a screen in front."""
        active = self._kit.application.activeWindow()
        return active is not None and active.isFullScreen()

    def _show_balloon(self, title: str, text: str, urgency: Urgency) -> bool:
        return self._kit.tray.tell(title, text, _ICONS[urgency])

    def _on_clicked(self, note_id: str) -> None:
        self.sounds.hush()
        alerts = self._alerts.get(note_id)
        if alerts is None:
            self.clicked.emit()
        else:
            self.alerts_clicked.emit(alerts)
