"""A shift that began some time before the first client connects."""

import datetime as dt

import pytest
from PySide6.QtNetwork import QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.protocol.decoder import Decoder
from desktop.simulator.floor import SimulatedFloor, events_so_far
from desktop.simulator.plan import Plan, Stage
from desktop.simulator.server import SimulatorServer
from tests.support import START, Clock

MORNING = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
PLAN = Plan(agents=31, rate=3.0, seed=11)


def test_the_past_shift_is_replayed_with_its_times() -> None:
    parts = list(events_so_far(PLAN, MORNING, 100.1, START))
    records = SimulatedFloor(PLAN, MORNING).records_until(100.1)
    assert [event for events, _ in parts for event in events] == list(
        Decoder().receive_data(b"".join(records))
    )
    moments = [at for _, at in parts]
    assert moments == sorted(moments)
    assert moments[-1] <= START
    for events, at in parts:
        told = int(events[0].time[2:4]) * 60 + int(events[0].time[4:])
        assert abs(100.1 - (START.steady_s - at.steady_s) - told) <= 1.25
        assert at.wall_s - START.wall_s == pytest.approx(at.steady_s - START.steady_s)


def test_a_shift_that_begins_now_has_no_past() -> None:
    assert list(events_so_far(PLAN, MORNING, 0.0, START)) == []


def test_a_later_client_gets_only_what_follows(qtbot: QtBot, clock: Clock) -> None:
    server = SimulatorServer(PLAN, Stage(MORNING, elapsed_s=300.0), clock)
    ports: list[int] = []
    server.listening.connect(ports.append)
    server.start()
    client = QTcpSocket()
    heard = bytearray()
    client.readyRead.connect(lambda: heard.extend(client.readAll().data()))
    floor = SimulatedFloor(PLAN, MORNING)
    floor.records_until(300.0)
    wanted = b"".join(floor.records_until(320.0))
    try:
        client.connectToHost("127.0.0.1", ports[0])
        qtbot.waitUntil(lambda: bool(server.clients))
        clock.go_on(20.0)
        qtbot.waitUntil(lambda: len(heard) >= len(wanted))
        assert bytes(heard) == wanted
    finally:
        client.abort()
        server.stop()
        qtbot.waitUntil(lambda: not server.clients)
        server.deleteLater()
