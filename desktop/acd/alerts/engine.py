"""Holds the rules against what is known: only what a change touches, and what is due by time alone."""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from desktop.acd.alerts.alert import Alert, AlertEvent, AlertKey, EventKind, Reading, Subject, SubjectKind
from desktop.acd.alerts.conditions import read
from desktop.acd.alerts.hours import ALWAYS, Hours, LocalTime, machine_time, minutes_past
from desktop.acd.alerts.lifecycle import A_MOMENT_S, Lifecycle, Phase
from desktop.acd.alerts.rule import OF_AGENTS, OF_TEAMS, Condition, Rule
from desktop.acd.alerts.subjects import FileFault, Subjects
from desktop.acd.connection import Lines
from desktop.acd.directory import Directory
from desktop.acd.floor import Changes
from desktop.acd.limits import Limit, Limits
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueKind
from desktop.acd.selection import Selection

_FEW: Final = 64
_MINUTE_S: Final = 60.0
_STILL_FOR_MIN: Final = 12 * 60
"""Somebody who is logged in for longer after the hour than this belongs to the next day."""


class Measure(NamedTuple):
    """What is read once for all rules: a condition of a subject."""

    condition: Condition
    subject: Subject


class _Watch:
    """A rule, with what of it changes by the clock on the wall.

    Attributes:
        rule: The rule.
        holds_as: The rule without how it is told.
        is_about: Tells by the ID which agents it is about.
        teams: Which teams it is about.
        is_active: Whether it counts at this hour.
        least: A value below this is under its limit, whatever else holds.
        hour: When its hour was last, if that is not too long ago.

    """

    __slots__ = (
        "_is_plain",
        "_own_limit",
        "holds_as",
        "hour",
        "is_about",
        "is_active",
        "least",
        "rule",
        "teams",
    )

    def __init__(self, rule: Rule, subjects: Subjects) -> None:
        self.rule = rule
        self.holds_as = rule.holds_as
        choice = Selection(groups=rule.groups, agents=rule.agents)
        self.is_about = choice.agents_shown(subjects.directory) if rule.groups or rule.agents else None
        self.teams = frozenset(subjects.teams_of(rule))
        self.is_active = True
        self.hour: Moment | None = None
        self._own_limit = 0.0 if rule.follows_board else rule.own_limit
        self.least = self._own_limit
        self._is_plain = not rule.longest_s and rule.condition is not Condition.STILL_LOGGED_IN

    def covers(self, subject: Subject, subjects: Subjects) -> bool:
        """Tell whether the rule is about a subject."""
        if subject.kind is SubjectKind.AGENT:
            return self.is_about is None or self.is_about(subject.key)
        if subject.kind is SubjectKind.TEAM:
            return subject in self.teams
        return subjects.is_about(self.rule, subject)

    def limit(self, board: Limit) -> float:
        """Give from when on it is over; 0 for never."""
        if self._own_limit:
            return self._own_limit
        return board.bound(self.rule.level) or board.trouble

    def value(self, reading: Reading) -> tuple[float, float]:
        """Give what of a reading is held against the limit, and in how many seconds that is another one."""
        if self._is_plain:
            return reading.value, math.inf
        if self.rule.condition is Condition.STILL_LOGGED_IN:
            was_there = self.hour is not None and (reading.since is None or reading.since <= self.hour)
            return reading.value if was_there else 0.0, math.inf
        too_short_s = self.rule.longest_s - reading.longest_s
        if reading.waiting and too_short_s > A_MOMENT_S:
            return 0.0, too_short_s
        return reading.value, math.inf


class _Look(NamedTuple):
    """One look at a measure, for all rules."""

    measure: Measure
    reading: Reading | None
    board: Limit
    is_first: bool
    now: Moment


class Engine:
    """Holds rules against what is known.

    Whoever uses it tells it of every change and calls `advance` when `next_due_s` has passed. Each call gives
    what happened to alerts, in order.

    Arguments:
        subjects: What is known.
        local: Gives what the clock on the wall shows at a Unix time.

    """

    def __init__(self, subjects: Subjects, local: LocalTime = machine_time) -> None:
        self._subjects = subjects
        self._local = local
        self._watches: dict[Condition, list[_Watch]] = {}
        self._courses: dict[Measure, dict[_Watch, Lifecycle]] = {}
        self._seen: set[Measure] = set()
        self._due: list[tuple[float, Measure]] = []
        self._due_at: dict[Measure, float] = {}
        self._minute_at_s = math.inf
        self._live: frozenset[str] = frozenset()

    def set_up(
        self, rules: Iterable[Rule], directory: Directory, limits: Limits, now: Moment
    ) -> list[AlertEvent]:
        """Take rules, names and limits. What is open stays open unless its rule holds otherwise now."""
        out: list[AlertEvent] = []
        rules = tuple(rules)
        self._subjects.set_up(directory, limits, rules, now)
        self._watch(rules, now, out)
        return out

    def take(self, changes: Changes, now: Moment) -> list[AlertEvent]:
        """Take what changed on the floor, after the floor did."""
        out: list[AlertEvent] = []
        is_other = bool(changes.groups or changes.paths) and self._subjects.has_other_kinds()
        if is_other:
            rules = self._rules()
            self._subjects.set_up(self._subjects.directory, self._subjects.limits, rules, now)
            self._watch(rules, now, out)
        touched: dict[Subject, None] = {}
        for agent_id in changes.agents:
            touched |= dict.fromkeys(self._subjects.take_agent(agent_id, now))
            subject = Subject(SubjectKind.AGENT, agent_id)
            for condition in self._watches:
                if condition in OF_AGENTS:
                    self._touch(Measure(condition, subject), now, out)
        for kind, keys in ((QueueKind.GROUP, changes.groups), (QueueKind.PATH, changes.paths)):
            for key in keys:
                touched |= dict.fromkeys(self._subjects.take_queue(kind, key))
                subject = self._subjects.subject_of(kind, key)
                self._touch(Measure(Condition.CALLERS_WAITING, subject), now, out)
                self._touch(Measure(Condition.LONGEST_WAITING, subject), now, out)
        for subject in touched:
            for condition in OF_TEAMS:
                self._touch(Measure(condition, subject), now, out)
        return out

    def take_lines(self, lines: Lines, now: Moment) -> list[AlertEvent]:
        """Take how the lines stand."""
        out: list[AlertEvent] = []
        live = frozenset(line.source for line in lines.connections if line.is_live)
        if live - self._live:
            # After a silence everything may have been so for long when it is known again.
            self._seen.clear()
        self._live = live
        before = self._subjects.of(Condition.NO_CONNECTION)
        is_other = self._subjects.take_lines(lines, now)
        if set(before).difference(self._subjects.of(Condition.NO_CONNECTION)):
            # Of a phone system that nobody listens to any more nothing is lost, and nothing is back.
            self._watch(self._rules(), now, out)
        elif is_other:
            self._touch_all(now, out)
        else:
            for subject in self._subjects.of(Condition.NO_CONNECTION):
                self._touch(Measure(Condition.NO_CONNECTION, subject), now, out)
        return out

    def take_faults(self, faults: Iterable[FileFault], now: Moment) -> list[AlertEvent]:
        """Take which files can't be written now."""
        out: list[AlertEvent] = []
        for subject in self._subjects.take_faults(faults):
            self._touch(Measure(Condition.FILE_FAULT, subject), now, out)
        return out

    def forget(self, now: Moment) -> list[AlertEvent]:
        """Take note that something on the floor is gone."""
        out: list[AlertEvent] = []
        rules = self._rules()
        self._subjects.set_up(self._subjects.directory, self._subjects.limits, rules, now)
        self._watch(rules, now, out)
        return out

    def advance(self, now: Moment) -> list[AlertEvent]:
        """Take what came about by time alone."""
        out: list[AlertEvent] = []
        if self._minute_at_s <= now.steady_s + A_MOMENT_S:
            self._on_minute(now, out)
        while self._due and self._due[0][0] <= now.steady_s + A_MOMENT_S:
            at_s, measure = heapq.heappop(self._due)
            if self._due_at.get(measure) == at_s:
                self._touch(measure, now, out)
        return out

    @property
    def next_due_s(self) -> float | None:
        """When something may come about by time alone, on the steady clock; None for never."""
        while self._due and self._due_at.get(self._due[0][1]) != self._due[0][0]:
            heapq.heappop(self._due)
        due_s = min(self._due[0][0] if self._due else math.inf, self._minute_at_s)
        return due_s if due_s < math.inf else None

    @property
    def waits_for_what_was_already(self) -> bool:
        """Whether something held already when it could first be known, and may yet become an alert."""
        return any(
            course.was_already and course.phase is Phase.PENDING
            for courses in self._courses.values()
            for course in courses.values()
        )

    def alerts(self, now: Moment) -> list[Alert]:
        """Give what is open, with the figures of now."""
        found = []
        for measure, courses in self._courses.items():
            reading = read(self._subjects, *measure, now)
            for course in courses.values():
                if course.phase is not Phase.PENDING:
                    if course.phase is Phase.OPEN and reading is not None:
                        course.refresh(reading)
                    found.append(course.alert())
        return found

    def take_note(self, key: AlertKey, now: Moment) -> None:
        """Take how an alert is now for known: it gets worse when it is much worse than that."""
        for measure, watch, course in self._courses_of(key):
            reading = read(self._subjects, *measure, now)
            course.take_note(watch.value(reading)[0] if reading is not None else course.value)
            self._expect(measure, now.steady_s)

    def forget_note(self, key: AlertKey, now: Moment) -> None:
        """Have an alert get worse only as if nobody had taken note of it."""
        for measure, _, course in self._courses_of(key):
            course.forget_note()
            self._expect(measure, now.steady_s)

    def _courses_of(self, key: AlertKey) -> Iterator[tuple[Measure, _Watch, Lifecycle]]:
        for measure, courses in self._courses.items():
            if measure.subject == key.subject:
                for watch, course in courses.items():
                    if watch.rule.name == key.rule and measure.condition is watch.rule.condition:
                        yield measure, watch, course

    def _rules(self) -> list[Rule]:
        return [watch.rule for watches in self._watches.values() for watch in watches]

    # What of it is due

    def _watch(self, rules: Iterable[Rule], now: Moment, out: list[AlertEvent]) -> None:
        watches: dict[Condition, list[_Watch]] = {}
        kept: dict[Rule, _Watch] = {}
        for rule in rules:
            watch = _Watch(rule, self._subjects)
            kept[watch.holds_as] = watch
            watches.setdefault(rule.condition, []).append(watch)
        self._watches = watches
        for measure, courses in list(self._courses.items()):
            stays = {}
            for watch, course in courses.items():
                anew = kept.get(watch.holds_as)
                if (
                    anew is not None
                    and self._subjects.is_there(measure.subject)
                    and anew.covers(measure.subject, self._subjects)
                ):
                    course.take_rule(anew.rule)
                    stays[anew] = course
                elif course.phase is not Phase.PENDING:
                    out.append(AlertEvent(EventKind.DROPPED, course.alert(), now))
            self._keep(measure, stays)
        self._tell_the_time(now)
        self._touch_all(now, out)

    def _touch_all(self, now: Moment, out: list[AlertEvent]) -> None:
        for condition in self._watches:
            for subject in self._subjects.of(condition):
                self._touch(Measure(condition, subject), now, out)
        for measure in list(self._courses):
            self._touch(measure, now, out)

    def _on_minute(self, now: Moment, out: list[AlertEvent]) -> None:
        for condition in self._tell_the_time(now):
            for subject in self._subjects.of(condition):
                self._touch(Measure(condition, subject), now, out)

    def _tell_the_time(self, now: Moment) -> set[Condition]:
        """Tell all rules what the clock on the wall shows; give the conditions of which others count now.

        It is looked at each minute, so that it may be set, put forward and put back.
        """
        local = self._local(now.wall_s)
        holds: dict[Hours, bool] = {}
        touched = set()
        needs_clock = False
        for condition, watches in self._watches.items():
            for watch in watches:
                hours = watch.rule.hours
                if hours is not ALWAYS:
                    needs_clock = True
                    is_active = holds.setdefault(hours, hours.holds(local))
                    if is_active is not watch.is_active:
                        watch.is_active = is_active
                        touched.add(condition)
                if condition is Condition.STILL_LOGGED_IN:
                    needs_clock = True
                    past_min = minutes_past(int(watch.rule.limit), local)
                    hour = _ago(now, past_min * _MINUTE_S) if past_min < _STILL_FOR_MIN else None
                    if (hour is None) is not (watch.hour is None) or past_min < 1:
                        touched.add(condition)
                    watch.hour = hour
        seconds = local.second + local.microsecond / 1e6
        self._minute_at_s = now.steady_s + _MINUTE_S - seconds if needs_clock else math.inf
        return touched

    # One measure

    def _touch(self, measure: Measure, now: Moment, out: list[AlertEvent]) -> None:
        condition, subject = measure
        watches = self._watches.get(condition)
        courses = self._courses.get(measure)
        if watches is None and courses is None:
            return
        reading = read(self._subjects, condition, subject, now)
        is_first = reading is not None and measure not in self._seen
        if is_first:
            self._seen.add(measure)
        if courses is None:
            if reading is None or (reading.value <= 0 and not reading.grows):
                self._due_at.pop(measure, None)
                return
            courses = {}
        look = _Look(measure, reading, self._subjects.limit_of(condition, subject), is_first, now)
        next_s = self._hold_against(watches or [], courses, look, out)
        self._keep(measure, courses)
        if courses and reading is not None:
            next_s = min(next_s, reading.until_s)
        self._expect(measure, max(next_s, now.steady_s + 2 * A_MOMENT_S))

    def _hold_against(
        self, watches: list[_Watch], courses: dict[_Watch, Lifecycle], look: _Look, out: list[AlertEvent]
    ) -> float:
        """Hold all rules against a measure; give when any of them may go on by time alone.

        Most rules, of as many as there may be, have nothing to do: they are passed over.
        """
        reading = look.reading
        grows = reading is not None and reading.grows
        reached = reading.value + A_MOMENT_S if reading is not None else -math.inf
        next_s = least = math.inf
        for watch in watches:
            course = courses.get(watch)
            if course is None:
                if reached < watch.least:
                    least = min(least, watch.least)
                    continue
            elif grows and reading is not None and course.just_grows(reading):
                continue
            next_s = min(next_s, self._go_on(watch, courses, look, out))
        if grows and reading is not None:
            next_s = min(next_s, look.now.steady_s + least - reading.value)
        return next_s

    def _go_on(
        self, watch: _Watch, courses: dict[_Watch, Lifecycle], look: _Look, out: list[AlertEvent]
    ) -> float:
        """Let a rule go on with a measure; give when it may go on by time alone."""
        course = courses.get(watch)
        reading, board = look.reading, look.board
        limit = watch.limit(board)
        value, other_in_s = watch.value(reading) if reading is not None else (0.0, math.inf)
        if course is None:
            if reading is None or not watch.is_active or not limit:
                return math.inf
            if value + A_MOMENT_S < limit:
                ahead_s = min(other_in_s, limit - value if reading.grows else math.inf)
                return look.now.steady_s + ahead_s
            if not watch.covers(look.measure.subject, self._subjects):
                return math.inf
            course = courses[watch] = Lifecycle(
                watch.rule, look.measure.subject, reading, was_already=look.is_first
            )
        counts = watch.is_active and limit
        what = course.step(reading, value, limit, board, look.now) if counts else EventKind.DROPPED
        if what is EventKind.ENDED or what is EventKind.DROPPED:
            del courses[watch]
        if what is not None and (what is not EventKind.DROPPED or course.phase is not Phase.PENDING):
            held_s = course.held_s() if what is EventKind.ENDED else 0.0
            out.append(AlertEvent(what, course.alert(), look.now, held_s))
        if watch not in courses:
            return math.inf
        return min(course.due_s(board), look.now.steady_s + other_in_s)

    def _keep(self, measure: Measure, courses: Mapping[_Watch, Lifecycle]) -> None:
        if courses:
            self._courses[measure] = dict(courses) if not isinstance(courses, dict) else courses
        else:
            self._courses.pop(measure, None)

    def _expect(self, measure: Measure, due_s: float) -> None:
        """Take note of when a measure has to be looked at if nothing happens."""
        if due_s == math.inf:
            self._due_at.pop(measure, None)
            return
        self._due_at[measure] = due_s
        if len(self._due) > 2 * len(self._due_at) + _FEW:
            # Most are of what ended before.
            self._due = [(at_s, each) for each, at_s in self._due_at.items()]
            heapq.heapify(self._due)
        else:
            heapq.heappush(self._due, (due_s, measure))


def _ago(now: Moment, seconds: float) -> Moment:
    return Moment(now.steady_s - seconds, now.wall_s - seconds)
