"""Megabytes of input, after which the memory of decoder and floor must still be bounded."""

import gc
import random
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from tests.fuzz.inputs import good_record, mutated
from tests.fuzz.properties import Coverage, require
from tests.fuzz.stream import MOST_RETAINED_BYTES, check_bounds, check_in_step, retained_bytes

READ_BYTES: Final = 65_536
MOST_OF_A_READ: Final = 128
"""Memory of decoding, as a multiple of the read's size: many short records make many events."""
MOST_GROWTH: Final = 1.02
NOW: Final = Moment(1000.0, 1_790_000_000.0)


@dataclass(frozen=True, slots=True)
class Flood:
    """A large amount of one kind of input.

    Attributes:
        name: What it is.
        piece: Makes a piece of it, given its number.

    """

    name: str
    piece: Callable[[int, random.Random], bytes]

    def reads(self, size: int) -> Iterator[bytes]:
        """Return so many bytes in reads, the same ones each time."""
        chance = random.Random(self.name)
        number = 0
        for _ in range(0, size, READ_BYTES):
            pieces: list[bytes] = []
            length = 0
            while length < READ_BYTES:
                pieces.append(self.piece(number, chance))
                length += len(pieces[-1])
                number += 1
            yield b"".join(pieces)


def _mix(_number: int, chance: random.Random) -> bytes:
    data = b"\x02" + good_record(chance) + b"\r\n"
    for _ in range(chance.randrange(9)):
        data = mutated(data, chance)
    return data


def _steady(piece: bytes) -> Callable[[int, random.Random], bytes]:
    return lambda _number, _chance: piece * (READ_BYTES // len(piece) + 1)


STREAM_FLOODS: Final = (
    Flood("digits without an end", _steady(b"9")),
    Flood("NULs", _steady(b"\0")),
    Flood("8-bit bytes without an end", _steady(b"\xff")),
    Flood("STX alone", _steady(b"\x02")),
    Flood("line ends alone", _steady(b"\r\n")),
    Flood("NULs and line ends", _steady(b"\0\n")),
    Flood("a letter a line", _steady(b"x\n")),
    Flood("records that are too long", _steady(b"\x02" + b"9" * 300 + b"\n")),
    Flood("an unfinished record over and over", _steady(b"\x0201G083001P860   60")),
    Flood("an unfinished record without STX over and over", _steady(b"01G083001P860   60")),
    Flood("one record over and over", _steady(b"\x0201G083001P860   6001   01\r\n")),
    Flood("gaps in the record numbers", lambda n, _: b"\x02%02dA0830001001   6001   00\n" % (n * 57 % 100)),
    Flood("the shortest records", _steady(b"01A083000\n")),
    Flood("random bytes", lambda _, chance: chance.randbytes(4096)),
    Flood("a deep mix", _mix),
)
FLOOR_FLOODS: Final = (
    Flood("ever new agents", lambda n, _: b"\x0201A0830001001   %07d00\n" % (n % 10_000_000)),
    Flood("ever new buttons of an agent", lambda n, _: b"\x0201G083000P860   6001   %d\n" % (n + 1)),
    Flood(
        "ever new held calls", lambda n, _: b"\x0201%c0830001001   6001   %d\n" % (b"HN"[n % 2], n // 2 + 1)
    ),
    Flood("ever new paths of an agent", lambda n, _: b"\x0201G083000%07d6001   01\n" % (n % 10_000_000)),
    Flood("ever new reasons", lambda n, _: b"\x0201E0830001001   6001   %d\n" % (n + 1)),
    Flood(
        "every group and path", lambda n, _: b"\x0201%c083000%03d0010050059\n" % (b"KQ"[n % 2], n // 2 % 1000)
    ),
)


def check_stream_flood(flood: Flood, size: int) -> int:
    """Feed so many bytes to a decoder; return how many it holds then.

    Raises:
        BrokenError: It holds too much, took too much meanwhile, or is out of step.

    """
    decoder = Decoder()
    seen = Coverage()
    reads = flood.reads(size)
    gc.collect()
    tracemalloc.start()
    try:
        for read in reads:
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            decoder.receive_data(read)
            _, peak = tracemalloc.get_traced_memory()
            require(peak - before <= MOST_OF_A_READ * len(read), "a read that takes too much memory")
        del read
        check_bounds(decoder, seen)
        gc.collect()
        left = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/desktop/*")])  # noqa: FBT003 - the library's own signature
    finally:
        tracemalloc.stop()
    held = sum(trace.size for trace in left.traces)
    require(held <= MOST_RETAINED_BYTES, f"{held} bytes are left of a flood")
    check_in_step(decoder)
    return seen.most_retained_bytes


def check_floor_flood(flood: Flood, size: int) -> int:
    """Feed so many bytes to a floor, twice; return how many bytes it holds then.

    Raises:
        BrokenError: It goes on growing.

    """
    floor = Floor()
    decoder = Decoder()
    half = 0
    reads = list(flood.reads(size))
    for number, read in enumerate(reads):
        floor.apply(decoder.receive_data(read), NOW)
        if number == len(reads) // 2:
            half = retained_bytes(floor)
    held = retained_bytes(floor)
    require(held <= half * MOST_GROWTH, f"a floor that grows from {half} to {held} bytes")
    return held
