"""Some thousand fixed inputs of the fuzzer; `dev.py fuzz` tries new ones for a given time."""

import pathlib
from collections.abc import Callable

import pytest

from desktop.acd.agent import Agent
from desktop.protocol.decoder import Decoder
from desktop.protocol.events import CALL_EVENTS, REPORTS, Event, Refreshed
from desktop.protocol.records import UnreadableReason
from tests.fuzz.__main__ import main
from tests.fuzz.cases import Case, Pause, Target
from tests.fuzz.floods import (
    FLOOR_FLOODS,
    STREAM_FLOODS,
    Flood,
    check_floor_flood,
    check_stream_flood,
)
from tests.fuzz.properties import BrokenError, Coverage
from tests.fuzz.run import Failure, case_of, find_fault, smallest

SEED = 15373
FEW_BYTES = 256 * 1024

EVENTS = {kind.__name__ for kind in (*CALL_EVENTS.values(), *REPORTS.values(), Refreshed)}
REASONS = {reason.name for reason in UnreadableReason}
FAULTS = {"whole", "is damaged", "is not a file of this program", "holds entries that can't be understood"}
ENTRIES = {"RecordingBegan", "BytesCame", "LineChanged", "ClockSet", "BytesDropped", "DamagedLine"}


@pytest.mark.parametrize(
    ("target", "count", "met"),
    [
        (Target.STREAM, 1_000, EVENTS | REASONS),
        (Target.DATA_FILE, 5_000, FAULTS),
        (Target.RECORDING, 3_000, ENTRIES),
    ],
)
def test_every_property_holds_and_the_inputs_cover_everything(
    target: Target, count: int, met: set[str]
) -> None:
    seen = Coverage()
    for number in range(count):
        case = case_of(target, SEED, number)
        fault = find_fault(case, seen)
        assert fault is None, f"{fault}\n{smallest(Failure(case, str(fault))).case.to_text()}"
    assert set(seen.counts) == met
    assert min(seen.counts.values()) >= 10


@pytest.mark.parametrize("flood", STREAM_FLOODS, ids=lambda flood: flood.name)
def test_after_a_flood_the_decoder_holds_next_to_nothing(flood: Flood) -> None:
    check_stream_flood(flood, FEW_BYTES)


@pytest.mark.parametrize("flood", FLOOR_FLOODS, ids=lambda flood: flood.name)
def test_under_a_flood_the_floor_stops_growing(flood: Flood) -> None:
    # The first half has as many different agents as a floor keeps.
    check_floor_flood(flood, 6 * FEW_BYTES)


# Each check can fail


def raise_an_error(_decoder: Decoder, _data: bytes) -> tuple[Event, ...]:
    raise IndexError


def lose_the_last(decoder: Decoder, data: bytes) -> tuple[Event, ...]:
    return RECEIVE(decoder, data)[:-1]


def keep_everything(decoder: Decoder, data: bytes) -> tuple[Event, ...]:
    decoder.kept = [*getattr(decoder, "kept", []), data]  # type: ignore[attr-defined]
    return RECEIVE(decoder, data)


def depend_on_slices(decoder: Decoder, data: bytes) -> tuple[Event, ...]:
    return RECEIVE(decoder, data if len(data) > 1 else data.lower())


RECEIVE = Decoder.receive_data


@pytest.mark.parametrize("broken", [raise_an_error, lose_the_last, depend_on_slices])
def test_a_broken_decoder_is_found_and_its_input_kept_for_replay(
    broken: Callable[[Decoder, bytes], tuple[Event, ...]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(Decoder, "receive_data", broken)
    numbers = iter(range(1_000))
    fault = None
    while fault is None:
        case = case_of(Target.STREAM, SEED, next(numbers))
        fault = find_fault(case, Coverage())
    small = smallest(Failure(case, fault))
    assert small.fault == fault
    assert len(small.case.to_text()) <= len(case.to_text())
    kept = tmp_path / "kept.txt"
    kept.write_text(small.case.to_text())
    assert main(["--replay", str(kept)]) == 1
    assert capsys.readouterr().out.strip() == fault
    monkeypatch.undo()
    assert main(["--replay", str(kept)]) == 0


def test_a_decoder_that_keeps_a_flood_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Decoder, "receive_data", keep_everything)
    with pytest.raises(BrokenError, match="holds too much"):
        check_stream_flood(STREAM_FLOODS[0], FEW_BYTES)


def test_a_floor_that_keeps_every_call_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.acd.agent.MOST_CALLS", 1_000_000)
    monkeypatch.setattr(Agent, "_status", lambda agent, *_args, **_kwargs: agent.shown)
    with pytest.raises(BrokenError, match="a floor that grows"):
        check_floor_flood(FLOOR_FLOODS[1], FEW_BYTES)


def test_an_input_is_read_back_from_its_text() -> None:
    case = Case(Target.STREAM, (b"\x02\xff\0", Pause.SILENCE, b"", Pause.LOSS))
    assert Case.from_text(case.to_text()) == case
