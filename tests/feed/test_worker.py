"""The feed against a real TCP server on loopback."""

import random
import socket
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QAbstractSocket, QTcpSocket
from pytestqt.qtbot import QtBot

from desktop.acd.batch import Batch
from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.feed import worker as worker_module
from desktop.feed.backoff import Backoff
from desktop.feed.reasons import ADVICE, REASONS
from desktop.feed.worker import MAX_IN_FLIGHT, FeedWorker, Line
from desktop.protocol.decoder import UnreadableBytes
from desktop.protocol.events import AgentLoggedIn, Event
from desktop.protocol.line import NOT_THE_STREAM, LinePhase
from desktop.protocol.records import UnreadableReason
from desktop.system import clock as system_clock
from tests.support import Clock, PhoneSystem, call, wire

StartFeed = Callable[..., "Listener"]


class ObservedBackoff(Backoff):
    """Notes each call."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self.waits_s: list[float] = []
        self.resets = 0

    def next_s(self) -> float:
        self.waits_s.append(super().next_s())
        return self.waits_s[-1]

    def reset(self) -> None:
        self.resets += 1
        super().reset()


class Listener(QObject):
    """Notes all signals of a feed, and acknowledges each read as the floor would."""

    def __init__(self, worker: FeedWorker, backoff: "ObservedBackoff", *, answers: bool = True) -> None:
        super().__init__()
        self.backoff = backoff
        self.worker = worker
        self.answers = answers
        self.reads: list[tuple[Event, ...]] = []
        self.data = b""
        self.connections: list[Connection] = []
        self.unread = UnreadableBytes()
        worker.heard.connect(self._on_heard)
        worker.connection_changed.connect(self._on_connection_changed)
        worker.unread_changed.connect(self._on_unread_changed)

    @property
    def events(self) -> list[Event]:
        return [event for read in self.reads for event in read]

    @property
    def phase(self) -> LinePhase:
        return self.connections[-1].phase

    @property
    def phases(self) -> list[LinePhase]:
        return [connection.phase for connection in self.connections]

    def _on_heard(self, heard: Batch) -> None:
        assert heard.source == self.worker.connection.source
        self.data += heard.data
        if heard.events:
            self.reads.append(heard.events)
        if self.answers:
            self.worker.note_applied()

    def _on_connection_changed(self, connection: Connection) -> None:
        self.connections.append(connection)

    def _on_unread_changed(self, unread: UnreadableBytes) -> None:
        self.unread = unread


@pytest.fixture
def start_feed(phone_system: PhoneSystem) -> Iterator[StartFeed]:
    workers: list[FeedWorker] = []

    def start(
        *, answers: bool = True, clock: Callable[[], Moment] = system_clock.now, **line: object
    ) -> Listener:
        settings = {"host": "127.0.0.1", "port": phone_system.port} | line
        backoff = ObservedBackoff(random.Random(1))
        worker = FeedWorker(Line(**settings), clock, backoff)  # type: ignore[arg-type]
        workers.append(worker)
        heard = Listener(worker, backoff, answers=answers)
        worker.start()
        return heard

    yield start
    for worker in workers:
        worker.stop()
        worker.deleteLater()


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.feed.backoff.FIRST_S", 0.05)
    monkeypatch.setattr("desktop.feed.backoff.LONGEST_S", 0.1)


def wait_for_client(qtbot: QtBot, phone_system: PhoneSystem) -> None:
    qtbot.waitUntil(lambda: bool(phone_system.clients))


def wait_for_phase(qtbot: QtBot, heard: Listener, phase: LinePhase) -> None:
    qtbot.waitUntil(lambda: heard.phase is phase)


def test_the_line_is_live_from_the_first_record_on(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    qtbot.waitUntil(lambda: heard.connections[-1].reason == "connected, waiting for the first record")
    assert heard.phase is LinePhase.CONNECTING
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    qtbot.waitUntil(lambda: len(heard.events) == 1)
    assert isinstance(heard.events[0], AgentLoggedIn)
    assert heard.connections[-1].source == f"127.0.0.1:{phone_system.port}"


def test_another_protocol_is_reported_and_never_counts_as_live(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(b"HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n")
    qtbot.waitUntil(lambda: heard.connections[-1].reason == "what comes is not the real time events stream")
    assert LinePhase.LIVE not in heard.phases
    assert not heard.connections[-1].is_stale
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)


def test_every_byte_is_passed_on_as_it_came(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    sent = b"\0half a rec" + wire(call("A")) + b"\r\n\xff\x02"
    for at in range(len(sent)):
        phone_system.send(sent[at : at + 1])
    qtbot.waitUntil(lambda: heard.data == sent)


def test_a_drop_is_announced_only_if_the_line_carried_records(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    dropped: list[bool] = []
    heard.worker.dropped.connect(lambda: dropped.append(True))
    wait_for_client(qtbot, phone_system)
    phone_system.send(b"x\n")
    phone_system.hang_up()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert dropped == []
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    phone_system.hang_up()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert dropped == [True]


def test_records_that_arrive_together_are_one_signal(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(*[call("A", f"6{i:03d}") for i in range(50)]))
    qtbot.waitUntil(lambda: len(heard.events) == 50)
    assert len(heard.reads) == 1


def test_a_complete_record_without_its_terminator_is_taken_after_a_silence(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A"))[:-2])
    qtbot.waitUntil(lambda: len(heard.events) == 1)
    phone_system.send(b"\r\n" + wire(call("B")))
    qtbot.waitUntil(lambda: len(heard.events) == 2)


@pytest.mark.usefixtures("quick_retries")
def test_a_record_cut_off_by_a_drop_is_not_joined_to_the_next_connection(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    whole = wire(call("A"))
    phone_system.send(wire(call("A", "6002")) + whole[:15])
    qtbot.waitUntil(lambda: len(heard.events) == 1)
    phone_system.hang_up()
    qtbot.waitUntil(lambda: phone_system.connections == 2)
    phone_system.send(whole[15:] + wire(call("A", "6003")))
    qtbot.waitUntil(lambda: len(heard.events) == 2)
    assert [event.agent_id for event in heard.events if isinstance(event, AgentLoggedIn)] == ["6002", "6003"]
    assert dict(heard.unread.counts) == {UnreadableReason.CUT_OFF: 1, UnreadableReason.NOT_A_RECORD: 1}


@pytest.mark.usefixtures("quick_retries")
@pytest.mark.parametrize("end", ["hang_up", "reset"])
def test_a_line_that_the_phone_system_ends_is_lost_and_reconnected(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed, end: str
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    getattr(phone_system, end)()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert heard.connections[-1].reason == "closed by the phone system"
    qtbot.waitUntil(lambda: phone_system.connections == 2)
    phone_system.send(wire(call("B")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)


@pytest.mark.usefixtures("quick_retries")
def test_a_phone_system_that_refuses_is_retried_until_it_accepts(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    phone_system.close()
    heard = start_feed()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert heard.connections[-1].reason == "refused"
    lost_since = heard.connections[-1].since
    phone_system.listen()
    qtbot.waitUntil(lambda: phone_system.connections == 1)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    assert {c.since for c in heard.connections if c.phase is LinePhase.LOST} == {lost_since}


@pytest.mark.usefixtures("quick_retries")
def test_a_phone_system_that_keeps_hanging_up_is_retried_at_growing_intervals(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    for count in (1, 2, 3):
        qtbot.waitUntil(lambda count=count: phone_system.connections == count)  # type: ignore[misc]
        qtbot.waitUntil(lambda: bool(phone_system.clients))
        phone_system.send(wire(call("A")))
        wait_for_phase(qtbot, heard, LinePhase.LIVE)
        phone_system.hang_up()
        wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert heard.backoff.resets == 0
    assert heard.backoff.waits_s[-1] > heard.backoff.waits_s[0]


@pytest.mark.usefixtures("quick_retries")
def test_after_a_lasting_connection_retries_start_with_the_shortest_wait(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "STEADY_S", 0.0)
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    phone_system.hang_up()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert heard.backoff.resets == 1


def test_an_unknown_host_is_reported(qtbot: QtBot, start_feed: StartFeed) -> None:
    heard = start_feed(host="no-such-phone-system.invalid")
    qtbot.waitUntil(lambda: heard.phase is LinePhase.LOST, timeout=15_000)
    assert heard.connections[-1].reason == "host unknown"


def test_an_unanswered_attempt_times_out(
    qtbot: QtBot, start_feed: StartFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "ATTEMPT_MS", 200)
    with socket.socket() as deaf:
        # A listening socket whose queue is full accepts no further attempt.
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:
            client.settimeout(0)
            client.connect_ex(deaf.getsockname())
        heard = start_feed(port=deaf.getsockname()[1])
        wait_for_phase(qtbot, heard, LinePhase.LOST)
        for client in waiting:
            client.close()
    assert heard.connections[-1].reason == "timed out"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QAbstractSocket.SocketError.ConnectionRefusedError, "refused"),
        (QAbstractSocket.SocketError.HostNotFoundError, "host unknown"),
        (QAbstractSocket.SocketError.NetworkError, "no route to it"),
        (QAbstractSocket.SocketError.RemoteHostClosedError, "closed by the phone system"),
        (QAbstractSocket.SocketError.SocketTimeoutError, "timed out"),
    ],
)
def test_each_error_is_described_in_plain_words(error: QAbstractSocket.SocketError, words: str) -> None:
    assert REASONS[error] == words
    assert ADVICE[error]


def test_silence_is_shown_and_any_byte_ends_it(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed(silent_after_s=0.2, reconnect_after_s=0)
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    last_heard = heard.connections[-1].last_heard
    wait_for_phase(qtbot, heard, LinePhase.SILENT)
    assert heard.connections[-1].since == last_heard
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    wait_for_phase(qtbot, heard, LinePhase.SILENT)
    assert phone_system.connections == 1


def test_a_line_that_stays_silent_is_reconnected_and_stays_silent(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed(silent_after_s=0.1, reconnect_after_s=0.3)
    qtbot.waitUntil(lambda: phone_system.connections >= 3)
    assert heard.phase is LinePhase.SILENT
    assert LinePhase.LOST not in heard.phases
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)


def test_a_line_reconnected_before_it_counts_as_silent_is_shown_as_silent_too(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed(silent_after_s=60, reconnect_after_s=0.2)
    qtbot.waitUntil(lambda: phone_system.connections >= 2)
    assert heard.phase is LinePhase.SILENT


def test_time_asleep_counts_as_silence_on_wake_up(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed, clock: Clock
) -> None:
    heard = start_feed(clock=clock)
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    before = clock.now
    clock.go_on(3600)
    wait_for_phase(qtbot, heard, LinePhase.SILENT)
    assert heard.connections[-1].since == before
    # An hour is also longer than a line may be silent without being reconnected.
    qtbot.waitUntil(lambda: phone_system.connections == 2)


@pytest.mark.usefixtures("quick_retries")
def test_another_service_that_hangs_up_after_a_greeting_is_named_as_such(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    phone_system.hang_up()
    wait_for_phase(qtbot, heard, LinePhase.LOST)
    assert heard.connections[-1].reason == NOT_THE_STREAM
    qtbot.waitUntil(lambda: phone_system.connections == 2)
    phone_system.hang_up()
    qtbot.waitUntil(lambda: heard.connections[-1].reason == "closed by the phone system")


def test_an_unfinished_record_is_not_taken_while_its_rest_waits_to_be_read(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed(answers=False)
    wait_for_client(qtbot, phone_system)
    for number in range(MAX_IN_FLIGHT - 1):
        phone_system.send(b"\n")
        qtbot.waitUntil(lambda number=number: len(heard.data) > number)  # type: ignore[misc]
    cut = wire(call("G", button="02"))
    phone_system.send(wire(call("A", "6002")) + cut[:24])
    qtbot.waitUntil(lambda: len(heard.events) == 1)
    phone_system.send(cut[24:])
    qtbot.wait(500)
    assert len(heard.events) == 1
    heard.worker.note_applied()
    qtbot.waitUntil(lambda: len(heard.events) == 2)
    assert heard.events[1].raw == cut[1:-2].decode()
    assert heard.unread.total == 0


def test_unapplied_reads_make_the_phone_system_wait_and_lose_nothing(
    qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed
) -> None:
    heard = start_feed(answers=False)
    wait_for_client(qtbot, phone_system)
    records = [call("A", f"{i:07d}") for i in range(40_000)]
    phone_system.send(wire(*records))
    qtbot.waitUntil(lambda: len(heard.reads) == MAX_IN_FLIGHT)
    qtbot.wait(100)
    assert len(heard.reads) == MAX_IN_FLIGHT
    heard.answers = True
    for _ in range(MAX_IN_FLIGHT):
        heard.worker.note_applied()
    qtbot.waitUntil(lambda: len(heard.events) == len(records))
    assert [event.raw for event in heard.events] == records


def test_the_line_uses_tcp_keep_alive(qtbot: QtBot, phone_system: PhoneSystem, start_feed: StartFeed) -> None:
    heard = start_feed()
    wait_for_client(qtbot, phone_system)
    phone_system.send(wire(call("A")))
    wait_for_phase(qtbot, heard, LinePhase.LIVE)
    client = heard.worker.findChild(QTcpSocket)
    assert client is not None
    assert client.socketOption(QAbstractSocket.SocketOption.KeepAliveOption) == 1


def test_an_address_with_colons_is_written_in_brackets() -> None:
    assert Line("::1", 15373).source == "[::1]:15373"
