"""The names of agents, queues and reasons on a board, as far as the board may show them."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from desktop.acd.agent import AgentState, AgentStatus, DataWord
from desktop.acd.directory import Directory
from desktop.acd.queue import Queue, QueueKind
from desktop.acd.wording import STATE_WORDS, short_source

_MOST_LETTERS: Final = 9
_WAS: Final = {
    DataWord.IN: ("was free", "free?"),
    DataWord.IDLE: ("was free", "free?"),
    DataWord.BUSY: ("was busy", "busy?"),
    DataWord.TIMER: ("was in work timer", "work?"),
    DataWord.OUT: ("was logged out", "off?"),
}
"""The last known state of an agent not heard of since, in full and short: worded so that nobody takes it for
the present one."""


class NameStyle(enum.StrEnum):
    """How agents are named."""

    NAMES = "names"
    INITIALS = "initials"
    IDS = "ids"


@dataclass(frozen=True, slots=True)
class DisplayNames:
    """The names on one board.

    Attributes:
        directory: All names.
        style: How agents are named.
        hide_reasons: Whether reasons of do not disturb and make busy are left out.
        shorts: Short names by agent ID, where the usual form would fit another agent too.

    """

    directory: Directory = Directory()
    style: NameStyle = NameStyle.NAMES
    hide_reasons: bool = False
    shorts: Mapping[str, str] = field(default_factory=dict, compare=False)

    def agent(self, agent_id: str) -> str:
        """Return an agent's name; the ID of one without a name."""
        match self.style:
            case NameStyle.IDS:
                return agent_id
            case NameStyle.NAMES:
                return self.directory.agent_name(agent_id)
            case NameStyle.INITIALS:
                name = self.directory.agent_name(agent_id)
                return name if name == agent_id else _initials(name)

    def short_agent(self, agent_id: str) -> str:
        """Return an agent's name for little room: ``Olga W.`` for Olga Wagner."""
        name = self.agent(agent_id)
        if self.style is not NameStyle.NAMES or name == agent_id:
            return name
        return self.shorts.get(agent_id) or _short(name)

    def queue(self, queue: Queue, *, shared: bool, short: bool = False) -> str:
        """Return a queue's name, with its phone system where several report that number."""
        name = self.directory.queue_name(queue.kind, queue.number)
        if not shared:
            return name or f"{queue.kind.value} {queue.number}"
        which = f"{name or queue.number} {short_source(queue.source)}"
        return which if short or name else f"{queue.kind.value} {which}"

    def section(self, section: tuple[object, ...]) -> str:
        """Return the title of a section of the board: a state, an agent group, or no group."""
        match section:
            case (int() as order,):
                return STATE_WORDS[list(AgentState)[order]]
            case (_, "") | ():
                return "No group"
            case (_, group):
                return self.group(str(group))
            case _:
                return ""

    def group(self, group: str) -> str:
        """Return the title of an agent group."""
        return self.directory.group_title(group)

    def detail(self, shown: AgentStatus, *, short: bool = False) -> str:
        """Return the detail of a state: an ACD call's path, a reason, an unknown agent's last known state."""
        if shown.path:
            name = self.directory.queue_name(QueueKind.PATH, shown.path)
            return name or (f"P {shown.path}" if short else f"path {shown.path}")
        if shown.reason_code and not self.hide_reasons:
            name = self.directory.reason(shown.reason_code)
            return name or (f"R {shown.reason_code}" if short else f"reason {shown.reason_code}")
        if shown.state is AgentState.UNKNOWN and shown.data_word is not None:
            return _WAS[shown.data_word][short]
        return ""


def distinct_short_names(directory: Directory) -> Mapping[str, str]:
    """Return short names long enough to differ: ``Anna Fi.``, ``Anna Fr.``."""
    alike: dict[str, dict[str, str]] = {}
    for agent_id, entry in directory.agents.items():
        if entry.name:
            alike.setdefault(_short(entry.name), {})[agent_id] = entry.name
    shorts: dict[str, str] = {}
    for names in alike.values():
        if len(set(names.values())) > 1:
            shorts |= _told_apart(names)
    return MappingProxyType(shorts)


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    for letters in range(2, _MOST_LETTERS):
        shorts = {agent_id: _short(name, letters) for agent_id, name in names.items()}
        # Names that differ by the full stop alone look the same.
        if len({short.rstrip(".") for short in shorts.values()}) == len(set(names.values())):
            return shorts
    return dict(names)


def _parts(name: str) -> list[str]:
    """Return the parts of a name with the first name first, also of ``Wagner, Olga``."""
    last, comma, first = name.partition(",")
    return (f"{first} {last}" if comma else name).split()


def _short(name: str, letters: int = 1) -> str:
    first, *others = _parts(name) or [name]
    if not others:
        return first
    last = others[-1]
    return f"{first} {last[:letters]}." if letters < len(last) or letters == 1 else f"{first} {last}"


def _initials(name: str) -> str:
    return "".join(part[0].upper() for part in _parts(name) if part[0].isalnum()) or name[:1]
