"""Messages of D-Bus: ours as another implementation reads them, and theirs as we do."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.system.linux.bus_message import (
    LARGEST,
    Argument,
    BusError,
    Byte,
    Call,
    Kind,
    Message,
    take_message,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is compared with is only there")

ASK = Call("org.a.B", "/org/a/B", "org.a.B", "Inhibit", "ss", ("TallyMate", "Grüße"))


@pytest.mark.parametrize(
    ("signature", "arguments"),
    [
        ("", ()),
        ("ss", ("TallyMate", "Grüße aus 漢字")),
        ("u", (4_000_000_000,)),
        ("sua{sv}", ("", 8, {"reason": "The board", "handle_token": "t1"})),
        ("sua{sv}", ("x", 8, {})),
        ("i", (-1,)),
        (
            "susssasa{sv}i",
            ("TallyMate", 3, "", "a", "b", ["default", "Show"], {"urgency": Byte(2), "x": "y"}, -1),
        ),
        ("asu", ([], 7)),
    ],
)
def test_a_call_is_read_by_another_implementation_as_it_was_meant(
    signature: str, arguments: tuple[Argument, ...]
) -> None:
    from dbus_fast import Variant  # noqa: PLC0415 - only there on Linux
    from dbus_fast._private.unmarshaller import Unmarshaller  # noqa: PLC0415 - the reader alone

    call = Call("org.a.B", "/org/a/B", "org.a.C", "Inhibit", signature, arguments)
    # It is annotated for a socket's stream, and reads any.
    read = Unmarshaller(io.BytesIO(call.to_bytes(7))).unmarshall()  # type: ignore[arg-type]
    assert read is not None
    meant = [
        {key: Variant("y" if isinstance(one, Byte) else "s", one) for key, one in value.items()}
        if isinstance(value, dict)
        else value
        for value in arguments
    ]
    assert (read.destination, read.path, read.interface, read.member) == (
        "org.a.B",
        "/org/a/B",
        "org.a.C",
        "Inhibit",
    )
    assert (read.serial, read.signature, read.body) == (7, signature, meant)


@pytest.mark.parametrize(("text", "meant"), [("a\0b", "a\ufffdb"), ("Ben \ud83d", "Ben ?")])
def test_a_text_that_would_end_the_connection_is_mended(text: str, meant: str) -> None:
    from dbus_fast._private.unmarshaller import Unmarshaller  # noqa: PLC0415 - the reader alone

    call = Call("org.a.B", "/org/a/B", "org.a.C", "Inhibit", "s", (text,))
    read = Unmarshaller(io.BytesIO(call.to_bytes(7))).unmarshall()  # type: ignore[arg-type]
    assert read is not None
    assert read.body == [meant]


def answer(*body: object, signature: str) -> bytes:
    from dbus_fast import Message as Other  # noqa: PLC0415 - only there on Linux
    from dbus_fast import MessageType  # noqa: PLC0415

    other = Other(
        message_type=MessageType.METHOD_RETURN,
        reply_serial=5,
        destination=":1.9",
        signature=signature,
        body=list(body),
        serial=3,
    )
    return bytes(other._marshall(negotiate_unix_fd=False))


def test_an_answer_of_another_implementation_is_read() -> None:
    data = answer("/a/b", 4_000_000_000, "x", [1], "never read", signature="ousaus")
    message, length = take_message(data)
    assert length == len(data)
    # Who sent it is for the bus to say.
    assert message == Message(Kind.ANSWER, reply_serial=5, arguments=("/a/b", 4_000_000_000, "x"))


def test_what_may_be_of_any_type_is_read_as_what_it_is() -> None:
    from dbus_fast import Variant  # noqa: PLC0415 - only there on Linux

    data = answer(Variant("b", True), 2**40, Variant("as", ["never read"]), signature="vtv")  # noqa: FBT003
    message, _ = take_message(data)
    assert message == Message(Kind.ANSWER, reply_serial=5, arguments=(1, 2**40))


def test_messages_come_one_by_one_and_byte_by_byte() -> None:
    data = answer(1, signature="u") + answer("two", signature="s")
    came = []
    buffer = b""
    for byte in data:
        buffer += bytes([byte])
        message, length = take_message(buffer)
        buffer = buffer[length:]
        if message is not None:
            came.append(message.arguments)
    assert came == [(1,), ("two",)]
    assert buffer == b""


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(BusError):
        take_message(b"HTTP/1.1 400 Bad Request\r\n")


def test_too_large_a_message_is_refused_before_it_comes() -> None:
    data = bytearray(answer(1, signature="u"))
    data[4:8] = LARGEST.to_bytes(4, "little")
    with pytest.raises(BusError, match="too large"):
        take_message(bytes(data))


def test_a_kind_that_is_not_known_is_passed_over() -> None:
    data = bytearray(answer(1, signature="u"))
    data[1] = 77
    assert take_message(bytes(data)) == (None, len(data))


@given(st.data())
def test_a_damaged_message_is_read_or_refused(data: st.DataObject) -> None:
    message = bytearray(answer("/a/b", 1, "text", signature="ous"))
    for at in data.draw(st.lists(st.integers(0, len(message) - 1), max_size=6)):
        message[at] = data.draw(st.integers(0, 255))
    try:
        _, length = take_message(bytes(message))
    except BusError:
        return
    assert 0 <= length <= len(message)


def test_an_argument_of_another_type_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        Call("a.b", "/", "a.b", "C", "u", ("text",)).to_bytes(1)
