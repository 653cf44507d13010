"""What the window shows of an open alert."""

from dataclasses import dataclass

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.limits import Level
from desktop.acd.moment import Moment


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An open alert in words.

    Attributes:
        key: Which one.
        level: How bad it is.
        headline: What is so, in one short line.
        detail: Why it is told, and what belongs to it; may be blank.
        since: Since when.
        said: What somebody said to it, as ``Acknowledged by anna at 14:05``; blank for nothing.

    """

    key: AlertKey
    level: Level
    headline: str
    detail: str
    since: Moment
    said: str = ""
