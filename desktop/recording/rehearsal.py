"""Alert rules tried on recordings, as fast as they can be read."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.alerts.alert import AlertEvent
from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.hours import LocalTime, machine_time
from desktop.acd.alerts.rule import Rule
from desktop.acd.alerts.subjects import Subjects
from desktop.acd.alerts.tally import AlertTally, RuleTally
from desktop.acd.connection import Connections
from desktop.acd.directory import Directory
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.recording.entries import DamagedLine, Entry, RecordingBegan, RecordingError
from desktop.recording.playback import EntryReader, Playback
from desktop.recording.reconstruction import ReconstructedFloor


@dataclass(frozen=True, slots=True)
class TrialConditions:
    """The rules to try, and everything else that the outcome depends on.

    Attributes:
        rules: The rules.
        directory: Names and group memberships.
        limits: The board's limits.
        silent_after_s: Seconds without a byte after which a line counts as silent.
        local: Returns the local time of a Unix time.

    """

    rules: tuple[Rule, ...]
    directory: Directory = Directory()
    limits: Limits = Limits()
    silent_after_s: float = 60.0
    local: LocalTime = machine_time


@dataclass(frozen=True, slots=True)
class RehearsalResult:
    """The result of trying rules.

    Attributes:
        tried: The result of each rule.
        events: The events that alerts would have had, in order.
        began: When the recording begins.
        ended: When it ends.
        watched_s: How long it was recorded in all.
        damaged: How many lines could not be read.
        dropped: How many received bytes the recorder could not write.

    """

    tried: tuple[RuleTally, ...]
    events: tuple[AlertEvent, ...]
    began: Moment
    ended: Moment
    watched_s: float
    damaged: int
    dropped: int


def rehearse(
    playback: Playback, conditions: TrialConditions, watch: Callable[[Moment], object] = lambda _: None
) -> RehearsalResult:
    """Try rules on recordings.

    Arguments:
        playback: The recordings to read; not recordings and raw files together.
        conditions: The rules to try, and everything else that the outcome depends on.
        watch: Called with the moment of each entry; an exception from it ends the trial.

    Raises:
        RecordingError: Nothing in it came from a phone system, or a file can't be read.

    """
    playback.check_one_time()
    reader = EntryReader(playback)
    rehearsal = _Rehearsal(conditions)
    began: Moment | None = None
    for entry, at in reader.entries():
        watch(at)
        if isinstance(entry, DamagedLine):
            rehearsal.reconstructed.take(entry, at)
            continue
        began = began or at
        is_new_run = isinstance(entry, RecordingBegan) and not entry.continues
        # Raw files have no runs and follow one another without a gap.
        rehearsal.take(entry, at, is_new_run=is_new_run and reader.raw_clock.began_s is None)
    if not rehearsal.has_heard or began is None:
        raise RecordingError(playback.nothing_came)
    rehearsal.stop(reader.at)
    return RehearsalResult(
        rehearsal.tally.outcome(conditions.rules, rehearsal.watched_s),
        tuple(rehearsal.events),
        began,
        reader.at,
        rehearsal.watched_s,
        reader.damaged,
        reader.dropped,
    )


class _Rehearsal:
    """Applies rules to recordings, run by run of the program that recorded.

    Attributes:
        tally: Counts the results of the rules.
        events: The alerts' events so far.
        reconstructed: The floor of this run so far.
        has_heard: Whether anything came from a phone system.
        watched_s: How long was recorded in all runs before this one.

    """

    def __init__(self, conditions: TrialConditions) -> None:
        self._conditions = conditions
        self.tally = AlertTally(conditions.local)
        self.events: list[AlertEvent] = []
        self.has_heard = False
        self.watched_s = 0.0
        self.reconstructed = ReconstructedFloor()
        self._engine: Engine | None = None
        self._lines = Connections()
        self._at = Moment(0.0, 0.0)

    def take(self, entry: Entry, at: Moment, *, is_new_run: bool) -> None:
        """Apply the next entry."""
        if is_new_run or self._engine is None:
            # Nobody listened in between: the new run of the program knew nothing of the floor.
            self.reconstructed = ReconstructedFloor()
            self._begin(at)
        self._go_on(at)
        self.reconstructed.take(entry, at)
        self.has_heard = self.has_heard or self.reconstructed.has_heard
        self._look(at)

    def stop(self, at: Moment) -> None:
        """Note the end of the recordings."""
        if self._engine is not None:
            self._go_on(at)
            self._look(at)
            self.tally.stop(at)

    def _begin(self, at: Moment) -> None:
        self.tally.stop(self._at)
        self._at, self._lines = at, Connections()
        conditions = self._conditions
        self._engine = Engine(Subjects(self.reconstructed.floor), conditions.local)
        self._note(self._engine.set_up(conditions.rules, conditions.directory, conditions.limits, at))

    def _go_on(self, to: Moment) -> None:
        """Advance the time, step by step to each moment at which something is due."""
        engine = self._engine
        if engine is None:
            return
        self.watched_s += self._at.elapsed_s(to)
        while True:
            due = [due_s for due_s in (engine.next_due_s, self._silent_at_s()) if due_s is not None]
            if not due or min(due) >= to.steady_s:
                break
            steady_s = min(due)
            self._at = Moment(steady_s, to.wall_s - (to.steady_s - steady_s))
            self._look(self._at)
            self._note(engine.advance(self._at))
        self._at = to

    def _look(self, at: Moment) -> None:
        """Report the state of the lines and the changes of the floor to the rules' engine."""
        engine = self._engine
        if engine is None:
            return
        lines = self.reconstructed.lines(at, self._conditions.silent_after_s)
        if lines != self._lines:
            self._lines = lines
            self._note(engine.take_lines(lines, at))
        changes = self.reconstructed.changes()
        if changes:
            self._note(engine.take(changes, at))
        self._note(engine.advance(at))

    def _silent_at_s(self) -> float | None:
        """Return when the next live line falls silent if nothing comes; None if none is live."""
        heard = [line.last_heard for line in self._lines.connections if line.is_live]
        silent_after_s = self._conditions.silent_after_s
        return min((last.steady_s + silent_after_s for last in heard if last is not None), default=None)

    def _note(self, events: list[AlertEvent]) -> None:
        self.events += events
        self.tally.take(events)
