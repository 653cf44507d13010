"""A rule as the engine evaluates it: what it covers, its limit, and whether it counts at this hour."""

import datetime as dt
import math
from typing import Final

from desktop.acd.alerts.alert import Reading, Subject, SubjectKind
from desktop.acd.alerts.hours import ALWAYS, minutes_past
from desktop.acd.alerts.lifecycle import TOLERANCE_S
from desktop.acd.alerts.rule import Condition, Rule
from desktop.acd.alerts.subjects import Subjects
from desktop.acd.limits import Limit
from desktop.acd.moment import Moment
from desktop.acd.selection import Selection

_MINUTE_S: Final = 60.0
_LOOK_BACK_MIN: Final = 12 * 60
"""After this long the rule looks ahead to the next day."""


class WatchedRule:
    """A rule with what depends on the directory and on the wall clock.

    Arguments:
        rule: The rule.
        subjects: The subjects it may cover.

    Attributes:
        rule: The rule as it is set.
        condition_key: The rule without how it notifies, as `Rule.condition_key`.
        is_active: Whether it counts at this hour.
        least: No value below this reaches the limit.
        hour: When the time of day of a still-logged-in rule last passed; None if that was too long ago.

    """

    __slots__ = (
        "_is_about",
        "_is_plain",
        "_own_limit",
        "_subjects",
        "_teams",
        "condition_key",
        "hour",
        "is_active",
        "least",
        "rule",
    )

    def __init__(self, rule: Rule, subjects: Subjects) -> None:
        self.rule = rule
        self.condition_key = rule.condition_key
        self.is_active = True
        self.hour: Moment | None = None
        self._subjects = subjects
        selection = Selection(groups=rule.groups, agents=rule.agents)
        self._is_about = selection.agents_shown(subjects.directory) if rule.groups or rule.agents else None
        self._teams = frozenset(subjects.teams_of(rule))
        self._own_limit = 0.0 if rule.follows_board else rule.own_limit
        self.least = self._own_limit
        self._is_plain = not rule.longest_s and rule.condition is not Condition.STILL_LOGGED_IN

    def covers(self, subject: Subject) -> bool:
        """Return whether the rule is about a subject."""
        if subject.kind is SubjectKind.AGENT:
            return self._is_about is None or self._is_about(subject.key)
        if subject.kind is SubjectKind.TEAM:
            return subject in self._teams
        return self._subjects.is_about(self.rule, subject)

    def limit(self, board: Limit) -> float:
        """Return the limit that counts; 0 for none."""
        if self._own_limit:
            return self._own_limit
        return board.bound(self.rule.level) or board.trouble

    def value(self, reading: Reading) -> tuple[float, float]:
        """Return the value to compare with the limit, and the seconds until another one counts."""
        if self._is_plain:
            return reading.value, math.inf
        if self.rule.condition is Condition.STILL_LOGGED_IN:
            was_there = self.hour is not None and (reading.since is None or reading.since <= self.hour)
            return reading.value if was_there else 0.0, math.inf
        too_short_s = self.rule.longest_s - reading.longest_s
        if reading.waiting and too_short_s > TOLERANCE_S:
            return 0.0, too_short_s
        return reading.value, math.inf

    @property
    def needs_clock(self) -> bool:
        """Whether it depends on the time of day."""
        return self.rule.hours is not ALWAYS or self.rule.condition is Condition.STILL_LOGGED_IN

    def follow_clock(self, local: dt.datetime, now: Moment) -> bool:
        """Update what depends on the time of day; return whether its subjects have to be evaluated."""
        was_active, self.is_active = self.is_active, self.rule.hours.holds(local)
        if self.rule.condition is not Condition.STILL_LOGGED_IN:
            return self.is_active is not was_active
        past_min = minutes_past(int(self.rule.limit), local)
        had_hour, past_s = self.hour is not None, past_min * _MINUTE_S
        has_hour = past_min < _LOOK_BACK_MIN
        self.hour = now.before(past_s) if has_hour else None
        return self.is_active is not was_active or has_hour is not had_hour or past_min < 1
