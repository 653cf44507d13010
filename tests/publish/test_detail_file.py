"""The detail file, held to its published schema."""

import json
import pathlib
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desktop.acd.connection import Connection, Connections
from desktop.acd.floor import Floor
from desktop.acd.snapshot import DataSnapshot, DetailSnapshot
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.publish.data_file import data_file_bytes, read_data_file
from desktop.publish.detail_file import SCHEMA_VERSION, detail_file_bytes, set_aside
from desktop.publish.file_place import MAX_BYTES
from tests.conftest import RESOURCES
from tests.support import START, Clock, call, floor_after, group, path, wire

PBX = "pbx:15373"
LIVE = Connections((Connection(LinePhase.LIVE, PBX, START, last_heard=START),))
CAPTURES = pathlib.Path(__file__).parent.parent / "captures"


def strict(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Forbid everything that the schema does not name, so that all content is published."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: strict(part) for key, part in schema.items()}
    if "required" in kept:
        kept["additionalProperties"] = False
    return kept


SCHEMA = json.loads((RESOURCES / "detail_file.schema.json").read_bytes())
VALIDATOR = Draft202012Validator(strict(SCHEMA))


def written(floor: Floor, lines: Connections = LIVE, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - of a Detail
    content: dict[str, Any] = json.loads(
        detail_file_bytes(replace(DetailSnapshot(START, lines, START, floor.detail()), **values))
    )
    assert [error.message for error in VALIDATOR.iter_errors(content)] == []
    return content


def heard(*records: str, source: str = PBX) -> Floor:
    floor = Floor()
    floor.apply(Decoder().receive_data(wire(*records)), START, source)
    return floor


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_an_empty_floor_is_valid() -> None:
    content = written(Floor(), Connections(), last_record=None)
    assert content == {
        "schema_version": 1,
        "generated_at": START.wall_s,
        "connection": "not_set",
        "stale": True,
        "last_record_at": None,
        "phone_systems": {},
        "agents": {},
        "groups": {},
        "paths": {},
    }


def test_an_agent_on_an_acd_call_with_make_busy_set_beneath_it() -> None:
    floor = heard(call("A"), call("G", button="01", number="P860"), call("E", button="07"))
    assert written(floor)["agents"] == {
        "6001": {
            "name": None,
            "directory_number": "1001",
            "state": "acd",
            "since": START.wall_s,
            "do_not_disturb": False,
            "make_busy": True,
            "reason_code": "7",
            "path": "860",
            "confirmed": True,
            "phone_system": PBX,
        }
    }


def test_figures_are_numbers_and_the_longest_wait_is_in_seconds() -> None:
    floor = heard(group("610", 2, 5, "0134"), path("610", 0, 12, "0000"))
    content = written(floor)
    assert content["groups"] == {
        "610": {
            "name": None,
            "waiting": 2,
            "agents": 5,
            "longest_waiting_s": 94,
            "received_at": START.wall_s,
            "confirmed": True,
            "phone_system": PBX,
        }
    }
    assert content["paths"]["610"]["longest_waiting_s"] == 0


def test_restored_entries_are_unconfirmed_and_without_a_time() -> None:
    floor = Floor()
    floor.restore(read_data_file(data_file_bytes(heard(call("A"), group("610", 1)).snapshot())).snapshot)
    content = written(floor)
    agent, queue = content["agents"]["6001"], content["groups"]["610"]
    assert (agent["state"], agent["since"], agent["confirmed"]) == ("unknown", None, False)
    assert (queue["waiting"], queue["received_at"], queue["confirmed"]) == (1, None, False)
    assert agent["phone_system"] is queue["phone_system"] is None


def test_a_lost_line_makes_it_stale_and_gives_the_reason(clock: Clock) -> None:
    floor = heard(call("A"), group("610", 1))
    floor.mark_unconfirmed(PBX)
    clock.go_on(5)
    lost = Connection(LinePhase.LOST, PBX, clock.now, "refused", START)
    content = written(floor, Connections((lost,)))
    assert (content["connection"], content["stale"]) == ("lost", True)
    assert content["phone_systems"][PBX] == {
        "connection": "lost",
        "stale": True,
        "since": clock.now.wall_s,
        "reason": "refused",
    }
    assert not content["agents"]["6001"]["confirmed"]
    assert not content["groups"]["610"]["confirmed"]


def test_of_two_phone_systems_the_lost_one_makes_only_its_own_stale() -> None:
    other = Connection(LinePhase.SILENT, "other:15373", START, last_heard=START)
    content = written(Floor(), Connections((other, *LIVE.connections)))
    assert (content["connection"], content["stale"]) == ("live", False)
    assert {name: system["stale"] for name, system in content["phone_systems"].items()} == {
        "other:15373": True,
        PBX: False,
    }


@pytest.mark.parametrize("phase", LinePhase)
def test_every_phase_has_a_published_word(phase: LinePhase) -> None:
    written(Floor(), Connections((Connection(phase, PBX, START),)))


def test_every_state_of_the_capture_has_a_published_word() -> None:
    floor = Floor()
    seen = set()
    decoder = Decoder()
    for line in (CAPTURES / "floor-24.rte").read_bytes().splitlines(keepends=True):
        if floor.apply(decoder.receive_data(line), START, PBX).agents:
            seen |= {agent["state"] for agent in written(floor)["agents"].values()}
    assert len(seen) >= 10
    assert seen <= set(SCHEMA["$defs"]["agent"]["properties"]["state"]["enum"])


def test_the_same_agents_and_queues_are_in_both_files() -> None:
    floor = heard(call("A"), call("G", "6002", "01"), group("610", 1), path("860", 2))
    data = json.loads(data_file_bytes(floor.snapshot()))
    content = written(floor)
    assert all(content[key].keys() == data[key].keys() for key in ("agents", "groups", "paths"))


# An existing file


@pytest.mark.parametrize(
    "there", [None, detail_file_bytes(DetailSnapshot(START, LIVE, None, Floor().detail()))]
)
def test_nothing_or_an_earlier_run_s_file_needs_no_copy(tmp_path: pathlib.Path, there: bytes | None) -> None:
    file = tmp_path / "detail.json"
    if there is not None:
        file.write_bytes(there)
    assert set_aside(file, START) is None
    assert len(list(tmp_path.iterdir())) == (there is not None)


@pytest.mark.parametrize(
    "there",
    [
        b"",
        b"# notes",
        b"[" * 100_000,
        b'{"schema_version": "mine"}',
        data_file_bytes(DataSnapshot()),
        b'{"schema_version": 1}' + b" " * MAX_BYTES + b"and more",
    ],
    ids=["empty", "text", "deep", "another's", "mitel_data.json", "huge"],
)
def test_a_foreign_file_is_kept_beside_it(tmp_path: pathlib.Path, there: bytes) -> None:
    file = tmp_path / "detail.json"
    file.write_bytes(there)
    copy = set_aside(file, START)
    assert copy is not None
    assert copy.read_bytes() == there


def test_markup_in_a_name_stays_text() -> None:
    assert "<b>x" in written(floor_after(call("A", "<b>x")))["agents"]


def test_the_example_in_the_readme_is_valid() -> None:
    readme = (RESOURCES.parent / "README.md").read_text(encoding="utf-8")
    (example,) = [
        block for block in readme.split("```") if block.startswith("json") and "schema_version" in block
    ]
    content = json.loads(example.removeprefix("json"))
    assert [error.message for error in VALIDATOR.iter_errors(content)] == []
