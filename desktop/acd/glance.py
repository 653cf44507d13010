"""The floor at a glance: its queues and what is open, the worst first."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final

from desktop.acd.ages import Ages
from desktop.acd.limits import Level, Limits
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.wording import duration

_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class QueueGlance:
    """A queue.

    Attributes:
        kind: Group or path.
        number: Its reporting number.
        name: What it is called.
        waiting: Callers waiting.
        longest_s: For how long the first of them waits, in seconds; None when nobody does.
        level: How much too much either is.
        is_old: Whether the figures are old or not confirmed.

    """

    kind: QueueKind
    number: str
    name: str
    waiting: int
    longest_s: float | None = None
    level: Level = Level.NONE
    is_old: bool = False

    @property
    def sentence(self) -> str:
        """Say all of it in one short line."""
        if self.is_old and not self.waiting:
            return f"{self.name}: not known now"
        longest = f", longest {duration(self.longest_s)}" if self.longest_s is not None else ""
        old = ", not current" if self.is_old else ""
        return f"{self.name}: {self.waiting or 'nobody'} waiting{longest}{old}"


@dataclass(frozen=True, slots=True)
class AlertGlance:
    """An open alert.

    Attributes:
        key: Which one it is; given back when it is chosen.
        text: What is so, in a few words.
        level: How bad it is.
        since: Since when.
        is_known: Whether somebody took note of it.

    """

    key: Hashable
    text: str
    level: Level
    since: Moment
    is_known: bool = False

    def sentence(self, now: Moment) -> str:
        """Say all of it in one short line."""
        return f"{self.text}, {age_words(self.since.elapsed_s(now))}"


def glance_at(
    queues: Iterable[Queue], ages: Ages, limits: Limits, name: Callable[[Queue], str]
) -> tuple[QueueGlance, ...]:
    """Give queues, the worst first: those over a limit, then by callers, by time, by name.

    Arguments:
        queues: Of the floor.
        ages: How old what each phone system told is.
        limits: Of waiting callers and of their time.
        name: Says what a queue is called.

    """
    return tuple(sorted((_glance(queue, ages, limits, name) for queue in queues), key=_worst_first))


def age_words(seconds: float) -> str:
    """Say for how long something is so: ``40 s``, ``2 min``, ``1 h 05``, ``3 d``."""
    if seconds < _MINUTE_S:
        return f"{int(seconds)} s"
    if seconds < _HOUR_S:
        return f"{int(seconds) // _MINUTE_S} min"
    if seconds < _DAY_S:
        hours, rest = divmod(int(seconds), _HOUR_S)
        return f"{hours} h {rest // _MINUTE_S:02d}"
    return f"{int(seconds) // _DAY_S} d"


def _glance(queue: Queue, ages: Ages, limits: Limits, name: Callable[[Queue], str]) -> QueueGlance:
    at = ages.figures_at(queue.source)
    is_old = (
        ages.stale_since(queue.source) is not None
        or not queue.confirmed
        or not queue.is_current(ages.clock())
    )
    level = Level.NONE if is_old else limits.queue_trouble(queue, ages.clock()).level
    return QueueGlance(
        queue.kind, queue.number, name(queue), queue.waiting, queue.longest_waiting_s(at), level, is_old
    )


def _worst_first(glance: QueueGlance) -> tuple[int, int, float, str, str]:
    return -glance.level, -glance.waiting, -(glance.longest_s or 0), glance.name.casefold(), glance.number
