"""What is open, who took note of it, and what happened before."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind
from desktop.acd.moment import Moment
from desktop.acd.wording import date_and_clock

MOST_KEPT: Final = 10_000
LONGEST_NOTE: Final = 200
_DAY_S: Final = 86_400.0
_COLUMNS: Final = ("when", "rule", "what", "text", "note", "by")


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that is open, with what somebody said to it.

    Attributes:
        alert: As it is now.
        acknowledged: When somebody took note of it; None when nobody did, or it got worse since.
        note: What he wrote.
        snoozed_until: Up to when nobody wants to hear of it.
        by: Who said so.

    """

    alert: Alert
    acknowledged: Moment | None = None
    note: str = ""
    snoozed_until: Moment | None = None
    by: str = ""

    def wants_attention(self, now: Moment) -> bool:
        """Tell whether it is neither acknowledged nor snoozed."""
        is_snoozed = self.snoozed_until is not None and now.steady_s < self.snoozed_until.steady_s
        return self.acknowledged is None and not is_snoozed


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history.

    Attributes:
        at: When it happened.
        rule: Whose rule.
        what: What happened: ``opened``, ``got worse``, ``ended``, ``dropped``, ``acknowledged``, ``snoozed``,
            ``taken back``.
        text: In words.
        note: What somebody wrote.
        by: Who did it on this computer; blank for what came about by itself.

    """

    at: Moment
    rule: str
    what: str
    text: str
    note: str = ""
    by: str = ""


class OpenAlerts:
    """The alerts that are open, worst first, with what somebody said to them."""

    def __init__(self) -> None:
        self._open: dict[AlertKey, OpenAlert] = {}
        self._wakes_at_s: dict[AlertKey, float] = {}

    def take(self, happening: AlertEvent) -> None:
        """Take what happened. Whatever was said to an alert holds only as long as it gets no worse."""
        key = happening.alert.key
        match happening.what:
            case EventKind.OPENED | EventKind.WORSENED:
                self._open[key] = OpenAlert(happening.alert)
            case EventKind.ENDED | EventKind.DROPPED:
                self._open.pop(key, None)

    def refresh(self, alerts: Iterable[Alert]) -> None:
        """Take the figures of now."""
        for alert in alerts:
            found = self._open.get(alert.key)
            if found is not None:
                self._open[alert.key] = replace(found, alert=alert)

    def acknowledge(self, key: AlertKey, now: Moment, note: str = "", by: str = "") -> OpenAlert | None:
        """Take note of an alert; None when it is no longer open."""
        note = " ".join(note.split())[:LONGEST_NOTE]
        return self._say(key, lambda found: OpenAlert(found.alert, acknowledged=now, note=note, by=by))

    def snooze(self, key: AlertKey, until: Moment, by: str = "") -> OpenAlert | None:
        """Hear nothing of an alert for a while; None when it is no longer open."""
        found = self._say(key, lambda found: OpenAlert(found.alert, snoozed_until=until, by=by))
        if found is not None:
            self._wakes_at_s[key] = until.steady_s
        return found

    def wake(self, now: Moment) -> bool:
        """Have alerts that were snoozed for long enough want attention; tell whether any does again."""
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
        """When the next snoozed one wants attention again, on the steady clock; None for never."""
        return min(self._wakes_at_s.values(), default=None)

    def take_back(self, key: AlertKey, now: Moment) -> OpenAlert | None:
        """Have nothing said to an alert; None when nothing was, or it is no longer open."""
        if self.find(key) is None or self.wants_attention(key, now):
            return None
        return self._say(key, lambda found: OpenAlert(found.alert))

    def find(self, key: AlertKey) -> OpenAlert | None:
        """Give an alert; None when it is not open."""
        return self._open.get(key)

    def wants_attention(self, key: AlertKey, now: Moment) -> bool:
        """Tell whether an alert is open, and neither acknowledged nor snoozed."""
        found = self._open.get(key)
        return found is not None and found.wants_attention(now)

    def worst_first(self, now: Moment) -> list[OpenAlert]:
        """Give them: first what nobody took note of, of that the worst, of that the oldest."""
        return sorted(
            self._open.values(),
            key=lambda each: (
                not each.wants_attention(now),
                -each.alert.level,
                each.alert.opened,
                each.alert.key,
            ),
        )

    def _say(self, key: AlertKey, say: Callable[[OpenAlert], OpenAlert]) -> OpenAlert | None:
        found = self._open.get(key)
        if found is None:
            return None
        said = self._open[key] = say(found)
        return said


def recent(entries: Iterable[Entry], now: Moment, days: int) -> list[Entry]:
    """Give what happened in the last days, at most `MOST_KEPT` entries, the newest last."""
    return [entry for entry in entries if now.wall_s - entry.at.wall_s <= days * _DAY_S][-MOST_KEPT:]


def to_csv(entries: Iterable[Entry]) -> str:
    """Give a history as CSV, as Excel reads it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for entry in entries:
        row = (entry.rule, entry.what, entry.text, entry.note, entry.by)
        writer.writerow((date_and_clock(entry.at), *map(_no_formula, row)))
    return out.getvalue()


def _no_formula(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula (owasp.org, CSV Injection)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
