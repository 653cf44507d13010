import json
import socket
import threading

import pytest

from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.simulator.plan import Plan
from tests.bench import decode, flood
from tests.bench.flood import ReceivedCounts
from tests.bench.phone_system import PhoneSystem
from tests.bench.streams import Script, Stream, captured, round_robin, simulated, simulated_records

AT = Moment(1000.0, 1_790_000_000.0)


def test_repeated_rounds_of_a_simulated_floor_have_no_gap() -> None:
    records = simulated_records(Plan(agents=60, rate=20), 2_000)
    assert len(records) >= 2_000
    decoder = Decoder()
    events = decoder.receive_data(round_robin(records, 0, 2 * len(records) + 7))
    assert len(events) == 2 * len(records) + 7
    assert (decoder.unread.lost, decoder.unread.repeats, decoder.unread.total) == (0, 0, 0)
    assert round_robin(records, len(records) + 5, 1) == records[5]


@pytest.mark.parametrize("stream", [captured(3_000), simulated(Plan(agents=100), 3_000)])
def test_a_stream_has_as_many_records_as_it_says(stream: Stream) -> None:
    assert stream.records >= 3_000
    decoder = Decoder()
    assert sum(len(decoder.receive_data(data)) for data in stream.reads) == stream.records
    assert decoder.unread.total == 0


def test_no_rate_is_given_if_a_record_is_lost() -> None:
    whole = captured(1_000)
    short = Stream((whole.reads[0][:-40],), whole.records)
    with pytest.raises(decode.LostRecordsError, match=rf"of {whole.records} records came out"):
        decode.best_rate(short, decode.decode_and_apply)


def test_each_toggle_changes_only_its_own_agent() -> None:
    script = Script(60)
    floor, decoder = Floor(), Decoder()
    floor.apply(decoder.receive_data(script.opening), AT)
    assert len(floor.agents) == 60
    assert set(json.loads(script.data_file())["agents"]) == set(floor.agents)
    for agent_id in script.anew * 2:
        record, is_busy = script.toggle(agent_id)
        changes = floor.apply(decoder.receive_data(record), AT)
        assert changes.agents == {agent_id}
        assert changes.data
        assert (floor.agents[agent_id].shown.data_word == "busy") is is_busy
    assert len(decoder.receive_data(script.reports())) == 6
    assert (decoder.unread.lost, decoder.unread.total) == (0, 0)


def test_a_flood_is_as_many_records_as_it_says() -> None:
    records = simulated_records(Plan(agents=60, rate=20), 500)
    received: list[bytes] = []
    with PhoneSystem() as system, socket.create_connection(("127.0.0.1", system.port)) as client:
        system.wait_for_client()
        reader = threading.Thread(target=lambda: received.extend(iter(lambda: client.recv(65_536), b"")))
        reader.start()
        sent = flood.offer(system, records, 10_000, 0.2)
        system.let_go()
        reader.join()
    decoder = Decoder()
    assert len(decoder.receive_data(b"".join(received))) == sent == 2_000
    assert (decoder.unread.lost, decoder.unread.total) == (0, 0)


@pytest.mark.parametrize(
    ("got", "missing"),
    [
        (ReceivedCounts(1_000, 0, 0, 60, 5.0), 0),
        (ReceivedCounts(999, 0, 0, 60, 5.0), 1),
        (ReceivedCounts(1_001, 0, 0, 60, 5.0), 1),
        (ReceivedCounts(1_000, 1, 0, 60, 5.0), 1),
        (ReceivedCounts(1_000, 0, 2, 60, 5.0), 2),
        (ReceivedCounts(997, 3, 0, 60, 5.0), 3),
    ],
)
def test_a_record_missing_by_any_count_is_missing(got: ReceivedCounts, missing: int) -> None:
    assert got.missing(1_000) == missing
