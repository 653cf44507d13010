"""The simulated phone system's port."""

import datetime as dt

from PySide6.QtNetwork import QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.simulator.plan import Plan, Stage
from desktop.simulator.server import SimulatorServer
from desktop.system import clock


def test_data_sent_by_a_client_does_not_accumulate(qtbot: QtBot) -> None:
    server = SimulatorServer(Plan(), Stage(dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)), clock.now)
    ports: list[int] = []
    server.listening.connect(ports.append)
    server.start()
    client = QTcpSocket()
    try:
        client.connectToHost("127.0.0.1", ports[0])
        qtbot.waitUntil(lambda: len(server.clients) == 1)
        client.write(b"x" * 1_000_000)
        qtbot.waitUntil(lambda: client.bytesToWrite() == 0)
        qtbot.waitUntil(lambda: client.bytesAvailable() > 0)
        assert server.clients[0].bytesAvailable() == 0
    finally:
        client.abort()
        server.stop()
        qtbot.waitUntil(lambda: not server.clients)
        server.deleteLater()
