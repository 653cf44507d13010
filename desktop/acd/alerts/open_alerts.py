"""The open alerts, and who acknowledged or snoozed them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.wording import clock_forms, rough_duration

LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An open alert with what a person did about it.

    Attributes:
        alert: The alert as it is now.
        acknowledged: When it was acknowledged; None if it was not, or got worse since.
        note: The note of whoever acknowledged it.
        snoozed_until: Until when it is snoozed.
        by: Who acknowledged or snoozed it.

    """

    alert: Alert
    acknowledged: Moment | None = None
    note: str = ""
    snoozed_until: Moment | None = None
    by: str = ""

    def wants_attention(self, now: Moment) -> bool:
        """Return whether it is neither acknowledged nor snoozed."""
        is_snoozed = self.snoozed_until is not None and now.steady_s < self.snoozed_until.steady_s
        return self.acknowledged is None and not is_snoozed

    def said(self, now: Moment) -> str:
        """Describe what a person did about it; blank if nothing counts any more."""
        by = f" by {self.by}" if self.by else ""
        if self.acknowledged is not None:
            note = f": {self.note}" if self.note else ""
            return f"Acknowledged{by} at {clock_forms(self.acknowledged, now)[0]}{note}"
        if self.snoozed_until is not None and not self.wants_attention(now):
            return f"Snoozed{by} until {clock_forms(self.snoozed_until)[0]}"
        return ""


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """An open alert in words.

    Attributes:
        key: Its key.
        text: The alert in a few words.
        level: How bad it is.
        since: When it began.
        detail: Why it was raised, with related facts; may be blank.
        said: What a person did about it, as ``Acknowledged by anna at 14:05``; blank for nothing.

    """

    key: AlertKey
    text: str
    level: Level
    since: Moment
    detail: str = ""
    said: str = ""

    @property
    def is_handled(self) -> bool:
        """Whether a person acknowledged or snoozed it."""
        return bool(self.said)

    def sentence(self, now: Moment) -> str:
        """Return the text and how long it has lasted."""
        return f"{self.text}, {rough_duration(self.since.elapsed_s(now))}"


class OpenAlerts:
    """The open alerts by their keys."""

    def __init__(self) -> None:
        self._open: dict[AlertKey, OpenAlert] = {}
        self._wakes_at_s: dict[AlertKey, float] = {}

    def take(self, event: AlertEvent) -> None:
        """Process an event. An acknowledgement or snooze ends when the alert gets worse."""
        key = event.alert.key
        match event.kind:
            case EventKind.OPENED | EventKind.WORSENED:
                self._open[key] = OpenAlert(event.alert)
            case EventKind.ENDED | EventKind.DROPPED:
                self._open.pop(key, None)

    def refresh(self, alerts: Iterable[Alert]) -> None:
        """Replace the alerts by those with current readings."""
        for alert in alerts:
            found = self._open.get(alert.key)
            if found is not None:
                self._open[alert.key] = replace(found, alert=alert)

    def acknowledge(self, key: AlertKey, now: Moment, note: str = "", by: str = "") -> OpenAlert | None:
        """Acknowledge an alert; None if it is no longer open."""
        note = " ".join(note.split())[:LONGEST_NOTE]
        return self._change(key, lambda found: OpenAlert(found.alert, acknowledged=now, note=note, by=by))

    def snooze(self, key: AlertKey, until: Moment, by: str = "") -> OpenAlert | None:
        """Snooze an alert; None if it is no longer open."""
        found = self._change(key, lambda found: OpenAlert(found.alert, snoozed_until=until, by=by))
        if found is not None:
            self._wakes_at_s[key] = until.steady_s
        return found

    def wake(self, now: Moment) -> bool:
        """End snoozes whose time is over; return whether any alert wants attention again."""
        woken = [key for key, at_s in self._wakes_at_s.items() if at_s <= now.steady_s]
        wants = False
        for key in woken:
            del self._wakes_at_s[key]
            found = self._open.get(key)
            if found is not None and found.snoozed_until is not None and found.wants_attention(now):
                self._open[key] = OpenAlert(found.alert)
                wants = True
        return wants

    @property
    def next_wake_s(self) -> float | None:
        """When the next snooze ends, on the steady clock; None for never."""
        return min(self._wakes_at_s.values(), default=None)

    def take_back(self, key: AlertKey, now: Moment) -> OpenAlert | None:
        """Undo an acknowledgement or snooze; None if there is none, or the alert is no longer open."""
        found = self._open.get(key)
        if found is None or found.wants_attention(now):
            return None
        return self._change(key, lambda found: OpenAlert(found.alert))

    def find(self, key: AlertKey) -> OpenAlert | None:
        """Return an alert; None if it is not open."""
        return self._open.get(key)

    def worst_first(self, now: Moment) -> list[OpenAlert]:
        """Return those that want attention before the others, each part by level and then by age."""
        return sorted(
            self._open.values(),
            key=lambda each: (
                not each.wants_attention(now),
                -each.alert.level,
                each.alert.opened,
                each.alert.key,
            ),
        )

    def _change(self, key: AlertKey, change: Callable[[OpenAlert], OpenAlert]) -> OpenAlert | None:
        found = self._open.get(key)
        if found is None:
            return None
        changed = self._open[key] = change(found)
        return changed
