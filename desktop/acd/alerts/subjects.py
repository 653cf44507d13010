"""The subjects of rules, and what is known of them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import AgentStatus
from desktop.acd.alerts.agent_history import AgentHistory
from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.rule import OF_AGENTS, OF_QUEUES, OF_TEAMS, STATE_CONDITIONS, Condition, Rule
from desktop.acd.alerts.teams import Team
from desktop.acd.connection import Connection, Connections
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
    """A file for other programs that cannot be written.

    Attributes:
        name: What the file is called, such as ``data file``.
        since: Since when.
        reason: Why, in plain words.

    """

    name: str
    since: Moment
    reason: str


class Subjects:
    """What rules can be about: queues, teams, agents, lines and files.

    Arguments:
        floor: Agents and queues; only read.

    Attributes:
        floor: Agents and queues.
        directory: Names, and which agent belongs to which group.
        limits: The board's limits.
        teams: The teams that rules need.
        histories: The earlier states of agents, by their IDs.
        faults: Files that cannot be written, by their names.

    """

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.directory = Directory()
        self.limits = Limits()
        self._lines = Connections()
        self._stale: frozenset[str] = frozenset()
        self.faults: Mapping[str, FileFault] = MappingProxyType({})
        self.histories: dict[str, AgentHistory] = {}
        self.teams: dict[Subject, Team] = {}
        self._kinds: tuple[QueueKind, ...] = ()

    # Changes

    def set_up(self, directory: Directory, limits: Limits, rules: Iterable[Rule], now: Moment) -> None:
        """Set names, limits and the teams that the rules are about."""
        self.directory, self.limits = directory, limits
        self._kinds = self.floor.kinds_shown(_EVERYTHING)
        before = self.teams
        wanted = {team for rule in rules for team in self.teams_of(rule)}
        self.teams = {subject: self._make_team(subject, before.get(subject), now) for subject in wanted}
        self.histories = {key: history for key, history in self.histories.items() if key in self.floor.agents}

    def has_other_kinds(self) -> bool:
        """Return whether other kinds of queues count than at the latest set-up."""
        return self.floor.kinds_shown(_EVERYTHING) != self._kinds

    def take_agent(self, agent_id: str, now: Moment) -> list[Subject]:
        """Process an agent's present status; return the teams that this may affect."""
        agent = self.floor.agents.get(agent_id)
        history = self.histories.get(agent_id)
        if history is None:
            history = self.histories[agent_id] = AgentHistory()
        before = history.state
        if agent is None:
            del self.histories[agent_id]
        else:
            history.follow(agent.shown, now)
        known = self.known(agent_id)
        touched = [subject for subject, team in self.teams.items() if team.has(agent_id)]
        for subject in touched:
            self.teams[subject].follow(agent_id, known, before, now)
        return touched

    def take_queue(self, kind: QueueKind, key: str) -> list[Subject]:
        """Process the report of a queue; return the teams that this may affect."""
        queue = self.floor.queues[kind].get(key)
        number = queue.number if queue is not None else key
        touched = [subject for subject in self.teams if self._serves(subject, kind, number)]
        for subject in touched:
            if queue is not None and queue.confirmed:
                self.teams[subject].count(each.agents for each in self.queues_of(subject))
            else:
                self.teams[subject].is_complete = False
        return touched

    def take_lines(self, lines: Connections, now: Moment) -> bool:
        """Process the state of the lines; return whether other agents and queues are known now."""
        self._lines = lines
        stale = frozenset(line.source for line in lines.connections if line.is_stale)
        if stale == self._stale:
            return False
        self._stale = stale
        for subject, team in self.teams.items():
            self.teams[subject] = self._make_team(subject, team, now)
        return True

    def take_faults(self, faults: Iterable[FileFault]) -> list[Subject]:
        """Process the files that cannot be written; return all that this may affect."""
        before = self.faults
        self.faults = MappingProxyType({fault.name: fault for fault in faults})
        return [Subject(SubjectKind.FILE, name) for name in before | self.faults]

    # Existing subjects

    def of(self, condition: Condition) -> list[Subject]:
        """Return all subjects of a condition."""
        if condition in OF_QUEUES:
            return [self.subject_of(kind, key) for kind, found in self.floor.queues.items() for key in found]
        if condition in OF_TEAMS:
            return list(self.teams)
        if condition in OF_AGENTS:
            return [Subject(SubjectKind.AGENT, agent_id) for agent_id in self.floor.agents]
        if condition is Condition.NO_CONNECTION:
            return [Subject(SubjectKind.LINE, line.source) for line in self._lines.connections]
        return [Subject(SubjectKind.FILE, name) for name in self.faults]

    @staticmethod
    def subject_of(kind: QueueKind, key: str) -> Subject:
        """Return a queue as a subject."""
        return Subject(_SUBJECT_KINDS[kind], key)

    def teams_of(self, rule: Rule) -> list[Subject]:
        """Return the teams that a rule is about.

        Each agent group with members in the directory is one. Without any, or if only paths are reported, the
        whole floor is one: the stream does not say which agent belongs to which group. Then it is unknown
        whom a free agent serves, unless agents were picked.
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
        """Return whether a rule is about a subject of the kind that its condition is about."""
        if subject.kind in _KINDS:
            kind = _KINDS[subject.kind]
            if not rule.groups and not rule.paths:
                return kind in self._kinds
            queue = self.floor.queues[kind].get(subject.key)
            number = queue.number if queue is not None else subject.key
            return number in (rule.groups if kind is QueueKind.GROUP else rule.paths)
        return True

    def is_there(self, subject: Subject) -> bool:
        """Return whether a subject still exists."""
        match subject.kind:
            case SubjectKind.AGENT:
                return subject.key in self.floor.agents
            case SubjectKind.TEAM:
                return subject in self.teams
            case SubjectKind.LINE:
                return any(line.source == subject.key for line in self._lines.connections)
            case SubjectKind.FILE:
                return True
            case _:
                return subject.key in self.floor.queues[_KINDS[subject.kind]]

    def limit_of(self, measure: tuple[Condition, Subject]) -> Limit:
        """Return the board's limit for a condition of a subject; an empty one where it has none."""
        condition, subject = measure
        if condition in OF_QUEUES:
            kind = _KINDS[subject.kind]
            queue = self.floor.queues[kind].get(subject.key)
            limits = self.limits.of_queue(kind, queue.number if queue is not None else subject.key)
            return limits.waiting if condition is Condition.CALLERS_WAITING else limits.longest_s
        state = _STATE_OF.get(condition)
        return self.limits.states.get(state, _NO_LIMIT) if state is not None else _NO_LIMIT

    # Known facts

    def line(self, source: str) -> Connection | None:
        """Return the line to a phone system."""
        return next((line for line in self._lines.connections if line.source == source), None)

    def team_for(self, subject: Subject) -> Team | None:
        """Return the team that serves a queue's callers; None if no rule needs it."""
        if subject.kind is SubjectKind.TEAM:
            return self.teams.get(subject)
        queue = self.queue(subject) if subject.kind is SubjectKind.GROUP else None
        return self.teams.get(Subject(SubjectKind.TEAM, queue.number)) if queue is not None else None

    def queue(self, subject: Subject) -> Queue | None:
        """Return the queue that a subject stands for; None if there is none."""
        return self.floor.queues[_KINDS[subject.kind]].get(subject.key) if subject.kind in _KINDS else None

    def known(self, agent_id: str) -> AgentStatus | None:
        """Return an agent's status; None if it is unconfirmed or its line is stale."""
        agent = self.floor.agents.get(agent_id)
        if agent is None or not agent.shown.confirmed or agent.shown.source in self._stale:
            return None
        return agent.shown

    def is_known(self, queue: Queue, now: Moment) -> bool:
        """Return whether a queue's figures are reliable now."""
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
            team.departure = before.departure
        return team

    def _serves(self, team: Subject, kind: QueueKind, number: str) -> bool:
        if team.key:
            return kind is QueueKind.GROUP and number == team.key
        if team.queues:
            return f"{_SUBJECT_KINDS[kind]} {number}" in team.queues
        return kind in self._kinds

    def queues_of(self, team: Subject) -> Iterable[Queue]:
        """Return the queues that a team serves."""
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
