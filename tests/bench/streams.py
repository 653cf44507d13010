"""The streams of the benchmark: a stored one, and simulated floors."""

import datetime as dt
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import (
    AgentLoggedIn,
    CallEvent,
    GroupReported,
    MakeBusyRemoved,
    MakeBusySet,
    PathReported,
)
from desktop.protocol.records import call_text, report_text
from desktop.publish.data_file import data_file_bytes
from desktop.simulator.floor import FIRST_AGENT, FIRST_GROUP, FIRST_PATH, FIRST_SET, SimulatedFloor
from desktop.simulator.plan import Plan

CAPTURE: Final = pathlib.Path(__file__).resolve().parents[2] / "tests" / "captures" / "floor-24.rte"
READ_BYTES: Final = 65_536
"""The most bytes that the program reads from its socket at once."""
NUMBERS: Final = 100
START: Final = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
OPENED_S: Final = 120.0
"""After this time a simulated floor has agents in every state."""
QUEUES: Final = 3
_STEP_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream, cut as it is read.

    Attributes:
        reads: The data of each read.
        records: Number of records in it.

    """

    reads: tuple[bytes, ...]
    records: int


def captured(at_least: int) -> Stream:
    """Return the stored stream of 24 agents, repeated until it has at least so many records."""
    data = CAPTURE.read_bytes()
    records = len(Decoder().receive_data(data))
    times = -(-at_least // records)
    return Stream(_in_reads(data * times), records * times)


def simulated(plan: Plan, at_least: int) -> Stream:
    """Return the stream of a simulated floor with at least so many records."""
    records = simulated_records(plan, at_least)
    return Stream(_in_reads(b"".join(records)), len(records))


def simulated_records(plan: Plan, at_least: int) -> list[bytes]:
    """Return a simulated floor's records: so many that another round of them follows on without a gap."""
    floor = SimulatedFloor(plan, START)
    records: list[bytes] = []
    played_s = 0.0
    while len(records) < at_least + NUMBERS:
        played_s += _STEP_S
        records += floor.records_until(played_s)
    return records[: len(records) // NUMBERS * NUMBERS]


def _in_reads(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[start : start + READ_BYTES] for start in range(0, len(data), READ_BYTES))


class Script:
    """The records of a scripted phone system, numbered consecutively.

    Arguments:
        agents: Number of agents on its floor.

    Attributes:
        opening: Records that make the agents known, in a mix of all states. The first agents log in again.

    """

    def __init__(self, agents: int, anew: int = 10) -> None:
        opening = SimulatedFloor(Plan(agents=agents), START).records_until(OPENED_S)
        self._number = len(opening) % NUMBERS
        self.anew = [str(FIRST_AGENT + index) for index in range(anew)]
        self._busy: set[str] = set()
        self.opening = b"".join(opening) + b"".join(self._call(AgentLoggedIn, agent) for agent in self.anew)

    def data_file(self) -> bytes:
        """Return the data file of an earlier run that heard the opening."""
        floor = Floor()
        floor.apply(Decoder().receive_data(self.opening), Moment(0.0, START.timestamp()))
        return data_file_bytes(floor.snapshot())

    def toggle(self, agent_id: str) -> tuple[bytes, bool]:
        """Set or remove an agent's make busy; return the record, and whether the agent is busy now."""
        is_busy = agent_id not in self._busy
        self._busy ^= {agent_id}
        return self._call(MakeBusySet if is_busy else MakeBusyRemoved, agent_id), is_busy

    def reports(self) -> bytes:
        """Return a set of group and path reports: nobody waits."""
        kinds = ((GroupReported, FIRST_GROUP), (PathReported, FIRST_PATH))
        return b"".join(
            _wire(report_text(kind, self._next(), "081500", f"{first + queue}", "000", "020", "0000"))
            for kind, first in kinds
            for queue in range(QUEUES)
        )

    def _call(self, kind: type[CallEvent], agent_id: str) -> bytes:
        directory_number = str(int(agent_id) - FIRST_AGENT + FIRST_SET)
        return _wire(call_text(kind, self._next(), "081500", directory_number, agent_id, "00"))

    def _next(self) -> int:
        number, self._number = self._number, (self._number + 1) % NUMBERS
        return number


def _wire(text: str) -> bytes:
    return b"\x02" + text.encode("ascii") + b"\r\n"


def round_robin(records: Sequence[bytes], first: int, count: int) -> bytes:
    """Return so many records from there on, from the beginning again after the last."""
    return b"".join(records[index % len(records)] for index in range(first, first + count))
