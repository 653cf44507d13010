"""A realistic floor: agents, groups and paths agree with the queue reports. No Qt, no clock."""

import datetime as dt
import heapq
import itertools
import math
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.acd.moment import Moment
from desktop.protocol import events
from desktop.protocol.decoder import Decoder
from desktop.protocol.records import call_text, refresh_text, report_text
from desktop.simulator.plan import Plan

# ruff: noqa: PLR2004 - each share of agents or calls is used once, and what follows it says what it means

FIRST_AGENT: Final = 6001
FIRST_SET: Final = 1001
FIRST_GROUP: Final = 610
FIRST_PATH: Final = 860
REPORT_EVERY_S: Final = 15.0
REFRESH_EVERY_S: Final = 60.0

_STEP_S: Final = 0.25
"""Records within this time arrive in one read."""
_RECORDS_A_CALL: Final = 7.5
"""Average number of call events of an ACD call."""
_OTHER_SHARE: Final = 0.1
"""The share of call events that are not about ACD calls."""
_OPENING_S: Final = 4.0
"""Within this time after the beginning the agents log in."""
_MOST_WAITING: Final = 999
_LONGEST_REPORTED_S: Final = 99 * 60 + 59
_REASONS: Final = ("01", "02", "03", "07")
_ACD_BUTTON: Final = "01"
_OTHER_BUTTON: Final = "02"


@dataclass(slots=True, eq=False)
class _Agent:
    agent_id: str
    directory_number: str
    group: int
    is_logged_in: bool = False
    is_free: bool = False
    free_since: float = 0.0
    is_busy_after_call: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Caller:
    path: int
    since: float
    gives_up: float


class SimulatedFloor:
    """Plays a shift, record by record.

    Arguments:
        plan: The floor.
        start: The phone system's clock at the beginning.

    """

    def __init__(self, plan: Plan, start: dt.datetime) -> None:
        self._plan = plan
        self._start = start
        self._random = random.Random(plan.seed)
        self._now = 0.0
        self._record_number = 0
        self._order = itertools.count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._records: list[bytes] = []
        self._agents = [
            _Agent(str(FIRST_AGENT + i), str(FIRST_SET + i), i % plan.groups) for i in range(plan.agents)
        ]
        self._members = [[a for a in self._agents if a.group == g] for g in range(plan.groups)]
        # A path leads to one group or, where there are more groups than paths, to several.
        self._groups_of_path = [
            [group for group in range(plan.groups) if group % plan.paths == path] or [path % plan.groups]
            for path in range(plan.paths)
        ]
        self._waiting: list[deque[_Caller]] = [deque() for _ in range(plan.groups)]
        self._open_shift()

    def records_until(self, elapsed_s: float) -> list[bytes]:
        """Play up to that time after the beginning; return the new records, with STX and line end."""
        while self._due and self._due[0][0] <= elapsed_s:
            self._now, _, do = heapq.heappop(self._due)
            do()
        records, self._records = self._records, []
        return records

    # The shift

    def _open_shift(self) -> None:
        for agent in self._agents:
            opening = self._random.uniform(0, _OPENING_S)
            if self._random.random() < 0.1:  # the night shift goes home
                self._after(opening, self._log_out, agent)
            else:
                self._after(opening, self._log_in, agent)
        for _ in range(round(self._plan.agents * 0.6)):
            self._call_in()
        self._next_caller()
        self._next_other_action()
        self._after(1.0, self._tell_figures)
        self._after(_OPENING_S + 1.0, self._report)
        self._after(1.0, self._refresh)

    def _next_caller(self) -> None:
        calls_per_s = self._plan.rate * (1 - _OTHER_SHARE) / _RECORDS_A_CALL
        if calls_per_s > 0:
            self._after(self._random.expovariate(calls_per_s), self._caller_comes)

    def _caller_comes(self) -> None:
        self._call_in()
        self._next_caller()

    def _call_in(self) -> None:
        path = self._random.randrange(self._plan.paths)
        patience = self._random.uniform(40, 240)
        group = self._random.choice(self._groups_of_path[path])
        self._waiting[group].append(_Caller(path, self._now, self._now + patience))
        self._after(patience, self._drop_who_gave_up, group)
        self._distribute(group)

    def _drop_who_gave_up(self, group: int) -> None:
        self._waiting[group] = deque(c for c in self._waiting[group] if c.gives_up > self._now)

    def _distribute(self, group: int) -> None:
        """Ring the agent who has been free the longest for the caller who has waited the longest."""
        while self._waiting[group]:
            free = [agent for agent in self._members[group] if agent.is_free]
            if not free:
                return
            agent = min(free, key=lambda agent: (agent.free_since, agent.agent_id))
            self._ring(agent, self._waiting[group].popleft())

    # An ACD call

    def _ring(self, agent: _Agent, caller: _Caller) -> None:
        agent.is_free = False
        self._tell(events.RingingStarted, agent)
        rings_s = self._random.uniform(1.5, 6)
        if self._random.random() < 0.015:  # nobody there
            self._after(rings_s * 3, self._leave_unanswered, agent, caller)
        else:
            self._after(rings_s, self._answer, agent, caller)

    def _leave_unanswered(self, agent: _Agent, caller: _Caller) -> None:
        """Make an agent who doesn't answer busy, as phone systems do, and ring another one."""
        self._tell(events.RingingEnded, agent)
        self._waiting[agent.group].appendleft(caller)
        self._distribute(agent.group)
        self._make_busy(agent, "00")

    def _answer(self, agent: _Agent, caller: _Caller) -> None:
        self._tell(events.RingingEnded, agent)
        path = f"P{FIRST_PATH + caller.path}"
        self._record(events.AcdCallAnswered, path, agent.agent_id, _ACD_BUTTON)
        talks_s = min(self._random.lognormvariate(4.4, 0.7), 1500)
        end = self._now + talks_s
        draw = self._random.random()
        if draw < 0.15:
            self._after(talks_s * 0.5, self._hold, agent, end)
            return
        if draw < 0.22:
            self._after(talks_s * 0.4, self._consult, agent, end)
            return
        if draw < 0.26:
            self._after(talks_s * 0.6, self._ask_for_busy, agent)
        self._after(talks_s, self._end_acd_call, agent)

    def _hold(self, agent: _Agent, end: float) -> None:
        self._tell(events.CallHeld, agent, _ACD_BUTTON)
        held_s = self._random.uniform(8, 45)
        if self._random.random() < 0.05:
            self._after(held_s, self._end_acd_call, agent, events.HeldCallAbandoned)
        else:
            self._after(held_s, self._retrieve, agent, end)

    def _retrieve(self, agent: _Agent, end: float) -> None:
        self._tell(events.CallRetrieved, agent, _ACD_BUTTON)
        self._after(max(end - self._now, 5.0), self._end_acd_call, agent)

    def _consult(self, agent: _Agent, end: float) -> None:
        """Hold the caller on one button and ask a colleague on another."""
        self._tell(events.CallHeld, agent, _ACD_BUTTON)
        self._after(4.0, self._tell, events.CallOriginated, agent, _OTHER_BUTTON)
        asks_s = 4.0 + self._random.uniform(10, 40)
        self._after(asks_s, self._tell, events.AgentIdled, agent, _OTHER_BUTTON)
        self._after(asks_s + 1.0, self._retrieve, agent, end)

    def _ask_for_busy(self, agent: _Agent) -> None:
        agent.is_busy_after_call = True
        self._tell(events.MakeBusySet, agent, self._random.choice(_REASONS))

    def _end_acd_call(self, agent: _Agent, how: type[events.CallEvent] = events.AgentIdled) -> None:
        self._tell(how, agent, _ACD_BUTTON)
        self._wrap_up(agent)

    def _wrap_up(self, agent: _Agent) -> None:
        if agent.is_busy_after_call:
            self._after(self._random.uniform(60, 600), self._end_busy, agent)
        elif self._random.random() < 0.75:
            self._tell(events.WorkTimerStarted, agent)
            self._after(self._random.uniform(6, 45), self._become_free, agent, events.WorkTimerExpired)
        else:
            self._become_free(agent)

    # Other actions of agents

    def _next_other_action(self) -> None:
        actions_per_s = self._plan.rate * _OTHER_SHARE / 2
        if actions_per_s > 0:
            self._after(self._random.expovariate(actions_per_s), self._do_other_action)

    def _do_other_action(self) -> None:
        self._next_other_action()
        free = [agent for agent in self._agents if agent.is_free]
        if not free:
            return
        agent = self._random.choice(free)
        agent.is_free = False
        draw = self._random.random()
        if draw < 0.25:
            self._talk(agent, events.PersonalCallAnswered)
        elif draw < 0.6:
            self._talk(agent, events.CallOriginated)
        elif draw < 0.75:
            self._tell(events.DoNotDisturbSet, agent, self._random.choice(("00", *_REASONS)))
            self._after(self._random.uniform(30, 600), self._become_free, agent, events.DoNotDisturbRemoved)
        elif draw < 0.92:
            self._make_busy(agent, self._random.choice(_REASONS))
        elif draw < 0.95:  # a set without an agent: no agent changes
            self._record(events.MakeBusySet, "1999", "", "00")
            agent.is_free = True
        else:
            self._log_out(agent)

    def _talk(self, agent: _Agent, kind: type[events.CallEvent]) -> None:
        self._tell(kind, agent, _OTHER_BUTTON)
        talks_s = self._random.lognormvariate(4.0, 0.8)
        self._after(min(talks_s, 1200), self._become_free, agent, events.AgentIdled, _OTHER_BUTTON)

    def _make_busy(self, agent: _Agent, reason: str) -> None:
        self._tell(events.MakeBusySet, agent, reason)
        self._after(self._random.uniform(45, 900), self._end_busy, agent)

    def _end_busy(self, agent: _Agent) -> None:
        agent.is_busy_after_call = False
        self._become_free(agent, events.MakeBusyRemoved)

    def _log_in(self, agent: _Agent) -> None:
        agent.is_logged_in = True
        self._become_free(agent, events.AgentLoggedIn)

    def _log_out(self, agent: _Agent) -> None:
        agent.is_logged_in = agent.is_free = False
        self._tell(events.AgentLoggedOut, agent)
        self._after(self._random.uniform(300, 3600), self._log_in, agent)

    def _become_free(
        self, agent: _Agent, after: type[events.CallEvent] | None = None, button: str = "00"
    ) -> None:
        if after is not None:
            self._tell(after, agent, button)
        agent.is_free = True
        agent.free_since = self._now
        self._distribute(agent.group)

    # Reports and records

    def _report(self) -> None:
        self._tell_figures()
        self._after(REPORT_EVERY_S, self._report)

    def _tell_figures(self) -> None:
        for group in range(self._plan.groups):
            self._report_queue(events.GroupReported, FIRST_GROUP + group, list(self._waiting[group]), [group])
        for path in range(self._plan.paths):
            groups = self._groups_of_path[path]
            callers = [c for group in groups for c in self._waiting[group] if c.path == path]
            self._report_queue(events.PathReported, FIRST_PATH + path, callers, groups)

    def _report_queue(
        self, kind: type[events.QueueReported], number: int, callers: list[_Caller], groups: list[int]
    ) -> None:
        waiting = min(len(callers), _MOST_WAITING)
        members = [agent for group in groups for agent in self._members[group]]
        agents = min(sum(agent.is_logged_in for agent in members), _MOST_WAITING)
        longest_s = max((self._now - caller.since for caller in callers), default=0.0)
        minutes, seconds = divmod(min(int(longest_s), _LONGEST_REPORTED_S), 60)
        figures = (f"{number}", f"{waiting:03d}", f"{agents:03d}", f"{minutes:02d}{seconds:02d}")
        self._put(report_text(kind, *self._stamp(), *figures))

    def _refresh(self) -> None:
        date = (self._start + dt.timedelta(seconds=self._now)).strftime("%Y%m%d")
        self._put(refresh_text(*self._stamp(), date))
        self._after(REFRESH_EVERY_S, self._refresh)

    def _tell(self, kind: type[events.CallEvent], agent: _Agent, button: str = "00") -> None:
        self._record(kind, agent.directory_number, agent.agent_id, button)

    def _record(self, kind: type[events.CallEvent], *numbers: str) -> None:
        self._put(call_text(kind, *self._stamp(), *numbers))

    def _stamp(self) -> tuple[int, str]:
        number = self._record_number
        self._record_number = (number + 1) % 100
        time = self._start + dt.timedelta(seconds=self._now)
        return number, time.strftime("%H%M%S")

    def _put(self, text: str) -> None:
        self._records.append(b"\x02" + text.encode("ascii") + b"\r\n")

    def _after(self, wait_s: float, do: Callable[..., None], *arguments: object) -> None:
        heapq.heappush(self._due, (self._now + wait_s, next(self._order), lambda: do(*arguments)))


def events_so_far(
    plan: Plan, start: dt.datetime, elapsed_s: float, now: Moment
) -> Iterator[tuple[tuple[events.Event, ...], Moment]]:
    """Return the events of a shift from its beginning on, each read with its moment.

    Arguments:
        plan: The floor.
        start: The phone system's clock at the beginning.
        elapsed_s: How long the shift has lasted, in seconds.
        now: The moment at the end of that time.

    """
    floor, decoder = SimulatedFloor(plan, start), Decoder()
    for step in range(1, math.ceil(elapsed_s / _STEP_S) + 1):
        until_s = min(step * _STEP_S, elapsed_s)
        records = floor.records_until(until_s)
        if records:
            yield tuple(decoder.receive_data(b"".join(records))), now.before(elapsed_s - until_s)
