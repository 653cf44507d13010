"""The agents on a board in order, under headings, with the levels of their times in a state."""

import bisect
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from desktop.acd.agent import STATE_ORDER, AgentState, AgentStatus
from desktop.acd.connection import Freshness
from desktop.acd.directory import Directory
from desktop.acd.due_times import DueTimes
from desktop.acd.floor import Floor
from desktop.acd.limits import Level, Limits
from desktop.acd.selection import AgentGrouping, AgentOrder, Selection

WITHOUT_TIME: Final = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})
"""States whose duration is not shown."""
_NO_GROUP: Final = (1, "")
_EVERYTHING: Final = Selection()
_NO_NAMES: Final = Directory()
_NO_LIMITS: Final = Limits()


class RosterRow(NamedTuple):
    """A row of the board: an agent, or the heading of the agents that follow. Rows sort as on the board.

    Attributes:
        section: The sort key of its section.
        order: The sort key within the section; empty for the heading.
        agent_id: The agent's ID; blank for a heading.

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
    """The effect of an update on a roster.

    Attributes:
        rows: The rows whose content changed: agents, and their headings before and after.
        moved: The indexes outside of which no row moved; empty when none moved.

    """

    rows: tuple[RosterRow, ...]
    moved: range


class Roster:
    """The rows of one board, kept in order as agents change.

    An agent of several groups has a row in each of their sections.

    Arguments:
        floor: The floor, only read.
        freshness: Which figures are current.
        selection: The agents shown, and their order.
        directory: Names and groups.
        limits: The limits of times in a state.

    Attributes:
        rows: The rows in order.

    """

    def __init__(
        self,
        floor: Floor,
        freshness: Freshness,
        selection: Selection = _EVERYTHING,
        directory: Directory = _NO_NAMES,
        limits: Limits = _NO_LIMITS,
    ) -> None:
        self._floor = floor
        self._freshness = freshness
        self.rows: list[RosterRow] = []
        self._rows_of: dict[str, tuple[RosterRow, ...]] = {}
        self._levels: dict[str, Level] = {}
        self._sizes: Counter[tuple[Any, ...]] = Counter()
        self._due: DueTimes[str] = DueTimes()
        self._unmoved_head = self._unmoved_tail = 0
        self.show(selection, directory, limits)

    def show(self, selection: Selection, directory: Directory, limits: Limits) -> None:
        """Show another selection, with other names and limits."""
        self._selection, self._directory, self._limits = selection, directory, limits
        self._is_shown = selection.agents_shown(directory)
        self.rebuild()

    def counts_agent(self, agent_id: str) -> bool:
        """Return whether an agent belongs to this board, shown or only counted."""
        return self._is_shown(agent_id)

    def rebuild(self) -> None:
        """Sort all agents again."""
        self._rows_of.clear()
        self._levels.clear()
        self._due = DueTimes()
        for agent_id in self._floor.agents:
            self._place(agent_id)
        rows = [row for rows in self._rows_of.values() for row in rows]
        self._sizes = Counter(row.section for row in rows)
        rows.extend(RosterRow(section, (), "") for section in self._sizes if section)
        self.rows = sorted(rows)

    def update(self, agent_ids: Iterable[str]) -> RosterChange:
        """Move these agents to their present places."""
        count = self._unmoved_head = self._unmoved_tail = len(self.rows)
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
        # With more or fewer rows than before, all that follow have moved.
        unmoved_tail = self._unmoved_tail if len(self.rows) == count else 0
        return RosterChange(
            tuple(changed), range(self._unmoved_head, max(count, len(self.rows)) - unmoved_tail)
        )

    def rows_of(self, agent_id: str) -> tuple[RosterRow, ...]:
        """Return the rows of an agent."""
        return self._rows_of.get(agent_id, ())

    def due(self) -> frozenset[str]:
        """Return the agents whose level may have changed by time alone since the last call."""
        return frozenset(self._due.pop_until(self._freshness.clock().steady_s))

    def level(self, agent_id: str) -> Level:
        """Return the level of an agent's time in a state."""
        return self._levels.get(agent_id, Level.NONE)

    def members(self, heading: RosterRow) -> Sequence[str]:
        """Return the IDs of the agents below a heading."""
        first = bisect.bisect_right(self.rows, heading)
        return [row.agent_id for row in self.rows[first : first + self._sizes[heading.section]]]

    def _place(self, agent_id: str) -> tuple[RosterRow, ...]:
        """Return an agent's present rows, and note them."""
        shown = self._floor.agents[agent_id].shown
        level = self._take_level(agent_id, shown)
        if not self._is_shown(agent_id) or (
            shown.state is AgentState.LOGGED_OUT and not self._selection.logged_out
        ):
            rows: tuple[RosterRow, ...] = ()
        else:
            order = self._order(agent_id, shown, level)
            rows = tuple(RosterRow(section, order, agent_id) for section in self._sections(agent_id, shown))
        self._rows_of[agent_id] = rows
        return rows

    def _take_level(self, agent_id: str, shown: AgentStatus) -> Level:
        now = self._freshness.clock()
        # If the times of breaks are hidden, limits must not reveal them either.
        is_hidden = self._selection.since_shown(shown) is None
        is_stale = is_hidden or self._freshness.stale_since(shown.source) is not None
        level = Level.NONE if is_stale else self._limits.agent_level(shown, now)
        due_s = None if is_stale else self._limits.due_s(shown, now)
        self._due.expect(agent_id, math.inf if due_s is None else now.steady_s + due_s)
        if level is Level.NONE:
            self._levels.pop(agent_id, None)
        else:
            self._levels[agent_id] = level
        return level

    def _order(self, agent_id: str, shown: AgentStatus, level: Level) -> tuple[Any, ...]:
        padded = f"{agent_id:>16}"
        match self._selection.order:
            case AgentOrder.TROUBLE:
                return -level, STATE_ORDER[shown.state], padded
            case AgentOrder.STATE:
                return STATE_ORDER[shown.state], padded
            case AgentOrder.TIME:
                since = None if shown.state in WITHOUT_TIME else self._selection.since_shown(shown)
                return since is None, since.steady_s if since is not None else 0.0, padded
            case AgentOrder.NAME:
                return self._directory.agent_name(agent_id).casefold(), padded
            case AgentOrder.ID:
                return (padded,)

    def _sections(self, agent_id: str, shown: AgentStatus) -> tuple[tuple[Any, ...], ...]:
        match self._selection.grouping:
            case AgentGrouping.NONE:
                return ((),)
            case AgentGrouping.STATE:
                return ((STATE_ORDER[shown.state],),)
            case AgentGrouping.GROUP:
                groups = self._directory.groups_of(agent_id)
                picked = [
                    group for group in groups if not self._selection.groups or group in self._selection.groups
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
        """Note that a row came to an index, or is about to leave it."""
        self._unmoved_head = min(self._unmoved_head, place)
        self._unmoved_tail = min(self._unmoved_tail, len(self.rows) - place - 1)
