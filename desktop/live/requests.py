"""Requests between features."""

from PySide6.QtCore import QObject, Signal

from desktop.system.notifier import Notification, Urgency


class Requests(QObject):
    """The signals by which one feature asks another, without knowing it.

    Signals:
        board_asked: The first board is to come forward.
        board_filled_asked: The first board is to fill a screen: a `QScreen`, or None for the one it is on.
        board_window_asked: The first board is to come forward; the callable given is called with its window.
        verdict_asked: Whether a board can be read: the `Sight` of a screen, how many agents there are, 0 if
            that is not known, and the callable that takes the `Verdict`.
        subject_asked: The place where the `Subject` of an alert is shown is to come into view.
        names_asked: The window of names is to open.
        alerts_asked: The alerts window is to open.
        alert_asked: An alert was chosen; with its `AlertKey`.
        alerts_wanted: Open alerts are about to be shown: `alerts_changed` is to bring current figures.
        alerts_changed: The open alerts, the worst first, as a list of `AlertSummary`.
        mute_asked: Alerts are to be muted; with a `MuteDuration`.
        unmute_asked: Notifications are to be resumed.
        muted_changed: The `MuteDuration` in force and the time of day it ends, as text; None and None if
            alerts are not muted.
        hush_asked: The current sound is to end.
        borders_changed: The `AlertBorders` that boards draw around the subjects of open alerts.
        taskbar_asked: The program is to be marked in the taskbar.
        notification_asked: A `Notification` about the program itself is to be shown.
        notice_asked: A text is to be shown below the boards.
        run_asked: The program is to switch to another `Run`.
        quit_asked: The program is to end.

    """

    board_asked = Signal()
    board_filled_asked = Signal(object)
    board_window_asked = Signal(object)
    verdict_asked = Signal(object, int, object)
    subject_asked = Signal(object)
    names_asked = Signal()
    alerts_asked = Signal()
    alert_asked = Signal(object)
    alerts_wanted = Signal()
    alerts_changed = Signal(object)
    mute_asked = Signal(object)
    unmute_asked = Signal()
    muted_changed = Signal(object, object)
    hush_asked = Signal()
    borders_changed = Signal(object)
    taskbar_asked = Signal()
    notification_asked = Signal(object)
    notice_asked = Signal(str)
    run_asked = Signal(object)
    quit_asked = Signal()

    def notify(self, about: str, title: str, text: str, urgency: Urgency = Urgency.NORMAL) -> None:
        """Show a notification about the program itself; a later one about the same thing replaces it."""
        self.notification_asked.emit(Notification(about, title, text, urgency))
