"""Composes the window with what needs attention: open alerts, what is said to them, and their history."""

import pathlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal, SignalInstance

from desktop.acd.alerts.alert import Alert, AlertKey
from desktop.acd.alerts.history import Entry, OpenAlert, to_csv
from desktop.acd.alerts.mute import MuteFor
from desktop.acd.moment import Moment
from desktop.acd.wording import clock_forms
from desktop.alerts.history import KeptHistory
from desktop.alerts.open_alert import AlertShown
from desktop.alerts.watch import seconds_of
from desktop.ui.kit import Kit
from desktop.ui.window_when_asked import WindowWhenAsked

if TYPE_CHECKING:
    from desktop.alerts.window import AttentionWindow


class Alerts(Protocol):
    """What this needs of the alerts.

    Attributes:
        changed: Other alerts are open, or something else holds of them.
        entries_added: Something happened: a tuple of entries of the history.

    """

    changed: SignalInstance
    entries_added: SignalInstance

    def open_alerts(self) -> list[OpenAlert]:
        """Give what is open, the worst first, with the figures of now."""

    def headline(self, alert: Alert) -> str:
        """Say what is so."""

    def detail(self, alert: Alert) -> str:
        """Say why it is told."""

    def acknowledge(self, key: AlertKey, note: str = "") -> None:
        """Take note of an alert."""

    def snooze(self, key: AlertKey, seconds: float) -> None:
        """Hear nothing of an alert for a while."""

    def take_back(self, key: AlertKey) -> None:
        """Have an alert as if nobody had acknowledged or snoozed it."""


class Attending(WindowWhenAsked["AttentionWindow"]):
    """The window, made when it is first asked for, and the history, which is kept all the time.

    Signals:
        point_asked: The tile of a `Subject` is to be seen.
        placed: Where the window is, as text, to be kept.

    Arguments:
        kit: What all windows share.
        alerts: What is open.
        history: What happened.
        place: Where the window was, as `placed` told; blank when that is not known.

    """

    point_asked = Signal(object)
    placed = Signal(str)

    def __init__(self, kit: Kit, alerts: Alerts, history: KeptHistory, place: str = "") -> None:
        super().__init__(self._make_window)
        self._kit = kit
        self._alerts = alerts
        self._history = history
        self._place = place
        self._exporting: list[str] = []
        alerts.entries_added.connect(history.add)
        alerts.changed.connect(self._on_changed)
        history.changed.connect(self._on_history_changed)
        history.exported.connect(self._on_exported)

    def show(self, key: AlertKey | None = None) -> None:
        """Show the window, in front of the others.

        Arguments:
            key: Of the alert that it is about; None for the worst.

        """
        self.ask().show_open(key)

    def show_notice(self, keys: Sequence[AlertKey]) -> None:
        """Show what a notice was about, the worst first: one alert by its tile, several in the window."""
        if len(keys) == 1:
            self.point_asked.emit(keys[0].subject)
        else:
            self.show(keys[0] if keys else None)

    def _make_window(self) -> "AttentionWindow":
        from desktop.alerts.window import AttentionWindow

        window = AttentionWindow(self._kit.look(), self._kit.icon, self._read, self._place)
        window.go_asked.connect(self._on_go_asked)
        window.acknowledge_asked.connect(self._on_acknowledge_asked)
        window.snooze_asked.connect(self._on_snooze_asked)
        window.take_back_asked.connect(self._on_take_back_asked)
        window.export_asked.connect(self._on_export_asked)
        window.placed.connect(self._on_placed)
        window.show_history(self._history.entries, self._history.days)
        return window

    def _read(self) -> list[AlertShown]:
        now = self._kit.now()
        return [
            AlertShown(
                each.alert.key,
                each.alert.level,
                self._alerts.headline(each.alert),
                self._alerts.detail(each.alert),
                each.alert.since,
                said_of(each, now),
            )
            for each in self._alerts.open_alerts()
        ]

    def _on_changed(self) -> None:
        if self.window is not None and self.window.isVisible():
            self.window.refresh()

    def _on_history_changed(self) -> None:
        if self.window is not None:
            self.window.show_history(self._history.entries, self._history.days)

    def _on_go_asked(self, key: AlertKey) -> None:
        self.point_asked.emit(key.subject)

    def _on_acknowledge_asked(self, key: AlertKey, note: str) -> None:
        self._alerts.acknowledge(key, note)

    def _on_snooze_asked(self, key: AlertKey, choice: MuteFor) -> None:
        self._alerts.snooze(key, seconds_of(choice, self._kit.now()))

    def _on_take_back_asked(self, key: AlertKey) -> None:
        self._alerts.take_back(key)

    def _on_export_asked(self, path: str, entries: Sequence[Entry]) -> None:
        self._exporting.append(path)
        # With a mark at its beginning: Excel takes a file without one for what it is not.
        # Half a letter, as a name may hold from a file that was cut, must not keep the rest from a person.
        content = to_csv(entries).encode("utf-8-sig", errors="replace")
        self._history.export(pathlib.Path(path), content)

    def _on_exported(self, fault: str | None) -> None:
        path = self._exporting.pop(0)
        if self.window is not None:
            self.window.history_page.say_exported(path, fault)

    def _on_placed(self, place: str) -> None:
        self._place = place
        self.placed.emit(place)


def said_of(each: OpenAlert, now: Moment) -> str:
    """Say what somebody said to an alert; blank when nothing holds any more."""
    by = f" by {each.by}" if each.by else ""
    if each.acknowledged is not None:
        note = f": {each.note}" if each.note else ""
        return f"Acknowledged{by} at {clock_forms(each.acknowledged, now)[0]}{note}"
    if each.snoozed_until is not None and not each.wants_attention(now):
        return f"Snoozed{by} until {clock_forms(each.snoozed_until)[0]}"
    return ""
