"""The state that the sent bytes lead to, by desktop/protocol/README.md and without any code of the program.

Plain and slow on purpose; it reads the stream only in the form in which the soak's phone system sends it.
"""

from dataclasses import dataclass, field
from typing import Final

CALL_KINDS: Final = {"G": "acd", "S": "acd", "H": "non_acd", "I": "outbound"}
CALL_ORDER: Final = ("acd", "acd_hold", "non_acd", "non_acd_hold", "outbound", "outbound_hold")
RECORD_NUMBERS: Final = 100


@dataclass(slots=True)
class Call:
    """A call on a button."""

    kind: str
    held: bool = False

    @property
    def state(self) -> str:
        """The state that this call alone would give."""
        return self.kind + "_hold" * self.held


@dataclass(slots=True)
class Agent:
    """An agent's state (desktop/protocol/README.md, Agent state)."""

    logged_in: bool = False
    do_not_disturb: bool = False
    make_busy: bool = False
    ringing: bool = False
    work_timer: bool = False
    calls: dict[str, Call] = field(default_factory=dict)
    only_login: bool = False
    named: bool = False

    def take(self, code: str, button: str) -> None:
        """Apply one record."""
        if code in "AB":
            self.do_not_disturb = self.make_busy = self.ringing = self.work_timer = False
            self.calls.clear()
        self.logged_in = code != "B"
        self.only_login = code == "A" or (self.only_login and code in "TU")
        if code in "CD":
            self.do_not_disturb = code == "C"
        if code in "EF":
            self.make_busy = code == "E"
        if code in "CEGHISJM":
            self.work_timer = False
        if code in "GHISJU":
            self.ringing = False
        if code == "T":
            self.ringing = True
        if code in CALL_KINDS:
            self.calls[button] = Call(CALL_KINDS[code])
        if code in "NOPJ":
            self._change_call(code, button)
        if code == "L":
            self.calls.clear()
            self.work_timer = True

    def _change_call(self, code: str, button: str) -> None:
        known = button in self.calls
        if code == "J":
            for gone in [
                b for b, call in self.calls.items() if not button or b == button or not (known or call.held)
            ]:
                del self.calls[gone]
            return
        wanted = code != "N"  # O and P are about a held call, N about an active one
        meant = [button] if known else [b for b, call in self.calls.items() if call.held is wanted][-1:]
        for here in meant:
            if code == "P":
                del self.calls[here]
            else:
                self.calls[here].held = code == "N"

    @property
    def beneath_ringing(self) -> str:
        """The state beneath ringing."""
        if not self.logged_in:
            return "logged_out"
        for state in CALL_ORDER:
            if any(call.state == state for call in self.calls.values()):
                return state
        if self.work_timer:
            return "work_timer"
        if self.do_not_disturb:
            return "do_not_disturb"
        return "make_busy" if self.make_busy else "idle"

    @property
    def state(self) -> str:
        """The shown state."""
        return "ringing" if self.ringing else self.beneath_ringing

    @property
    def word(self) -> str:
        """The value in the data file (desktop/protocol/README.md, mitel_data.json)."""
        state = self.beneath_ringing
        if state == "idle":
            return "in" if self.only_login else "idle"
        return {"logged_out": "out", "work_timer": "timer"}.get(state, "busy")


class Calculation:
    """Calculates the expected state from what is sent.

    Arguments:
        start_s: Unix time at the beginning.

    """

    def __init__(self, start_s: float) -> None:
        self._start_s = start_s
        self._agents: dict[str, Agent] = {}
        self._queues: dict[str, dict[str, dict[str, str]]] = {"K": {}, "Q": {}}
        self._last_update = 0.0
        self._rest = b""
        self._before = ""
        self._counts = dict.fromkeys(("bytes", "records", "lost", "repeats", "cut_off", "hung_up"), 0)

    def sent(self, at_s: float, data: bytes) -> None:
        """Apply data sent so many seconds after the beginning."""
        self._counts["bytes"] += len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line.strip(b"\0\x02\r").decode("ascii"), self._start_s + at_s)

    def hung_up(self) -> None:
        """Note that the line ended: nothing is cleared, but nothing is confirmed any more."""
        self._counts["hung_up"] += 1
        self._counts["cut_off"] += bool(self._rest.strip(b"\0"))
        self._rest = b""
        self._before = ""
        for agent in self._agents.values():
            agent.named = False

    def result(self) -> dict[str, object]:
        """Return the expected result: the data file, the tiles, the counts."""
        return {
            "file": {
                "agents": {agent_id: agent.word for agent_id, agent in self._agents.items()},
                "groups": self._queues["K"],
                "paths": self._queues["Q"],
                "lastUpdate": self._last_update,
            },
            "shown": {agent_id: [agent.state, agent.named] for agent_id, agent in self._agents.items()},
            "counts": self._counts,
        }

    def _take(self, record: str, now_s: float) -> None:
        self._counts["records"] += 1
        if record == self._before:
            self._counts["repeats"] += 1
        elif self._before:
            self._counts["lost"] += (int(record[:2]) - int(self._before[:2]) - 1) % RECORD_NUMBERS
        self._before = record
        code = record[2]
        if code in self._queues:
            number, waiting, agents, longest = record[9:12], record[12:15], record[15:18], record[18:22]
            figures = {"waiting": waiting, "agents": agents, "longestwait": longest}
            if self._queues[code].get(number) != figures:
                self._last_update = now_s
            self._queues[code][number] = figures
        elif code != "R" and (agent_id := record[16:23].strip()):
            agent = self._agents.get(agent_id)
            word = agent.word if agent is not None else None
            agent = self._agents.setdefault(agent_id, Agent())
            agent.take(code, record[23:].strip().lstrip("0"))
            agent.named = True
            if agent.word != word:
                self._last_update = now_s
