"""The properties of the decoder, whatever the line brings (desktop/protocol/README.md, Framing)."""

import enum
import gc
import types
from typing import Final

from desktop.acd.wording import describe_event
from desktop.protocol.decoder import MAX_RECORD_BYTES, MAX_SAMPLES, SAMPLE_BYTES, Decoder, UnreadableBytes
from desktop.protocol.events import (
    CALL_EVENTS,
    REPORTS,
    AcdCallAnswered,
    CallEvent,
    Event,
    GroupReported,
    PathReported,
    QueueReported,
    Refreshed,
)
from desktop.protocol.records import decode_record
from tests.fuzz.cases import Pause, Step
from tests.fuzz.floor import check_floor
from tests.fuzz.properties import Coverage, require

MOST_RETAINED_BYTES: Final = 8_192
"""Bytes that a decoder may hold: a tail, samples, counters, the record before."""
MOST_BYTE_BY_BYTE: Final = 1_000
"""Longer streams are not also fed byte by byte, which would take too long."""
RECORD_NUMBERS: Final = 100
NUMBER_LENGTH: Final = 7

KINDS: Final = frozenset((*CALL_EVENTS.values(), *REPORTS.values(), Refreshed))
GOOD: Final[tuple[Event, ...]] = (
    AcdCallAnswered(2, "083001", "02G083001P860   6001   01", "P860", "6001", "1"),
    GroupReported(4, "083003", "04K08300361000100500590000000", "610", "001", "005", "0059"),
    PathReported(5, "083004", "05Q0830046100010050059", "610", "001", "005", "0059"),
    Refreshed(74, "130243", "74R13024320140115", "20140115"),
)
"""Good records with their meaning: they must be read after any input."""


def check_stream(steps: tuple[Step, ...], seen: Coverage) -> None:
    """Check decoder and floor with the reads and pauses of a stream."""
    decoder = Decoder()
    batches = [_watched(decoder, step) for step in steps]
    _check_slicing(steps, batches, decoder.unread)
    _check_origin(steps, batches)
    for event in (event for batch in batches for event in batch):
        check_event(event)
        seen.counts[type(event).__name__] += 1
    for reason, count in decoder.unread.counts:
        seen.counts[reason.name] += count
    check_bounds(decoder, seen)
    check_in_step(decoder)
    check_floor(steps, batches)


def _take(decoder: Decoder, step: Step) -> tuple[Event, ...]:
    match step:
        case Pause.SILENCE:
            return decoder.take_silent_tail()
        case Pause.LOSS:
            decoder.connection_lost()
            return ()
    return decoder.receive_data(step)


def _watched(decoder: Decoder, step: Step) -> tuple[Event, ...]:
    version, before = decoder.unread_version, decoder.unread
    events = _take(decoder, step)
    require(decoder.unread_version >= version, "a counter goes back")
    require(
        (decoder.unread_version == version) == (decoder.unread == before),
        "the version does not tell of a change",
    )
    require(step is not Pause.LOSS or not decoder.has_tail, "a tail outlives its connection")
    return events


def _check_slicing(
    steps: tuple[Step, ...], batches: list[tuple[Event, ...]], unread: UnreadableBytes
) -> None:
    """Check that the result does not depend on how TCP cuts the stream; pauses stay in their places."""
    expected = [event for batch in batches for event in batch]
    ways = [_joined(steps)]
    if sum(len(step) for step in steps if isinstance(step, bytes)) <= MOST_BYTE_BY_BYTE:
        ways.append(_byte_by_byte(steps))
    for way in ways:
        decoder = Decoder()
        received = [event for step in way for event in _take(decoder, step)]
        require(received == expected, "the events depend on the slicing")
        require(decoder.unread == unread, "the unread counts or samples depend on the slicing")


def _joined(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    joined: list[Step] = []
    for step in steps:
        if isinstance(step, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += step
        else:
            joined.append(step)
    return tuple(joined)


def _byte_by_byte(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    slices: list[Step] = []
    for step in steps:
        slices += [step[i : i + 1] for i in range(len(step))] if isinstance(step, bytes) else [step]
    return tuple(slices)


def _check_origin(steps: tuple[Step, ...], batches: list[tuple[Event, ...]]) -> None:
    """Check that no event contains bytes of another connection."""
    came = b""
    for step, events in zip(steps, batches, strict=True):
        came = b"" if step is Pause.LOSS else came + step if isinstance(step, bytes) else came
        for event in events:
            require(event.raw.encode("latin-1") in came, "an event that nothing brought")


def check_event(event: Event) -> None:
    """Check one event against the description of its fields."""
    require(type(event) in KINDS, "an event of no known kind")
    require(type(event).__dataclass_params__.frozen, "an event that can be changed")  # type: ignore[attr-defined]
    require(not hasattr(event, "__dict__"), "an event that can be added to")
    require(0 <= event.record_number < RECORD_NUMBERS, "a record number that wraps later")
    require(_digits(event.time, 6), "a time that is not six digits")
    require(0 < len(event.raw) <= MAX_RECORD_BYTES, "a raw record without bound")
    require(not set(event.raw) & set("\x02\r\n"), "a raw record with STX or line end")
    require(event.raw == event.raw.strip("\0"), "a raw record with NULs at its edges")
    require(event.raw.startswith(f"{event.record_number:02d}{event.code}{event.time}"), "another raw record")
    require(decode_record(event.raw) == event, "a raw record that says something else")
    describe_event(event)
    if isinstance(event, CallEvent):
        for number in (event.directory_number, event.agent_id):
            require(number.isascii() and number.isprintable(), "a number that is no text")
            require(len(number) <= NUMBER_LENGTH, "a number that is too long")
            require(number == number.strip(" "), "a number with its filling")
        button = event.button_number
        require(not button or _digits(button, len(button)), "a button number that is not digits")
        require(not button.startswith("0"), "a button number with leading zeros")
    elif isinstance(event, QueueReported):
        for figure in (event.reporting_number, event.waiting, event.agents):
            require(_digits(figure, 3), "a figure that is not three digits")
        require(_digits(event.longest, 4), "a longest waiting that is not four digits")
    elif isinstance(event, Refreshed):
        require(_digits(event.date, 8), "a date that is not eight digits")


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdecimal()


def check_bounds(decoder: Decoder, seen: Coverage) -> None:
    """Check that a decoder's memory is bounded."""
    unread = decoder.unread
    require(len(unread.samples) <= MAX_SAMPLES, "too many samples")
    require(all(len(sample.data) <= SAMPLE_BYTES for sample in unread.samples), "a sample without bound")
    retained = retained_bytes(decoder)
    seen.most_retained_bytes = max(seen.most_retained_bytes, retained)
    require(retained <= MOST_RETAINED_BYTES, "a decoder that holds too much")


def retained_bytes(root: object) -> int:
    """Return the size of an object with everything that it alone holds; types and enums are the program's."""
    shared = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, enum.Enum)
    found: dict[int, object] = {}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if id(here) not in found and not isinstance(here, shared):
            found[id(here)] = here
            waiting += gc.get_referents(here)
    return sum(here.__sizeof__() for here in found.values())


def check_in_step(decoder: Decoder) -> None:
    """Check that the next good records are read, and nothing else."""
    for good in GOOD:
        before = decoder.unread.total
        require(len(decoder.receive_data(b"\x02")) <= 1, "a tail that was several records")
        require(decoder.unread.total <= before + 1, "a tail that was several unreadable pieces")
        refused = decoder.unread.total
        received = decoder.receive_data(good.raw.encode() + b"\r\n")
        require(received == (good,), "out of step at a good record")
        require(decoder.unread.total == refused, "a good record that counts as unreadable")
    require(not decoder.has_tail, "a tail after the end of a record")
