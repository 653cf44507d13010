"""The replaying phone system on a real port, with real clients."""

import math
import pathlib
import socket
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtNetwork import QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.recording.entries import BytesCame, Entry, RecordingBegan, entry_line
from desktop.recording.playback import Playback
from desktop.recording.replay import MOST_UNSENT_BYTES, ReplayServer, ReplayStage
from desktop.system import clock as system_clock
from tests.support import Clock, call, wire

PBX = "192.168.201.2:15373"
ONE, TWO, THREE = (wire(call(code)) for code in "ABC")


class Client:
    """A client, and the data it got."""

    def __init__(self, port: int) -> None:
        self.got = b""
        self.socket = QTcpSocket()
        self.socket.readyRead.connect(self._on_ready_read)
        self.socket.connectToHost("127.0.0.1", port)

    def _on_ready_read(self) -> None:
        self.got += bytes(self.socket.readAll().data())


class Replay:
    """A server, its port, and its clients."""

    def __init__(self, server: ReplayServer) -> None:
        self.server = server
        self.port = 0
        self.clients: list[Client] = []
        server.listening.connect(self._on_listening)

    def _on_listening(self, port: int) -> None:
        self.port = port

    def connect(self) -> Client:
        self.clients.append(Client(self.port))
        return self.clients[-1]


StartReplay = Callable[..., Replay]


@pytest.fixture
def start_replay(
    qtbot: QtBot,  # noqa: ARG001 - sockets need an application
    tmp_path: pathlib.Path,
    clock: Clock,
) -> Iterator[StartReplay]:
    replays: list[Replay] = []

    def start(*entries: Entry, speed: float = 1.0, loop: bool = False, real_time: bool = False) -> Replay:
        path = tmp_path / "line.rec"
        path.write_bytes(b"".join(map(entry_line, (RecordingBegan(1000), *entries))))
        stage = ReplayStage(speed=speed, loop=loop)
        server = ReplayServer(Playback([path]), PBX, stage, system_clock.now if real_time else clock)
        replay = Replay(server)
        server.start()
        replays.append(replay)
        return replay

    yield start
    for replay in replays:
        for client in replay.clients:
            client.socket.abort()
            client.socket.deleteLater()
        replay.server.stop()
        replay.server.deleteLater()


def came(at_s: float, data: bytes, source: str = PBX) -> BytesCame:
    return BytesCame(at_s, source, data)


def step(qtbot: QtBot, clock: Clock, seconds: float, *expected: tuple[Client, bytes]) -> None:
    """Let time pass, and wait for its effects."""
    clock.go_on(seconds)
    qtbot.waitUntil(lambda: [client.got for client, _ in expected] == [data for _, data in expected])


@pytest.fixture
def eager_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have timers check the test's clock often."""
    monkeypatch.setattr("desktop.recording.replay.LONGEST_TIMER_MS", 1)


@pytest.mark.usefixtures("eager_timers")
def test_reads_come_at_their_times_and_each_client_starts_at_the_beginning(
    qtbot: QtBot, start_replay: StartReplay, clock: Clock
) -> None:
    replay = start_replay(came(1500, ONE), came(1510, TWO), came(1520, THREE))
    early = replay.connect()
    step(qtbot, clock, 0, (early, ONE))
    step(qtbot, clock, 9.875, (early, ONE))
    step(qtbot, clock, 0.125, (early, ONE + TWO))
    late = replay.connect()
    step(qtbot, clock, 0, (early, ONE + TWO), (late, ONE))
    step(qtbot, clock, 10, (early, ONE + TWO + THREE), (late, ONE + TWO))
    step(qtbot, clock, 1000, (early, ONE + TWO + THREE), (late, ONE + TWO + THREE))
    assert early.socket.state() is QTcpSocket.SocketState.ConnectedState


@pytest.mark.usefixtures("eager_timers")
def test_speed_divides_the_waits(qtbot: QtBot, start_replay: StartReplay, clock: Clock) -> None:
    client = start_replay(came(1500, ONE), came(1510, TWO), speed=10).connect()
    step(qtbot, clock, 0, (client, ONE))
    step(qtbot, clock, 0.875, (client, ONE))
    step(qtbot, clock, 0.125, (client, ONE + TWO))


def test_waits_end_by_the_real_clock(qtbot: QtBot, start_replay: StartReplay) -> None:
    client = start_replay(came(1500, ONE), came(1500.2, TWO), real_time=True).connect()
    qtbot.waitUntil(lambda: client.got == ONE + TWO)


@pytest.mark.usefixtures("eager_timers")
def test_a_loop_starts_over_after_a_second(qtbot: QtBot, start_replay: StartReplay, clock: Clock) -> None:
    client = start_replay(came(1500, ONE), came(1510, TWO), loop=True).connect()
    step(qtbot, clock, 0, (client, ONE))
    step(qtbot, clock, 10.875, (client, ONE + TWO))
    step(qtbot, clock, 0.125, (client, ONE + TWO + ONE))
    step(qtbot, clock, 10, (client, (ONE + TWO) * 2))


def test_a_loop_at_full_speed_ends_with_its_client(qtbot: QtBot, start_replay: StartReplay) -> None:
    replay = start_replay(came(1500, ONE), loop=True, speed=math.inf)
    client = replay.connect()
    qtbot.waitUntil(lambda: len(client.got) > 100_000, timeout=30_000)
    client.socket.abort()
    qtbot.waitUntil(lambda: not replay.server.client_count, timeout=30_000)


@pytest.mark.parametrize("loop", [False, True])
def test_without_data_for_a_phone_system_its_line_is_silent(
    qtbot: QtBot, start_replay: StartReplay, *, loop: bool
) -> None:
    replay = start_replay(
        *(came(1500 + number, ONE, "b:1") for number in range(1000)), loop=loop, speed=math.inf
    )
    client = replay.connect()
    qtbot.waitUntil(lambda: bool(replay.server.client_count))
    qtbot.wait(300)
    assert client.got == b""
    assert client.socket.state() is QTcpSocket.SocketState.ConnectedState


def test_a_slow_client_is_waited_for_and_gets_everything(qtbot: QtBot, start_replay: StartReplay) -> None:
    records = [wire(call("A", f"{number:05d}")) * 100 for number in range(6_000)]
    replay = start_replay(*(came(1500, data) for data in records), speed=math.inf)
    with socket.create_connection(("127.0.0.1", replay.port)) as slow:
        slow.setblocking(False)  # noqa: FBT003 - the library's own signature
        qtbot.waitUntil(lambda: bool(replay.server.client_count))
        qtbot.waitUntil(lambda: replay.server.unsent_bytes >= MOST_UNSENT_BYTES)
        assert replay.server.unsent_bytes < MOST_UNSENT_BYTES + 10_000
        got = bytearray()
        everything = sum(map(len, records))

        def has_all() -> bool:
            try:
                while piece := slow.recv(1 << 20):
                    got.extend(piece)
            except BlockingIOError:
                pass
            return len(got) >= everything

        qtbot.waitUntil(has_all, timeout=30_000)
        assert bytes(got) == b"".join(records)
    qtbot.waitUntil(lambda: not replay.server.client_count)


def test_data_sent_by_a_client_is_ignored(qtbot: QtBot, start_replay: StartReplay) -> None:
    replay = start_replay(came(1500, ONE), speed=math.inf)
    client = replay.connect()
    qtbot.waitUntil(lambda: client.got == ONE)
    client.socket.write(b"x" * 100_000)
    qtbot.waitUntil(lambda: not client.socket.bytesToWrite())
    client.socket.disconnectFromHost()
    qtbot.waitUntil(lambda: not replay.server.client_count)


def test_a_deleted_recording_leaves_the_line_silent_and_is_reported(
    qtbot: QtBot, start_replay: StartReplay, tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    replay = start_replay(came(1500, ONE))
    (tmp_path / "line.rec").unlink()
    client = replay.connect()
    qtbot.waitUntil(lambda: "can't be read any more" in caplog.text)
    assert client.got == b""


def test_a_port_in_use_is_reported(
    qtbot: QtBot, start_replay: StartReplay, clock: Clock, tmp_path: pathlib.Path
) -> None:
    replay = start_replay(came(1500, ONE))
    other = ReplayServer(Playback([tmp_path / "line.rec"]), PBX, ReplayStage(port=replay.port), clock)
    with qtbot.waitSignal(other.failed):
        other.start()
    other.stop()
    other.deleteLater()
