"""D-Bus messages: ours read by another implementation, and its messages read by us."""

import io
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

if sys.platform != "linux":
    pytest.skip("what is compared with is only there", allow_module_level=True)

from dbus_fast import Message as Other
from dbus_fast import MessageType, Variant
from dbus_fast._private.unmarshaller import Unmarshaller
from jeepney import DBusAddress, new_method_call

from desktop.system.linux.bus import LARGEST, Bus, BusError, local_socket, read_message, valid_text

SERVICE = DBusAddress("/org/a/B", "org.a.B", "org.a.C")


@pytest.mark.parametrize(
    ("signature", "values", "meant"),
    [
        ("ss", ("TallyMate", "Grüße aus 漢字"), ["TallyMate", "Grüße aus 漢字"]),
        ("u", (4_000_000_000,), [4_000_000_000]),
        ("sua{sv}", ("", 8, {"reason": ("s", "The board")}), ["", 8, {"reason": Variant("s", "The board")}]),
        (
            "susssasa{sv}i",
            ("T", 3, "", "a", "b", ["default", "Show"], {"urgency": ("y", 2), "x": ("s", "y")}, -1),
            [
                *("T", 3, "", "a", "b", ["default", "Show"]),
                {"urgency": Variant("y", 2), "x": Variant("s", "y")},
                -1,
            ],
        ),
    ],
)
def test_a_call_is_read_correctly_by_another_implementation(
    signature: str, values: tuple[object, ...], meant: list[object]
) -> None:
    call = new_method_call(SERVICE, "Inhibit", signature, values)
    # Annotated for a socket's stream, but it reads any stream.
    read = Unmarshaller(io.BytesIO(call.serialise(7))).unmarshall()  # type: ignore[arg-type]
    assert read is not None
    assert (read.destination, read.path, read.interface, read.member) == (
        "org.a.B",
        "/org/a/B",
        "org.a.C",
        "Inhibit",
    )
    assert (read.serial, read.signature, read.body) == (7, signature, meant)


@pytest.mark.parametrize(("text", "meant"), [("a\0b", "a\ufffdb"), ("Ben \ud83d", "Ben ?"), ("漢字", "漢字")])
def test_a_text_that_would_end_the_connection_is_repaired(text: str, meant: str) -> None:
    assert valid_text(text) == meant


def answer(*body: object, signature: str) -> bytes:
    other = Other(
        message_type=MessageType.METHOD_RETURN,
        reply_serial=5,
        destination=":1.9",
        signature=signature,
        body=list(body),
        serial=3,
    )
    return bytes(other._marshall(negotiate_unix_fd=False))


def values(data: bytes) -> object:
    message, length = read_message(data)
    assert message is not None
    assert length == len(data)
    return message.body


def test_another_implementation_s_answer_is_read() -> None:
    data = answer("/a/b", 4_000_000_000, "x", [1], "last", signature="ousaus")
    assert values(data) == ("/a/b", 4_000_000_000, "x", [1], "last")


def test_variants_are_read_as_their_values() -> None:
    data = answer(Variant("b", True), 2**40, Variant("as", ["one"]), signature="vtv")  # noqa: FBT003 - the value of a variant
    assert values(data) == (("b", True), 2**40, ("as", ["one"]))


def test_messages_may_arrive_byte_by_byte() -> None:
    data = answer(1, signature="u") + answer("two", signature="s")
    came = []
    buffer = b""
    for byte in data:
        buffer += bytes([byte])
        message, length = read_message(buffer)
        buffer = buffer[length:]
        if message is not None:
            came.append(message.body)
    assert came == [(1,), ("two",)]
    assert buffer == b""


def test_invalid_data_is_refused() -> None:
    with pytest.raises(BusError):
        read_message(b"HTTP/1.1 400 Bad Request\r\n")


def test_a_message_that_is_too_large_is_refused_before_it_arrives() -> None:
    data = bytearray(answer(1, signature="u"))
    data[4:8] = LARGEST.to_bytes(4, "little")
    with pytest.raises(BusError, match="too large"):
        read_message(bytes(data))


def test_an_unknown_kind_of_message_is_skipped() -> None:
    data = bytearray(answer(1, signature="u"))
    data[1] = 77
    assert read_message(bytes(data)) == (None, len(data))


@given(st.data())
def test_a_damaged_message_is_read_or_refused(data: st.DataObject) -> None:
    message = bytearray(answer("/a/b", 1, "text", signature="ous"))
    for at in data.draw(st.lists(st.integers(0, len(message) - 1), max_size=6)):
        message[at] = data.draw(st.integers(0, 255))
    try:
        _, length = read_message(bytes(message))
    except BusError:
        return
    assert 0 <= length <= len(message)


def test_an_argument_of_the_wrong_type_is_an_error() -> None:
    with pytest.raises((TypeError, struct.error)):
        new_method_call(SERVICE, "C", "u", ("text",)).serialise(1)


@pytest.mark.parametrize(("address", "reason"), [("", "there is none"), ("tcp:host=a", "no local socket")])
def test_without_a_local_socket_it_says_so(qtbot: QtBot, address: str, reason: str) -> None:
    bus = Bus(address)
    with qtbot.waitSignal(bus.lost) as lost:
        bus.start()
    assert reason in lost.args[0]
    bus.stop()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("tcp:host=a;unix:path=/a%20b,guid=1", ("/a b", False)),
        ("unix:path=/home/m%c3%bcller/bus", ("/home/müller/bus", False)),
        ("unix:abstract=/x,guid=1", ("/x", True)),
        ("tcp:host=a", None),
    ],
)
def test_a_local_socket_is_found_in_an_address(address: str, found: tuple[str, bool] | None) -> None:
    assert local_socket(address) == found
