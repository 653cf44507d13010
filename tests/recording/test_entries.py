"""The format of a recording, raw streams, and the playback of both."""

import io
import pathlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.protocol.decoder import Decoder
from desktop.recording.entries import (
    MOST_DATA_BYTES,
    MOST_LINE_BYTES,
    BytesCame,
    BytesDropped,
    ClockSet,
    DamagedLine,
    Entry,
    LineChanged,
    RecordingBegan,
    RecordingError,
    entry_line,
    read_entries,
)
from desktop.recording.playback import LONGEST_WAIT_S, Playback
from desktop.recording.raw_stream import RAW_SOURCE
from tests.support import call, wire

PBX = "192.168.201.2:15373"
CAPTURE = pathlib.Path(__file__).parent.parent / "captures" / "floor-24.rte"
BEGAN = RecordingBegan(1000.0)


def came(at_s: float, data: bytes, source: str = PBX) -> BytesCame:
    return BytesCame(at_s, source, data)


def written(*entries: Entry) -> bytes:
    return b"".join(entry_line(entry) for entry in entries)


def read(content: bytes) -> list[Entry | DamagedLine]:
    return list(read_entries(io.BytesIO(content)))


def playback(folder: pathlib.Path, *contents: bytes) -> Playback:
    paths = [folder / f"{number}.rec" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return Playback(paths)


def played(folder: pathlib.Path, *entries: Entry, source: str = PBX) -> list[tuple[float, bytes]]:
    chunks = playback(folder, written(BEGAN, *entries)).chunks(source)
    return [(chunk.due_s, chunk.data) for chunk in chunks if chunk.data]


def joined(chunks: Iterable[tuple[float, bytes]]) -> bytes:
    return b"".join(data for _, data in chunks)


def all_of(what: Playback, source: str = RAW_SOURCE) -> bytes:
    return b"".join(chunk.data for chunk in what.chunks(source))


EVERY_KIND: list[Entry] = [
    BEGAN,
    LineChanged(1000.25, PBX, "lost", "refused"),
    came(1001.123456, bytes(range(256))),
    ClockSet(900.0, -3600.5),
    BytesDropped(901.0, 512),
]


def test_each_kind_of_entry_is_read_back() -> None:
    content = written(*EVERY_KIND)
    assert read(content) == EVERY_KIND
    assert content.isascii()
    assert content.count(b"\n") == len(EVERY_KIND)


def test_the_largest_read_fits_into_one_line() -> None:
    entry = came(1_790_000_000.123456, b"\xff" * MOST_DATA_BYTES, "x" * 300)
    assert len(entry_line(entry)) < MOST_LINE_BYTES
    assert read(entry_line(entry)) == [entry]


def test_a_recording_cut_at_any_byte_is_readable_to_its_last_whole_line() -> None:
    content = written(*EVERY_KIND)
    ends = [0]
    for entry in EVERY_KIND:
        ends.append(ends[-1] + len(entry_line(entry)))
    for cut in range(len(content) + 1):
        whole = sum(end - 1 <= cut for end in ends[1:])
        torn = [DamagedLine()] if cut not in {*ends, *(end - 1 for end in ends)} else []
        assert read(content[:cut]) == [*EVERY_KIND[:whole], *torn], cut


@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_torn_line_costs_only_itself(end: bytes) -> None:
    torn = entry_line(came(1.0, b'a"b{"at"\\'))
    for cut in range(2, len(torn) - 1):
        content = written(BEGAN) + torn[:cut] + end + written(came(2.0, b"next"))
        assert read(content) == [BEGAN, DamagedLine(), came(2.0, b"next")], cut


def test_zeros_left_by_a_power_cut_cost_only_their_line() -> None:
    zeros = b"\0" * 5000
    assert read(written(BEGAN) + zeros) == [BEGAN, DamagedLine()]
    assert read(written(BEGAN) + zeros + b"\n" + written(came(2, b"x"))) == [
        BEGAN,
        DamagedLine(),
        came(2, b"x"),
    ]
    assert read(written(BEGAN) + zeros + written(came(2, b"x"))) == [BEGAN, came(2, b"x")]


@pytest.mark.parametrize(
    "line",
    [
        b"x" * (MOST_LINE_BYTES * 3),
        b"[" * 100_000,
        b'{"at": 1}',
        b'{"at": true, "dropped": 1}',
        b'{"at": NaN, "dropped": 1}',
        b'{"at": 1e300, "dropped": 1}',
        b'{"at": ' + b"9" * 400 + b', "dropped": 1}',
        b'{"at": 1, "dropped": -1}',
        b'{"at": 1, "from": "x", "data": "\\u0100"}',
        b'{"at": 1, "from": "\\u001b[2J", "data": ""}',
        b'{"at": 1, "from": 7, "data": ""}',
        b'{"from": "x", "data": ""}',
        b"\xff\xfe\xfd",
        b"[]",
    ],
)
def test_an_invalid_line_is_counted_and_skipped(line: bytes) -> None:
    assert read(written(BEGAN) + line + b"\n" + written(came(2, b"x"))) == [
        BEGAN,
        DamagedLine(),
        came(2, b"x"),
    ]


@given(st.binary(max_size=2000))
def test_reading_any_file_raises_nothing(content: bytes) -> None:
    read(content)


def test_reads_are_played_at_their_times_from_the_first(tmp_path: pathlib.Path) -> None:
    one, two = wire(call("A")), wire(call("B"))
    assert played(tmp_path, came(1500, one), came(1502.5, two)) == [(0, one), (2.5, two)]


def test_setting_the_clock_changes_no_wait(tmp_path: pathlib.Path) -> None:
    x = wire(call("A"))
    entries: list[Entry] = [
        came(5000, x),
        ClockSet(91_400, 86_390),
        came(91_400, x),
        ClockSet(5020, -86_390),
        came(5020, x),
    ]
    assert [due_s for due_s, _ in played(tmp_path, *entries)] == [0, 10, 20]


def test_a_time_that_goes_back_is_no_wait_and_a_long_pause_is_shortened(tmp_path: pathlib.Path) -> None:
    x = wire(call("A"))
    entries: list[Entry] = [came(5000, x), came(4000, x), came(4001, x), came(90_000, x), came(90_002, x)]
    dues = [due_s for due_s, _ in played(tmp_path, *entries)]
    assert dues == [0, 0, 1, 1 + LONGEST_WAIT_S, 3 + LONGEST_WAIT_S]


GAPS = [[LineChanged(1002, PBX, "lost", "")], [BytesDropped(1002, 5)], [RecordingBegan(1002)]]


@pytest.mark.parametrize("gap", GAPS)
def test_a_record_cut_off_by_a_lost_line_is_never_joined_to_the_next(
    tmp_path: pathlib.Path, gap: list[Entry]
) -> None:
    whole, cut, following = wire(call("A", "6001")), wire(call("B", "6002")), wire(call("A", "6003"))
    for at in range(1, len(cut) - 2):
        entries: list[Entry] = [
            came(1001.9, whole + cut[:2]),
            came(1001.95, cut[2:at]),
            *gap,
            came(1003, following),
        ]
        sent = joined(played(tmp_path, *entries))
        agents = [event.agent_id for event in Decoder().receive_data(sent)]  # type: ignore[attr-defined]
        assert agents == ["6001", "6003"], at


def test_a_record_taken_after_a_silence_is_played_with_a_terminator(tmp_path: pathlib.Path) -> None:
    unfinished = wire(call("A", "6002")).removesuffix(b"\r\n")
    gap = LineChanged(1002, PBX, "lost", "")
    entries: list[Entry] = [came(1001, unfinished), gap, came(1003, b"rest\r\n")]
    assert joined(played(tmp_path, *entries)) == unfinished + b"\r\nrest\r\n"
    assert Playback([tmp_path / "0.rec"]).survey().recorded[0].records == 1


def test_a_record_interrupted_by_a_silence_and_never_finished_is_skipped(
    tmp_path: pathlib.Path,
) -> None:
    before, slow, following = wire(call("A", "6001")), wire(call("G", "6002", "01")), wire(call("A", "6003"))
    entries: list[Entry] = [
        came(1001, before),
        came(1002, slow[:12]),
        came(1003, slow[12:-2]),  # only its terminator is missing, and perhaps further digits
        LineChanged(1005, PBX, "lost", ""),
        came(1006, following),
    ]
    assert joined(played(tmp_path, *entries)) == before + slow[:1] + following
    assert Playback([tmp_path / "0.rec"]).survey().recorded[0].records == 2


def test_unreadable_data_before_a_lost_line_is_played_with_a_terminator(tmp_path: pathlib.Path) -> None:
    entries: list[Entry] = [
        came(1001, b"x" * 400),
        came(1001, b"y"),
        LineChanged(1001, PBX, "lost", ""),
        came(1003, b"z"),
    ]
    assert joined(played(tmp_path, *entries)) == b"x" * 400 + b"y\r\nz"


def test_nuls_before_an_unfinished_record_do_no_harm(tmp_path: pathlib.Path) -> None:
    entries: list[Entry] = [
        came(1001, b"\0\0"),
        came(1001, b"01A"),
        LineChanged(1001, PBX, "lost", ""),
        came(1003, b"z"),
    ]
    assert joined(played(tmp_path, *entries)) == b"\0\0z"


@given(st.lists(st.binary(min_size=1, max_size=600), min_size=1, max_size=30))
def test_any_bytes_in_any_slices_are_played_as_they_came(
    tmp_path_factory: pytest.TempPathFactory, reads: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    sent = played(folder, *(came(1000 + number, data) for number, data in enumerate(reads)))
    assert sent == [(float(number), data) for number, data in enumerate(reads)]


def test_several_phone_systems_are_kept_apart_and_counted(tmp_path: pathlib.Path) -> None:
    one, two = wire(call("A")), wire(call("B"), call("A"))
    content = written(BEGAN, came(1500, one), came(1501, two, "b:1"), came(1510, one), BytesDropped(1520, 7))
    what = playback(tmp_path, content + b"nonsense\n")
    survey = what.survey()
    assert [(x.source, x.began_s, x.seconds, x.records) for x in survey.recorded] == [
        (PBX, 1500, 10, 2),
        ("b:1", 1501, 0, 2),
    ]
    assert (survey.damaged, survey.dropped) == (1, 7)
    assert all_of(what, PBX) == one + one
    assert all_of(what, "b:1") == two


def test_files_are_played_in_the_order_of_their_first_entries(tmp_path: pathlib.Path) -> None:
    late, early = wire(call("B")), wire(call("A"))
    what = playback(
        tmp_path,
        written(RecordingBegan(3000), came(3001, late)),
        written(RecordingBegan(2000), came(2001, early)),
    )
    assert all_of(what, PBX) == early + late


def test_a_looped_recording_starts_over_after_a_pause_and_an_empty_one_ends(
    tmp_path: pathlib.Path,
) -> None:
    x = wire(call("A"))
    chunks = playback(tmp_path, written(BEGAN, came(1500, x), came(1502, x))).chunks(PBX, loop=True)
    assert [next(chunks).due_s for _ in range(5)] == [0, 2, 3, 5, 6]
    assert list(playback(tmp_path, written(BEGAN)).chunks(PBX, loop=True)) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\0\0\0", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is neither a recording nor a raw stream"),
        (b"Dear all,\nthe phones are down.\n", "is neither a recording nor a raw stream"),
        (b'{"name": "else"}\n', "is neither a recording nor a raw stream"),
        (b'{"tallymate_recording": 2, "at": 1.0}\n', "was recorded by a newer TallyMate"),
    ],
)
def test_an_unplayable_file_is_reported_in_one_line(
    tmp_path: pathlib.Path, content: bytes, words: str
) -> None:
    with pytest.raises(RecordingError, match=words) as failure:
        playback(tmp_path, content)
    assert "\n" not in str(failure.value)


def test_a_recording_without_its_beginning_is_played(tmp_path: pathlib.Path) -> None:
    x = wire(call("A"))
    for beginning in (b"", b'": 1, "data": "\\u00', b"\0" * 70_000, b"\xef\xbb\xbf"):
        content = beginning + (b"\n" if len(beginning) > 3 else b"") + written(came(1500, x))
        assert all_of(playback(tmp_path, content), PBX) == x


def test_an_empty_recording_is_reported(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RecordingError, match="holds nothing that came from a phone system"):
        playback(tmp_path, written(BEGAN)).survey()


def test_a_raw_file_reads_the_same_with_and_without_stx(tmp_path: pathlib.Path) -> None:
    raw = CAPTURE.read_bytes()
    bare = raw.replace(b"\x02", b"")
    events = Decoder().receive_data(raw)
    assert len(events) > 900
    assert all_of(playback(tmp_path, raw)) == raw
    assert all_of(playback(tmp_path, bare)) == raw
    assert all_of(playback(tmp_path, bare.replace(b"\r\n", b"\n"))) == raw.replace(b"\r\n", b"\n")
    assert all_of(playback(tmp_path, bare.replace(b"\r\n", b"\r"))) == raw
    assert playback(tmp_path, bare).survey().recorded[0].records == len(events)


def test_an_unfinished_record_at_the_end_of_a_raw_file_stays_unfinished(tmp_path: pathlib.Path) -> None:
    assert all_of(playback(tmp_path, wire(call("A")) + b"02A0830001001   60")) == (
        wire(call("A")) + b"\x0202A0830001001   60"
    )


def refresh(time: str) -> bytes:
    return f"01R{time}20260105\r\n".encode()


@pytest.mark.parametrize(
    ("times", "dues"),
    [
        (["080000", "080000", "080005"], [0, 5]),
        (["235958", "000003"], [0, 5]),
        (["080010", "080008", "080012"], [0, 2]),
        (["080000", "070000", "070003"], [0, 3]),
        (["080000", "256199", "080001"], [0, 1]),
        (["080000", "180000", "180001"], [0, LONGEST_WAIT_S, LONGEST_WAIT_S + 1]),
    ],
)
def test_a_raw_file_is_played_by_its_records_clock(
    tmp_path: pathlib.Path, times: list[str], dues: list[float]
) -> None:
    what = playback(tmp_path, b"".join(map(refresh, times)))
    assert [chunk.due_s for chunk in what.chunks(RAW_SOURCE)] == dues


def test_unreadable_data_in_a_raw_file_is_played_with_the_record_before_it(tmp_path: pathlib.Path) -> None:
    content = b"junk\n" + refresh("080000") + b"more\n" + refresh("080010")
    chunks = list(playback(tmp_path, content).chunks(RAW_SOURCE))
    assert [(chunk.due_s, chunk.data.count(b"more")) for chunk in chunks] == [(0, 1), (10, 0)]


def test_a_raw_file_without_any_line_end_is_read_in_bounded_pieces(tmp_path: pathlib.Path) -> None:
    content = refresh("080000") + b"x" * 1_000_000
    chunks = list(playback(tmp_path, content).chunks(RAW_SOURCE))
    assert max(len(chunk.data) for chunk in chunks) < 200_000
    assert sum(len(chunk.data) for chunk in chunks) == len(content) + 1
