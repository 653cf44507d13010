"""Faults of the line, and of the server at its other end."""

from typing import Final

from desktop.acd.batch import Batch
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import NOT_THE_STREAM, LinePhase
from tests.faults.joined import JoinedProgram
from tests.faults.peers import Peer, Visit, WebServer
from tests.faults.records import call, group, path, wire
from tests.faults.stage import Fault, Stage

RECORDS_PER_S: Final = 10_000
FLOOD_S: Final = 3
_BURSTS_PER_S: Final = 20
_NOBODY: Final = 1
"""A port on which nobody listens."""
_HTTP_ANSWER: Final = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    b"<html><head><title>400 Bad Request</title></head>\n<body>\n<h1>Bad Request</h1>\n</body></html>\n"
)
_HUNG_UP: Final = "closed by the phone system"


def _phase(program: JoinedProgram) -> LinePhase:
    return program.live_floor.feeds[0].connection.phase


def _reason(program: JoinedProgram) -> str:
    return program.live_floor.feeds[0].connection.reason


def _said(program: JoinedProgram) -> str:
    return program.below(0).accessibleName()


def _retry_soon(stage: Stage, seconds: float = 0.05) -> None:
    stage.patch("desktop.feed.backoff.FIRST_S", seconds)
    stage.patch("desktop.feed.backoff.LONGEST_S", seconds)


def _start(stage: Stage, port: int, host: str = "127.0.0.1") -> JoinedProgram:
    """Start the program and, once its board is shown, name the phone system: then the fault begins."""
    program = stage.start(port=_NOBODY)
    program.context.preferences.change(host=host, port=port)
    return program


def _phases(program: JoinedProgram) -> list[LinePhase]:
    """Return a list that collects every further phase."""
    phases: list[LinePhase] = []
    program.live_floor.connection_changed.connect(lambda connection: phases.append(connection.phase))
    return phases


def play_web_server(stage: Stage) -> None:
    server = WebServer(stage.on_end)
    program = _start(stage, server.port)
    phases = _phases(program)
    stage.wait_until(lambda: "waiting for the first record" in _said(program), "it waits")
    stage.clock.sleep(61)
    stage.wait_until(lambda: "nothing heard" in _said(program), "it says that nothing is heard")
    assert LinePhase.LIVE not in phases
    assert program.tiles() == {}


def play_web_server_that_talks(stage: Stage) -> None:
    _retry_soon(stage)
    peer = Peer(lambda visit: visit.send(_HTTP_ANSWER), stage.on_end)
    program = _start(stage, peer.port)
    phases = _phases(program)
    stage.wait_until(lambda: peer.connections >= 3, "it is tried again")
    stage.wait_until(
        lambda: _phase(program) is LinePhase.LOST and NOT_THE_STREAM in _said(program), "it is named"
    )
    assert LinePhase.LIVE not in phases
    assert program.tiles() == {}


def play_flood(stage: Stage) -> None:
    records = [_flood_record(number) for number in range(RECORDS_PER_S * FLOOD_S)]
    size = RECORDS_PER_S // _BURSTS_PER_S
    pieces = [wire(*records[first : first + size]) for first in range(0, len(records), size)]

    def flood(visit: Visit) -> None:
        visit.send_at(pieces, _BURSTS_PER_S)
        visit.stay()

    alone = Floor()
    alone.apply(Decoder().receive_data(wire(*records)), Moment(1000.0, 1_790_000_000.0))
    states = {agent_id: agent.shown.state.value for agent_id, agent in alone.agents.items()}
    words = dict(alone.snapshot().agents)
    waiting = {number: text.waiting for number, text in alone.snapshot().groups.items()}

    heard: list[str] = []
    peer = Peer(flood, stage.on_end)
    program = stage.start(port=_NOBODY)

    def take_note(one: Batch) -> None:
        heard.extend(event.raw for event in one.events)

    program.live_floor.heard.connect(take_note)
    program.context.preferences.change(host="127.0.0.1", port=peer.port)
    stage.wait_until(lambda: len(heard) >= len(records), "all records were heard", patience_s=60)
    stage.wait_until(lambda: program.tiles() == states, "tiles say what the last records said")
    stage.wait_until(lambda: program.file()["agents"] == words, "so does the file")
    stage.heartbeat.stop()
    assert heard == records
    assert {number: text["waiting"] for number, text in program.file()["groups"].items()} == waiting  # type: ignore[index]


def _flood_record(number: int) -> str:
    """Return a record of a floor of 300 agents and 20 queues; the last one of each decides the result."""
    agent = f"6{number % 300:03d}"
    match number // 300 % 7:
        case 0:
            text = call("A", agent)
        case 1:
            text = call("G", agent, f"{number % 9 + 1:02d}", "P860")
        case 2:
            text = call("J", agent)
        case 3:
            text = call("E", agent, f"{number % 10:02d}")
        case 4:
            text = call("F", agent)
        case 5:
            text = group(f"{600 + number % 20}", number % 50) if number % 2 else path("860", number % 50)
        case _:
            text = call("BCDHIL"[number % 6], agent)
    return f"{number % 100:02d}{text[2:]}"


def play_trickle(stage: Stage) -> None:
    stage.patch("desktop.protocol.line.SILENT_TAIL_MS", 20)
    records = wire(call("A"), call("G", button="03", number="P860"), call("E", "6002", "07"))
    go_on = [False]

    def trickle(visit: Visit) -> None:
        for number in range(len(records)):
            visit.send(records[number : number + 1])
            visit.pause(0.05)
        while not go_on[0]:
            visit.pause(0.01)
        visit.send(wire("01J0830001001   6001   03"))
        visit.stay()

    peer = Peer(trickle, stage.on_end)
    program = stage.start(port=_NOBODY)
    phases = _phases(program)
    floor = program.live_floor.floor
    read = 0

    def let_time_pass_with_each(heard: Batch) -> None:
        nonlocal read
        read += len(heard.data)
        stage.clock.sleep(20 * len(heard.data))

    program.live_floor.heard.connect(let_time_pass_with_each)
    program.context.preferences.change(host="127.0.0.1", port=peer.port)
    stage.wait_until(lambda: read == len(records), "all bytes came")
    assert LinePhase.SILENT not in phases
    assert floor.agents["6002"].reason_code == "7"
    assert set(floor.agents["6001"]._calls) == {"3"}
    assert program.live_floor.feeds[0].unread.total == 0
    stage.clock.sleep(61)
    stage.wait_until(lambda: _phase(program) is LinePhase.SILENT, "silence is shown")
    go_on[0] = True
    stage.wait_until(lambda: _phase(program) is LinePhase.LIVE, "a byte ends it")
    stage.wait_until(lambda: program.tiles()["6001"] == "idle", "the call on its button ended")


def play_reset_in_mid_record(stage: Stage) -> None:
    _retry_soon(stage)
    cut, whole = wire(call("B", "6001")), wire(call("A", "6001"))

    def behave(visit: Visit) -> None:
        if visit.number == 0:
            visit.send(whole + cut[:15])
            visit.pause(0.2)
            visit.reset()
        else:
            visit.send(cut[15:] + wire(call("A", "6002")))
            visit.stay()

    peer = Peer(behave, stage.on_end)
    program = _start(stage, peer.port)
    stage.wait_until(lambda: set(program.tiles()) == {"6001", "6002"}, "the next line was heard")
    assert program.tiles()["6001"] == "idle"
    assert not program.live_floor.floor.agents["6001"].shown.confirmed
    assert program.live_floor.floor.agents["6002"].shown.confirmed


def play_hang_up_a_thousand_times(stage: Stage) -> None:
    _retry_soon(stage, stage.retry_s)

    def behave(visit: Visit) -> None:
        visit.send(wire(group("610", visit.number % 100)) if visit.number % 2 else b"\x0201A08")
        if visit.number >= 1000:
            visit.send(b"\r\n" + wire(call("A", "6001")))
            visit.stay()
        elif visit.number % 3 == 0:
            visit.reset()

    peer = Peer(behave, stage.on_end)
    program = _start(stage, peer.port)
    stage.wait_until(lambda: program.tiles() == {"6001": "idle"}, "the last line is heard", patience_s=60)
    assert peer.connections == 1001
    assert _phase(program) is LinePhase.LIVE


def play_taken_by_another(stage: Stage) -> None:
    _retry_soon(stage)
    is_free = [False]

    def behave(visit: Visit) -> None:
        if is_free[0]:
            visit.send(wire(call("A", "6001")))
            visit.stay()

    peer = Peer(behave, stage.on_end)
    program = _start(stage, peer.port)
    stage.wait_until(lambda: peer.connections >= 3, "it is tried again")
    stage.wait_until(lambda: _phase(program) is LinePhase.LOST, "it is lost")
    assert _reason(program) == _HUNG_UP
    is_free[0] = True
    stage.wait_until(lambda: program.tiles() == {"6001": "idle"}, "it is heard once it is free")


def play_name_unknown(stage: Stage) -> None:
    phone_system = stage.phone_system()
    program = _start(stage, phone_system.port, "no-such-phone-system.invalid")
    stage.wait_until(lambda: _reason(program) == "host unknown", "the reason is said")
    assert "host unknown" in _said(program)
    program.context.preferences.change(host="127.0.0.1", port=phone_system.port)
    stage.wait_until(lambda: bool(phone_system.clients), "another name is taken")


FAULTS: Final = (
    Fault("a web server's port", "waits, then says that nothing is heard; never live", play_web_server),
    Fault("a web server that talks", f"lost: {NOT_THE_STREAM}; retried", play_web_server_that_talks),
    Fault(
        f"{RECORDS_PER_S:,} records a second for {FLOOD_S} s",
        "none lost, all in order; tiles and file agree with the last ones",
        play_flood,
    ),
    Fault(
        "a byte at a time, far apart",
        "records are whole; silence is shown only when there is some",
        play_trickle,
    ),
    Fault(
        "reset inside a record",
        "not joined to the next line; not confirmed",
        play_reset_in_mid_record,
    ),
    Fault("hung up a thousand times", "retried, and live at the end", play_hang_up_a_thousand_times),
    Fault("another holds the stream", f"lost: {_HUNG_UP}; live once it is free", play_taken_by_another),
    Fault("an unknown name", "lost: host unknown; another can be named", play_name_unknown),
)
