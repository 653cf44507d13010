"""A simulated floor of thousands of agents with names, whose clock is set by hand."""

import random
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from desktop.acd.connection import Connection, Connections
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.floor import Changes, Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import MakeBusySet, RingingEnded, RingingStarted
from desktop.protocol.line import LinePhase
from desktop.protocol.records import call_text
from desktop.simulator.floor import SimulatedFloor
from desktop.simulator.plan import Plan
from tests.bench.streams import START

SOURCE: Final = "a simulated phone system"
_PLAYED_S: Final = 300
_STEP_S: Final = 5
_EVENT_EVERY_S: Final = 30
"""Seconds between an agent's events, as on the usual simulated floor."""
_FIRST_NAMES: Final = ("Ada", "Ben", "Carla", "Dmitri", "Eleni", "Frank", "Giulia", "Hendrik", "Ines", "Jo")
_LAST_NAMES: Final = ("Adler", "Becker", "Castellano", "Dahl", "Engel", "Fischer", "Grau", "Hofer", "Ito")


class WallFloor:
    """The floor after five minutes.

    Arguments:
        agents: Number of agents.

    Attributes:
        floor: The floor.
        now: The present moment.
        directory: The agents' names.

    """

    def __init__(self, agents: int) -> None:
        self.floor = Floor()
        self.now = Moment(0.0, START.timestamp())
        simulated = SimulatedFloor(Plan(agents=agents, rate=agents / _EVENT_EVERY_S), START)
        self._decoder = Decoder()
        for second in range(_STEP_S, _PLAYED_S + 1, _STEP_S):
            self.go_on(_STEP_S)
            events = self._decoder.receive_data(b"".join(simulated.records_until(second)))
            self.floor.apply(events, self.now, SOURCE)
        self.directory = Directory(
            MappingProxyType({agent: DirectoryEntry(_name(agent)) for agent in self.floor.agents})
        )
        self._chance = random.Random(1)
        self._ringing: set[str] = set()
        self._reason = 1

    def clock(self) -> Moment:
        """Return the present moment."""
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now = Moment(self.now.steady_s + seconds, self.now.wall_s + seconds)

    def lines(self) -> Connections:
        """Return the one line, which is live."""
        return Connections((Connection(LinePhase.LIVE, SOURCE, self.now, last_heard=self.now),))

    def ring(self, agent_ids: Sequence[str]) -> Changes:
        """Let the sets of these agents start or stop ringing; return the changes."""
        kinds = [RingingEnded if agent in self._ringing else RingingStarted for agent in agent_ids]
        self._ringing ^= set(agent_ids)
        return self._hear(
            call_text(kind, 0, "081500", agent, agent, "00")
            for kind, agent in zip(kinds, agent_ids, strict=True)
        )

    def make_busy(self, agent_ids: Sequence[str]) -> Changes:
        """Set these agents to make busy with another reason than before; return the changes."""
        self._reason = 3 - self._reason
        return self._hear(
            call_text(MakeBusySet, 0, "081500", agent, agent, f"{self._reason:02d}") for agent in agent_ids
        )

    def _hear(self, records: Iterable[str]) -> Changes:
        data = "".join(f"\x02{record}\r\n" for record in records).encode("ascii")
        return self.floor.apply(self._decoder.receive_data(data), self.now, SOURCE)

    def some(self, count: int) -> Sequence[str]:
        """Return some agents from all over the floor."""
        return self._chance.sample(list(self.floor.agents), count)


def _name(agent_id: str) -> str:
    number = int(agent_id)
    first, last = _FIRST_NAMES[number % len(_FIRST_NAMES)], _LAST_NAMES[number % len(_LAST_NAMES)]
    return f"{first} {last}"
