"""The connection check against real servers on loopback."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.feed.check import ConnectionCheck
from desktop.system import clock
from tests.support import PhoneSystem, call, group, path, wire

NUMBERED = (
    call("A"),
    "02" + call("A", "6002")[2:],
    "05" + group("610", 2, 5, "0134")[2:],
    "06" + path("860", 1)[2:],
)


class Onlooker(QObject):
    """Notes the lines and the result of a check."""

    def __init__(self, check: ConnectionCheck) -> None:
        super().__init__()
        self.check = check
        self.lines: list[str] = []
        self.results: list[bool] = []
        check.said.connect(self.lines.append)
        check.ended.connect(self.results.append)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


StartCheck = Callable[..., Onlooker]


@pytest.fixture
def start_check(qtbot: QtBot, phone_system: PhoneSystem) -> Iterator[StartCheck]:  # noqa: ARG001 - sockets need an application
    checks: list[ConnectionCheck] = []

    def start(host: str = "127.0.0.1", port: int | None = None, seconds: float = 0.5) -> Onlooker:
        check = ConnectionCheck(host, port or phone_system.port, seconds, clock.now)
        checks.append(check)
        onlooker = Onlooker(check)
        check.start()
        return onlooker

    yield start
    for check in checks:
        check.stop()
        check.deleteLater()


def test_each_step_and_each_record_is_reported_and_summed_up(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*NUMBERED) + b"rubbish\r\n")
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [True]
    steps = [re.sub(r"\d+ ms|at \S+|: \d+ ", "", line) for line in onlooker.lines[:3]]
    assert steps == [
        "Port is open (). Listening for 0.5 s.",
        "Bytes: the first came after .",
        "Records: the first was decoded.",
    ]
    assert f"08:30:00 K group 610: 2 waiting, 5 logged in, longest 01:34   [{NUMBERED[2]}]" in onlooker.lines
    assert f"08:30:00 A agent 6001 logged in   [{NUMBERED[0]}]" in onlooker.lines
    summary = onlooker.lines.index("4 records came:")
    assert onlooker.lines[summary + 1 : summary + 4] == [
        "     2 A  agent logged in",
        "     1 K  figures of an agent group",
        "     1 Q  figures of a path",
    ]
    assert "Groups: 1 (610)." in onlooker.lines
    assert "Paths: 1 (860)." in onlooker.lines
    assert "Agents: 2 (6001, 6002)." in onlooker.lines
    assert "Record numbers lost: 2. Repeated records: 0." in onlooker.lines
    assert "  rubbish   72 75 62 62 69 73 68" in onlooker.lines
    assert onlooker.lines[-1] == "The connection is good."


def test_a_name_is_resolved_and_the_address_reported(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check(host="localhost")
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    assert onlooker.lines[0].startswith("Name: localhost is known (")


def test_a_closed_port_is_refused_with_advice(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    phone_system.close()
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [False]
    assert ": refused (" in onlooker.lines[0]
    assert "does another program hold it?" in onlooker.lines[1]


def test_an_unknown_host_is_reported_with_advice(qtbot: QtBot, start_check: StartCheck) -> None:
    onlooker = start_check(host="no-such-phone-system.invalid")
    qtbot.waitUntil(lambda: bool(onlooker.results), timeout=15_000)
    assert "host unknown" in onlooker.lines[0]
    assert "Check how it is written" in onlooker.lines[1]


def test_a_silent_phone_system_fails_the_check(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert phone_system.connections == 1
    assert onlooker.results == [False]
    assert "nothing came" in onlooker.text
    assert "group reports" in onlooker.text


def test_another_protocol_is_recognised_as_such(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(b"SSH-2.0-Something\r\n")
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [False]
    assert "it is not the real time events stream" in onlooker.text
    assert "This is no record of the stream: SSH-2.0-Something" in onlooker.text


def test_a_phone_system_that_hangs_up_at_once_is_reported(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.hang_up()
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [False]
    assert "closed by the phone system" in onlooker.text
    assert "does another hold the stream?" in onlooker.text


def test_a_line_that_ends_after_records_is_summed_up(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check(seconds=60)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*NUMBERED))
    qtbot.waitUntil(lambda: len(onlooker.lines) >= 7)
    phone_system.hang_up()
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [True]
    assert "The line ended: closed by the phone system." in onlooker.lines


def test_many_agents_are_counted_and_not_listed(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*[call("A", f"6{i:03d}") for i in range(100)]))
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert re.search(r"Agents: 100 \(6000, .* and 60 more\)\.", onlooker.text)


def test_unreadable_data_is_reported_at_once(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check(seconds=60)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(b"220 mail\x1b[2J\r\n")
    qtbot.waitUntil(lambda: r"This is no record of the stream: 220 mail\x1b[2J" in onlooker.lines)
    assert onlooker.results == []


def test_a_line_that_drops_is_not_called_good(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck
) -> None:
    onlooker = start_check()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A")))
    phone_system.hang_up()
    qtbot.waitUntil(lambda: bool(onlooker.results))
    assert onlooker.results == [True]
    assert onlooker.lines[-1] == "Real records came, but the line did not stay."


@pytest.mark.parametrize("came", [True, False])
def test_stopping_early_gives_the_summary(
    qtbot: QtBot, phone_system: PhoneSystem, start_check: StartCheck, *, came: bool
) -> None:
    onlooker = start_check(seconds=60)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    if came:
        phone_system.send(wire(call("A")))
        qtbot.waitUntil(lambda: "Records: the first was decoded." in onlooker.lines)
    onlooker.check.conclude()
    assert onlooker.results == [came]
    assert ("1 record came:" in onlooker.lines) is came
