"""Records give the same events in whatever chunks they are sent."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.protocol.decoder import Decoder
from desktop.protocol.events import Event
from desktop.simulator.plan import Chunking, chunks
from tests.support import call, group, path, wire

TEXTS = [
    *(call(code, button="01") for code in "ABCDEFGHIJLMNOPSTU"),
    group("610", 2, longest="0130"),
    path("860", 1),
    "74R13024320140115",
]
RECORDS = [wire(text) for text in TEXTS]


def decoded(written: list[bytes]) -> list[str]:
    decoder = Decoder()
    events: list[Event] = []
    for chunk in written:
        events.extend(decoder.receive_data(chunk))
    assert decoder.unread.total == 0
    assert not decoder.has_tail
    return [event.raw for event in events]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("chunking", list(Chunking))
def test_every_chunking_gives_the_same_events(chunking: Chunking, seed: int) -> None:
    assert decoded(chunks(RECORDS, chunking, random.Random(seed))) == TEXTS


@pytest.mark.parametrize("chunking", list(Chunking))
def test_no_records_give_no_writes(chunking: Chunking) -> None:
    assert chunks([], chunking, random.Random(1)) == []


@pytest.mark.parametrize("chunking", list(Chunking))
def test_the_same_chance_gives_the_same_chunks(chunking: Chunking) -> None:
    first = chunks(RECORDS, chunking, random.Random(7))
    assert chunks(RECORDS, chunking, random.Random(7)) == first


def test_whole_is_one_record_per_write() -> None:
    assert chunks(RECORDS, Chunking.WHOLE, random.Random(1)) == RECORDS


def test_glued_is_a_single_write() -> None:
    assert chunks(RECORDS, Chunking.GLUED, random.Random(1)) == [b"".join(RECORDS)]


def test_cut_ignores_the_records_bounds() -> None:
    pieces = chunks(RECORDS, Chunking.CUT, random.Random(1))
    assert b"".join(pieces) == b"".join(RECORDS)
    assert all(1 <= len(piece) <= 40 for piece in pieces)
    assert any(not piece.startswith(b"\x02") for piece in pieces)
    assert any(piece.find(b"\x02") > 0 for piece in pieces)


def test_nuls_come_only_before_records() -> None:
    written = chunks(RECORDS, Chunking.NULS, random.Random(1))
    assert [chunk.lstrip(b"\0") for chunk in written] == RECORDS
    assert {len(chunk) - len(record) for chunk, record in zip(written, RECORDS, strict=True)} == {0, 1, 2, 3}


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(TEXTS), max_size=20), st.sampled_from(Chunking), st.integers(0, 1000))
def test_any_records_in_any_chunking_give_the_same_events(
    texts: list[str], chunking: Chunking, seed: int
) -> None:
    assert decoded(chunks([wire(text) for text in texts], chunking, random.Random(seed))) == texts
