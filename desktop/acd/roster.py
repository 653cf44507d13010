"""Which agents a board shows, in which order, under which headings, and who is too long in a state."""

import bisect
import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from desktop.acd.agent import STATE_ORDER, AgentState, AgentStatus
from desktop.acd.connection import Freshness
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.limits import Level, Limits
from desktop.acd.moment import Moment
from desktop.acd.selection import AgentGrouping, AgentOrder, Selection

AWAY: Final = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})
"""Of whom no time in a state says anything."""
_NO_GROUP: Final = (1, "")
_FEW: Final = 64
_EVERYTHING: Final = Selection()
_NO_NAMES: Final = Directory()
_NO_LIMITS: Final = Limits()


class RosterRow(NamedTuple):
    """A place on the board: an agent, or the heading of those that follow. Rows compare by their place.

    Attributes:
        section: The order of the section; the same for all of it.
        order: Within the section; empty for its heading.
        agent_id: Whose; blank for a heading.

    """

    section: tuple[Any, ...]
    order: tuple[Any, ...]
    agent_id: str

    @property
    def is_heading(self) -> bool:
        """Whether this is a section's heading."""
        return not self.agent_id

    @property
    def heading(self) -> "RosterRow":
        """The heading of its section."""
        return RosterRow(self.section, (), "")


class RosterChange(NamedTuple):
    """What became of a roster.

    Attributes:
        rows: Of which something else is to be said: of agents, and the headings they stand or stood under.
        moved: The places outside of which every row stands where it stood; empty where none moved.

    """

    rows: tuple[RosterRow, ...]
    moved: range


class Roster:
    """The rows of one board, kept in order as agents change.

    An agent of several groups stands in each of their sections.

    Arguments:
        floor: Whose agents; the roster reads it and never changes it.
        ages: How old figures are.
        choice: Which of them.
        directory: Names, and who belongs to which group.
        limits: From when on an agent is too long in a state.

    Attributes:
        rows: In order.

    """

    def __init__(
        self,
        floor: Floor,
        ages: Freshness,
        choice: Selection = _EVERYTHING,
        directory: Directory = _NO_NAMES,
        limits: Limits = _NO_LIMITS,
    ) -> None:
        self._floor = floor
        self._ages = ages
        self._choice, self._directory, self._limits = choice, directory, limits
        self._is_shown = choice.agents_shown(directory)
        self.rows: list[RosterRow] = []
        self._rows_of: dict[str, tuple[RosterRow, ...]] = {}
        self._levels: dict[str, Level] = {}
        self._sizes: Counter[tuple[Any, ...]] = Counter()
        self._due: list[tuple[float, str]] = []
        self._due_at: dict[str, float] = {}
        self._as_before = self._as_behind = 0
        self.rebuild()

    def show(self, choice: Selection, directory: Directory, limits: Limits) -> None:
        """Show something else."""
        self._choice, self._directory, self._limits = choice, directory, limits
        self._is_shown = choice.agents_shown(directory)
        self.rebuild()

    def counts_agent(self, agent_id: str) -> bool:
        """Tell whether an agent belongs to this board, shown or only counted."""
        return self._is_shown(agent_id)

    def rebuild(self) -> None:
        """Put everyone in order anew."""
        self._rows_of.clear()
        self._levels.clear()
        self._due.clear()
        self._due_at.clear()
        for agent_id in self._floor.agents:
            self._place(agent_id)
        rows = [row for rows in self._rows_of.values() for row in rows]
        self._sizes = Counter(row.section for row in rows)
        rows.extend(RosterRow(section, (), "") for section in self._sizes if section)
        self.rows = sorted(rows)

    def update(self, agent_ids: Iterable[str]) -> RosterChange:
        """Put these agents where they belong now."""
        count = self._as_before = self._as_behind = len(self.rows)
        changed: set[RosterRow] = set()
        for agent_id in agent_ids:
            before = self._rows_of.get(agent_id, ())
            after = self._place(agent_id)
            if before != after:
                for row in before:
                    self._take_out(row)
                for row in after:
                    self._put_in(row)
            changed.update(after)
            changed.update(row.heading for row in (*before, *after) if row.section)
        # With more or fewer rows than before all that follow stand elsewhere.
        as_behind = self._as_behind if len(self.rows) == count else 0
        return RosterChange(tuple(changed), range(self._as_before, max(count, len(self.rows)) - as_behind))

    def rows_of(self, agent_id: str) -> tuple[RosterRow, ...]:
        """Give the rows of an agent."""
        return self._rows_of.get(agent_id, ())

    def due(self) -> frozenset[str]:
        """Give the agents whose level may have changed by time alone since this was asked last."""
        now_s = self._ages.clock().steady_s
        due = set()
        while self._due and self._due[0][0] <= now_s:
            at_s, agent_id = heapq.heappop(self._due)
            if self._due_at.get(agent_id) == at_s:
                due.add(agent_id)
        return frozenset(due)

    def level(self, agent_id: str) -> Level:
        """Give whether an agent is too long in a state."""
        return self._levels.get(agent_id, Level.NONE)

    def members(self, heading: RosterRow) -> Sequence[str]:
        """Give the IDs of the agents below a heading."""
        first = bisect.bisect_right(self.rows, heading)
        return [row.agent_id for row in self.rows[first : first + self._sizes[heading.section]]]

    def _place(self, agent_id: str) -> tuple[RosterRow, ...]:
        """Give an agent's rows, and take note of them."""
        shown = self._floor.agents[agent_id].shown
        level = self._take_level(agent_id, shown)
        if not self._is_shown(agent_id) or (
            shown.state is AgentState.LOGGED_OUT and not self._choice.logged_out
        ):
            rows: tuple[RosterRow, ...] = ()
        else:
            order = self._order(agent_id, shown, level)
            rows = tuple(RosterRow(section, order, agent_id) for section in self._sections(agent_id, shown))
        self._rows_of[agent_id] = rows
        return rows

    def _take_level(self, agent_id: str, shown: AgentStatus) -> Level:
        now = self._ages.clock()
        # How long a break is that nobody is to know of, no limit tells either.
        is_hidden = shown.state.is_out_of_reach and not self._choice.break_times
        is_stale = is_hidden or self._ages.stale_since(shown.source) is not None
        level = Level.NONE if is_stale else self._limits.agent_level(shown, now)
        due_s = None if is_stale else self._limits.due_s(shown, now)
        self._expect(agent_id, due_s, now)
        if level is Level.NONE:
            self._levels.pop(agent_id, None)
        else:
            self._levels[agent_id] = level
        return level

    def _expect(self, agent_id: str, due_s: float | None, now: Moment) -> None:
        """Take note of when an agent's level changes if nothing happens."""
        if due_s is None:
            self._due_at.pop(agent_id, None)
            return
        at_s = self._due_at[agent_id] = now.steady_s + due_s
        if len(self._due) > 2 * len(self._due_at) + _FEW:
            # Most are of states that ended before.
            self._due = [(at_s, agent_id) for agent_id, at_s in self._due_at.items()]
            heapq.heapify(self._due)
        else:
            heapq.heappush(self._due, (at_s, agent_id))

    def _order(self, agent_id: str, shown: AgentStatus, level: Level) -> tuple[Any, ...]:
        padded = f"{agent_id:>16}"
        match self._choice.order:
            case AgentOrder.TROUBLE:
                return -level, STATE_ORDER[shown.state], padded
            case AgentOrder.STATE:
                return STATE_ORDER[shown.state], padded
            case AgentOrder.TIME:
                is_hidden = shown.state.is_out_of_reach and not self._choice.break_times
                is_away = shown.state in AWAY or shown.since is None or is_hidden
                return is_away, 0.0 if is_away or shown.since is None else shown.since.steady_s, padded
            case AgentOrder.NAME:
                return self._directory.agent_name(agent_id).casefold(), padded
            case AgentOrder.ID:
                return (padded,)

    def _sections(self, agent_id: str, shown: AgentStatus) -> tuple[tuple[Any, ...], ...]:
        match self._choice.grouping:
            case AgentGrouping.NONE:
                return ((),)
            case AgentGrouping.STATE:
                return ((STATE_ORDER[shown.state],),)
            case AgentGrouping.GROUP:
                groups = self._directory.groups_of(agent_id)
                picked = [
                    group for group in groups if not self._choice.groups or group in self._choice.groups
                ]
                return tuple((0, group) for group in picked) or (_NO_GROUP,)

    def _put_in(self, row: RosterRow) -> None:
        if row.section and not self._sizes[row.section]:
            self._insert(row.heading)
        self._sizes[row.section] += 1
        self._insert(row)

    def _take_out(self, row: RosterRow) -> None:
        self._delete(row)
        self._sizes[row.section] -= 1
        if not self._sizes[row.section]:
            del self._sizes[row.section]
            if row.section:
                self._delete(row.heading)

    def _insert(self, row: RosterRow) -> None:
        place = bisect.bisect_left(self.rows, row)
        self.rows.insert(place, row)
        self._note_move(place)

    def _delete(self, row: RosterRow) -> None:
        place = bisect.bisect_left(self.rows, row)
        self._note_move(place)
        del self.rows[place]

    def _note_move(self, place: int) -> None:
        """Take note that a row came to a place, or is about to go."""
        self._as_before = min(self._as_before, place)
        self._as_behind = min(self._as_behind, len(self.rows) - place - 1)
