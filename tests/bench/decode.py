"""Rows: records decoded, and decoded and applied, in a second on one core."""

import time
from collections.abc import Callable, Iterator
from typing import Final

from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from desktop.simulator.plan import Plan
from tests.bench.conditions import Conditions
from tests.bench.streams import Stream, captured, simulated
from tests.bench.table import Row

AT_LEAST: Final = 40_000
REPEATS: Final = 20
"""Many short passes, so that one is undisturbed even while other processes run."""
DECODE_TIMES: Final = 200
APPLY_TIMES: Final = 330
"""Times the rate of splitting lines, which is done in C."""
LARGE: Final = Plan(agents=1000, groups=10, paths=10, rate=40)


class LostRecordsError(Exception):
    """Some records were not decoded."""


def measure_decode(conditions: Conditions) -> Iterator[Row]:  # noqa: ARG001 - every section is asked alike
    """Decode the stored stream, and the simulated one of 1,000 agents."""
    for name, stream in (("stored, 24 agents", captured(AT_LEAST)), ("simulated, 1,000 agents", _large())):
        yield Row(
            f"decode ({name})",
            best_rate(stream, decode),
            "/s",
            best_rate(stream, split),
            DECODE_TIMES,
            note=f"best of {REPEATS} passes over {stream.records:,} records, in CPU time; bare: bytes.split",
        )


def measure_apply(conditions: Conditions) -> Iterator[Row]:  # noqa: ARG001 - every section is asked alike
    """Decode and apply to a floor of 1,000 agents."""
    stream = _large()
    yield Row(
        "decode and apply (1,000 agents)",
        best_rate(stream, decode_and_apply),
        "/s",
        best_rate(stream, split),
        APPLY_TIMES,
    )


def _large() -> Stream:
    return simulated(LARGE, AT_LEAST)


def decode(stream: Stream) -> int:
    """Decode a stream; return the number of records."""
    decoder = Decoder()
    return sum(len(decoder.receive_data(data)) for data in stream.reads)


def decode_and_apply(stream: Stream) -> int:
    """Decode a stream and apply it to a floor, as the program does, read by read."""
    decoder, floor = Decoder(), Floor()
    count = 0
    for data in stream.reads:
        events = decoder.receive_data(data)
        floor.apply(events, Moment(time.monotonic(), time.time()), "127.0.0.1:15373")
        count += len(events)
    return count


def split(stream: Stream) -> int:
    """Split a stream at line ends: the bare minimum."""
    for data in stream.reads:
        data.split(b"\n")
    return stream.records


def best_rate(stream: Stream, work: Callable[[Stream], int]) -> float:
    """Return the records a second of the best pass, since disturbances only make a pass slower.

    Raises:
        LostRecordsError: A pass did not decode every record.

    """
    best_s = float("inf")
    for _ in range(REPEATS):
        began_s = time.thread_time()
        count = work(stream)
        best_s = min(best_s, time.thread_time() - began_s)
        if count != stream.records:
            message = f"{count} of {stream.records} records came out"
            raise LostRecordsError(message)
    return stream.records / best_s
