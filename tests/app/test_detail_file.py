"""The detail file beside mitel_data.json, over loopback and by command line."""

import json
import pathlib
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.joined import JoinedProgram, StartProgram
from tests.program import Program
from tests.support import PhoneSystem, call, group, wire


def detail(program: JoinedProgram) -> dict[str, Any]:
    assert program.detail_file is not None
    if not program.detail_file.exists():
        # The first write is under way.
        return {"agents": {}}
    content: dict[str, Any] = json.loads(program.detail_file.read_bytes())
    return content


def test_it_follows_the_stream_and_the_line(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port, detail_file="detail.json")
    assert program.detail_file is not None
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A"), call("G", button="01", number="P860"), group("610", 3, 5, "0134")))
    qtbot.waitUntil(lambda: "6001" in detail(program)["agents"])
    content = detail(program)
    assert (content["connection"], content["stale"]) == ("live", False)
    assert content["agents"]["6001"]["state"] == "acd"
    assert content["agents"]["6001"]["path"] == "860"
    assert content["groups"]["610"]["longest_waiting_s"] == 94
    assert content["agents"]["6001"]["phone_system"] == f"127.0.0.1:{phone_system.port}"
    phone_system.close()
    qtbot.waitUntil(lambda: detail(program)["stale"])
    assert not detail(program)["agents"]["6001"]["confirmed"]
    program.stop()
    content = detail(program)
    assert (
        content["phone_systems"][f"127.0.0.1:{phone_system.port}"]["reason"] == "closed by the phone system"
    )
    assert set(program.file()) == {"agents", "groups", "paths", "lastUpdate"}


def test_when_the_program_ends_no_line_is_left_as_live(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port, detail_file="detail.json")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(lambda: "6001" in detail(program)["agents"])
    program.stop()
    content = detail(program)
    assert (content["connection"], content["stale"]) == ("lost", True)
    (system,) = content["phone_systems"].values()
    assert system["reason"] == "the program ended"
    assert system["since"] >= content["agents"]["6001"]["since"]


def test_a_record_that_changes_nothing_still_moves_the_time_of_the_last_record(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram
) -> None:
    program = start_program(port=phone_system.port, detail_file="detail.json")
    assert program.detail_file is not None
    qtbot.waitUntil(program.detail_file.exists)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire("00R08300020260105"))
    qtbot.waitUntil(lambda: detail(program)["last_record_at"] is not None)
    first = detail(program)["last_record_at"]
    phone_system.send(wire("01R08310020260105"))
    qtbot.waitUntil(lambda: detail(program)["last_record_at"] > first)


def test_a_foreign_file_in_its_place_is_kept_beside_it(
    qtbot: QtBot,
    phone_system: PhoneSystem,
    start_program: StartProgram,
    tmp_path: pathlib.Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "detail.json").write_text("shopping list")
    program = start_program(port=phone_system.port, detail_file="detail.json")
    qtbot.waitUntil(lambda: b"schema_version" in (tmp_path / "detail.json").read_bytes())
    program.stop()
    (copy,) = tmp_path.glob("detail.set-aside-*.json")
    assert copy.read_text() == "shopping list"
    assert f"it is kept as {copy.name}." in caplog.text


def test_its_fault_is_named_in_the_footer_and_mitel_data_json_goes_on(
    qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "share").mkdir()
    program = start_program(port=phone_system.port, detail_file="share/detail.json")
    label = program.below(2)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    qtbot.waitUntil(lambda: "6001" in detail(program)["agents"])
    (tmp_path / "share").rename(tmp_path / "gone")
    phone_system.send(wire(call("B")))
    qtbot.waitUntil(lambda: "Can't write" in label.text() and "detail.json" in label.text())
    qtbot.waitUntil(lambda: program.file()["agents"] == {"6001": "out"})
    (tmp_path / "gone").rename(tmp_path / "share")
    qtbot.waitUntil(lambda: detail(program)["agents"]["6001"]["state"] == "logged_out", timeout=10_000)
    qtbot.waitUntil(lambda: "Can't write" not in label.text())


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("{home}/nowhere/detail.json", "detail file {home}/nowhere/detail.json: there is no folder"),
        ("{home}", "detail file {home} is a folder"),
        ("{home}/mitel_data.json", "data file and detail file can't both be {home}/mitel_data.json"),
    ],
)
def test_an_impossible_place_is_reported_at_the_start(program: Program, option: str, reason: str) -> None:
    home = str(program.home)
    files = ["--data-file", f"{home}/mitel_data.json", "--detail-file", option.format(home=home)]
    code, _, err = program.run("--headless", "--host", "127.0.0.1", *files)
    assert code == 2
    assert err.startswith(f"tallymate: error: {reason.format(home=home)}")
    assert len(err.splitlines()) == 1


def test_a_relative_path_starts_in_the_settings_folder(program: Program) -> None:
    settings = program.home / "settings.ini"
    settings.write_text("[files]\ndetail_file = nowhere/detail.json\n")
    code, _, err = program.run("--headless", "--host", "127.0.0.1", "--settings", str(settings))
    assert code == 2
    assert f"detail file {program.home / 'nowhere' / 'detail.json'}: there is no folder" in err
