"""mitel_data.json, written and read (desktop/protocol/README.md, mitel_data.json)."""

import json
import math
import pathlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from desktop.acd.agent import DataWord
from desktop.acd.floor import MOST_AGENTS
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueText
from desktop.acd.snapshot import DataSnapshot
from desktop.publish.file_place import MAX_BYTES, DataFileError, keep_copy

MAX_ID_LENGTH: Final = 16

_Value = TypeVar("_Value")

_KNOWN_WORDS: Final = frozenset(DataWord)
_NUMBER: Final = re.compile(r"[0-9]{3}")
_LONGEST: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The content of a file that was read.

    Attributes:
        snapshot: The part that was understood.
        fault: What is wrong with the file; None if nothing is.

    """

    snapshot: DataSnapshot
    fault: str | None = None


def data_file_bytes(snapshot: DataSnapshot) -> bytes:
    """Return the content of the file."""
    content = {
        "agents": dict(snapshot.agents),
        "groups": _queues(snapshot.groups),
        "paths": _queues(snapshot.paths),
        "lastUpdate": snapshot.last_update,
    }
    return json.dumps(content).encode()


def read_data_file(content: bytes) -> ReadBack:
    """Read the content of a file as far as possible. Never raises."""
    try:
        loaded = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ReadBack(DataSnapshot(), "is damaged")
    if not isinstance(loaded, dict) or set(loaded) != {"agents", "groups", "paths", "lastUpdate"}:
        return ReadBack(DataSnapshot(), "is not a file of this program")
    if any(isinstance(loaded[key], dict) and len(loaded[key]) > MOST_AGENTS for key in loaded):
        return ReadBack(DataSnapshot(), "is larger than any floor's")
    agents, all_agents = _understand(loaded["agents"], _read_agent)
    groups, all_groups = _understand(loaded["groups"], _read_queue)
    paths, all_paths = _understand(loaded["paths"], _read_queue)
    last_update = _read_time(loaded["lastUpdate"])
    snapshot = DataSnapshot(agents, groups, paths, last_update or 0.0)
    if all_agents and all_groups and all_paths and last_update is not None:
        return ReadBack(snapshot)
    return ReadBack(snapshot, "holds entries that can't be understood")


def read_back(path: pathlib.Path, now: Moment) -> tuple[ReadBack, pathlib.Path | None]:
    """Read the file of an earlier run; if it is faulty, keep a copy beside it and return its path too.

    Raises:
        DataFileError: The file can't be read, or is faulty and no copy can be kept.

    """
    found = find_data_file(path)
    if found is None:
        return ReadBack(DataSnapshot(last_update=now.wall_s)), None
    return found, None if found.fault is None else keep_copy(path, now, "data file")


def find_data_file(path: pathlib.Path) -> ReadBack | None:
    """Read a file and leave it as it is; return None when there is none.

    Raises:
        DataFileError: The file can't be read.

    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"data file {path} can't be read: {error.strerror or error}"
        raise DataFileError(message) from error
    if len(content) > MAX_BYTES:
        return ReadBack(DataSnapshot(), "is larger than any floor's")
    return read_data_file(content)


def _understand(
    entries: object, read: Callable[[str, object], _Value | None]
) -> tuple[Mapping[str, _Value], bool]:
    """Return the entries that can be read, and whether those are all."""
    if not isinstance(entries, dict):
        return MappingProxyType({}), False
    understood = {key: value for key, entry in entries.items() if (value := read(key, entry)) is not None}
    return MappingProxyType(understood), len(understood) == len(entries)


def _read_time(written: object) -> float | None:
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    try:
        return float(written) if math.isfinite(written) else None
    except OverflowError:  # integers in JSON have no limit
        return None


def _read_agent(agent_id: str, word: object) -> DataWord | None:
    known = agent_id.isprintable() and 0 < len(agent_id) <= MAX_ID_LENGTH
    return DataWord(word) if known and isinstance(word, str) and word in _KNOWN_WORDS else None


def _read_queue(number: str, figures: object) -> QueueText | None:
    if not isinstance(figures, dict) or set(figures) != {"waiting", "agents", "longestwait"}:
        return None
    waiting, agents, longest = figures["waiting"], figures["agents"], figures["longestwait"]
    texts = ((number, _NUMBER), (waiting, _NUMBER), (agents, _NUMBER), (longest, _LONGEST))
    if all(isinstance(text, str) and pattern.fullmatch(text) for text, pattern in texts):
        return QueueText(waiting, agents, longest)
    return None


def _queues(texts: Mapping[str, QueueText]) -> dict[str, dict[str, str]]:
    return {
        number: {"waiting": text.waiting, "agents": text.agents, "longestwait": text.longest}
        for number, text in texts.items()
    }
