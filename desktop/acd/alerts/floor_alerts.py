"""The alerts of one floor without Qt: from changes of the floor to notices and entries of the history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind, Subject
from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.alerts.notices import Notices, NoticeUpdate
from desktop.acd.alerts.open_alerts import AlertSummary, OpenAlert, OpenAlerts
from desktop.acd.alerts.rule import Rule, Way
from desktop.acd.alerts.subjects import FileFault, Subjects
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Changes, Floor
from desktop.acd.limits import Level, Limits
from desktop.acd.moment import Moment
from desktop.acd.wording import spoken_duration

_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a method call.

    Attributes:
        notices: Notices to show and to withdraw, in order.
        entries: New entries of the history.
        has_changed: Whether the open alerts, or what a person did about them, changed.

    """

    notices: tuple[NoticeUpdate, ...] = ()
    entries: tuple[HistoryEntry, ...] = ()
    has_changed: bool = False


class FloorAlerts:
    """Rules, open alerts and notices of one floor.

    Its owner reports every change and calls `advance` when `next_due_s` has passed; each call returns its
    outcome. Nothing here reads a clock.

    Arguments:
        floor: Agents and queues; only read.
        local: Converts Unix time to local wall time.
        wants_quiet: Returns whether the operating system asks not to disturb.
        can_withdraw: Whether shown notices can be withdrawn.
        person: The person at this computer, for the history of acknowledging and snoozing.

    Attributes:
        notices: Decides which notices to show, and knows until when they are muted.

    """

    def __init__(
        self,
        floor: Floor,
        local: LocalTime = machine_time,
        wants_quiet: Callable[[], bool] = lambda: False,
        *,
        can_withdraw: bool = True,
        person: str = "",
    ) -> None:
        self._person = person
        self._wants_quiet = wants_quiet
        self._names = DisplayNames()
        self._subjects = Subjects(floor)
        self._engine = Engine(self._subjects, local)
        self._words = AlertWords(self._subjects, lambda: self._names)
        self._open = OpenAlerts()
        self.notices = Notices(self._words, self._open, local, can_withdraw=can_withdraw)

    # Changes

    def set_up(self, rules: Iterable[Rule], directory: Directory, limits: Limits, now: Moment) -> Outcome:
        """Set rules, names and limits."""
        self._names = DisplayNames(directory)
        events = self._engine.set_up(rules, directory, limits, now)
        self._open.refresh(self._engine.alerts(now))
        self.notices.take_rules()
        return self._process(events, now)

    def take(self, changes: Changes, now: Moment) -> Outcome:
        """Process changes of the floor, once the floor has them."""
        return self._process(self._engine.take(changes, now), now)

    def take_lines(self, lines: Connections, now: Moment) -> Outcome:
        """Process the state of the lines."""
        return self._process(self._engine.take_lines(lines, now), now)

    def take_faults(self, faults: Iterable[FileFault], now: Moment) -> Outcome:
        """Process the files that cannot be written now; none if all can."""
        return self._process(self._engine.take_faults(faults, now), now)

    def forget(self, now: Moment) -> Outcome:
        """Process the removal of agents and queues from the floor."""
        return self._process(self._engine.forget(now), now)

    def advance(self, now: Moment) -> Outcome:
        """Process what time alone has changed."""
        return self._process(self._engine.advance(now), now)

    def next_due_s(self, now: Moment) -> float | None:
        """Return when to call `advance`, on the steady clock; None for never."""
        due = [self._engine.next_due_s, self.notices.next_due_s(now), self._open.next_wake_s]
        return min((due_s for due_s in due if due_s is not None), default=None)

    # Actions of a person

    def acknowledge(self, key: AlertKey, now: Moment, note: str = "") -> Outcome:
        """Acknowledge an alert until it gets worse."""
        found = self._open.acknowledge(key, now, note, self._person)
        if found is None:
            return Outcome()
        self._engine.acknowledge(key, now)
        entry = self._entry(found.alert, "acknowledged", now, found.note, self._person)
        return Outcome(tuple(self.notices.acknowledge(key)), (entry,), has_changed=True)

    def snooze(self, key: AlertKey, seconds: float, now: Moment) -> Outcome:
        """Silence an alert for a while, or until it gets worse."""
        until = Moment(now.steady_s + seconds, now.wall_s + seconds)
        found = self._open.snooze(key, until, self._person)
        if found is None:
            return Outcome()
        self._engine.acknowledge(key, now)
        entry = self._entry(found.alert, "snoozed", now, f"for {spoken_duration(seconds)}", self._person)
        return Outcome(tuple(self.notices.snooze(found.alert, until)), (entry,), has_changed=True)

    def take_back(self, key: AlertKey, now: Moment) -> Outcome:
        """Undo acknowledging or snoozing an alert: a pending notice is shown after all."""
        found = self._open.take_back(key, now)
        if found is None:
            return Outcome()
        self._engine.unacknowledge(key, now)
        self.notices.take_back(key)
        entry = self._entry(found.alert, "taken back", now, by=self._person)
        return replace(self._process([], now), entries=(entry,), has_changed=True)

    def mute(self, until_s: float, now: Moment) -> Outcome:
        """Show no notices until a Unix time, then one summary of what is open; 0 ends muting."""
        self.notices.muted_until_s = until_s
        return self._process([], now)

    # Results

    def open_alerts(self, now: Moment) -> list[OpenAlert]:
        """Return the open alerts with current readings, the worst first."""
        self._open.refresh(self._engine.alerts(now))
        return self._open.worst_first(now)

    def borders(self, now: Moment) -> dict[Subject, Level]:
        """Return the subjects that boards draw borders around, each with the worst level."""
        borders: dict[Subject, Level] = {}
        for each in self._open.worst_first(now):
            if Way.BORDER in each.alert.rule.ways:
                subject = each.alert.subject
                borders[subject] = max(borders.get(subject, Level.NONE), each.alert.level)
        return borders

    def summaries(self, now: Moment) -> list[AlertSummary]:
        """Describe the open alerts in words, the worst first."""
        return [
            AlertSummary(
                each.alert.key,
                self._words.headline(each.alert),
                each.alert.level,
                each.alert.since,
                self._words.detail(each.alert),
                each.said(now),
            )
            for each in self.open_alerts(now)
        ]

    def while_away(self, entries: Iterable[HistoryEntry], now: Moment) -> str:
        """Summarise the alerts of the time that the person was away; blank if there were none.

        Arguments:
            entries: The entries of the history from that time.
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

    def _process(self, events: Iterable[AlertEvent], now: Moment) -> Outcome:
        updates: list[NoticeUpdate] = []
        entries = []
        for event in events:
            self._open.take(event)
            updates.extend(self.notices.take(event, now))
            entries.append(self._record(event))
        woke = self._open.wake(now)
        wants_quiet = self._wants_quiet()
        if self.notices.has_due(now, wants_quiet=wants_quiet):
            self._open.refresh(self._engine.alerts(now))
        gathers = self._engine.has_pending_from_start
        updates.extend(self.notices.show(now, wants_quiet=wants_quiet, gathers=gathers))
        return Outcome(tuple(updates), tuple(entries), has_changed=woke or bool(entries))

    def _record(self, event: AlertEvent) -> HistoryEntry:
        entry = self._entry(event.alert, event.kind.value, event.at)
        if event.kind is EventKind.ENDED:
            return replace(entry, text=self._words.ended(event.alert, event.held_s))
        return entry

    def _entry(self, alert: Alert, what: str, at: Moment, note: str = "", by: str = "") -> HistoryEntry:
        return HistoryEntry(at, alert.rule.name, what, self._words.headline(alert), note, by)
