"""What a person is told of alerts, and when: little, once, and not what is over."""

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind
from desktop.acd.alerts.history import OpenAlerts
from desktop.acd.alerts.hours import NEVER, LocalTime, machine_time
from desktop.acd.alerts.lifecycle import A_MOMENT_S
from desktop.acd.alerts.rule import TOLD, Way
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.limits import Level
from desktop.acd.moment import Moment

MOST_IN_A_BURST: Final = 5
"""Notifications, then one that sums up the rest (board-design.md, A8)."""
BURST_S: Final = 60.0
"""Notifications within this time are one burst."""
GATHER_S: Final = 20.0
"""For so long after the first alert that held already, others are waited for, to be told in one summary."""
GATHER_MOST_S: Final = 120.0
"""So long at most, where some of them have to hold for a while before they are alerts."""
TOO_OFTEN: Final = 6
"""Times within an hour from which on a rule says itself that this is too often."""
LOOK_AGAIN_S: Final = 5.0
"""After so long what is held back is looked at again."""
_HOUR_S: Final = 3600.0
_LINES: Final = 5
_MOST_COUNTED: Final = 99
_MOST_RESTING: Final = 10_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell.

    Attributes:
        id: A later one with the same ID takes its place.
        title: In a few words.
        text: What else there is to say; may have several lines.
        level: How bad it is; `Level.NONE` for what is over.
        ways: How to tell it.
        alerts: What it is about, the worst first: where a click leads.

    """

    id: str
    title: str
    text: str
    level: Level
    ways: frozenset[Way]
    alerts: tuple[AlertKey, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A notice that holds no longer.

    Attributes:
        id: Of the notice.

    """

    id: str


Told = Notice | Withdrawal


@dataclass(slots=True)
class _Waiting:
    """An alert that is yet to be told."""

    alert: Alert
    due_s: float
    was_held: bool = False
    is_repeat: bool = False

    @property
    def is_gathered(self) -> bool:
        """Whether it is told in one summary with others."""
        return self.was_held or (self.alert.was_already and not self.is_repeat)


class Notices:
    """Decides what a person is told, and when.

    Arguments:
        words: Says alerts in words.
        open_alerts: What is open and wants attention.
        local: Gives what the clock on the wall shows at a Unix time.
        can_withdraw: Whether notices can be taken back where they are shown: where not, each end is told.

    Attributes:
        muted_until_s: Up to when nothing is told, as Unix time.
        held_told_at_s: When something was told last that had been held back, on the steady clock.

    """

    def __init__(
        self,
        words: AlertWords,
        open_alerts: OpenAlerts,
        local: LocalTime = machine_time,
        *,
        can_withdraw: bool = True,
    ) -> None:
        self._words = words
        self._open = open_alerts
        self._local = local
        self._can_withdraw = can_withdraw
        self.muted_until_s = 0.0
        self.held_told_at_s = -math.inf
        self._waiting: dict[AlertKey, _Waiting] = {}
        self._ends: dict[AlertKey, AlertEvent] = {}
        self._shown: dict[AlertKey, str] = {}
        self._put_off: dict[AlertKey, _Waiting | None] = {}
        self._rested_at_s: dict[AlertKey, float] = {}
        self._times: dict[str, deque[float]] = {}
        self._burst: deque[float] = deque()
        self._next_sum_s = -math.inf
        self._sums = 0
        self._gathering_since_s: float | None = None

    # What happened

    def take(self, happening: AlertEvent, now: Moment) -> list[Told]:
        """Take what happened to an alert, after `OpenAlerts` did; give what is taken back at once."""
        alert = happening.alert
        key = alert.key
        self._put_off.pop(key, None)
        match happening.what:
            case EventKind.OPENED:
                taken_back = self._withdraw(key) if self._ends.pop(key, None) is not None else []
                self._wait(alert, max(now.steady_s, self._rested_at_s.get(key, -math.inf)))
                return taken_back
            case EventKind.WORSENED:
                self._wait(alert, now.steady_s)
                return []
            case EventKind.ENDED:
                self._waiting.pop(key, None)
                if key in self._shown and (alert.rule.says_end or not self._can_withdraw):
                    self._ends[key] = happening
                    return []
                return self._withdraw(key)
            case EventKind.DROPPED:
                self._waiting.pop(key, None)
                return self._withdraw(key)

    def take_rules(self) -> None:
        """Have what waits told as its rule, which is another one now, says."""
        for waiting in self._waiting.values():
            waiting.alert = self._current(waiting)
        self._waiting = {
            key: waiting
            for key, waiting in self._waiting.items()
            if waiting.alert.rule.ways & TOLD and (waiting.alert.rule.repeat_s or not waiting.is_repeat)
        }

    def acknowledge(self, key: AlertKey) -> list[Told]:
        """Take an alert for known; give what is taken back."""
        self._put(key)
        return self._withdraw(key)

    def snooze(self, alert: Alert, until: Moment) -> list[Told]:
        """Tell an alert again later, if it is still open; give what is taken back."""
        self._put(alert.key)
        self._wait(alert, until.steady_s)
        return self._withdraw(alert.key)

    def take_back(self, key: AlertKey) -> None:
        """Have an alert wait to be told as it did before somebody acknowledged or snoozed it."""
        self._waiting.pop(key, None)
        waiting = self._put_off.pop(key, None)
        if waiting is not None:
            self._waiting[key] = waiting

    # What is told

    def tell(self, now: Moment, *, is_hushed: bool = False, gathers: bool = False) -> list[Told]:
        """Give what is to be told now.

        Arguments:
            now: The present.
            is_hushed: Whether the system says that nobody wants to be disturbed.
            gathers: Whether more may come of what held already when it could first be known.

        """
        is_quiet = self._quiet(now, is_hushed=is_hushed)
        is_gathering = self._is_gathering(now, gathers=gathers)
        ready = []
        for waiting in self._waiting.values():
            if waiting.due_s > now.steady_s + A_MOMENT_S:
                continue
            if is_quiet(waiting.alert):
                waiting.was_held = True
            elif not (waiting.alert.was_already and is_gathering):
                ready.append(waiting)
        out: list[Told] = []
        for key, end in list(self._ends.items()):
            if is_quiet(end.alert):
                del self._ends[key]
                out.extend(self._withdraw(key))
        return [*out, *self._tell(ready, now)]

    def has_due(self, now: Moment, *, is_hushed: bool = False) -> bool:
        """Tell whether anything waits that is due, and may be told."""
        due_s = now.steady_s + A_MOMENT_S
        is_quiet = self._quiet(now, is_hushed=is_hushed)
        return any(
            waiting.due_s <= due_s and not is_quiet(waiting.alert) for waiting in self._waiting.values()
        )

    def next_due_s(self, now: Moment) -> float | None:
        """Give when there may be something to tell, on the steady clock; None when nothing waits.

        What is held back, for the hour or because nobody is to be disturbed, is looked at again now and then.
        """
        if not self._waiting and not self._ends:
            return None
        due_s = min((waiting.due_s for waiting in self._waiting.values()), default=now.steady_s)
        return due_s if due_s > now.steady_s else now.steady_s + LOOK_AGAIN_S

    def _quiet(self, now: Moment, *, is_hushed: bool) -> Callable[[Alert], bool]:
        if is_hushed or now.wall_s < self.muted_until_s:
            return lambda _: True
        local = self._local(now.wall_s)
        return lambda alert: alert.rule.quiet is not NEVER and alert.rule.quiet.holds(local)

    def _put(self, key: AlertKey) -> None:
        """Put off what waits to be told of an alert; what was put off before stays."""
        waiting = self._waiting.pop(key, None)
        self._put_off.setdefault(key, waiting)

    def _wait(self, alert: Alert, due_s: float) -> None:
        if not alert.rule.ways & TOLD:
            return
        self._waiting[alert.key] = _Waiting(alert, due_s)
        if alert.was_already and self._gathering_since_s is None:
            self._gathering_since_s = due_s

    def _is_gathering(self, now: Moment, *, gathers: bool) -> bool:
        if self._gathering_since_s is None:
            return False
        waited_s = now.steady_s - self._gathering_since_s + A_MOMENT_S
        if waited_s < GATHER_S or (gathers and waited_s < GATHER_MOST_S):
            return True
        self._gathering_since_s = None
        return False

    def _withdraw(self, key: AlertKey, replaced_by: str = "") -> list[Told]:
        """Take back what shows an alert, if nothing else stands there and nothing takes its place."""
        notice_id = self._shown.pop(key, None)
        if notice_id is None or notice_id == replaced_by or notice_id in self._shown.values():
            return []
        return [Withdrawal(notice_id)]

    def _tell(self, ready: Sequence[_Waiting], now: Moment) -> list[Told]:
        out: list[Told] = []
        while self._burst and self._burst[0] <= now.steady_s - BURST_S:
            self._burst.popleft()
        alone = sorted(ready, key=_worst_first)
        gathered = [each for each in alone if each.is_gathered]
        if len(gathered) > 1 and len(self._burst) < MOST_IN_A_BURST:
            already = all(each.alert.was_already for each in gathered)
            what = "alerts hold already" if already else "alerts came up meanwhile"
            out.extend(self._sum_up(gathered, [], what, now))
            self._burst.append(now.steady_s)
            alone = [each for each in alone if each not in gathered]
        ends = list(self._ends.values())
        while alone and len(self._burst) < MOST_IN_A_BURST:
            out.extend(self._tell_one(alone.pop(0), now))
            self._burst.append(now.steady_s)
        while ends and len(self._burst) < MOST_IN_A_BURST:
            out.extend(self._tell_end(ends.pop(0)))
            self._burst.append(now.steady_s)
        if (alone or ends) and now.steady_s >= self._next_sum_s:
            what = "more alerts" if alone else "more alerts are over"
            out.extend(self._sum_up(alone, ends, what, now))
            self._next_sum_s = now.steady_s + BURST_S
        return _with_one_sound(out)

    def _tell_one(self, waiting: _Waiting, now: Moment) -> list[Told]:
        alert = self._current(waiting)
        notice_id = _id(alert.key)
        taken_back = self._note(waiting, notice_id, now)
        text = " ".join(part for part in (self._words.detail(alert), self._too_often(alert)) if part)
        ways = alert.rule.ways & TOLD
        title = self._words.headline(alert)
        return [*taken_back, Notice(notice_id, title, text, alert.level, ways, (alert.key,))]

    def _tell_end(self, end: AlertEvent) -> list[Told]:
        key = end.alert.key
        del self._ends[key]
        ways = end.alert.rule.ways & {Way.NOTIFICATION}
        title = self._words.ended(end.alert, end.held_s)
        return [*self._withdraw(key, _id(key)), Notice(_id(key), title, "", Level.NONE, ways, ())]

    def _sum_up(
        self, waiting: Sequence[_Waiting], ends: Sequence[AlertEvent], what: str, now: Moment
    ) -> list[Told]:
        self._sums += 1
        notice_id = f"summary {self._sums}"
        alerts = [self._current(each) for each in waiting]
        lines = [self._words.headline(alert) for alert in alerts]
        lines += [self._words.ended(end.alert, end.held_s) for end in ends]
        taken_back = [told for each in waiting for told in self._note(each, notice_id, now)]
        for end in ends:
            del self._ends[end.alert.key]
            taken_back += self._withdraw(end.alert.key)
        title = f"{len(lines)} {what}" if len(lines) > 1 else lines[0]
        if len(lines) > _LINES:
            lines = [*lines[:_LINES], f"and {len(lines) - _LINES} more"]
        rules = [each.alert.rule for each in waiting] + [end.alert.rule for end in ends]
        notice = Notice(
            notice_id,
            title,
            "\n".join(lines) if len(lines) > 1 else "",
            max((alert.level for alert in alerts), default=Level.NONE),
            frozenset[Way]().union(*(rule.ways for rule in rules)) & TOLD,
            tuple(alert.key for alert in alerts),
        )
        return [*taken_back, notice]

    def _note(self, waiting: _Waiting, notice_id: str, now: Moment) -> list[Told]:
        """Take note that an alert is told, and of when it may be told again; give what that takes back."""
        key, rule = waiting.alert.key, waiting.alert.rule
        del self._waiting[key]
        if waiting.was_held:
            self.held_told_at_s = now.steady_s
        self._put_off.pop(key, None)
        taken_back = self._withdraw(key, notice_id)
        self._shown[key] = notice_id
        self._rested_at_s[key] = now.steady_s + rule.rest_s
        if len(self._rested_at_s) > _MOST_RESTING:
            self._rested_at_s = {key: at_s for key, at_s in self._rested_at_s.items() if at_s > now.steady_s}
        if not waiting.is_repeat:
            self._times.setdefault(rule.name, deque(maxlen=_MOST_COUNTED)).append(now.steady_s)
        if rule.repeat_s:
            self._waiting[key] = _Waiting(waiting.alert, now.steady_s + rule.repeat_s, is_repeat=True)
        return taken_back

    def _too_often(self, alert: Alert) -> str:
        """Say so where a rule is told too often to be of use."""
        times = self._times[alert.rule.name]
        count = sum(at_s > times[-1] - _HOUR_S for at_s in times)
        if count < TOO_OFTEN:
            return ""
        return f"Rule {alert.rule.name!r}: time {count} within an hour, try a higher limit or a longer delay."

    def _current(self, waiting: _Waiting) -> Alert:
        found = self._open.find(waiting.alert.key)
        return found.alert if found is not None else waiting.alert


def _worst_first(waiting: _Waiting) -> tuple[int, Moment, AlertKey]:
    return -waiting.alert.level, waiting.alert.opened, waiting.alert.key


def _id(key: AlertKey) -> str:
    return "|".join((key.rule, key.subject.kind, key.subject.key, *key.subject.picked, *key.subject.queues))


def _with_one_sound(told: Iterable[Told]) -> list[Told]:
    """Let only the first of several that come together sound."""
    out: list[Told] = []
    sounds = False
    for each in told:
        if sounds and isinstance(each, Notice):
            out.append(replace(each, ways=each.ways - {Way.SOUND}))
        else:
            out.append(each)
        sounds = sounds or (isinstance(each, Notice) and Way.SOUND in each.ways)
    return out
