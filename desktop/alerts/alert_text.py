"""An open alert in words, as its card shows it."""

from dataclasses import dataclass

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.open_alerts import OpenAlert
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.wording import clock_forms


@dataclass(frozen=True, slots=True)
class AlertText:
    """An open alert in words.

    Attributes:
        key: Its key.
        level: Its level.
        headline: One short line.
        detail: Why it was raised, and what belongs to it; may be blank.
        since: Since when.
        said: What a person did about it, as ``Acknowledged by anna at 14:05``; blank for nothing.

    """

    key: AlertKey
    level: Level
    headline: str
    detail: str
    since: Moment
    said: str = ""


def said_of(each: OpenAlert, now: Moment) -> str:
    """Describe what a person did about an alert; blank if nothing counts any more."""
    by = f" by {each.by}" if each.by else ""
    if each.acknowledged is not None:
        note = f": {each.note}" if each.note else ""
        return f"Acknowledged{by} at {clock_forms(each.acknowledged, now)[0]}{note}"
    if each.snoozed_until is not None and not each.wants_attention(now):
        return f"Snoozed{by} until {clock_forms(each.snoozed_until)[0]}"
    return ""
