"""The fuzzer's inputs: good records and files, and damaged ones."""

import json
import random
from collections.abc import Callable
from typing import Final

from tests.fuzz.cases import Case, Pause, Step, Target


def make_case(target: Target, chance: random.Random) -> Case:
    """Make a random input."""
    match target:
        case Target.STREAM:
            return Case(target, tuple(_reads(_stream(chance), chance)))
        case Target.DATA_FILE:
            return Case(target, (_data_file(chance),))
        case Target.RECORDING:
            return Case(target, (_recording(chance),))


# The stream

_CODES: Final = "ABCDEFGHIJLMNOPSTU"
_OTHER_CODES: Final = (b"V", b"W", b"X", b"Y", b"Z", b"a", b"\xc4")
_AGENT_IDS: Final = ("6001", "6002", "6003", "*12", "0007", "1234567", "")
_NUMBERS: Final = ("1001", "1002", "P860", "P", "*9", "")
_BUTTONS: Final = ("00", "0", "01", "02", "03", "1", "007", "99", "", " 1", "000000000000000000001", "x")
_QUEUES: Final = ("610", "611", "000", "999")
_FRAMES: Final = (b"\x02", b"\x02", b"\x02", b"", b"\0\x02", b"\0\0\x02\0", b"\r\x02")
_ENDS: Final = (
    b"\r\n",
    b"\r\n",
    b"\r\n",
    b"\n",
    b"\r",
    b"\0\r\n",
    b"\r\0\n",
    b"\n\r",
    b"\r\n\0\0",
    b"\0",
    b"",
)
_MEANS_SOMETHING: Final = (
    b"\x02",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"0",
    b"9",
    b" ",
    b"K",
    b"Z",
    b"\x80",
    b"\xff",
)
_LONG: Final = (10, 20, 30, 60, 100, 230, 256, 257, 300)


def good_record(chance: random.Random) -> bytes:
    """Return a record as a phone system makes it, without STX and terminator."""
    stamp = f"{chance.randrange(100):02d}", f"{chance.randrange(240_000):06d}"
    kind = chance.randrange(8)
    if kind == 0:
        return f"{stamp[0]}R{stamp[1]}2024{chance.randrange(10_000):04d}".encode()
    if kind <= 2:
        figures = f"{chance.choice(_QUEUES)}{chance.randrange(4):03d}{chance.randrange(9):03d}0130"
        code, further = chance.choice((("K", "0000000"), ("K", ""), ("Q", "")))
        return f"{stamp[0]}{code}{stamp[1]}{figures}{further}".encode()
    numbers = f"{chance.choice(_NUMBERS):<7}{chance.choice(_AGENT_IDS):<7}"
    record = f"{stamp[0]}{chance.choice(_CODES)}{stamp[1]}{numbers}{chance.choice(_BUTTONS)}"
    return (record.rstrip() if chance.random() < 0.2 else record).encode()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage some bytes, as broken lines and broken programs do."""
    start, stop = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    part = chance.choice(_MUTATIONS)(data[start:stop], chance)
    return data[:start] + part + data[stop:]


def _flip(part: bytes, chance: random.Random) -> bytes:
    bits = bytearray(part)
    if bits:
        bits[chance.randrange(len(bits))] ^= 1 << chance.randrange(8)
    return bytes(bits)


_MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _flip,
    _flip,
    lambda _part, _chance: b"",
    lambda part, _chance: part[1:],
    lambda part, _chance: part[:-1],
    lambda part, chance: part * chance.randint(2, 3),
    lambda part, chance: chance.randbytes(chance.randint(1, 4)) + part,
    lambda part, chance: chance.choice(_MEANS_SOMETHING) + part,
    lambda part, chance: part + chance.choice(_MEANS_SOMETHING) * chance.choice(_LONG),
    lambda part, chance: part[:1] + chance.choice(_MEANS_SOMETHING) + part[2:],
)


def _framed(chance: random.Random) -> bytes:
    return chance.choice(_FRAMES) + good_record(chance) + chance.choice(_ENDS)


def _wild(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = mutated(data, chance)
    return data


def _unfinished(chance: random.Random) -> bytes:
    record = good_record(chance)
    return (b"\x02" * chance.randrange(2) + record[: chance.randrange(len(record))]) * chance.randint(1, 40)


def _of_another_code(chance: random.Random) -> bytes:
    record = good_record(chance)
    return b"\x02" + record[:2] + chance.choice(_OTHER_CODES) + record[3:] + chance.choice(_ENDS)


_PIECES: Final[tuple[Callable[[random.Random], bytes], ...]] = (
    _framed,
    _framed,
    _framed,
    lambda chance: _wild(_framed(chance), chance),
    lambda chance: _wild(_framed(chance) + _framed(chance), chance),
    lambda chance: chance.randbytes(chance.randint(1, 40)),
    lambda chance: b"".join(chance.choices(_MEANS_SOMETHING, k=chance.randint(1, 60))),
    lambda chance: chance.choice(_MEANS_SOMETHING) * chance.choice(_LONG),
    _unfinished,
    _of_another_code,
)


def _stream(chance: random.Random) -> bytes:
    pieces = chance.choice((_PIECES, _PIECES[:3], _PIECES[3:]))
    return b"".join(chance.choice(pieces)(chance) for _ in range(chance.randint(1, 14)))


def _reads(stream: bytes, chance: random.Random) -> list[Step]:
    """Cut a stream into reads, with pauses and lost lines between them."""
    longest = chance.choice((1, 3, 30, 300, len(stream)))
    pause = chance.choice((0.0, 0.0, 0.02, 0.1, 0.5))
    steps: list[Step] = []
    while stream:
        length = chance.randint(1, max(longest, 1))
        steps.append(stream[:length])
        stream = stream[length:]
        if chance.random() < pause:
            steps.append(chance.choice((Pause.SILENCE, Pause.SILENCE, Pause.LOSS)))
    return steps


# Files

_ODD_VALUES: Final[tuple[object, ...]] = (
    *(None, True, False, 0, -1, 1e308, 10**400, -(10**30), 1.5, float("nan"), float("inf"), "", "in", "busy"),
    *([], {}, [[]], {"waiting": "001"}, "\ud800", "\u0661\u0662\u0663", "\x1b[2J", "x" * 400, "0" * 5_000),
    {"waiting": "001", "agents": "005", "longestwait": "0130"},
    {"waiting": "001\n", "agents": "005", "longestwait": "0130"},
    {"waiting": 1, "agents": None, "longestwait": []},
)
_ODD_TEXT: Final = (
    *(b"", b"{", b"[" * 3_000, b'{"agents":' * 3_000, b"9" * 5_000, b"\xef\xbb\xbf", b"\xff\xfe{\x00}\x00"),
    *(b"\0" * 600, b"null", b"[]", b'"\\ud800"', b"\n", b"\r\n", b'{"', b'{"at": 1', b"\xe2\x80\xa8", b"NaN"),
)


def _odd_in(value: object, chance: random.Random) -> object:
    """Replace one part of a value with something odd."""
    if not isinstance(value, dict) or not value or chance.random() < 0.1:
        return chance.choice(_ODD_VALUES)
    changed = dict(value)
    key = chance.choice(list(changed))
    match chance.randrange(4):
        case 0:
            del changed[key]
        case 1:
            changed[chance.choice(("", "\ud800", "x" * 40, "at", "\n", "1000"))] = chance.choice(_ODD_VALUES)
        case _:
            changed[key] = _odd_in(changed[key], chance)
    return changed


def _damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((0, 0, 0, 0, 1, 1, 2, 5))):
        content = mutated(content, chance)
    if chance.random() < 0.1:
        at = chance.randint(0, len(content))
        content = content[:at] + chance.choice(_ODD_TEXT) + content[at:]
    return content


def _data_file(chance: random.Random) -> bytes:
    if chance.random() < 0.05:
        return chance.choice(_ODD_TEXT) + chance.randbytes(chance.randint(0, 60))
    figures = {"waiting": f"{chance.randrange(1000):03d}", "agents": "005", "longestwait": "0130"}
    words = ("in", "idle", "busy", "timer", "out")
    content: object = {
        "agents": {agent_id: chance.choice(words) for agent_id in chance.choices(_AGENT_IDS[:-1], k=4)},
        "groups": dict.fromkeys(chance.choices(_QUEUES, k=2), figures),
        "paths": dict.fromkeys(chance.choices(_QUEUES, k=2), figures),
        "lastUpdate": chance.choice((0, 0.0, 1_790_000_000.25)),
    }
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        content = _odd_in(content, chance)
    return _damaged(json.dumps(content).encode(), chance)


def _entry(chance: random.Random) -> bytes:
    at_s = chance.choice((0, 1_790_000_000.25, 1_790_000_000.123456789, chance.random() * 2e9))
    source = "192.168.201.2:15373"
    content: object = chance.choice(
        (
            {"tallymate_recording": 1, "at": at_s, "continues": chance.choice((True, False))},
            {"at": at_s, "from": source, "line": "lost", "reason": chance.choice(("", "refused", "\u2028"))},
            {"at": at_s, "from": source, "data": chance.randbytes(chance.randint(0, 90)).decode("latin-1")},
            {"at": at_s, "clock_set_s": chance.uniform(-9e4, 9e4)},
            {"at": at_s, "dropped": chance.randrange(10**6)},
        )
    )
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        content = _odd_in(content, chance)
    line = json.dumps(content).encode() + chance.choice((b"\n", b"\n", b"\r\n", b"", b"\0\0\n"))
    return mutated(line, chance) if chance.random() < 0.2 else line


def _recording(chance: random.Random) -> bytes:
    content = b"".join(_entry(chance) for _ in range(chance.randint(0, 10)))
    if chance.random() < 0.0005:
        content += b"9" * chance.randint(500_000, 1_100_000) + chance.choice((b"", b"\n")) + _entry(chance)
    return _damaged(content, chance)
