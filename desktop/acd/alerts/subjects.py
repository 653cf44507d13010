"""What there is that a rule can be about, and what is known of it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import AgentStatus
from desktop.acd.alerts.agent_history import AgentHistory
from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.rule import OF_AGENTS, OF_QUEUES, OF_TEAMS, STATE_CONDITIONS, Condition, Rule
from desktop.acd.alerts.teams import Team
from desktop.acd.connection import Connection, Lines
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.limits import Limit, Limits
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.selection import Selection

_KINDS: Final = MappingProxyType({SubjectKind.GROUP: QueueKind.GROUP, SubjectKind.PATH: QueueKind.PATH})
_SUBJECT_KINDS: Final = MappingProxyType({kind: subject for subject, kind in _KINDS.items()})
_EVERYTHING: Final = Selection()
_NO_LIMIT: Final = Limit()
_STATE_OF: Final = MappingProxyType(
    {condition: state for state, condition in reversed(list(STATE_CONDITIONS.items()))}
)


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file for other programs that can't be written.

    Attributes:
        name: What it is called, ``data file``.
        since: Since when.
        reason: Why, in plain words.

    """

    name: str
    since: Moment
    reason: str


class Subjects:
    """What is known, for the rules. It reads the floor and never changes it.

    Arguments:
        floor: Agents and queues; only read.

    Attributes:
        floor: As given.
        directory: Names, and who belongs to which group.
        limits: The board's.

    """

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.directory = Directory()
        self.limits = Limits()
        self._lines = Lines()
        self._stale: frozenset[str] = frozenset()
        self._faults: Mapping[str, FileFault] = MappingProxyType({})
        self._histories: dict[str, AgentHistory] = {}
        self._teams: dict[Subject, Team] = {}
        self._kinds: tuple[QueueKind, ...] = ()

    # What changes

    def set_up(self, directory: Directory, limits: Limits, rules: Iterable[Rule], now: Moment) -> None:
        """Take names, limits and what teams the rules are about."""
        self.directory, self.limits = directory, limits
        self._kinds = self.floor.kinds_shown(_EVERYTHING)
        before = self._teams
        wanted = {team for rule in rules for team in self.teams_of(rule)}
        self._teams = {subject: self._make_team(subject, before.get(subject), now) for subject in wanted}
        self._histories = {
            key: history for key, history in self._histories.items() if key in self.floor.agents
        }

    def has_other_kinds(self) -> bool:
        """Tell whether other kinds of queues count than when it was set up."""
        return self.floor.kinds_shown(_EVERYTHING) != self._kinds

    def take_agent(self, agent_id: str, now: Moment) -> list[Subject]:
        """Take what an agent does now; give the teams of which something else may be known."""
        agent = self.floor.agents.get(agent_id)
        history = self._histories.get(agent_id)
        if history is None:
            history = self._histories[agent_id] = AgentHistory()
        before = history.state
        if agent is None:
            del self._histories[agent_id]
        else:
            history.follow(agent.shown, now)
        known = self.known(agent_id)
        touched = [subject for subject, team in self._teams.items() if team.has(agent_id)]
        for subject in touched:
            self._teams[subject].follow(agent_id, known, before, now)
        return touched

    def take_queue(self, kind: QueueKind, key: str) -> list[Subject]:
        """Take what is reported of a queue; give the teams of which something else may be known."""
        queue = self.floor.queues[kind].get(key)
        number = queue.number if queue is not None else key
        touched = [subject for subject in self._teams if self._serves(subject, kind, number)]
        for subject in touched:
            if queue is not None and queue.confirmed:
                self._teams[subject].count(each.agents for each in self.queues_of(subject))
            else:
                self._teams[subject].is_complete = False
        return touched

    def take_lines(self, lines: Lines, now: Moment) -> bool:
        """Take how the lines stand; tell whether what is known of agents and queues is another."""
        self._lines = lines
        stale = frozenset(line.source for line in lines.connections if line.is_stale)
        if stale == self._stale:
            return False
        self._stale = stale
        for subject, team in self._teams.items():
            self._teams[subject] = self._make_team(subject, team, now)
        return True

    def take_faults(self, faults: Iterable[FileFault]) -> list[Subject]:
        """Take which files can't be written; give those of which something else is known."""
        before = self._faults
        self._faults = MappingProxyType({fault.name: fault for fault in faults})
        return [Subject(SubjectKind.FILE, name) for name in before | self._faults]

    # What there is

    def of(self, condition: Condition) -> list[Subject]:
        """Give everything that there is for a condition."""
        if condition in OF_QUEUES:
            return [self.subject_of(kind, key) for kind, found in self.floor.queues.items() for key in found]
        if condition in OF_TEAMS:
            return list(self._teams)
        if condition in OF_AGENTS:
            return [Subject(SubjectKind.AGENT, agent_id) for agent_id in self.floor.agents]
        if condition is Condition.NO_CONNECTION:
            return [Subject(SubjectKind.LINE, line.source) for line in self._lines.connections]
        return [Subject(SubjectKind.FILE, name) for name in self._faults]

    @staticmethod
    def subject_of(kind: QueueKind, key: str) -> Subject:
        """Give a queue as what an alert is about."""
        return Subject(_SUBJECT_KINDS[kind], key)

    def teams_of(self, rule: Rule) -> list[Subject]:
        """Give the teams that a rule is about.

        Each agent group of which the directory knows agents is one. Where it knows of none, or paths alone
        are reported, the whole floor is: the stream doesn't say who belongs to which group. Then nobody can
        say for whom a free agent is there, but for those who were picked.
        """
        if rule.condition not in OF_TEAMS:
            return []
        picked = tuple(sorted(rule.agents))
        if not rule.paths and (rule.groups or QueueKind.GROUP in self._kinds):
            known = {group for entry in self.directory.agents.values() for group in entry.groups}
            groups = sorted(rule.groups & known if rule.groups else known)
            if groups:
                return [Subject(SubjectKind.TEAM, group, picked) for group in groups]
        if rule.condition is Condition.WAITING_WHILE_FREE and not picked:
            return []
        queues = [f"{SubjectKind.GROUP} {number}" for number in sorted(rule.groups)]
        queues += [f"{SubjectKind.PATH} {number}" for number in sorted(rule.paths)]
        return [Subject(SubjectKind.TEAM, "", picked, tuple(queues))]

    def is_about(self, rule: Rule, subject: Subject) -> bool:
        """Tell whether a rule is about a subject of a kind that its condition can be about."""
        if subject.kind in _KINDS:
            kind = _KINDS[subject.kind]
            if not rule.groups and not rule.paths:
                return kind in self._kinds
            queue = self.floor.queues[kind].get(subject.key)
            number = queue.number if queue is not None else subject.key
            return number in (rule.groups if kind is QueueKind.GROUP else rule.paths)
        return True

    def is_there(self, subject: Subject) -> bool:
        """Tell whether a subject still exists."""
        match subject.kind:
            case SubjectKind.AGENT:
                return subject.key in self.floor.agents
            case SubjectKind.TEAM:
                return subject in self._teams
            case SubjectKind.LINE:
                return any(line.source == subject.key for line in self._lines.connections)
            case SubjectKind.FILE:
                return True
            case _:
                return subject.key in self.floor.queues[_KINDS[subject.kind]]

    def limit_of(self, condition: Condition, subject: Subject) -> Limit:
        """Give the board's limit for a subject; one without levels where it has none."""
        if condition in OF_QUEUES:
            kind = _KINDS[subject.kind]
            queue = self.floor.queues[kind].get(subject.key)
            limits = self.limits.of_queue(kind, queue.number if queue is not None else subject.key)
            return limits.waiting if condition is Condition.CALLERS_WAITING else limits.longest_s
        state = _STATE_OF.get(condition)
        return self.limits.states.get(state, _NO_LIMIT) if state is not None else _NO_LIMIT

    # What is known

    def team(self, subject: Subject) -> Team | None:
        """Give a team; None where no rule needs it any more."""
        return self._teams.get(subject)

    def history(self, agent_id: str) -> AgentHistory | None:
        """Give what came before of an agent."""
        return self._histories.get(agent_id)

    def line(self, source: str) -> Connection | None:
        """Give the line to a phone system."""
        return next((line for line in self._lines.connections if line.source == source), None)

    def fault(self, name: str) -> FileFault | None:
        """Give why a file can't be written; None when it can."""
        return self._faults.get(name)

    def team_for(self, subject: Subject) -> Team | None:
        """Give who is there for a queue's callers; None where no rule needs to know."""
        if subject.kind is SubjectKind.TEAM:
            return self._teams.get(subject)
        number = self.number_of(subject)
        group = self._teams.get(Subject(SubjectKind.TEAM, number)) if number is not None else None
        return group if subject.kind is SubjectKind.GROUP else None

    def queue(self, subject: Subject) -> Queue | None:
        """Give the queue that a subject is."""
        return self.floor.queues[_KINDS[subject.kind]].get(subject.key) if subject.kind in _KINDS else None

    def number_of(self, subject: Subject) -> str | None:
        """Give the reporting number of a queue."""
        queue = self.queue(subject)
        return queue.number if queue is not None else None

    def known(self, agent_id: str) -> AgentStatus | None:
        """Give what an agent does; None where that is not confirmed, or told by a line that is not heard."""
        agent = self.floor.agents.get(agent_id)
        if agent is None or not agent.shown.confirmed or agent.shown.source in self._stale:
            return None
        return agent.shown

    def is_known(self, queue: Queue, now: Moment) -> bool:
        """Tell whether a queue's figures can be relied on now."""
        return queue.confirmed and queue.source not in self._stale and queue.is_current(now)

    def _make_team(self, subject: Subject, before: Team | None, now: Moment) -> Team:
        picked = frozenset(subject.picked)
        groups = frozenset({subject.key}) if subject.key else frozenset()
        is_member = Selection(groups=groups).agents_shown(self.directory)
        team = Team(lambda agent_id: is_member(agent_id) and (not picked or agent_id in picked))
        for agent_id in self.floor.agents:
            if team.has(agent_id):
                team.follow(agent_id, self.known(agent_id), None, now)
        queues = [queue for queue in self.queues_of(subject) if queue.confirmed]
        if queues:
            team.count(queue.agents for queue in queues)
        if before is not None and not team.free:
            team.gone = before.gone
        return team

    def _serves(self, team: Subject, kind: QueueKind, number: str) -> bool:
        if team.key:
            return kind is QueueKind.GROUP and number == team.key
        if team.queues:
            return f"{_SUBJECT_KINDS[kind]} {number}" in team.queues
        return kind in self._kinds

    def queues_of(self, team: Subject) -> Iterable[Queue]:
        """Give the queues whose callers a team is there for."""
        if not team.key:
            kinds = QueueKind if team.queues else self._kinds
            return [
                queue
                for kind in kinds
                for queue in self.floor.queues[kind].values()
                if self._serves(team, kind, queue.number)
            ]
        groups = self.floor.queues[QueueKind.GROUP]
        queue = groups.get(team.key)
        if queue is None:
            return ()
        if not self.floor.is_shared(queue):
            return (queue,)
        return [queue for queue in groups.values() if queue.number == team.key]
