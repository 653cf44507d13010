"""The messages of D-Bus: bytes in, frozen messages out, and back.

Only what this program says and hears: texts, object paths and numbers. Source: the D-Bus
specification (dbus.freedesktop.org/doc/dbus-specification.html), "Marshaling" and "Message Protocol". Qt has
a D-Bus of its own, but from Python it sends each whole number as a signed one, which the services refuse.
"""

import enum
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

LARGEST: Final = 65_536
"""In bytes. The bus allows more, but nothing that is said to this program comes near."""

_FIXED: Final = 16
"""Length of the part of the header that every message has."""
_NO_REPLY_EXPECTED: Final = 1
_ENDIANS: Final = {ord("l"): "<", ord("B"): ">"}
_ALIGNMENTS: Final = {
    "y": 1,
    "g": 1,
    "v": 1,
    "n": 2,
    "q": 2,
    "s": 4,
    "o": 4,
    "u": 4,
    "i": 4,
    "b": 4,
    "a": 4,
    "t": 8,
    "x": 8,
    "d": 8,
}
_NUMBERS: Final = {"y": "B", "n": "h", "q": "H", "u": "I", "i": "i", "b": "I", "t": "Q", "x": "q"}
_SIMPLE: Final = frozenset({*_NUMBERS, "s", "o", "g"})
_COMPLETE: Final = re.compile(r"a\{sv\}|as|.")
"""The types that are written; a signature is split into them."""


class Byte(int):
    """A number of one byte, as some named values have to be."""


Argument = str | int | Sequence[str] | Mapping[str, str | Byte]


class BusError(Exception):
    """What came is no message of D-Bus, or too large a one."""


class Kind(enum.IntEnum):
    """What a message is."""

    CALL = 1
    ANSWER = 2
    ERROR = 3
    SIGNAL = 4


class _Field(enum.IntEnum):
    PATH = 1
    INTERFACE = 2
    MEMBER = 3
    ERROR_NAME = 4
    REPLY_SERIAL = 5
    DESTINATION = 6
    SENDER = 7
    SIGNATURE = 8
    UNIX_FDS = 9


@dataclass(frozen=True, slots=True)
class Call:
    """What to ask of whom.

    Attributes:
        service: The name on the bus.
        path: Of the object.
        interface: Of the method.
        method: Its name.
        signature: Of the arguments: ``s`` and ``o`` are texts, ``u`` and ``i`` numbers, ``as`` several texts,
            ``a{sv}`` named texts and bytes.
        arguments: As many as the signature says.

    """

    service: str
    path: str
    interface: str
    method: str
    signature: str = ""
    arguments: tuple[Argument, ...] = ()

    def to_bytes(self, serial: int, *, wants_answer: bool = True) -> bytes:
        """Give the message, with a serial number from 1."""
        body = _Writer()
        body.put_all(self.signature, self.arguments)
        fields = _Writer()
        for field, kind, value in (
            (_Field.PATH, "o", self.path),
            (_Field.INTERFACE, "s", self.interface),
            (_Field.MEMBER, "s", self.method),
            (_Field.DESTINATION, "s", self.service),
            (_Field.SIGNATURE, "g", self.signature),
        ):
            if value:
                fields.align(8)
                fields.data.append(field)
                fields.put_variant(kind, value)
        flags = 0 if wants_answer else _NO_REPLY_EXPECTED
        head = _Writer()
        head.data += struct.pack(
            "<BBBBIII", ord("l"), Kind.CALL, flags, 1, len(body.data), serial, len(fields.data)
        )
        head.data += fields.data
        head.align(8)
        return bytes(head.data + body.data)


@dataclass(frozen=True, slots=True)
class Message:
    """What came.

    Attributes:
        kind: What it is.
        reply_serial: The serial number of the call that it answers, 0 if it answers none.
        interface: Of a signal.
        member: A signal's name.
        error: An error's name.
        sender: Who sent it.
        arguments: Those before the first of a type that this program does not read. What may be of any type
            is read as what it is.

    """

    kind: Kind
    reply_serial: int = 0
    interface: str = ""
    member: str = ""
    error: str = ""
    sender: str = ""
    arguments: tuple[str | int, ...] = ()


def take_message(data: bytes) -> tuple[Message | None, int]:
    """Read the first message.

    Returns:
        The message and how many bytes it took. None and 0 if it is not complete; None alone for a kind that
        is not known, which is to be passed over.

    Raises:
        BusError: This is no message of D-Bus, or too large a one.

    """
    if len(data) < _FIXED:
        return None, 0
    endian = _ENDIANS.get(data[0])
    if endian is None:
        message = "what came is no message of D-Bus"
        raise BusError(message)
    body_length, _, fields_length = struct.unpack_from(f"{endian}III", data, 4)
    body_start = _FIXED + fields_length + -fields_length % 8
    end = body_start + body_length
    if end > LARGEST:
        message = f"a message of {end} bytes is too large"
        raise BusError(message)
    if len(data) < end:
        return None, 0
    if data[1] not in set(Kind):
        return None, end
    try:
        fields = _read_fields(_Reader(data[: _FIXED + fields_length], endian, _FIXED))
        arguments = _read_arguments(
            str(fields.get(_Field.SIGNATURE, "")), _Reader(data[body_start:end], endian)
        )
    except (struct.error, UnicodeDecodeError, IndexError) as error:
        message = "what came is a damaged message of D-Bus"
        raise BusError(message) from error
    serial = fields.get(_Field.REPLY_SERIAL, 0)
    return Message(
        kind=Kind(data[1]),
        reply_serial=serial if isinstance(serial, int) else 0,
        interface=str(fields.get(_Field.INTERFACE, "")),
        member=str(fields.get(_Field.MEMBER, "")),
        error=str(fields.get(_Field.ERROR_NAME, "")),
        sender=str(fields.get(_Field.SENDER, "")),
        arguments=arguments,
    ), end


class _Writer:
    def __init__(self) -> None:
        self.data = bytearray()

    def align(self, to: int) -> None:
        self.data += bytes(-len(self.data) % to)

    def put_all(self, signature: str, arguments: tuple[Argument, ...]) -> None:
        for kind, argument in zip(_COMPLETE.findall(signature), arguments, strict=True):
            self.put(kind, argument)

    def put(self, kind: str, value: Argument) -> None:
        match kind, value:
            case "u" | "i" | "y", int():
                self.align(_ALIGNMENTS[kind])
                self.data += struct.pack(f"<{_NUMBERS[kind]}", value)
            case "s" | "o", str():
                # With either of them the bus would end the connection (D-Bus specification, Valid strings).
                text = value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace")
                self.align(4)
                self.data += struct.pack("<I", len(text)) + text + b"\0"
            case "g", str():
                text = value.encode()
                self.data += bytes([len(text)]) + text + b"\0"
            case "as", Sequence() if not isinstance(value, str):
                with self._array(4):
                    for one in value:
                        self.put("s", one)
            case "a{sv}", Mapping():
                with self._array(8):
                    for name, named in value.items():
                        self.align(8)
                        self.put("s", name)
                        self.put_variant("y" if isinstance(named, Byte) else "s", named)
            case _:
                message = f"{value!r} is no {kind}"
                raise TypeError(message)

    def put_variant(self, kind: str, value: Argument) -> None:
        self.put("g", kind)
        self.put(kind, value)

    @contextmanager
    def _array(self, alignment: int) -> Iterator[None]:
        self.align(4)
        length_at = len(self.data)
        self.data += bytes(4)
        self.align(alignment)
        start = len(self.data)
        yield
        struct.pack_into("<I", self.data, length_at, len(self.data) - start)


class _Reader:
    def __init__(self, data: bytes, endian: str, at: int = 0) -> None:
        self.data = data
        self.at = at
        self._endian = endian

    def align(self, to: int) -> None:
        self.at += -self.at % to

    def take(self, kind: str) -> str | int:
        self.align(_ALIGNMENTS[kind])
        if kind in _NUMBERS:
            form = self._endian + _NUMBERS[kind]
            number: int = struct.unpack_from(form, self.data, self.at)[0]
            self.at += struct.calcsize(form)
            return number
        length = int(self.take("y" if kind == "g" else "u"))
        if self.at + length >= len(self.data):
            raise IndexError
        text = self.data[self.at : self.at + length].decode()
        self.at += length + 1
        return text


def _read_fields(reader: _Reader) -> dict[int, str | int]:
    fields = {}
    while reader.at < len(reader.data):
        reader.align(8)
        code = int(reader.take("y"))
        kind = str(reader.take("g"))
        if kind not in _SIMPLE:
            message = "what came has a header that D-Bus does not know"
            raise BusError(message)
        fields[code] = reader.take(kind)
    return fields


def _read_arguments(signature: str, reader: _Reader) -> tuple[str | int, ...]:
    arguments = []
    for place in signature:
        kind = str(reader.take("g")) if place == "v" else place
        if kind not in _SIMPLE:
            break
        arguments.append(reader.take(kind))
    return tuple(arguments)
