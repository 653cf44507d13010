"""How old figures are: each by the line of the phone system that told them."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.moment import Moment


@dataclass(frozen=True, slots=True)
class Ages:
    """What is old, and since when.

    Attributes:
        clock: Gives the present moment.
        stale_since: Up to when what a phone system told was current; None while it is. For a blank one, up to
            when anything was.

    """

    clock: Callable[[], Moment]
    stale_since: Callable[[str], Moment | None] = lambda _: None

    def figures_at(self, source: str) -> Moment:
        """Give the moment to which figures count on: now, or the last one known of."""
        return self.stale_since(source) or self.clock()

    def is_set_aside(self, source: str) -> bool:
        """Whether figures are old while others are not: they count in no sum."""
        return self.stale_since(source) is not None and self.stale_since("") is None
