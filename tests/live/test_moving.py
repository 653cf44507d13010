"""Changing files and lines while the program runs."""

import json
import pathlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.feed.worker import Line
from desktop.live.directory import WatchedDirectory
from desktop.live.floor import LiveFloor
from desktop.live.recording import Recording
from desktop.publish.file_place import DataFileError
from desktop.recording.rolling import SizeLimits
from desktop.system import clock
from tests.support import PhoneSystem, call, wire


def line(system: PhoneSystem) -> Line:
    return Line("127.0.0.1", system.port)


def agents(path: pathlib.Path) -> set[str]:
    if not path.exists():
        return set()
    return set(json.loads(path.read_bytes())["agents"])


@pytest.fixture
def live_floor(qtbot: QtBot, phone_system: PhoneSystem, tmp_path: pathlib.Path) -> Iterator[LiveFloor]:
    live_floor = LiveFloor((line(phone_system),), tmp_path / "first.json")
    live_floor.start()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001")))
    qtbot.waitUntil(lambda: agents(tmp_path / "first.json") == {"6001"})
    yield live_floor
    assert live_floor.stop()


def test_the_data_file_moves_to_another_place(
    qtbot: QtBot, live_floor: LiveFloor, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    second = tmp_path / "second.json"
    with qtbot.waitSignal(live_floor.files.changed):
        live_floor.files.move_data(second)
    qtbot.waitUntil(lambda: agents(second) == {"6001"})
    phone_system.send(wire(call("A", "6002")))
    qtbot.waitUntil(lambda: agents(second) == {"6001", "6002"})
    assert agents(tmp_path / "first.json") == {"6001"}
    assert live_floor.files.data.path == second


def test_a_foreign_file_in_the_new_place_is_kept(
    qtbot: QtBot, live_floor: LiveFloor, tmp_path: pathlib.Path
) -> None:
    second = tmp_path / "second.json"
    second.write_text("a letter")
    live_floor.files.move_data(second)
    qtbot.waitUntil(lambda: second.read_text() != "a letter" and agents(second) == {"6001"})
    (copy,) = tmp_path.glob("second.set-aside-*.json")
    assert copy.read_text() == "a letter"


def test_an_unreadable_place_leaves_the_data_file_where_it_is(
    live_floor: LiveFloor, tmp_path: pathlib.Path
) -> None:
    with pytest.raises(DataFileError, match="can't be read"):
        live_floor.files.move_data(tmp_path)
    assert live_floor.files.data.path == tmp_path / "first.json"


def test_a_data_file_with_a_write_failure_is_written_at_once_in_a_new_place(
    qtbot: QtBot, live_floor: LiveFloor, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    gone, good = tmp_path / "gone" / "file.json", tmp_path / "good.json"
    live_floor.files.move_data(gone)
    qtbot.waitUntil(lambda: live_floor.files.data.publisher.state.failures > 2)
    live_floor.files.move_data(good)
    qtbot.waitUntil(lambda: agents(good) == {"6001"}, timeout=1000)
    qtbot.waitUntil(lambda: live_floor.files.data.publisher.state.fault is None)
    assert phone_system.connections == 1


def test_the_detail_file_is_started_moved_and_ended(
    qtbot: QtBot, live_floor: LiveFloor, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    first, second = tmp_path / "detail.json", tmp_path / "other.json"
    live_floor.files.move_detail(first)
    qtbot.waitUntil(lambda: agents(first) == {"6001"})
    live_floor.files.move_detail(second)
    qtbot.waitUntil(lambda: agents(second) == {"6001"})
    live_floor.files.move_detail(None)
    assert live_floor.files.all == (live_floor.files.data,)
    phone_system.send(wire(call("A", "6002")))
    qtbot.waitUntil(lambda: "6002" in agents(live_floor.files.data.path))
    assert agents(first) == agents(second) == {"6001"}
    live_floor.files.move_detail(first)
    qtbot.waitUntil(lambda: agents(first) == {"6001", "6002"})


def test_a_new_time_of_silence_keeps_the_line_and_the_floor(
    qtbot: QtBot, live_floor: LiveFloor, phone_system: PhoneSystem
) -> None:
    with qtbot.assertNotEmitted(live_floor.floor_forgotten):
        live_floor.listen_to((replace(line(phone_system), silent_after_s=0.2, reconnect_after_s=0),))
    qtbot.waitUntil(lambda: not live_floor.lines.is_live)
    assert set(live_floor.floor.agents) == {"6001"}
    assert phone_system.connections == 1


def test_a_recording_moves_to_another_place(
    qtbot: QtBot, live_floor: LiveFloor, phone_system: PhoneSystem, tmp_path: pathlib.Path
) -> None:
    first, second = tmp_path / "a" / "stream.jsonl", tmp_path / "b" / "stream.jsonl"
    recording = Recording(live_floor, first, SizeLimits(), clock.now)
    recording.start()
    try:
        phone_system.send(wire(call("A", "6002")))
        qtbot.waitUntil(lambda: first.exists() and b"6002" in first.read_bytes())
        recording.move(second, SizeLimits())
        assert recording.is_on
        phone_system.send(wire(call("A", "6003")))
        qtbot.waitUntil(lambda: second.exists() and b"6003" in second.read_bytes())
        assert b"6003" not in first.read_bytes()
    finally:
        assert recording.stop()


def test_a_recording_that_is_off_stays_off(tmp_path: pathlib.Path, live_floor: LiveFloor) -> None:
    recording = Recording(live_floor, tmp_path / "a.jsonl", SizeLimits(), clock.now)
    recording.move(tmp_path / "b.jsonl", SizeLimits.of_megabytes(1, 2))
    assert not recording.is_on
    assert recording.path == tmp_path / "b.jsonl"


def test_names_from_another_file_replace_those_of_the_last_one(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("kind,number,name,groups\nagent,6001,Anna,\n")
    second.write_text("kind,number,name,groups\nagent,6002,Ben,\n")
    kept = WatchedDirectory(first)
    kept.start()
    try:
        qtbot.waitUntil(lambda: kept.directory.agent_name("6001") == "Anna")
        kept.move(tmp_path / "none.csv")
        assert kept.directory.agent_name("6001") == "6001"
        kept.move(second)
        qtbot.waitUntil(lambda: kept.directory.agent_name("6002") == "Ben")
        assert kept.directory.agent_name("6001") == "6001"
    finally:
        assert kept.stop()
