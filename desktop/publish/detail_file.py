"""The content of the detail file; resources/detail_file.schema.json is its schema."""

import contextlib
import json
import pathlib
from collections.abc import Mapping
from typing import Final

from desktop.acd.agent import AgentDetail
from desktop.acd.connection import Connection
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.moment import Moment
from desktop.acd.queue import Queue
from desktop.acd.snapshot import DetailSnapshot
from desktop.publish.file_place import MAX_BYTES, keep_copy

SCHEMA_VERSION: Final = 1


def detail_file_bytes(detail: DetailSnapshot) -> bytes:
    """Return the content of the file."""
    names = detail.directory
    content = {
        "schema_version": SCHEMA_VERSION,
        "generated_at": detail.generated.wall_s,
        "connection": detail.lines.phase.name.lower(),
        "stale": not detail.lines.is_live,
        "last_record_at": _wall_s(detail.last_record),
        "phone_systems": {line.source: _connection(line) for line in detail.lines.connections},
        "agents": {
            agent_id: _agent(agent, names.agents.get(agent_id))
            for agent_id, agent in detail.floor.agents.items()
        },
        "groups": _queues(detail.floor.groups, names),
        "paths": _queues(detail.floor.paths, names),
    }
    return json.dumps(content).encode()


def set_aside(path: pathlib.Path, now: Moment) -> pathlib.Path | None:
    """Copy the file that exists in its place, unless it is one of ours; return the path of the copy.

    Raises:
        DataFileError: No copy can be kept.

    """
    with contextlib.suppress(OSError, ValueError, RecursionError):
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
        content = json.loads(text.decode()) if len(text) <= MAX_BYTES else None
        if isinstance(content, dict) and isinstance(content.get("schema_version"), int):
            return None
    return keep_copy(path, now, "detail file") if path.exists() else None


def _connection(connection: Connection) -> dict[str, object]:
    return {
        "connection": connection.phase.name.lower(),
        "stale": not connection.is_live,
        "since": _wall_s(connection.since),
        "reason": connection.reason or None,
    }


def _agent(agent: AgentDetail, entry: DirectoryEntry | None) -> dict[str, object]:
    shown = agent.shown
    return {
        "name": (entry.name if entry is not None else "") or None,
        "directory_number": agent.directory_number or None,
        "state": shown.state.value,
        "since": _wall_s(shown.since),
        "do_not_disturb": agent.do_not_disturb,
        "make_busy": agent.make_busy,
        "reason_code": agent.reason_code or None,
        "path": shown.path or None,
        "confirmed": shown.confirmed,
        "phone_system": shown.source or None,
    }


def _queues(queues: Mapping[str, Queue], names: Directory) -> dict[str, dict[str, object]]:
    return {
        number: {
            "name": names.queue_name(queue.kind, queue.number),
            "waiting": queue.waiting,
            "agents": queue.agents,
            "longest_waiting_s": queue.text.longest_s if queue.waiting else 0,
            "received_at": _wall_s(queue.received),
            "confirmed": queue.confirmed,
            "phone_system": queue.source or None,
        }
        for number, queue in queues.items()
    }


def _wall_s(moment: Moment | None) -> float | None:
    return moment.wall_s if moment is not None else None
