"""Joins the alerts window with the alerts and their history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.history import HistoryEntry, to_csv
from desktop.alerts.alert_text import AlertText, said_of
from desktop.alerts.history import AlertHistory
from desktop.alerts.watch import AlertWatch
from desktop.ui.kit import Kit
from desktop.ui.window_when_asked import WindowWhenAsked

if TYPE_CHECKING:
    from desktop.alerts.window import AlertsWindow


class AlertsPresenter(WindowWhenAsked["AlertsWindow"]):
    """Makes the window when it is first needed, and keeps the history all the time.

    Signals:
        point_asked: The user wants to see the tile of a `Subject`.
        placed: The window's place, as text, to be kept.

    Arguments:
        kit: What all windows share.
        alerts: The alerts.
        history: Their history.
        place: The window's place as `placed` emitted it; blank if unknown.

    """

    point_asked = Signal(object)
    placed = Signal(str)

    def __init__(self, kit: Kit, alerts: AlertWatch, history: AlertHistory, place: str = "") -> None:
        super().__init__(self._make_window)
        self._kit = kit
        self._alerts = alerts
        self._history = history
        self._place = place
        alerts.entries_added.connect(history.add)
        alerts.changed.connect(self._on_changed)
        history.changed.connect(self._on_history_changed)
        history.exported.connect(self._on_exported)

    def show(self, key: AlertKey | None = None) -> None:
        """Show the window in front of the others, at one alert; None for the worst."""
        self.ask().show_open(key)

    def show_notice(self, keys: Sequence[AlertKey]) -> None:
        """Show the alerts of a notice, the worst first: a single one by its tile, several in the window."""
        if len(keys) == 1:
            self._on_go_asked(keys[0])
        else:
            self.show(keys[0] if keys else None)

    def _make_window(self) -> "AlertsWindow":
        from desktop.alerts.window import AlertsWindow

        window = AlertsWindow(self._kit.look(), self._kit.icon, self._read, self._place)
        page = window.open_page
        page.go_asked.connect(self._on_go_asked)
        page.acknowledge_asked.connect(self._alerts.acknowledge)
        page.snooze_asked.connect(self._alerts.snooze)
        page.take_back_asked.connect(self._alerts.take_back)
        window.history_page.export_asked.connect(self._on_export_asked)
        window.placed.connect(self._on_placed)
        window.history_page.show_entries(self._history.entries, self._history.days)
        return window

    def _read(self) -> list[AlertText]:
        now = self._kit.now()
        return [
            AlertText(
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
            self.window.history_page.show_entries(self._history.entries, self._history.days)

    def _on_go_asked(self, key: AlertKey) -> None:
        self.point_asked.emit(key.subject)

    def _on_export_asked(self, path: str, entries: Sequence[HistoryEntry]) -> None:
        # Excel recognises UTF-8 by the byte order mark. Names may hold unpaired surrogates.
        self._history.export(path, to_csv(entries).encode("utf-8-sig", errors="replace"))

    def _on_exported(self, path: str, fault: str | None) -> None:
        if self.window is not None:
            self.window.history_page.say_exported(path, fault)

    def _on_placed(self, place: str) -> None:
        self._place = place
        self.placed.emit(place)
