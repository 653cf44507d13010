"""The rule engine: evaluates only what a change touches, and what is due by time alone."""

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind, Reading, Subject, SubjectKind
from desktop.acd.alerts.conditions import Measure, read
from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.alerts.lifecycle import TOLERANCE_S, Lifecycle, Phase
from desktop.acd.alerts.rule import OF_AGENTS, OF_TEAMS, Condition, Rule
from desktop.acd.alerts.subjects import FileFault, Subjects
from desktop.acd.alerts.watched_rule import WatchedRule
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory
from desktop.acd.due_times import DueTimes
from desktop.acd.floor import Changes
from desktop.acd.limits import Limit, Limits
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueKind

_MINUTE_S: Final = 60.0


class _Evaluation(NamedTuple):
    """One measure at one moment, for all rules."""

    measure: Measure
    reading: Reading | None
    board: Limit
    is_first: bool
    now: Moment


class Engine:
    """Evaluates rules.

    Its owner reports every change and calls `advance` when `next_due_s` has passed. Each call returns the
    events of alerts, in order.

    Arguments:
        subjects: The known subjects.
        local: Converts Unix time to local wall time.

    """

    def __init__(self, subjects: Subjects, local: LocalTime = machine_time) -> None:
        self._subjects = subjects
        self._local = local
        self._rules: dict[Condition, list[WatchedRule]] = {}
        self._lifecycles: dict[Measure, dict[WatchedRule, Lifecycle]] = {}
        self._events: list[AlertEvent] = []
        self._seen: set[Measure] = set()
        self._due: DueTimes[Measure] = DueTimes()
        self._minute_at_s = math.inf
        self._live: frozenset[str] = frozenset()

    def set_up(
        self, rules: Iterable[Rule], directory: Directory, limits: Limits, now: Moment
    ) -> list[AlertEvent]:
        """Set rules, names and limits. An alert stays open if its rule is replaced by an equivalent one."""
        rules = tuple(rules)
        self._subjects.set_up(directory, limits, rules, now)
        self._watch(rules, now)
        return self._take_events()

    def take(self, changes: Changes, now: Moment) -> list[AlertEvent]:
        """Process changes of the floor, once the floor has them."""
        if (changes.groups or changes.paths) and self._subjects.has_other_kinds():
            self._set_up_again(now)
        touched: dict[Subject, None] = {}
        for agent_id in changes.agents:
            touched |= dict.fromkeys(self._subjects.take_agent(agent_id, now))
            subject = Subject(SubjectKind.AGENT, agent_id)
            for condition in self._rules:
                if condition in OF_AGENTS:
                    self._evaluate(Measure(condition, subject), now)
        for kind, keys in ((QueueKind.GROUP, changes.groups), (QueueKind.PATH, changes.paths)):
            for key in keys:
                touched |= dict.fromkeys(self._subjects.take_queue(kind, key))
                subject = self._subjects.subject_of(kind, key)
                self._evaluate(Measure(Condition.CALLERS_WAITING, subject), now)
                self._evaluate(Measure(Condition.LONGEST_WAITING, subject), now)
        for subject in touched:
            for condition in OF_TEAMS:
                self._evaluate(Measure(condition, subject), now)
        return self._take_events()

    def take_lines(self, lines: Connections, now: Moment) -> list[AlertEvent]:
        """Process the state of the lines."""
        live = frozenset(line.source for line in lines.connections if line.is_live)
        if live - self._live:
            # After a silence, a condition may have held for long before it is known again.
            self._seen.clear()
        self._live = live
        before = self._subjects.of(Condition.NO_CONNECTION)
        is_other = self._subjects.take_lines(lines, now)
        if set(before).difference(self._subjects.of(Condition.NO_CONNECTION)):
            # The program no longer listens to a phone system: its alert is dropped, not ended.
            self._watch(self._all_rules(), now)
        elif is_other:
            self._evaluate_all(now)
        else:
            self._evaluate_each(Condition.NO_CONNECTION, now)
        return self._take_events()

    def take_faults(self, faults: Iterable[FileFault], now: Moment) -> list[AlertEvent]:
        """Process the files that cannot be written now."""
        for subject in self._subjects.take_faults(faults):
            self._evaluate(Measure(Condition.FILE_FAULT, subject), now)
        return self._take_events()

    def forget(self, now: Moment) -> list[AlertEvent]:
        """Process the removal of agents and queues from the floor."""
        self._set_up_again(now)
        return self._take_events()

    def advance(self, now: Moment) -> list[AlertEvent]:
        """Process what time alone has changed."""
        if self._minute_at_s <= now.steady_s + TOLERANCE_S:
            for condition in self._follow_clock(now):
                self._evaluate_each(condition, now)
        for measure in self._due.pop_until(now.steady_s + TOLERANCE_S):
            self._evaluate(measure, now)
        return self._take_events()

    @property
    def next_due_s(self) -> float | None:
        """When time alone may change something, on the steady clock; None for never."""
        due_s = min(self._due.next_s, self._minute_at_s)
        return due_s if due_s < math.inf else None

    @property
    def due_times(self) -> int:
        """The number of due times kept, outdated ones included."""
        return len(self._due)

    @property
    def has_pending_from_start(self) -> bool:
        """Whether a condition held when it could first be known, and may yet become an alert."""
        return any(
            lifecycle.held_from_start and lifecycle.phase is Phase.PENDING
            for lifecycles in self._lifecycles.values()
            for lifecycle in lifecycles.values()
        )

    def alerts(self, now: Moment) -> list[Alert]:
        """Return the open alerts with current readings."""
        found = []
        for measure, lifecycles in self._lifecycles.items():
            reading = read(self._subjects, measure, now)
            for lifecycle in lifecycles.values():
                if lifecycle.phase is not Phase.PENDING:
                    if lifecycle.phase is Phase.OPEN and reading is not None:
                        lifecycle.reading = reading
                    found.append(lifecycle.alert())
        return found

    def acknowledge(self, key: AlertKey, now: Moment) -> None:
        """From now on count an alert as worse only once it is much worse than it is now."""
        for measure, rule, lifecycle in self._lifecycles_of(key):
            reading = read(self._subjects, measure, now)
            lifecycle.acknowledge(rule.value(reading)[0] if reading is not None else lifecycle.value)
            self._due.expect(measure, now.steady_s)

    def unacknowledge(self, key: AlertKey, now: Moment) -> None:
        """Undo `acknowledge`: count an alert as worse as soon as its level rises."""
        for measure, _, lifecycle in self._lifecycles_of(key):
            lifecycle.unacknowledge()
            self._due.expect(measure, now.steady_s)

    def _lifecycles_of(self, key: AlertKey) -> Iterator[tuple[Measure, WatchedRule, Lifecycle]]:
        for measure, lifecycles in self._lifecycles.items():
            if measure.subject == key.subject:
                for rule, lifecycle in lifecycles.items():
                    if rule.rule.name == key.rule and measure.condition is rule.rule.condition:
                        yield measure, rule, lifecycle

    def _take_events(self) -> list[AlertEvent]:
        events, self._events = self._events, []
        return events

    # Which rules count

    def _all_rules(self) -> list[Rule]:
        return [each.rule for rules in self._rules.values() for each in rules]

    def _set_up_again(self, now: Moment) -> None:
        rules = self._all_rules()
        self._subjects.set_up(self._subjects.directory, self._subjects.limits, rules, now)
        self._watch(rules, now)

    def _watch(self, rules: Iterable[Rule], now: Moment) -> None:
        by_condition: dict[Condition, list[WatchedRule]] = {}
        kept: dict[Rule, WatchedRule] = {}
        for rule in rules:
            watched = WatchedRule(rule, self._subjects)
            kept[watched.condition_key] = watched
            by_condition.setdefault(rule.condition, []).append(watched)
        self._rules = by_condition
        for measure, lifecycles in list(self._lifecycles.items()):
            stays = {}
            for before, lifecycle in lifecycles.items():
                after = kept.get(before.condition_key)
                subject = measure.subject
                if after is not None and self._subjects.is_there(subject) and after.covers(subject):
                    lifecycle.rule = after.rule
                    stays[after] = lifecycle
                elif lifecycle.phase is not Phase.PENDING:
                    self._events.append(AlertEvent(EventKind.DROPPED, lifecycle.alert(), now))
            self._keep(measure, stays)
        self._follow_clock(now)
        self._evaluate_all(now)

    def _follow_clock(self, now: Moment) -> set[Condition]:
        """Update the rules that depend on the time of day; return the conditions to evaluate.

        Called every minute, so the clock may be set, put forward and put back.
        """
        local = self._local(now.wall_s)
        rules = [each for rules in self._rules.values() for each in rules if each.needs_clock]
        seconds = local.second + local.microsecond / 1e6
        self._minute_at_s = now.steady_s + _MINUTE_S - seconds if rules else math.inf
        return {each.rule.condition for each in rules if each.follow_clock(local, now)}

    # Evaluating

    def _evaluate_all(self, now: Moment) -> None:
        for condition in self._rules:
            self._evaluate_each(condition, now)
        for measure in list(self._lifecycles):
            self._evaluate(measure, now)

    def _evaluate_each(self, condition: Condition, now: Moment) -> None:
        for subject in self._subjects.of(condition):
            self._evaluate(Measure(condition, subject), now)

    def _evaluate(self, measure: Measure, now: Moment) -> None:
        rules = self._rules.get(measure.condition)
        lifecycles = self._lifecycles.get(measure)
        if rules is None and lifecycles is None:
            return
        reading = read(self._subjects, measure, now)
        is_first = reading is not None and measure not in self._seen
        if is_first:
            self._seen.add(measure)
        if lifecycles is None:
            if reading is None or (reading.value <= 0 and not reading.grows):
                self._due.expect(measure, math.inf)
                return
            lifecycles = {}
        evaluation = _Evaluation(measure, reading, self._subjects.limit_of(measure), is_first, now)
        next_s = self._apply_rules(rules or [], lifecycles, evaluation)
        self._keep(measure, lifecycles)
        if lifecycles and reading is not None:
            next_s = min(next_s, reading.until_s)
        self._due.expect(measure, max(next_s, now.steady_s + 2 * TOLERANCE_S))

    def _apply_rules(
        self, rules: list[WatchedRule], lifecycles: dict[WatchedRule, Lifecycle], evaluation: _Evaluation
    ) -> float:
        """Apply all rules to a measure; return when time alone may change any of them.

        There may be many rules and most have nothing to do, so those are skipped early.
        """
        reading = evaluation.reading
        grows = reading is not None and reading.grows
        reached = reading.value + TOLERANCE_S if reading is not None else -math.inf
        next_s = least = math.inf
        for rule in rules:
            lifecycle = lifecycles.get(rule)
            if lifecycle is None:
                if reached < rule.least:
                    least = min(least, rule.least)
                    continue
            elif grows and reading is not None and lifecycle.take_larger(reading):
                continue
            next_s = min(next_s, self._apply(rule, lifecycles, evaluation))
        if grows and reading is not None:
            next_s = min(next_s, evaluation.now.steady_s + least - reading.value)
        return next_s

    def _apply(
        self, rule: WatchedRule, lifecycles: dict[WatchedRule, Lifecycle], evaluation: _Evaluation
    ) -> float:
        """Apply one rule to a measure; return when time alone may change it."""
        measure, reading, board, is_first, now = evaluation
        lifecycle = lifecycles.get(rule)
        limit = rule.limit(board)
        value, other_in_s = rule.value(reading) if reading is not None else (0.0, math.inf)
        if lifecycle is None:
            if reading is None or not rule.is_active or not limit:
                return math.inf
            if value + TOLERANCE_S < limit:
                ahead_s = min(other_in_s, limit - value if reading.grows else math.inf)
                return now.steady_s + ahead_s
            if not rule.covers(measure.subject):
                return math.inf
            lifecycle = lifecycles[rule] = Lifecycle(rule.rule, measure.subject, reading, is_first)
        counts = rule.is_active and limit
        what = lifecycle.step(reading, value, limit, board, now) if counts else EventKind.DROPPED
        is_over = what is EventKind.ENDED or what is EventKind.DROPPED
        if is_over:
            del lifecycles[rule]
        if what is not None and (what is not EventKind.DROPPED or lifecycle.phase is not Phase.PENDING):
            held_s = lifecycle.held_s() if what is EventKind.ENDED else 0.0
            self._events.append(AlertEvent(what, lifecycle.alert(), now, held_s))
        return math.inf if is_over else min(lifecycle.due_s(board), now.steady_s + other_in_s)

    def _keep(self, measure: Measure, lifecycles: dict[WatchedRule, Lifecycle]) -> None:
        if lifecycles:
            self._lifecycles[measure] = lifecycles
        else:
            self._lifecycles.pop(measure, None)
