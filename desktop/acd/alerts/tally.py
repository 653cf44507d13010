"""Results of a rule trial: how often each rule would have alerted, and the delay to suggest for it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind
from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.alerts.notices import TOO_OFTEN
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.moment import Moment

SHORT_S: Final = 60.0
"""An alert that ends this soon was rarely worth a notice."""
DELAYS_S: Final = (15, 30, 45, 60, 90, 120, 180, 240, 300)
"""The delays that may be suggested."""
_WORTH_IT: Final = 2 / 3
"""The share of short alerts that a suggested delay must prevent."""
_HOUR_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class RuleTally:
    """The result of one rule.

    Attributes:
        rule: The rule.
        count: How often it would have alerted.
        short: How many of these alerts would have ended within a minute.
        suggested_s: A starting delay that would prevent most of those; 0 for none.
        per_hour: Alerts per hour; of less than an hour, the count.
        worst: The alert that lasted longest; None if there was none.
        worst_s: How long it lasted.

    """

    rule: Rule
    count: int = 0
    short: int = 0
    suggested_s: int = 0
    per_hour: float = 0
    worst: Alert | None = None
    worst_s: float = 0

    @property
    def is_too_often(self) -> bool:
        """Whether there are more alerts than anyone would act on."""
        return self.per_hour >= TOO_OFTEN

    @property
    def can_be_tried(self) -> bool:
        """Whether a recording holds what the rule needs."""
        return self.rule.condition is not Condition.FILE_FAULT


@dataclass(frozen=True, slots=True)
class _PastAlert:
    """An alert that ended, or was open at the end of the recording."""

    alert: Alert
    lasted_s: float
    held_s: float
    is_over: bool


class AlertTally:
    """Counts alerts of which a person would have been notified.

    Alerts within the rule's quiet hours, or within its minimum time between notices, do not count.

    Arguments:
        local: Converts Unix time to local wall time.

    """

    def __init__(self, local: LocalTime = machine_time) -> None:
        self._local = local
        self._open: dict[AlertKey, Alert] = {}
        self._past: dict[str, list[_PastAlert]] = {}
        self._rested_at_s: dict[AlertKey, float] = {}

    def take(self, events: Iterable[AlertEvent]) -> None:
        """Process events of alerts."""
        for each in events:
            key = each.alert.key
            match each.kind:
                case EventKind.OPENED:
                    self._open[key] = each.alert
                case EventKind.ENDED | EventKind.DROPPED:
                    self._end(key, each.at, each.held_s if each.kind is EventKind.ENDED else None)
                case EventKind.WORSENED:
                    pass

    def stop(self, at: Moment) -> None:
        """Process the end of a recording: the open alerts did not end."""
        for key in list(self._open):
            self._end(key, at, None)

    def outcome(self, rules: Iterable[Rule], watched_s: float) -> tuple[RuleTally, ...]:
        """Return the result of each rule.

        Arguments:
            rules: The rules, in their order.
            watched_s: The length of the recording.

        """
        return tuple(self._tally(rule, max(1.0, watched_s / _HOUR_S)) for rule in rules)

    def _end(self, key: AlertKey, at: Moment, held_s: float | None) -> None:
        alert = self._open.pop(key, None)
        if alert is None:
            return
        told_at_s = max(alert.opened.steady_s, self._rested_at_s.get(key, -math.inf))
        quiet = alert.rule.quiet
        is_quiet = all(quiet.holds(self._local(moment.wall_s)) for moment in (alert.opened, at))
        if is_quiet or told_at_s > at.steady_s:
            return
        self._rested_at_s[key] = told_at_s + alert.rule.rest_s
        lasted_s = held_s if held_s is not None else alert.since.elapsed_s(at)
        waited_s = alert.since.elapsed_s(alert.opened)
        past = _PastAlert(alert, max(0.0, lasted_s - waited_s), lasted_s, held_s is not None)
        self._past.setdefault(key.rule, []).append(past)

    def _tally(self, rule: Rule, hours: float) -> RuleTally:
        found = self._past.get(rule.name, [])
        if not found:
            return RuleTally(rule)
        short = [each for each in found if each.is_over and each.lasted_s < SHORT_S]
        worst = max(found, key=lambda each: each.lasted_s)
        suggested_s = _delay(rule, short) if len(short) * 2 >= len(found) else 0
        return RuleTally(
            rule, len(found), len(short), suggested_s, len(found) / hours, worst.alert, worst.lasted_s
        )


def _delay(rule: Rule, short: list[_PastAlert]) -> int:
    """Return the least delay that would have prevented most of them; 0 for none."""
    if len(short) < 2:  # noqa: PLR2004 - a single one is no reason
        return 0
    for delay_s in DELAYS_S:
        spared = sum(each.held_s < delay_s for each in short)
        if delay_s > rule.start_after_s and spared >= _WORTH_IT * len(short):
            return delay_s
    return 0


def describe(tally: RuleTally) -> str:
    """Describe the result of a rule in one sentence or two."""
    if not tally.can_be_tried:
        return "a recording says nothing of it."
    if not tally.count:
        return "would not have alerted."
    parts = [f"would have alerted {'once' if tally.count == 1 else f'{tally.count} times'}"]
    if tally.short:
        if tally.count == 1:
            of_them = "for under a minute"
        elif tally.short == tally.count:
            of_them = "each for under a minute"
        else:
            of_them = f"{tally.short} of them for under a minute"
        parts.append(of_them)
    said = ", ".join(parts)
    if tally.suggested_s:
        said += f"; suggested delay {tally.suggested_s} s"
    if tally.is_too_often:
        said += f". That is {tally.per_hour:.0f} in an hour, more than anyone acts on"
        said += "" if tally.suggested_s else ": try a higher limit or a longer delay"
    return f"{said}."
