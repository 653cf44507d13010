"""Bytes in any slices give the same events and the same unread counts."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.protocol.decoder import MAX_RECORD_BYTES, MAX_SAMPLES, SAMPLE_BYTES, Decoder, UnreadableBytes
from desktop.protocol.events import Event
from desktop.protocol.records import UnreadableReason
from tests.support import call, group, path, wire

STX = b"\x02"
LOGIN = b"01A0830001001   6001   00"
ANSWER = b"02G083001P860   6001   01"
TRIMMED = b"03E0830021001   6001"
GROUP = b"04K08300361000100500590000000"
PATH = b"05Q0830046100010050059"
REFRESH = b"74R13024320140115"

Feed = Callable[[Decoder, bytes], tuple[Event, ...]]


def whole(decoder: Decoder, stream: bytes) -> tuple[Event, ...]:
    return decoder.receive_data(stream)


def byte_by_byte(decoder: Decoder, stream: bytes) -> tuple[Event, ...]:
    return tuple(event for i in range(len(stream)) for event in decoder.receive_data(stream[i : i + 1]))


def with_trailing_bytes(decoder: Decoder, stream: bytes) -> tuple[Event, ...]:
    received = decoder.receive_data(stream + STX + b"99A08")
    assert decoder.has_tail
    return received


def raw(received: Sequence[Event]) -> list[bytes]:
    return [event.raw.encode("latin-1") for event in received]


def counts(unread: UnreadableBytes) -> dict[UnreadableReason, int]:
    return dict(unread.counts)


@pytest.mark.parametrize("feed", [whole, byte_by_byte, with_trailing_bytes])
@pytest.mark.parametrize(
    ("stream", "records"),
    [
        pytest.param(STX + LOGIN + b"\r\n", [LOGIN], id="STX, a record, CR, LF"),
        pytest.param(STX + LOGIN + b"\n", [LOGIN], id="no CR"),
        pytest.param(STX + LOGIN + b"\r", [LOGIN], id="no LF"),
        pytest.param(LOGIN + b"\r\n", [LOGIN], id="no STX, as saved raw files have it"),
        pytest.param(REFRESH + b"\n", [REFRESH], id="the one public real record"),
        pytest.param(
            b"".join(STX + record + b"\r\n" for record in (LOGIN, ANSWER, TRIMMED, GROUP, PATH, REFRESH)),
            [LOGIN, ANSWER, TRIMMED, GROUP, PATH, REFRESH],
            id="many at once",
        ),
        pytest.param(LOGIN + b"\r\n" + ANSWER + b"\n", [LOGIN, ANSWER], id="many without STX"),
        pytest.param(
            STX + LOGIN + STX + ANSWER + b"\r\n", [LOGIN, ANSWER], id="STX alone ends what stands before it"
        ),
        pytest.param(
            STX + LOGIN + b"\r\n\0\0" + STX + ANSWER + b"\r\n", [LOGIN, ANSWER], id="NULs before the next STX"
        ),
        pytest.param(b"\0\0\0" + STX + LOGIN + b"\r\n", [LOGIN], id="NULs before the first STX"),
        pytest.param(STX + b"\0" + LOGIN + b"\0\r\n", [LOGIN], id="NULs at a record's edges"),
        pytest.param(STX + LOGIN + b"\r\0\n", [LOGIN], id="a NUL between CR and LF"),
        pytest.param(LOGIN + b"\n\0" + ANSWER + b"\n", [LOGIN, ANSWER], id="NULs and no STX"),
        pytest.param(b"\r\n\r\n" + STX + STX + b"\n", [], id="ends without records"),
        pytest.param(b"\0" * 1000 + b"\n", [], id="nothing but NULs"),
        pytest.param(STX + TRIMMED + b"\r\n", [TRIMMED], id="trailing spaces trimmed"),
        pytest.param(STX + TRIMMED + b"   \r\n", [TRIMMED + b"   "], id="trailing spaces there"),
    ],
)
def test_records_are_read_in_every_permitted_form(feed: Feed, stream: bytes, records: list[bytes]) -> None:
    decoder = Decoder()
    assert raw(feed(decoder, stream)) == records
    assert decoder.unread.total == 0
    assert (decoder.unread.counts, decoder.unread.samples) == ((), ())


@pytest.mark.parametrize("feed", [whole, byte_by_byte, with_trailing_bytes])
@pytest.mark.parametrize(
    ("stream", "refused"),
    [
        pytest.param(STX + b"hello\r\n", {UnreadableReason.NOT_A_RECORD: 1}, id="words"),
        pytest.param(b"\xff\xfe\n\x80\n", {UnreadableReason.NOT_A_RECORD: 2}, id="bytes that are no text"),
        pytest.param(STX + b"01Z083000\n", {UnreadableReason.UNKNOWN_CODE: 1}, id="an unknown code"),
        pytest.param(STX + b"01K083000610\n", {UnreadableReason.BAD_REPORT: 1}, id="a report cut short"),
        pytest.param(
            STX + b"01A0830001\x81\n", {UnreadableReason.NOT_TEXT: 1}, id="a number that is no text"
        ),
        pytest.param(
            STX + b"9" * 257 + b"\n",
            {UnreadableReason.TOO_LONG: 1},
            id="one byte more than a record may have",
        ),
        pytest.param(
            STX + b"9" * 100_000 + b"\n", {UnreadableReason.TOO_LONG: 1}, id="far too long, counted once"
        ),
        pytest.param(
            STX + b"9" * 256 + b"\n", {UnreadableReason.NOT_A_RECORD: 1}, id="long, but not too long"
        ),
        pytest.param(
            STX + b"01A083\n000\n", {UnreadableReason.NOT_A_RECORD: 2}, id="a record torn by a line end"
        ),
        pytest.param(
            b"x\n" + STX + b"01Z083000\n" + b"y\n" + b"9" * 300 + b"\n",
            {
                UnreadableReason.NOT_A_RECORD: 2,
                UnreadableReason.UNKNOWN_CODE: 1,
                UnreadableReason.TOO_LONG: 1,
            },
            id="several kinds",
        ),
    ],
)
def test_unreadable_data_is_counted_and_the_records_around_it_are_read(
    feed: Feed, stream: bytes, refused: dict[UnreadableReason, int]
) -> None:
    decoder = Decoder()
    received = feed(decoder, STX + LOGIN + b"\r\n" + stream + STX + ANSWER + b"\r\n")
    assert raw(received) == [LOGIN, ANSWER]
    assert counts(decoder.unread) == refused
    assert decoder.unread.total == decoder.unread.total == sum(refused.values())
    assert Counter(sample.reason for sample in decoder.unread.samples) == refused


@pytest.mark.parametrize("feed", [whole, byte_by_byte, with_trailing_bytes])
def test_a_record_of_256_bytes_is_read_and_one_of_257_is_not(feed: Feed) -> None:
    longest = LOGIN.ljust(MAX_RECORD_BYTES, b"x")
    assert len(longest) == 256
    decoder = Decoder()
    assert raw(feed(decoder, STX + longest + b"\r\n" + STX + longest + b"x\r\n")) == [longest]
    assert counts(decoder.unread) == {UnreadableReason.TOO_LONG: 1}


@pytest.mark.parametrize("first", range(1, 60))
def test_a_stream_cut_in_two_anywhere_gives_the_same_events(first: int) -> None:
    stream = wire(call("A"), call("G", button="01"), group("610", 1), path("610", 1))
    decoder = Decoder()
    received = decoder.receive_data(stream[:first]) + decoder.receive_data(stream[first:])
    assert received == Decoder().receive_data(stream)
    assert len(received) == 4


def test_an_event_comes_exactly_when_its_record_ends() -> None:
    decoder = Decoder()
    assert decoder.receive_data(STX + LOGIN) == ()
    assert raw(decoder.receive_data(b"\r")) == [LOGIN]
    assert not decoder.has_tail
    assert decoder.receive_data(b"\n") == ()


def test_an_empty_read_changes_nothing() -> None:
    decoder = Decoder()
    assert decoder.receive_data(b"") == ()
    decoder.receive_data(STX + LOGIN[:9])
    assert decoder.receive_data(b"") == ()
    assert raw(decoder.receive_data(LOGIN[9:] + b"\n")) == [LOGIN]


# A tail after a silence


@pytest.mark.parametrize("start", [b"", STX, b"\0\0" + STX, STX + b"\0"])
@pytest.mark.parametrize("end", [b"", b"\0"])
@pytest.mark.parametrize(
    "record",
    [
        pytest.param(ANSWER, id="a call event with its button number"),
        pytest.param(ANSWER[:23], id="a call event with 24 characters from STX"),
        pytest.param(GROUP, id="a group report with its further digits"),
        pytest.param(GROUP[:22], id="a group report with 23 characters"),
        pytest.param(PATH, id="a path report with 23 characters"),
        pytest.param(REFRESH, id="a refresh report with 18 characters"),
    ],
)
def test_a_complete_tail_is_taken_after_a_silence(start: bytes, record: bytes, end: bytes) -> None:
    decoder = Decoder()
    assert decoder.receive_data(start + record + end) == ()
    assert raw(decoder.take_silent_tail()) == [record]
    assert not decoder.has_tail
    assert decoder.take_silent_tail() == ()
    assert decoder.unread.total == 0


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(ANSWER[:22], id="a call event with 23 characters from STX"),
        pytest.param(TRIMMED, id="a call event whose trailing spaces are missing"),
        pytest.param(GROUP[:21], id="a group report with 22 characters"),
        pytest.param(PATH[:21], id="a path report with 22 characters"),
        pytest.param(REFRESH[:16], id="a refresh report with 17 characters"),
        pytest.param(b"x" * 100, id="what is no record"),
        pytest.param(LOGIN.ljust(257), id="a record that is too long"),
    ],
)
def test_an_incomplete_tail_waits_through_a_silence(record: bytes) -> None:
    decoder = Decoder()
    decoder.receive_data(STX + record)
    assert decoder.take_silent_tail() == ()
    assert decoder.has_tail
    assert decoder.unread.total == 0


def test_a_tail_that_waited_through_a_silence_is_read_when_it_is_completed() -> None:
    decoder = Decoder()
    decoder.receive_data(STX + ANSWER[:12])
    assert decoder.take_silent_tail() == ()
    assert raw(decoder.receive_data(ANSWER[12:] + b"\r\n")) == [ANSWER]
    assert decoder.unread.total == 0


def test_a_record_in_single_bytes_with_silences_between_is_read_whole() -> None:
    decoder = Decoder()
    events: list[Event] = []
    for byte in STX + ANSWER + b"\r\n" + STX + GROUP + b"\r\n":
        events += decoder.receive_data(bytes([byte]))
        events += decoder.take_silent_tail()
    assert raw(events) == [ANSWER, GROUP]
    assert decoder.unread.total == 0


def test_a_slow_record_does_not_prevent_the_next_one_from_being_taken_after_a_silence() -> None:
    decoder = Decoder()
    decoder.receive_data(STX + ANSWER[:12])
    assert decoder.take_silent_tail() == ()
    assert raw(decoder.receive_data(ANSWER[12:] + STX + LOGIN)) == [ANSWER]
    assert raw(decoder.take_silent_tail()) == [LOGIN]
    decoder.receive_data(STX + ANSWER[:12])
    assert decoder.take_silent_tail() == ()
    decoder.connection_lost()
    decoder.receive_data(STX + LOGIN)
    assert raw(decoder.take_silent_tail()) == [LOGIN]


def test_after_a_terminated_record_there_is_no_tail_to_take() -> None:
    decoder = Decoder()
    assert decoder.take_silent_tail() == ()
    decoder.receive_data(STX + LOGIN + b"\r\n")
    assert decoder.take_silent_tail() == ()


@pytest.mark.parametrize("rest", [b"\r\n", b"\n", b"", b"\0"])
def test_the_late_end_of_a_taken_record_changes_nothing(rest: bytes) -> None:
    decoder = Decoder()
    decoder.receive_data(STX + LOGIN)
    assert raw(decoder.take_silent_tail()) == [LOGIN]
    assert raw(decoder.receive_data(rest + STX + ANSWER + b"\r\n")) == [ANSWER]
    assert decoder.unread.total == 0


@pytest.mark.parametrize("feed", [whole, byte_by_byte])
def test_late_digits_of_a_taken_record_are_no_record_of_their_own(feed: Feed) -> None:
    decoder = Decoder()
    decoder.receive_data(STX + GROUP[:22])
    assert raw(decoder.take_silent_tail()) == [GROUP[:22]]
    assert feed(decoder, GROUP[22:] + b"\r\n") == ()
    assert counts(decoder.unread) == {UnreadableReason.LATE_REST: 1}
    assert raw(feed(decoder, b"x\n" + STX + ANSWER + b"\r\n")) == [ANSWER]
    assert counts(decoder.unread) == {UnreadableReason.LATE_REST: 1, UnreadableReason.NOT_A_RECORD: 1}


@pytest.mark.parametrize("feed", [whole, byte_by_byte])
def test_a_record_without_stx_after_a_taken_one_is_read(feed: Feed) -> None:
    decoder = Decoder()
    decoder.receive_data(LOGIN)
    assert raw(decoder.take_silent_tail()) == [LOGIN]
    assert raw(feed(decoder, ANSWER + b"\n")) == [ANSWER]
    assert decoder.unread.total == 0


def test_a_complete_tail_that_can_not_be_read_is_counted_once() -> None:
    decoder = Decoder()
    decoder.receive_data(STX + b"01K083000610 01 05 0000")
    assert decoder.take_silent_tail() == ()
    assert decoder.receive_data(b"\r\n") == ()
    assert counts(decoder.unread) == {UnreadableReason.BAD_REPORT: 1}


# A tail when the line drops


@pytest.mark.parametrize("cut", [1, 9, 12, 24, len(ANSWER)])
def test_a_tail_left_when_the_line_drops_is_never_taken_nor_joined(cut: int) -> None:
    decoder = Decoder()
    decoder.receive_data(STX + ANSWER[:cut])
    decoder.connection_lost()
    assert not decoder.has_tail
    assert decoder.take_silent_tail() == ()
    assert counts(decoder.unread) == {UnreadableReason.CUT_OFF: 1}
    assert decoder.unread.samples[0].data == ANSWER[:cut]
    assert raw(decoder.receive_data(ANSWER[cut:] + b"\r\n" + STX + LOGIN + b"\r\n")) == [LOGIN]


def test_a_line_that_drops_between_records_loses_nothing() -> None:
    decoder = Decoder()
    assert raw(decoder.receive_data(STX + LOGIN + b"\r\n\0\0")) == [LOGIN]
    decoder.connection_lost()
    assert decoder.unread.total == 0


def test_an_overlong_tail_is_forgotten_when_the_line_drops() -> None:
    decoder = Decoder()
    decoder.receive_data(STX + b"9" * 1000)
    decoder.connection_lost()
    assert counts(decoder.unread) == {UnreadableReason.CUT_OFF: 1}
    assert raw(decoder.receive_data(LOGIN + b"\r\n")) == [LOGIN]


def test_a_taken_tail_does_not_affect_the_next_connection() -> None:
    decoder = Decoder()
    decoder.receive_data(STX + LOGIN)
    assert raw(decoder.take_silent_tail()) == [LOGIN]
    decoder.connection_lost()
    assert decoder.receive_data(b"01\r\n") == ()
    assert counts(decoder.unread) == {UnreadableReason.NOT_A_RECORD: 1}


# Bounds


def test_only_the_last_samples_are_kept() -> None:
    decoder = Decoder()
    for i in range(50):
        decoder.receive_data(f"x{i}\n".encode())
    assert counts(decoder.unread) == {UnreadableReason.NOT_A_RECORD: 50}
    assert [sample.data for sample in decoder.unread.samples] == [
        f"x{i}".encode() for i in range(50 - MAX_SAMPLES, 50)
    ]


def test_the_number_of_samples_can_be_chosen() -> None:
    decoder = Decoder(max_samples=2)
    decoder.receive_data(b"a\nb\nc\n")
    assert [sample.data for sample in decoder.unread.samples] == [b"b", b"c"]
    assert decoder.unread.total == 3


def test_the_longest_record_can_be_chosen() -> None:
    decoder = Decoder(max_record_bytes=len(LOGIN))
    assert raw(decoder.receive_data(LOGIN + b"\n" + LOGIN + b" \n")) == [LOGIN]
    assert counts(decoder.unread) == {UnreadableReason.TOO_LONG: 1}


def test_a_sample_s_length_is_bounded() -> None:
    decoder = Decoder()
    decoder.receive_data(b"y" * 200 + b"\n" + b"z" * 5000 + b"\n")
    assert [sample.data for sample in decoder.unread.samples] == [b"y" * SAMPLE_BYTES, b"z" * SAMPLE_BYTES]


@pytest.mark.parametrize("feed", [whole, byte_by_byte])
def test_a_sample_excludes_the_nuls_before_it(feed: Feed) -> None:
    decoder = Decoder()
    feed(decoder, b"\n\0\0" + b"y" * 300 + b"\n")
    assert [sample.data for sample in decoder.unread.samples] == [b"y" * SAMPLE_BYTES]


@pytest.mark.parametrize("filling", [b"9", b"\0", b" ", b"x\0", b"01A083000"])
def test_unterminated_bytes_do_not_accumulate(filling: bytes) -> None:
    decoder = Decoder()
    for _ in range(200):
        assert decoder.receive_data(filling * 500) == ()
        assert len(decoder.tail) <= MAX_RECORD_BYTES
    assert raw(decoder.receive_data(STX + LOGIN + b"\r\n")) == [LOGIN]


# Properties

good_records = st.sampled_from(
    [
        *(call(code, button=button).encode() for code in "ABCDEFGHIJLMNOPSTU" for button in ("", "00", "02")),
        TRIMMED,
        GROUP,
        PATH,
        REFRESH,
    ]
)
framed_records = st.tuples(
    st.sampled_from([b"", STX, b"\0" + STX, b"\0\0" + STX + b"\0"]),
    good_records,
    st.sampled_from([b"\r\n", b"\n", b"\r", b"\0\n", b"\0\0", b""]),
).map(b"".join)
record_like = st.lists(
    st.sampled_from([bytes([byte]) for byte in b"\x02\r\n\0 019AEGKRZ*P\xff"]), max_size=60
).map(b"".join)
stream_pieces = st.one_of(
    framed_records,
    framed_records,
    record_like,
    st.binary(max_size=40),
    st.integers(1, 4).map(lambda count: b"\0" * count),
    st.integers(28, 60).map(lambda length: b"9" * length),
    st.integers(28, 60).map(lambda length: STX + LOGIN.ljust(length, b"\0") + b"\n"),
    st.integers(28, 60).map(lambda length: STX + b"\0" * (length - 25) + LOGIN + b"\n"),
)
streams = st.lists(stream_pieces, max_size=12).map(b"".join)


@settings(deadline=None, max_examples=400)
@given(streams, st.data())
def test_any_way_of_cutting_any_stream_gives_the_same_events_and_unread_counts(
    stream: bytes, data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=20).map(sorted))
    at_once, in_pieces = Decoder(max_record_bytes=32), Decoder(max_record_bytes=32)
    expected = at_once.receive_data(stream)
    received: list[Event] = []
    for start, stop in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        received.extend(in_pieces.receive_data(stream[start:stop]))
    assert tuple(received) == expected
    assert in_pieces.unread.counts == at_once.unread.counts
    assert in_pieces.has_tail == at_once.has_tail
    assert in_pieces.unread.samples == at_once.unread.samples
    assert in_pieces.take_silent_tail() == at_once.take_silent_tail()
    in_pieces.connection_lost()
    at_once.connection_lost()
    assert in_pieces.unread.counts == at_once.unread.counts


@settings(deadline=None, max_examples=400)
@given(st.lists(st.one_of(st.binary(max_size=600), record_like, framed_records), max_size=8), st.booleans())
def test_any_bytes_raise_nothing_use_bounded_memory_and_leave_the_next_record_readable(
    pieces: list[bytes],
    silences: bool,  # noqa: FBT001 - drawn
) -> None:
    decoder = Decoder()
    for piece in pieces:
        decoder.receive_data(piece)
        if silences:
            decoder.take_silent_tail()
        assert len(decoder.tail) <= MAX_RECORD_BYTES
        assert len(decoder.unread.samples) <= MAX_SAMPLES
        assert all(len(sample.data) <= SAMPLE_BYTES for sample in decoder.unread.samples)
    assert raw(decoder.receive_data(STX + ANSWER + b"\r\n"))[-1:] == [ANSWER]
    assert not decoder.has_tail


@settings(deadline=None, max_examples=100)
@given(st.lists(good_records, max_size=30), st.sampled_from([b"\r\n", b"\n", b"\r", b"\r\n\0\0"]))
def test_every_good_record_comes_out_in_order(records: list[bytes], end: bytes) -> None:
    decoder = Decoder()
    assert raw(decoder.receive_data(b"".join(STX + record + end for record in records))) == records
    assert decoder.unread.total == 0


# Record numbers


def numbered(*numbers: int) -> bytes:
    return b"".join(b"\x02%02dA0830001001   %04d   00\r\n" % (n, i) for i, n in enumerate(numbers))


@pytest.mark.parametrize(
    ("numbers", "lost"),
    [
        ([], 0),
        ([57], 0),
        ([0, 1, 2], 0),
        ([98, 99, 0, 1], 0),
        ([5, 7], 1),
        ([98, 2], 3),
        ([5, 4], 98),
        ([1, 2, 5, 6, 9], 4),
    ],
)
def test_missing_record_numbers_are_counted(numbers: list[int], lost: int) -> None:
    decoder = Decoder()
    decoder.receive_data(numbered(*numbers))
    assert decoder.unread.lost == lost
    assert decoder.unread.repeats == 0


def test_the_first_record_after_a_loss_of_the_line_is_no_gap() -> None:
    decoder = Decoder()
    decoder.receive_data(numbered(5))
    decoder.connection_lost()
    decoder.receive_data(numbered(70, 71))
    assert decoder.unread.lost == 0


def test_an_exact_repeat_of_the_record_before_is_a_repeat_and_no_gap() -> None:
    decoder = Decoder()
    record = numbered(5)
    assert len(decoder.receive_data(record + record)) == 2
    assert (decoder.unread.repeats, decoder.unread.lost) == (1, 0)


def test_the_same_number_with_other_content_is_a_full_round_of_lost_records() -> None:
    decoder = Decoder()
    decoder.receive_data(numbered(5, 5))
    assert (decoder.unread.repeats, decoder.unread.lost) == (0, 99)
