"""Notices of alerts: few, once each, and withdrawn when they no longer hold."""

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind
from desktop.acd.alerts.hours import NEVER, LocalTime, machine_time
from desktop.acd.alerts.lifecycle import TOLERANCE_S
from desktop.acd.alerts.open_alerts import OpenAlerts
from desktop.acd.alerts.rule import NOTIFYING, Way
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.limits import Level
from desktop.acd.moment import Moment

MOST_IN_A_BURST: Final = 5
"""Single notices in a burst; one summary of the rest follows (desktop/boards/README.md)."""
BURST_S: Final = 60.0
"""Notices within this time are one burst."""
GATHER_S: Final = 20.0
"""How long to wait, after an alert that held at the start, for others to put in the same summary."""
GATHER_MOST_S: Final = 120.0
"""The same wait if some are still within the delay of their rule."""
TOO_OFTEN: Final = 6
"""From this many notices per hour, a notice says that its rule alerts too often."""
POLL_S: Final = 5.0
"""Polling interval of notices that are held back."""
_HOUR_S: Final = 3600.0
_LINES: Final = 5
_MOST_COUNTED: Final = 99
_MOST_RESTING: Final = 10_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to notify a person of.

    Attributes:
        id: A later notice with the same ID replaces it.
        title: A few words.
        text: The rest; may have several lines.
        level: The level; `Level.NONE` for the end of an alert.
        ways: How to notify.
        alerts: The alerts it is about, the worst first; a click leads there.

    """

    id: str
    title: str
    text: str
    level: Level
    ways: frozenset[Way]
    alerts: tuple[AlertKey, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The withdrawal of a notice that no longer holds.

    Attributes:
        id: The notice's ID.

    """

    id: str


NoticeUpdate = Notice | Withdrawal


@dataclass(slots=True)
class _PendingNotice:
    """The notice of an alert, yet to be shown."""

    alert: Alert
    due_s: float
    was_held: bool = False
    is_repeat: bool = False

    @property
    def is_gathered(self) -> bool:
        """Whether it goes into a summary."""
        return self.was_held or (self.alert.held_from_start and not self.is_repeat)


class Notices:
    """Decides which notices to show, and when.

    Arguments:
        words: Describes alerts.
        open_alerts: The open alerts.
        local: Converts Unix time to local wall time.
        can_withdraw: Whether shown notices can be withdrawn; if not, every end is announced.

    Attributes:
        muted_until_s: The Unix time until which nothing is shown.
        held_shown_at_s: When a notice that had been held back was last shown, on the steady clock.

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
        self.held_shown_at_s = -math.inf
        self._pending: dict[AlertKey, _PendingNotice] = {}
        self._ends: dict[AlertKey, AlertEvent] = {}
        self._shown: dict[AlertKey, str] = {}
        self._put_aside: dict[AlertKey, _PendingNotice | None] = {}
        self._rested_at_s: dict[AlertKey, float] = {}
        self._times: dict[str, deque[float]] = {}
        self._burst: deque[float] = deque()
        self._next_summary_s = -math.inf
        self._summaries = 0
        self._gathering_since_s: float | None = None

    # Events

    def take(self, event: AlertEvent, now: Moment) -> list[NoticeUpdate]:
        """Process an event, after `OpenAlerts` did; return what to withdraw at once."""
        alert = event.alert
        key = alert.key
        self._put_aside.pop(key, None)
        match event.kind:
            case EventKind.OPENED:
                withdrawn = self._withdraw(key) if self._ends.pop(key, None) is not None else []
                self._expect(alert, max(now.steady_s, self._rested_at_s.get(key, -math.inf)))
                return withdrawn
            case EventKind.WORSENED:
                self._expect(alert, now.steady_s)
                return []
            case EventKind.ENDED:
                self._pending.pop(key, None)
                if key in self._shown and (alert.rule.says_end or not self._can_withdraw):
                    self._ends[key] = event
                    return []
                return self._withdraw(key)
            case EventKind.DROPPED:
                self._pending.pop(key, None)
                return self._withdraw(key)

    def take_rules(self) -> None:
        """Update pending notices to the rules that count now."""
        for pending in self._pending.values():
            pending.alert = self._current(pending)
        self._pending = {
            key: pending
            for key, pending in self._pending.items()
            if pending.alert.rule.ways & NOTIFYING and (pending.alert.rule.repeat_s or not pending.is_repeat)
        }

    def acknowledge(self, key: AlertKey) -> list[NoticeUpdate]:
        """Drop the notice of an acknowledged alert; return what to withdraw."""
        self._put_away(key)
        return self._withdraw(key)

    def snooze(self, alert: Alert, until: Moment) -> list[NoticeUpdate]:
        """Notify again when a snooze ends, if the alert is still open; return what to withdraw."""
        self._put_away(alert.key)
        self._expect(alert, until.steady_s)
        return self._withdraw(alert.key)

    def take_back(self, key: AlertKey) -> None:
        """Restore the pending notice that an alert had before it was acknowledged or snoozed."""
        self._pending.pop(key, None)
        pending = self._put_aside.pop(key, None)
        if pending is not None:
            self._pending[key] = pending

    # Output

    def show(self, now: Moment, *, wants_quiet: bool = False, gathers: bool = False) -> list[NoticeUpdate]:
        """Return the notices to show and to withdraw now.

        Arguments:
            now: The present.
            wants_quiet: Whether the operating system asks not to disturb.
            gathers: Whether more alerts may open that held when they could first be known.

        """
        is_quiet = self._quiet(now, wants_quiet=wants_quiet)
        is_gathering = self._is_gathering(now, gathers=gathers)
        ready = []
        for pending in self._pending.values():
            if pending.due_s > now.steady_s + TOLERANCE_S:
                continue
            if is_quiet(pending.alert):
                pending.was_held = True
            elif not (pending.alert.held_from_start and is_gathering):
                ready.append(pending)
        out: list[NoticeUpdate] = []
        for key, end in list(self._ends.items()):
            if is_quiet(end.alert):
                del self._ends[key]
                out.extend(self._withdraw(key))
        return [*out, *self._show_ready(ready, now)]

    def has_due(self, now: Moment, *, wants_quiet: bool = False) -> bool:
        """Return whether any pending notice is due and may be shown."""
        due_s = now.steady_s + TOLERANCE_S
        is_quiet = self._quiet(now, wants_quiet=wants_quiet)
        return any(
            pending.due_s <= due_s and not is_quiet(pending.alert) for pending in self._pending.values()
        )

    def next_due_s(self, now: Moment) -> float | None:
        """Return when there may be something to show, on the steady clock; None if nothing is pending.

        Notices that are held back are polled.
        """
        if not self._pending and not self._ends:
            return None
        due_s = min((pending.due_s for pending in self._pending.values()), default=now.steady_s)
        return due_s if due_s > now.steady_s else now.steady_s + POLL_S

    def _quiet(self, now: Moment, *, wants_quiet: bool) -> Callable[[Alert], bool]:
        if wants_quiet or now.wall_s < self.muted_until_s:
            return lambda _: True
        local = self._local(now.wall_s)
        return lambda alert: alert.rule.quiet is not NEVER and alert.rule.quiet.holds(local)

    def _put_away(self, key: AlertKey) -> None:
        """Put the pending notice of an alert aside; what was put aside before stays."""
        pending = self._pending.pop(key, None)
        self._put_aside.setdefault(key, pending)

    def _expect(self, alert: Alert, due_s: float) -> None:
        if not alert.rule.ways & NOTIFYING:
            return
        self._pending[alert.key] = _PendingNotice(alert, due_s)
        if alert.held_from_start and self._gathering_since_s is None:
            self._gathering_since_s = due_s

    def _is_gathering(self, now: Moment, *, gathers: bool) -> bool:
        if self._gathering_since_s is None:
            return False
        waited_s = now.steady_s - self._gathering_since_s + TOLERANCE_S
        if waited_s < GATHER_S or (gathers and waited_s < GATHER_MOST_S):
            return True
        self._gathering_since_s = None
        return False

    def _withdraw(self, key: AlertKey, replaced_by: str = "") -> list[NoticeUpdate]:
        """Withdraw the notice of an alert, unless it has other alerts or is to be replaced."""
        notice_id = self._shown.pop(key, None)
        if notice_id is None or notice_id == replaced_by or notice_id in self._shown.values():
            return []
        return [Withdrawal(notice_id)]

    def _show_ready(self, ready: Sequence[_PendingNotice], now: Moment) -> list[NoticeUpdate]:
        out: list[NoticeUpdate] = []
        while self._burst and self._burst[0] <= now.steady_s - BURST_S:
            self._burst.popleft()
        alone = sorted(ready, key=_worst_first)
        gathered = [each for each in alone if each.is_gathered]
        if len(gathered) > 1 and len(self._burst) < MOST_IN_A_BURST:
            already = all(each.alert.held_from_start for each in gathered)
            what = "alerts hold already" if already else "alerts came up meanwhile"
            out.extend(self._sum_up(gathered, [], what, now))
            self._burst.append(now.steady_s)
            alone = [each for each in alone if each not in gathered]
        ends = list(self._ends.values())
        while alone and len(self._burst) < MOST_IN_A_BURST:
            out.extend(self._show_one(alone.pop(0), now))
            self._burst.append(now.steady_s)
        while ends and len(self._burst) < MOST_IN_A_BURST:
            out.extend(self._show_end(ends.pop(0)))
            self._burst.append(now.steady_s)
        if (alone or ends) and now.steady_s >= self._next_summary_s:
            what = "more alerts" if alone else "more alerts are over"
            out.extend(self._sum_up(alone, ends, what, now))
            self._next_summary_s = now.steady_s + BURST_S
        return _with_one_sound(out)

    def _show_one(self, pending: _PendingNotice, now: Moment) -> list[NoticeUpdate]:
        alert = self._current(pending)
        notice_id = _id(alert.key)
        withdrawn = self._note(pending, notice_id, now)
        text = " ".join(part for part in (self._words.detail(alert), self._too_often(alert)) if part)
        ways = alert.rule.ways & NOTIFYING
        title = self._words.headline(alert)
        return [*withdrawn, Notice(notice_id, title, text, alert.level, ways, (alert.key,))]

    def _show_end(self, end: AlertEvent) -> list[NoticeUpdate]:
        key = end.alert.key
        del self._ends[key]
        ways = end.alert.rule.ways & {Way.NOTIFICATION}
        title = self._words.ended(end.alert, end.held_s)
        return [*self._withdraw(key, _id(key)), Notice(_id(key), title, "", Level.NONE, ways, ())]

    def _sum_up(
        self, pending: Sequence[_PendingNotice], ends: Sequence[AlertEvent], what: str, now: Moment
    ) -> list[NoticeUpdate]:
        self._summaries += 1
        notice_id = f"summary {self._summaries}"
        alerts = [self._current(each) for each in pending]
        lines = [self._words.headline(alert) for alert in alerts]
        lines += [self._words.ended(end.alert, end.held_s) for end in ends]
        withdrawn = [update for each in pending for update in self._note(each, notice_id, now)]
        for end in ends:
            del self._ends[end.alert.key]
            withdrawn += self._withdraw(end.alert.key)
        title = f"{len(lines)} {what}" if len(lines) > 1 else lines[0]
        if len(lines) > _LINES:
            lines = [*lines[:_LINES], f"and {len(lines) - _LINES} more"]
        rules = [each.alert.rule for each in pending] + [end.alert.rule for end in ends]
        notice = Notice(
            notice_id,
            title,
            "\n".join(lines) if len(lines) > 1 else "",
            max((alert.level for alert in alerts), default=Level.NONE),
            frozenset[Way]().union(*(rule.ways for rule in rules)) & NOTIFYING,
            tuple(alert.key for alert in alerts),
        )
        return [*withdrawn, notice]

    def _note(self, pending: _PendingNotice, notice_id: str, now: Moment) -> list[NoticeUpdate]:
        """Note that an alert is shown, and when it may be shown again; return what to withdraw for it."""
        key, rule = pending.alert.key, pending.alert.rule
        del self._pending[key]
        if pending.was_held:
            self.held_shown_at_s = now.steady_s
        self._put_aside.pop(key, None)
        withdrawn = self._withdraw(key, notice_id)
        self._shown[key] = notice_id
        self._rested_at_s[key] = now.steady_s + rule.rest_s
        if len(self._rested_at_s) > _MOST_RESTING:
            self._rested_at_s = {key: at_s for key, at_s in self._rested_at_s.items() if at_s > now.steady_s}
        if not pending.is_repeat:
            self._times.setdefault(rule.name, deque(maxlen=_MOST_COUNTED)).append(now.steady_s)
        if rule.repeat_s:
            self._pending[key] = _PendingNotice(pending.alert, now.steady_s + rule.repeat_s, is_repeat=True)
        return withdrawn

    def _too_often(self, alert: Alert) -> str:
        """Return a hint if a rule notifies too often to be of use."""
        times = self._times[alert.rule.name]
        count = sum(at_s > times[-1] - _HOUR_S for at_s in times)
        if count < TOO_OFTEN:
            return ""
        return f"Rule {alert.rule.name!r}: time {count} within an hour, try a higher limit or a longer delay."

    def _current(self, pending: _PendingNotice) -> Alert:
        found = self._open.find(pending.alert.key)
        return found.alert if found is not None else pending.alert


def _worst_first(pending: _PendingNotice) -> tuple[int, Moment, AlertKey]:
    return -pending.alert.level, pending.alert.opened, pending.alert.key


def _id(key: AlertKey) -> str:
    return "|".join((key.rule, key.subject.kind, key.subject.key, *key.subject.picked, *key.subject.queues))


def _with_one_sound(updates: Iterable[NoticeUpdate]) -> list[NoticeUpdate]:
    """Return the notices; of those with a sound only the first keeps it."""
    out: list[NoticeUpdate] = []
    sounds = False
    for each in updates:
        if sounds and isinstance(each, Notice):
            out.append(replace(each, ways=each.ways - {Way.SOUND}))
        else:
            out.append(each)
        sounds = sounds or (isinstance(each, Notice) and Way.SOUND in each.ways)
    return out
