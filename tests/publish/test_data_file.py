"""Writing and reading mitel_data.json: the exact contract, and any other content in its place."""

import dataclasses
import json
import math
import pathlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.acd.agent import DataWord
from desktop.acd.floor import MOST_AGENTS
from desktop.acd.moment import Moment
from desktop.acd.queue import QueueText
from desktop.acd.snapshot import DataSnapshot
from desktop.publish.data_file import ReadBack, data_file_bytes, read_back, read_data_file
from desktop.publish.file_place import DataFileError
from tests.support import call, floor_after, group, path

NOW = Moment(1000.0, time.mktime((2024, 1, 15, 14, 3, 7, 0, 0, -1)))
STAMP = "20240115-140307"

EMPTY = {"agents": {}, "groups": {}, "paths": {}, "lastUpdate": 0.0}
FIGURES = {"waiting": "001", "agents": "005", "longestwait": "0130"}

DAMAGED = "is damaged"
FOREIGN = "is not a file of this program"
PARTLY = "holds entries that can't be understood"


@pytest.fixture
def data_file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "mitel_data.json"


def written(snapshot: DataSnapshot) -> object:
    return json.loads(data_file_bytes(snapshot))


def content(**changed: object) -> bytes:
    return json.dumps(EMPTY | changed).encode()


def names(folder: pathlib.Path) -> set[str]:
    return {found.name for found in folder.iterdir()}


# The contract


def test_an_empty_floor_has_exactly_the_four_keys() -> None:
    assert written(DataSnapshot()) == {"agents": {}, "groups": {}, "paths": {}, "lastUpdate": 0.0}


def test_the_file_has_exactly_what_other_programs_rely_on() -> None:
    floor = floor_after(
        call("A"),
        call("J", "0000"),
        call("E", "6003"),
        call("L", "6004"),
        call("B", "*6005"),
        group("007", 0),
        group("610", 12, 5, "0130"),
        path("610", 999, 0, "9959"),
    )
    assert written(floor.snapshot()) == {
        "agents": {"6001": "in", "0000": "idle", "6003": "busy", "6004": "timer", "*6005": "out"},
        "groups": {
            "007": {"waiting": "000", "agents": "005", "longestwait": "0000"},
            "610": {"waiting": "012", "agents": "005", "longestwait": "0130"},
        },
        "paths": {"610": {"waiting": "999", "agents": "000", "longestwait": "9959"}},
        "lastUpdate": 1_790_000_000.0,
    }


def test_the_time_is_a_float_even_at_a_full_second() -> None:
    found = json.loads(data_file_bytes(DataSnapshot(last_update=1_790_000_000.0)))["lastUpdate"]
    assert isinstance(found, float)
    assert b'"lastUpdate": 1790000000.25' in data_file_bytes(DataSnapshot(last_update=1_790_000_000.25))


def test_the_file_is_plain_ascii_so_that_any_encoding_reads_it() -> None:
    assert data_file_bytes(DataSnapshot(agents={"é": DataWord.IN})).isascii()


# Read back

agent_ids = st.from_regex(r"[!-~]{1,7}", fullmatch=True)
queue_numbers = st.from_regex(r"[0-9]{3}", fullmatch=True)
figures = st.builds(QueueText, queue_numbers, queue_numbers, st.from_regex(r"[0-9]{4}", fullmatch=True))
snapshots = st.builds(
    DataSnapshot,
    agents=st.dictionaries(agent_ids, st.sampled_from(DataWord), max_size=8),
    groups=st.dictionaries(queue_numbers, figures, max_size=4),
    paths=st.dictionaries(queue_numbers, figures, max_size=4),
    last_update=st.floats(0, 4e9),
)


@settings(deadline=None, max_examples=150)
@given(snapshots)
def test_a_written_file_is_read_back(snapshot: DataSnapshot) -> None:
    assert read_data_file(data_file_bytes(snapshot)) == ReadBack(snapshot)


def test_a_byte_order_mark_is_accepted() -> None:
    found = read_data_file(b"\xef\xbb\xbf" + content(agents={"6001": "in"}))
    assert found == ReadBack(DataSnapshot(agents={"6001": DataWord.IN}))


def test_a_whole_number_is_a_time_too() -> None:
    found = read_data_file(content(lastUpdate=1_790_000_000))
    assert found == ReadBack(DataSnapshot(last_update=1_790_000_000.0))


@pytest.mark.parametrize(
    ("damaged", "fault"),
    [
        pytest.param(b"", DAMAGED, id="empty"),
        pytest.param(b"   \n", DAMAGED, id="blank"),
        pytest.param(b"\0" * 512, DAMAGED, id="nothing but NULs"),
        pytest.param(b"\xff\xfe{\x00}\x00", DAMAGED, id="another encoding"),
        pytest.param(content()[:-1], DAMAGED, id="cut off at the end"),
        pytest.param(content()[:20], DAMAGED, id="cut off in the middle"),
        pytest.param(content() + b"}", DAMAGED, id="too much at the end"),
        pytest.param(b"[" * 200_000, DAMAGED, id="too deep and cut off"),
        pytest.param(b"[" * 200_000 + b"]" * 200_000, DAMAGED, id="too deep"),
        pytest.param(b'{"agents":' * 100_000 + b"1" + b"}" * 100_000, DAMAGED, id="too deep in agents"),
        pytest.param(b"9" * 5000, DAMAGED, id="a number with too many digits"),
        pytest.param(b"null", FOREIGN, id="null"),
        pytest.param(b"17", FOREIGN, id="a number"),
        pytest.param(b"[]", FOREIGN, id="a list"),
        pytest.param(b'"agents"', FOREIGN, id="a text"),
        pytest.param(b"{}", FOREIGN, id="no keys"),
        pytest.param(b'{"name": "other", "version": 1}', FOREIGN, id="another program's"),
        pytest.param(b'{"agents": {}, "groups": {}, "paths": {}}', FOREIGN, id="a key missing"),
        pytest.param(content(more=1), FOREIGN, id="a key too many"),
        pytest.param(content().replace(b"agents", b"Agents"), FOREIGN, id="a key with a capital letter"),
    ],
)
def test_a_foreign_or_damaged_file_is_classified_and_gives_nothing(damaged: bytes, fault: str) -> None:
    assert read_data_file(damaged) == ReadBack(DataSnapshot(), fault)


GOOD: dict[str, object] = {
    "agents": {"6001": "busy"},
    "groups": {"007": FIGURES},
    "paths": {"860": FIGURES},
    "lastUpdate": 5.5,
}
UNDERSTOOD = DataSnapshot(
    {"6001": DataWord.BUSY},
    {"007": QueueText("001", "005", "0130")},
    {"860": QueueText("001", "005", "0130")},
    5.5,
)

WRONG_WORDS: list[object] = ["", "busy ", "IN", "logged out", None, 1, True, ["in"], {}]
WRONG_IDS = ["", "x" * 17, "60\n01", "\x1b[31m", "\ud800"]
WRONG_NUMBERS = ["", "61", "6100", "P61", "\u0666\u0661\u0660"]
WRONG_FIGURES: list[object] = [
    None,
    [],
    "001",
    {},
    {"waiting": "001"},
    {**FIGURES, "more": "1"},
    *({**FIGURES, "waiting": wrong} for wrong in (1, "1", "0001", "-01", "\u0660\u0660\u0661", None)),
    *({**FIGURES, "agents": wrong} for wrong in (5, "5", "00x", "005\n", None)),
    *({**FIGURES, "longestwait": wrong} for wrong in (90, "130", "01:30", "00130", None)),
    {**FIGURES, "waiting": ["001"]},
]


@pytest.mark.parametrize(
    ("section", "number", "entry"),
    [
        *(("agents", "6002", word) for word in WRONG_WORDS),
        *(("agents", agent_id, "in") for agent_id in WRONG_IDS),
        *((section, "610", entry) for section in ("groups", "paths") for entry in WRONG_FIGURES),
        *((section, number, FIGURES) for section in ("groups", "paths") for number in WRONG_NUMBERS),
    ],
)
def test_an_invalid_entry_is_skipped_and_the_rest_is_kept(section: str, number: str, entry: object) -> None:
    entries = GOOD[section]
    assert isinstance(entries, dict)
    damaged = json.dumps(GOOD | {section: entries | {number: entry}}).encode()
    assert read_data_file(damaged) == ReadBack(UNDERSTOOD, PARTLY)
    assert read_data_file(json.dumps(GOOD).encode()) == ReadBack(UNDERSTOOD)


@pytest.mark.parametrize("wrong", [None, [], "6001", 1, True], ids=repr)
@pytest.mark.parametrize("section", ["agents", "groups", "paths"])
def test_an_invalid_section_is_skipped_and_the_rest_is_kept(section: str, wrong: object) -> None:
    found = read_data_file(json.dumps(GOOD | {section: wrong}).encode())
    nothing: dict[str, dict[str, DataWord]] = {section: {}}
    assert found == ReadBack(dataclasses.replace(UNDERSTOOD, **nothing), PARTLY)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    "wrong", [None, "now", [], True, math.nan, math.inf, pytest.param(10**400, id="no end")], ids=repr
)
def test_an_invalid_time_is_skipped_and_the_rest_is_kept(wrong: object) -> None:
    found = read_data_file(json.dumps(GOOD | {"lastUpdate": wrong}).encode())
    assert found == ReadBack(dataclasses.replace(UNDERSTOOD, last_update=0.0), PARTLY)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(), st.text(max_size=8)),
    lambda values: st.one_of(
        st.lists(values, max_size=3), st.dictionaries(st.text(max_size=4), values, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=200)
@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("agents", "groups", "paths"),
            st.one_of(
                json_values,
                st.dictionaries(st.one_of(agent_ids, queue_numbers), json_values, max_size=3),
                st.dictionaries(
                    queue_numbers,
                    st.fixed_dictionaries(dict.fromkeys(("waiting", "agents", "longestwait"), json_values)),
                    max_size=2,
                ),
            ),
        )
        | {"lastUpdate": json_values}
    )
)
def test_whatever_is_read_from_the_four_keys_can_be_written(loaded: dict[str, object]) -> None:
    found = read_data_file(json.dumps(loaded).encode())
    assert found.fault in {None, PARTLY}
    assert read_data_file(data_file_bytes(found.snapshot)) == ReadBack(found.snapshot)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=80), st.integers(0, 200))
def test_any_bytes_and_any_damage_are_read_without_an_error(data: bytes, at: int) -> None:
    good = content(agents={"6001": "in"}, groups={"610": FIGURES}, lastUpdate=1.5)
    assert read_data_file(data).snapshot.agents == {}
    found = read_data_file(good[:at] + data + good[at:])
    assert found.fault is None or found.fault in {DAMAGED, FOREIGN, PARTLY}


# The file beside its copies


def test_a_missing_file_is_no_fault(data_file: pathlib.Path) -> None:
    assert read_back(data_file, NOW) == (ReadBack(DataSnapshot(last_update=NOW.wall_s)), None)
    assert names(data_file.parent) == set()


def test_a_good_file_is_read_and_no_copy_is_kept(data_file: pathlib.Path) -> None:
    snapshot = floor_after(call("A"), group("610", 1), path("610", 2)).snapshot()
    data_file.write_bytes(data_file_bytes(snapshot))
    assert read_back(data_file, NOW) == (ReadBack(snapshot), None)
    assert names(data_file.parent) == {"mitel_data.json"}


@pytest.mark.parametrize(
    "faulty",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="damaged"),
        pytest.param(b'{"name": "other"}', id="foreign"),
        pytest.param(content(agents={"6001": "in", "6002": "asleep"}), id="partly wrong"),
        pytest.param(b"[" * 200_000, id="too deep"),
        pytest.param(b"\0\xff" * 100, id="no text"),
    ],
)
def test_a_faulty_file_is_left_as_it_is_and_a_copy_is_kept_beside_it(
    data_file: pathlib.Path, faulty: bytes
) -> None:
    data_file.write_bytes(faulty)
    found, copy = read_back(data_file, NOW)
    assert found == read_data_file(faulty)
    assert found.fault is not None
    assert copy == data_file.with_name(f"mitel_data.set-aside-{STAMP}.json")
    assert copy.read_bytes() == faulty
    assert data_file.read_bytes() == faulty
    assert names(data_file.parent) == {data_file.name, copy.name}


def test_an_existing_copy_is_not_overwritten(data_file: pathlib.Path) -> None:
    kept = []
    for faulty in (b"first", b"second", b"third"):
        data_file.write_bytes(faulty)
        _, copy = read_back(data_file, NOW)
        assert copy is not None
        kept.append(copy)
    assert [copy.name for copy in kept] == [
        f"mitel_data.set-aside-{STAMP}.json",
        f"mitel_data.set-aside-{STAMP}-2.json",
        f"mitel_data.set-aside-{STAMP}-3.json",
    ]
    assert [copy.read_bytes() for copy in kept] == [b"first", b"second", b"third"]


def test_too_many_copies_are_reported_and_none_is_overwritten(data_file: pathlib.Path) -> None:
    for suffix in ["", *(f"-{count}" for count in range(2, 100))]:
        data_file.with_name(f"mitel_data.set-aside-{STAMP}{suffix}.json").write_bytes(b"kept")
    data_file.write_bytes(b"faulty")
    with pytest.raises(DataFileError, match="too many copies"):
        read_back(data_file, NOW)
    assert data_file.read_bytes() == b"faulty"
    assert {found.read_bytes() for found in data_file.parent.iterdir()} == {b"kept", b"faulty"}


def test_a_data_file_without_a_suffix_has_copies_too(tmp_path: pathlib.Path) -> None:
    data_file = tmp_path / "tally"
    data_file.write_bytes(b"faulty")
    _, copy = read_back(data_file, NOW)
    assert copy == tmp_path / f"tally.set-aside-{STAMP}"


def test_an_oversized_file_is_copied_whole(data_file: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.publish.data_file.MAX_BYTES", len(content()))
    data_file.write_bytes(content())
    assert read_back(data_file, NOW) == (ReadBack(DataSnapshot()), None)
    data_file.write_bytes(content() + b" " * 500)
    found, copy = read_back(data_file, NOW)
    assert found == ReadBack(DataSnapshot(), "is larger than any floor's")
    assert copy is not None
    assert copy.read_bytes() == content() + b" " * 500


def test_agents_beyond_the_bound_are_not_restored(data_file: pathlib.Path) -> None:
    many = data_file_bytes(DataSnapshot({f"{i}": DataWord.IN for i in range(MOST_AGENTS)}))
    data_file.write_bytes(many)
    assert len(read_back(data_file, NOW)[0].snapshot.agents) == MOST_AGENTS
    data_file.write_bytes(many.replace(b'"0":', b'"more": "in", "0":'))
    found, copy = read_back(data_file, NOW)
    assert found == ReadBack(DataSnapshot(), "is larger than any floor's")
    assert copy is not None


def test_a_folder_in_the_file_s_place_can_not_be_read(data_file: pathlib.Path) -> None:
    data_file.mkdir()
    with pytest.raises(DataFileError, match="can't be read: ") as refused:
        read_back(data_file, NOW)
    assert str(data_file) in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
