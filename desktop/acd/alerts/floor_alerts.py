"""The supervisor's desk: rules held against the floor, what is open, what is told and what happened."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind, Subject
from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.history import Entry, OpenAlert, OpenAlerts
from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.alerts.notices import Notices, Told
from desktop.acd.alerts.rule import Rule, Way
from desktop.acd.alerts.subjects import FileFault, Subjects
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.connection import Lines
from desktop.acd.directory import Directory
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Changes, Floor
from desktop.acd.limits import Level, Limits
from desktop.acd.moment import Moment
from desktop.acd.wording import spoken_duration

_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change.

    Attributes:
        told: What to tell and what to take back, in order.
        entries: What to add to the history.
        has_changed: Whether other alerts are open, or something else holds of them.

    """

    told: tuple[Told, ...] = ()
    entries: tuple[Entry, ...] = ()
    has_changed: bool = False


class FloorAlerts:
    """Everything about alerts in one place, for whoever shows them.

    It is told of every change, and `advance` is called when `next_due_s` has passed; each call gives what
    came of it. Nothing here reads a clock.

    Arguments:
        floor: Agents and queues; only read.
        naming: Gives what everything is called now.
        local: Gives what the clock on the wall shows at a Unix time.
        can_withdraw: Whether notices can be taken back where they are shown.
        person: Who sits here: stands in the history beside what is acknowledged and snoozed.

    """

    def __init__(
        self,
        floor: Floor,
        naming: Callable[[], DisplayNames],
        local: LocalTime = machine_time,
        *,
        can_withdraw: bool = True,
        person: str = "",
    ) -> None:
        self._person = person
        subjects = Subjects(floor)
        self._local = local
        self._engine = Engine(subjects, local)
        self._words = AlertWords(subjects, naming)
        self._open = OpenAlerts()
        self._notices = Notices(self._words, self._open, local, can_withdraw=can_withdraw)
        self._is_hushed = False

    # What changes

    def set_up(self, rules: Iterable[Rule], directory: Directory, limits: Limits, now: Moment) -> Outcome:
        """Take rules, names and limits."""
        happenings = self._engine.set_up(rules, directory, limits, now)
        self._open.refresh(self._engine.alerts(now))
        self._notices.take_rules()
        return self._come_of(happenings, now)

    def take(self, changes: Changes, now: Moment) -> Outcome:
        """Take what changed on the floor, after the floor did."""
        return self._come_of(self._engine.take(changes, now), now)

    def take_lines(self, lines: Lines, now: Moment) -> Outcome:
        """Take how the lines stand."""
        return self._come_of(self._engine.take_lines(lines, now), now)

    def take_faults(self, faults: Iterable[FileFault], now: Moment) -> Outcome:
        """Take which files can't be written now; none when all can."""
        return self._come_of(self._engine.take_faults(faults, now), now)

    def forget(self, now: Moment) -> Outcome:
        """Take note that something on the floor is gone."""
        return self._come_of(self._engine.forget(now), now)

    def advance(self, now: Moment) -> Outcome:
        """Take what came about by time alone."""
        return self._come_of(self._engine.advance(now), now)

    def next_due_s(self, now: Moment) -> float | None:
        """Give when `advance` is to be called, on the steady clock; None for never."""
        due = [self._engine.next_due_s, self._notices.next_due_s(now), self._open.next_wake_s]
        return min((due_s for due_s in due if due_s is not None), default=None)

    # What a person does

    def acknowledge(self, key: AlertKey, now: Moment, note: str = "") -> Outcome:
        """Take note of an alert. It comes back when it gets worse."""
        found = self._open.acknowledge(key, now, note, self._person)
        if found is None:
            return Outcome()
        self._engine.acknowledge(key, now)
        entry = self._said(found.alert, "acknowledged", now, found.note)
        return Outcome(tuple(self._notices.acknowledge(key)), (entry,), has_changed=True)

    def snooze(self, key: AlertKey, seconds: float, now: Moment) -> Outcome:
        """Hear nothing of an alert for a while. It comes back then, or when it gets worse."""
        until = Moment(now.steady_s + seconds, now.wall_s + seconds)
        found = self._open.snooze(key, until, self._person)
        if found is None:
            return Outcome()
        self._engine.acknowledge(key, now)
        entry = self._said(found.alert, "snoozed", now, f"for {spoken_duration(seconds)}")
        return Outcome(tuple(self._notices.snooze(found.alert, until)), (entry,), has_changed=True)

    def take_back(self, key: AlertKey, now: Moment) -> Outcome:
        """Have an alert as if nobody had acknowledged or snoozed it: what was yet to be told is told."""
        found = self._open.take_back(key, now)
        if found is None:
            return Outcome()
        self._engine.unacknowledge(key, now)
        self._notices.take_back(key)
        came = self._come_of([], now)
        return Outcome(came.told, (self._said(found.alert, "taken back", now),), has_changed=True)

    def mute(self, until_s: float, now: Moment) -> Outcome:
        """Tell nothing up to a Unix time; 0 ends that. What is open then is told in one summary."""
        self._notices.muted_until_s = until_s
        return self._come_of([], now)

    def hush(self, now: Moment, *, is_hushed: bool) -> Outcome:
        """Take whether the system says that nobody wants to be disturbed."""
        self._is_hushed = is_hushed
        return self._come_of([], now)

    def end_of_day_s(self, now: Moment) -> float:
        """Give when today ends, as Unix time: for muting the rest of it."""
        return end_of_day_s(now.wall_s, self._local)

    @property
    def muted_until_s(self) -> float:
        """Up to when nothing is told, as Unix time."""
        return self._notices.muted_until_s

    # What there is to see

    def open_alerts(self, now: Moment) -> list[OpenAlert]:
        """Give what is open, the worst first, with the figures of now."""
        self._open.refresh(self._engine.alerts(now))
        return self._open.worst_first(now)

    def borders(self, now: Moment) -> dict[Subject, Level]:
        """Give what a board draws a border around, and how bad it is."""
        borders: dict[Subject, Level] = {}
        for each in self._open.worst_first(now):
            if Way.BORDER in each.alert.rule.ways:
                subject = each.alert.subject
                borders[subject] = max(borders.get(subject, Level.NONE), each.alert.level)
        return borders

    def headline(self, alert: Alert) -> str:
        """Say what is so, in one short line."""
        return self._words.headline(alert)

    def detail(self, alert: Alert) -> str:
        """Say why it is told, and what belongs to it."""
        return self._words.detail(alert)

    def while_away(self, entries: Iterable[Entry], now: Moment) -> str:
        """Sum up what happened while nobody was here; blank when nothing did.

        Arguments:
            entries: Of the history, since the person went.
            now: The present.

        """
        opened = [entry for entry in entries if entry.what == EventKind.OPENED.value]
        if not opened:
            return ""
        still = self.open_alerts(now)
        count = f"{len(opened)} alert{'s' if len(opened) > 1 else ''}"
        if not still:
            return f"{count}, all over."
        lines = [self._words.headline(each.alert) for each in still[:_LINES]]
        more = [f"and {len(still) - _LINES} more"] if len(still) > _LINES else []
        return "\n".join([f"{count}, {len(still)} open:", *lines, *more])

    def told_held_since(self, since: Moment) -> bool:
        """Tell whether what was held back has been told since then."""
        return self._notices.held_told_at_s >= since.steady_s

    def _come_of(self, happenings: Iterable[AlertEvent], now: Moment) -> Outcome:
        told: list[Told] = []
        entries = []
        for happening in happenings:
            self._open.take(happening)
            told.extend(self._notices.take(happening, now))
            entries.append(self._record(happening))
        woke = self._open.wake(now)
        gathers = self._engine.waits_for_what_was_already
        if self._notices.has_due(now, is_hushed=self._is_hushed):
            self._open.refresh(self._engine.alerts(now))
        told.extend(self._notices.tell(now, is_hushed=self._is_hushed, gathers=gathers))
        return Outcome(tuple(told), tuple(entries), has_changed=woke or bool(entries))

    def _record(self, happening: AlertEvent) -> Entry:
        alert = happening.alert
        if happening.what is EventKind.ENDED:
            text = self._words.ended(alert, happening.held_s)
            return Entry(happening.at, alert.rule.name, happening.what.value, text)
        return self._entry(alert, happening.what.value, happening.at)

    def _entry(self, alert: Alert, what: str, at: Moment, note: str = "") -> Entry:
        return Entry(at, alert.rule.name, what, self._words.headline(alert), note)

    def _said(self, alert: Alert, what: str, at: Moment, note: str = "") -> Entry:
        return replace(self._entry(alert, what, at, note), by=self._person)


def end_of_day_s(wall_s: float, local: LocalTime = machine_time) -> float:
    """Give when the day ends, as Unix time; also one on which the clock is put forward or back."""
    now = local(wall_s)
    midnight = dt.datetime.combine(now.date(), dt.time()) + dt.timedelta(days=1)
    ends_s = wall_s + (midnight - now.replace(tzinfo=None)).total_seconds()
    # The clock may have been put forward or back on the way.
    return ends_s + (midnight - local(ends_s).replace(tzinfo=None)).total_seconds()
